/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fuzz.h"
#include "tg-json.h"

/* Whatever our reader lets in is what json-glib would read, and its canonical form is strict JSON
 * with the same canonical form. */

static char *
canonical_of (const char *text,
              gssize      length)
{
  g_autoptr (JsonNode) node = tg_json_parse (text, length, NULL, NULL);

  return node != NULL ? tg_json_to_canonical (node, NULL) : NULL;
}

/* What is let in is the same tree that json-glib reads. It makes a lone null no node at all. */
static void
compare_with_json_glib (JsonNode   *node,
                        const char *text,
                        gssize      length)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, text, length, &error);
  g_assert_no_error (error);
  g_assert (JSON_NODE_HOLDS_NULL (node) ||
            json_node_equal (node, json_parser_get_root (parser)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const char *text = size > 0 ? (const char *) data : "";
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *again = NULL;

  node = tg_json_parse (text, (gssize) size, NULL, NULL);
  if (node == NULL)
    return 0;
  compare_with_json_glib (node, text, (gssize) size);
  canonical = canonical_of (text, (gssize) size);
  /* A fractional number has no canonical form. */
  if (canonical == NULL)
    return 0;
  again = canonical_of (canonical, -1);
  g_assert_cmpstr (again, ==, canonical);
  return 0;
}
