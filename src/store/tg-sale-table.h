/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sale.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Rows of the chain board. Written in the transaction of the filing or fact that they tell of. */

/* Which rows; `enterprise` NULL or "" for any, `limit` 0 for all. */
typedef struct
{
  const char *enterprise;
  gboolean    only_open;
  guint       limit;
} TgSaleFilter;

gboolean   tg_sale_table_put         (TgStoreConnection   *conn,
                                      TgSale              *sale,
                                      GError             **error);
gboolean   tg_sale_table_remove      (TgStoreConnection   *conn,
                                      const char          *id,
                                      GError             **error);
gboolean   tg_sale_table_mark_stale  (TgStoreConnection   *conn,
                                      const char          *id,
                                      GError             **error);
/* All open ones, when the day has changed and with it what is nearly due. */
gboolean   tg_sale_table_mark_all_stale (TgStoreConnection *conn,
                                      GError             **error);
/* Computes up to `limit` of the rows that were only marked; how many are `left`. */
gboolean   tg_sale_table_refresh     (TgStoreConnection   *conn,
                                      guint                limit,
                                      guint               *left,
                                      GError             **error);
/* Rids: open ones that need somebody first, newest first. */
GArray    *tg_sale_table_list_ids    (TgStoreConnection   *conn,
                                      const TgSaleFilter  *filter,
                                      GError             **error);
/* Of TgSale, filled in. */
GPtrArray *tg_sale_table_load        (TgStoreConnection   *conn,
                                      const gint64        *rids,
                                      guint                n_rids,
                                      GError             **error);

G_END_DECLS
