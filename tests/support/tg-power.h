/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"

G_BEGIN_DECLS

/* What a disk holds of files that are being written: for each its contents when it was last
 * flushed. Any thread. */

/* From here on all that is on the disk counts as flushed. */
void tg_power_begin   (void);
/* Before a file is changed. */
void tg_power_touch   (const char *path);
/* After all its changes so far. */
void tg_power_flush   (const char *path);
void tg_power_move    (const char *from,
                       const char *to);
void tg_power_forget  (const char *path);
/* The power goes: of what was not flushed a part is on the disk. */
void tg_power_cut     (TgChance   *chance);

G_END_DECLS
