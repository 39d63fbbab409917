/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-outbox.h"

#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-store-private.h"

/* The outbox: attempts as they move from queued to answered. The id and the exact bytes are
 * stored before the first byte is sent, an answer and all that follows from it are one
 * transaction, and no refusal touches what the person wrote. The window's answers are in
 * tg-outbox-answers.c. Writer. */

static const char *
text_of (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
bind_frozen (TgStoreConnection  *conn,
             TgDbStatement      *st,
             const TgAttempt    *attempt,
             GError            **error)
{
  g_autofree char *place = tg_store_place ("attempt", attempt->id, "frozen");
  g_autoptr (GBytes) sealed = tg_sealer_seal (conn->sealer, place, attempt->frozen, error);

  if (sealed == NULL)
    return FALSE;

  tg_db_bind_blob (st, ":frozen", sealed);
  tg_db_bind_int (st, ":frozen_bytes", (gint64) g_bytes_get_size (attempt->frozen));
  return TRUE;
}

static gboolean
insert_attempt (TgStoreConnection  *conn,
                const TgAttempt    *attempt,
                const TgDocument   *document,
                gint64              local_revision,
                GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("attempt", attempt->id, "document");
  g_autofree char *json = tg_document_to_json (document);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO attempt (id, filing, action, state, frozen, frozen_bytes,"
                      " digest, document,"
                      " base_revision, local_revision, created) VALUES (:id, :filing, :action,"
                      " 'queued',"
                      " :frozen, :frozen_bytes, :digest, :document, :base_revision,"
                      " :local_revision, :now)",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", attempt->id);
  tg_db_bind_text (st, ":filing", attempt->filing);
  tg_db_bind_text (st, ":action", tg_action_to_name (attempt->action));
  tg_db_bind_text (st, ":digest", text_of (attempt->digest));
  tg_db_bind_int (st, ":base_revision", attempt->base_revision);
  tg_db_bind_int (st, ":local_revision", local_revision);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return bind_frozen (conn, st, attempt, error) &&
         tg_store_bind_sealed (conn, st, ":document", place, json, error) &&
         tg_db_run (st, error);
}

static gboolean
has_unanswered (TgStoreConnection  *conn,
                const char         *filing,
                gboolean           *result,
                GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "SELECT 1 FROM attempt WHERE filing = :filing"
                      " AND (" TG_ATTEMPT_OPEN " OR again = 1)", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":filing", filing);
  return tg_store_find (st, result, error);
}

static gboolean
check_queueable (TgStoreConnection    *conn,
                 const TgFilingRecord *filing,
                 gint64                local_revision,
                 GError              **error)
{
  gboolean unanswered = FALSE;

  if (filing->revision != local_revision)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CONFLICT, "Filing %s was changed meanwhile",
                   filing->id);
      return FALSE;
    }
  if (!has_unanswered (conn, filing->id, &unanswered, error))
    return FALSE;
  if (unanswered)
    g_set_error (error, TG_ERROR, TG_ERROR_EXISTS, "Filing %s waits for an answer already",
                 filing->id);
  return !unanswered;
}

gboolean
tg_outbox_queue (TgStoreConnection  *conn,
                 const TgAttempt    *attempt,
                 const TgDocument   *document,
                 gint64              local_revision,
                 GError            **error)
{
  g_autoptr (TgFilingRecord) filing = NULL;

  tg_store_connection_assert (conn);
  g_return_val_if_fail (attempt->frozen != NULL, FALSE);

  filing = tg_filing_table_load_record (conn, attempt->filing, error);
  if (filing == NULL || !check_queueable (conn, filing, local_revision, error) ||
      !tg_outbox_forget_lost (conn, attempt->filing, error) ||
      !insert_attempt (conn, attempt, document, local_revision, error))
    return FALSE;

  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  return tg_filing_table_set_attempt_state (conn, filing->id, TG_ATTEMPT_QUEUED, error) &&
         tg_sale_table_update (conn, filing->id, error);
}

