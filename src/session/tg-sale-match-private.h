/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-sale-match.h"
#include "tg-three-leg.h"

G_BEGIN_DECLS

/* What the store has of a sale. Lent, but for the heads' strings. */
typedef struct
{
  TgDocument   *document;     /* NULL: it is not there */
  const TgForm *form;
  char         *id;
  char         *number;
} TgSaleSource;

/* For who compares sales: `issues` and `routes` are of TgIssue; `codes` says what codes mean on
 * `today`. */
TgSaleMatch *tg_sale_match_new (const char          *order_no,
                                const TgSaleSource   sources[TG_N_LEGS],
                                GPtrArray           *issues,
                                GPtrArray           *routes,
                                TgCodeLookup        *codes,
                                const char          *today);

G_END_DECLS
