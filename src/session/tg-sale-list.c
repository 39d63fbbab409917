/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale-list.h"

/* Sales as rows; a row of the store is a TgSale already and is copied into the one that was handed
 * out. */

static gpointer
copy_text (gpointer data)
{
  return g_strdup (data);
}

static GArray *
list_rids (TgStoreConnection  *conn,
           gpointer            data,
           guint               limit,
           GError            **error)
{
  TgSaleFilter filter = { data, FALSE, limit };

  return tg_sale_table_list_ids (conn, &filter, error);
}

static GObject *
new_row (void)
{
  return G_OBJECT (tg_sale_new (""));
}

static void
fill (GObject  *row,
      gpointer  record,
      gpointer  user_data)
{
  TgSale *sale = record;
  TgSaleFields fields = {
    .enterprise = tg_sale_get_enterprise (sale), .order_no = tg_sale_get_order_no (sale),
    .goods = tg_sale_get_goods (sale), .amount = tg_sale_get_amount (sale),
    .currency = tg_sale_get_currency (sale), .date = tg_sale_get_date (sale),
  };

  for (guint i = 0; i < TG_N_SALE_STEPS; i++)
    fields.cells[i] = *tg_sale_get_cell (sale, (TgSaleStep) i);
  tg_sale_set_id (TG_SALE (row), tg_sale_get_id (sale));
  tg_sale_fill (TG_SALE (row), &fields);
}

GListModel *
tg_sale_list_new (TgStore    *store,
                  const char *enterprise)
{
  static TgRowSource source;

  source = (TgRowSource) {
    TG_TYPE_SALE, TG_STORE_CHANGE_SALES, list_rids, tg_sale_table_load, NULL, new_row, fill,
  };
  return G_LIST_MODEL (tg_row_list_new (store, &source, g_strdup (enterprise), copy_text, g_free,
                                        NULL));
}
