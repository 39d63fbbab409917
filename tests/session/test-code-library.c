/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-code-library.h"
#include "tg-code-source.h"
#include "tg-error.h"
#include "tg-rate-witness.h"
#include "tg-test-dbf.h"
#include "tg-test.h"

/* The library of refund rates: imported from files that the test makes, asked by day, and by the
 * rules through the code source. */

static const TgTestDbfField fields[] = {
  { "CODE", 'C', 12 }, { "NAME", 'C', 40 }, { "TSL", 'N', 6 }, { "TSFLAG", 'C', 1 },
  { "ST_DATE", 'C', 8 }, { "END_DATE", 'C', 8 },
};
#define N_FIELDS G_N_ELEMENTS (fields)

static const char *const first[] = {
  /* the same code, two times */
  "9617001100", "保温杯", "9", "", "20200101", "20231231",
  "9617001100", "保温杯", "13", "", "20240101", "20991231",
  /* longer codes below it that agree, and that do not */
  "4202220000", "手提包", "13", "", "20200101", "",
  "420222000001", "手提包甲", "13", "", "20200101", "",
  "9503006000", "智力玩具", "13", "", "20200101", "",
  "950300600001", "智力玩具甲", "9", "", "20200101", "",
  "950300600002", "智力玩具乙", "0", "2", "20210101", "20211231",
  /* only longer ones */
  "670411000001", "假发甲", "13", "", "20200101", "",
  "670411000002", "假发乙", "13", "", "20220101", "",
  /* a beginning */
  "71131110", "银首饰", "0", "2", "20200101", "",
};

static TgCodeLibraryReport *
import (const char * const *cells,
        guint               n_cells)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "cmcode.DBF", NULL);
  g_autoptr (GBytes) bytes = tg_test_dbf_new (fields, N_FIELDS, cells, n_cells / N_FIELDS);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;
  TgCodeLibraryReport *report;
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  g_assert_true (g_file_set_contents (path, data, (gssize) size, &error));
  tg_code_library_import_async (file, NULL, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  report = tg_code_library_import_finish (result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  tg_test_remove_folder (folder);
  return report;
}

static void
assert_rate (const char *code,
             const char *date,
             const char *rate,
             const char *candidates)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeRow) row = tg_code_library_find_rate (code, date, &error);

  if (rate == NULL)
    {
      g_assert_null (row);
      g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpstr (tg_code_row_get_column (row, "refund_rate"), ==, rate);
  g_assert_cmpstr (tg_code_row_get_column (row, "candidates"), ==, candidates);
}

static void
test_dates (void)
{
  assert_rate ("9617001100", "2022-05-01", "9", "");
  assert_rate ("9617001100", "2026-05-01", "13", "");
  assert_rate ("9617001100", "2019-12-31", NULL, NULL);
}

static void
test_children (void)
{
  assert_rate ("4202220000", "2026-05-01", "13", "");
  assert_rate ("9503006000", "2026-05-01", "", "13 9");
  assert_rate ("9503006000", "2021-05-01", "", "13 0/2 9");
  assert_rate ("6704110000", "2026-05-01", "13", "");
  /* What stands below a heading is no rate of the heading. */
  assert_rate ("6704", "2026-05-01", NULL, NULL);
}

static void
test_beginnings (void)
{
  assert_rate ("7113111000", "2026-05-01", "0", "");
  assert_rate ("7113190000", "2026-05-01", NULL, NULL);
}

static char *
dup_rate (TgCodeSource *source,
          const char   *code)
{
  g_autoptr (TgCodeRow) row =
    tg_code_lookup_find (TG_CODE_LOOKUP (source), "refund_rates", code, "2026-05-01");

  return g_strdup (row != NULL ? tg_code_row_get_column (row, "refund_rate") : "unknown");
}

/* What the library leaves open is unknown; in a practice workspace a practice rate fills it, and
 * says so. */
static void
test_fallback (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeSource) source = tg_code_source_open (NULL, &error);
  g_autoptr (TgCodeRow) practice = NULL;
  g_autoptr (TgCodeRow) known = NULL;

  g_assert_no_error (error);
  tg_code_source_set_practice (source, TRUE);
  practice = tg_code_lookup_find (TG_CODE_LOOKUP (source), "refund_rates", "9503", "2026-05-01");
  known = tg_code_lookup_find (TG_CODE_LOOKUP (source), "refund_rates", "9617001100", "2026-05-01");
  g_assert_cmpstr (tg_code_row_get_column (practice, "refund_rate"), ==, "13");
  g_assert_cmpstr (tg_code_row_get_column (practice, "mark"), ==, "practice");
  g_assert_cmpstr (tg_code_row_get_column (practice, "fallback"), ==, "true");
  g_assert_cmpstr (tg_code_row_get_column (known, "mark"), ==, "library");
  g_assert_cmpstr (tg_code_row_get_column (known, "fallback"), ==, "");
}

static char *
dup_complaint (gboolean    is_practice,
               const char *code)
{
  g_autoptr (TgCodeSource) source = tg_code_source_open (NULL, NULL);
  g_autoptr (TgRateWitness) witness = NULL;
  g_autoptr (TgIssue) issue = NULL;
  g_autofree char *beginning = g_strndup (code, 4);
  TgCodeRow *row;

  tg_code_source_set_practice (source, is_practice);
  witness = tg_rate_witness_new (TG_CODE_LOOKUP (source));
  row = tg_code_lookup_find (TG_CODE_LOOKUP (witness), "refund_rates", code, "2026-05-01");
  if (row == NULL)
    row = tg_code_lookup_find (TG_CODE_LOOKUP (witness), "refund_rates", beginning, "2026-05-01");
  g_clear_pointer (&row, tg_code_row_unref);
  issue = tg_rate_witness_complain (witness, is_practice);
  return issue != NULL ? g_strdup_printf ("%d %.10s", (int) tg_issue_get_level (issue),
                                          tg_issue_get_message (issue)) : NULL;
}

