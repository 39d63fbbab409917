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
                      " AND (state IN ('queued', 'sending', 'unknown') OR again = 1)", error);
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
      !insert_attempt (conn, attempt, document, local_revision, error))
    return FALSE;

  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  return tg_filing_table_set_states (conn, filing->id, filing->state, TG_ATTEMPT_QUEUED, error) &&
         tg_sale_table_update (conn, filing->id, error);
}

/* Moves the attempt if its state allows it, and with it its filing's. */
static gboolean
move_attempt (TgStoreConnection  *conn,
              const char         *id,
              const char         *sql,
              TgAttemptState      state,
              gint64              next_try,
              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (TgAttempt) attempt = NULL;
  g_autoptr (TgFilingRecord) filing = NULL;

  attempt = tg_attempt_table_load (conn, id, error);
  if (attempt == NULL)
    return FALSE;
  if (!tg_attempt_state_can_move (attempt->state, state))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CONFLICT, "Attempt %s is %s already", id,
                   tg_attempt_state_to_name (attempt->state));
      return FALSE;
    }

  st = tg_db_prepare (conn->db, sql, error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":state", tg_attempt_state_to_name (state));
  tg_db_bind_int (st, ":next_try", next_try);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  filing = tg_filing_table_load_record (conn, attempt->filing, error);
  if (filing == NULL || !tg_db_run (st, error))
    return FALSE;

  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  return tg_filing_table_set_states (conn, filing->id, filing->state, state, error);
}

static gboolean
move_all (TgStoreConnection   *conn,
          const char * const  *ids,
          const char          *sql,
          TgAttemptState       state,
          gint64               next_try,
          GError             **error)
{
  tg_store_connection_assert (conn);

  for (guint i = 0; ids[i] != NULL; i++)
    if (!move_attempt (conn, ids[i], sql, state, next_try, error))
      return FALSE;

  return TRUE;
}

/* Each of these binds the same names, needed or not. */
#define NEXT_TRY "next_try = max (:next_try, 0 * :now)"

gboolean
tg_outbox_cancel (TgStoreConnection  *conn,
                  const char         *id,
                  GError            **error)
{
  g_autoptr (GError) reason = NULL;
  const char *ids[] = { id, NULL };

  if (move_all (conn, ids, "UPDATE attempt SET state = :state, " NEXT_TRY " WHERE id = :id",
                TG_ATTEMPT_CANCELLED, 0, &reason))
    return TRUE;

  if (g_error_matches (reason, TG_ERROR, TG_ERROR_CONFLICT))
    g_set_error (error, TG_ERROR, TG_ERROR_REFUSED,
                 "Its sending has begun: it cannot be taken back");
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

gboolean
tg_outbox_mark_sending (TgStoreConnection   *conn,
                        const char * const  *ids,
                        GError             **error)
{
  return move_all (conn, ids,
                   "UPDATE attempt SET state = :state, tries = tries + 1, " NEXT_TRY ","
                   " sent = CASE sent WHEN 0 THEN :now ELSE sent END WHERE id = :id",
                   TG_ATTEMPT_SENDING, 0, error);
}

gboolean
tg_outbox_mark_unknown (TgStoreConnection   *conn,
                        const char * const  *ids,
                        gint64               next_try,
                        GError             **error)
{
  return move_all (conn, ids, "UPDATE attempt SET state = :state, " NEXT_TRY " WHERE id = :id",
                   TG_ATTEMPT_UNKNOWN, next_try, error);
}

gboolean
tg_outbox_requeue (TgStoreConnection   *conn,
                   const char * const  *ids,
                   gint64               next_try,
                   GError             **error)
{
  return move_all (conn, ids, "UPDATE attempt SET state = :state, " NEXT_TRY " WHERE id = :id",
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
                      " WHERE a.state IN ('queued', 'unknown') AND a.next_try <= :now"
                      " AND NOT (a.state = 'queued' AND EXISTS (SELECT 1 FROM attempt_attachment n"
                      " JOIN attachment t ON t.sha256 = n.sha256"
                      " WHERE n.attempt = a.id AND t.uploaded = 0))"
                      " ORDER BY a.rid LIMIT :limit", error);
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
                          " WHERE state IN ('queued', 'unknown')", time, error);
}

gboolean
tg_outbox_count_waiting (TgStoreConnection  *conn,
                         guint              *count,
                         GError            **error)
{
  gint64 number;

  tg_store_connection_assert (conn);

  if (!tg_db_query_int (conn->db,
                        "SELECT count (*) FROM attempt"
                        " WHERE state IN ('queued', 'sending', 'unknown') OR again = 1", &number,
                        error))
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
