/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-filing-table.h"

#include "tg-error.h"
#include "tg-store-private.h"

/* Filings: the document sealed, and columns for whatever lists sort, search, count or sum by.
 * Here one is loaded and changed in small ways; lists are in tg-filing-list.c, saving is in
 * tg-save.c. */

#define COLUMNS \
  "SELECT rid, id, form, version, family, coalesce (enterprise, ''), state, attempt_state," \
  " revision," \
  " window_revision, number, summary, amount, currency, date, due, reference, official_number," \
  " agency_code, n_blocking, n_warnings, checked, created, updated, document, removed, pack" \
  " FROM filing "

static const char * const group_names[TG_N_STATE_GROUPS] = { "", "draft", "under-way", "attention",
                                                             "done" };

TgStateGroup
tg_state_group_of (TgFilingState  filing,
                   TgAttemptState attempt)
{
  switch (tg_state_get_actor (filing, attempt))
    {
    case TG_ACTOR_AGENCY:
    case TG_ACTOR_PROGRAM:
      return TG_GROUP_UNDER_WAY;
    case TG_ACTOR_NOBODY:
      return TG_GROUP_DONE;
    case TG_ACTOR_PERSON:
      break;
    }

  if (filing == TG_FILING_DRAFT && (attempt == TG_ATTEMPT_NONE || attempt == TG_ATTEMPT_CANCELLED))
    return TG_GROUP_DRAFT;
  return TG_GROUP_ATTENTION;
}

const char *
tg_state_group_to_name (TgStateGroup group)
{
  return group_names[group];
}

gboolean
tg_state_group_parse (const char   *name,
                      TgStateGroup *out)
{
  for (guint i = 0; i < TG_N_STATE_GROUPS; i++)
    if (g_strcmp0 (name != NULL ? name : "", group_names[i]) == 0)
      {
        *out = (TgStateGroup) i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_states (TgFilingRecord  *record,
             TgDbStatement   *st,
             GError         **error)
{
  if (tg_family_parse (tg_store_column (st, 4), &record->family) &&
      tg_filing_state_parse (tg_store_column (st, 6), &record->state) &&
      tg_attempt_state_parse (tg_store_column (st, 7), &record->attempt_state))
    return TRUE;

  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "Filing %s has an unknown state", record->id);
  return FALSE;
}

static void
read_texts (TgFilingRecord *record,
            TgDbStatement  *st)
{
  record->number = tg_db_column_dup_text (st, 10);
  record->summary = tg_db_column_dup_text (st, 11);
  record->amount = tg_db_column_dup_text (st, 12);
  record->currency = tg_db_column_dup_text (st, 13);
  record->date = tg_db_column_dup_text (st, 14);
  record->due = tg_db_column_dup_text (st, 15);
  record->reference = tg_db_column_dup_text (st, 16);
  record->agency_code = tg_db_column_dup_text (st, 18);
  record->pack = tg_db_column_dup_text (st, 26);
}

static TgFilingRecord *
read_record (TgStoreConnection  *conn,
             TgDbStatement      *st,
             gboolean            with_document,
             GError            **error)
{
  g_autoptr (TgFilingRecord) record = g_new0 (TgFilingRecord, 1);
  g_autofree char *number_place = NULL;

  record->rid = tg_db_column_int (st, 0);
  record->id = tg_db_column_dup_text (st, 1);
  record->form = tg_db_column_dup_text (st, 2);
  record->version = (guint) tg_db_column_int (st, 3);
  record->enterprise = tg_db_column_dup_text (st, 5);
  record->revision = tg_db_column_int (st, 8);
  record->window_revision = tg_db_column_int (st, 9);
  record->n_blocking = (int) tg_db_column_int (st, 19);
  record->n_warnings = (int) tg_db_column_int (st, 20);
  record->checked = tg_db_column_int (st, 21);
  record->created = tg_db_column_int (st, 22);
  record->updated = tg_db_column_int (st, 23);
  record->removed = tg_db_column_int (st, 25) != 0;
  read_texts (record, st);
  number_place = tg_store_place ("filing", record->id, "official_number");
  record->official_number = tg_store_open_text (conn, number_place, tg_store_column (st, 17),
                                                error);
  if (record->official_number == NULL || !read_states (record, st, error))
    return NULL;
  if (with_document)
    {
      g_autofree char *place = tg_store_place ("filing", record->id, "document");

      record->document = tg_store_open_document (conn, st, 24, place, error);
      if (record->document == NULL)
        return NULL;
    }

  return g_steal_pointer (&record);
}

static TgFilingRecord *
load_record (TgStoreConnection  *conn,
             const char         *id,
             gboolean            with_document,
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
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no filing %s", id);
      return NULL;
    }

  return read_record (conn, st, with_document, error);
}

