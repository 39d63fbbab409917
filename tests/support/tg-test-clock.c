/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-test-clock.h"

/* Both times begin where the test says and move only by its hand; the monotonic time begins at 1
 * s, so that a forgotten zero shows. One thread at a time. */
struct _TgTestClock
{
  GObject parent_instance;
  gint64  time;
  gint64  monotonic;
};

static void tg_test_clock_clock_init (TgClockInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgTestClock, tg_test_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CLOCK, tg_test_clock_clock_init))

static gint64
tg_test_clock_get_time (TgClock *clock)
{
  return TG_TEST_CLOCK (clock)->time;
}

static gint64
tg_test_clock_get_monotonic (TgClock *clock)
{
  return TG_TEST_CLOCK (clock)->monotonic;
}

static void
tg_test_clock_clock_init (TgClockInterface *iface)
{
  iface->get_time = tg_test_clock_get_time;
  iface->get_monotonic = tg_test_clock_get_monotonic;
}

static void
tg_test_clock_class_init (TgTestClockClass *klass)
{
}

static void
tg_test_clock_init (TgTestClock *self)
{
  self->monotonic = G_USEC_PER_SEC;
}

TgTestClock *
tg_test_clock_new (const char *start)
{
  TgTestClock *self = g_object_new (TG_TYPE_TEST_CLOCK, NULL);

  tg_test_clock_set (self, start != NULL ? start : TG_TEST_CLOCK_START);
  return self;
}

void
tg_test_clock_set (TgTestClock *self,
                   const char  *time)
{
  g_autoptr (GError) error = NULL;

  tg_time_from_rfc3339 (time, &self->time, &error);
  g_assert_no_error (error);
}

void
tg_test_clock_advance (TgTestClock *self,
                       gint64       microseconds)
{
  g_assert (microseconds >= 0);
  self->time += microseconds;
  self->monotonic += microseconds;
}
