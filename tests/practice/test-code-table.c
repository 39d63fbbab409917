/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table.h"

#include "tg-book.h"
#include "tg-test.h"

/* Rows are given as "code=name" with commas between. */
static gboolean
replace (TgBook     *book,
         const char *date,
         const char *rows)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto (GStrv) parts = g_strsplit (rows, ",", -1);
  g_autoptr (GError) error = NULL;
  gboolean changed = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);

      g_hash_table_insert (table, g_strconcat (pair[0], "\n", NULL),
                           g_strdup_printf ("{\"code\":\"%s\",\"name_zh\":\"%s\"}", pair[0],
                                            pair[1]));
    }
  tg_db_begin (tg_book_get_db (book), &error);
  g_assert_no_error (error);
  tg_code_table_replace (book, "units", date, table, &changed, &error);
  g_assert_no_error (error);
  tg_db_commit (tg_book_get_db (book), &error);
  g_assert_no_error (error);
  return changed;
}

static TgCodeTable *
find (TgBook *book)
{
  g_autoptr (GError) error = NULL;
  TgCodeTable *table = NULL;

  tg_code_table_find (book, "units", &table, &error);
  g_assert_no_error (error);
  g_assert_nonnull (table);
  return table;
}

static void
assert_rows (TgBook     *book,
             const char *from,
             gboolean    is_delta,
             const char *expected)
{
  g_autoptr (TgCodeTable) table = find (book);
  g_autoptr (GError) error = NULL;
  gboolean found;
  GString *rows = tg_code_table_write_rows (book, table, from, &found, &error);

  g_assert_no_error (error);
  g_assert_cmpint (found, ==, is_delta);
  g_assert_cmpstr (rows->str, ==, expected);
  g_string_free (rows, TRUE);
}

#define PUT(code, name) "{\"code\":\"" code "\",\"name_zh\":\"" name "\",\"op\":\"put\"}\n"
#define DELETE(code) "{\"code\":\"" code "\",\"valid_from\":\"\",\"op\":\"delete\"}\n"

static void
test_versions (void)
{
  g_autoptr (TgTestClock) clock = tg_test_clock_new (NULL);
  g_autoptr (TgChance) chance = tg_chance_new_seeded (1);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgBook) book = tg_book_open (":memory:", TG_CLOCK (clock), chance, &error);
  g_autoptr (TgCodeTable) table = NULL;
  g_autofree char *digest = NULL;
  const char *lines = "{\"code\":\"1\",\"name_zh\":\"a\"}\n{\"code\":\"2\",\"name_zh\":\"b\"}\n"
                      "{\"code\":\"3\",\"name_zh\":\"c\"}\n{\"code\":\"4\",\"name_zh\":\"d\"}\n";

  g_assert_no_error (error);
  g_assert_true (replace (book, "2026-01-01", "3=c,1=a,4=d,2=b"));
  g_assert_false (replace (book, "2026-01-01", "1=a,2=b,3=c,4=d"));
  table = find (book);
  digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, lines, -1);
  g_assert_cmpstr (table->version, ==, "2026-01-01");
  g_assert_cmpint (table->rows, ==, 4);
  g_assert_cmpint (table->bytes, ==, (gint64) strlen (lines));
  g_assert_cmpstr (table->sha256, ==, digest);
  assert_rows (book, NULL, FALSE, PUT ("1", "a") PUT ("2", "b") PUT ("3", "c") PUT ("4", "d"));
  assert_rows (book, "2026-01-01", TRUE, "");

  /* Changed under the same date: another version all the same. */
  g_assert_true (replace (book, "2026-01-01", "1=a,2=B,3=c,4=d"));
  assert_rows (book, "2026-01-01", TRUE, PUT ("2", "B"));
  g_assert_true (replace (book, "2026-02-01", "1=a,2=B,3=c,5=e"));
  assert_rows (book, "2026-01-01.2", TRUE, DELETE ("4") PUT ("5", "e"));
  /* From the first version three rows differ, which is more than the whole table. */
  assert_rows (book, "2026-01-01", FALSE,
               PUT ("1", "a") PUT ("2", "B") PUT ("3", "c") PUT ("5", "e"));
  assert_rows (book, "1999-01-01", FALSE,
               PUT ("1", "a") PUT ("2", "B") PUT ("3", "c") PUT ("5", "e"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/code-table/versions", test_versions);
  return g_test_run ();
}
