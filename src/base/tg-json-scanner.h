/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Walks over `length` bytes of JSON and builds nothing. FALSE with line and column at the first
 * byte that strict JSON does not allow; the rules stand in tg-json.h. */
gboolean tg_json_scanner_run (const char  *text,
                              gsize        length,
                              guint        max_depth,
                              GError     **error);

G_END_DECLS
