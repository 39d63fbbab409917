/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-row.h"

G_BEGIN_DECLS

/* A field of a decimal or whole number, at the right. Made by TgFieldRow. */
#define TG_TYPE_NUMBER_ROW (tg_number_row_get_type ())
G_DECLARE_FINAL_TYPE (TgNumberRow, tg_number_row, TG, NUMBER_ROW, TgFieldRow)

G_END_DECLS
