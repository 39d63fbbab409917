/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"
#include "tg-sync-step.h"

/* The step with scripted events: each test reads as a conversation. Time stands still unless it
 * says so. */

#define SECOND ((gint64) G_USEC_PER_SEC)

typedef struct
{
  TgSyncState *state;
  TgChance    *chance;
  GArray      *commands;
  gint64       now;
} Talk;

static void
set_up (Talk          *talk,
        gconstpointer  data)
{
  talk->state = tg_sync_state_new ("practice");
  talk->chance = tg_chance_new_seeded (1);
  talk->commands = g_array_new (FALSE, FALSE, sizeof (TgSyncCommand));
  talk->now = 1000 * SECOND;
}

static void
tear_down (Talk          *talk,
           gconstpointer  data)
{
  tg_sync_state_free (talk->state);
  tg_chance_unref (talk->chance);
  g_array_unref (talk->commands);
}

static void
say (Talk        *talk,
     TgSyncEvent  event)
{
  if (talk->commands->len > 0)
    event.serial = g_array_index (talk->commands, TgSyncCommand, talk->commands->len - 1).serial;
  g_array_set_size (talk->commands, 0);
  tg_sync_step (talk->state, &event, talk->now, talk->chance, talk->commands);
}

/* The one command that the last event led to. */
static const TgSyncCommand *
hear (Talk              *talk,
      TgSyncCommandKind  kind)
{
  const TgSyncCommand *last;

  g_assert_cmpuint (talk->commands->len, >, 0);
  last = &g_array_index (talk->commands, TgSyncCommand, talk->commands->len - 1);
  g_assert_cmpint (last->kind, ==, kind);
  return last;
}

/* Beside it: the results of the batch that was answered go to the store, and nobody waits. */
static const TgSyncCommand *
hear_results (Talk *talk)
{
  const TgSyncCommand *first = &g_array_index (talk->commands, TgSyncCommand, 0);

  g_assert_cmpuint (talk->commands->len, ==, 2);
  g_assert_cmpint (first->kind, ==, TG_SYNC_COMMAND_STORE_RESULTS);
  g_assert_true (first->is_posted);
  return first;
}

static void
say_stored (Talk *talk)
{
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_STORED, .is_leased = TRUE, .epoch = "A" });
}

static TgSyncEvent
reply (TgRequestKind  request,
       guint          status,
       const char    *problem)
{
  return (TgSyncEvent) {
           .kind = TG_SYNC_EVENT_REPLY,
           .reply = { request, status, status != 0, problem },
           .retry_after = -1, .text = "words", .epoch = "A", .history = "",
           .environment = "practice",
           .batch = 500, .body_bytes = 1 << 23, .wait_seconds = 30, .chunk_bytes = 10,
             .offset = -1,
  };
}

static void
say_reply (Talk          *talk,
           TgRequestKind  request,
           guint          status,
           const char    *problem)
{
  say (talk, reply (request, status, problem));
}

static void
say_chosen (Talk *talk,
            guint count)
{
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_STORED, .count = count });
}

/* Up to the moment where a batch is chosen. */
static void
begin (Talk     *talk,
       gboolean  once)
{
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_START, .once = once });
  hear (talk, TG_SYNC_COMMAND_LEASE);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_LOAD);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_DISCOVER);
  say_reply (talk, TG_REQUEST_DISCOVERY, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_GET_TOKEN);
  say_reply (talk, TG_REQUEST_TOKEN, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
}

