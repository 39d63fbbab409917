/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-words.h"

static void
test_amount (void)
{
  g_autofree char *money = tg_words_dup_amount ("1280", "USD");
  g_autofree char *typed = tg_words_dup_amount ("about ten", "");
  g_autofree char *none = tg_words_dup_amount ("", "USD");

  g_assert_cmpstr (money, ==, "1,280.00 USD");
  g_assert_cmpstr (typed, ==, "about ten");
  g_assert_cmpstr (none, ==, "");
}

static void
test_days_left (void)
{
  g_autofree char *today = tg_words_dup_today ();
  g_autofree char *now = tg_words_dup_days_left (today);
  g_autofree char *past = tg_words_dup_days_left ("2020-01-01");
  g_autofree char *none = tg_words_dup_days_left ("");

  g_assert_cmpstr (now, ==, "today");
  g_assert_nonnull (strstr (past, "days late"));
  g_assert_cmpstr (none, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/words/amount", test_amount);
  g_test_add_func ("/app/words/days-left", test_days_left);
  return g_test_run ();
}
