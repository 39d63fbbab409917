/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sale-table.h"

#include "tg-error.h"
#include "tg-json.h"
#include "tg-store-private.h"

/* Rows of the chain board as they are stored: each step's stage as JSON, what sorts and filters
 * in columns. When they are computed is said in tg-sale-table-update.c. Writer and reader. */

static const char *
text_of (const char *text)
{
  return text != NULL ? text : "";
}

static char *
cells_to_json (TgSale *sale)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < TG_N_SALE_STEPS; i++)
    {
      const TgSaleCell *cell = tg_sale_get_cell (sale, (TgSaleStep) i);
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "stage", tg_sale_stage_to_name (cell->stage));
      json_object_set_string_member (member, "filing", text_of (cell->filing));
      json_object_set_string_member (member, "text", text_of (cell->text));
      json_object_set_string_member (member, "due", text_of (cell->due));
      json_object_set_object_member (object, tg_sale_step_to_name ((TgSaleStep) i), member);
    }

  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static void
summarise_cells (TgSale      *sale,
                 gboolean    *attention,
                 gboolean    *finished,
                 const char **due)
{
  *attention = FALSE;
  *finished = TRUE;
  *due = "";
  for (guint i = 0; i < TG_N_SALE_STEPS; i++)
    {
      const TgSaleCell *cell = tg_sale_get_cell (sale, (TgSaleStep) i);
      const char *date = text_of (cell->due);

      *attention |= cell->stage == TG_STAGE_ATTENTION;
      *finished &= cell->stage == TG_STAGE_DONE;
      if (cell->stage != TG_STAGE_DONE && date[0] != '\0' &&
          ((*due)[0] == '\0' || g_strcmp0 (date, *due) < 0))
        *due = date;
    }
}

static void
bind_cells (TgDbStatement *st,
            TgSale        *sale)
{
  g_autofree char *cells = cells_to_json (sale);
  gboolean attention;
  gboolean finished;
  const char *due;

  summarise_cells (sale, &attention, &finished, &due);
  tg_db_bind_text (st, ":cells", cells);
  tg_db_bind_int (st, ":attention", attention ? 1 : 0);
  tg_db_bind_int (st, ":finished", finished ? 1 : 0);
  tg_db_bind_text (st, ":due", due);
}

gboolean
tg_sale_table_put (TgStoreConnection  *conn,
                   TgSale             *sale,
                   GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO sale (id, enterprise, order_no, goods, amount, amount_units,"
                      " currency, date,"
                      " cells, attention, finished, due, updated) VALUES (:id, :enterprise,"
                      " :order_no, :goods,"
                      " :amount, :amount_units, :currency, :date, :cells, :attention, :finished,"
                      " :due, :now)"
                      " ON CONFLICT (id) DO UPDATE SET enterprise = excluded.enterprise,"
                      " order_no = excluded.order_no, goods = excluded.goods,"
                      " amount = excluded.amount,"
                      " amount_units = excluded.amount_units, currency = excluded.currency,"
                      " date = excluded.date, cells = excluded.cells,"
                      " attention = excluded.attention,"
                      " finished = excluded.finished, due = excluded.due, stale = 0,"
                      " updated = excluded.updated", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", tg_sale_get_id (sale));
  tg_db_bind_text (st, ":enterprise", tg_sale_get_enterprise (sale));
  tg_db_bind_text (st, ":order_no", text_of (tg_sale_get_order_no (sale)));
  tg_db_bind_text (st, ":goods", text_of (tg_sale_get_goods (sale)));
  tg_db_bind_text (st, ":amount", text_of (tg_sale_get_amount (sale)));
  tg_db_bind_int (st, ":amount_units", tg_store_amount_units (tg_sale_get_amount (sale)));
  tg_db_bind_text (st, ":currency", text_of (tg_sale_get_currency (sale)));
  tg_db_bind_text (st, ":date", text_of (tg_sale_get_date (sale)));
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  bind_cells (st, sale);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_SALES);
  return tg_db_run (st, error);
}

gboolean
tg_sale_table_remove (TgStoreConnection  *conn,
                      const char         *id,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "DELETE FROM sale WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_SALES);
  return tg_db_run (st, error);
}

gboolean
tg_sale_table_mark_stale (TgStoreConnection  *conn,
                          const char         *id,
                          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "UPDATE sale SET stale = 1 WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  return tg_db_run (st, error);
}

GArray *
tg_sale_table_list_ids (TgStoreConnection   *conn,
                        const TgSaleFilter  *filter,
                        GError             **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT rid FROM sale WHERE (:enterprise = '' OR enterprise = :enterprise)"
                      " AND finished <= :finished"
                      " ORDER BY finished, attention DESC, updated DESC, rid DESC LIMIT :limit",
                      error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":enterprise", text_of (filter->enterprise));
  tg_db_bind_int (st, ":finished", filter->only_open ? 0 : 1);
  tg_db_bind_int (st, ":limit", filter->limit > 0 ? (gint64) filter->limit : -1);
  return tg_store_read_ints (st, error);
}

static void
read_cell (JsonObject *object,
           TgSaleStep  step,
           TgSaleCell *cell)
{
  JsonObject *member = tg_json_get_object (object, tg_sale_step_to_name (step));

  if (member == NULL)
    return;

  if (!tg_sale_stage_parse (tg_json_get_string (member, "stage", ""), &cell->stage))
    cell->stage = TG_STAGE_MISSING;
  cell->filing = tg_json_get_string (member, "filing", "");
  cell->text = tg_json_get_string (member, "text", "");
  cell->due = tg_json_get_string (member, "due", "");
}

static TgSale *
read_sale (TgDbStatement  *st,
           GError        **error)
{
  g_autoptr (JsonNode) node = NULL;
  TgSaleFields fields = { 0 };
  TgSale *sale;

  node = tg_json_parse_object (tg_store_column (st, 7), error);
  if (node == NULL)
    return NULL;

  fields.enterprise = tg_store_column (st, 1);
  fields.order_no = tg_store_column (st, 2);
  fields.goods = tg_store_column (st, 3);
  fields.amount = tg_store_column (st, 4);
  fields.currency = tg_store_column (st, 5);
  fields.date = tg_store_column (st, 6);
  for (guint i = 0; i < TG_N_SALE_STEPS; i++)
    read_cell (json_node_get_object (node), (TgSaleStep) i, &fields.cells[i]);

  sale = tg_sale_new (tg_store_column (st, 0));
  tg_sale_fill (sale, &fields);
  return sale;
}

GPtrArray *
tg_sale_table_load (TgStoreConnection  *conn,
                    const gint64       *rids,
                    guint               n_rids,
                    GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) sales = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT id, enterprise, order_no, goods, amount, currency, date, cells"
                      " FROM sale"
                      " WHERE rid = :rid", error);
  if (st == NULL)
    return NULL;

  for (guint i = 0; i < n_rids; i++)
    {
      TgSale *sale;

      tg_db_bind_int (st, ":rid", rids[i]);
      if (!tg_db_step (st, &has_row, error))
        return NULL;
      if (!has_row)
        continue;
      sale = read_sale (st, error);
      if (sale == NULL)
        return NULL;
      g_ptr_array_add (sales, sale);
      if (!tg_db_run (st, error))
        return NULL;
    }

  return g_steal_pointer (&sales);
}
