/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db-statement.h"

#include "tg-error.h"

static TgDb *
open_memory (void)
{
  const TgDbOptions options = { .path = ":memory:" };
  g_autoptr (GError) error = NULL;
  TgDb *db = tg_db_open (&options, &error);

  g_assert_no_error (error);
  tg_db_exec (db, "CREATE TABLE a (id INTEGER PRIMARY KEY, t TEXT, b BLOB) STRICT", &error);
  g_assert_no_error (error);
  return db;
}

static void
insert (TgDb       *db,
        gint64      id,
        const char *text,
        GBytes     *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, "INSERT INTO a VALUES (:id, :t, :b)", &error);

  g_assert_no_error (error);
  tg_db_bind_int (st, ":id", id);
  tg_db_bind_text (st, ":t", text);
  tg_db_bind_blob (st, ":b", bytes);
  tg_db_run (st, &error);
  g_assert_no_error (error);
}

static void
test_values (void)
{
  g_autoptr (TgDb) db = open_memory ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GBytes) found_empty = NULL;
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row;

  insert (db, G_MAXINT64, "保温杯'; DROP TABLE a; --", bytes);
  insert (db, 1, NULL, NULL);
  insert (db, 2, "", empty);
  st = tg_db_prepare (db, "SELECT id, t, b FROM a ORDER BY id", NULL);

  g_assert_true (tg_db_step (st, &has_row, NULL) && has_row);
  g_assert_true (tg_db_column_is_null (st, 1) && tg_db_column_is_null (st, 2));
  g_assert_null (tg_db_column_text (st, 1));
  g_assert_null (tg_db_column_bytes (st, 2));

  g_assert_true (tg_db_step (st, &has_row, NULL) && has_row);
  g_assert_cmpstr (tg_db_column_text (st, 1), ==, "");
  found_empty = tg_db_column_bytes (st, 2);
  g_assert_true (g_bytes_equal (found_empty, empty));

  g_assert_true (tg_db_step (st, &has_row, NULL) && has_row);
  g_assert_cmpint (tg_db_column_int (st, 0), ==, G_MAXINT64);
  g_assert_cmpstr (tg_db_column_text (st, 1), ==, "保温杯'; DROP TABLE a; --");
  found = tg_db_column_bytes (st, 2);
  g_assert_true (g_bytes_equal (found, bytes));

  g_assert_true (tg_db_step (st, &has_row, NULL));
  g_assert_false (has_row);
}

static void
test_reuse (void)
{
  g_autoptr (TgDb) db = open_memory ();
  const char *sql = "SELECT count(*) FROM a WHERE t IS :t";
  TgDbStatement *first;
  gboolean has_row;

  insert (db, 1, NULL, NULL);
  first = tg_db_prepare (db, sql, NULL);
  tg_db_bind_text (first, ":t", "x");
  g_assert_true (tg_db_step (first, &has_row, NULL));
  g_assert_cmpint (tg_db_column_int (first, 0), ==, 0);
  tg_db_statement_done (first);

  /* Lent again, it has no binding and begins at the start. */
  first = tg_db_prepare (db, sql, NULL);
  g_assert_true (tg_db_step (first, &has_row, NULL));
  g_assert_cmpint (tg_db_column_int (first, 0), ==, 1);
  tg_db_statement_done (first);
}

static void
test_nested (void)
{
  g_autoptr (TgDb) db = open_memory ();
  const char *sql = "SELECT id FROM a WHERE id > :id ORDER BY id";
  g_autoptr (TgDbStatement) outer = NULL;
  g_autoptr (TgDbStatement) inner = NULL;
  gboolean has_row;

  for (int i = 1; i <= 3; i++)
    insert (db, i, NULL, NULL);
  outer = tg_db_prepare (db, sql, NULL);
  tg_db_bind_int (outer, ":id", 0);
  g_assert_true (tg_db_step (outer, &has_row, NULL));
  inner = tg_db_prepare (db, sql, NULL);
  tg_db_bind_int (inner, ":id", 2);
  g_assert_true (tg_db_step (inner, &has_row, NULL));
  g_assert_cmpint (tg_db_column_int (inner, 0), ==, 3);
  g_assert_cmpint (tg_db_column_int (outer, 0), ==, 1);
  g_assert_true (tg_db_step (outer, &has_row, NULL));
  g_assert_cmpint (tg_db_column_int (outer, 0), ==, 2);
}

static void
test_run_again_after_failure (void)
{
  g_autoptr (TgDb) db = open_memory ();
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, "INSERT INTO a (id) VALUES (:id)", NULL);
  g_autoptr (GError) error = NULL;

  tg_db_bind_int (st, ":id", 1);
  g_assert_true (tg_db_run (st, NULL));
  g_assert_false (tg_db_run (st, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_EXISTS);
  tg_db_bind_int (st, ":id", 2);
  g_assert_true (tg_db_run (st, NULL));
}

static void
test_bad_sql (void)
{
  g_autoptr (TgDb) db = open_memory ();
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_db_prepare (db, "SELECT * FROM nothing", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "nothing"));
}

static void
test_unknown_parameter (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (TgDb) db = open_memory ();
      g_autoptr (TgDbStatement) st = tg_db_prepare (db, "SELECT :id", NULL);

      tg_db_bind_int (st, ":other", 1);
      return;
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*no parameter :other*");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/db/db-statement/values", test_values);
  g_test_add_func ("/db/db-statement/reuse", test_reuse);
  g_test_add_func ("/db/db-statement/nested", test_nested);
  g_test_add_func ("/db/db-statement/run-again-after-failure", test_run_again_after_failure);
  g_test_add_func ("/db/db-statement/bad-sql", test_bad_sql);
  g_test_add_func ("/db/db-statement/unknown-parameter", test_unknown_parameter);
  return g_test_run ();
}
