/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One thing that the doctor looked at: how it is, in words, and what to do about it. Immutable, any
 * thread. */
#define TG_TYPE_CHECKUP (tg_checkup_get_type ())
G_DECLARE_FINAL_TYPE (TgCheckup, tg_checkup, TG, CHECKUP, GObject)

typedef enum
{
  TG_CHECKUP_NONE,         /* there is no such thing here */
  TG_CHECKUP_GOOD,
  TG_CHECKUP_WARNING,
  TG_CHECKUP_BAD,
} TgCheckupState;

/* `id`: key, permissions, store, backup, old-backups, window, clock, certificate, chain, expiry,
 * token, pin. `remedy` is nullable. */
TgCheckup      *tg_checkup_new            (const char      *id,
                                           TgCheckupState   state,
                                           const char      *text,
                                           const char      *remedy);
const char     *tg_checkup_get_id         (TgCheckup       *self);
TgCheckupState  tg_checkup_get_state      (TgCheckup       *self);
const char     *tg_checkup_get_state_name (TgCheckup       *self);   /* none, good, warning, bad */
const char     *tg_checkup_get_title      (TgCheckup       *self);
const char     *tg_checkup_get_text       (TgCheckup       *self);
const char     *tg_checkup_get_remedy     (TgCheckup       *self);   /* "" where none is needed */

G_END_DECLS
