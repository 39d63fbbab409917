/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-plan.h"

#include "tg-backoff.h"

/* What is due: tg_sync_plan_go_on() looks at the state from the top and gives the first command
 * that is due, so there is one order of work, in one place. Pure. */

/* A single run gives up after so many faults, or rather than wait so long. */
#define ONCE_FAILURES 3
#define ONCE_WAIT     (10 * (gint64) G_USEC_PER_SEC)

void
tg_sync_plan_set_text (char       **place,
                       const char  *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_free (*place);
  *place = copy;
}

void
tg_sync_plan_set_reason (TgSyncState *state,
                         int          error,
                         const char  *text)
{
  state->error = error;
  tg_sync_plan_set_text (&state->reason, text);
}

TgSyncCommand *
tg_sync_plan_command (TgSyncStep        *step,
                      TgSyncCommandKind  kind)
{
  TgSyncCommand fresh = { .kind = kind, .serial = step->state->serial };

  g_array_append_val (step->commands, fresh);
  return &g_array_index (step->commands, TgSyncCommand, step->commands->len - 1);
}

/* A command that will be answered. */
TgSyncCommand *
tg_sync_plan_ask (TgSyncStep        *step,
                  TgSyncPhase        phase,
                  TgSyncCommandKind  kind)
{
  step->state->phase = phase;
  step->state->serial++;
  step->state->asked = kind;
  return tg_sync_plan_command (step, kind);
}

/* Gives back the lease and forgets what must be looked at again next time. */
static void
rest (TgSyncStep  *step,
      TgSyncPhase  phase)
{
  TgSyncState *state = step->state;

  if (state->is_leased)
    tg_sync_plan_command (step, TG_SYNC_COMMAND_UNLEASE);
  state->is_leased = state->is_loaded = state->is_discovered = FALSE;
  state->must_release = state->must_stop = FALSE;
  state->n_errands = 0;
  state->n_ranges = 0;
  tg_sync_plan_drop_file (state);
  state->listing = LISTING_NONE;
  state->until = 0;
  state->serial++;
  state->phase = phase;
}

void
tg_sync_plan_finish (TgSyncStep  *step,
                     TgSyncPhase  phase)
{
  rest (step, phase);
  step->state->is_finished = TRUE;
  tg_sync_plan_command (step, TG_SYNC_COMMAND_FINISH);
}

static void
ask_choose (TgSyncStep *step)
{
  TgSyncCommand *choose = tg_sync_plan_ask (step, TG_SYNC_CHOOSING, TG_SYNC_COMMAND_CHOOSE);

  step->state->is_woken = FALSE;
  choose->count = step->state->max_items * TG_SYNC_AHEAD;
  choose->bytes = step->state->max_bytes;
}

static void
ask_upload (TgSyncStep *step)
{
  const Range *range = &step->state->ranges[step->state->n_ranges - 1];
  TgSyncCommand *upload = tg_sync_plan_ask (step, TG_SYNC_UPLOADING, TG_SYNC_COMMAND_UPLOAD);

  upload->first = range->first;
  upload->count = range->count;
}

static void
ask_piece (TgSyncStep *step)
{
  Upload *upload = &step->state->upload;
  TgSyncCommand *read = tg_sync_plan_ask (step, TG_SYNC_READING_FILE, TG_SYNC_COMMAND_READ_FILE);

  read->offset = upload->offset;
  read->bytes = (gsize) MIN ((gint64) step->state->max_chunk, upload->bytes - upload->offset);
}

static void
ask_file (TgSyncStep *step)
{
  Upload *upload = &step->state->upload;

  if (upload->is_refused)
    tg_sync_plan_ask (step, TG_SYNC_STORING_FILE, TG_SYNC_COMMAND_REFUSE_FILE);
  else if (upload->is_whole)
    tg_sync_plan_ask (step, TG_SYNC_STORING_FILE, TG_SYNC_COMMAND_STORE_FILE);
  else if (upload->offset < 0)
    tg_sync_plan_ask (step, TG_SYNC_ASKING_FILE, TG_SYNC_COMMAND_ASK_FILE);
  else if (upload->piece == 0)
    ask_piece (step);
  else
    tg_sync_plan_ask (step, TG_SYNC_SENDING_FILE, TG_SYNC_COMMAND_SEND_FILE)->offset =
      upload->offset;
}

static void
ask_poll (TgSyncStep *step)
{
  TgSyncState *state = step->state;
  TgSyncCommand *poll = tg_sync_plan_ask (step, TG_SYNC_POLLING, TG_SYNC_COMMAND_POLL);

  poll->seconds = state->once || state->has_more ? 0 : state->wait_seconds;
}

