/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-task-table.h"

/* Tasks are rows, so that a window that is killed goes on where it was: a row goes in the
 * transaction that does what it says. */

void
tg_task_free (TgTask *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->act, tg_agency_act_free);
  g_free (self);
}

static gboolean
has_task (TgBook      *book,
          gint64       submission,
          const char  *act,
          gboolean    *result,
          GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT 1 FROM task WHERE submission = :submission AND act = :act", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":submission", submission);
  tg_db_bind_text (st, ":act", act);
  return tg_db_step (st, result, error);
}

gboolean
tg_task_table_insert (TgBook             *book,
                      gint64              submission,
                      gint64              due,
                      const TgAgencyAct  *act,
                      GError            **error)
{
  g_autofree char *text = tg_agency_act_to_json (act);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean is_there = FALSE;

  if (!act->is_receipt && !has_task (book, submission, text, &is_there, error))
    return FALSE;
  if (is_there)
    return TRUE;
  st = tg_db_prepare (tg_book_get_db (book),
                      "INSERT INTO task (due, submission, act) VALUES (:due, :submission, :act)",
                      error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":due", due);
  tg_db_bind_int (st, ":submission", submission);
  tg_db_bind_text (st, ":act", text);
  return tg_db_run (st, error);
}

gboolean
tg_task_table_find_due (TgBook  *book,
                        gint64   now,
                        TgTask **out,
                        GError **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT seq, due, submission, act FROM task WHERE due <= :now"
                   " ORDER BY due, seq LIMIT 1", error);
  g_autoptr (TgTask) task = NULL;
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":now", now);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  task = g_new0 (TgTask, 1);
  task->seq = tg_db_column_int (st, 0);
  task->due = tg_db_column_int (st, 1);
  task->submission = tg_db_column_int (st, 2);
  task->act = tg_agency_act_from_json (tg_db_column_text (st, 3), error);
  if (task->act == NULL)
    return FALSE;
  *out = g_steal_pointer (&task);
  return TRUE;
}

gint64
tg_task_table_get_next (TgBook  *book,
                        GError **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book), "SELECT min (due) FROM task", error);
  gboolean has_row;

  if (st == NULL || !tg_db_step (st, &has_row, error))
    return -1;
  return tg_db_column_is_null (st, 0) ? G_MAXINT64 : tg_db_column_int (st, 0);
}

gboolean
tg_task_table_delete (TgBook  *book,
                      gint64   seq,
                      GError **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book), "DELETE FROM task WHERE seq = :seq", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":seq", seq);
  return tg_db_run (st, error);
}

gboolean
tg_task_table_cancel (TgBook      *book,
                      const char  *account,
                      const char  *filing,
                      GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "DELETE FROM task WHERE submission IN (SELECT seq FROM submission"
                   " WHERE account = :account AND filing = :filing)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":filing", filing);
  return tg_db_run (st, error);
}