static void
test_once (Talk          *talk,
           gconstpointer  data)
{
  TgSyncEvent page = reply (TG_REQUEST_EVENTS, 200, NULL);

  begin (talk, TRUE);
  say_chosen (talk, 3);
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_UPLOAD)->count, ==, 3);
  say_reply (talk, TG_REQUEST_BATCH, 200, NULL);
  g_assert_cmpuint (hear_results (talk)->count, ==, 3);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
  say_chosen (talk, 0);
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_POLL)->seconds, ==, 0);
  page.count = 5;
  page.more = TRUE;
  say (talk, page);
  hear (talk, TG_SYNC_COMMAND_APPLY);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);     /* upload before download */
  say_chosen (talk, 0);
  hear (talk, TG_SYNC_COMMAND_POLL);
  page.more = FALSE;
  say (talk, page);
  say_stored (talk);
  say_chosen (talk, 0);
  hear (talk, TG_SYNC_COMMAND_FINISH);
  g_assert_true (tg_sync_state_is_drained (talk->state));
  g_assert_cmpint (tg_sync_state_get_phase (talk->state), ==, TG_SYNC_IDLE);
  g_assert_cmpstr (tg_sync_state_get_reason (talk->state), ==, "");
}

/* Four items, the third is bad: 4, 2 of them, 2, 1, 1. */
static void
test_halving (Talk          *talk,
              gconstpointer  data)
{
  const TgSyncCommand *upload;

  begin (talk, FALSE);
  say_chosen (talk, 4);
  say_reply (talk, TG_REQUEST_BATCH, 422, "invalid");
  upload = hear (talk, TG_SYNC_COMMAND_UPLOAD);
  g_assert_cmpuint (upload->first, ==, 0);
  g_assert_cmpuint (upload->count, ==, 2);
  say_reply (talk, TG_REQUEST_BATCH, 200, NULL);
  hear_results (talk);
  upload = hear (talk, TG_SYNC_COMMAND_UPLOAD);
  g_assert_cmpuint (upload->first, ==, 2);
  g_assert_cmpuint (upload->count, ==, 2);
  say_reply (talk, TG_REQUEST_BATCH, 422, "invalid");
  upload = hear (talk, TG_SYNC_COMMAND_UPLOAD);
  g_assert_cmpuint (upload->first, ==, 2);
  g_assert_cmpuint (upload->count, ==, 1);
  say_reply (talk, TG_REQUEST_BATCH, 422, "invalid");
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_REFUSE)->first, ==, 2);
  say_stored (talk);
  upload = hear (talk, TG_SYNC_COMMAND_UPLOAD);
  g_assert_cmpuint (upload->first, ==, 3);
  say_reply (talk, TG_REQUEST_BATCH, 200, NULL);
  hear_results (talk);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
}

/* The token is renewed once and the very same request repeated; a second 401 stops. */
static void
test_token (Talk          *talk,
            gconstpointer  data)
{
  begin (talk, FALSE);
  say_chosen (talk, 2);
  say_reply (talk, TG_REQUEST_BATCH, 401, "unauthorized");
  hear (talk, TG_SYNC_COMMAND_GET_TOKEN);
  say_reply (talk, TG_REQUEST_TOKEN, 200, NULL);
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_UPLOAD)->count, ==, 2);
  say_reply (talk, TG_REQUEST_BATCH, 401, "unauthorized");
  hear (talk, TG_SYNC_COMMAND_RELEASE);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_UNLEASE);
  g_assert_cmpint (tg_sync_state_get_phase (talk->state), ==, TG_SYNC_STOPPED);
  g_assert_cmpint (tg_sync_state_get_error (talk->state), ==, TG_ERROR_AUTH);
}

static void
test_refused_batch (Talk          *talk,
                    gconstpointer  data)
{
  begin (talk, FALSE);
  say_chosen (talk, 2);
  say_reply (talk, TG_REQUEST_BATCH, 403, "forbidden");
  hear (talk, TG_SYNC_COMMAND_RELEASE);
  say_stored (talk);
  g_assert_cmpint (tg_sync_state_get_phase (talk->state), ==, TG_SYNC_STOPPED);
  g_assert_cmpint (tg_sync_state_get_error (talk->state), ==, TG_ERROR_REFUSED);
  g_assert_cmpstr (tg_sync_state_get_reason (talk->state), ==, "words");
}

