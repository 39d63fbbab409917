/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sim-store.h"

#include <string.h>

#include "tg-error.h"

/* Each job in one go, as one transaction is. Results, for which nobody waits, are stored as late as
 * may be: when the next job comes. */

struct _TgSimStore
{
  GObject    parent_instance;

  TgSimDisk *disk;          /* not owned */
  guint      left;
  gboolean   is_late;
  gboolean   is_dead;
  GPtrArray *ahead;         /* of TgAttempt: marked with results, for the next CHOOSE */
  GTask     *late;          /* nullable: results that are not stored yet, its task data */
};

static void tg_sim_store_sync_store_init (TgSyncStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgSimStore, tg_sim_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_SYNC_STORE,
                                                      tg_sim_store_sync_store_init))

static gboolean
is_waiting (const TgAttempt *attempt)
{
  return attempt->state == TG_ATTEMPT_QUEUED || attempt->state == TG_ATTEMPT_SENDING ||
         attempt->state == TG_ATTEMPT_UNKNOWN;
}

static void
recover (TgSimDisk *disk)
{
  for (guint i = 0; i < disk->attempts->len; i++)
    {
      TgAttempt *attempt = disk->attempts->pdata[i];

      if (attempt->state == TG_ATTEMPT_SENDING)
        attempt->state = TG_ATTEMPT_UNKNOWN;
    }
}

static gboolean
is_kept_back (TgSimDisk       *disk,
              const TgAttempt *attempt)
{
  const TgSimFile *file = g_hash_table_lookup (disk->named, attempt->id);

  return attempt->state == TG_ATTEMPT_QUEUED && file != NULL && !file->is_uploaded;
}

/* The first that keeps an attempt back. */
static void
choose_file (TgSimDisk *disk,
             TgSyncJob *job)
{
  for (guint i = 0; i < disk->attempts->len; i++)
    if (is_kept_back (disk, disk->attempts->pdata[i]))
      {
        const TgAttempt *attempt = disk->attempts->pdata[i];
        const TgSimFile *file = g_hash_table_lookup (disk->named, attempt->id);

        job->file = g_strdup (file->sha256);
        job->file_bytes = (gint64) g_bytes_get_size (file->content);
        return;
      }
}

static void
read_piece (TgSimDisk *disk,
            TgSyncJob *job)
{
  const TgSimFile *file = g_hash_table_lookup (disk->files, job->file);
  gsize left = g_bytes_get_size (file->content) - (gsize) job->offset;

  job->piece = g_bytes_new_from_bytes (file->content, (gsize) job->offset,
                                       MIN (job->max_bytes, left));
}

static GPtrArray *
mark_due (TgSimDisk *disk,
          guint      max_items)
{
  GPtrArray *due = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attempt_unref);
  g_autoptr (GHashTable) busy = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < disk->attempts->len && due->len < max_items; i++)
    {
      TgAttempt *attempt = disk->attempts->pdata[i];

      if (!is_waiting (attempt) || is_kept_back (disk, attempt))
        continue;
      if (!g_hash_table_add (busy, attempt->filing) || attempt->state == TG_ATTEMPT_SENDING)
        continue;
      attempt->state = TG_ATTEMPT_SENDING;
      g_ptr_array_add (due, tg_attempt_ref (attempt));
    }
  return due;
}

static void
choose (TgSimStore *self,
        TgSyncJob  *job)
{
  g_clear_pointer (&job->attempts, g_ptr_array_unref);
  if (self->ahead != NULL && self->ahead->len > 0)
    {
      job->attempts = g_steal_pointer (&self->ahead);
      return;
    }
  g_clear_pointer (&self->ahead, g_ptr_array_unref);
  job->attempts = mark_due (self->disk, job->max_items);
  for (guint i = 0; i < self->disk->attempts->len; i++)
    g_assert_true (((TgAttempt *) self->disk->attempts->pdata[i])->state != TG_ATTEMPT_SENDING ||
                   g_ptr_array_find (job->attempts, self->disk->attempts->pdata[i], NULL));
  if (job->attempts->len == 0)
    choose_file (self->disk, job);
}

/* What was answered before stays as it was. */
static void
take_outcome (TgSimDisk      *disk,
              const TgResult *result)
{
  TgAttempt *attempt = tg_sim_disk_find (disk, result->id);

  g_assert_nonnull (attempt);
  if (!is_waiting (attempt))
    return;
  if (result->problem != NULL && strcmp (result->problem->code, "attachment-missing") == 0)
    {
      TgSimFile *file = g_hash_table_lookup (disk->named, attempt->id);

      file->is_uploaded = FALSE;
      attempt->state = TG_ATTEMPT_QUEUED;
      return;
    }
  attempt->state = result->received ? TG_ATTEMPT_RECEIVED : TG_ATTEMPT_REFUSED;
  attempt->revision = result->revision;
}

