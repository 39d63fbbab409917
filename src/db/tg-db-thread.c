/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db-thread.h"

/* A thread with a connection. Jobs come through one queue and run in its order; a job that waits
 * for its result (run_sync) and one that calls back (run_async) are the same item. The thread
 * holds no reference on the object: the last unref stops it. */
struct _TgDbThread
{
  GObject      parent_instance;
  GThread     *thread;
  GAsyncQueue *queue;
};

G_DEFINE_FINAL_TYPE (TgDbThread, tg_db_thread, G_TYPE_OBJECT)

typedef struct
{
  TgDbJob  job;
  GTask   *task;          /* NULL if somebody waits */
  gboolean is_last;
  GMutex   mutex;
  GCond    is_done_cond;
  gboolean is_done;
  gpointer result;
  GError  *error;
} Item;

/* What the thread itself works with. */
typedef struct
{
  GAsyncQueue *queue;
  TgDbOptions  options;
  TgDb        *db;
  GError      *open_error;
} Worker;

static void
copy_options (TgDbOptions       *to,
              const TgDbOptions *from)
{
  *to = *from;
  to->path = g_strdup (from->path);
  to->vfs = g_strdup (from->vfs);
}

static void
clear_options (TgDbOptions *options)
{
  g_free ((char *) options->path);
  g_free ((char *) options->vfs);
}

static Item *
item_new (const TgDbJob *job,
          GTask         *task)
{
  Item *item = g_new0 (Item, 1);

  if (job != NULL)
    item->job = *job;
  item->task = task;
  g_mutex_init (&item->mutex);
  g_cond_init (&item->is_done_cond);
  return item;
}

static void
item_free (Item *item)
{
  if (item->job.free_data != NULL && item->job.data != NULL)
    item->job.free_data (item->job.data);
  g_clear_object (&item->task);
  g_mutex_clear (&item->mutex);
  g_cond_clear (&item->is_done_cond);
  g_free (item);
}

static void
item_wait (Item *item)
{
  g_mutex_lock (&item->mutex);
  while (!item->is_done)
    g_cond_wait (&item->is_done_cond, &item->mutex);
  g_mutex_unlock (&item->mutex);
}

static void
item_wake (Item *item)
{
  g_mutex_lock (&item->mutex);
  item->is_done = TRUE;
  g_cond_signal (&item->is_done_cond);
  g_mutex_unlock (&item->mutex);
}

static void
on_cancelled (GCancellable *cancellable,
              gpointer      data)
{
  tg_db_interrupt (data);
}

/* Nothing may stay open behind a job, or the next one would write into a foreign transaction. */
static void
end_transaction (TgDb         *db,
                 const GError *error)
{
  if (!tg_db_is_in_transaction (db))
    return;
  if (error == NULL)
    g_critical ("A job left its transaction open");
  tg_db_rollback (db);
}

static void
run_item (Worker *worker,
          Item   *item)
{
  GCancellable *cancellable = item->task != NULL ? g_task_get_cancellable (item->task) : NULL;
  gulong handler = 0;

  if (g_cancellable_set_error_if_cancelled (cancellable, &item->error))
    return;
  if (worker->db == NULL)
    {
      item->error = g_error_copy (worker->open_error);
      return;
    }
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), worker->db, NULL);
  item->result = item->job.func (worker->db, item->job.data, &item->error);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
  end_transaction (worker->db, item->error);
}

static void
drop_result (Item *item)
{
  if (item->result != NULL && item->job.free_result != NULL)
    item->job.free_result (item->result);
  item->result = NULL;
}

static void
return_item (Item *item)
{
  if (item->error != NULL)
    drop_result (item);
  if (item->task == NULL)
    {
      item_wake (item);
      return;
    }
  if (item->error != NULL)
    g_task_return_error (item->task, g_steal_pointer (&item->error));
  else
    g_task_return_pointer (item->task, item->result, item->job.free_result);
  item_free (item);
}

