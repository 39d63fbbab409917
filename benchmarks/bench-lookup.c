/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table.h"
#include "tg-data-dir.h"
#include "tg-figure.h"

#include <locale.h>
#include <sqlite3.h>
#include <string.h>

/* Looking for a goods code in the widest table, as each key press does; beside it bare SQLite that
 * steps over the rows of the table that contain the same words, and no more. */

#define N_RUNS 31
#define MAX_MS 50

typedef struct
{
  TgCodeTable *table;
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

/* TRUE where it is slower than somebody who types may notice. */
static gboolean
measure (TgBench    *bench,
         const char *what,
         const char *words)
{
  g_autofree char *title = g_strdup_printf ("goods code by %s", what);
  double time;

  bench->words = words;
  time = tg_figure_time (look_up, bench, N_RUNS);
  tg_figure_print (title, time, "bare scan", tg_figure_time (scan_bare, bench, N_RUNS), 20);
  if (time > MAX_MS)
    g_print ("%s: more than %d ms  OVER\n", title, MAX_MS);
  return time > MAX_MS;
}

int
main (int    argc,
      char **argv)
{
  TgBench bench = { 0 };
  g_autofree char *path = tg_data_dir_codes ();
  g_autoptr (GError) error = NULL;
  gboolean is_slow = FALSE;

  setlocale (LC_ALL, "");
  bench.table = tg_code_table_open (path, &error);
  if (bench.table == NULL)
    g_error ("%s", error->message);
  g_assert_cmpint (sqlite3_open (path, &bench.bare), ==, SQLITE_OK);
  is_slow |= measure (&bench, "nothing yet", "");
  is_slow |= measure (&bench, "two digits", "84");
  is_slow |= measure (&bench, "a whole code", "9617001100");
  is_slow |= measure (&bench, "the commonest word", "其他");
  is_slow |= measure (&bench, "an everyday word", "手机");
  is_slow |= measure (&bench, "initials", "qt");
  is_slow |= measure (&bench, "words of a heading", "家禽");
  g_object_unref (bench.table);
  sqlite3_close (bench.bare);
  return is_slow || tg_figure_n_over () > 0 ? 1 : 0;
}
