/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-row.h"

G_BEGIN_DECLS

/* A field of text or a number of a document, with a length counter while it is typed in. Made by
 * TgFieldRow. */
#define TG_TYPE_TEXT_ROW (tg_text_row_get_type ())
G_DECLARE_FINAL_TYPE (TgTextRow, tg_text_row, TG, TEXT_ROW, TgFieldRow)

G_END_DECLS
