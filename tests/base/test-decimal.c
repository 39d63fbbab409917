/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-decimal.h"

#include "tg-error.h"

#define LARGEST "170141183460469231731687303715884105727"
#define SMALLEST "-" LARGEST

static TgDecimal
decimal (const char *text)
{
  g_autoptr (GError) error = NULL;
  TgDecimal number = TG_DECIMAL_ZERO;

  tg_decimal_parse (text, &number, &error);
  g_assert_no_error (error);
  return number;
}

static void
assert_number (TgDecimal   number,
               const char *expected)
{
  g_autofree char *text = tg_decimal_to_string (number);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_parse (void)
{
  assert_number (decimal ("0"), "0");
  assert_number (decimal ("-0"), "0");
  assert_number (decimal ("12.50"), "12.5");
  assert_number (decimal ("-0.05"), "-0.05");
  assert_number (decimal (LARGEST), LARGEST);
  assert_number (decimal (SMALLEST), SMALLEST);
  assert_number (decimal ("0.000000000000000001"), "0.000000000000000001");
}

static void
test_parse_refused (void)
{
  static const struct
  {
    const char *text;
    TgError     code;
  } cases[] = {
    { "", TG_ERROR_INVALID }, { "-", TG_ERROR_INVALID }, { ".5", TG_ERROR_INVALID },
    { "5.", TG_ERROR_INVALID }, { "+5", TG_ERROR_INVALID }, { "0110", TG_ERROR_INVALID },
    { "1e3", TG_ERROR_INVALID }, { "1,280", TG_ERROR_INVALID }, { " 1", TG_ERROR_INVALID },
    { "1.2.3", TG_ERROR_INVALID }, { "１", TG_ERROR_INVALID }, { "nan", TG_ERROR_INVALID },
    { "0.0000000000000000001", TG_ERROR_TOO_LARGE },
    { "170141183460469231731687303715884105730", TG_ERROR_TOO_LARGE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TgDecimal number = tg_decimal_from_int (42);

      g_assert_false (tg_decimal_parse (cases[i].text, &number, &error));
      g_assert_error (error, TG_ERROR, (int) cases[i].code);
      assert_number (number, "42");
    }
}

static void
test_parse_typed (void)
{
  static const struct
  {
    const char *text;
    const char *result;
  } cases[] = {
    { "１，２８０．５０", "1280.5" }, { " 1 280 ", "1280" }, { "1,234,567.8", "1234567.8" },
    { "12*50", "600" }, { "12×50", "600" }, { "100+20.5", "120.5" }, { "1+2*3-4", "3" },
    { "007", "7" }, { ".5", "0.5" }, { "5.", "5" }, { "-5", "-5" }, { "+5", "5" },
    { "2*-3", "-6" }, { "0", "0" }, { "3。5", "3.5" },
    { "", NULL }, { "1,28", NULL }, { "1,2345", NULL }, { "1234,567", NULL }, { "12*", NULL },
    { "10/4", NULL }, { "(1+2)", NULL }, { ".", NULL }, { "12a", NULL }, { "1..2", NULL },
    { "1,,234", NULL }, { ",123", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TgDecimal number;

      if (tg_decimal_parse_typed (cases[i].text, &number, &error))
        assert_number (number, cases[i].result);
      else
        {
          g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
          g_assert_null (cases[i].result);
        }
    }
}

static void
test_text (void)
{
  g_autofree char *fixed = tg_decimal_to_fixed (decimal ("12.345"), 2);
  g_autofree char *filled = tg_decimal_to_fixed (decimal ("-12"), 2);
  g_autofree char *grouped = tg_decimal_to_grouped (decimal ("-1234567.895"), 2);
  g_autofree char *small = tg_decimal_to_grouped (decimal ("123"), 0);
  g_autofree char *huge = tg_decimal_to_fixed (decimal (LARGEST), 2);

  g_assert_cmpstr (fixed, ==, "12.35");
  g_assert_cmpstr (filled, ==, "-12.00");
  g_assert_cmpstr (grouped, ==, "-1,234,567.90");
  g_assert_cmpstr (small, ==, "123");
  g_assert_cmpstr (huge, ==, LARGEST ".00");
}

static void
test_compare (void)
{
  static const char * const ascending[] = {
    SMALLEST, "-2", "-1.5", "-0.1", "0", "0.000000000000000001", "0.1", "1.5", "2", LARGEST,
  };

  for (guint i = 0; i < G_N_ELEMENTS (ascending); i++)
    {
      for (guint j = 0; j < G_N_ELEMENTS (ascending); j++)
        {
          int order = tg_decimal_compare (decimal (ascending[i]), decimal (ascending[j]));

          g_assert_cmpint (order, ==, (i > j) - (i < j));
        }
    }
  g_assert_cmpint (tg_decimal_compare (decimal ("1.50"), decimal ("1.5")), ==, 0);
}

static void
test_sums (void)
{
  TgDecimal result;

  g_assert_true (tg_decimal_add (decimal ("0.1"), decimal ("0.2"), &result, NULL));
  assert_number (result, "0.3");
  g_assert_true (tg_decimal_subtract (decimal ("1"), decimal ("1.001"), &result, NULL));
  assert_number (result, "-0.001");
  g_assert_true (tg_decimal_add (decimal ("-5"), decimal ("7.5"), &result, NULL));
  assert_number (result, "2.5");
  g_assert_true (tg_decimal_add (decimal (LARGEST), decimal ("-1"), &result, NULL));
  assert_number (result, "170141183460469231731687303715884105726");
}

static void
test_products (void)
{
  TgDecimal result;

  g_assert_true (tg_decimal_multiply (decimal ("-2.5"), decimal ("0.4"), &result, NULL));
  assert_number (result, "-1");
  g_assert_true (tg_decimal_multiply (decimal ("1280.55"), decimal ("7.0827"), &result, NULL));
  assert_number (result, "9069.751485");
  /* 36 places are rounded to 18. */
  g_assert_true (tg_decimal_multiply (decimal ("0.000000000000000005"),
                                      decimal ("0.100000000000000000"), &result, NULL));
  assert_number (result, "0.000000000000000001");
  /* The 256-bit product does not fit, the result without its zeros does. */
  g_assert_true (tg_decimal_multiply (decimal ("100000000000000000000.000000000000000000"),
                                      decimal ("100000000000000000"), &result, NULL));
  assert_number (result, "10000000000000000000000000000000000000");
}

static void
test_quotients (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    guint       places;
    const char *result;
  } cases[] = {
    { "1", "3", 2, "0.33" }, { "2", "3", 2, "0.67" }, { "-2", "3", 2, "-0.67" },
    { "1", "8", 2, "0.13" }, { "-1", "8", 2, "-0.13" }, { "10", "0.004", 0, "2500" },
    { "0.000000000000000001", "1000", 18, "0" },
    { LARGEST, LARGEST, 18, "1" },
    { "1", "0.000000000000000001", 18, "1000000000000000000" },
    { "100000000000000000000000000000000000000", "3", 0, "33333333333333333333333333333333333333" },
    { "33333333333333333333", "0.000000000000000003", 0, "11111111111111111111000000000000000000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      TgDecimal result = TG_DECIMAL_ZERO;

      tg_decimal_divide (decimal (cases[i].a), decimal (cases[i].b), cases[i].places,
                         &result, &error);
      g_assert_no_error (error);
      assert_number (result, cases[i].result);
    }
}

static void
test_too_large (void)
{
  g_autoptr (GError) add_error = NULL;
  g_autoptr (GError) multiply_error = NULL;
  g_autoptr (GError) divide_error = NULL;
  TgDecimal result = tg_decimal_from_int (42);

  g_assert_false (tg_decimal_add (decimal (LARGEST), decimal ("1"), &result, &add_error));
  g_assert_error (add_error, TG_ERROR, TG_ERROR_TOO_LARGE);
  g_assert_false (tg_decimal_multiply (decimal (LARGEST), decimal (LARGEST), &result,
                                       &multiply_error));
  g_assert_error (multiply_error, TG_ERROR, TG_ERROR_TOO_LARGE);
  g_assert_false (tg_decimal_divide (decimal ("1"), decimal ("0"), 2, &result, &divide_error));
  g_assert_error (divide_error, TG_ERROR, TG_ERROR_INVALID);
  assert_number (result, "42");
}

static void
test_round (void)
{
  static const struct
  {
    const char *number;
    guint       places;
    const char *result;
  } cases[] = {
    { "0.5", 0, "1" }, { "-0.5", 0, "-1" }, { "2.675", 2, "2.68" }, { "2.674999", 2, "2.67" },
    { "2.5", 3, "2.5" }, { "0.04", 1, "0" }, { "-0.04", 1, "0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      TgDecimal result;

      g_assert_true (tg_decimal_round (decimal (cases[i].number), cases[i].places, &result, NULL));
      assert_number (result, cases[i].result);
    }
}

static void
test_digits (void)
{
  g_assert_cmpuint (tg_decimal_get_digits (decimal ("0")), ==, 1);
  g_assert_cmpuint (tg_decimal_get_digits (decimal ("12.50")), ==, 3);
  g_assert_cmpuint (tg_decimal_get_digits (decimal ("-0.05")), ==, 2);
  g_assert_cmpuint (tg_decimal_get_digits (decimal ("1200")), ==, 4);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/decimal/parse", test_parse);
  g_test_add_func ("/base/decimal/parse-refused", test_parse_refused);
  g_test_add_func ("/base/decimal/parse-typed", test_parse_typed);
  g_test_add_func ("/base/decimal/text", test_text);
  g_test_add_func ("/base/decimal/compare", test_compare);
  g_test_add_func ("/base/decimal/sums", test_sums);
  g_test_add_func ("/base/decimal/products", test_products);
  g_test_add_func ("/base/decimal/quotients", test_quotients);
  g_test_add_func ("/base/decimal/too-large", test_too_large);
  g_test_add_func ("/base/decimal/round", test_round);
  g_test_add_func ("/base/decimal/digits", test_digits);
  return g_test_run ();
}
