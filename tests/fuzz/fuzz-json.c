/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fuzz.h"
#include "tg-json.h"

/* Whatever passes our scanner must be read by json-glib, and its canonical form must be strict
 * JSON with the same canonical form. */

static char *
canonical_of (const char *text,
              gssize      length)
{
  g_autoptr (JsonNode) node = tg_json_parse (text, length, NULL, NULL);

  return node != NULL ? tg_json_to_canonical (node, NULL) : NULL;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *again = NULL;

  if (!tg_json_check (text, (gssize) size, NULL, NULL))
    return 0;
  node = tg_json_parse (text, (gssize) size, NULL, NULL);
  g_assert (node != NULL);
  canonical = canonical_of (text, (gssize) size);
  /* A fractional number has no canonical form. */
  if (canonical == NULL)
    return 0;
  again = canonical_of (canonical, -1);
  g_assert_cmpstr (again, ==, canonical);
  return 0;
}
