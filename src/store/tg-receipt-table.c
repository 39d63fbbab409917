/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-receipt-table.h"

#include "tg-error.h"
#include "tg-json.h"
#include "tg-store-private.h"

/* Receipts, as the agencies gave them: never changed, never removed, also when their filing is
 * not ours. What lists need is in columns, the words and faults are sealed. Writer and reader. */

#define COLUMNS \
  "SELECT id, filing, submission, revision, agency, status, code, data, at FROM receipt "

static void
add_faults (JsonObject *object,
            TgReceipt  *receipt)
{
  GPtrArray *faults = tg_receipt_get_faults (receipt);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < faults->len; i++)
    {
      TgFault *fault = g_ptr_array_index (faults, i);
      JsonObject *member = json_object_new ();

      json_object_set_string_member (member, "pointer", fault->pointer);
      json_object_set_string_member (member, "code", fault->code);
      json_object_set_string_member (member, "detail", fault->detail);
      json_array_add_object_element (array, member);
    }

  json_object_set_array_member (object, "errors", array);
}

static char *
data_to_json (TgReceipt *receipt)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_object_set_string_member (object, "message", tg_receipt_get_message (receipt));
  json_object_set_string_member (object, "number", tg_receipt_get_number (receipt));
  json_object_set_string_member (object, "status", tg_receipt_get_status_text (receipt));
  add_faults (object, receipt);
  json_node_set_object (node, object);
  return json_to_string (node, FALSE);
}

static GPtrArray *
faults_from_json (JsonObject *object)
{
  JsonArray *array = tg_json_get_array (object, "errors");
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *member = tg_json_get_object_at (array, i);

      g_ptr_array_add (faults, tg_fault_new (tg_json_get_string (member, "pointer", ""),
                                             tg_json_get_string (member, "code", ""),
                                             tg_json_get_string (member, "detail", "")));
    }

  return faults;
}

static TgReceipt *
read_receipt (TgStoreConnection  *conn,
              TgDbStatement      *st,
              GError            **error)
{
  TgReceiptFields fields = { 0 };
  g_autofree char *place = tg_store_place ("receipt", tg_store_column (st, 0), "data");
  g_autofree char *data = tg_store_open_column (conn, st, 7, place, error);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  JsonObject *object;

  if (data == NULL)
    return NULL;
  node = tg_json_parse_object (data, error);
  if (node == NULL)
    return NULL;

  object = json_node_get_object (node);
  faults = faults_from_json (object);
  fields.id = tg_store_column (st, 0);
  fields.filing = tg_store_column (st, 1);
  fields.submission = tg_store_column (st, 2);
  fields.revision = tg_db_column_int (st, 3);
  fields.agency = tg_store_column (st, 4);
  if (!tg_filing_state_parse (tg_store_column (st, 5), &fields.status))
    fields.status = TG_FILING_DRAFT;
  fields.status_text = tg_json_get_string (object, "status", tg_store_column (st, 5));
  fields.code = tg_store_column (st, 6);
  fields.message = tg_json_get_string (object, "message", "");
  fields.number = tg_json_get_string (object, "number", "");
  fields.at = tg_db_column_int (st, 8);
  fields.faults = faults;
  return tg_receipt_new (&fields);
}

