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

typedef struct
{
  const char *name;
  guint       leg;       /* 0 order, 1 payment, 2 waybill, 3 list */
  const char *path;
  const char *value;
  const char *expected;  /* "id@path" in order, with blanks between */
} Case;

static const Case cases[] = {
  { "agree", 0, "note", "x", "" },
  { "order-number", 3, "order_no", "A-2", "M1@order_no M1@order_no" },
  { "enterprise", 3, "ebc_code", "F", "M1@ebc_code M3@ebc_code" },
  { "platform", 3, "ebp_code", "Q", "M2@ebp_code" },
  { "payer", 1, "ebc_code", "F", "M3@ebc_code" },
  { "waybill", 2, "logistics_no", "W-2", "M4@logistics_no" },
  { "no-such-line", 3, "goods/a/g_num", "2", "M5@goods/a/g_num" },
  { "quantity", 3, "goods/a/qty", "3", "M6@goods/a/qty" },
  { "same-number", 3, "goods/a/qty", "2.0", "" },
  { "total", 0, "goods_value", "21", "M7@goods_value M8@" },
  { "charge", 1, "charge", "24", "M8@" },
  { "currency", 1, "currency", "EUR", "M8@currency" },
  { "weight", 2, "gross_weight", "1.6", "M9@gross_weight" },
  { "empty", 3, "logistics_no", "", "" },
};

static TgDocument *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  TgDocument *document = tg_document_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (TgDocument) order = parse (ORDER);
  g_autoptr (TgDocument) payment = parse (PAYMENT);
  g_autoptr (TgDocument) waybill = parse (WAYBILL);
  g_autoptr (TgDocument) list = parse (LIST);
  TgDocument *legs[] = { order, payment, waybill, list };
  TgThreeLegs input = { order, payment, waybill, list };
  g_autoptr (GPtrArray) issues = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  tg_document_set (legs[test->leg], test->path, test->value, NULL);
  issues = tg_three_leg_match (&input);
  for (guint i = 0; i < issues->len; i++)
    g_string_append_printf (found, "%s%s@%s", i > 0 ? " " : "",
                            tg_issue_get_id (g_ptr_array_index (issues, i)),
                            tg_issue_get_path (g_ptr_array_index (issues, i)));
  g_assert_cmpstr (found->str, ==, test->expected);
}

static void
test_missing (void)
{
  g_autoptr (TgDocument) payment = parse (PAYMENT);
  TgThreeLegs input = { .payment = payment };
  g_autoptr (GPtrArray) issues = tg_three_leg_match (&input);

  g_assert_cmpuint (issues->len, ==, 0);
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

/* The same, with what agrees: both values, by leg. */
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

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/chain/three-leg/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/chain/three-leg/missing", test_missing);
  g_test_add_func ("/chain/three-leg/compare", test_compare);
  g_test_add_func ("/chain/three-leg/compare-missing", test_compare_missing);

  return g_test_run ();
}
