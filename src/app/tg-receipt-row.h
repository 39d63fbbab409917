/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-receipt.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* A receipt as a row of a list, with the agency's name in the person's language. Main thread. */
#define TG_TYPE_RECEIPT_ROW (tg_receipt_row_get_type ())
G_DECLARE_FINAL_TYPE (TgReceiptRow, tg_receipt_row, TG, RECEIPT_ROW, GObject)

TgReceiptRow *tg_receipt_row_new         (TgWorkspace  *workspace,
                                          TgReceipt    *receipt);
TgReceipt    *tg_receipt_row_get_receipt (TgReceiptRow *self);
const char   *tg_receipt_row_get_agency  (TgReceiptRow *self);

G_END_DECLS
