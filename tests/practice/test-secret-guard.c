/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-secret-guard.h"
#include "tg-test.h"

#include <malloc.h>

#define SECOND ((gint64) G_USEC_PER_SEC)

static void
guess (TgSecretGuard *guard,
       const char    *name,
       guint          times)
{
  for (guint i = 0; i < times; i++)
    tg_secret_guard_note_wrong (guard, name);
}

/* Longer with each wrong one that follows, and never beyond the most that a client waits for. */
static void
test_times (void)
{
  const guint waits[] = { 60, 120, 240, 480, 900, 900, 900 };
  g_autoptr (TgTestClock) clock = tg_test_clock_new (NULL);
  g_autoptr (TgSecretGuard) guard = tg_secret_guard_new (TG_CLOCK (clock));

  guess (guard, "a", TG_SECRET_TRIES - 1);
  g_assert_cmpuint (tg_secret_guard_get_wait (guard, "a"), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      tg_secret_guard_note_wrong (guard, "a");
      g_assert_cmpuint (tg_secret_guard_get_wait (guard, "a"), ==, waits[i]);
      tg_test_clock_advance (clock, waits[i] * SECOND - 1);
      g_assert_cmpuint (tg_secret_guard_get_wait (guard, "a"), ==, 1);
      tg_test_clock_advance (clock, 1);
      g_assert_cmpuint (tg_secret_guard_get_wait (guard, "a"), ==, 0);
    }
  g_assert_cmpuint (tg_secret_guard_get_wait (guard, "A"), ==, 0);
}

static void
test_forgetting (void)
{
  g_autoptr (TgTestClock) clock = tg_test_clock_new (NULL);
  g_autoptr (TgSecretGuard) guard = tg_secret_guard_new (TG_CLOCK (clock));

  guess (guard, "a", TG_SECRET_TRIES - 1);
  tg_secret_guard_note_right (guard, "a");
  guess (guard, "a", TG_SECRET_TRIES - 1);
  g_assert_cmpuint (tg_secret_guard_get_wait (guard, "a"), ==, 0);
  tg_test_clock_advance (clock, TG_SECRET_MEMORY_SECONDS * SECOND - 1);
  guess (guard, "a", 1);
  g_assert_cmpuint (tg_secret_guard_get_wait (guard, "a"), ==, 60);
  tg_test_clock_advance (clock, (60 + TG_SECRET_MEMORY_SECONDS) * SECOND);
  guess (guard, "a", TG_SECRET_TRIES - 1);
  g_assert_cmpuint (tg_secret_guard_get_wait (guard, "a"), ==, 0);
}

/* Bytes in use; a sanitizer's allocator does not count. */
static gint64
get_used (void)
{
  return (gint64) mallinfo2 ().uordblks;
}

/* Whatever names are sent: no memory, a name that is shut stays so, and no other is shut out. */
static void
test_flood (void)
{
  g_autoptr (TgTestClock) clock = tg_test_clock_new (NULL);
  g_autoptr (TgSecretGuard) guard = tg_secret_guard_new (TG_CLOCK (clock));
  gint64 before;

  guess (guard, "a", TG_SECRET_TRIES);
  for (guint i = 0; i < 40000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      tg_secret_guard_note_wrong (guard, name);
    }
  before = get_used ();
  for (guint i = 40000; i < 240000; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u", i);

      tg_secret_guard_note_wrong (guard, name);
    }
  g_assert_cmpint (get_used () - before, <, 4 * 1024 * 1024);
  g_assert_cmpuint (tg_secret_guard_get_wait (guard, "a"), ==, 60);
  g_assert_cmpuint (tg_secret_guard_get_wait (guard, "b"), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/secret-guard/times", test_times);
  g_test_add_func ("/practice/secret-guard/forgetting", test_forgetting);
  g_test_add_func ("/practice/secret-guard/flood", test_flood);
  return g_test_run ();
}
