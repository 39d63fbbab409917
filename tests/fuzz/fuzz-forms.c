/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-reader.h"
#include "tg-fuzz.h"

/* Any bytes as a form file: refused with an error, or a form whose rules compile or are refused,
 * and which checks an empty document. */

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const TgRulesContext context = { .today = "2026-11-23" };
  const char *text = size > 0 ? (const char *) data : "";
  g_autofree char *same_as = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgForm) form = tg_form_reader_parse (text, (gssize) size, "forms/f/1/form.json",
                                                  &same_as, &error);
  g_autoptr (TgRules) rules = NULL;
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (GPtrArray) issues = NULL;

  g_assert ((form == NULL) == (error != NULL));
  if (form == NULL)
    return 0;
  rules = tg_rules_compile (form, NULL);
  if (rules == NULL)
    return 0;
  tg_rules_compute (rules, document, &context, NULL);
  issues = tg_rules_check (rules, document, &context);
  g_assert (issues != NULL);
  return 0;
}
