/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-receipt-files.h"
#include "tg-store-connection.h"
#include "tg-workspace-receipts.h"

G_BEGIN_DECLS

/* Finds the filing that is answered and records the receipt with all that follows, once. In one
 * transaction of the writer. A receipt that is new is added to `receipts`. A failure is one of the
 * store's. (transfer full) */
TgTakenReceipt *tg_receipt_taking_take (TgStoreConnection    *conn,
                                        TgCatalogue          *catalogue,
                                        const TgReadReceipt  *read,
                                        GPtrArray            *receipts,
                                        GError              **error);

G_END_DECLS
