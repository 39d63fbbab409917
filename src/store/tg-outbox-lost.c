/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-outbox.h"

#include "tg-deadline-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-store-private.h"

/* What a window lost that was put back from a copy. `again` of an attempt: 1, it goes once more, in
 * the order in which the filing's attempts were made; 2, the filing is finished, and the person is
 * asked first. So is "lost" on the list of what is to do. Writer. */

/* The next of a filing's attempts comes to its turn. */
gboolean
tg_outbox_queue_next_lost (TgStoreConnection  *conn,
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
run_with (TgStoreConnection  *conn,
          const char         *sql,
          const char         *name,
          const char         *value,
          GError            **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, sql, error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, name, value);
  return tg_db_run (st, error);
}

/* A window that has it again has nobody to ask. */
gboolean
tg_outbox_mark_listed (TgStoreConnection  *conn,
                       const char         *id,
                       const char         *epoch,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "UPDATE attempt SET listed = :epoch,"
                      " again = CASE again WHEN 2 THEN 0 ELSE again END WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":epoch", epoch);
  return tg_db_run (st, error);
}

/* ---- after a listing ---- */

#define UNLISTED "state = 'received' AND listed <> :epoch AND again = 0"

/* The filing's last attempt, but for refused and cancelled ones, had a final receipt. */
#define FINISHED \
  "EXISTS (SELECT 1 FROM receipt r WHERE r.status IN ('closed', 'refused', 'withdrawn', 'paid')" \
  " AND r.submission = (SELECT l.id FROM attempt l WHERE l.filing = attempt.filing" \
  " AND l.state NOT IN ('refused', 'cancelled') ORDER BY l.rid DESC LIMIT 1))"

/* One that is still unanswered was made after what was lost, and goes again after it. */
static gboolean
park_later (TgStoreConnection  *conn,
            GError            **error)
{
  return tg_db_exec (conn->db,
                     "UPDATE attempt SET state = 'received', again = 1"
                     " WHERE " TG_ATTEMPT_OPEN " AND EXISTS (SELECT 1"
                     " FROM attempt e WHERE e.filing = attempt.filing AND e.rid < attempt.rid"
                     " AND +e.again = 1)", error);
}

/* What they come back to; each that is received again raises it. */
static gboolean
lower_revisions (TgStoreConnection  *conn,
                 const char         *epoch,
                 GError            **error)
{
  return run_with (conn,
                   "UPDATE filing SET window_revision = (SELECT coalesce (max (a.revision), 0)"
                   " FROM attempt a WHERE a.filing = filing.id AND a.state = 'received'"
                   " AND a.listed = :epoch)"
                   " WHERE id IN (SELECT filing FROM attempt WHERE again > 0)", ":epoch", epoch,
                   error);
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
  return tg_outbox_queue_next_lost (conn, id, &state, error) &&
         tg_filing_table_set_attempt_state (conn, id, state, error);
}

static gboolean
ask (TgStoreConnection  *conn,
     const char         *id,
     GError            **error)
{
  return tg_deadline_table_ask (conn, id, TG_DUTY_LOST,
                                "已办结，但单一窗口从备份恢复后没有了它：请决定是否重新发送",
                                "was finished, but the window was put back from a backup and no "
                                "longer has it: say whether it is sent again", error);
}

typedef gboolean (*EachFunc) (TgStoreConnection  *conn,
                              const char         *filing,
                              GError            **error);

static gboolean
for_each (TgStoreConnection  *conn,
          const char         *sql,
          EachFunc            func,
          GError            **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, sql, error);
  g_autoptr (GPtrArray) filings = st != NULL ? tg_store_read_texts (st, error) : NULL;

  for (guint i = 0; filings != NULL && i < filings->len; i++)
    if (!func (conn, g_ptr_array_index (filings, i), error))
      return FALSE;
  return filings != NULL;
}

gboolean
tg_outbox_send_unlisted (TgStoreConnection  *conn,
                         const char         *epoch,
                         guint              *count,
                         GError            **error)
{
  gint64 marked;

  tg_store_connection_assert (conn);

  if (!run_with (conn, "UPDATE attempt SET again = 2 WHERE " UNLISTED " AND " FINISHED, ":epoch",
                 epoch, error) ||
      !run_with (conn, "UPDATE attempt SET again = 1 WHERE " UNLISTED, ":epoch", epoch, error))
    return FALSE;
  marked = tg_db_get_changes (conn->db);
  if (!park_later (conn, error) || !lower_revisions (conn, epoch, error) ||
      !for_each (conn, "SELECT DISTINCT filing FROM attempt WHERE again = 1", queue_lost, error) ||
      !for_each (conn, "SELECT DISTINCT filing FROM attempt WHERE again = 2", ask, error) ||
      !tg_db_exec (conn->db, "DELETE FROM deadline WHERE kind = '" TG_DUTY_LOST "' AND subject"
                   " NOT IN (SELECT filing FROM attempt WHERE again = 2)", error))
    return FALSE;

  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX);
  *count = (guint) marked;
  return TRUE;
}

/* ---- what the person says ---- */

gboolean
tg_outbox_forget_lost (TgStoreConnection  *conn,
                       const char         *filing,
                       GError            **error)
{
  return run_with (conn, "UPDATE attempt SET again = 0 WHERE filing = :filing AND again = 2",
                   ":filing", filing, error) &&
         tg_deadline_table_remove (conn, filing, TG_DUTY_LOST, error);
}

static gboolean
check_asked (TgStoreConnection  *conn,
             const char         *filing,
             GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db, "SELECT 1 FROM attempt WHERE filing = :filing AND again = 2", error);
  gboolean is_asked = FALSE;

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":filing", filing);
  if (!tg_store_find (st, &is_asked, error))
    return FALSE;
  if (!is_asked)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "Nothing is asked about filing %s", filing);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_OUTBOX | TG_STORE_CHANGE_FILINGS);
  return is_asked;
}

gboolean
tg_outbox_send_finished (TgStoreConnection  *conn,
                         const char         *filing,
                         GError            **error)
{
  return check_asked (conn, filing, error) &&
         run_with (conn, "UPDATE attempt SET again = 1 WHERE filing = :filing AND again = 2",
                   ":filing", filing, error) &&
         tg_outbox_forget_lost (conn, filing, error) && queue_lost (conn, filing, error);
}

gboolean
tg_outbox_leave_finished (TgStoreConnection  *conn,
                          const char         *filing,
                          GError            **error)
{
  return check_asked (conn, filing, error) && tg_outbox_forget_lost (conn, filing, error);
}