static char *
write_states_before (TgAttemptState state)
{
  const char *names[TG_ATTEMPT_CANCELLED + 2];
  guint n = 0;

  for (TgAttemptState from = TG_ATTEMPT_NONE; from <= TG_ATTEMPT_CANCELLED; from++)
    if (tg_attempt_state_can_move (from, state))
      names[n++] = tg_attempt_state_to_name (from);
  names[n] = NULL;
  return tg_store_write_list (names);
}

/* One of them was not moved: says which, and why. */
static gboolean
fail_unmoved (TgStoreConnection   *conn,
              const char * const  *ids,
              TgAttemptState       state,
              GError             **error)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (TgAttempt) attempt = tg_attempt_table_load_head (conn, ids[i], error);

      if (attempt == NULL)
        return FALSE;
      if (attempt->state == state)
        continue;
      g_set_error (error, TG_ERROR, TG_ERROR_CONFLICT, "Attempt %s is %s already", ids[i],
                   tg_attempt_state_to_name (attempt->state));
      return FALSE;
    }
  return TRUE;
}

static gboolean
move_attempts (TgStoreConnection   *conn,
               const char          *sql,
               const char          *list,
               TgAttemptState       state,
               gint64               next_try,
               GError             **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, sql, error);
  g_autofree char *before = write_states_before (state);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":ids", list);
  tg_db_bind_text (st, ":before", before);
  tg_db_bind_text (st, ":state", tg_attempt_state_to_name (state));
  tg_db_bind_int (st, ":next_try", next_try);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

/* For states of one group alone, between which the filing's place in lists stays as it is. */
static gboolean
move_filings (TgStoreConnection  *conn,
              const char         *list,
              TgAttemptState      state,
              GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "UPDATE filing SET attempt_state = :state WHERE id IN"
                   " (SELECT filing FROM attempt WHERE id IN (SELECT value FROM json_each (:ids)))",
                   error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":ids", list);
  tg_db_bind_text (st, ":state", tg_attempt_state_to_name (state));
  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return tg_db_run (st, error);
}

/* All or none; each must be in a state that allows it. */
static gboolean
move_all (TgStoreConnection   *conn,
          const char * const  *ids,
          const char          *sql,
          TgAttemptState       state,
          gint64               next_try,
          GError             **error)
{
  g_autofree char *list = tg_store_write_list (ids);

  tg_store_connection_assert (conn);

  if (!move_attempts (conn, sql, list, state, next_try, error))
    return FALSE;
  if (tg_db_get_changes (conn->db) != g_strv_length ((char **) ids) &&
      !fail_unmoved (conn, ids, state, error))
    return FALSE;
  return move_filings (conn, list, state, error);
}

/* Each of these binds the same names, needed or not. */
#define NEXT_TRY "next_try = max (:next_try, 0 * :now)"
#define CHOSEN \
  " WHERE id IN (SELECT value FROM json_each (:ids))" \
  " AND state IN (SELECT value FROM json_each (:before))"

gboolean
tg_outbox_cancel (TgStoreConnection  *conn,
                  const char         *id,
                  GError            **error)
{
  g_autoptr (TgAttempt) attempt = tg_attempt_table_load_head (conn, id, error);
  const char *ids[] = { id, NULL };

  tg_store_connection_assert (conn);

  if (attempt == NULL)
    return FALSE;
  if (tg_attempt_state_can_move (attempt->state, TG_ATTEMPT_CANCELLED))
    {
      g_autofree char *list = tg_store_write_list (ids);

      tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
      return move_attempts (conn, "UPDATE attempt SET state = :state, " NEXT_TRY CHOSEN, list,
                            TG_ATTEMPT_CANCELLED, 0, error) &&
             tg_filing_table_set_attempt_state (conn, attempt->filing, TG_ATTEMPT_CANCELLED, error);
    }
  g_set_error (error, TG_ERROR, TG_ERROR_REFUSED,
               "Its sending has begun: it cannot be taken back");
  return FALSE;
}

