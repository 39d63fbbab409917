/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-fact-table.h"
#include "tg-row-list.h"

G_BEGIN_DECLS

/* Live lists of facts of one type. `catalogue` outlives the list. */
GListModel *tg_fact_list_new (TgStore            *store,
                              TgCatalogue        *catalogue,
                              const TgFactFilter *filter);

G_END_DECLS