/* The batch goes back as unknown before anything is waited for. */
static void
test_lost_answer (Talk          *talk,
                  gconstpointer  data)
{
  gint64 until;

  begin (talk, FALSE);
  say_chosen (talk, 2);
  say_reply (talk, TG_REQUEST_BATCH, 0, NULL);
  hear (talk, TG_SYNC_COMMAND_RELEASE);
  say_stored (talk);
  until = hear (talk, TG_SYNC_COMMAND_WAIT)->until;
  g_assert_cmpint (until, >=, talk->now + SECOND);
  g_assert_cmpint (until, <=, talk->now + 2 * SECOND);
  talk->now = until;
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
  hear (talk, TG_SYNC_COMMAND_DISCOVER);
}

/* What the window asks for is obeyed, even when a person is in a hurry; our own delays are not. */
static void
test_waiting (Talk          *talk,
              gconstpointer  data)
{
  TgSyncEvent busy = reply (TG_REQUEST_EVENTS, 503, "busy");

  begin (talk, FALSE);
  say_chosen (talk, 0);
  busy.retry_after = 120 * SECOND;
  say (talk, busy);
  g_assert_cmpint (hear (talk, TG_SYNC_COMMAND_WAIT)->until, ==, talk->now + 120 * SECOND);
  tg_sync_step (talk->state, &(TgSyncEvent) { .kind = TG_SYNC_EVENT_WAKE, .by_person = TRUE },
                talk->now, talk->chance, talk->commands);
  g_assert_cmpuint (talk->commands->len, ==, 1);
  talk->now += 120 * SECOND;
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
  say_reply (talk, TG_REQUEST_DISCOVERY, 0, NULL);
  hear (talk, TG_SYNC_COMMAND_WAIT);
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_WAKE, .by_person = TRUE });
  hear (talk, TG_SYNC_COMMAND_DISCOVER);
}

/* An account that is shut for a while: the window's time is waited, nothing is stopped, and then a
 * token is asked for again. */
static void
test_token_shut (Talk          *talk,
                 gconstpointer  data)
{
  TgSyncEvent shut = reply (TG_REQUEST_TOKEN, 429, NULL);

  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_START });
  say_stored (talk);
  say_stored (talk);
  say_reply (talk, TG_REQUEST_DISCOVERY, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_GET_TOKEN);
  shut.retry_after = 60 * SECOND;
  say (talk, shut);
  g_assert_cmpint (hear (talk, TG_SYNC_COMMAND_WAIT)->until, ==, talk->now + 60 * SECOND);
  g_assert_cmpint (tg_sync_state_get_phase (talk->state), ==, TG_SYNC_WAITING);
  g_assert_cmpstr (tg_sync_state_get_reason (talk->state), ==, "words");
  talk->now += 60 * SECOND;
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
  say_reply (talk, TG_REQUEST_DISCOVERY, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_GET_TOKEN);
  say_reply (talk, TG_REQUEST_TOKEN, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
}

static void
test_wake_cuts_poll (Talk          *talk,
                     gconstpointer  data)
{
  begin (talk, FALSE);
  say_chosen (talk, 0);
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_POLL)->seconds, ==, 30);
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_WAKE });
  g_assert_cmpint (g_array_index (talk->commands, TgSyncCommand, 0).kind, ==,
                   TG_SYNC_COMMAND_CANCEL);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
}

/* An answer to a command that was taken back changes nothing. */
static void
test_stale (Talk          *talk,
            gconstpointer  data)
{
  TgSyncEvent page = reply (TG_REQUEST_EVENTS, 200, NULL);

  begin (talk, FALSE);
  say_chosen (talk, 0);
  page.serial = hear (talk, TG_SYNC_COMMAND_POLL)->serial;
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_WAKE });
  g_array_set_size (talk->commands, 0);
  tg_sync_step (talk->state, &page, talk->now, talk->chance, talk->commands);
  g_assert_cmpuint (talk->commands->len, ==, 0);
  g_assert_cmpint (tg_sync_state_get_phase (talk->state), ==, TG_SYNC_CHOOSING);
}

