/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-receipt.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Receipts: only ever added, per attempt. */

/* FALSE in `added` if its id is there already. */
gboolean   tg_receipt_table_add          (TgStoreConnection  *conn,
                                          TgReceipt          *receipt,
                                          gboolean            moved,
                                          gboolean           *added,
                                          GError            **error);
/* Of one filing, newest first. */
GPtrArray *tg_receipt_table_list         (TgStoreConnection  *conn,
                                          const char         *filing,
                                          GError            **error);
/* When the last one of a filing came in here, µs UTC; 0: none has. */
gboolean   tg_receipt_table_find_last_received (TgStoreConnection  *conn,
                                                const char         *filing,
                                                gint64             *received,
                                                GError            **error);
/* Of all, newest first: rids, then the receipts themselves in that order. */
GArray    *tg_receipt_table_list_ids     (TgStoreConnection  *conn,
                                          guint               limit,
                                          GError            **error);
GPtrArray *tg_receipt_table_load         (TgStoreConnection  *conn,
                                          const gint64       *rids,
                                          guint               n_rids,
                                          GError            **error);
gboolean   tg_receipt_table_count_unseen (TgStoreConnection  *conn,
                                          guint              *count,
                                          GError            **error);
gboolean   tg_receipt_table_mark_seen    (TgStoreConnection  *conn,
                                          const char         *filing,   /* NULL: all */
                                          GError            **error);

G_END_DECLS
