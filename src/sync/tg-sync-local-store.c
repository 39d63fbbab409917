/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-local-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/file.h>
#include <unistd.h>

#include "tg-agreed-table.h"
#include "tg-attachment-files.h"
#include "tg-attachment-table.h"
#include "tg-error.h"
#include "tg-outbox.h"
#include "tg-shared-draft-table.h"
#include "tg-wire-codec.h"

/* From the engine's jobs to the verbs of the store. Made and used on the main thread; run_job()
 * and what it calls run on the store's writer, on a job that nobody else touches meanwhile. */

#define LOCK_FILE    "sync.lock"
#define MISSING_WAIT (60 * (gint64) G_USEC_PER_SEC)

struct _TgSyncLocalStore
{
  GObject         parent_instance;

  TgStore        *store;
  int             lock;           /* descriptor of the locked file, -1: no lease */
  TgSyncMakeSave  make_save;      /* nullable */
  gpointer        data;
  GDestroyNotify  free_data;
  TgInboxFollow   follow;         /* func nullable */
  GDestroyNotify  free_follow;
  /* Of the writer's thread: what was marked and not handed out yet, the attachment on its way, and
   * the attempts that were sent again at once after the window lacked one of theirs. */
  GPtrArray      *ahead;
  char           *file;           /* SHA-256, nullable */
  GBytes         *content;
  GHashTable     *resent;
};

/* What a transaction is handed. */
typedef struct
{
  TgSyncLocalStore *self;
  TgSyncJob        *job;
} Work;

static void tg_sync_local_store_sync_store_init (TgSyncStoreInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgSyncLocalStore, tg_sync_local_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_SYNC_STORE,
                                                      tg_sync_local_store_sync_store_init))

static void
work_free (Work *work)
{
  g_clear_object (&work->self);
  g_clear_pointer (&work->job, tg_sync_job_free);
  g_free (work);
}

static char **
list_ids (GPtrArray *attempts)
{
  char **ids = g_new0 (char *, attempts->len + 1);

  for (guint i = 0; i < attempts->len; i++)
    ids[i] = g_strdup (((TgAttempt *) attempts->pdata[i])->id);
  return ids;
}

static gboolean
load (TgSyncLocalStore   *self,
      TgStoreConnection  *conn,
      TgSyncJob          *job,
      GError            **error)
{
  g_autoptr (TgFeedPosition) events = NULL;
  g_autoptr (TgFeedPosition) filings = NULL;
  guint recovered;

  g_ptr_array_set_size (self->ahead, 0);
  if (!tg_outbox_recover (conn, &recovered, error))
    return FALSE;
  events = tg_feed_table_load (conn, TG_FEED_EVENTS, error);
  if (events == NULL)
    return FALSE;
  filings = tg_feed_table_load (conn, TG_FEED_FILINGS, error);
  if (filings == NULL)
    return FALSE;
  g_free (job->epoch);
  job->epoch = g_strdup (events->epoch);
  job->cursor = g_strdup (events->cursor);
  job->is_listing = *filings->epoch != '\0';
  return TRUE;
}

/* A first item is taken whatever its size: one that is too large goes alone. */
static void
keep_within (GPtrArray *attempts,
             gsize      max_bytes)
{
  gsize bytes = 0;

  for (guint i = 0; i < attempts->len; i++)
    {
      const TgAttempt *attempt = attempts->pdata[i];

      bytes += g_bytes_get_size (attempt->frozen) + 1;
      if (i > 0 && bytes + 32 > max_bytes)
        {
          g_ptr_array_set_size (attempts, (int) i);
          return;
        }
    }
}

static gboolean
mark_sending (TgStoreConnection  *conn,
              GPtrArray          *attempts,
              GError            **error)
{
  g_auto (GStrv) ids = list_ids (attempts);

  return attempts->len == 0 ||
         tg_outbox_mark_sending (conn, (const char * const *) ids, error);
}

/* The first that are ahead, within the bounds of the job. */
static void
hand_out (GPtrArray *ahead,
          TgSyncJob *job)
{
  job->attempts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attempt_unref);
  for (guint i = 0; i < ahead->len && i < job->max_items; i++)
    g_ptr_array_add (job->attempts, tg_attempt_ref (ahead->pdata[i]));
  keep_within (job->attempts, job->max_bytes);
  g_ptr_array_remove_range (ahead, 0, job->attempts->len);
}

