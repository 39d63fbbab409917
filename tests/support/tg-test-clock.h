/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-clock.h"

G_BEGIN_DECLS

/* A clock that stands still until the test moves it. */
#define TG_TYPE_TEST_CLOCK (tg_test_clock_get_type ())
G_DECLARE_FINAL_TYPE (TgTestClock, tg_test_clock, TG, TEST_CLOCK, GObject)

/* Midday in China on 23 November 2026. */
#define TG_TEST_CLOCK_START "2026-11-23T04:00:00.000Z"

TgTestClock *tg_test_clock_new     (const char  *start);        /* NULL: TG_TEST_CLOCK_START */
void         tg_test_clock_set     (TgTestClock *self,
                                    const char  *time);
void         tg_test_clock_advance (TgTestClock *self,
                                    gint64       microseconds);

G_END_DECLS
