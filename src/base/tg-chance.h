/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A source of random numbers: the system's, or a seeded one (xoshiro256**) whose run can be
 * repeated. One thread at a time. */
typedef struct _TgChance TgChance;

TgChance *tg_chance_new_system (void);
TgChance *tg_chance_new_seeded (guint64   seed);
TgChance *tg_chance_ref        (TgChance *self);
void      tg_chance_unref      (TgChance *self);
guint64   tg_chance_next       (TgChance *self);
guint64   tg_chance_below      (TgChance *self,
                                guint64   limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgChance, tg_chance_unref)

G_END_DECLS
