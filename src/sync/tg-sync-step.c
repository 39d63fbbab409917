/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-step.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-sync-plan.h"

/* The pure step. Every event first changes what is known (the members of the state); then
 * tg_sync_plan_go_on() gives the command that is due by them. Always holds: at most one command
 * is waited for, `serial` is its number, and an answer with another number is ignored. Results
 * are stored beside the next upload: what the store is asked it does in that order, so that
 * nothing is chosen before they are in, and when it fails all is as after a crash. A batch is
 * chosen (and marked in the store) before it is uploaded. Nothing is concluded from a fault. */

#define POLL_SECONDS 55
#define MAX_SEEKS    3
#define MISMATCHES   3      /* from this one on it is not the way there that damages it */
#define LEASE_WAIT   (5 * (gint64) G_USEC_PER_SEC)

static gboolean
is_at_rest (TgSyncPhase phase)
{
  return phase == TG_SYNC_IDLE || phase == TG_SYNC_STOPPED;
}

/* Another history of this account on the window: what we know of it must be compared anew. */
static void
notice_epoch (TgSyncState *state,
              const char  *epoch)
{
  if (epoch == NULL || *epoch == '\0' || g_strcmp0 (epoch, state->window_epoch) == 0)
    return;
  tg_sync_plan_set_text (&state->window_epoch, epoch);
  if (*state->epoch == '\0')
    tg_sync_plan_set_text (&state->epoch, epoch);
  if (strcmp (epoch, state->epoch) == 0)
    return;
  state->asks_history = TRUE;
  state->listing = LISTING_WANTED;
}

static void
halve (TgSyncStep *step)
{
  TgSyncState *state = step->state;
  Range *range = &state->ranges[state->n_ranges - 1];
  guint half = range->count / 2;
  TgSyncCommand *refuse;

  if (range->count == 1)
    {
      state->n_ranges--;
      refuse = tg_sync_plan_ask (step, TG_SYNC_STORING_RESULTS, TG_SYNC_COMMAND_REFUSE);
      refuse->first = range->first;
      return;
    }
  g_return_if_fail (state->n_ranges < TG_SYNC_MAX_RANGES);
  state->ranges[state->n_ranges++] = (Range) { range->first, half };
  *range = (Range) { range->first + half, range->count - half };
  tg_sync_plan_go_on (step);
}

static void
accept_discovery (TgSyncStep *step)
{
  TgSyncState *state = step->state;
  const TgSyncEvent *event = step->event;

  if (g_strcmp0 (event->environment, state->environment) != 0)
    {
      tg_sync_plan_stop_for (step, TG_ERROR_REFUSED,
                             strcmp (state->environment, "practice") == 0
                ? _("This is a practice workspace, but the address is that of a real single window")
                : _("This workspace files for real, but the address is that of a practice window"));
      tg_sync_plan_go_on (step);
      return;
    }
  state->is_discovered = TRUE;
  state->max_items = CLAMP (event->batch, 1, TG_SYNC_MAX_ITEMS);
  state->max_bytes = MIN (event->body_bytes, TG_SYNC_MAX_BYTES);
  state->wait_seconds = MIN (event->wait_seconds, POLL_SECONDS);
  state->max_chunk = CLAMP (event->chunk_bytes, 1, TG_SYNC_MAX_CHUNK);
  notice_epoch (state, event->epoch);
  if (state->has_token && state->asks_history)
    {
      state->asks_history = FALSE;
      tg_sync_plan_set_text (&state->history, event->history);
    }
  tg_sync_plan_go_on (step);
}

static void
accept_token (TgSyncStep *step)
{
  step->state->has_token = TRUE;
  /* Discovery says why the epoch changed only to a live token; that of before may have been
   * dead. */
  if (step->state->listing != LISTING_NONE)
    step->state->asks_history = TRUE;
  tg_sync_plan_go_on (step);
}