/* A check says whose rate nobody knew, and where it is of the practice table. */
static void
test_witness (void)
{
  g_autofree char *known = dup_complaint (FALSE, "9617001100");
  g_autofree char *unknown = dup_complaint (FALSE, "0409000000");
  g_autofree char *practice = dup_complaint (TRUE, "0409000000");

  g_assert_null (known);
  g_assert_nonnull (unknown);
  g_assert_true (g_str_has_prefix (unknown, "1 0409000000"));
  g_assert_nonnull (practice);
  g_assert_true (g_str_has_prefix (practice, "2 0409"));
}

static GPtrArray *
search_goods (const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeSource) source = tg_code_source_open (NULL, &error);
  const TgCodeQuery query = { .table = "hs", .words = words, .date = "2026-05-01" };
  GAsyncResult *result = NULL;
  GPtrArray *hits;

  g_assert_no_error (error);
  tg_code_source_find_async (source, &query, NULL, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  hits = tg_code_source_find_finish (source, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return hits;
}

static const TgCodeHit *
find_hit (GPtrArray  *hits,
          const char *code)
{
  for (guint i = 0; i < hits->len; i++)
    if (g_str_equal (tg_code_row_get_code (((TgCodeHit *) hits->pdata[i])->row), code))
      return hits->pdata[i];
  return NULL;
}

/* Goods are found by the library's codes, words and initials, with headings, unit and day; a code
 * that our own table has stays ours. */
static void
test_goods (void)
{
  static const char * const words[] = { "7113111", "银首饰", "yss" };
  const char *later[] = { "7113111000", "银首饰甲", "0", "2", "20200101", "" };
  g_autoptr (TgCodeLibraryReport) report = import (later, G_N_ELEMENTS (later));
  g_autoptr (TgCodeSource) source = tg_code_source_open (NULL, NULL);
  g_autoptr (TgCodeRow) row = NULL;
  g_autoptr (GPtrArray) ours = search_goods ("9617001100");

  g_assert_cmpuint (report->n_new, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GPtrArray) hits = search_goods (words[i]);
      const TgCodeHit *hit = find_hit (hits, "7113111000");

      g_assert_nonnull (hit);
      g_assert_cmpstr (tg_code_row_get_column (hit->row, "origin"), ==, "library");
      g_assert_nonnull (strstr (hit->path, "20"));
    }
  g_assert_cmpuint (ours->len, ==, 1);
  g_assert_cmpstr (tg_code_row_get_column (find_hit (ours, "9617001100")->row, "origin"), ==,
                   "practice");
  row = tg_code_lookup_find (TG_CODE_LOOKUP (source), "hs", "7113111000", "2026-05-01");
  g_assert_cmpstr (tg_code_row_get_name (row), ==, "银首饰甲");
}

/* Rules ask the library alone: a practice rate does not fill what it leaves open. */
static void
test_source (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeSource) source = tg_code_source_open (NULL, &error);
  g_autofree char *known = dup_rate (source, "9617001100");
  g_autofree char *doubtful = dup_rate (source, "9503006000");
  g_autofree char *practice = dup_rate (source, "9503");

  g_assert_no_error (error);
  g_assert_cmpstr (known, ==, "13");
  g_assert_cmpstr (doubtful, ==, "");
  g_assert_cmpstr (practice, ==, "unknown");
  g_assert_true (tg_code_lookup_has_table (TG_CODE_LOOKUP (source), "refund_rates"));
  g_assert_true (tg_code_lookup_has_table (TG_CODE_LOOKUP (source), "hs"));
}

/* A later library ends a row and adds one; what it leaves out stays. */
static void
test_again (void)
{
  const char *later[] = {
    "9617001100", "保温杯", "13", "", "20240101", "20260630",
    "9617001100", "保温杯", "0", "1", "20260701", "",
  };
  g_autoptr (TgCodeLibraryReport) report = import (later, G_N_ELEMENTS (later));

  g_assert_cmpuint (report->n_rows, ==, 2);
  g_assert_cmpuint (report->n_new, ==, 1);
  g_assert_cmpuint (report->n_changed, ==, 1);
  assert_rate ("9617001100", "2026-05-01", "13", "");
  assert_rate ("9617001100", "2026-08-01", "0", "");
  assert_rate ("9617001100", "2022-05-01", "9", "");
  assert_rate ("4202220000", "2026-05-01", "13", "");
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *home = NULL;
  g_autoptr (TgCodeLibraryReport) report = NULL;
  int failed;

  g_test_init (&argc, &argv, NULL);
  home = tg_test_make_folder ();
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  report = import (first, G_N_ELEMENTS (first));
  g_assert_cmpstr (report->table, ==, "refund_rates");
  g_assert_cmpuint (report->n_new, ==, G_N_ELEMENTS (first) / N_FIELDS);

  g_test_add_func ("/session/code-library/dates", test_dates);
  g_test_add_func ("/session/code-library/children", test_children);
  g_test_add_func ("/session/code-library/beginnings", test_beginnings);
  g_test_add_func ("/session/code-library/source", test_source);
  g_test_add_func ("/session/code-library/fallback", test_fallback);
  g_test_add_func ("/session/code-library/witness", test_witness);
  g_test_add_func ("/session/code-library/goods", test_goods);
  g_test_add_func ("/session/code-library/then-again", test_again);
  failed = g_test_run ();
  tg_test_remove_folder (home);
  return failed;
}