static void
test_environment (Talk          *talk,
                  gconstpointer  data)
{
  TgSyncEvent discovery = reply (TG_REQUEST_DISCOVERY, 200, NULL);

  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_START });
  say_stored (talk);
  say_stored (talk);
  discovery.environment = "production";
  say (talk, discovery);
  hear (talk, TG_SYNC_COMMAND_UNLEASE);
  g_assert_cmpint (tg_sync_state_get_phase (talk->state), ==, TG_SYNC_STOPPED);
}

/* 410: list to the end, then the feed again. The history is the same, so nothing is said of it. */
static void
test_listing (Talk          *talk,
              gconstpointer  data)
{
  TgSyncEvent page = reply (TG_REQUEST_LISTING, 200, NULL);

  begin (talk, FALSE);
  say_chosen (talk, 0);
  say_reply (talk, TG_REQUEST_EVENTS, 410, "cursor-expired");
  hear (talk, TG_SYNC_COMMAND_BEGIN_LISTING);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_LIST);
  page.more = TRUE;
  say (talk, page);
  hear (talk, TG_SYNC_COMMAND_APPLY_LISTING);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_LIST);
  page.more = FALSE;
  say (talk, page);
  hear (talk, TG_SYNC_COMMAND_END_LISTING);
  g_assert_cmpstr (tg_sync_state_get_history (talk->state), ==, "");
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
}

/* Several requests' worth are chosen at once; each is sent while the results of the one before are
 * stored. When that fails, the request under way is of no use: all begins as after a crash. */
static void
test_ahead (Talk          *talk,
            gconstpointer  data)
{
  const TgSyncCommand *command;

  begin (talk, FALSE);
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_CHOOSE)->count, ==, 800);
  say_chosen (talk, 450);
  command = hear (talk, TG_SYNC_COMMAND_UPLOAD);
  g_assert_cmpuint (command->first, ==, 0);
  g_assert_cmpuint (command->count, ==, 200);
  say_reply (talk, TG_REQUEST_BATCH, 200, NULL);
  g_assert_cmpuint (hear_results (talk)->first, ==, 0);
  command = hear (talk, TG_SYNC_COMMAND_UPLOAD);
  g_assert_cmpuint (command->first, ==, 200);
  g_assert_cmpuint (command->count, ==, 200);
  say_reply (talk, TG_REQUEST_BATCH, 200, NULL);
  g_assert_cmpuint (hear_results (talk)->first, ==, 200);
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_UPLOAD)->count, ==, 50);
  say_reply (talk, TG_REQUEST_BATCH, 500, NULL);
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_RELEASE)->first, ==, 400);
}

static void
test_posted_failure (Talk          *talk,
                     gconstpointer  data)
{
  begin (talk, FALSE);
  say_chosen (talk, 300);
  say_reply (talk, TG_REQUEST_BATCH, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_UPLOAD);
  /* Its serial is that of the upload before. */
  tg_sync_step (talk->state, &(TgSyncEvent) {
    .kind = TG_SYNC_EVENT_FAILED, .serial = 1, .is_posted = TRUE, .text = "disk full"
  }, talk->now, talk->chance, talk->commands);
  talk->now = hear (talk, TG_SYNC_COMMAND_WAIT)->until;
  g_assert_cmpint (g_array_index (talk->commands, TgSyncCommand, talk->commands->len - 2).kind, ==,
                   TG_SYNC_COMMAND_CANCEL);
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
  hear (talk, TG_SYNC_COMMAND_LEASE);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_LOAD);
}

/* A new epoch in the answer to a batch: the answer counts, the rest of the batch waits, the
 * reason is asked for, and everything is listed. */