/* A later one counts only when all was listed again. */
static void
keep_first_epoch (TgSimDisk  *disk,
                  const char *epoch)
{
  if (*disk->epoch != '\0')
    return;
  g_free (disk->epoch);
  disk->epoch = g_strdup (epoch);
}

static void
take_results (TgSimDisk *disk,
              TgSyncJob *job)
{
  for (guint i = 0; i < job->results->len; i++)
    take_outcome (disk, job->results->pdata[i]);
  keep_first_epoch (disk, job->epoch);
}

static void
release (TgSyncJob *job)
{
  for (guint i = 0; i < job->attempts->len; i++)
    {
      TgAttempt *attempt = job->attempts->pdata[i];

      if (attempt->state == TG_ATTEMPT_SENDING)
        attempt->state = TG_ATTEMPT_UNKNOWN;
    }
}

static void
apply_events (TgSimDisk *disk,
              TgSyncJob *job,
              GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      TgEvent *event = events->pdata[i];
      TgReceipt *receipt = tg_event_get_receipt (event);

      if (!g_hash_table_add (disk->events, g_strdup (tg_event_get_id (event))))
        continue;
      g_assert_nonnull (receipt);
      job->n_applied++;
      g_ptr_array_add (job->receipts, g_object_ref (receipt));
      g_ptr_array_add (disk->receipts, g_object_ref (receipt));
    }
}

static void
apply_page (TgSimDisk *disk,
            TgSyncJob *job)
{
  g_assert_cmpstr (job->from, ==, disk->cursor);
  apply_events (disk, job, job->page->events);
  g_free (disk->cursor);
  disk->cursor = g_strdup (job->page->cursor);
  keep_first_epoch (disk, job->page->epoch);
}

static void
apply_listing (TgSimDisk *disk,
               TgSyncJob *job)
{
  g_assert_true (disk->is_listing);
  for (guint i = 0; i < job->filings->filings->len; i++)
    {
      const TgListedFiling *filing = job->filings->filings->pdata[i];

      apply_events (disk, job, filing->receipts);
      for (guint k = 0; k < filing->submissions->len; k++)
        {
          const TgResult *result = filing->submissions->pdata[k];

          g_hash_table_add (disk->listed, g_strdup (result->id));
          take_outcome (disk, result);
        }
    }
}

static void
end_listing (TgSimDisk *disk,
             TgSyncJob *job)
{
  apply_listing (disk, job);
  for (guint i = 0; i < disk->attempts->len; i++)
    {
      TgAttempt *attempt = disk->attempts->pdata[i];

      if (g_strcmp0 (job->history, "restored") != 0 || attempt->state != TG_ATTEMPT_RECEIVED ||
          g_hash_table_contains (disk->listed, attempt->id))
        continue;
      attempt->state = TG_ATTEMPT_QUEUED;
      job->n_resent++;
    }
  g_free (disk->cursor);
  disk->cursor = g_strdup (job->resume);
  g_free (disk->epoch);
  disk->epoch = g_strdup (job->epoch);
  disk->is_listing = FALSE;
}

static void
do_job (TgSimStore *self,
        TgSyncJob  *job)
{
  TgSimDisk *disk = self->disk;

  switch (job->kind)
    {
    case TG_SYNC_JOB_LEASE:
      job->done = TRUE;
      break;
    case TG_SYNC_JOB_UNLEASE:
      break;
    case TG_SYNC_JOB_LOAD:
      g_clear_pointer (&self->ahead, g_ptr_array_unref);
      recover (disk);
      g_free (job->epoch);
      job->epoch = g_strdup (disk->epoch);
      job->cursor = g_strdup (disk->cursor);
      job->is_listing = disk->is_listing;
      break;
    case TG_SYNC_JOB_CHOOSE:
      choose (self, job);
      break;
    case TG_SYNC_JOB_RESULTS:
      take_results (disk, job);
      if (job->is_posted && self->ahead == NULL)
        self->ahead = mark_due (disk, MIN (job->results->len, job->max_items));
      break;
    case TG_SYNC_JOB_READ_FILE:
      read_piece (disk, job);
      break;
    case TG_SYNC_JOB_FILE_SENT:
      ((TgSimFile *) g_hash_table_lookup (disk->files, job->file))->is_uploaded = TRUE;
      break;
    case TG_SYNC_JOB_FILE_REFUSED:
      g_assert_not_reached ();      /* nothing in this world refuses one */
    case TG_SYNC_JOB_RELEASE:
      release (job);
      break;
    case TG_SYNC_JOB_APPLY:
      apply_page (disk, job);
      break;
    case TG_SYNC_JOB_BEGIN_LISTING:
      g_clear_pointer (&self->ahead, g_ptr_array_unref);
      recover (disk);
      disk->is_listing = TRUE;
      g_hash_table_remove_all (disk->listed);
      break;
    case TG_SYNC_JOB_LIST_PAGE:
      apply_listing (disk, job);
      break;
    case TG_SYNC_JOB_END_LISTING:
      end_listing (disk, job);
      break;
    }
  for (guint i = 0; i < disk->attempts->len; i++)
    job->n_pending += is_waiting (disk->attempts->pdata[i]);
}

