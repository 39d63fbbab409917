/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-goods.h"
#include "tg-code-import.h"
#include "tg-data-dir.h"
#include "tg-dated-code.h"
#include "tg-disk.h"
#include "tg-figure.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* Looking for a goods code in the widest table, as each key press does, alone and with an imported
 * library of refund rates beside it; beside that bare SQLite that steps over the rows of the table
 * that contain the same words, and no more. The library has two codes of ten digits for each of
 * our eight. */

#define N_RUNS 31
#define MAX_MS 50

typedef struct
{
  TgCodeTable *table;
  TgCodeTable *library;
  sqlite3     *bare;
  const char  *words;
} TgBench;

static gboolean
has_ten_digits (const char *code,
                gpointer    user_data)
{
  return strlen (code) == 10;
}

static void
look_up (gpointer user_data)
{
  TgBench *bench = user_data;
  TgCodeQuery query = { "hs", bench->words, "2026-11-26", NULL, 50, has_ten_digits, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = tg_code_table_search (bench->table, &query, &error);

  if (hits == NULL || hits->len == 0)
    g_error ("%s", error != NULL ? error->message : "found nothing");
}

static void
look_up_both (gpointer user_data)
{
  TgBench *bench = user_data;
  TgCodeQuery query = { "hs", bench->words, "2026-11-26", NULL, 50, has_ten_digits, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = tg_code_table_search (bench->table, &query, &error);

  if (hits == NULL)
    g_error ("%s", error->message);
  tg_code_goods_add (bench->table, bench->library, &query, hits);
  if (hits->len == 0)
    g_error ("found nothing");
}

static void
scan_bare (gpointer user_data)
{
  TgBench *bench = user_data;
  sqlite3_stmt *statement = NULL;
  const char *sql = "SELECT code, name_zh, name_en, extra FROM code WHERE table_name = 'hs'"
                    " AND (code LIKE ?1 || '%' OR initials LIKE ?1 || '%' OR"
                    " name_zh LIKE '%' || ?1 || '%')";

  g_assert_cmpint (sqlite3_prepare_v2 (bench->bare, sql, -1, &statement, NULL), ==, SQLITE_OK);
  sqlite3_bind_text (statement, 1, bench->words, -1, SQLITE_STATIC);
  while (sqlite3_step (statement) == SQLITE_ROW)
    continue;
  sqlite3_finalize (statement);
}

static gboolean
measure_one (TgBench      *bench,
             const char   *title,
             TgFigureFunc  func)
{
  double time = tg_figure_time (func, bench, N_RUNS);

  tg_figure_print (title, time, "bare scan", tg_figure_time (scan_bare, bench, N_RUNS), 20);
  if (time > MAX_MS)
    g_print ("%s: more than %d ms  OVER\n", title, MAX_MS);
  return time > MAX_MS;
}

/* TRUE where it is slower than somebody who types may notice. */
static gboolean
measure (TgBench    *bench,
         const char *what,
         const char *words)
{
  g_autofree char *alone = g_strdup_printf ("goods code by %s", what);
  g_autofree char *both = g_strdup_printf ("the same with a library, by %s", what);
  gboolean is_slow;

  bench->words = words;
  is_slow = measure_one (bench, alone, look_up);
  return measure_one (bench, both, look_up_both) || is_slow;
}

/* ---- the library ---- */

static void
add_codes (GPtrArray  *rows,
           const char *code,
           const char *name)
{
  static const char * const ends[] = { "00", "10" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *longer = g_strconcat (code, ends[i], NULL);
      GHashTable *extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

      g_hash_table_insert (extra, g_strdup ("refund_rate"), g_strdup ("13"));
      g_ptr_array_add (rows, tg_dated_code_new (tg_code_row_new (longer, name, "", extra),
                                                "2024-01-01", ""));
    }
}

static TgCodeTable *
make_library (sqlite3    *bare,
              const char *path)
{
  static const char sql[] =
    "SELECT code, name_zh FROM code WHERE table_name = 'hs' AND length (code) = 8";
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_dated_code_free);
  TgCodeImport import = { TG_CODE_LIBRARY_TABLE, "文库", "Library", "2026-11-26", "bench", rows };
  g_autoptr (GError) error = NULL;
  TgCodeTable *library = NULL;
  sqlite3_stmt *statement = NULL;
  guint n_new, n_changed;

  g_assert_cmpint (sqlite3_prepare_v2 (bare, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    add_codes (rows, (const char *) sqlite3_column_text (statement, 0),
               (const char *) sqlite3_column_text (statement, 1));
  sqlite3_finalize (statement);
  if (tg_code_import_run (&import, path, &n_new, &n_changed, &error))
    library = tg_code_table_open (path, &error);
  if (library == NULL)
    g_error ("%s", error->message);
  g_print ("library of %u codes\n", n_new);
  return library;
}

int
main (int    argc,
      char **argv)
{
  TgBench bench = { 0 };
  g_autofree char *path = tg_data_dir_codes ();
  g_autofree char *folder = NULL;
  g_autofree char *imported = NULL;
  g_autoptr (GError) error = NULL;
  gboolean is_slow = FALSE;

  setlocale (LC_ALL, "");
  bench.table = tg_code_table_open (path, &error);
  if (bench.table == NULL)
    g_error ("%s", error->message);
  g_assert_cmpint (sqlite3_open (path, &bench.bare), ==, SQLITE_OK);
  folder = g_dir_make_tmp ("tongguan-bench-XXXXXX", &error);
  g_assert_no_error (error);
  imported = g_build_filename (folder, "library.db", NULL);
  bench.library = make_library (bench.bare, imported);
  is_slow |= measure (&bench, "nothing yet", "");
  is_slow |= measure (&bench, "two digits", "84");
  is_slow |= measure (&bench, "a whole code", "9617001100");
  is_slow |= measure (&bench, "the commonest word", "其他");
  is_slow |= measure (&bench, "an everyday word", "手机");
  is_slow |= measure (&bench, "initials", "qt");
  is_slow |= measure (&bench, "words of a heading", "家禽");
  g_object_unref (bench.library);
  g_object_unref (bench.table);
  tg_disk_remove (folder, NULL);
  sqlite3_close (bench.bare);
  return is_slow || tg_figure_n_over () > 0 ? 1 : 0;
}
