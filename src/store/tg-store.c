/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store.h"

#include "tg-error.h"
#include "tg-store-object.h"

/* The store of one workspace. It owns the writer's and the reader's thread and hands each job a
 * connection for one transaction: a job that fails leaves no trace. Made, used and unreffed on
 * one thread, which is not theirs. Opening is in tg-store-start.c, copies in tg-store-backup.c. */

G_DEFINE_FINAL_TYPE (TgStore, tg_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One job on its way: made where it is asked for, run on the writer or the reader. */
typedef struct
{
  TgStore   *store;
  TgStoreJob job;
  guint      changes;
} Run;

static Run *
run_new (TgStore          *store,
         const TgStoreJob *job)
{
  Run *run = g_new0 (Run, 1);

  run->store = g_object_ref (store);
  run->job = *job;
  return run;
}

static void
run_free (Run *run)
{
  if (run->job.free_data != NULL)
    run->job.free_data (run->job.data);
  g_object_unref (run->store);
  g_free (run);
}

static gpointer
run_in_transaction (TgDb      *db,
                    gpointer   data,
                    GError   **error)
{
  Run *run = data;
  GError *reason = NULL;
  gpointer result;
  TgStoreConnection conn = {
    .db = db,
    .sealer = run->store->sealer,
    .clock = run->store->clock,
    .sale_rule = run->store->sale_rule,
    .codes = run->store->codes,
  };

  if (!tg_db_begin (db, error))
    return NULL;

  result = run->job.func (&conn, run->job.data, &reason);
  if (reason == NULL && tg_db_commit (db, &reason))
    {
      run->changes = conn.changes;
      /* cppcheck-suppress returnDanglingLifetime ; no result points into its connection */
      return result;
    }

  tg_db_rollback (db);
  if (result != NULL && run->job.free_result != NULL)
    run->job.free_result (result);
  g_propagate_error (error, reason);
  return NULL;
}

gpointer
tg_store_run_job (TgStore      *self,
                  TgDb         *db,
                  TgStoreFunc   func,
                  gpointer      data,
                  GError      **error)
{
  Run run = { .store = self, .job = { .func = func, .data = data } };

  return run_in_transaction (db, &run, error);
}

void
tg_store_emit_changed (TgStore *self,
                       guint    changes)
{
  if (changes != 0)
    g_signal_emit (self, signals[CHANGED], 0, changes);
}

static void
on_job_done (GObject      *thread,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (TgStore) self = g_object_ref (g_task_get_source_object (task));
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value;

  value = tg_db_thread_run_finish (TG_DB_THREAD (thread), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  tg_store_emit_changed (self, run->changes);
  g_task_return_pointer (task, value, run->job.free_result);
}

static void
start_job (TgStore             *self,
           TgDbThread          *thread,
           const TgStoreJob    *job,
           GTask               *task)
{
  Run *run = run_new (self, job);
  TgDbJob db_job = {
    .func = run_in_transaction,
    .data = run,
    .free_result = job->free_result,
  };

  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  if (thread == NULL)
    {
      g_task_return_new_error (task, TG_ERROR, TG_ERROR_READ_ONLY,
                               "The store is closed, or open for reading only");
      g_object_unref (task);
      return;
    }

  tg_db_thread_run_async (thread, &db_job, g_task_get_cancellable (task), on_job_done, task);
}

void
tg_store_write_async (TgStore             *self,
                      const TgStoreJob    *job,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_store_write_async);
  /* What was committed is committed, cancelled or not. */
  g_task_set_check_cancellable (task, FALSE);
  start_job (self, self->writer, job, task);
}

gpointer
tg_store_write_finish (TgStore       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tg_store_read_async (TgStore             *self,
                     const TgStoreJob    *job,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_store_read_async);
  start_job (self, self->reader, job, task);
}

gpointer
tg_store_read_finish (TgStore       *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
run_and_wait (TgStore     *self,
              TgDbThread  *thread,
              TgStoreFunc  func,
              gpointer     data,
              GError     **error)
{
  GError *reason = NULL;
  Run run = { .store = self, .job = { .func = func, .data = data } };
  TgDbJob job = { .func = run_in_transaction, .data = &run };
  gpointer result;

  if (thread == NULL)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_READ_ONLY,
                   "The store is closed, or open for reading only");
      return NULL;
    }

  result = tg_db_thread_run_sync (thread, &job, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }

  tg_store_emit_changed (self, run.changes);
  return result;
}

gpointer
tg_store_write (TgStore      *self,
                TgStoreFunc   func,
                gpointer      data,
                GError      **error)
{
  g_return_val_if_fail (TG_IS_STORE (self), NULL);

  return run_and_wait (self, self->writer, func, data, error);
}

gpointer
tg_store_read (TgStore      *self,
               TgStoreFunc   func,
               gpointer      data,
               GError      **error)
{
  g_return_val_if_fail (TG_IS_STORE (self), NULL);

  return run_and_wait (self, self->reader, func, data, error);
}

const char *
tg_store_get_folder (TgStore *self)
{
  return self->folder;
}

gboolean
tg_store_is_read_only (TgStore *self)
{
  return self->writer == NULL;
}

static gpointer
read_data_version (TgDb      *db,
                   gpointer   data,
                   GError   **error)
{
  gint64 *version = g_new (gint64, 1);

  *version = tg_db_get_data_version (db);
  return version;
}

