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
  TgCodeQuery query = { "customs_offices", words, NULL, recent, 20, NULL, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = tg_code_table_search (tables, &query, &error);

  g_assert_no_error (error);
  if (rows->len == 0)
    return NULL;
  return g_strdup (tg_code_row_get_code (((TgCodeHit *) g_ptr_array_index (rows, 0))->row));
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

/* ---- goods codes ---- */

static gboolean
has_ten_digits (const char *code,
                gpointer    user_data)
{
  return strlen (code) == 10;
}

static GPtrArray *
search_goods (const char *words)
{
  g_autoptr (TgCodeTable) tables = open_tables ();
  TgCodeQuery query = { "hs", words, "2026-11-23", NULL, 50, has_ten_digits, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *hits = tg_code_table_search (tables, &query, &error);

  g_assert_no_error (error);
  return hits;
}

/* (transfer none) (nullable) */
static const TgCodeHit *
find_hit (GPtrArray  *hits,
          const char *code)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_str_equal (tg_code_row_get_code (((TgCodeHit *) hits->pdata[i])->row), code))
      return hits->pdata[i];
  return NULL;
}

static void
test_goods (void)
{
  const char *ways[] = { "9617", "9617001100", "保温杯", "bwb", "vacuum cups", NULL };

  for (guint i = 0; ways[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) hits = search_goods (ways[i]);
      const TgCodeHit *hit = find_hit (hits, "9617001100");

      g_assert_nonnull (hit);
      g_assert_true (hit->can_choose);
      g_assert_true (g_str_has_prefix (hit->path, "杂项制品 › "));
      g_assert_nonnull (strstr (hit->path, "保温瓶"));
      g_assert_cmpstr (hit->units, ==, "千克 / 个");
    }
}

/* An everyday word, the beginning of one, and a word of a heading alone. */
static void
test_synonyms (void)
{
  g_autoptr (GPtrArray) word = search_goods ("积木");
  g_autoptr (GPtrArray) beginning = search_goods ("building bl");
  g_autoptr (GPtrArray) initials = search_goods ("xlx");
  g_autoptr (GPtrArray) heading = search_goods ("杂项制品");

  g_assert_nonnull (find_hit (word, "9503006000"));
  g_assert_nonnull (find_hit (beginning, "9503006000"));
  g_assert_cmpuint (initials->len, >, 0);
  g_assert_cmpuint (heading->len, >, 0);
  g_assert_true (g_str_has_prefix (((TgCodeHit *) heading->pdata[0])->path, "杂项制品"));
}

/* What the field does not take stands behind what it takes, and cannot be chosen. */
static void
test_accepts (void)
{
  const char *ways[] = { "9617", "手机", "8517130012", "01", "", NULL };

  for (guint i = 0; ways[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) hits = search_goods (ways[i]);
      gboolean is_aside = FALSE;

      g_assert_cmpuint (hits->len, >, 0);
      for (guint j = 0; j < hits->len; j++)
        {
          const TgCodeHit *hit = hits->pdata[j];

          g_assert_cmpint (hit->can_choose, ==, strlen (tg_code_row_get_code (hit->row)) == 10);
          g_assert_false (is_aside && hit->can_choose);
          is_aside = !hit->can_choose;
        }
    }
}

/* Digits that no table knows show how far they lead. */
static void
test_above (void)
{
  g_autoptr (GPtrArray) hits = search_goods ("8517130099");

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_nonnull (find_hit (hits, "851713"));
  g_assert_false (find_hit (hits, "851713")->can_choose);
  g_assert_cmpstr (find_hit (hits, "851713")->path, !=, "");
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
  g_test_add_func ("/store/code-table/goods", test_goods);
  g_test_add_func ("/store/code-table/synonyms", test_synonyms);
  g_test_add_func ("/store/code-table/accepts", test_accepts);
  g_test_add_func ("/store/code-table/above", test_above);
  g_test_add_func ("/store/code-table/missing", test_missing);

  return g_test_run ();
}