static gboolean
choose (TgSyncLocalStore   *self,
        TgStoreConnection  *conn,
        TgSyncJob          *job,
        GError            **error)
{
  if (self->ahead->len > 0)
    {
      hand_out (self->ahead, job);
      return TRUE;
    }
  job->attempts = tg_outbox_list_due (conn, job->now, job->max_items, error);
  if (job->attempts == NULL)
    return FALSE;
  keep_within (job->attempts, job->max_bytes);
  if (job->attempts->len == 0)
    return tg_attachment_table_find_due (conn, job->now, &job->file, &job->file_bytes, error);
  return mark_sending (conn, job->attempts, error);
}

static gsize
sum_bytes (GPtrArray *attempts)
{
  gsize bytes = 0;

  for (guint i = 0; i < attempts->len; i++)
    bytes += g_bytes_get_size (((TgAttempt *) attempts->pdata[i])->frozen) + 1;
  return bytes;
}

/* While the window judges the next request: as many as were just answered, so that CHOOSE finds
 * them ready. */
static gboolean
choose_ahead (TgSyncLocalStore   *self,
              TgStoreConnection  *conn,
              TgSyncJob          *job,
              GError            **error)
{
  gsize held = sum_bytes (self->ahead);
  g_autoptr (GPtrArray) due = NULL;

  if (self->ahead->len + job->results->len > job->max_items || held >= job->max_bytes)
    return TRUE;
  due = tg_outbox_list_due (conn, job->now, job->results->len, error);
  if (due == NULL)
    return FALSE;
  keep_within (due, job->max_bytes - held);
  if (!mark_sending (conn, due, error))
    return FALSE;
  g_ptr_array_extend_and_steal (self->ahead, g_steal_pointer (&due));
  return TRUE;
}

/* They may depend on what the window turns out to have lost. */
static gboolean
give_back_ahead (TgSyncLocalStore   *self,
                 TgStoreConnection  *conn,
                 gint64              now,
                 GError            **error)
{
  g_auto (GStrv) ids = list_ids (self->ahead);

  g_ptr_array_set_size (self->ahead, 0);
  return ids[0] == NULL ||
         tg_outbox_mark_unknown (conn, (const char * const *) ids, now, error);
}

/* The epoch that the store's knowledge belongs to: the first that was met, until all is listed
 * again in another. Were it moved with a page of events, a process that ends before the listing
 * would never know that the history changed. */
static char *
dup_epoch (TgStoreConnection  *conn,
           const char         *met,
           GError            **error)
{
  g_autoptr (TgFeedPosition) position = tg_feed_table_load (conn, TG_FEED_EVENTS, error);

  if (position == NULL)
    return NULL;
  return g_strdup (*position->epoch != '\0' ? position->epoch : met);
}

static gboolean
keep_first_epoch (TgStoreConnection  *conn,
                  TgSyncJob          *job,
                  GError            **error)
{
  g_autoptr (TgFeedPosition) position = tg_feed_table_load (conn, TG_FEED_EVENTS, error);

  if (position == NULL)
    return FALSE;
  if (*position->epoch != '\0')
    return TRUE;
  g_free (position->epoch);
  position->epoch = g_strdup (job->epoch);
  return tg_feed_table_put (conn, TG_FEED_EVENTS, position, error);
}

/* It is no judgement: the attempt comes again after the upload. At once the first time, else with a
 * window that never finds what it says it has there would be no end. */
static gboolean
put_off (TgSyncLocalStore   *self,
         TgStoreConnection  *conn,
         TgOutboxAnswer     *answer,
         gint64              now,
         GError            **error)
{
  if (g_strcmp0 (answer->problem_code, "attachment-missing") != 0)
    return TRUE;
  answer->next_try = now + (g_hash_table_add (self->resent, g_strdup (answer->id))
                            ? 0 : MISSING_WAIT);
  return tg_attachment_table_forget_uploads (conn, answer->id, error);
}

/* The window has another revision: theirs, and what both had last, wait for the person. */
static gboolean
keep_conflict (TgStoreConnection  *conn,
               const TgResult     *result,
               GError            **error)
{
  const TgProblem *problem = result->problem;
  g_autofree char *revision = NULL;
  g_autoptr (TgAttempt) attempt = NULL;
  g_autoptr (TgDocument) base = NULL;
  g_autoptr (TgPendingMerge) merge = NULL;

  if (problem == NULL || problem->current == NULL || problem->current_revision < 1 ||
      strcmp (problem->code, "revision-conflict") != 0)
    return TRUE;
  attempt = tg_attempt_table_load_head (conn, result->id, error);
  if (attempt == NULL)
    return FALSE;
  base = tg_agreed_table_load (conn, attempt->filing, NULL, NULL);
  if (base == NULL)
    base = tg_document_freeze (tg_document_new ());
  revision = g_strdup_printf ("%" G_GINT64_FORMAT, problem->current_revision);
  merge = tg_pending_merge_new (attempt->filing, TG_MERGE_REVISION, revision, base,
                                problem->current);
  return tg_pending_merge_table_put (conn, merge, error);
}

