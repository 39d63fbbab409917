/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-filing-table.h"
#include "tg-row-list.h"

G_BEGIN_DECLS

/* Live lists of filings. `catalogue` names their forms; it outlives the list. */
GListModel *tg_filing_list_new (TgStore              *store,
                                TgCatalogue          *catalogue,
                                const TgFilingFilter *filter);

G_END_DECLS