static void
test_new_epoch (Talk          *talk,
                gconstpointer  data)
{
  TgSyncEvent results = reply (TG_REQUEST_BATCH, 413, "too-large");
  TgSyncEvent discovery = reply (TG_REQUEST_DISCOVERY, 200, NULL);
  TgSyncEvent page = reply (TG_REQUEST_LISTING, 200, NULL);

  begin (talk, FALSE);
  say_chosen (talk, 4);
  say (talk, results);
  results = reply (TG_REQUEST_BATCH, 200, NULL);
  results.epoch = discovery.epoch = page.epoch = "B";
  say (talk, results);
  g_assert_cmpuint (hear_results (talk)->count, ==, 2);
  g_assert_cmpuint (hear (talk, TG_SYNC_COMMAND_RELEASE)->first, ==, 2);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_DISCOVER);
  discovery.history = "restored";
  say (talk, discovery);
  hear (talk, TG_SYNC_COMMAND_BEGIN_LISTING);
  say_stored (talk);
  say (talk, page);
  hear (talk, TG_SYNC_COMMAND_END_LISTING);
  g_assert_cmpstr (tg_sync_state_get_history (talk->state), ==, "restored");
  g_assert_cmpstr (tg_sync_state_get_epoch (talk->state), ==, "B");
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
}

static void
test_unmoved_cursor (Talk          *talk,
                     gconstpointer  data)
{
  TgSyncEvent page = reply (TG_REQUEST_EVENTS, 200, NULL);

  begin (talk, FALSE);
  say_chosen (talk, 0);
  page.more = TRUE;
  page.is_unmoved = TRUE;
  say (talk, page);
  hear (talk, TG_SYNC_COMMAND_WAIT);
  g_assert_cmpint (tg_sync_state_get_error (talk->state), ==, TG_ERROR_OFFLINE);
}

/* A full disk: everything is read again, since what was under way is not known. */
static void
test_store_fails (Talk          *talk,
                  gconstpointer  data)
{
  begin (talk, FALSE);
  say_chosen (talk, 2);
  say_reply (talk, TG_REQUEST_BATCH, 200, NULL);
  say (talk, (TgSyncEvent) {
    .kind = TG_SYNC_EVENT_FAILED, .is_posted = TRUE, .text = "disk full"
  });
  g_assert_cmpint (g_array_index (talk->commands, TgSyncCommand, 0).kind, ==,
                   TG_SYNC_COMMAND_CANCEL);
  talk->now = hear (talk, TG_SYNC_COMMAND_WAIT)->until;
  g_assert_cmpstr (tg_sync_state_get_reason (talk->state), ==, "disk full");
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
  hear (talk, TG_SYNC_COMMAND_LEASE);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_LOAD);
}

static void
test_lease_taken (Talk          *talk,
                  gconstpointer  data)
{
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_START, .once = TRUE });
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_STORED });
  hear (talk, TG_SYNC_COMMAND_FINISH);
  g_assert_cmpint (tg_sync_state_get_error (talk->state), ==, TG_ERROR_BUSY);
}

/* A single run does not wait for hours: it says what is wrong and ends. */
static void
test_once_gives_up (Talk          *talk,
                    gconstpointer  data)
{
  guint waits = 0;

  begin (talk, TRUE);
  say_chosen (talk, 0);
  say_reply (talk, TG_REQUEST_EVENTS, 0, NULL);
  while (talk->commands->len == 1)
    {
      talk->now = hear (talk, TG_SYNC_COMMAND_WAIT)->until;
      waits++;
      say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
      say_reply (talk, TG_REQUEST_DISCOVERY, 0, NULL);
    }
  hear (talk, TG_SYNC_COMMAND_FINISH);
  g_assert_cmpuint (waits, ==, 3);
  g_assert_cmpint (tg_sync_state_get_error (talk->state), ==, TG_ERROR_OFFLINE);
}

static void
say_file (Talk   *talk,
          gint64  bytes)
{
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_STORED, .file_bytes = bytes });
}

static void
say_offset (Talk          *talk,
            TgRequestKind  request,
            guint          status,
            gint64         offset)
{
  TgSyncEvent event = reply (request, status, NULL);

  event.offset = offset;
  say (talk, event);
}

