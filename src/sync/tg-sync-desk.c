/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-desk.h"

#include "tg-sync-request.h"

/* From commands to requests and jobs, and from what comes back to events. The step decides, the
 * engine waits; here the bodies are moved from one to the other. */

static void
replace_text (char       **place,
              const char  *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_free (*place);
  *place = copy;
}

static GPtrArray *
slice_batch (TgSyncDesk *self,
             guint       first,
             guint       count)
{
  GPtrArray *slice = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attempt_unref);

  for (guint i = first; self->batch != NULL && i < first + count && i < self->batch->len; i++)
    g_ptr_array_add (slice, tg_attempt_ref (self->batch->pdata[i]));
  return slice;
}

/* The faulty item of a batch stands alone: the window's problem with the request is the problem
 * with it. */
static GPtrArray *
make_refusal (TgSyncDesk *self,
              guint       first)
{
  GPtrArray *results = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_result_free);
  TgResult *result = g_new0 (TgResult, 1);

  result->id = g_strdup (((TgAttempt *) self->batch->pdata[first])->id);
  result->reference = g_strdup ("");
  result->problem = g_steal_pointer (&self->answer->problem);
  g_ptr_array_add (results, result);
  return results;
}

static void
fill_listing_page (TgSyncDesk *self,
                   TgSyncJob  *job)
{
  job->filings = g_steal_pointer (&self->answer->filings);
  job->from = g_strdup (self->listing_cursor);
  if (job->filings->feed != NULL && *self->listing_cursor == '\0')
    replace_text (&self->listing_feed, job->filings->feed);
  replace_text (&self->listing_cursor, job->filings->cursor);
  job->resume = g_strdup (self->listing_feed);
}

static TgSyncJobKind
find_job (TgSyncCommandKind command)
{
  static const TgSyncJobKind jobs[] = {
    [TG_SYNC_COMMAND_LEASE] = TG_SYNC_JOB_LEASE,
    [TG_SYNC_COMMAND_UNLEASE] = TG_SYNC_JOB_UNLEASE,
    [TG_SYNC_COMMAND_LOAD] = TG_SYNC_JOB_LOAD,
    [TG_SYNC_COMMAND_CHOOSE] = TG_SYNC_JOB_CHOOSE,
    [TG_SYNC_COMMAND_STORE_RESULTS] = TG_SYNC_JOB_RESULTS,
    [TG_SYNC_COMMAND_REFUSE] = TG_SYNC_JOB_RESULTS,
    [TG_SYNC_COMMAND_RELEASE] = TG_SYNC_JOB_RELEASE,
    [TG_SYNC_COMMAND_READ_FILE] = TG_SYNC_JOB_READ_FILE,
    [TG_SYNC_COMMAND_STORE_FILE] = TG_SYNC_JOB_FILE_SENT,
    [TG_SYNC_COMMAND_REFUSE_FILE] = TG_SYNC_JOB_FILE_REFUSED,
    [TG_SYNC_COMMAND_APPLY] = TG_SYNC_JOB_APPLY,
    [TG_SYNC_COMMAND_BEGIN_LISTING] = TG_SYNC_JOB_BEGIN_LISTING,
    [TG_SYNC_COMMAND_APPLY_LISTING] = TG_SYNC_JOB_LIST_PAGE,
    [TG_SYNC_COMMAND_END_LISTING] = TG_SYNC_JOB_END_LISTING,
  };

  return jobs[command];
}

static gboolean
fill_file_job (TgSyncDesk          *self,
               TgSyncJob           *job,
               const TgSyncCommand *command)
{
  if (command->kind != TG_SYNC_COMMAND_READ_FILE && command->kind != TG_SYNC_COMMAND_STORE_FILE &&
      command->kind != TG_SYNC_COMMAND_REFUSE_FILE)
    return FALSE;
  job->file = g_strdup (self->file);
  job->file_bytes = self->file_bytes;
  job->offset = command->offset;
  job->max_bytes = command->bytes;
  if (command->kind == TG_SYNC_COMMAND_REFUSE_FILE && self->answer != NULL)
    job->problem = g_steal_pointer (&self->answer->problem);
  return TRUE;
}

