/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The path of a file, typed or chosen; where tokens will do, the address of one. */
#define TG_TYPE_PLACE_ROW (tg_place_row_get_type ())
G_DECLARE_FINAL_TYPE (TgPlaceRow, tg_place_row, TG, PLACE_ROW, AdwEntryRow)

const char *tg_place_row_get_place (TgPlaceRow *self);    /* "" for none */
void        tg_place_row_set_place (TgPlaceRow *self,
                                    const char *place);

G_END_DECLS
