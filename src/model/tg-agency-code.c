/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency-code.h"

static const struct
{
  const char *word;
  const char *code;
} agencies[] = {
  { "customs", "CUS" },
  { "tax", "TAX" },
  { "forex", "FX" },
  { "commerce", "COM" },
  { "bank", "BANK" },
};

const char *
tg_agency_code_from_wire (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (agencies); i++)
    if (g_strcmp0 (agencies[i].word, word) == 0)
      return agencies[i].code;
  return word;
}

const char *
tg_agency_code_to_wire (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (agencies); i++)
    if (g_strcmp0 (agencies[i].code, code) == 0)
      return agencies[i].word;
  return code;
}