static gboolean
take_results (TgSyncLocalStore   *self,
              TgStoreConnection  *conn,
              TgSyncJob          *job,
              GError            **error)
{
  g_autofree TgOutboxAnswer *answers = g_new0 (TgOutboxAnswer, job->results->len);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < job->results->len; i++)
    {
      const TgResult *result = job->results->pdata[i];

      answers[i].id = result->id;
      answers[i].received = result->received;
      answers[i].revision = result->revision;
      answers[i].reference = result->reference;
      if (result->problem != NULL)
        {
          g_ptr_array_add (texts, tg_wire_write_problem (result->problem));
          answers[i].problem = texts->pdata[texts->len - 1];
          answers[i].problem_code = result->problem->code;
        }
      if (!put_off (self, conn, &answers[i], job->now, error) ||
          !keep_conflict (conn, result, error))
        return FALSE;
    }
  return tg_outbox_take_answers (conn, answers, job->results->len, error) &&
         keep_first_epoch (conn, job, error) && choose_ahead (self, conn, job, error);
}

static gboolean
release (TgStoreConnection  *conn,
         TgSyncJob          *job,
         GError            **error)
{
  g_auto (GStrv) ids = list_ids (job->attempts);

  return tg_outbox_mark_unknown (conn, (const char * const *) ids, job->now, error);
}

/* Attachments */

static void
forget_file (TgSyncLocalStore *self)
{
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->content, g_bytes_unref);
}

/* One that is gone or changed makes no piece. */
static gboolean
read_piece (TgSyncLocalStore   *self,
            TgStoreConnection  *conn,
            TgSyncJob          *job)
{
  gsize size;

  if (g_strcmp0 (self->file, job->file) != 0)
    {
      forget_file (self);
      self->content = tg_attachment_files_load (conn, job->file, NULL);
      self->file = g_strdup (job->file);
    }
  size = self->content != NULL ? g_bytes_get_size (self->content) : 0;
  if ((gsize) job->offset < size)
    job->piece = g_bytes_new_from_bytes (self->content, (gsize) job->offset,
                                         MIN (job->max_bytes, size - (gsize) job->offset));
  else
    forget_file (self);
  return TRUE;
}

static gboolean
refuse_file (TgStoreConnection  *conn,
             TgSyncJob          *job,
             GError            **error)
{
  g_autoptr (GPtrArray) ids = tg_attachment_table_list_waiting (conn, job->file, error);
  const TgProblem missing = {
    .code = (char *) "attachment-missing",
    .title = (char *) _("A file that goes with it is no longer on this computer as it was added"),
    .detail = (char *) _("Remove it from the filing, add it again, and send it again."),
  };
  g_autofree char *text = tg_wire_write_problem (job->problem != NULL ? job->problem : &missing);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const TgOutboxAnswer answer = {
        .id = ids->pdata[i],
        .problem_code = job->problem != NULL ? job->problem->code : missing.code,
        .problem = text,
      };

      if (!tg_outbox_mark_sending (conn, (const char *[]) { answer.id, NULL }, error) ||
          !tg_outbox_take_answers (conn, &answer, 1, error))
        return FALSE;
    }
  return ids != NULL;
}

static void
take_summary (TgSyncJob      *job,
              TgInboxSummary *summary)
{
  job->n_applied = summary->n_new;
  job->has_codes = summary->code_tables->len > 0;
  g_ptr_array_extend (job->receipts, summary->receipts, (GCopyFunc) (GCallback) g_object_ref,
                      NULL);
}

static const TgInboxFollow *
get_follow (TgSyncLocalStore *self)
{
  return self->follow.func != NULL ? &self->follow : NULL;
}

static gboolean
apply (TgSyncLocalStore   *self,
       TgStoreConnection  *conn,
       TgSyncJob          *job,
       GError            **error)
{
  g_autofree char *epoch = dup_epoch (conn, job->page->epoch, error);
  const TgInboxPage page = {
    .events = job->page->events,
    .from = job->from,
    .cursor = job->page->cursor,
    .epoch = epoch,
    .follow = get_follow (self),
  };
  g_autoptr (TgInboxSummary) summary = NULL;

  if (epoch == NULL)
    return FALSE;
  summary = tg_inbox_apply_page (conn, &page, error);
  if (summary == NULL)
    return FALSE;
  take_summary (job, summary);
  return TRUE;
}