static void
ask_wait (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (state->only_errands ||
      (state->once && (state->failures > ONCE_FAILURES || state->until - step->now > ONCE_WAIT)))
    tg_sync_plan_finish (step, TG_SYNC_IDLE);
  else
    {
      state->n_errands = 0;
      tg_sync_plan_ask (step, TG_SYNC_WAITING, TG_SYNC_COMMAND_WAIT)->until = state->until;
    }
}

static void
ask_listing (TgSyncStep *step)
{
  switch (step->state->listing)
    {
    case LISTING_WANTED:
      step->state->has_listed = FALSE;
      tg_sync_plan_ask (step, TG_SYNC_RECONCILING, TG_SYNC_COMMAND_BEGIN_LISTING);
      break;
    case LISTING_BEGUN:
      tg_sync_plan_ask (step, TG_SYNC_LISTING, TG_SYNC_COMMAND_LIST);
      break;
    case LISTING_NONE:
      g_return_if_reached ();
    }
}

/* It stays due; the window keeps what it has of it. */
void
tg_sync_plan_drop_file (TgSyncState *state)
{
  state->upload = (Upload) { 0 };
}

/* The rest of a batch goes back to the store as unknown. */
static void
drop_batch (TgSyncState *state)
{
  tg_sync_plan_drop_file (state);
  if (state->n_ranges > 0)
    {
      state->must_release = TRUE;
      state->release_first = state->ranges[state->n_ranges - 1].first;
    }
  state->n_ranges = 0;
}

/* An errand does not: another program may be syncing. */
static gboolean
needs_store (const TgSyncState *state)
{
  return state->n_errands == 0 && !state->only_errands;
}

void
tg_sync_plan_go_on (TgSyncStep *step)
{
  TgSyncState *state = step->state;

  if (state->listing != LISTING_NONE)
    drop_batch (state);     /* what comes before it may have to be sent again first */
  if (state->must_release)
    tg_sync_plan_ask (step, TG_SYNC_RELEASING, TG_SYNC_COMMAND_RELEASE)->first =
      state->release_first;
  else if (state->must_stop && state->once)
    tg_sync_plan_finish (step, TG_SYNC_STOPPED);
  else if (state->must_stop)
    rest (step, TG_SYNC_STOPPED);
  else if (state->until > step->now)
    ask_wait (step);
  else if (needs_store (state) && !state->is_leased)
    tg_sync_plan_ask (step, TG_SYNC_LEASING, TG_SYNC_COMMAND_LEASE);
  else if (needs_store (state) && !state->is_loaded)
    tg_sync_plan_ask (step, TG_SYNC_LOADING, TG_SYNC_COMMAND_LOAD);
  else if (!state->is_discovered || (state->asks_history && state->has_token))
    tg_sync_plan_ask (step, TG_SYNC_DISCOVERING, TG_SYNC_COMMAND_DISCOVER);
  else if (!state->has_token)
    tg_sync_plan_ask (step, TG_SYNC_TOKEN, TG_SYNC_COMMAND_GET_TOKEN);
  else if (state->n_ranges > 0)
    ask_upload (step);
  else if (state->n_errands > 0)
    tg_sync_plan_ask (step, TG_SYNC_ASKING, TG_SYNC_COMMAND_ASK);
  else if (state->only_errands)
    tg_sync_plan_finish (step, TG_SYNC_IDLE);
  else if (state->listing != LISTING_NONE)
    ask_listing (step);
  else if (state->upload.bytes > 0)
    ask_file (step);
  else if (!state->is_uploaded)
    ask_choose (step);
  else if (state->once && state->is_drained)
    tg_sync_plan_finish (step, TG_SYNC_IDLE);
  else
    ask_poll (step);
}

void
tg_sync_plan_restart_listing (TgSyncState *state)
{
  if (state->listing != LISTING_NONE)
    state->listing = LISTING_WANTED;
}

void
tg_sync_plan_back_off (TgSyncStep *step,
                       gint64      delay,
                       int         error,
                       const char *text)
{
  TgSyncState *state = step->state;

  state->failures++;
  state->is_asked = delay >= 0;
  state->until = step->now + (delay >= 0 ? delay
                              : tg_backoff_delay (state->failures, step->chance));
  state->is_discovered = FALSE;
  state->is_renewed = FALSE;     /* the next 401 may be hours from now */
  state->is_uploaded = FALSE;
  state->is_drained = FALSE;
  drop_batch (state);
  tg_sync_plan_set_reason (state, error, text);
}

void
tg_sync_plan_stop_for (TgSyncStep *step,
                       int         error,
                       const char *text)
{
  drop_batch (step->state);
  step->state->must_stop = TRUE;
  step->state->has_token = FALSE;
  tg_sync_plan_set_reason (step->state, error, text);
}
