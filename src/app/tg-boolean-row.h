/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-row.h"

G_BEGIN_DECLS

/* A field of yes or no. Made by TgFieldRow. */
#define TG_TYPE_BOOLEAN_ROW (tg_boolean_row_get_type ())
G_DECLARE_FINAL_TYPE (TgBooleanRow, tg_boolean_row, TG, BOOLEAN_ROW, TgFieldRow)

G_END_DECLS