static void
close_worker (Worker *worker)
{
  g_clear_pointer (&worker->db, tg_db_close);
  g_clear_error (&worker->open_error);
  clear_options (&worker->options);
  g_async_queue_unref (worker->queue);
  g_free (worker);
}

static gpointer
thread_main (gpointer data)
{
  Worker *worker = data;
  Item *item;

  worker->db = tg_db_open (&worker->options, &worker->open_error);
  while (!(item = g_async_queue_pop (worker->queue))->is_last)
    {
      run_item (worker, item);
      return_item (item);
    }
  close_worker (worker);
  if (item->task != NULL)
    g_task_return_boolean (item->task, TRUE);
  item_free (item);
  return NULL;
}

static void
push_last (TgDbThread *self,
           GTask      *task)
{
  Item *item = item_new (NULL, task);

  item->is_last = TRUE;
  g_async_queue_push (self->queue, item);
}

static void
tg_db_thread_finalize (GObject *object)
{
  TgDbThread *self = TG_DB_THREAD (object);

  /* The last reference may have been that of a task which the thread itself gave back. */
  if (self->thread != NULL && self->thread == g_thread_self ())
    {
      push_last (self, NULL);
      g_clear_pointer (&self->thread, g_thread_unref);
    }
  tg_db_thread_stop (self);
  g_async_queue_unref (self->queue);
  G_OBJECT_CLASS (tg_db_thread_parent_class)->finalize (object);
}

static void
tg_db_thread_class_init (TgDbThreadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_db_thread_finalize;
}

static void
tg_db_thread_init (TgDbThread *self)
{
  self->queue = g_async_queue_new ();
}

TgDbThread *
tg_db_thread_new (const char        *name,
                  const TgDbOptions *options)
{
  TgDbThread *self = g_object_new (TG_TYPE_DB_THREAD, NULL);
  Worker *worker = g_new0 (Worker, 1);

  worker->queue = g_async_queue_ref (self->queue);
  copy_options (&worker->options, options);
  self->thread = g_thread_new (name, thread_main, worker);
  return self;
}

void
tg_db_thread_run_async (TgDbThread          *self,
                        const TgDbJob       *job,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_DB_THREAD (self) && self->thread != NULL);
  g_return_if_fail (job != NULL && job->func != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_db_thread_run_async);
  /* What was committed is not to be called cancelled afterwards. */
  g_task_set_check_cancellable (task, FALSE);
  g_async_queue_push (self->queue, item_new (job, task));
}

gpointer
tg_db_thread_run_finish (TgDbThread    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gpointer
tg_db_thread_run_sync (TgDbThread     *self,
                       const TgDbJob  *job,
                       GError        **error)
{
  Item *item;
  gpointer result;

  g_return_val_if_fail (TG_IS_DB_THREAD (self) && self->thread != NULL, NULL);
  g_return_val_if_fail (job != NULL && job->func != NULL, NULL);
  g_assert (g_thread_self () != self->thread);

  item = item_new (job, NULL);
  g_async_queue_push (self->queue, item);
  item_wait (item);
  result = item->result;
  if (item->error != NULL)
    g_propagate_error (error, g_steal_pointer (&item->error));
  item_free (item);
  return result;
}

void
tg_db_thread_stop (TgDbThread *self)
{
  g_return_if_fail (TG_IS_DB_THREAD (self));

  if (self->thread == NULL)
    return;
  g_assert (g_thread_self () != self->thread);
  push_last (self, NULL);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
tg_db_thread_stop_async (TgDbThread          *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_DB_THREAD (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, tg_db_thread_stop_async);
  if (self->thread == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  push_last (self, task);
  /* It ends by itself; nobody needs to join it. */
  g_thread_unref (g_steal_pointer (&self->thread));
}

gboolean
tg_db_thread_stop_finish (TgDbThread    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
