/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-db.h"

G_BEGIN_DECLS

/* A thread that owns a connection and runs jobs on it, one after another, in the order in which
 * they came. */
#define TG_TYPE_DB_THREAD (tg_db_thread_get_type ())
G_DECLARE_FINAL_TYPE (TgDbThread, tg_db_thread, TG, DB_THREAD, GObject)

/* Runs on the thread. Returns a result (transfer full) that may be NULL; a failure is what sets
 * `error`. A transaction left open by a failed job is rolled back; a job that succeeds must have
 * ended its own. */
typedef gpointer (*TgDbFunc) (TgDb      *db,
                              gpointer   data,
                              GError   **error);

/* `data` is freed when the job is over, on either thread; `free_result` frees a
 * result that nobody took. */
typedef struct
{
  TgDbFunc       func;
  gpointer       data;
  GDestroyNotify free_data;     /* (nullable) */
  GDestroyNotify free_result;   /* (nullable) */
} TgDbJob;

/* The file is opened on the thread; if that fails, each job fails with the reason. `options` is
 * copied. */
TgDbThread *tg_db_thread_new         (const char           *name,
                                      const TgDbOptions    *options);

/* Cancelled before its turn, a job never runs; while it runs, its SQL is interrupted. A job that
 * came through to its end has succeeded, cancelled or not. */
void        tg_db_thread_run_async   (TgDbThread           *self,
                                      const TgDbJob        *job,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gpointer    tg_db_thread_run_finish  (TgDbThread           *self,
                                      GAsyncResult         *result,
                                      GError              **error);
/* Waits: for tests and the command line, never on a thread with a window. */
gpointer    tg_db_thread_run_sync    (TgDbThread           *self,
                                      const TgDbJob        *job,
                                      GError              **error);

/* Runs what is queued, closes the file and ends the thread. Nothing may be queued any more; no
 * matter if it was stopped already. The last unref does the same, waiting. */
void        tg_db_thread_stop        (TgDbThread           *self);
void        tg_db_thread_stop_async  (TgDbThread           *self,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean    tg_db_thread_stop_finish (TgDbThread           *self,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
