/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The barest window. At / each body posted is one row, committed before the answer; at /items each
 * submission of a batch is one, under its id, and an event, which /events?after=N lists. Prints its
 * address and serves until it is killed; gives the exit status. */
int tg_floor_server_run (const char *database);

G_END_DECLS
