/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-dbf.h"
#include "tg-error.h"
#include "tg-rate-library.h"
#include "tg-test-dbf.h"

#include <string.h>

/* Files that the test makes, right ones and each way of being wrong. */

static const TgTestDbfField fields[] = {
  { "CODE", 'C', 12 }, { "NAME", 'C', 40 }, { "ZSSL_SET", 'C', 10 }, { "TSL", 'N', 6 },
  { "TSFLAG", 'C', 1 }, { "ST_DATE", 'D', 8 }, { "END_DATE", 'C', 8 },
};
#define N_FIELDS G_N_ELEMENTS (fields)

static const char *const cells[] = {
  "9617001100", "保温杯", "13", "13.00", "", "20240101", "20991231",
  "71131110", "镶嵌钻石的银首饰", "13", "0", "2", "20240101", "20261231",
  "*9999999999", "删除的", "13", "13", "", "20240101", "",
  "9999", "没有税率", "13", "", "", "", "",
  "合计", "", "", "", "", "", "",
};

static GBytes *
make_rates (void)
{
  return tg_test_dbf_new (fields, N_FIELDS, cells, G_N_ELEMENTS (cells) / N_FIELDS);
}

static void
test_read (void)
{
  g_autoptr (GBytes) bytes = make_rates ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDbf) dbf = tg_dbf_new (bytes, NULL, &error);
  g_autofree char *name = NULL;
  g_autofree char *rate = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (tg_dbf_get_n_rows (dbf), ==, 5);
  g_assert_cmpuint (tg_dbf_get_n_fields (dbf), ==, N_FIELDS);
  g_assert_cmpstr (tg_dbf_get_field_name (dbf, 3), ==, "TSL");
  g_assert_cmpint (tg_dbf_find_field (dbf, "TSFLAG"), ==, 4);
  g_assert_cmpint (tg_dbf_find_field (dbf, "NONE"), ==, -1);
  g_assert_false (tg_dbf_is_deleted (dbf, 1));
  g_assert_true (tg_dbf_is_deleted (dbf, 2));
  name = tg_dbf_dup_value (dbf, 1, 1, &error);
  g_assert_cmpstr (name, ==, "镶嵌钻石的银首饰");
  rate = tg_dbf_dup_value (dbf, 0, 3, &error);
  g_assert_cmpstr (rate, ==, "13.00");
}

/* (transfer full): `bytes` with the byte at `at` changed, and cut to `size` where that is not 0. */
static GBytes *
damage (GBytes *bytes,
        gsize   at,
        guint8  byte,
        gsize   size)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint8 *copy = g_memdup2 (data, length);

  copy[at] = byte;
  return g_bytes_new_take (copy, size > 0 ? size : length);
}

static void
test_damaged (void)
{
  const struct
  {
    gsize  at;
    guint8 byte;
    gsize  size;
    int    code;
  } wrong[] = {
    { 0, 0, 20, TG_ERROR_INVALID },
    { 4, 200, 0, TG_ERROR_INVALID },       /* more rows than there are */
    { 7, 1, 0, TG_ERROR_TOO_LARGE },
    { 8, 33, 0, TG_ERROR_INVALID },        /* a header too short for its fields */
    { 9, 200, 0, TG_ERROR_INVALID },
    { 10, 80, 0, TG_ERROR_INVALID },       /* a row that its fields do not fill */
    { 32, ' ', 0, TG_ERROR_INVALID },      /* the first field's name */
    { 32 + 11, 'Q', 0, TG_ERROR_UNSUPPORTED },
    { 32 + 16, 0, 0, TG_ERROR_INVALID },
    { 32 + 32 * N_FIELDS, 'A', 0, TG_ERROR_INVALID },
    { 32 + 32 * N_FIELDS + 1, '+', 0, TG_ERROR_INVALID },
  };
  g_autoptr (GBytes) bytes = make_rates ();

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) damaged = damage (bytes, wrong[i].at, wrong[i].byte, wrong[i].size);
      g_autoptr (GError) error = NULL;

      g_test_message ("damage %u", i);
      g_assert_null (tg_dbf_new (damaged, NULL, &error));
      g_assert_error (error, TG_ERROR, wrong[i].code);
    }
}

/* A value that is wrong is refused where it is read, with its place. */
static void
test_wrong_values (void)
{
  g_autoptr (GBytes) bytes = make_rates ();
  gsize first = 32 + 32 * N_FIELDS + 1 + 1;
  const struct
  {
    gsize  at;
    guint8 byte;
    guint  field;
  } wrong[] = {
    { first + 12, 0xff, 1 },       /* no GB18030 */
    { first + 62, 'x', 3 },        /* no number */
    { first + 69, ' ', 5 },        /* no day */
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) damaged = damage (bytes, wrong[i].at, wrong[i].byte, 0);
      g_autoptr (GError) error = NULL;
      g_autoptr (TgDbf) dbf = tg_dbf_new (damaged, NULL, &error);

      g_assert_no_error (error);
      g_assert_null (tg_dbf_dup_value (dbf, 0, wrong[i].field, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, tg_dbf_get_field_name (dbf, wrong[i].field)));
    }
}

