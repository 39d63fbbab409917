/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Regular expressions from form files, bounded: 256 bytes, no look-around, no back references, a
 * limit on the work of one match, and the whole value must match. Immutable, any thread. */

GRegex   *tg_pattern_compile (const char  *text,
                              GError     **error);
gboolean  tg_pattern_matches (GRegex      *pattern,
                              const char  *value);

G_END_DECLS
