/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db-statement.h"

#include "tg-test.h"

static const char * const documents[] = {
  "不锈钢保温杯 500ml, Stainless CUP",     /* 1 */
  "锂离子蓄电池",                            /* 2 */
  "电缆；杯",                                /* 3 */
  "ＡＢＣ１２３ Ｘ光机",                      /* 4 */
  "池电蓄",                                  /* 5 */
  "Müller & Söhne, 91410100MA46",          /* 6 */
};

static TgDb *
open_filled (void)
{
  const TgDbOptions options = { .path = ":memory:" };
  g_autoptr (GError) error = NULL;
  TgDb *db = tg_db_open (&options, &error);
  g_autoptr (TgDbStatement) st = NULL;

  g_assert_no_error (error);
  tg_db_exec (db, "CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = 'tg_cjk')", &error);
  g_assert_no_error (error);
  st = tg_db_prepare (db, "INSERT INTO search (rowid, words) VALUES (:id, :words)", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      tg_db_bind_int (st, ":id", i + 1);
      tg_db_bind_text (st, ":words", documents[i]);
      g_assert_true (tg_db_run (st, NULL));
    }
  return db;
}

static char *
search (TgDb       *db,
        const char *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDbStatement) st = NULL;
  GString *found = g_string_new (NULL);
  gboolean has_row;

  st = tg_db_prepare (db, "SELECT rowid FROM search WHERE search MATCH :query ORDER BY rowid",
                      &error);
  g_assert_no_error (error);
  tg_db_bind_text (st, ":query", query);
  while (tg_db_step (st, &has_row, &error) && has_row)
    g_string_append_printf (found, "%d ", (int) tg_db_column_int (st, 0));
  g_assert_no_error (error);
  return g_strchomp (g_string_free (found, FALSE));
}

static void
test_search (void)
{
  static const struct
  {
    const char *query;
    const char *found;
  } cases[] = {
    { "保温", "1" }, { "保温杯", "1" }, { "温杯", "1" }, { "蓄电池", "2" }, { "锂离子蓄电池", "2" },
    { "电池", "2" }, { "池电", "5" }, { "\"电缆\"", "3" }, { "杯", "1 3" }, { "杯*", "1 3" },
    { "电*", "2 3 5" }, { "cup", "1" }, { "CUP", "1" }, { "stain*", "1" }, { "500ml", "1" },
    { "保温 cup", "1" }, { "abc123", "4" }, { "x", "4" }, { "光机", "4" }, { "mÜller", "6" },
    { "91410100ma46", "6" }, { "9141*", "6" }, { "保杯", "" }, { "缆杯", "" },
  };
  g_autoptr (TgDb) db = open_filled ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = search (db, cases[i].query);

      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_broken_text (void)
{
  static const char * const texts[] = { "\xff\xfe保温\xe4\xbf", "\xe4", "\x80\x80x", "\xf0\x9f\x98" };
  g_autoptr (TgDb) db = open_filled ();
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, "INSERT INTO search (words) VALUES (:words)",
                                                NULL);
  g_autofree char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      tg_db_bind_text (st, ":words", texts[i]);
      g_assert_true (tg_db_run (st, NULL));
    }
  found = search (db, "保温");
  g_assert_cmpstr (found, ==, "1 7");
}

static void
test_long_word (void)
{
  g_autoptr (TgDb) db = open_filled ();
  g_autofree char *word = g_strnfill (500, 'q');
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, "INSERT INTO search (words) VALUES (:words)",
                                                NULL);
  g_autofree char *found = NULL;

  tg_db_bind_text (st, ":words", word);
  g_assert_true (tg_db_run (st, NULL));
  found = search (db, word);
  g_assert_cmpstr (found, ==, "7");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/db-tokenizer/search", test_search);
  g_test_add_func ("/db/db-tokenizer/broken-text", test_broken_text);
  g_test_add_func ("/db/db-tokenizer/long-word", test_long_word);
  return g_test_run ();
}