static void
accept_results (TgSyncStep *step)
{
  TgSyncState *state = step->state;
  const Range range = state->ranges[--state->n_ranges];
  TgSyncCommand *store = tg_sync_plan_command (step, TG_SYNC_COMMAND_STORE_RESULTS);

  store->is_posted = TRUE;
  store->first = range.first;
  store->count = range.count;
  store->ahead = state->max_items * TG_SYNC_AHEAD;
  store->bytes = state->max_bytes;
  tg_sync_plan_go_on (step);
}

/* An offset that cannot be is a fault. */
static void
seek (TgSyncStep *step,
      gint64      least)
{
  Upload *upload = &step->state->upload;

  if (step->event->offset >= least && step->event->offset < upload->bytes)
    upload->offset = step->event->offset;
  else
    tg_sync_plan_back_off (step, -1, TG_ERROR_OFFLINE,
                           _("The single window counts the bytes of an attachment otherwise"));
  tg_sync_plan_go_on (step);
}

static void
accept_file_state (TgSyncStep *step)
{
  Upload *upload = &step->state->upload;

  upload->is_whole = step->event->reply.status == 200;
  if (upload->is_whole)
    tg_sync_plan_go_on (step);
  else
    seek (step, 0);
}

static void
accept_piece (TgSyncStep *step)
{
  Upload *upload = &step->state->upload;

  upload->piece = 0;
  upload->is_whole = step->event->reply.status == 201;
  if (upload->is_whole)
    tg_sync_plan_go_on (step);
  else
    seek (step, upload->offset + 1);
}

/* The window has another number of bytes than we thought. */
static void
go_on_elsewhere (TgSyncStep *step)
{
  Upload *upload = &step->state->upload;

  upload->piece = 0;
  upload->n_seeks++;
  seek (step, upload->n_seeks <= MAX_SEEKS ? 0 : G_MAXINT64);
}

static void
refuse_file (TgSyncStep *step)
{
  step->state->upload.is_refused = TRUE;
  tg_sync_plan_go_on (step);
}

/* It is read against its digest here, so mostly it was the way there that changed it. */
static void
begin_file_again (TgSyncStep *step)
{
  step->state->n_mismatches++;
  if (step->state->n_mismatches >= MISMATCHES)
    {
      refuse_file (step);
      return;
    }
  tg_sync_plan_back_off (step, -1, TG_ERROR_OFFLINE, step->event->text);
  tg_sync_plan_go_on (step);
}

static void
accept_errand (TgSyncStep *step)
{
  step->state->n_errands--;
  tg_sync_plan_command (step, TG_SYNC_COMMAND_HAND_OVER);
  tg_sync_plan_go_on (step);
}

static gboolean
is_stuck (TgSyncStep *step)
{
  if (!step->event->is_unmoved || !step->event->more)
    return FALSE;
  tg_sync_plan_back_off (step, -1, TG_ERROR_OFFLINE,
                         _("The single window says that there is more, but its cursor "
                           "does not move"));
  tg_sync_plan_restart_listing (step->state);
  tg_sync_plan_go_on (step);
  return TRUE;
}

static void
accept_events (TgSyncStep *step)
{
  if (is_stuck (step))
    return;
  step->state->has_more = step->event->more;
  step->state->is_drained = !step->event->more;
  step->state->is_uploaded = FALSE;
  if (step->event->count == 0 && step->event->is_unmoved)
    tg_sync_plan_go_on (step);
  else
    tg_sync_plan_ask (step, TG_SYNC_APPLYING, TG_SYNC_COMMAND_APPLY);
}

static void
accept_listing (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (state->listing == LISTING_WANTED)     /* its epoch changed under way */
    {
      tg_sync_plan_go_on (step);
      return;
    }
  if (is_stuck (step))
    return;
  state->has_listed = TRUE;
  tg_sync_plan_ask (step, TG_SYNC_RECONCILING, step->event->more ? TG_SYNC_COMMAND_APPLY_LISTING
                                                            : TG_SYNC_COMMAND_END_LISTING);
}