static void
test_memo (void)
{
  const TgTestDbfField goods[] = { { "CODE", 'C', 10 }, { "NAME", 'M', 10 } };
  const char *rows[] = { "0101", "8", "0102", "9", "0103", "", "0104", "99", "0105", "x" };
  const char *texts[] = { "马、驴、骡", "牛", NULL };
  g_autoptr (GBytes) table = tg_test_dbf_new (goods, 2, rows, 5);
  g_autoptr (GBytes) memo = tg_test_fpt_new (texts);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDbf) dbf = tg_dbf_new (table, memo, &error);
  g_autoptr (TgDbf) alone = tg_dbf_new (table, NULL, NULL);
  g_autofree char *first = tg_dbf_dup_value (dbf, 0, 1, &error);
  g_autofree char *second = tg_dbf_dup_value (dbf, 1, 1, &error);
  g_autofree char *none = tg_dbf_dup_value (dbf, 2, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, "马、驴、骡");
  g_assert_cmpstr (second, ==, "牛");
  g_assert_cmpstr (none, ==, "");
  g_assert_null (tg_dbf_dup_value (dbf, 3, 1, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (tg_dbf_dup_value (dbf, 4, 1, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_null (tg_dbf_dup_value (alone, 0, 1, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
}

static const char *
get_column (const TgRateLibrary *library,
            guint                row,
            const char          *column)
{
  return tg_code_row_get_column (((TgDatedCode *) library->rows->pdata[row])->row, column);
}

/* 0 is a rate, nothing is none; what is deleted and what is no code is left out. */
static void
test_library (void)
{
  g_autoptr (GBytes) bytes = make_rates ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDbf) dbf = tg_dbf_new (bytes, NULL, &error);
  g_autoptr (TgRateLibrary) library = tg_rate_library_read (dbf, &error);
  const TgDatedCode *second;

  g_assert_no_error (error);
  g_assert_cmpstr (library->table, ==, "refund_rates");
  g_assert_cmpuint (library->rows->len, ==, 3);
  g_assert_cmpuint (library->n_deleted, ==, 1);
  g_assert_cmpuint (library->n_skipped, ==, 1);
  g_assert_cmpuint (library->n_doubtful, ==, 0);
  g_assert_cmpstr (get_column (library, 0, "refund_rate"), ==, "13");
  g_assert_cmpstr (get_column (library, 1, "refund_rate"), ==, "0");
  g_assert_cmpstr (get_column (library, 1, "special_flag"), ==, "2");
  g_assert_cmpstr (get_column (library, 2, "refund_rate"), ==, "");
  g_assert_cmpstr (((TgDatedCode *) library->rows->pdata[0])->valid_to, ==, "");
  second = library->rows->pdata[1];
  g_assert_cmpstr (second->valid_from, ==, "2024-01-01");
  g_assert_cmpstr (second->valid_to, ==, "2026-12-31");
}

/* Two rates from one day: none is taken. */
static void
test_doubt (void)
{
  const char *doubtful[] = {
    "9617001100", "保温杯", "13", "13", "", "20240101", "",
    "9617001100", "保温杯", "13", "9", "", "20240101", "",
    "9617001100", "保温杯", "13", "9", "", "20250101", "",
    "9617001100", "保温杯", "13", "9", "", "20250101", "",
  };
  g_autoptr (GBytes) bytes = tg_test_dbf_new (fields, N_FIELDS, doubtful, 4);
  g_autoptr (TgDbf) dbf = tg_dbf_new (bytes, NULL, NULL);
  g_autoptr (TgRateLibrary) library = tg_rate_library_read (dbf, NULL);

  g_assert_cmpuint (library->rows->len, ==, 2);
  g_assert_cmpuint (library->n_doubtful, ==, 1);
  g_assert_cmpstr (get_column (library, 0, "refund_rate"), ==, "");
  g_assert_cmpstr (get_column (library, 0, "candidates"), ==, "13 9");
  g_assert_cmpstr (get_column (library, 1, "refund_rate"), ==, "9");
}

static void
test_wrong_library (void)
{
  const char *wrong[][N_FIELDS] = {
    { "9617001100", "", "13", "113", "", "20240101", "" },
    { "9617001100", "", "13", "0.13", "", "20240101", "" },
    { "9617001100", "", "13", "-1", "", "20240101", "" },
    { "9617001100", "", "13", "13", "", "20240230", "" },
    { "9617001100", "", "13", "13", "", "20240101", "2024" },
    { "9617001100", "", "13", "13", "", "20240101", "20231231" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GBytes) bytes = tg_test_dbf_new (fields, N_FIELDS, wrong[i], 1);
      g_autoptr (TgDbf) dbf = tg_dbf_new (bytes, NULL, NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (tg_rate_library_read (dbf, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_assert_nonnull (strchr (error->message, '1'));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/exchange/dbf/read", test_read);
  g_test_add_func ("/exchange/dbf/damaged", test_damaged);
  g_test_add_func ("/exchange/dbf/wrong-values", test_wrong_values);
  g_test_add_func ("/exchange/dbf/memo", test_memo);
  g_test_add_func ("/exchange/dbf/library", test_library);
  g_test_add_func ("/exchange/dbf/doubt", test_doubt);
  g_test_add_func ("/exchange/dbf/wrong-library", test_wrong_library);

  return g_test_run ();
}