/* 25 bytes, 4 of which are there; pieces of 10. */
static void
test_attachment (Talk          *talk,
                 gconstpointer  data)
{
  const TgSyncCommand *command;

  begin (talk, TRUE);
  say_file (talk, 25);
  hear (talk, TG_SYNC_COMMAND_ASK_FILE);
  say_offset (talk, TG_REQUEST_FILE_STATE, 404, 4);
  command = hear (talk, TG_SYNC_COMMAND_READ_FILE);
  g_assert_cmpint (command->offset, ==, 4);
  g_assert_cmpuint (command->bytes, ==, 10);
  say_chosen (talk, 10);
  g_assert_cmpint (hear (talk, TG_SYNC_COMMAND_SEND_FILE)->offset, ==, 4);
  say_offset (talk, TG_REQUEST_FILE, 202, 14);
  g_assert_cmpint (hear (talk, TG_SYNC_COMMAND_READ_FILE)->offset, ==, 14);
  say_chosen (talk, 10);
  say_offset (talk, TG_REQUEST_FILE, 409, 20);
  command = hear (talk, TG_SYNC_COMMAND_READ_FILE);
  g_assert_cmpint (command->offset, ==, 20);
  g_assert_cmpuint (command->bytes, ==, 5);
  say_chosen (talk, 5);
  say_offset (talk, TG_REQUEST_FILE, 201, 25);
  hear (talk, TG_SYNC_COMMAND_STORE_FILE);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
}

/* After a fault it is asked again how much is there; what is whole is not sent again. */
static void
test_attachment_cut (Talk          *talk,
                     gconstpointer  data)
{
  begin (talk, FALSE);
  say_file (talk, 25);
  say_offset (talk, TG_REQUEST_FILE_STATE, 404, 0);
  say_chosen (talk, 10);
  say_reply (talk, TG_REQUEST_FILE, 0, NULL);
  talk->now = hear (talk, TG_SYNC_COMMAND_WAIT)->until;
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
  say_reply (talk, TG_REQUEST_DISCOVERY, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
  say_file (talk, 25);
  hear (talk, TG_SYNC_COMMAND_ASK_FILE);
  say_reply (talk, TG_REQUEST_FILE_STATE, 401, NULL);
  hear (talk, TG_SYNC_COMMAND_GET_TOKEN);
  say_reply (talk, TG_REQUEST_TOKEN, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_ASK_FILE);
  say_offset (talk, TG_REQUEST_FILE_STATE, 200, -1);
  hear (talk, TG_SYNC_COMMAND_STORE_FILE);
}

/* Offsets that cannot be, or that jump for ever, are faults; the window's no is a no. */
static void
test_attachment_offsets (Talk          *talk,
                         gconstpointer  data)
{
  begin (talk, FALSE);
  say_file (talk, 25);
  say_offset (talk, TG_REQUEST_FILE_STATE, 404, 25);
  talk->now = hear (talk, TG_SYNC_COMMAND_WAIT)->until;
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
  say_reply (talk, TG_REQUEST_DISCOVERY, 200, NULL);
  say_file (talk, 25);
  say_offset (talk, TG_REQUEST_FILE_STATE, 404, 0);
  for (guint i = 0; i < 3; i++)
    {
      say_chosen (talk, 10);
      say_offset (talk, TG_REQUEST_FILE, 409, i % 2);
      hear (talk, TG_SYNC_COMMAND_READ_FILE);
    }
  say_chosen (talk, 10);
  say_offset (talk, TG_REQUEST_FILE, 409, 1);
  talk->now = hear (talk, TG_SYNC_COMMAND_WAIT)->until;
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
  say_reply (talk, TG_REQUEST_DISCOVERY, 200, NULL);
  say_file (talk, 25);
  say_offset (talk, TG_REQUEST_FILE_STATE, 404, 0);
  say_chosen (talk, 10);
  say_reply (talk, TG_REQUEST_FILE, 413, "too-large");
  hear (talk, TG_SYNC_COMMAND_REFUSE_FILE);
  say_stored (talk);
  hear (talk, TG_SYNC_COMMAND_CHOOSE);
}

/* What arrives damaged is sent again, but not for ever; what is damaged here is not sent. */
static void
test_attachment_damaged (Talk          *talk,
                         gconstpointer  data)
{
  begin (talk, FALSE);
  for (guint i = 0; i < 2; i++)
    {
      say_file (talk, 5);
      say_offset (talk, TG_REQUEST_FILE_STATE, 404, 0);
      say_chosen (talk, 5);
      say_reply (talk, TG_REQUEST_FILE, 422, "digest-mismatch");
      talk->now = hear (talk, TG_SYNC_COMMAND_WAIT)->until;
      say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_TIMER });
      say_reply (talk, TG_REQUEST_DISCOVERY, 200, NULL);
    }
  say_file (talk, 5);
  say_offset (talk, TG_REQUEST_FILE_STATE, 404, 0);
  say_chosen (talk, 5);
  say_reply (talk, TG_REQUEST_FILE, 422, "digest-mismatch");
  hear (talk, TG_SYNC_COMMAND_REFUSE_FILE);
  say_stored (talk);
  say_file (talk, 5);
  say_offset (talk, TG_REQUEST_FILE_STATE, 404, 0);
  say_chosen (talk, 0);
  hear (talk, TG_SYNC_COMMAND_REFUSE_FILE);
}

