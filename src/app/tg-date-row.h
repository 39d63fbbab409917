/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-row.h"

G_BEGIN_DECLS

/* A field of a date, with a calendar. Made by TgFieldRow. */
#define TG_TYPE_DATE_ROW (tg_date_row_get_type ())
G_DECLARE_FINAL_TYPE (TgDateRow, tg_date_row, TG, DATE_ROW, TgFieldRow)

G_END_DECLS
