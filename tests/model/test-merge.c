/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-merge.h"

static TgMerge *
merge (const char *base,
       const char *mine,
       const char *theirs)
{
  g_autoptr (TgDocument) b = tg_document_new_from_json (base, -1, NULL);
  g_autoptr (TgDocument) m = tg_document_new_from_json (mine, -1, NULL);
  g_autoptr (TgDocument) t = tg_document_new_from_json (theirs, -1, NULL);

  return tg_merge_documents (b, m, t);
}

/* `conflict` is the path of the only conflict, NULL: none. */
static const struct
{
  const char *name;
  const char *base;
  const char *mine;
  const char *theirs;
  const char *merged;
  const char *conflict;
} cases[] = {
  { "both fields", "{\"a\":\"1\",\"b\":\"1\"}", "{\"a\":\"2\",\"b\":\"1\"}",
    "{\"a\":\"1\",\"b\":\"3\"}",
    "{\"a\":\"2\",\"b\":\"3\"}", NULL },
  { "cleared", "{\"a\":\"1\",\"b\":\"1\"}", "{\"b\":\"1\"}", "{\"a\":\"1\",\"b\":\"2\"}",
    "{\"b\":\"2\"}", NULL },
  { "cleared by them", "{\"a\":\"1\",\"b\":\"1\"}", "{\"a\":\"1\",\"b\":\"2\"}", "{\"b\":\"1\"}",
    "{\"b\":\"2\"}", NULL },
  { "same field", "{\"a\":\"1\"}", "{\"a\":\"2\"}", "{\"a\":\"3\"}", "{\"a\":\"2\"}", "a" },
  { "same answer", "{\"a\":\"1\"}", "{\"a\":\"2\"}", "{\"a\":\"2\"}", "{\"a\":\"2\"}", NULL },
  { "lines added", "{}", "{\"g\":[{\"_line\":\"m\"}]}", "{\"g\":[{\"_line\":\"t\"}]}",
    "{\"g\":[{\"_line\":\"t\"},{\"_line\":\"m\"}]}", NULL },
  { "added behind its neighbour", "{\"g\":[{\"_line\":\"a\"},{\"_line\":\"b\"}]}",
    "{\"g\":[{\"_line\":\"a\"},{\"_line\":\"b\"}]}",
    "{\"g\":[{\"_line\":\"a\"},{\"_line\":\"x\"},{\"_line\":\"b\"}]}",
    "{\"g\":[{\"_line\":\"a\"},{\"_line\":\"x\"},{\"_line\":\"b\"}]}", NULL },
  { "columns", "{\"g\":[{\"_line\":\"a\",\"p\":\"1\",\"q\":\"1\"}]}",
    "{\"g\":[{\"_line\":\"a\",\"p\":\"2\",\"q\":\"1\"}]}",
    "{\"g\":[{\"_line\":\"a\",\"p\":\"1\",\"q\":\"3\"}]}",
    "{\"g\":[{\"_line\":\"a\",\"p\":\"2\",\"q\":\"3\"}]}", NULL },
  { "removed by them", "{\"g\":[{\"_line\":\"a\"},{\"_line\":\"b\"}]}",
    "{\"g\":[{\"_line\":\"a\"},{\"_line\":\"b\"}]}",
    "{\"g\":[{\"_line\":\"b\"}]}", "{\"g\":[{\"_line\":\"b\"}]}", NULL },
  { "removed by them, changed by me", "{\"g\":[{\"_line\":\"a\"}]}",
    "{\"g\":[{\"_line\":\"a\",\"p\":\"1\"}]}", "{}",
    "{\"g\":[{\"_line\":\"a\",\"p\":\"1\"}]}", "g/a/_line" },
  { "removed by me, changed by them", "{\"g\":[{\"_line\":\"a\"}]}", "{}",
    "{\"g\":[{\"_line\":\"a\",\"p\":\"1\"}]}",
    "{\"g\":[{\"_line\":\"a\",\"p\":\"1\"}]}", "g/a/_line" },
  { "their order", "{\"g\":[{\"_line\":\"a\"},{\"_line\":\"b\"}]}",
    "{\"g\":[{\"_line\":\"a\",\"p\":\"1\"},{\"_line\":\"b\"}]}",
    "{\"g\":[{\"_line\":\"b\"},{\"_line\":\"a\"}]}",
    "{\"g\":[{\"_line\":\"b\"},{\"_line\":\"a\",\"p\":\"1\"}]}", NULL },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TgMerge) result = merge (cases[i].base, cases[i].mine, cases[i].theirs);
      g_autofree char *json = tg_document_to_json (result->document);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (json, ==, cases[i].merged);
      g_assert_cmpuint (result->conflicts->len, ==, cases[i].conflict == NULL ? 0 : 1);
      if (cases[i].conflict != NULL)
        g_assert_cmpstr (((TgMergeConflict *) result->conflicts->pdata[0])->path, ==,
                         cases[i].conflict);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/merge/cases", test_cases);
  return g_test_run ();
}
