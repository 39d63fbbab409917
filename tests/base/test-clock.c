/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"
#include "tg-test.h"

static void
test_system (void)
{
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  gint64 before = tg_clock_get_monotonic (clock);

  g_assert_cmpint (tg_clock_get_time (clock), >, G_GINT64_CONSTANT (1700000000000000));
  g_assert_cmpint (tg_clock_get_monotonic (clock), >=, before);
}

static void
test_today_is_china (void)
{
  g_autoptr (TgTestClock) clock = tg_test_clock_new ("2026-11-23T15:59:59Z");
  g_autofree char *before = tg_clock_dup_today (TG_CLOCK (clock));
  g_autofree char *after = NULL;

  tg_test_clock_advance (clock, G_USEC_PER_SEC);
  after = tg_clock_dup_today (TG_CLOCK (clock));
  g_assert_cmpstr (before, ==, "2026-11-23");
  g_assert_cmpstr (after, ==, "2026-11-24");
}

static void
test_rfc3339 (void)
{
  static const struct
  {
    const char *text;
    const char *utc;
  } cases[] = {
    { "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z" },
    { "2026-11-23T12:00:00+08:00", "2026-11-23T04:00:00.000Z" },
    { "2026-11-23t12:00:00.123456-01:30", "2026-11-23T13:30:00.123Z" },
    { "1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z" },
    { "2024-02-29T23:59:60Z", "2024-03-01T00:00:00.000Z" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      gint64 time;

      tg_time_from_rfc3339 (cases[i].text, &time, &error);
      g_assert_no_error (error);
      text = tg_time_to_rfc3339 (time);
      g_assert_cmpstr (text, ==, cases[i].utc);
    }
}

static void
test_rfc3339_refused (void)
{
  static const char * const cases[] = {
    "", "2026-11-23", "2026-11-23T12:00:00", "2026-11-23 12:00:00Z", "2026-02-30T12:00:00Z",
    "2026-11-23T24:00:00Z", "2026-11-23T12:60:00Z", "2026-11-23T12:00:00.Z",
    "2026-11-23T12:00:00Z ", "2026-11-23T12:00:00+0800", "2026-11-23T12:00:00+24:00",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 time = 42;

      g_assert_false (tg_time_from_rfc3339 (cases[i], &time, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_assert_cmpint (time, ==, 42);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/clock/system", test_system);
  g_test_add_func ("/base/clock/today-is-china", test_today_is_china);
  g_test_add_func ("/base/clock/rfc3339", test_rfc3339);
  g_test_add_func ("/base/clock/rfc3339-refused", test_rfc3339_refused);
  return g_test_run ();
}
