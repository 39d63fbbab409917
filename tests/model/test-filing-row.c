/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fact-row.h"
#include "tg-filing-row.h"
#include "tg-sale.h"

static void
count_up (gpointer    row,
          GParamSpec *pspec,
          gpointer    data)
{
  (*(guint *) data)++;
}

/* A row is there before its values, and tells when they come. */
static void
test_filing (void)
{
  g_autoptr (TgFilingRow) row = tg_filing_row_new ("f1");
  TgFilingRowFields fields = { .form = "customs.order", .filing_state = TG_FILING_RETURNED };
  guint notified = 0;

  g_signal_connect (row, "notify::loaded", G_CALLBACK (count_up), &notified);
  g_assert_false (tg_stored_row_is_loaded (TG_STORED_ROW (row)));
  g_assert_cmpstr (tg_filing_row_get_fields (row)->number, ==, "");
  tg_filing_row_fill (row, &fields);
  tg_filing_row_fill (row, tg_filing_row_get_fields (row));
  g_assert_cmpuint (notified, ==, 2);
  g_assert_cmpstr (tg_stored_row_get_id (TG_STORED_ROW (row)), ==, "f1");
  g_assert_cmpstr (tg_filing_row_get_fields (row)->form, ==, "customs.order");
  g_assert_cmpstr (tg_filing_row_get_label (row), ==, "Returned");
}

static void
test_sale (void)
{
  g_autoptr (TgSale) sale = tg_sale_new ("s1");
  TgSaleFields fields = { .order_no = "O1",
                          .cells = { [TG_SALE_MONEY] = { TG_STAGE_DONE, "m1", "100", NULL } } };
  TgSaleStep step;

  tg_sale_fill (sale, &fields);
  g_assert_cmpstr (tg_sale_get_order_no (sale), ==, "O1");
  g_assert_cmpint (tg_sale_get_cell (sale, TG_SALE_MONEY)->stage, ==, TG_STAGE_DONE);
  g_assert_cmpstr (tg_sale_get_cell (sale, TG_SALE_MONEY)->filing, ==, "m1");
  g_assert_cmpstr (tg_sale_get_cell (sale, TG_SALE_ORDER)->text, ==, "");
  g_assert_true (tg_sale_step_parse ("refund", &step));
  g_assert_cmpint (step, ==, TG_SALE_REFUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/filing-row/filing", test_filing);
  g_test_add_func ("/model/filing-row/sale", test_sale);
  return g_test_run ();
}
