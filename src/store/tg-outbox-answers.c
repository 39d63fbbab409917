/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-outbox.h"

#include "tg-agreed-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-json.h"
#include "tg-store-private.h"

/* What the window answered to attempts, in one transaction with all that follows from it: the
 * filing's revision at the window, the document agreed with it. Writer. */

static const char *
text_of (const char *text)
{
  return text != NULL ? text : "";
}

/* Received: all that a batch says of it at once, since each statement costs as much as what it
 * does. */

/* An attempt that is told to be received, and may be. */
typedef struct
{
  char         *filing;
  TgStateGroup  before;     /* of the filing, in lists */
  TgStateGroup  after;
} Arrival;

static void
clear_arrival (gpointer data)
{
  g_free (((Arrival *) data)->filing);
}

/* FALSE in `may_move` where the attempt was answered before. */
static gboolean
find_arrival (TgStoreConnection  *conn,
              const char         *id,
              Arrival            *arrival,
              gboolean           *may_move,
              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;
  TgAttemptState attempt, shown;
  TgFilingState filing;

  st = tg_db_prepare (conn->db,
                      "SELECT a.filing, a.state, f.state, f.attempt_state FROM attempt a"
                      " JOIN filing f ON f.id = a.filing WHERE a.id = :id", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", id);
  if (!tg_store_find (st, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no attempt %s", id);
      return FALSE;
    }
  if (!tg_attempt_state_parse (tg_store_column (st, 1), &attempt) ||
      !tg_filing_state_parse (tg_store_column (st, 2), &filing) ||
      !tg_attempt_state_parse (tg_store_column (st, 3), &shown))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "Attempt %s has an unknown state", id);
      return FALSE;
    }
  *may_move = tg_attempt_state_can_move (attempt, TG_ATTEMPT_RECEIVED);
  arrival->filing = g_strdup (tg_store_column (st, 0));
  arrival->before = tg_state_group_of (filing, shown);
  arrival->after = tg_state_group_of (filing, TG_ATTEMPT_RECEIVED);
  return TRUE;
}

/* [["id", revision, "reference"], …] for SQL, and the ids alone. */
typedef struct
{
  GArray    *arrivals;      /* of Arrival */
  GString   *told;
  GPtrArray *ids;           /* lent by the answers; NULL at its end once all are in */
} Batch;

static void
batch_init (Batch *batch)
{
  batch->arrivals = g_array_new (FALSE, FALSE, sizeof (Arrival));
  g_array_set_clear_func (batch->arrivals, clear_arrival);
  batch->told = g_string_new ("[");
  batch->ids = g_ptr_array_new ();
}

static void
batch_clear (Batch *batch)
{
  g_array_unref (batch->arrivals);
  g_string_free (batch->told, TRUE);
  g_ptr_array_unref (batch->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
batch_add (Batch                 *batch,
           TgStoreConnection     *conn,
           const TgOutboxAnswer  *answer,
           GError               **error)
{
  Arrival arrival = { NULL };
  gboolean may_move = FALSE;

  if (!find_arrival (conn, answer->id, &arrival, &may_move, error))
    return FALSE;
  if (!may_move)
    {
      clear_arrival (&arrival);
      return TRUE;
    }
  g_array_append_val (batch->arrivals, arrival);
  g_string_append (batch->told, batch->ids->len > 0 ? ",[" : "[");
  tg_json_append_string (batch->told, answer->id);
  g_string_append_printf (batch->told, ",%" G_GINT64_FORMAT ",", answer->revision);
  tg_json_append_string (batch->told, text_of (answer->reference));
  g_string_append_c (batch->told, ']');
  g_ptr_array_add (batch->ids, (gpointer) answer->id);
  return TRUE;
}

static gboolean
set_attempts (TgStoreConnection  *conn,
              const char         *told,
              GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "UPDATE attempt SET state = 'received',"
                   " revision = json_extract (told.value, '$[1]'),"
                   " reference = json_extract (told.value, '$[2]'),"
                   " answered = :now, next_try = 0"
                   " FROM json_each (:told) AS told"
                   " WHERE attempt.id = json_extract (told.value, '$[0]')", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":told", told);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

static gboolean
set_filings (TgStoreConnection  *conn,
             const char         *ids,
             GError            **error)
{
  g_autofree char *today = tg_clock_dup_today (conn->clock);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "UPDATE filing SET attempt_state = 'received',"
                   " window_revision = max (window_revision, a.revision),"
                   " reference = CASE a.reference WHEN '' THEN filing.reference"
                   " ELSE a.reference END,"
                   " filed = CASE filed WHEN '' THEN :today ELSE filed END, updated = :now"
                   " FROM attempt a WHERE a.id IN (SELECT value FROM json_each (:ids))"
                   " AND filing.id = a.filing", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":ids", ids);
  tg_db_bind_text (st, ":today", today);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

/* What the person sees is how the last one fares: an earlier one that is sent again after a restore
 * must not hide its refusal. */
static gboolean
show_refusals_after (TgStoreConnection  *conn,
                     const char         *ids,
                     GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "SELECT received.filing FROM attempt AS received"
                   " JOIN attempt AS later ON later.filing = received.filing"
                   " AND later.rid > received.rid"
                   " WHERE received.id IN (SELECT value FROM json_each (:ids))"
                   " AND later.state = 'refused' AND NOT EXISTS (SELECT 1 FROM attempt AS last"
                   " WHERE last.filing = later.filing AND last.rid > later.rid"
                   " AND last.state <> 'cancelled')", error);
  g_autoptr (GPtrArray) filings = NULL;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":ids", ids);
  filings = tg_store_read_texts (st, error);
  if (filings == NULL)
    return FALSE;
  for (guint i = 0; i < filings->len; i++)
    if (!tg_filing_table_set_attempt_state (conn, filings->pdata[i], TG_ATTEMPT_REFUSED, error))
      return FALSE;
  return TRUE;
}