gboolean
tg_receipt_table_add (TgStoreConnection  *conn,
                      TgReceipt          *receipt,
                      gboolean            moved,
                      gboolean           *added,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("receipt", tg_receipt_get_id (receipt), "data");
  g_autofree char *data = data_to_json (receipt);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO receipt (id, filing, submission, revision, agency, status,"
                      " code, data, moved,"
                      " at, received) VALUES (:id, :filing, :submission, :revision, :agency,"
                      " :status, :code,"
                      " :data, :moved, :at, :received) ON CONFLICT (id) DO NOTHING", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", tg_receipt_get_id (receipt));
  tg_db_bind_text (st, ":filing", tg_receipt_get_filing (receipt));
  tg_db_bind_text (st, ":submission", tg_receipt_get_submission (receipt));
  tg_db_bind_int (st, ":revision", tg_receipt_get_revision (receipt));
  tg_db_bind_text (st, ":agency", tg_receipt_get_agency (receipt));
  tg_db_bind_text (st, ":status", tg_receipt_get_status_text (receipt));
  tg_db_bind_text (st, ":code", tg_receipt_get_code (receipt));
  tg_db_bind_int (st, ":moved", moved ? 1 : 0);
  tg_db_bind_int (st, ":at", tg_receipt_get_at (receipt));
  tg_db_bind_int (st, ":received", tg_store_connection_get_time (conn));
  if (!tg_store_bind_sealed (conn, st, ":data", place, data, error) || !tg_db_run (st, error))
    return FALSE;

  *added = tg_db_get_changes (conn->db) > 0;
  tg_store_connection_changed (conn, TG_STORE_CHANGE_RECEIPTS);
  return TRUE;
}

static gboolean
append_receipts (TgStoreConnection  *conn,
                 TgDbStatement      *st,
                 GPtrArray          *receipts,
                 GError            **error)
{
  gboolean has_row = FALSE;

  while (tg_db_step (st, &has_row, error))
    {
      TgReceipt *receipt;

      if (!has_row)
        return TRUE;
      receipt = read_receipt (conn, st, error);
      if (receipt == NULL)
        return FALSE;
      g_ptr_array_add (receipts, receipt);
    }

  return FALSE;
}

GPtrArray *
tg_receipt_table_list (TgStoreConnection  *conn,
                       const char         *filing,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func (g_object_unref);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, COLUMNS "WHERE filing = :filing ORDER BY rid DESC", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":filing", filing);
  if (!append_receipts (conn, st, receipts, error))
    return NULL;

  return g_steal_pointer (&receipts);
}

GArray *
tg_receipt_table_list_ids (TgStoreConnection  *conn,
                           guint               limit,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "SELECT rid FROM receipt ORDER BY rid DESC LIMIT :limit", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_int (st, ":limit", limit > 0 ? (gint64) limit : -1);
  return tg_store_read_ints (st, error);
}

gboolean
tg_receipt_table_find_last_received (TgStoreConnection  *conn,
                                     const char         *filing,
                                     gint64             *received,
                                     GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "SELECT max (received) FROM receipt WHERE filing = :filing", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":filing", filing);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;

  *received = has_row ? tg_db_column_int (st, 0) : 0;
  return TRUE;
}

GPtrArray *
tg_receipt_table_load (TgStoreConnection  *conn,
                       const gint64       *rids,
                       guint               n_rids,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) receipts = g_ptr_array_new_with_free_func (g_object_unref);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, COLUMNS "WHERE rid = :rid", error);
  if (st == NULL)
    return NULL;

  for (guint i = 0; i < n_rids; i++)
    {
      tg_db_bind_int (st, ":rid", rids[i]);
      if (!append_receipts (conn, st, receipts, error))
        return NULL;
    }

  return g_steal_pointer (&receipts);
}

gboolean
tg_receipt_table_count_unseen (TgStoreConnection  *conn,
                               guint              *count,
                               GError            **error)
{
  gint64 number;

  tg_store_connection_assert (conn);

  if (!tg_db_query_int (conn->db, "SELECT count (*) FROM receipt WHERE seen = 0", &number, error))
    return FALSE;

  *count = (guint) number;
  return TRUE;
}

gboolean
tg_receipt_table_mark_seen (TgStoreConnection  *conn,
                            const char         *filing,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "UPDATE receipt SET seen = 1 WHERE seen = 0"
                      " AND (:filing IS NULL OR filing = :filing)",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":filing", filing);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_RECEIPTS);
  return tg_db_run (st, error);
}
