/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-row.h"

G_BEGIN_DECLS

/* A field of several codes, each of them with a button that takes it away. Made by TgFieldRow. */
#define TG_TYPE_MULTI_CODE_ROW (tg_multi_code_row_get_type ())
G_DECLARE_FINAL_TYPE (TgMultiCodeRow, tg_multi_code_row, TG, MULTI_CODE_ROW, TgFieldRow)

G_END_DECLS
