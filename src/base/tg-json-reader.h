/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reads `length` bytes of JSON into a tree. NULL with line and column at the first byte that strict
 * JSON does not allow; the rules stand in tg-json.h. */
JsonNode *tg_json_reader_run (const char  *text,
                              gsize        length,
                              guint        max_depth,
                              GError     **error);

G_END_DECLS
