/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-row-list.h"
#include "tg-sale-table.h"

G_BEGIN_DECLS

/* The chain board: a live list of sales, those that need somebody first. */
GListModel *tg_sale_list_new (TgStore    *store,
                              const char *enterprise);   /* "" for all */

G_END_DECLS