/* What the job is about, beyond its kind. */
static void
fill_job (TgSyncDesk          *self,
          TgSyncJob           *job,
          const TgSyncCommand *command)
{
  if (fill_file_job (self, job, command))
    return;
  if (command->kind == TG_SYNC_COMMAND_CHOOSE)
    {
      job->max_items = command->count;
      job->max_bytes = command->bytes;
    }
  else if (command->kind == TG_SYNC_COMMAND_STORE_RESULTS)
    {
      job->attempts = slice_batch (self, command->first, command->count);
      job->results = g_steal_pointer (&self->answer->results);
      job->max_items = command->ahead;
      job->max_bytes = command->bytes;
    }
  else if (command->kind == TG_SYNC_COMMAND_REFUSE)
    {
      job->attempts = slice_batch (self, command->first, 1);
      job->results = make_refusal (self, command->first);
    }
  else if (command->kind == TG_SYNC_COMMAND_RELEASE)
    job->attempts = slice_batch (self, command->first, G_MAXUINT - command->first);
  else if (command->kind == TG_SYNC_COMMAND_APPLY)
    {
      job->page = g_steal_pointer (&self->answer->page);
      job->from = g_strdup (self->cursor);
    }
  else if (command->kind == TG_SYNC_COMMAND_APPLY_LISTING ||
           command->kind == TG_SYNC_COMMAND_END_LISTING)
    fill_listing_page (self, job);
}

static TgRequest *
make_upload (TgSyncDesk            *self,
             const TgSyncCommand   *command,
             char                ***ids)
{
  g_autoptr (GPtrArray) frozen = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = command->first; i < command->first + command->count; i++)
    {
      const TgAttempt *attempt = self->batch->pdata[i];

      g_ptr_array_add (frozen, attempt->frozen);
      g_strv_builder_add (builder, attempt->id);
    }
  *ids = g_strv_builder_end (builder);
  return tg_sync_request_batch (self->base, self->token, frozen);
}

static gboolean
is_unmoved (TgSyncDesk *self)
{
  if (self->answer->page != NULL)
    return strcmp (self->answer->page->cursor, self->cursor) == 0;
  if (self->answer->filings != NULL)
    return strcmp (self->answer->filings->cursor, self->listing_cursor) == 0;
  return FALSE;
}

static void
describe_discovery (TgSyncEvent       *event,
                    const TgDiscovery *discovery)
{
  event->history = discovery->history;
  event->environment = discovery->environment;
  event->batch = discovery->batch;
  event->body_bytes = discovery->body_bytes;
  event->wait_seconds = discovery->wait_seconds;
  event->chunk_bytes = discovery->chunk_bytes;
}

void
tg_sync_desk_init (TgSyncDesk *self)
{
  *self = (TgSyncDesk) { NULL };
  replace_text (&self->client_id, "");
  replace_text (&self->secret, "");
  replace_text (&self->base, "");
  replace_text (&self->code_keys, "");
  replace_text (&self->token, "");
  replace_text (&self->cursor, "");
  replace_text (&self->listing_cursor, "");
  replace_text (&self->listing_feed, "");
}

void
tg_sync_desk_clear (TgSyncDesk *self)
{
  g_clear_pointer (&self->client_id, g_free);
  g_clear_pointer (&self->secret, g_free);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->code_keys, g_free);
  g_clear_pointer (&self->token, g_free);
  g_clear_pointer (&self->cursor, g_free);
  g_clear_pointer (&self->listing_cursor, g_free);
  g_clear_pointer (&self->listing_feed, g_free);
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_clear_pointer (&self->answer, tg_sync_answer_free);
}

TgRequest *
tg_sync_desk_make_request (TgSyncDesk            *self,
                           const TgSyncCommand   *command,
                           TgRequestKind         *kind,
                           char                ***ids)
{
  *ids = NULL;
  if (command->kind == TG_SYNC_COMMAND_DISCOVER)
    {
      *kind = TG_REQUEST_DISCOVERY;
      return tg_sync_request_discovery (*self->token != '\0' ? self->token : NULL);
    }
  if (command->kind == TG_SYNC_COMMAND_GET_TOKEN)
    {
      *kind = TG_REQUEST_TOKEN;
      replace_text (&self->token, "");
      return tg_sync_request_token (self->client_id, self->secret);
    }
  if (command->kind == TG_SYNC_COMMAND_UPLOAD)
    {
      *kind = TG_REQUEST_BATCH;
      return make_upload (self, command, ids);
    }
  if (command->kind == TG_SYNC_COMMAND_LIST)
    {
      *kind = TG_REQUEST_LISTING;
      return tg_sync_request_listing (self->base, self->token, self->listing_cursor);
    }
  if (command->kind == TG_SYNC_COMMAND_ASK_FILE)
    {
      *kind = TG_REQUEST_FILE_STATE;
      return tg_sync_request_file_state (self->base, self->token, self->file);
    }
  if (command->kind == TG_SYNC_COMMAND_SEND_FILE)
    {
      const TgSyncPiece piece = { self->file, command->offset, self->file_bytes, self->piece };

      *kind = TG_REQUEST_FILE;
      return tg_sync_request_file (self->base, self->token, &piece);
    }
  g_return_val_if_fail (command->kind == TG_SYNC_COMMAND_POLL, NULL);
  *kind = TG_REQUEST_EVENTS;
  return tg_sync_request_events (self->base, self->token, self->cursor, command->seconds);
}

