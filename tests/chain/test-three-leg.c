/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-three-leg.h"

#define ORDER \
  "{\"currency\":\"USD\",\"ebc_code\":\"E\",\"ebp_code\":\"P\",\"freight\":\"5\"," \
  "\"goods_value\":\"20\"," \
  "\"order_no\":\"A-1\",\"goods\":[{\"_line\":\"1\",\"g_num\":\"1\",\"item_no\":\"CUP\"," \
  "\"price\":\"10\",\"qty\":\"2\",\"total_price\":\"20\"}]}"
#define PAYMENT \
  "{\"charge\":\"25.00\",\"currency\":\"USD\",\"ebc_code\":\"E\",\"order_no\":\"A-1\"}"
#define WAYBILL \
  "{\"gross_weight\":\"1.50\",\"logistics_code\":\"L\",\"logistics_no\":\"W-1\",\"pack_no\":\"1\"}"
#define LIST \
  "{\"ebc_code\":\"E\",\"ebp_code\":\"P\",\"gross_weight\":\"1.5\",\"logistics_code\":\"L\"," \
  "\"logistics_no\":\"W-1\",\"order_no\":\"A-1\",\"pack_no\":\"1\",\"goods\":[{\"_line\":\"a\"," \
  "\"g_num\":\"1\",\"item_no\":\"CUP\",\"price\":\"10.00\",\"qty\":\"2\",\"total_price\":\"20\"}]}"

static TgDocument *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  TgDocument *document = tg_document_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return document;
}

static const TgLegPair *
find_pair (GPtrArray  *pairs,
           TgLeg       leg,
           const char *path)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const TgLegPair *pair = pairs->pdata[i];

      if (pair->leg == leg && g_str_equal (pair->path, path))
        return pair;
    }
  g_assert_not_reached ();
}

/* Both values of what both say, by leg. */
static void
test_compare (void)
{
  g_autoptr (TgDocument) order = parse (ORDER);
  g_autoptr (TgDocument) payment = parse (PAYMENT);
  g_autoptr (TgDocument) waybill = parse (WAYBILL);
  g_autoptr (TgDocument) list = parse (LIST);
  TgThreeLegs input = { order, payment, waybill, list };
  g_autoptr (GPtrArray) pairs = NULL;
  const TgLegPair *pair;

  tg_document_set (waybill, "gross_weight", "1.6", NULL);
  tg_document_set (list, "pack_no", "", NULL);
  tg_document_add_line (order, "goods", "2", -1, NULL);
  tg_document_set (order, "goods/2/g_num", "2", NULL);
  pairs = tg_three_leg_compare (&input);
  pair = find_pair (pairs, TG_LEG_WAYBILL, "gross_weight");
  g_assert_cmpint (pair->verdict, ==, TG_VERDICT_DIFFERS);
  g_assert_cmpstr (pair->value, ==, "1.6");
  g_assert_cmpstr (pair->other_value, ==, "1.5");
  g_assert_cmpint (pair->other, ==, TG_LEG_LIST);
  g_assert_cmpint (find_pair (pairs, TG_LEG_WAYBILL, "pack_no")->verdict, ==, TG_VERDICT_LACKS);
  g_assert_cmpint (find_pair (pairs, TG_LEG_LIST, "goods/a/qty")->verdict, ==, TG_VERDICT_AGREES);
  pair = find_pair (pairs, TG_LEG_LIST, "goods");
  g_assert_cmpint (pair->verdict, ==, TG_VERDICT_LACKS);
  g_assert_cmpstr (pair->other_path, ==, "goods/2/g_num");
  pair = find_pair (pairs, TG_LEG_PAYMENT, "charge");
  g_assert_cmpint (pair->verdict, ==, TG_VERDICT_AGREES);
  g_assert_cmpstr (pair->other_value, ==, "25");
  for (guint i = 1; i < pairs->len; i++)
    g_assert_cmpint (((TgLegPair *) pairs->pdata[i - 1])->leg, <=,
                     ((TgLegPair *) pairs->pdata[i])->leg);
}

/* Without a document there is nothing to compare with it. */
static void
test_compare_missing (void)
{
  g_autoptr (TgDocument) order = parse (ORDER);
  TgThreeLegs input = { .order = order };
  g_autoptr (GPtrArray) pairs = tg_three_leg_compare (&input);

  g_assert_cmpuint (pairs->len, ==, 1);
  g_assert_cmpstr (((TgLegPair *) pairs->pdata[0])->rule, ==, "M7");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/chain/three-leg/compare", test_compare);
  g_test_add_func ("/chain/three-leg/compare-missing", test_compare_missing);

  return g_test_run ();
}