gboolean
tg_outbox_mark_sending (TgStoreConnection   *conn,
                        const char * const  *ids,
                        GError             **error)
{
  return move_all (conn, ids,
                   "UPDATE attempt SET state = :state, tries = tries + 1, " NEXT_TRY ","
                   " sent = CASE sent WHEN 0 THEN :now ELSE sent END" CHOSEN,
                   TG_ATTEMPT_SENDING, 0, error);
}

gboolean
tg_outbox_mark_unknown (TgStoreConnection   *conn,
                        const char * const  *ids,
                        gint64               next_try,
                        GError             **error)
{
  return move_all (conn, ids, "UPDATE attempt SET state = :state, " NEXT_TRY CHOSEN,
                   TG_ATTEMPT_UNKNOWN, next_try, error);
}

gboolean
tg_outbox_requeue (TgStoreConnection   *conn,
                   const char * const  *ids,
                   gint64               next_try,
                   GError             **error)
{
  return move_all (conn, ids, "UPDATE attempt SET state = :state, " NEXT_TRY CHOSEN,
                   TG_ATTEMPT_QUEUED, next_try, error);
}

static gboolean
read_attempts (TgStoreConnection  *conn,
               TgDbStatement      *st,
               GPtrArray          *attempts,
               GError            **error)
{
  gboolean has_row = FALSE;

  while (tg_db_step (st, &has_row, error))
    {
      TgAttempt *attempt;

      if (!has_row)
        return TRUE;
      attempt = tg_attempt_table_read (conn, st, TRUE, error);
      if (attempt == NULL)
        return FALSE;
      g_ptr_array_add (attempts, attempt);
    }

  return FALSE;
}

GPtrArray *
tg_outbox_list_due (TgStoreConnection  *conn,
                    gint64              now,
                    guint               limit,
                    GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) attempts =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attempt_unref);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT " TG_ATTEMPT_COLUMNS ", a.frozen FROM attempt a"
                      " WHERE (a.state = 'queued' OR a.state = 'unknown') AND a.next_try <= :now"
                      " AND NOT (a.state = 'queued' AND EXISTS (SELECT 1 FROM attempt_attachment n"
                      " JOIN attachment t ON t.sha256 = n.sha256"
                      " WHERE n.attempt = a.id AND t.uploaded = 0))"
                      " ORDER BY a.next_try, a.rid LIMIT :limit", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_int (st, ":now", now);
  tg_db_bind_int (st, ":limit", limit);
  if (!read_attempts (conn, st, attempts, error))
    return NULL;

  return g_steal_pointer (&attempts);
}

gboolean
tg_outbox_get_next_time (TgStoreConnection  *conn,
                         gint64             *time,
                         GError            **error)
{
  tg_store_connection_assert (conn);

  return tg_db_query_int (conn->db,
                          "SELECT coalesce (min (next_try), 9223372036854775807) FROM attempt"
                          " WHERE state = 'queued' OR state = 'unknown'", time, error);
}

gboolean
tg_outbox_count_waiting (TgStoreConnection  *conn,
                         guint              *count,
                         GError            **error)
{
  gint64 number;

  tg_store_connection_assert (conn);

  /* Two counts, each of one small index; an OR would read every attempt there ever was. */
  if (!tg_db_query_int (conn->db,
                        "SELECT (SELECT count (*) FROM attempt WHERE " TG_ATTEMPT_OPEN ")"
                        " + (SELECT count (*) FROM attempt WHERE again = 1"
                        " AND NOT " TG_ATTEMPT_OPEN ")", &number, error))
    return FALSE;

  *count = (guint) number;
  return TRUE;
}

gboolean
tg_outbox_recover (TgStoreConnection  *conn,
                   guint              *recovered,
                   GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  guint count;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "SELECT id FROM attempt WHERE state = 'sending' ORDER BY rid",
                      error);
  if (st == NULL)
    return FALSE;
  ids = tg_store_read_texts (st, error);
  if (ids == NULL)
    return FALSE;

  count = ids->len;
  g_ptr_array_add (ids, NULL);
  if (!tg_outbox_mark_unknown (conn, (const char * const *) ids->pdata, 0, error))
    return FALSE;

  *recovered = count;
  return TRUE;
}
