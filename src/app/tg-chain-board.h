/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Every sale on one row, from order to refund: five steps, each a button that opens what is
 * behind it, with its state in words and by a mark, never by colour alone. */
#define TG_TYPE_CHAIN_BOARD (tg_chain_board_get_type ())
G_DECLARE_FINAL_TYPE (TgChainBoard, tg_chain_board, TG, CHAIN_BOARD, AdwBin)

GtkWidget *tg_chain_board_new (GListModel *sales);   /* of TgSale */

G_END_DECLS
