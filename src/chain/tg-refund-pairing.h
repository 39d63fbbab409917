/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-derivation.h"

G_BEGIN_DECLS

/* Pairing what was exported with what was bought, for a trader's refund claim: groups (关联号) in
 * which the quantity bought is the quantity exported, as small as can be, so that one bad invoice
 * holds up nothing else. Rules: domain/registration-tax-forex.md B2.3 and B11. Pure. */

/* Why a line of a declaration is left out. */
typedef enum
{
  TG_UNPAIRED_CLAIMED,        /* in an earlier claim already */
  TG_UNPAIRED_NO_INVOICE,     /* nothing bought of it */
  TG_UNPAIRED_NAME,           /* the invoice names it otherwise */
  TG_UNPAIRED_UNIT,           /* the invoice counts it otherwise */
  TG_UNPAIRED_NO_SELLER,      /* the invoice lacks the seller's tax number */
  TG_UNPAIRED_SHORT,          /* less was bought than exported */
  TG_UNPAIRED_QUANTITY,       /* its quantity is no number above 0 */
} TgUnpairedReason;

typedef struct
{
  const TgSource   *declaration;
  char             *line;          /* "lines/<id>" */
  TgUnpairedReason  reason;
} TgUnpaired;

/* A part of an invoice's line that goes to an export. */
typedef struct
{
  const TgSource *invoice;
  char           *line;
  char           *qty;             /* decimal text, all of them */
  char           *amount;          /* without tax, 2 places */
  char           *tax;
} TgPurchasePart;

typedef struct
{
  char           *link_no;         /* 17 digits: month, batch, serial */
  const TgSource *declaration;
  char           *line;
  GPtrArray      *parts;           /* of TgPurchasePart */
} TgRefundGroup;

typedef struct
{
  GPtrArray *groups;               /* of TgRefundGroup */
  GPtrArray *unpaired;             /* of TgUnpaired */
} TgRefundPairing;

/* What there is to pair. Lent, and referred to by the result. */
typedef struct
{
  const TgSource *declarations;
  guint           n_declarations;
  const TgSource *invoices;
  guint           n_invoices;
  GHashTable     *claimed;         /* (nullable): item_ref of lines in earlier claims */
  /* (nullable): "invoice number/line" → quantity used, decimal text */
  GHashTable     *used;
  const char     *month;           /* YYYYMM */
  const char     *batch;           /* three digits */
} TgRefundInput;

TgRefundPairing *tg_refund_pairing_make   (const TgRefundInput    *input);
/* Adds the rows of the groups to the claim's tables `exports` and `purchases`, drawn as its form
 * says. */
gboolean         tg_refund_pairing_apply  (const TgRefundPairing  *self,
                                           const TgRefundInput    *input,
                                           const TgDerivation     *derivation,
                                           TgDocument             *claim,
                                           GError                **error);
const char      *tg_refund_pairing_reason_to_name (TgUnpairedReason reason);
void             tg_refund_pairing_free   (TgRefundPairing        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgRefundPairing, tg_refund_pairing_free)

G_END_DECLS