TgSyncJob *
tg_sync_desk_make_job (TgSyncDesk          *self,
                       const TgSyncCommand *command,
                       const TgSyncState   *state,
                       gint64               now)
{
  TgSyncJob *job = tg_sync_job_new (find_job (command->kind));

  job->is_posted = command->is_posted;
  job->now = now;
  job->epoch = g_strdup (tg_sync_state_get_epoch (state));
  fill_job (self, job, command);
  if (command->kind == TG_SYNC_COMMAND_BEGIN_LISTING)
    {
      replace_text (&self->listing_cursor, "");
      replace_text (&self->listing_feed, "");
    }
  else if (command->kind == TG_SYNC_COMMAND_END_LISTING)
    job->history = g_strdup (tg_sync_state_get_history (state));
  return job;
}

TgSyncEvent
tg_sync_desk_take_answer (TgSyncDesk   *self,
                          TgSyncAnswer *answer,
                          guint         serial)
{
  TgSyncEvent event = {
    .kind = TG_SYNC_EVENT_REPLY,
    .serial = serial,
    .reply = answer->reply,
    .retry_after = answer->retry_after,
    .text = answer->text,
    .epoch = answer->epoch,
    .offset = answer->offset,
  };

  g_clear_pointer (&self->answer, tg_sync_answer_free);
  self->answer = answer;
  event.is_unmoved = is_unmoved (self);
  if (answer->token != NULL)
    replace_text (&self->token, answer->token);
  if (answer->discovery != NULL)
    {
      replace_text (&self->base, answer->discovery->base);
      replace_text (&self->code_keys, answer->discovery->code_keys);
      describe_discovery (&event, answer->discovery);
    }
  if (answer->page != NULL)
    {
      event.count = answer->page->events->len;
      event.more = answer->page->more;
    }
  if (answer->filings != NULL)
    {
      event.count = answer->filings->filings->len;
      event.more = answer->filings->more;
    }
  return event;
}

static guint
take_piece (TgSyncDesk      *self,
            const TgSyncJob *job)
{
  g_clear_pointer (&self->piece, g_bytes_unref);
  /* What refuses it now is that it changed here, not what the window said last. */
  g_clear_pointer (&self->answer, tg_sync_answer_free);
  if (job->piece == NULL)
    return 0;
  self->piece = g_bytes_ref (job->piece);
  return (guint) g_bytes_get_size (job->piece);
}

static guint
take_chosen (TgSyncDesk      *self,
             const TgSyncJob *job)
{
  g_clear_pointer (&self->batch, g_ptr_array_unref);
  self->batch = g_ptr_array_ref (job->attempts);
  g_free (self->file);
  self->file = g_strdup (job->file);
  self->file_bytes = job->file_bytes;
  return job->attempts->len;
}

TgSyncEvent
tg_sync_desk_take_job (TgSyncDesk      *self,
                       const TgSyncJob *job,
                       guint            serial)
{
  guint count = 0;

  if (job->kind == TG_SYNC_JOB_LOAD)
    replace_text (&self->cursor, job->cursor);
  if (job->kind == TG_SYNC_JOB_END_LISTING)
    replace_text (&self->cursor, job->resume);
  if (job->kind == TG_SYNC_JOB_APPLY)
    replace_text (&self->cursor, job->page->cursor);
  if (job->kind == TG_SYNC_JOB_CHOOSE)
    count = take_chosen (self, job);
  if (job->kind == TG_SYNC_JOB_READ_FILE)
    count = take_piece (self, job);
  return (TgSyncEvent) {
           .kind = TG_SYNC_EVENT_STORED,
           .serial = serial,
           .is_leased = job->done,
           .is_listing = job->is_listing,
           .epoch = job->epoch,
           .count = count,
           .file_bytes = job->kind == TG_SYNC_JOB_CHOOSE ? job->file_bytes : 0,
  };
}
