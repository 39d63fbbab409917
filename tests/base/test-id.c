/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-id.h"

#include "tg-test.h"

static void
test_new (void)
{
  g_autoptr (TgTestClock) clock = tg_test_clock_new ("2026-11-23T04:00:00.123Z");
  g_autoptr (TgChance) chance = tg_test_new_chance ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 1000; i++)
    {
      char *id = tg_id_new (TG_CLOCK (clock), chance);

      g_assert_true (tg_id_is_valid (id));
      /* 1795406400123 milliseconds in hexadecimal */
      g_assert_true (g_str_has_prefix (id, "01a2068f-8a7b-7"));
      g_assert_true (g_hash_table_add (seen, id));
    }
}

static void
test_sorted_by_time (void)
{
  g_autoptr (TgTestClock) clock = tg_test_clock_new (NULL);
  g_autoptr (TgChance) chance = tg_test_new_chance ();
  g_autofree char *earlier = tg_id_new (TG_CLOCK (clock), chance);
  g_autofree char *later = NULL;

  tg_test_clock_advance (clock, 1000);
  later = tg_id_new (TG_CLOCK (clock), chance);
  g_assert_cmpstr (earlier, <, later);
}

static void
test_valid (void)
{
  g_assert_true (tg_id_is_valid ("01a06c8c-4a7b-7abc-8def-0123456789ab"));
  g_assert_false (tg_id_is_valid ("01A06C8C-4A7B-7ABC-8DEF-0123456789AB"));
  g_assert_false (tg_id_is_valid ("01a06c8c-4a7b-4abc-8def-0123456789ab"));
  g_assert_false (tg_id_is_valid ("01a06c8c-4a7b-7abc-cdef-0123456789ab"));
  g_assert_false (tg_id_is_valid ("01a06c8c-4a7b-7abc-8def-0123456789a"));
  g_assert_false (tg_id_is_valid ("01a06c8c 4a7b-7abc-8def-0123456789ab"));
  g_assert_false (tg_id_is_valid (""));
  g_assert_false (tg_id_is_valid (NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/new", test_new);
  g_test_add_func ("/base/id/sorted-by-time", test_sorted_by_time);
  g_test_add_func ("/base/id/valid", test_valid);
  return g_test_run ();
}
