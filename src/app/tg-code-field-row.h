/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-row.h"

G_BEGIN_DECLS

/* A field of one code: code and name in one box, and a button for the list. Made by TgFieldRow. */
#define TG_TYPE_CODE_FIELD_ROW (tg_code_field_row_get_type ())
G_DECLARE_FINAL_TYPE (TgCodeFieldRow, tg_code_field_row, TG, CODE_FIELD_ROW, TgFieldRow)

G_END_DECLS