static void
accept (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (state->phase != TG_SYNC_DISCOVERING && state->phase != TG_SYNC_TOKEN &&
      state->phase != TG_SYNC_ASKING_FILE)
    {
      state->failures = 0;
      state->is_renewed = FALSE;
      tg_sync_plan_set_reason (state, 0, "");
    }
  if (state->phase == TG_SYNC_DISCOVERING)
    accept_discovery (step);
  else if (state->phase == TG_SYNC_TOKEN)
    accept_token (step);
  else if (state->phase == TG_SYNC_UPLOADING)
    accept_results (step);
  else if (state->phase == TG_SYNC_ASKING)
    accept_errand (step);
  else if (state->phase == TG_SYNC_ASKING_FILE)
    accept_file_state (step);
  else if (state->phase == TG_SYNC_SENDING_FILE)
    accept_piece (step);
  else if (state->phase == TG_SYNC_POLLING)
    accept_events (step);
  else if (state->phase == TG_SYNC_LISTING)
    accept_listing (step);
}

static void
renew (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  state->has_token = FALSE;
  if (state->is_renewed)
    tg_sync_plan_stop_for (step, TG_ERROR_AUTH, step->event->text);
  state->is_renewed = TRUE;
  tg_sync_plan_go_on (step);
}

/* A listing whose own cursor is gone begins again; one that cannot even begin is a fault. */
static void
list_again (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (state->phase == TG_SYNC_LISTING && !state->has_listed)
    tg_sync_plan_back_off (step, -1, TG_ERROR_OFFLINE, step->event->text);
  state->listing = LISTING_WANTED;
  tg_sync_plan_go_on (step);
}

static void
on_reply (TgSyncStep *step)
{
  TgSyncState *state = step->state;
  const TgSyncEvent *event = step->event;

  if (state->phase != TG_SYNC_DISCOVERING && event->reply.is_window)
    notice_epoch (state, event->epoch);
  switch (tg_reply_policy_decide (&event->reply))
    {
    case TG_REPLY_ACCEPT:
      accept (step);
      return;
    case TG_REPLY_HALVE:
      halve (step);
      return;
    case TG_REPLY_RENEW:
      renew (step);
      return;
    case TG_REPLY_LIST_AGAIN:
      list_again (step);
      return;
    case TG_REPLY_GO_ON_THERE:
      go_on_elsewhere (step);
      return;
    case TG_REPLY_BEGIN_AGAIN:
      begin_file_again (step);
      return;
    case TG_REPLY_REFUSE:
      refuse_file (step);
      return;
    case TG_REPLY_STOP:
      tg_sync_plan_stop_for (step, state->phase == TG_SYNC_TOKEN ? TG_ERROR_AUTH : TG_ERROR_REFUSED,
                             event->text);
      break;
    case TG_REPLY_WAIT:
      tg_sync_plan_back_off (step, event->retry_after, TG_ERROR_OFFLINE, event->text);
      break;
    case TG_REPLY_BACK_OFF:
      if (state->phase == TG_SYNC_DISCOVERING)
        state->has_token = FALSE;     /* perhaps it was that which it did not like */
      tg_sync_plan_back_off (step, -1, TG_ERROR_OFFLINE, event->text);
      break;
    }
  tg_sync_plan_go_on (step);
}

static void
on_leased (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  state->is_leased = step->event->is_leased;
  if (state->is_leased)
    {
      tg_sync_plan_go_on (step);
      return;
    }
  tg_sync_plan_set_reason (state, TG_ERROR_BUSY, _("Another program is syncing this workspace"));
  state->until = step->now + LEASE_WAIT;
  if (state->once)
    tg_sync_plan_finish (step, TG_SYNC_IDLE);
  else
    tg_sync_plan_go_on (step);
}

static void
on_loaded (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  state->is_loaded = TRUE;
  tg_sync_plan_set_text (&state->epoch, step->event->epoch);
  tg_sync_plan_set_text (&state->window_epoch, step->event->epoch);
  state->listing = step->event->is_listing ? LISTING_WANTED : LISTING_NONE;
  tg_sync_plan_go_on (step);
}

