/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-chance.h"

static void
test_seeded_repeats (void)
{
  g_autoptr (TgChance) first = tg_chance_new_seeded (7);
  g_autoptr (TgChance) second = tg_chance_new_seeded (7);
  g_autoptr (TgChance) other = tg_chance_new_seeded (8);
  guint same = 0;

  for (int i = 0; i < 100; i++)
    {
      guint64 number = tg_chance_next (first);

      g_assert_true (number == tg_chance_next (second));
      same += number == tg_chance_next (other);
    }
  g_assert_cmpuint (same, ==, 0);
}

static void
test_below (void)
{
  g_autoptr (TgChance) chance = tg_chance_new_seeded (1);
  guint counts[3] = { 0 };

  for (int i = 0; i < 3000; i++)
    {
      guint64 number = tg_chance_below (chance, 3);

      g_assert_cmpuint (number, <, 3);
      counts[number]++;
    }
  for (int i = 0; i < 3; i++)
    g_assert_cmpuint (counts[i], >, 850);
  g_assert_cmpuint (tg_chance_below (chance, 1), ==, 0);
}

static void
test_system (void)
{
  g_autoptr (TgChance) chance = tg_chance_new_system ();

  g_assert_true (tg_chance_next (chance) != tg_chance_next (chance));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/chance/seeded-repeats", test_seeded_repeats);
  g_test_add_func ("/base/chance/below", test_below);
  g_test_add_func ("/base/chance/system", test_system);
  return g_test_run ();
}