static void
on_version_read (GObject      *thread,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (TgStore) self = data;
  g_autofree gint64 *version = tg_db_thread_run_finish (TG_DB_THREAD (thread), result, NULL);
  gint64 before = self->data_version;

  self->is_looking = FALSE;
  if (version == NULL || *version < 0)
    return;

  self->data_version = *version;
  if (before >= 0 && before != *version)
    tg_store_emit_changed (self, TG_STORE_CHANGE_ALL);
}

/* The writer's own commits do not change what it sees here: only those of other processes do. */
static gboolean
on_look (gpointer data)
{
  TgStore *self = data;
  TgDbThread *thread = self->writer != NULL ? self->writer : self->reader;
  TgDbJob job = { .func = read_data_version, .free_result = g_free };

  if (!self->is_looking && thread != NULL)
    {
      self->is_looking = TRUE;
      tg_db_thread_run_async (thread, &job, NULL, on_version_read, g_object_ref (self));
    }

  return G_SOURCE_CONTINUE;
}

void
tg_store_start_watching (TgStore *self)
{
  g_return_if_fail (TG_IS_STORE (self));

  if (self->watch != 0)
    return;

  on_look (self);
  self->watch = g_timeout_add_seconds (1, on_look, self);
}

static TgStore *
store_new (const TgStoreOptions *options)
{
  TgStore *self = g_object_new (TG_TYPE_STORE, NULL);

  self->folder = g_strdup (options->folder);
  self->path = g_build_filename (options->folder, TG_STORE_FILE, NULL);
  self->vfs = g_strdup (options->vfs);
  self->sealer = g_object_ref (options->sealer);
  self->clock = g_object_ref (options->clock);
  self->sale_rule = options->sale_rule;
  g_set_object (&self->codes, options->codes);
  self->shared_codes = g_strdup (options->shared_codes);
  self->shared_packs = g_strdup (options->shared_packs);
  self->forms = options->forms;
  self->forms_data = options->forms_data;
  self->upgrading = options->upgrading;
  self->upgrading_data = options->upgrading_data;
  return self;
}

TgStore *
tg_store_open (const TgStoreOptions  *options,
               GError               **error)
{
  g_autoptr (TgStore) self = NULL;

  g_return_val_if_fail (options->folder != NULL, NULL);

  self = store_new (options);
  if (!tg_store_start (self, options->is_read_only, error))
    return NULL;

  return g_steal_pointer (&self);
}

typedef struct
{
  TgStore  *store;
  gboolean  flag;     /* opening: read-only; closing: with a copy */
} Way;

static void
way_free (Way *way)
{
  g_clear_object (&way->store);
  g_free (way);
}

static void
open_in_pool (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  Way *way = data;
  GError *error = NULL;

  if (tg_store_start (way->store, way->flag, &error))
    g_task_return_pointer (task, g_steal_pointer (&way->store), g_object_unref);
  else
    g_task_return_error (task, error);
}

void
tg_store_open_async (const TgStoreOptions *options,
                     GCancellable         *cancellable,
                     GAsyncReadyCallback   callback,
                     gpointer              user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Way *way = g_new0 (Way, 1);

  g_task_set_source_tag (task, tg_store_open_async);
  way->store = store_new (options);
  way->flag = options->is_read_only;
  g_task_set_task_data (task, way, (GDestroyNotify) way_free);
  g_task_run_in_thread (task, open_in_pool);
}

TgStore *
tg_store_open_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
tg_store_close (TgStore   *self,
                gboolean   with_backup,
                GError   **error)
{
  GError *reason = NULL;

  g_return_val_if_fail (TG_IS_STORE (self), FALSE);

  if (with_backup && self->writer != NULL)
    g_free (tg_store_backup (self, TG_BACKUP_CLOSE, &reason));
  tg_store_stop (self);
  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, reason);
  return FALSE;
}

static void
close_in_pool (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Way *way = data;
  GError *error = NULL;

  if (tg_store_close (way->store, way->flag, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tg_store_close_async (TgStore             *self,
                      gboolean             with_backup,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Way *way = g_new0 (Way, 1);

  g_return_if_fail (TG_IS_STORE (self));

  /* The watch belongs to this thread. */
  g_clear_handle_id (&self->watch, g_source_remove);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, tg_store_close_async);
  way->store = g_object_ref (self);
  way->flag = with_backup;
  g_task_set_task_data (task, way, (GDestroyNotify) way_free);
  g_task_run_in_thread (task, close_in_pool);
}

gboolean
tg_store_close_finish (TgStore       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
tg_store_finalize (GObject *object)
{
  TgStore *self = TG_STORE (object);

  tg_store_stop (self);
  g_free (self->folder);
  g_free (self->path);
  g_free (self->vfs);
  g_free (self->shared_codes);
  g_free (self->shared_packs);
  g_clear_object (&self->sealer);
  g_clear_object (&self->clock);
  g_clear_object (&self->codes);

  G_OBJECT_CLASS (tg_store_parent_class)->finalize (object);
}

static void
tg_store_class_init (TgStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tg_store_finalize;

  signals[CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
tg_store_init (TgStore *self)
{
  self->data_version = -1;
}
