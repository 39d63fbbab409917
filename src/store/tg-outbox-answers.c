/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-outbox.h"

#include "tg-agreed-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-store-private.h"

/* What the window answered to attempts, in one transaction with all that follows from it: the
 * filing's revision at the window, the document agreed with it. Also here: sending again what a
 * window lost that was restored from a backup. Writer. */

static const char *
text_of (const char *text)
{
  return text != NULL ? text : "";
}

static gboolean
set_filed (TgStoreConnection  *conn,
           const char         *filing,
           gint64              revision,
           const char         *reference,
           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *today = tg_clock_dup_today (conn->clock);

  st = tg_db_prepare (conn->db,
                      "UPDATE filing SET window_revision = max (window_revision, :revision),"
                      " reference = CASE :reference WHEN '' THEN reference ELSE :reference END,"
                      " filed = CASE filed WHEN '' THEN :today ELSE filed END, updated = :now"
                      " WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", filing);
  tg_db_bind_int (st, ":revision", revision);
  tg_db_bind_text (st, ":reference", text_of (reference));
  tg_db_bind_text (st, ":today", today);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

static gboolean
set_received (TgStoreConnection  *conn,
              const TgAttempt    *attempt,
              gint64              revision,
              const char         *reference,
              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "UPDATE attempt SET state = 'received', revision = :revision,"
                      " reference = :reference,"
                      " answered = :now, next_try = 0 WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", attempt->id);
  tg_db_bind_int (st, ":revision", revision);
  tg_db_bind_text (st, ":reference", text_of (reference));
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

static gboolean
agree (TgStoreConnection  *conn,
       const TgAttempt    *attempt,
       gint64              revision,
       GError            **error)
{
  g_autofree char *json = tg_attempt_table_load_json (conn, attempt->id, error);

  return json != NULL && tg_agreed_table_put_json (conn, attempt->filing, revision, json, error);
}

/* The next of a filing's attempts that a restored window lost comes to its turn. */
static gboolean
queue_next_lost (TgStoreConnection  *conn,
                 const char         *filing,
                 TgAttemptState     *state,
                 GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db,
                      "UPDATE attempt SET state = 'queued', again = 0, next_try = 0 WHERE rid ="
                      " (SELECT min (rid) FROM attempt WHERE filing = :filing AND again = 1)"
                      " AND NOT EXISTS (SELECT 1 FROM attempt WHERE filing = :filing"
                      " AND " TG_ATTEMPT_OPEN ")", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":filing", filing);
  if (!tg_db_run (st, error))
    return FALSE;

  if (tg_db_get_changes (conn->db) > 0)
    *state = TG_ATTEMPT_QUEUED;
  return TRUE;
}

static gboolean
follow_attempt (TgStoreConnection  *conn,
                const TgAttempt    *attempt,
                TgAttemptState      state,
                GError            **error)
{
  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  return queue_next_lost (conn, attempt->filing, &state, error) &&
         tg_filing_table_set_attempt_state (conn, attempt->filing, state, error) &&
         tg_sale_table_update (conn, attempt->filing, error);
}

gboolean
tg_outbox_set_received (TgStoreConnection  *conn,
                        const TgAttempt    *attempt,
                        gint64              revision,
                        const char         *reference,
                        GError            **error)
{
  return set_received (conn, attempt, revision, reference, error) &&
         set_filed (conn, attempt->filing, revision, reference, error) &&
         agree (conn, attempt, revision, error) &&
         follow_attempt (conn, attempt, TG_ATTEMPT_RECEIVED, error);
}

static gboolean
set_refused (TgStoreConnection     *conn,
             const TgAttempt       *attempt,
             const TgOutboxAnswer  *answer,
             GError               **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("attempt", attempt->id, "problem");

  st = tg_db_prepare (conn->db,
                      "UPDATE attempt SET state = 'refused', problem_code = :code,"
                      " problem = :problem,"
                      " answered = :now WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", attempt->id);
  tg_db_bind_text (st, ":code", text_of (answer->problem_code));
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_store_bind_sealed (conn, st, ":problem", place, answer->problem, error) &&
         tg_db_run (st, error) &&
         follow_attempt (conn, attempt, TG_ATTEMPT_REFUSED, error);
}

static gboolean
take_answer (TgStoreConnection     *conn,
             const TgOutboxAnswer  *answer,
             GError               **error)
{
  g_autoptr (TgAttempt) attempt = tg_attempt_table_load_head (conn, answer->id, error);
  TgAttemptState state = answer->received ? TG_ATTEMPT_RECEIVED : TG_ATTEMPT_REFUSED;
  const char *ids[] = { answer->id, NULL };

  if (attempt == NULL)
    return FALSE;
  if (!tg_attempt_state_can_move (attempt->state, state))
    return TRUE;

  if (answer->received)
    return tg_outbox_set_received (conn, attempt, answer->revision, answer->reference, error);
  if (answer->next_try > 0)
    return tg_outbox_requeue (conn, ids, answer->next_try, error);
  return set_refused (conn, attempt, answer, error);
}

gboolean
tg_outbox_take_answers (TgStoreConnection     *conn,
                        const TgOutboxAnswer  *answers,
                        guint                  n_answers,
                        GError               **error)
{
  tg_store_connection_assert (conn);

  for (guint i = 0; i < n_answers; i++)
    if (!take_answer (conn, &answers[i], error))
      return FALSE;

  return TRUE;
}

gboolean
tg_outbox_mark_listed (TgStoreConnection  *conn,
                       const char         *id,
                       const char         *epoch,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "UPDATE attempt SET listed = :epoch WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":epoch", epoch);
  return tg_db_run (st, error);
}

static gboolean
queue_lost (TgStoreConnection  *conn,
            const char         *id,
            GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, id, error);
  TgAttemptState state;

  if (filing == NULL)
    return FALSE;

  state = filing->attempt_state;
  return queue_next_lost (conn, id, &state, error) &&
         tg_filing_table_set_attempt_state (conn, id, state, error);
}

/* Which ones the window lost, but for those that a final receipt had closed: these the person is
 * shown first. */
#define LOST \
  "state = 'received' AND listed <> :epoch AND again = 0 AND NOT EXISTS (SELECT 1 FROM receipt r" \
  " WHERE r.submission = attempt.id AND r.status IN ('closed', 'refused', 'withdrawn', 'paid'))"

gboolean
tg_outbox_send_unlisted (TgStoreConnection  *conn,
                         const char         *epoch,
                         guint              *count,
                         GError            **error)
{
  g_autoptr (TgDbStatement) mark = NULL;
  g_autoptr (TgDbStatement) list = NULL;
  g_autoptr (GPtrArray) filings = NULL;
  gint64 marked;

  tg_store_connection_assert (conn);

  mark = tg_db_prepare (conn->db, "UPDATE attempt SET again = 1 WHERE " LOST, error);
  if (mark == NULL)
    return FALSE;
  tg_db_bind_text (mark, ":epoch", epoch);
  if (!tg_db_run (mark, error))
    return FALSE;
  marked = tg_db_get_changes (conn->db);

  list = tg_db_prepare (conn->db, "SELECT DISTINCT filing FROM attempt WHERE again = 1", error);
  if (list == NULL)
    return FALSE;
  filings = tg_store_read_texts (list, error);
  if (filings == NULL)
    return FALSE;
  for (guint i = 0; i < filings->len; i++)
    if (!queue_lost (conn, g_ptr_array_index (filings, i), error))
      return FALSE;

  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  *count = (guint) marked;
  return TRUE;
}
