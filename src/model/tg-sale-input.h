/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-deadline.h"
#include "tg-document.h"
#include "tg-sale.h"
#include "tg-state.h"

G_BEGIN_DECLS

/* One of the documents of a sale as the rule of the chain board sees it. A filing's states come
 * from its receipts; its document is not read, what lists show is enough. Lent for the call. */
typedef struct
{
  const char       *id;
  const char       *kind;            /* fact type, or form id */
  gboolean          is_fact;
  const TgDocument *document;        /* of facts; NULL for filings */
  const GPtrArray  *deadlines;       /* of facts (nullable): TgDeadline, those not yet done */
  TgFilingState     state;           /* of filings */
  TgAttemptState    attempt_state;
  const char       *enterprise;
  const char       *number;
  const char       *summary;
  const char       *amount;
  const char       *currency;
  const char       *date;
  const char       *due;
  const char       *official_number; /* that the agency gave */
} TgSaleDocument;

/* A sale: its order, and everything that was drawn from it or bears its number. */
typedef struct
{
  const TgSaleDocument *order;
  const TgSaleDocument *others;
  guint                 n_others;
  const char           *today;
} TgSaleInput;

/* What a row of the chain board says of it. (transfer full) */
typedef TgSale *(*TgSaleRule) (const TgSaleInput *input);

G_END_DECLS
