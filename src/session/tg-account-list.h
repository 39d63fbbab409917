/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"
#include "tg-row-list.h"

G_BEGIN_DECLS

/* The register of accounts: a live list of TgAccountRow, those moved last first. */
GListModel *tg_account_list_new (TgStore      *store,
                                 TgCodeLookup *codes,
                                 const char   *enterprise,   /* "" for all */
                                 const char   *id);          /* this one alone; "" for all */

G_END_DECLS