static gboolean
begin_listing (TgSyncLocalStore   *self,
               TgStoreConnection  *conn,
               TgSyncJob          *job,
               GError            **error)
{
  const TgFeedPosition position = { .cursor = (char *) "", .resume = (char *) "",
                                    .epoch = job->epoch };

  return give_back_ahead (self, conn, job->now, error) &&
         tg_feed_table_put (conn, TG_FEED_FILINGS, &position, error);
}

static void
describe_filing (TgListed             *listed,
                 const TgListedFiling *filing)
{
  listed->filing = filing->filing;
  listed->form = filing->form;
  listed->version = filing->form_version;
  listed->enterprise = filing->enterprise;
  listed->revision = filing->revision;
  listed->state = TG_FILING_DRAFT;
  tg_filing_state_parse (filing->status, &listed->state);
  listed->document = filing->document;
  listed->receipts = filing->receipts;
  listed->submissions = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < filing->submissions->len; i++)
    {
      const TgResult *result = filing->submissions->pdata[i];
      TgListedSubmission *submission = g_new0 (TgListedSubmission, 1);

      submission->id = result->id;
      submission->received = result->received;
      submission->revision = result->revision;
      g_ptr_array_add (listed->submissions, submission);
    }
}

/* A document that we cannot read makes no filing; what is known of it is updated all the same. */
static gpointer
save_readable (const TgListed *listed,
               gpointer        data)
{
  TgSyncLocalStore *self = data;

  if (self->make_save == NULL || listed->document == NULL)
    return NULL;
  return self->make_save (listed, self->data);
}

static gboolean
apply_listing (TgSyncLocalStore   *self,
               TgStoreConnection  *conn,
               TgSyncJob          *job,
               GError            **error)
{
  const TgFilingPage *filings = job->filings;
  g_autofree TgListed *listed = g_new0 (TgListed, filings->filings->len);
  const TgListingPage page = {
    .filings = listed,
    .n_filings = filings->filings->len,
    .from = job->from,
    .cursor = filings->cursor,
    .resume = job->resume,
    .epoch = job->epoch,
    .is_last = job->kind == TG_SYNC_JOB_END_LISTING,
    .make_save = save_readable,
    .data = self,
    .follow = get_follow (self),
  };
  g_autoptr (TgInboxSummary) summary = NULL;

  for (guint i = 0; i < page.n_filings; i++)
    describe_filing (&listed[i], filings->filings->pdata[i]);
  summary = tg_inbox_apply_listing (conn, &page, error);
  for (guint i = 0; i < page.n_filings; i++)
    g_ptr_array_unref (listed[i].submissions);
  if (summary == NULL)
    return FALSE;
  take_summary (job, summary);
  return TRUE;
}

/* In the transaction of the last page: were it another, a process that ends in between would
 * never send what the window has lost. */
static gboolean
end_listing (TgSyncLocalStore   *self,
             TgStoreConnection  *conn,
             TgSyncJob          *job,
             GError            **error)
{
  if (!apply_listing (self, conn, job, error))
    return FALSE;
  if (g_strcmp0 (job->history, "restored") != 0)
    return TRUE;
  return tg_outbox_send_unlisted (conn, job->epoch, &job->n_resent, error);
}

