/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where time comes from. The program is handed one; tests hand a clock that they set. */
#define TG_TYPE_CLOCK (tg_clock_get_type ())
G_DECLARE_INTERFACE (TgClock, tg_clock, TG, CLOCK, GObject)

struct _TgClockInterface
{
  GTypeInterface parent_iface;
  gint64 (*get_time)      (TgClock *self);   /* µs since 1970, UTC */
  gint64 (*get_monotonic) (TgClock *self);   /* µs, never goes back */
};

#define TG_TYPE_SYSTEM_CLOCK (tg_system_clock_get_type ())
G_DECLARE_FINAL_TYPE (TgSystemClock, tg_system_clock, TG, SYSTEM_CLOCK, GObject)

gint64   tg_clock_get_time      (TgClock     *self);
gint64   tg_clock_get_monotonic (TgClock     *self);
char    *tg_clock_dup_today     (TgClock     *self);   /* YYYY-MM-DD in China, UTC+8 */
TgClock *tg_system_clock_new    (void);

char    *tg_time_to_rfc3339     (gint64       time);   /* UTC, milliseconds, Z */
gboolean tg_time_from_rfc3339   (const char  *text,
                                 gint64      *out,
                                 GError     **error);

G_END_DECLS
