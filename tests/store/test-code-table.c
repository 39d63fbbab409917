/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table.h"
#include "tg-error.h"

/* Against the tables that the build makes. */

static TgCodeTable *
open_tables (void)
{
  g_autoptr (GError) error = NULL;
  TgCodeTable *tables = tg_code_table_open (TG_BUILD_DIR "/data/codes.db", &error);

  g_assert_no_error (error);
  return tables;
}

static void
test_find (void)
{
  g_autoptr (TgCodeTable) tables = open_tables ();
  TgCodeLookup *lookup = TG_CODE_LOOKUP (tables);
  g_autoptr (TgCodeRow) found = tg_code_lookup_find (lookup, "customs_offices", "4601",
                                                     "2026-11-23");
  g_autoptr (TgCodeRow) none = tg_code_lookup_find (lookup, "customs_offices", "460", NULL);

  g_assert_nonnull (found);
  g_assert_nonnull (g_strstr_len (tg_code_row_get_name (found), -1, "郑州"));
  g_assert_null (none);
  g_assert_true (tg_code_lookup_has_table (lookup, "customs_offices"));
  g_assert_false (tg_code_lookup_has_table (lookup, "no-such"));
}

static char *
first_code (TgCodeTable        *tables,
            const char         *words,
            const char * const *recent)
{
  TgCodeQuery query = { "customs_offices", words, NULL, recent, 20 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tg_code_table_search (tables, &query, &error);

  g_assert_no_error (error);
  if (rows->len == 0)
    return NULL;
  return g_strdup (tg_code_row_get_code (g_ptr_array_index (rows, 0)));
}

static void
test_search (void)
{
  g_autoptr (TgCodeTable) tables = open_tables ();
  const char *recent[] = { "4602", NULL };
  g_autofree char *by_code = first_code (tables, "460", NULL);
  g_autofree char *by_name = first_code (tables, "郑州", NULL);
  g_autofree char *by_initials = first_code (tables, "zz", NULL);
  g_autofree char *by_recent = first_code (tables, "", recent);
  g_autofree char *nothing = first_code (tables, "\"( OR", NULL);

  g_assert_true (g_str_has_prefix (by_code, "460"));
  g_assert_true (g_str_has_prefix (by_name, "46"));
  g_assert_nonnull (by_initials);
  g_assert_cmpstr (by_recent, ==, "4602");
  g_assert_null (nothing);
}

static void
test_query (void)
{
  g_autofree char *name = tg_code_table_make_query ("蓄电池 AA");
  g_autofree char *single = tg_code_table_make_query ("电");

  g_assert_cmpstr (name, ==, "words : (\"蓄电\" \"电池\" \"AA\"*)");
  g_assert_cmpstr (single, ==, "words : (\"电\")");
  g_assert_null (tg_code_table_make_query (" \"()"));
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_code_table_open ("/nowhere/codes.db", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/code-table/find", test_find);
  g_test_add_func ("/store/code-table/search", test_search);
  g_test_add_func ("/store/code-table/query", test_query);
  g_test_add_func ("/store/code-table/missing", test_missing);

  return g_test_run ();
}