TgFilingRecord *
tg_filing_table_load (TgStoreConnection  *conn,
                      const char         *id,
                      GError            **error)
{
  return load_record (conn, id, TRUE, error);
}

TgFilingRecord *
tg_filing_table_load_record (TgStoreConnection  *conn,
                             const char         *id,
                             GError            **error)
{
  return load_record (conn, id, FALSE, error);
}

TgFilingRecord *
tg_filing_table_find_number (TgStoreConnection  *conn,
                             const TgForm       *form,
                             const char         *enterprise,
                             const char         *number,
                             const char         *except,
                             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      COLUMNS "WHERE family = :family AND removed = 0 AND number = :number"
                      " AND form = :form AND coalesce (enterprise, '') = :enterprise"
                      " AND id <> :except ORDER BY rid DESC LIMIT 1", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":family", tg_family_to_name (form->family));
  tg_db_bind_text (st, ":number", number);
  tg_db_bind_text (st, ":form", form->id);
  tg_db_bind_text (st, ":enterprise", enterprise);
  tg_db_bind_text (st, ":except", except);
  if (!tg_store_find (st, &found, error) || !found)
    return NULL;
  return read_record (conn, st, TRUE, error);
}

GPtrArray *
tg_filing_table_load_records (TgStoreConnection  *conn,
                              const gint64       *rids,
                              guint               n_rids,
                              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_filing_record_free);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, COLUMNS "WHERE rid = :rid", error);
  if (st == NULL)
    return NULL;

  for (guint i = 0; i < n_rids; i++)
    {
      TgFilingRecord *record;

      tg_db_bind_int (st, ":rid", rids[i]);
      if (!tg_db_step (st, &has_row, error))
        return NULL;
      if (!has_row)
        continue;
      record = read_record (conn, st, FALSE, error);
      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
      if (!tg_db_run (st, error))
        return NULL;
    }

  return g_steal_pointer (&records);
}

GPtrArray *
tg_filing_table_load_rows (TgStoreConnection  *conn,
                           const gint64       *rids,
                           guint               n_rids,
                           GError            **error)
{
  g_autoptr (GPtrArray) records = tg_filing_table_load_records (conn, rids, n_rids, error);
  GPtrArray *rows;

  if (records == NULL)
    return NULL;

  rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, tg_filing_record_to_row (g_ptr_array_index (records, i), ""));
  return rows;
}

static gboolean
run_changed (TgStoreConnection  *conn,
             TgDbStatement      *st,
             const char         *id,
             GError            **error)
{
  if (!tg_db_run (st, error))
    return FALSE;
  if (tg_db_get_changes (conn->db) == 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no such filing %s", id);
      return FALSE;
    }

  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return TRUE;
}

