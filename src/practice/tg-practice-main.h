/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The program tongguan-practice: reads its options, serves until SIGTERM or SIGINT, gives the exit
 * code: 0, 1 where it could not serve, 2 where the options are wrong. */
int tg_practice_main (int    argc,
                      char **argv);

G_END_DECLS
