/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

typedef enum
{
  TG_RECEIPT_TAKEN,
  TG_RECEIPT_KNOWN,         /* it was here already */
  TG_RECEIPT_UNMATCHED,     /* it answers no filing of this workspace; nothing of it is kept */
  TG_RECEIPT_UNREADABLE,
} TgReceiptOutcome;

/* What became of one receipt of a file. Plain struct. */
typedef struct
{
  char             *file;       /* its name */
  char             *filing;     /* id, "" for none */
  TgReceiptOutcome  outcome;
  char             *text;       /* a sentence that names file, filing and what to do */
} TgTakenReceipt;

/* Receipts from the folder of customs' client: CEB304 to 702, 214, 216, 792, 900, the answers to a
 * general declaration, bare or in a DxpMsg. Each is recorded at the filing that it answers with the
 * same effects as one from the window; a second time it has none. All files in one transaction.
 * `files` is of GFile. */
void        tg_workspace_take_receipts_async  (TgWorkspace          *self,
                                               GPtrArray            *files,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
/* Of TgTakenReceipt, in the order of time. An error: nothing was taken. */
GPtrArray  *tg_workspace_take_receipts_finish (TgWorkspace          *self,
                                               GAsyncResult         *result,
                                               GError              **error);
const char *tg_receipt_outcome_to_name        (TgReceiptOutcome      outcome);
/* Two of them are not as they should be. */
gboolean    tg_receipt_outcome_is_problem     (TgReceiptOutcome      outcome);

G_END_DECLS