static gboolean
run_verb (TgSyncLocalStore   *self,
          TgStoreConnection  *conn,
          TgSyncJob          *job,
          GError            **error)
{
  switch (job->kind)
    {
    case TG_SYNC_JOB_LOAD:
      return load (self, conn, job, error);
    case TG_SYNC_JOB_CHOOSE:
      return choose (self, conn, job, error);
    case TG_SYNC_JOB_RESULTS:
      return take_results (self, conn, job, error);
    case TG_SYNC_JOB_READ_FILE:
      return read_piece (self, conn, job);
    case TG_SYNC_JOB_FILE_SENT:
      forget_file (self);
      return tg_attachment_table_set_uploaded (conn, job->file, error);
    case TG_SYNC_JOB_FILE_REFUSED:
      forget_file (self);
      return refuse_file (conn, job, error);
    case TG_SYNC_JOB_RELEASE:
      return release (conn, job, error);
    case TG_SYNC_JOB_APPLY:
      return apply (self, conn, job, error);
    case TG_SYNC_JOB_BEGIN_LISTING:
      return begin_listing (self, conn, job, error);
    case TG_SYNC_JOB_LIST_PAGE:
      return apply_listing (self, conn, job, error);
    case TG_SYNC_JOB_END_LISTING:
      return end_listing (self, conn, job, error);
    case TG_SYNC_JOB_LEASE:
    case TG_SYNC_JOB_UNLEASE:
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

static gpointer
run_job (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  Work *work = data;

  if (!run_verb (work->self, conn, work->job, error) ||
      !tg_outbox_count_waiting (conn, &work->job->n_pending, error))
    return NULL;
  return g_steal_pointer (&work->job);
}

static gboolean
take_lease (TgSyncLocalStore  *self,
            TgSyncJob         *job,
            GError           **error)
{
  g_autofree char *path = g_build_filename (tg_store_get_folder (self->store), LOCK_FILE, NULL);
  int lock;

  job->done = self->lock >= 0;
  if (job->done)
    return TRUE;
  lock = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_FAILED, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  job->done = flock (lock, LOCK_EX | LOCK_NB) == 0;
  if (job->done)
    self->lock = lock;
  else
    close (lock);
  return TRUE;
}

static void
drop_lease (TgSyncLocalStore *self)
{
  if (self->lock >= 0)
    close (self->lock);
  self->lock = -1;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  TgSyncJob *job = tg_store_write_finish (TG_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, job, (GDestroyNotify) tg_sync_job_free);
}

static void
tg_sync_local_store_run_async (TgSyncStore         *store,
                               TgSyncJob           *job,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  TgSyncLocalStore *self = TG_SYNC_LOCAL_STORE (store);
  GTask *task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;
  TgStoreJob write = {
    .func = run_job,
    .free_data = (GDestroyNotify) work_free,
    .free_result = (GDestroyNotify) tg_sync_job_free,
  };
  Work *work;

  g_task_set_source_tag (task, tg_sync_local_store_run_async);
  if (job->kind == TG_SYNC_JOB_UNLEASE)
    drop_lease (self);
  if (job->kind == TG_SYNC_JOB_LEASE && !take_lease (self, job, &error))
    {
      tg_sync_job_free (job);
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  work = g_new0 (Work, 1);
  work->self = g_object_ref (self);
  work->job = job;
  write.data = work;
  tg_store_write_async (self->store, &write, NULL, on_written, task);
}

static TgSyncJob *
tg_sync_local_store_run_finish (TgSyncStore   *store,
                                GAsyncResult  *result,
                                GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
tg_sync_local_store_sync_store_init (TgSyncStoreInterface *iface)
{
  iface->run_async = tg_sync_local_store_run_async;
  iface->run_finish = tg_sync_local_store_run_finish;
}

static void
tg_sync_local_store_finalize (GObject *object)
{
  TgSyncLocalStore *self = TG_SYNC_LOCAL_STORE (object);

  drop_lease (self);
  if (self->free_data != NULL)
    self->free_data (self->data);
  if (self->free_follow != NULL)
    self->free_follow (self->follow.data);
  g_clear_object (&self->store);
  forget_file (self);
  g_hash_table_unref (self->resent);
  g_ptr_array_unref (self->ahead);
  G_OBJECT_CLASS (tg_sync_local_store_parent_class)->finalize (object);
}

static void
tg_sync_local_store_class_init (TgSyncLocalStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_sync_local_store_finalize;
}

static void
tg_sync_local_store_init (TgSyncLocalStore *self)
{
  self->lock = -1;
  self->ahead = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attempt_unref);
  self->resent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

TgSyncStore *
tg_sync_local_store_new (TgStore *store)
{
  TgSyncLocalStore *self = g_object_new (TG_TYPE_SYNC_LOCAL_STORE, NULL);

  self->store = g_object_ref (store);
  return TG_SYNC_STORE (self);
}

void
tg_sync_local_store_set_make_save (TgSyncLocalStore *self,
                                   TgSyncMakeSave    make_save,
                                   gpointer          data,
                                   GDestroyNotify    free_data)
{
  g_return_if_fail (TG_IS_SYNC_LOCAL_STORE (self));

  self->make_save = make_save;
  self->data = data;
  self->free_data = free_data;
}

void
tg_sync_local_store_set_follow (TgSyncLocalStore    *self,
                                const TgInboxFollow *follow,
                                GDestroyNotify       free_data)
{
  g_return_if_fail (TG_IS_SYNC_LOCAL_STORE (self));

  self->follow = *follow;
  self->free_follow = free_data;
}
