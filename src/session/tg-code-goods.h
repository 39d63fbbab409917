/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-table.h"

G_BEGIN_DECLS

/* Goods codes out of the library of refund rates, which knows all ten digits, where our own table
 * has only some: names, legal units, the day of the import. On the tables' thread. */

#define TG_CODE_GOODS_TABLE   "hs"
#define TG_CODE_LIBRARY_TABLE "refund_rates"

/* A row of the library as one of the goods table: `unit1`, `level`, `origin`. (transfer full) */
TgCodeRow *tg_code_goods_from_library (TgCodeTable        *own,
                                       TgCodeRow          *row);
/* Adds what the library has to what our own table found, best first, up to the limit. */
void       tg_code_goods_add          (TgCodeTable        *own,
                                       TgCodeTable        *library,
                                       const TgCodeQuery  *query,
                                       GPtrArray          *hits);

G_END_DECLS
