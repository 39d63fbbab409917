/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a person would type on the walk: "PATH=VALUE" as tg_cli_put_values() takes them, one list
 * a fact or filing. Made-up firms, numbers with true check digits. "@today", "@shipped" (the day
 * of departure, last month), "@bought", "@month" (this month, YYYYMM) stand for dates. (transfer
 * full) */
char **tg_walk_values_get (const char *step,
                           const char *today);

G_END_DECLS
