/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-row.h"

G_BEGIN_DECLS

/* A field of several lines of text. Made by TgFieldRow. */
#define TG_TYPE_MULTILINE_ROW (tg_multiline_row_get_type ())
G_DECLARE_FINAL_TYPE (TgMultilineRow, tg_multiline_row, TG, MULTILINE_ROW, TgFieldRow)

G_END_DECLS