/* The first on top, each one request's worth. */
static void
make_ranges (TgSyncState *state,
             guint        count)
{
  guint n = (count + state->max_items - 1) / state->max_items;

  g_return_if_fail (n <= TG_SYNC_AHEAD);

  state->n_ranges = n;
  for (guint i = 0; i < n; i++)
    {
      guint first = i * state->max_items;

      state->ranges[n - 1 - i] = (Range) { first, MIN (state->max_items, count - first) };
    }
}

static void
on_chosen (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  state->is_uploaded = step->event->count == 0 && step->event->file_bytes == 0 &&
                       !state->is_woken;
  if (step->event->count > 0)
    {
      state->is_drained = FALSE;
      make_ranges (state, step->event->count);
    }
  else if (step->event->file_bytes > 0)
    {
      state->is_drained = FALSE;
      state->upload = (Upload) { .bytes = step->event->file_bytes, .offset = -1 };
    }
  tg_sync_plan_go_on (step);
}

static void
on_piece_read (TgSyncStep *step)
{
  Upload *upload = &step->state->upload;

  upload->piece = step->event->count;
  upload->is_refused = upload->piece == 0;
  tg_sync_plan_go_on (step);
}

static void
on_file_stored (TgSyncStep *step)
{
  step->state->n_mismatches = 0;
  tg_sync_plan_drop_file (step->state);
  tg_sync_plan_go_on (step);
}

static void
on_reconciled (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (state->asked == TG_SYNC_COMMAND_BEGIN_LISTING)
    state->listing = LISTING_BEGUN;
  else if (state->asked == TG_SYNC_COMMAND_END_LISTING)
    {
      state->listing = LISTING_NONE;
      state->is_uploaded = state->is_drained = FALSE;
      tg_sync_plan_set_text (&state->epoch, state->window_epoch);
      tg_sync_plan_set_text (&state->history, "");
    }
  tg_sync_plan_go_on (step);
}

static void
on_stored (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (state->phase == TG_SYNC_LEASING)
    on_leased (step);
  else if (state->phase == TG_SYNC_LOADING)
    on_loaded (step);
  else if (state->phase == TG_SYNC_CHOOSING)
    on_chosen (step);
  else if (state->phase == TG_SYNC_READING_FILE)
    on_piece_read (step);
  else if (state->phase == TG_SYNC_STORING_FILE)
    on_file_stored (step);
  else if (state->phase == TG_SYNC_RECONCILING)
    on_reconciled (step);
  else
    {
      if (state->phase == TG_SYNC_RELEASING)
        state->must_release = FALSE;
      tg_sync_plan_go_on (step);
    }
}

/* A full disk, say. What was under way is read from the store again, as after a crash. */
static void
on_failed (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (step->event->is_posted)
    tg_sync_plan_command (step, TG_SYNC_COMMAND_CANCEL);
  state->n_ranges = 0;
  tg_sync_plan_drop_file (state);
  state->must_release = FALSE;
  state->is_leased = FALSE;
  state->is_loaded = FALSE;
  tg_sync_plan_restart_listing (state);
  tg_sync_plan_back_off (step, -1, TG_ERROR_FAILED, step->event->text);
  tg_sync_plan_go_on (step);
}

static void
begin (TgSyncStep *step,
       gboolean    once,
       gboolean    only_errands)
{
  TgSyncState *state = step->state;

  state->once = once;
  state->only_errands = only_errands;
  state->is_finished = FALSE;
  state->failures = 0;
  state->until = 0;
  state->is_uploaded = state->is_drained = state->has_more = FALSE;
  state->is_renewed = FALSE;
  tg_sync_plan_set_reason (state, 0, "");
  tg_sync_plan_go_on (step);
}

static void
on_start (TgSyncStep *step)
{
  if (is_at_rest (step->state->phase))
    begin (step, step->event->once, FALSE);
}

static void
on_stop (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (is_at_rest (state->phase))
    return;
  tg_sync_plan_command (step, TG_SYNC_COMMAND_CANCEL);
  tg_sync_plan_finish (step, TG_SYNC_IDLE);
}

