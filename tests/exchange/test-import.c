/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "tg-catalogue.h"
#include "tg-csv.h"
#include "tg-error.h"
#include "tg-import.h"

#include <locale.h>

static guint n_lines;

static char *
new_line_id (gpointer user_data)
{
  return g_strdup_printf ("l%u", ++n_lines);
}

static TgImportPlan *
plan (const char  *text,
      GError     **error)
{
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, NULL);
  TgForm *form = tg_catalogue_find_fact (catalogue, "order", 0);
  TgRulesContext context = { "2026-11-23", NULL, NULL };
  g_autoptr (GPtrArray) rows = tg_csv_read (text, ',', NULL);

  TgImportInput input = { rows, NULL, tg_catalogue_get_rules (catalogue, form), &context,
                          new_line_id, NULL };

  return tg_import_plan (&input, error);
}

#define HEAD "订单编号,电商平台代码,ebp_name,ebc_code,ebc_name,country,freight,currency," \
  "item_no,item_name,unit,qty,price,颜色\n"
#define FIRM "无,Example Marketplace,91410100MA0000015B,示例公司,USA,0,USD,"

static const TgImportFault *
find_fault (TgImportPlan *self,
            guint         row,
            const char   *heading)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      const TgImportFault *fault = self->faults->pdata[i];

      if (fault->row == row && g_str_equal (fault->heading, heading))
        return fault;
    }
  return NULL;
}

/* Two rows of one number are one order; a column that nobody knows is named and left out. */
static void
test_groups (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgImportPlan) self = plan (HEAD "A1," FIRM "K1,保温杯,011,2,12.5,红\n"
                                        "A1," FIRM "K2,杯盖,011,\"1,000\",1,\n"
                                        "A2," FIRM "K1,保温杯,011,１,12.5,\n", &error);
  TgDocument *first = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < self->faults->len; i++)
    g_test_message ("row %u %s: %s", ((TgImportFault *) self->faults->pdata[i])->row,
                    ((TgImportFault *) self->faults->pdata[i])->heading,
                    ((TgImportFault *) self->faults->pdata[i])->reason);
  g_assert_cmpuint (self->faults->len, ==, 0);
  g_assert_cmpuint (self->documents->len, ==, 2);
  g_assert_cmpuint (self->n_good_rows, ==, 3);
  g_assert_cmpuint (self->unknown->len, ==, 1);
  g_assert_cmpstr (self->unknown->pdata[0], ==, "颜色");
  first = self->documents->pdata[0];
  g_assert_cmpuint (tg_document_get_n_lines (first, "goods"), ==, 2);
  g_assert_cmpstr (tg_document_get_cell (first, "goods", 1, "qty"), ==, "1000");
  g_assert_cmpstr (tg_document_get_cell (first, "goods", 1, "total_price"), ==, "1000");
}

/* A faulty cell is named by its row and heading and keeps its order back; the others stay good. */
static void
test_faults (void)
{
  g_autoptr (TgImportPlan) self = plan (HEAD "A1," FIRM "K1,保温杯,011,two,12.5,\n"
                                        "A2," FIRM "K1,保温杯,011,1,12.5,\n"
                                        "A3," FIRM ",保温杯,011,1,12.5,\n", NULL);

  g_assert_cmpuint (self->documents->len, ==, 1);
  g_assert_cmpuint (self->n_good_rows, ==, 1);
  g_assert_cmpstr (find_fault (self, 2, "qty")->value, ==, "two");
  g_assert_nonnull (find_fault (self, 4, "item_no"));
  g_assert_null (find_fault (self, 3, "qty"));
}

/* What belongs to the order as a whole must be the same in each of its rows. */
static void
test_differs (void)
{
  g_autoptr (TgImportPlan) self = plan (HEAD "A1," FIRM "K1,保温杯,011,1,12.5,\n"
                                        "A1,无,Another,91410100MA0000015B,示例公司,USA,0,USD,"
                                        "K2,杯盖,011,1,1,\n", NULL);

  g_assert_cmpuint (self->documents->len, ==, 0);
  g_assert_nonnull (find_fault (self, 3, "ebp_name"));
}

/* Columns that somebody mapped need no headings; two fields of one name are told apart. */
static void
test_paths (void)
{
  g_autoptr (TgCatalogue) catalogue = tg_catalogue_load (NULL, NULL);
  TgForm *form = tg_catalogue_find_fact (catalogue, "order", 0);
  TgRulesContext context = { "2026-11-23", NULL, NULL };
  g_autoptr (GPtrArray) rows = tg_csv_read (HEAD "A1," FIRM "K1,保温杯,011,1,12.5,\n"
                                            "A2," FIRM "K1,保温杯,011,x,12.5,\n", ',', NULL);
  const char * const paths[] = { "order_no", "ebp_code", "ebp_name", "ebc_code", "ebc_name",
                                 "country", "freight", "currency", "goods/item_no",
                                 "goods/item_name", "goods/unit", "goods/qty", "goods/price", "",
                                 NULL };
  TgImportInput input = { rows, paths, tg_catalogue_get_rules (catalogue, form), &context,
                          new_line_id, NULL };
  g_autoptr (TgImportPlan) self = NULL;
  g_auto (GStrv) found = NULL;

  for (guint i = 0; i < ((GPtrArray *) rows->pdata[0])->len; i++)
    {
      g_free (((GPtrArray *) rows->pdata[0])->pdata[i]);
      ((GPtrArray *) rows->pdata[0])->pdata[i] = g_strdup ("币制");
    }
  self = tg_import_plan (&input, NULL);
  g_assert_cmpuint (self->documents->len, ==, 1);
  g_assert_cmpuint (self->good_rows->len, ==, 1);
  g_assert_cmpuint (g_array_index (self->good_rows, guint, 0), ==, 2);
  g_assert_cmpuint (self->unknown->len, ==, 0);
  found = tg_import_find_paths (form, rows->pdata[0]);
  g_assert_cmpstr (found[0], ==, "currency");
  g_assert_cmpstr (found[1], ==, "goods/currency");
  g_assert_cmpstr (found[2], ==, "");
}

static void
test_refused (void)
{
  const char *tables[] = { "", "a,b\n1,2\n" };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (plan (tables[i], &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
    }
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/import/groups", test_groups);
  g_test_add_func ("/exchange/import/faults", test_faults);
  g_test_add_func ("/exchange/import/differs", test_differs);
  g_test_add_func ("/exchange/import/paths", test_paths);
  g_test_add_func ("/exchange/import/refused", test_refused);
  return g_test_run ();
}
