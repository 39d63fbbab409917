/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-machine.h"

G_BEGIN_DECLS

/* Days are counted since 1970-01-01. Not more than so many are looked up one by one. */
#define TG_WORKING_DAYS_MOST 400

/* From the day after `from` to `to`; below 0 backwards. */
gint64 tg_working_days_count (TgMachine *machine,
                              gint64     from,
                              gint64     to);
/* The `count`th working day after `from`. */
gint64 tg_working_days_after (TgMachine *machine,
                              gint64     from,
                              gint64     count);

G_END_DECLS