static void
run_now (TgSimStore *self,
         GTask      *task,
         TgSyncJob  *job)
{
  gboolean was_dead = self->is_dead;

  if (self->left == 0)
    self->is_dead = TRUE;
  else
    self->left--;
  if (!self->is_dead || (self->is_late && !was_dead))
    do_job (self, job);
  if (!self->is_dead)
    {
      g_task_return_pointer (task, job, (GDestroyNotify) tg_sync_job_free);
      return;
    }
  tg_sync_job_free (job);
  g_task_return_new_error (task, TG_ERROR, TG_ERROR_FAILED, "dead");
}

static void
run_late (TgSimStore *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->late);

  if (task != NULL)
    run_now (self, task, g_task_get_task_data (task));
}

static void
tg_sim_store_run_async (TgSyncStore         *store,
                        TgSyncJob           *job,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  TgSimStore *self = TG_SIM_STORE (store);
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  run_late (self);
  if (!job->is_posted)
    {
      run_now (self, task, job);
      return;
    }
  g_task_set_task_data (task, job, NULL);
  self->late = g_steal_pointer (&task);
}

static TgSyncJob *
tg_sim_store_run_finish (TgSyncStore   *store,
                         GAsyncResult  *result,
                         GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tg_sim_store_sync_store_init (TgSyncStoreInterface *iface)
{
  iface->run_async = tg_sim_store_run_async;
  iface->run_finish = tg_sim_store_run_finish;
}

static void
tg_sim_store_finalize (GObject *object)
{
  g_clear_pointer (&TG_SIM_STORE (object)->ahead, g_ptr_array_unref);
  G_OBJECT_CLASS (tg_sim_store_parent_class)->finalize (object);
}

static void
tg_sim_store_class_init (TgSimStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_sim_store_finalize;
}

static void
tg_sim_store_init (TgSimStore *self)
{
}

static void
file_free (TgSimFile *file)
{
  g_free (file->sha256);
  g_bytes_unref (file->content);
  g_free (file);
}

TgSimDisk *
tg_sim_disk_new (void)
{
  TgSimDisk *self = g_new0 (TgSimDisk, 1);

  self->attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attempt_unref);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) file_free);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->receipts = g_ptr_array_new_with_free_func (g_object_unref);
  self->epoch = g_strdup ("");
  self->cursor = g_strdup ("");
  return self;
}

void
tg_sim_disk_free (TgSimDisk *self)
{
  g_ptr_array_unref (self->attempts);
  g_hash_table_unref (self->named);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->listed);
  g_ptr_array_unref (self->receipts);
  g_free (self->epoch);
  g_free (self->cursor);
  g_free (self);
}

TgAttempt *
tg_sim_disk_find (TgSimDisk  *self,
                  const char *id)
{
  for (guint i = 0; i < self->attempts->len; i++)
    if (strcmp (((TgAttempt *) self->attempts->pdata[i])->id, id) == 0)
      return self->attempts->pdata[i];
  return NULL;
}

TgSimFile *
tg_sim_disk_add_file (TgSimDisk *self,
                      GBytes    *content)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  TgSimFile *file = g_hash_table_lookup (self->files, sha256);

  if (file != NULL)
    return file;
  file = g_new0 (TgSimFile, 1);
  file->sha256 = g_steal_pointer (&sha256);
  file->content = g_bytes_ref (content);
  g_hash_table_replace (self->files, file->sha256, file);
  return file;
}

TgSimStore *
tg_sim_store_new (TgSimDisk *disk,
                  guint      dies,
                  gboolean   is_late)
{
  TgSimStore *self = g_object_new (TG_TYPE_SIM_STORE, NULL);

  self->disk = disk;
  self->left = dies;
  self->is_late = is_late;
  return self;
}

gboolean
tg_sim_store_is_dead (TgSimStore *self)
{
  return self->is_dead;
}

void
tg_sim_store_kill (TgSimStore *self)
{
  self->left = 0;
  self->is_dead = TRUE;
  run_late (self);     /* to nowhere */
}