/* Those of the filings of which the window lost something that now comes to its turn. The index of
 * what was lost is kept out: it is of no use here, and long when much was. */
static gboolean
queue_lost_after (TgStoreConnection  *conn,
                  const char         *ids,
                  GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "SELECT DISTINCT lost.filing FROM attempt AS received"
                   " JOIN attempt AS lost ON lost.filing = received.filing"
                   " WHERE received.id IN (SELECT value FROM json_each (:ids))"
                   " AND +lost.again = 1", error);
  g_autoptr (GPtrArray) filings = NULL;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":ids", ids);
  filings = tg_store_read_texts (st, error);
  if (filings == NULL)
    return FALSE;
  for (guint i = 0; i < filings->len; i++)
    {
      TgAttemptState state = TG_ATTEMPT_RECEIVED;

      if (!tg_outbox_queue_next_lost (conn, filings->pdata[i], &state, error) ||
          !tg_filing_table_set_attempt_state (conn, filings->pdata[i], state, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_groups (Batch              *batch,
             TgStoreConnection  *conn,
             GError            **error)
{
  for (guint i = 0; i < batch->arrivals->len; i++)
    {
      const Arrival *arrival = &g_array_index (batch->arrivals, Arrival, i);

      if (!tg_filing_table_move_group (conn, arrival->filing, arrival->before, arrival->after,
                                       error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
update_sales (Batch              *batch,
              TgStoreConnection  *conn,
              GError            **error)
{
  for (guint i = 0; i < batch->arrivals->len; i++)
    if (!tg_sale_table_update (conn, g_array_index (batch->arrivals, Arrival, i).filing, error))
      return FALSE;
  return TRUE;
}

static gboolean
batch_store (Batch              *batch,
             TgStoreConnection  *conn,
             GError            **error)
{
  g_autofree char *ids = NULL;

  if (batch->ids->len == 0)
    return TRUE;
  g_ptr_array_add (batch->ids, NULL);
  g_string_append_c (batch->told, ']');
  ids = tg_store_write_list ((const char * const *) batch->ids->pdata);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FILINGS);
  return set_attempts (conn, batch->told->str, error) && set_filings (conn, ids, error) &&
         tg_agreed_table_put_attempts (conn, ids, error) && move_groups (batch, conn, error) &&
         show_refusals_after (conn, ids, error) && queue_lost_after (conn, ids, error) &&
         update_sales (batch, conn, error);
}

static gboolean
take_received (TgStoreConnection     *conn,
               const TgOutboxAnswer  *answers,
               guint                  n_answers,
               GError               **error)
{
  g_auto (Batch) batch = { NULL };

  batch_init (&batch);
  for (guint i = 0; i < n_answers; i++)
    if (answers[i].received && !batch_add (&batch, conn, &answers[i], error))
      return FALSE;
  return batch_store (&batch, conn, error);
}

/* Refused */

static gboolean
follow_attempt (TgStoreConnection  *conn,
                const TgAttempt    *attempt,
                TgAttemptState      state,
                GError            **error)
{
  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  return tg_outbox_queue_next_lost (conn, attempt->filing, &state, error) &&
         tg_filing_table_set_attempt_state (conn, attempt->filing, state, error) &&
         tg_sale_table_update (conn, attempt->filing, error);
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
take_refusal (TgStoreConnection     *conn,
              const TgOutboxAnswer  *answer,
              GError               **error)
{
  g_autoptr (TgAttempt) attempt = tg_attempt_table_load_head (conn, answer->id, error);
  const char *ids[] = { answer->id, NULL };

  if (attempt == NULL)
    return FALSE;
  if (!tg_attempt_state_can_move (attempt->state, TG_ATTEMPT_REFUSED))
    return TRUE;
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

  if (!take_received (conn, answers, n_answers, error))
    return FALSE;
  for (guint i = 0; i < n_answers; i++)
    if (!answers[i].received && !take_refusal (conn, &answers[i], error))
      return FALSE;

  return TRUE;
}
