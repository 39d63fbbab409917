/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One file to read from: the program's code tables, and those of the window in the place of the
 * program's. It lies beside the window's file and is named after both, so that another program or
 * another table of the window makes another one. Waits; not on the main thread of a window. */

/* What such a table has as its source. */
#define TG_CODE_OVERLAY_SOURCE "single-window"

/* The file, made if it is not there; `base` itself where the window has none that differs.
 * (transfer full) */
char *tg_code_overlay_find (const char  *window,      /* of tg-window-codes.h; need not be there */
                            const char  *base,
                            GError     **error);

G_END_DECLS