static void
on_wake (TgSyncStep *step)
{
  TgSyncState *state = step->state;
  gboolean cuts = state->phase == TG_SYNC_POLLING ||
                  (state->phase == TG_SYNC_WAITING && step->event->by_person && !state->is_asked);

  state->is_woken = TRUE;
  state->is_uploaded = FALSE;
  if (step->event->by_person)
    {
      state->only_errands = FALSE;
      state->is_drained = FALSE;
      state->has_more = TRUE;      /* the next poll is answered at once */
    }
  if (!cuts)
    return;
  tg_sync_plan_command (step, TG_SYNC_COMMAND_CANCEL);
  state->until = 0;
  tg_sync_plan_go_on (step);
}

/* It comes to its turn at once, but for a delay that the window asked for. An engine at rest starts
 * for it alone. */
static void
on_ask (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  state->n_errands++;
  if (is_at_rest (state->phase))
    {
      begin (step, TRUE, TRUE);
      return;
    }
  if (state->phase != TG_SYNC_POLLING && state->phase != TG_SYNC_WAITING)
    return;
  tg_sync_plan_command (step, TG_SYNC_COMMAND_CANCEL);
  if (!state->is_asked)
    state->until = 0;
  tg_sync_plan_go_on (step);
}

static void
on_timer (TgSyncStep *step)
{
  step->state->until = 0;
  tg_sync_plan_go_on (step);
}

TgSyncState *
tg_sync_state_new (const char *environment)
{
  TgSyncState *self = g_new0 (TgSyncState, 1);

  tg_sync_plan_set_text (&self->environment, environment);
  tg_sync_plan_set_text (&self->reason, "");
  tg_sync_plan_set_text (&self->epoch, "");
  tg_sync_plan_set_text (&self->window_epoch, "");
  tg_sync_plan_set_text (&self->history, "");
  return self;
}

void
tg_sync_state_free (TgSyncState *self)
{
  g_free (self->environment);
  g_free (self->reason);
  g_free (self->epoch);
  g_free (self->window_epoch);
  g_free (self->history);
  g_free (self);
}

TgSyncPhase
tg_sync_state_get_phase (const TgSyncState *self)
{
  return self->phase;
}

const char *
tg_sync_state_get_reason (const TgSyncState *self)
{
  return self->reason;
}

int
tg_sync_state_get_error (const TgSyncState *self)
{
  return self->error;
}

const char *
tg_sync_state_get_epoch (const TgSyncState *self)
{
  return self->window_epoch;
}

const char *
tg_sync_state_get_history (const TgSyncState *self)
{
  return self->history;
}

gboolean
tg_sync_state_is_finished (const TgSyncState *self)
{
  return self->is_finished;
}

gboolean
tg_sync_state_is_drained (const TgSyncState *self)
{
  return self->is_drained && self->is_uploaded;
}

void
tg_sync_step (TgSyncState       *state,
              const TgSyncEvent *event,
              gint64             now,
              TgChance          *chance,
              GArray            *commands)
{
  TgSyncStep step = { state, event, now, chance, commands };

  switch (event->kind)
    {
    case TG_SYNC_EVENT_START:
      on_start (&step);
      return;
    case TG_SYNC_EVENT_STOP:
      on_stop (&step);
      return;
    case TG_SYNC_EVENT_WAKE:
      if (!is_at_rest (state->phase))
        on_wake (&step);
      return;
    case TG_SYNC_EVENT_ASK:
      on_ask (&step);
      return;
    case TG_SYNC_EVENT_TIMER:
    case TG_SYNC_EVENT_REPLY:
    case TG_SYNC_EVENT_STORED:
    case TG_SYNC_EVENT_FAILED:
      break;
    }
  if (is_at_rest (state->phase) || (event->serial != state->serial && !event->is_posted))
    return;
  if (event->kind == TG_SYNC_EVENT_TIMER)
    on_timer (&step);
  else if (event->kind == TG_SYNC_EVENT_REPLY)
    on_reply (&step);
  else if (event->kind == TG_SYNC_EVENT_STORED)
    on_stored (&step);
  else
    on_failed (&step);
}