static gboolean
find_states (TgStoreConnection  *conn,
             const char         *id,
             TgFilingState      *state,
             TgAttemptState     *attempt_state,
             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  st = tg_db_prepare (conn->db, "SELECT state, attempt_state FROM filing WHERE id = :id", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", id);
  if (!tg_store_find (st, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no filing %s", id);
  else if (!tg_filing_state_parse (tg_store_column (st, 0), state) ||
           !tg_attempt_state_parse (tg_store_column (st, 1), attempt_state))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "Filing %s has an unknown state", id);
      return FALSE;
    }
  return found;
}

/* The group stands in every index, so that it is written only when it changes. */
gboolean
tg_filing_table_move_group (TgStoreConnection  *conn,
                            const char         *id,
                            TgStateGroup        before,
                            TgStateGroup        after,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  if (before == after)
    return TRUE;
  st = tg_db_prepare (conn->db,
                      "UPDATE filing SET state_group = :state_group, updated = :now"
                      " WHERE id = :id", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":state_group", group_names[after]);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

gboolean
tg_filing_table_set_states (TgStoreConnection  *conn,
                            const char         *id,
                            TgFilingState       state,
                            TgAttemptState      attempt_state,
                            GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  TgFilingState old_state;
  TgAttemptState old_attempt;

  tg_store_connection_assert (conn);

  if (!find_states (conn, id, &old_state, &old_attempt, error))
    return FALSE;
  st = tg_db_prepare (conn->db,
                      "UPDATE filing SET state = :state, attempt_state = :attempt_state,"
                      " updated = :now WHERE id = :id", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":state", tg_filing_state_to_name (state));
  tg_db_bind_text (st, ":attempt_state", tg_attempt_state_to_name (attempt_state));
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return run_changed (conn, st, id, error) &&
         tg_filing_table_move_group (conn, id, tg_state_group_of (old_state, old_attempt),
                                     tg_state_group_of (state, attempt_state), error);
}

gboolean
tg_filing_table_set_attempt_state (TgStoreConnection  *conn,
                                   const char         *id,
                                   TgAttemptState      attempt_state,
                                   GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  TgFilingState state;
  TgAttemptState old;

  tg_store_connection_assert (conn);

  if (!find_states (conn, id, &state, &old, error))
    return FALSE;
  st = tg_db_prepare (conn->db, "UPDATE filing SET attempt_state = :attempt_state WHERE id = :id",
                      error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":attempt_state", tg_attempt_state_to_name (attempt_state));
  return run_changed (conn, st, id, error) &&
         tg_filing_table_move_group (conn, id, tg_state_group_of (state, old),
                                     tg_state_group_of (state, attempt_state), error);
}

gboolean
tg_filing_table_set_checked (TgStoreConnection  *conn,
                             const char         *id,
                             int                 n_blocking,
                             int                 n_warnings,
                             const char         *codes_version,
                             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "UPDATE filing SET n_blocking = :n_blocking, n_warnings = :n_warnings,"
                      " checked = :checked, checked_codes = :codes WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_int (st, ":n_blocking", n_blocking);
  tg_db_bind_int (st, ":n_warnings", n_warnings);
  tg_db_bind_int (st, ":checked", n_blocking < 0 ? 0 : tg_store_connection_get_time (conn));
  tg_db_bind_text (st, ":codes", codes_version != NULL ? codes_version : "");
  return run_changed (conn, st, id, error);
}

gboolean
tg_filing_table_set_window_revision (TgStoreConnection  *conn,
                                     const char         *id,
                                     gint64              revision,
                                     GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "UPDATE filing SET window_revision = max (window_revision, :revision)"
                   " WHERE id = :id", error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", id);
  tg_db_bind_int (st, ":revision", revision);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return tg_db_run (st, error);
}

gboolean
tg_filing_table_set_due (TgStoreConnection  *conn,
                         const char         *id,
                         const char         *due,
                         GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "UPDATE filing SET due = :due WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":due", due != NULL ? due : "");
  return run_changed (conn, st, id, error);
}

gboolean
tg_filing_table_set_removed (TgStoreConnection  *conn,
                             const char         *id,
                             gboolean            removed,
                             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "UPDATE filing SET removed = :removed, updated = :now"
                      " WHERE id = :id AND state = 'draft' AND attempt_state IN ('none',"
                      " 'cancelled')", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_int (st, ":removed", removed ? 1 : 0);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return run_changed (conn, st, id, error) && tg_sale_table_update (conn, id, error);
}

TgFilingRow *
tg_filing_record_to_row (const TgFilingRecord *self,
                         const char           *title)
{
  TgFilingRowFields fields = {
    .form = self->form,
    .version = self->version,
    .enterprise = self->enterprise,
    .number = self->number,
    .summary = self->summary,
    .amount = self->amount,
    .currency = self->currency,
    .title = title,
    .filing_state = self->state,
    .attempt_state = self->attempt_state,
    .code = self->agency_code,
    .updated = self->updated,
    .due = self->due,
    .n_issues = self->n_blocking,
  };
  TgFilingRow *row = tg_filing_row_new (self->id);

  tg_filing_row_fill (row, &fields);
  return row;
}

void
tg_filing_record_free (TgFilingRecord *self)
{
  g_free (self->id);
  g_free (self->form);
  g_free (self->enterprise);
  g_clear_pointer (&self->document, tg_document_unref);
  g_free (self->number);
  g_free (self->summary);
  g_free (self->amount);
  g_free (self->currency);
  g_free (self->date);
  g_free (self->due);
  g_free (self->reference);
  g_free (self->official_number);
  g_free (self->agency_code);
  g_free (self->pack);
  g_free (self);
}
