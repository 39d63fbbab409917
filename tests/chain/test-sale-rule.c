/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale-rule.h"

static const TgSaleDocument order = {
  .id = "01", .kind = "order", .is_fact = TRUE, .number = "A-1", .summary = "保温杯",
  .amount = "1280", .currency = "USD", .date = "2026-11-20",
};

static TgSaleStage
stage (TgSale    *sale,
       TgSaleStep step)
{
  return tg_sale_get_cell (sale, step)->stage;
}

static TgSale *
apply (const TgSaleDocument *others,
       guint                 n_others)
{
  TgSaleInput input = { &order, others, n_others, "2026-11-23" };

  return tg_sale_rule_apply (&input);
}

static void
test_order_alone (void)
{
  g_autoptr (TgSale) sale = apply (NULL, 0);

  g_assert_cmpstr (tg_sale_get_order_no (sale), ==, "A-1");
  g_assert_cmpstr (tg_sale_get_goods (sale), ==, "保温杯");
  g_assert_cmpint (stage (sale, TG_SALE_ORDER), ==, TG_STAGE_WAITING);
  g_assert_cmpint (stage (sale, TG_SALE_LIST), ==, TG_STAGE_MISSING);
  g_assert_cmpint (stage (sale, TG_SALE_REFUND), ==, TG_STAGE_MISSING);
}

/* One deadline, as the store keeps it. */
static GPtrArray *
make_deadlines (const char *kind,
                const char *date)
{
  GPtrArray *deadlines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (TgText) text = tg_text_new ("期限", "Deadline");

  g_ptr_array_add (deadlines, tg_deadline_new (kind, date, "", text));
  return deadlines;
}

static void
test_released (void)
{
  /* Paid three weeks ago and not declared. */
  g_autoptr (GPtrArray) bop = make_deadlines ("bop", "2026-11-09");
  const TgSaleDocument others[] = {
    { .id = "02", .kind = "payment", .is_fact = TRUE, .deadlines = bop, .amount = "1300" },
    { .id = "03", .kind = "waybill", .is_fact = TRUE },
    { .id = "04", .kind = "customs.order", .state = TG_FILING_ACCEPTED, .number = "A-1" },
    { .id = "05", .kind = "customs.export-list", .state = TG_FILING_RETURNED, .number = "CX-1" },
    { .id = "06", .kind = "customs.export-list", .state = TG_FILING_RELEASED, .number = "CX-2" },
    { .id = "07", .kind = "customs.export-list", .state = TG_FILING_WITHDRAWN, .number = "CX-3" },
  };
  g_autoptr (TgSale) sale = NULL;

  sale = apply (others, G_N_ELEMENTS (others));
  g_assert_cmpint (stage (sale, TG_SALE_ORDER), ==, TG_STAGE_DONE);
  g_assert_cmpint (stage (sale, TG_SALE_LIST), ==, TG_STAGE_DONE);
  g_assert_cmpstr (tg_sale_get_cell (sale, TG_SALE_LIST)->filing, ==, "06");
  g_assert_cmpstr (tg_sale_get_cell (sale, TG_SALE_LIST)->text, ==, "CX-2");
  g_assert_cmpint (stage (sale, TG_SALE_DECLARATION), ==, TG_STAGE_UNDER_WAY);
  g_assert_cmpint (stage (sale, TG_SALE_MONEY), ==, TG_STAGE_ATTENTION);
  g_assert_cmpstr (tg_sale_get_cell (sale, TG_SALE_MONEY)->due, ==, "2026-11-09");
  g_assert_cmpint (stage (sale, TG_SALE_REFUND), ==, TG_STAGE_MISSING);
}

static void
test_refund_due (void)
{
  g_autoptr (GPtrArray) claim = make_deadlines ("refund-claim", "2027-04-30");
  const TgSaleDocument others[] = {
    { .id = "02", .kind = "declaration", .is_fact = TRUE, .deadlines = claim, .number = "D-1" },
    { .id = "03", .kind = "customs.export-list", .state = TG_FILING_DRAFT,
      .attempt_state = TG_ATTEMPT_REFUSED },
  };
  g_autoptr (TgSale) sale = NULL;

  sale = apply (others, G_N_ELEMENTS (others));
  g_assert_cmpint (stage (sale, TG_SALE_LIST), ==, TG_STAGE_ATTENTION);
  g_assert_cmpint (stage (sale, TG_SALE_DECLARATION), ==, TG_STAGE_DONE);
  g_assert_cmpint (stage (sale, TG_SALE_REFUND), ==, TG_STAGE_WAITING);
  g_assert_cmpstr (tg_sale_get_cell (sale, TG_SALE_REFUND)->due, ==, "2027-04-30");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chain/sale-rule/order-alone", test_order_alone);
  g_test_add_func ("/chain/sale-rule/released", test_released);
  g_test_add_func ("/chain/sale-rule/refund-due", test_refund_due);

  return g_test_run ();
}
