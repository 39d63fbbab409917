/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fact-table.h"

#include "tg-error.h"
#include "tg-search-table.h"
#include "tg-store-private.h"

/* Facts: what filings are drawn from. The document sealed, columns for lists. Saving is in
 * tg-save.c. Writer and reader. */

#define COLUMNS \
  "SELECT rid, id, type, version, coalesce (enterprise, ''), revision, number, summary, amount," \
  " currency," \
  " date, created, updated, document FROM fact "

#define REST " AND (:enterprise = '' OR enterprise = :enterprise)"
#define LISTED(where, order) \
  "SELECT rid FROM fact WHERE " where REST " ORDER BY " order " LIMIT :limit"
#define ORDERS(where) \
  { { LISTED (where, "updated, rid"), LISTED (where, "updated DESC, rid DESC") }, \
    { LISTED (where, "number, rid"), LISTED (where, "number DESC, rid DESC") } }

static const char * const queries[2][TG_FACT_SORT_NUMBER + 1][2] = {
  ORDERS ("type = :type AND removed = 0"),
  ORDERS ("rid IN (SELECT rowid / 2 FROM search WHERE search MATCH :search AND rowid % 2 = 1)"
          " AND type = :type AND removed = 0"),
};

static TgFactRecord *
read_record (TgStoreConnection  *conn,
             TgDbStatement      *st,
             gboolean            with_document,
             GError            **error)
{
  g_autoptr (TgFactRecord) record = g_new0 (TgFactRecord, 1);

  record->rid = tg_db_column_int (st, 0);
  record->id = tg_db_column_dup_text (st, 1);
  record->type = tg_db_column_dup_text (st, 2);
  record->version = (guint) tg_db_column_int (st, 3);
  record->enterprise = tg_db_column_dup_text (st, 4);
  record->revision = tg_db_column_int (st, 5);
  record->number = tg_db_column_dup_text (st, 6);
  record->summary = tg_db_column_dup_text (st, 7);
  record->amount = tg_db_column_dup_text (st, 8);
  record->currency = tg_db_column_dup_text (st, 9);
  record->date = tg_db_column_dup_text (st, 10);
  record->created = tg_db_column_int (st, 11);
  record->updated = tg_db_column_int (st, 12);
  if (with_document)
    {
      g_autofree char *place = tg_store_place ("fact", record->id, "document");

      record->document = tg_store_open_document (conn, st, 13, place, error);
      if (record->document == NULL)
        return NULL;
    }

  return g_steal_pointer (&record);
}

GArray *
tg_fact_table_list_ids (TgStoreConnection   *conn,
                        const TgFactFilter  *filter,
                        TgFactSort           sort,
                        gboolean             descending,
                        GError             **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *search = tg_search_table_make_query (filter->search);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, queries[search != NULL ? 1 : 0][sort][descending ? 1 : 0], error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":type", filter->type);
  tg_db_bind_text (st, ":enterprise", filter->enterprise != NULL ? filter->enterprise : "");
  tg_db_bind_int (st, ":limit", filter->limit > 0 ? (gint64) filter->limit : -1);
  if (search != NULL)
    tg_db_bind_text (st, ":search", search);
  return tg_store_read_ints (st, error);
}

static gboolean
count_filings (TgStoreConnection  *conn,
               TgFactRecord       *record,
               GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  st = tg_db_prepare (conn->db,
                      "SELECT count (DISTINCT target) FROM link JOIN filing"
                      " ON filing.id = link.target"
                      " WHERE source = :source", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":source", record->id);
  if (!tg_store_find (st, &found, error))
    return FALSE;

  record->n_filings = (guint) tg_db_column_int (st, 0);
  return TRUE;
}

static gboolean
append_records (TgStoreConnection  *conn,
                TgDbStatement      *st,
                gboolean            with_document,
                GPtrArray          *records,
                GError            **error)
{
  gboolean has_row = FALSE;

  while (tg_db_step (st, &has_row, error))
    {
      TgFactRecord *record;

      if (!has_row)
        return TRUE;
      record = read_record (conn, st, with_document, error);
      if (record == NULL)
        return FALSE;
      g_ptr_array_add (records, record);
    }

  return FALSE;
}

GPtrArray *
tg_fact_table_load_records (TgStoreConnection  *conn,
                            const gint64       *rids,
                            guint               n_rids,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fact_record_free);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, COLUMNS "WHERE rid = :rid", error);
  if (st == NULL)
    return NULL;

  for (guint i = 0; i < n_rids; i++)
    {
      tg_db_bind_int (st, ":rid", rids[i]);
      if (!append_records (conn, st, FALSE, records, error))
        return NULL;
    }
  for (guint i = 0; i < records->len; i++)
    if (!count_filings (conn, g_ptr_array_index (records, i), error))
      return NULL;

  return g_steal_pointer (&records);
}

TgFactRecord *
tg_fact_table_load (TgStoreConnection  *conn,
                    const char         *id,
                    GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, COLUMNS "WHERE id = :id", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":id", id);
  if (!tg_store_find (st, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no fact %s", id);
      return NULL;
    }

  return read_record (conn, st, TRUE, error);
}

GPtrArray *
tg_fact_table_load_all (TgStoreConnection  *conn,
                        const char         *type,
                        const char         *enterprise,
                        GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fact_record_free);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, COLUMNS "WHERE type = :type AND removed = 0" REST " ORDER BY rid",
                      error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":type", type);
  tg_db_bind_text (st, ":enterprise", enterprise != NULL ? enterprise : "");
  if (!append_records (conn, st, TRUE, records, error))
    return NULL;

  return g_steal_pointer (&records);
}

TgFactRecord *
tg_fact_table_find_number (TgStoreConnection  *conn,
                           const char         *type,
                           const char         *number,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      COLUMNS "WHERE type = :type AND removed = 0 AND number = :number"
                      " ORDER BY rid DESC LIMIT 1", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":type", type);
  tg_db_bind_text (st, ":number", number);
  if (!tg_store_find (st, &found, error) || !found)
    return NULL;

  return read_record (conn, st, TRUE, error);
}

gboolean
tg_fact_table_set_removed (TgStoreConnection  *conn,
                           const char         *id,
                           gboolean            removed,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "UPDATE fact SET removed = :removed, updated = :now WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_int (st, ":removed", removed ? 1 : 0);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  if (!tg_db_run (st, error))
    return FALSE;
  if (tg_db_get_changes (conn->db) == 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no fact %s", id);
      return FALSE;
    }

  tg_store_connection_changed (conn, TG_STORE_CHANGE_FACTS);
  return tg_sale_table_update (conn, id, error);
}

TgFactRow *
tg_fact_record_to_row (const TgFactRecord *self,
                       const char         *title)
{
  TgFactRowFields fields = {
    .type = self->type,
    .version = self->version,
    .enterprise = self->enterprise,
    .number = self->number,
    .summary = self->summary,
    .amount = self->amount,
    .currency = self->currency,
    .title = title,
    .date = self->date,
    .updated = self->updated,
    .n_filings = self->n_filings,
  };
  TgFactRow *row = tg_fact_row_new (self->id);

  tg_fact_row_fill (row, &fields);
  return row;
}

void
tg_fact_record_free (TgFactRecord *self)
{
  g_free (self->id);
  g_free (self->type);
  g_free (self->enterprise);
  g_clear_pointer (&self->document, tg_document_unref);
  g_free (self->number);
  g_free (self->summary);
  g_free (self->amount);
  g_free (self->currency);
  g_free (self->date);
  g_free (self);
}