/* An errand cuts a poll short, and its answer is handed over whatever it is. */
static void
test_errand (Talk          *talk,
             gconstpointer  data)
{
  begin (talk, FALSE);
  say_chosen (talk, 0);
  hear (talk, TG_SYNC_COMMAND_POLL);
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_ASK });
  hear (talk, TG_SYNC_COMMAND_ASK);
  say_reply (talk, TG_REQUEST_ERRAND, 404, "not-found");
  g_assert_cmpint (g_array_index (talk->commands, TgSyncCommand, 0).kind, ==,
                   TG_SYNC_COMMAND_HAND_OVER);
  hear (talk, TG_SYNC_COMMAND_POLL);
}

/* An engine at rest starts for it alone, without the lease. */
static void
test_errand_alone (Talk          *talk,
                   gconstpointer  data)
{
  say (talk, (TgSyncEvent) { .kind = TG_SYNC_EVENT_ASK });
  hear (talk, TG_SYNC_COMMAND_DISCOVER);
  say_reply (talk, TG_REQUEST_DISCOVERY, 200, NULL);
  say_reply (talk, TG_REQUEST_TOKEN, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_ASK);
  say_reply (talk, TG_REQUEST_ERRAND, 200, NULL);
  hear (talk, TG_SYNC_COMMAND_FINISH);
  g_assert_cmpint (tg_sync_state_get_phase (talk->state), ==, TG_SYNC_IDLE);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*func) (Talk *talk, gconstpointer data);
  } tests[] = {
    { "/sync/sync-step/once", test_once },
    { "/sync/sync-step/halving", test_halving },
    { "/sync/sync-step/token", test_token },
    { "/sync/sync-step/refused-batch", test_refused_batch },
    { "/sync/sync-step/lost-answer", test_lost_answer },
    { "/sync/sync-step/waiting", test_waiting },
    { "/sync/sync-step/token-shut", test_token_shut },
    { "/sync/sync-step/wake-cuts-poll", test_wake_cuts_poll },
    { "/sync/sync-step/stale", test_stale },
    { "/sync/sync-step/environment", test_environment },
    { "/sync/sync-step/listing", test_listing },
    { "/sync/sync-step/ahead", test_ahead },
    { "/sync/sync-step/posted-failure", test_posted_failure },
    { "/sync/sync-step/new-epoch", test_new_epoch },
    { "/sync/sync-step/unmoved-cursor", test_unmoved_cursor },
    { "/sync/sync-step/store-fails", test_store_fails },
    { "/sync/sync-step/lease-taken", test_lease_taken },
    { "/sync/sync-step/once-gives-up", test_once_gives_up },
    { "/sync/sync-step/attachment", test_attachment },
    { "/sync/sync-step/attachment-cut", test_attachment_cut },
    { "/sync/sync-step/attachment-offsets", test_attachment_offsets },
    { "/sync/sync-step/attachment-damaged", test_attachment_damaged },
    { "/sync/sync-step/errand", test_errand },
    { "/sync/sync-step/errand-alone", test_errand_alone },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Talk, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
