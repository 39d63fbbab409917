/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-date.h"

static void
test_valid (void)
{
  g_assert_true (tg_date_is_valid ("2024-02-29"));
  g_assert_true (tg_date_is_valid ("2000-02-29"));
  g_assert_false (tg_date_is_valid ("1900-02-29"));
  g_assert_false (tg_date_is_valid ("2026-02-29"));
  g_assert_false (tg_date_is_valid ("2026-13-01"));
  g_assert_false (tg_date_is_valid ("2026-1-01"));
  g_assert_false (tg_date_is_valid ("0000-01-01"));
  g_assert_false (tg_date_is_valid ("2026-11-23 "));
  g_assert_false (tg_date_is_valid (NULL));
}

static void
test_days (void)
{
  gint64 first, last, days;

  g_assert_true (tg_date_to_days ("1970-01-01", &days));
  g_assert_cmpint (days, ==, 0);
  g_assert_true (tg_date_to_days ("2026-11-23", &days));
  g_assert_cmpint (days, ==, 20780);
  g_assert_true (tg_date_to_days ("0001-01-01", &first));
  g_assert_true (tg_date_to_days ("9999-12-31", &last));
  for (days = first; days <= last; days += 97)
    {
      g_autofree char *date = tg_date_from_days (days);
      gint64 again;

      g_assert_true (tg_date_to_days (date, &again));
      g_assert_cmpint (again, ==, days);
    }
  g_assert_null (tg_date_from_days (first - 1));
  g_assert_null (tg_date_from_days (last + 1));
}

static void
test_months (void)
{
  static const struct
  {
    const char *date;
    int         months;
    const char *result;
  } cases[] = {
    { "2026-01-31", 1, "2026-02-28" },
    { "2024-01-31", 1, "2024-02-29" },
    { "2026-11-23", 2, "2027-01-23" },
    { "2026-11-23", -11, "2025-12-23" },
    { "2026-11-23", 0, "2026-11-23" },
    { "9999-12-01", 1, NULL },
    { "2026-02-30", 1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = tg_date_add_months (cases[i].date, cases[i].months);

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_typed (void)
{
  static const struct
  {
    const char *text;
    const char *result;
  } cases[] = {
    { "=", "2026-11-23" }, { "＝", "2026-11-23" }, { " 20260105 ", "2026-01-05" },
    { "260105", "2026-01-05" }, { "0105", "2026-01-05" }, { "5", "2026-11-05" },
    { "05", "2026-11-05" }, { "2026-1-5", "2026-01-05" }, { "2026/01/05", "2026-01-05" },
    { "2026年1月5日", "2026-01-05" }, { "1月5日", "2026-01-05" }, { "1.5", "2026-01-05" },
    { "２０２６０１０５", "2026-01-05" },
    { "", NULL }, { "31.2", NULL }, { "20260230", NULL }, { "105", NULL }, { "tomorrow", NULL },
    { "2026-1-5-1", NULL }, { "2026--5", NULL }, { "31", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *result = tg_date_parse_typed (cases[i].text, "2026-11-23");

      g_assert_cmpstr (result, ==, cases[i].result);
    }
}

static void
test_step (void)
{
  g_autofree char *next_day = tg_date_step ("2026-12-31", 'd', 1);
  g_autofree char *last_day = tg_date_step ("2026-01-01", 'D', 1);
  g_autofree char *next_month = tg_date_step ("2026-01-31", 'm', 1);
  g_autofree char *last_year = tg_date_step ("2024-02-29", 'Y', 1);

  g_assert_cmpstr (next_day, ==, "2027-01-01");
  g_assert_cmpstr (last_day, ==, "2025-12-31");
  g_assert_cmpstr (next_month, ==, "2026-02-28");
  g_assert_cmpstr (last_year, ==, "2023-02-28");
  g_assert_null (tg_date_step ("2026-01-31", 'w', 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/date/valid", test_valid);
  g_test_add_func ("/base/date/days", test_days);
  g_test_add_func ("/base/date/months", test_months);
  g_test_add_func ("/base/date/typed", test_typed);
  g_test_add_func ("/base/date/step", test_step);
  return g_test_run ();
}
