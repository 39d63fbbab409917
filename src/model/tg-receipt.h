/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-state.h"

G_BEGIN_DECLS

/* One answer of an agency to one submission. Immutable, any thread. */
#define TG_TYPE_RECEIPT (tg_receipt_get_type ())
G_DECLARE_FINAL_TYPE (TgReceipt, tg_receipt, TG, RECEIPT, GObject)

typedef struct
{
  char *pointer;     /* RFC 6901, into the document */
  char *code;
  char *detail;
} TgFault;

typedef struct
{
  const char    *id;            /* of the event */
  const char    *filing;
  const char    *submission;
  gint64         revision;
  const char    *agency;        /* its code, or the window's word for it */
  TgFilingState  status;
  const char    *status_text;   /* as sent, also when unknown */
  const char    *code;
  const char    *message;
  const char    *number;        /* "" when it gives none */
  gint64         at;            /* µs UTC, the agency's clock */
  GPtrArray     *faults;        /* (nullable) (transfer none) of TgFault, copied */
} TgReceiptFields;

TgReceipt     *tg_receipt_new             (const TgReceiptFields *fields);
const char    *tg_receipt_get_id          (TgReceipt *self);
const char    *tg_receipt_get_filing      (TgReceipt *self);
const char    *tg_receipt_get_submission  (TgReceipt *self);
gint64         tg_receipt_get_revision    (TgReceipt *self);
const char    *tg_receipt_get_agency      (TgReceipt *self);   /* code of table agency */
TgFilingState  tg_receipt_get_status      (TgReceipt *self);
const char    *tg_receipt_get_status_text (TgReceipt *self);
const char    *tg_receipt_get_code        (TgReceipt *self);
const char    *tg_receipt_get_message     (TgReceipt *self);
const char    *tg_receipt_get_number      (TgReceipt *self);
gint64         tg_receipt_get_at          (TgReceipt *self);
GPtrArray     *tg_receipt_get_faults      (TgReceipt *self);   /* (transfer none), never NULL */

TgFault       *tg_fault_new               (const char *pointer,
                                           const char *code,
                                           const char *detail);
TgFault       *tg_fault_copy              (const TgFault *self);
void           tg_fault_free              (TgFault    *self);

/* "/goods/2/qty" → "goods/<line>/qty" needs the document that was sent; see
 * `tg_pointer_to_path`. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgFault, tg_fault_free)

G_END_DECLS
