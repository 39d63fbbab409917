/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-code-lookup.h"
#include "tg-row-list.h"

G_BEGIN_DECLS

/* What moved on one account: a live list of TgPostingRow, newest first, with the balance after
 * each. */
typedef struct
{
  TgCatalogue  *catalogue;
  TgCodeLookup *codes;
} TgPostingListWords;

/* `words` must outlive the list. */
GListModel *tg_posting_list_new (TgStore                  *store,
                                 const TgPostingListWords *words,
                                 const char               *account);

G_END_DECLS
