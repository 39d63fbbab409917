/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agreed-table.h"
#include "tg-deadline-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-inbox.h"
#include "tg-store-fixture.h"
#include "tg-store-private.h"

#define ID "01900000-0000-7000-8000-000000000001"
#define OTHER "01900000-0000-7000-8000-000000000002"

static gpointer
load_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  return tg_filing_table_load (conn, data, error);
}

static gpointer
due_job (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  return tg_outbox_list_due (conn, G_MAXINT64, 10, error);
}

static gpointer
sending_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  const char *ids[] = { data, NULL };

  tg_outbox_mark_sending (conn, ids, error);
  return NULL;
}

static gpointer
recover_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  tg_outbox_recover (conn, data, error);
  return NULL;
}

static gpointer
cancel_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  tg_outbox_cancel (conn, data, error);
  return NULL;
}

static gpointer
answer_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  tg_outbox_take_answers (conn, data, 1, error);
  return NULL;
}

static gpointer
agreed_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  return tg_agreed_table_load (conn, data, NULL, error);
}

static gpointer
attempt_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  return tg_attempt_table_load (conn, data, error);
}

static void
save (TgStoreFixture *fixture,
      const char     *id)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "a", "1");

  tg_store_fixture_save (fixture, id, 0, document);
}

static TgAttemptState
state_of (TgStoreFixture *fixture,
          const char     *id)
{
  g_autoptr (TgFilingRecord) filing = tg_store_fixture_read (fixture, load_job, (gpointer) id);

  return filing->attempt_state;
}

static void
test_received (TgStoreFixture *fixture,
               gconstpointer   data)
{
  TgOutboxAnswer answer = { .id = "a1", .received = TRUE, .revision = 1, .reference = "R-7" };
  g_autoptr (TgDocument) edited = tg_store_fixture_document ("CX-1", "later", "1");
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (TgDocument) agreed = NULL;
  g_autofree char *stored = NULL;
  TgAttempt *attempt;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  due = tg_store_fixture_read (fixture, due_job, NULL);
  g_assert_cmpuint (due->len, ==, 1);
  attempt = g_ptr_array_index (due, 0);
  g_assert_cmpint (attempt->state, ==, TG_ATTEMPT_QUEUED);
  g_assert_cmpstr (g_bytes_get_data (attempt->frozen, NULL), !=, "");

  tg_store_fixture_write (fixture, sending_job, (gpointer) "a1");
  g_assert_cmpint (state_of (fixture, ID), ==, TG_ATTEMPT_SENDING);
  tg_store_fixture_save (fixture, ID, 1, edited);
  tg_store_fixture_write (fixture, answer_job, &answer);

  /* What was agreed is what was sent, not what was typed since. */
  filing = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  agreed = tg_store_fixture_read (fixture, agreed_job, (gpointer) ID);
  g_assert_cmpint (filing->attempt_state, ==, TG_ATTEMPT_RECEIVED);
  g_assert_cmpint (filing->window_revision, ==, 1);
  g_assert_cmpstr (filing->reference, ==, "R-7");
  g_assert_cmpstr (tg_document_get (filing->document, "name"), ==, "later");
  g_assert_cmpstr (tg_document_get (agreed, "name"), ==, "a");
}

static void
test_refused (TgStoreFixture *fixture,
              gconstpointer   data)
{
  TgOutboxAnswer answer = {
    .id = "a1", .problem_code = "invalid", .problem = "{\"detail\":\"no such port\"}",
  };
  g_autoptr (TgAttempt) attempt = NULL;
  g_autoptr (TgFilingRecord) filing = NULL;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  tg_store_fixture_write (fixture, sending_job, (gpointer) "a1");
  tg_store_fixture_write (fixture, answer_job, &answer);

  attempt = tg_store_fixture_read (fixture, attempt_job, (gpointer) "a1");
  filing = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  g_assert_cmpint (attempt->state, ==, TG_ATTEMPT_REFUSED);
  g_assert_cmpstr (attempt->problem_code, ==, "invalid");
  g_assert_cmpstr (attempt->problem_detail, ==, "no such port");
  g_assert_cmpint (filing->state, ==, TG_FILING_DRAFT);
  g_assert_cmpstr (tg_document_get (filing->document, "name"), ==, "a");

  /* Answered is answered: the same answer again, or another, changes nothing. */
  answer.received = TRUE;
  tg_store_fixture_write (fixture, answer_job, &answer);
  g_assert_cmpint (state_of (fixture, ID), ==, TG_ATTEMPT_REFUSED);
  tg_store_fixture_queue (fixture, ID, "a2", 0);
  g_assert_cmpint (state_of (fixture, ID), ==, TG_ATTEMPT_QUEUED);
}

static gpointer
queue_twice_job (TgStoreConnection  *conn,
                 gpointer            data,
                 GError            **error)
{
  g_autoptr (TgAttempt) attempt = tg_attempt_new ("a2", ID, TG_ACTION_FILE);
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "a", "1");

  attempt->frozen = g_bytes_new_static ("{}", 2);
  tg_outbox_queue (conn, attempt, document, *(gint64 *) data, error);
  return NULL;
}

static void
test_one_unanswered (TgStoreFixture *fixture,
                     gconstpointer   data)
{
  g_autoptr (GError) exists = NULL;
  g_autoptr (GError) conflict = NULL;
  g_autoptr (GError) refused = NULL;
  gint64 revision = 1;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  tg_store_write (fixture->store, queue_twice_job, &revision, &exists);
  g_assert_error (exists, TG_ERROR, TG_ERROR_EXISTS);

  tg_store_fixture_write (fixture, cancel_job, (gpointer) "a1");
  g_assert_cmpint (state_of (fixture, ID), ==, TG_ATTEMPT_CANCELLED);
  revision = 7;
  tg_store_write (fixture->store, queue_twice_job, &revision, &conflict);
  g_assert_error (conflict, TG_ERROR, TG_ERROR_CONFLICT);
  revision = 1;
  tg_store_fixture_write (fixture, queue_twice_job, &revision);

  tg_store_fixture_write (fixture, sending_job, (gpointer) "a2");
  tg_store_write (fixture->store, cancel_job, (gpointer) "a2", &refused);
  g_assert_error (refused, TG_ERROR, TG_ERROR_REFUSED);
}

static void
test_recover (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  guint recovered = 0;

  save (fixture, ID);
  save (fixture, OTHER);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  tg_store_fixture_queue (fixture, OTHER, "b1", 0);
  tg_store_fixture_write (fixture, sending_job, (gpointer) "a1");
  before = tg_store_fixture_read (fixture, due_job, NULL);
  g_assert_cmpuint (before->len, ==, 1);

  tg_store_fixture_reopen (fixture);
  tg_store_fixture_write (fixture, recover_job, &recovered);
  after = tg_store_fixture_read (fixture, due_job, NULL);
  g_assert_cmpuint (recovered, ==, 1);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (((TgAttempt *) g_ptr_array_index (after, 0))->id, ==, "a1");
  g_assert_cmpint (((TgAttempt *) g_ptr_array_index (after, 0))->state, ==, TG_ATTEMPT_UNKNOWN);
}

static gpointer
unlisted_job (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  tg_outbox_send_unlisted (conn, "epoch-2", data, error);
  return NULL;
}

static void
receive (TgStoreFixture *fixture,
         const char     *attempt,
         gint64          revision)
{
  TgOutboxAnswer answer = { .id = attempt, .received = TRUE, .revision = revision };

  tg_store_fixture_write (fixture, sending_job, (gpointer) attempt);
  tg_store_fixture_write (fixture, answer_job, &answer);
}

static void
test_restored (TgStoreFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;
  guint count = 0;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  receive (fixture, "a1", 1);
  tg_store_fixture_queue (fixture, ID, "a2", 1);
  receive (fixture, "a2", 2);

  /* Both were lost: the amendment waits for the filing. */
  tg_store_fixture_write (fixture, unlisted_job, &count);
  g_assert_cmpuint (count, ==, 2);
  first = tg_store_fixture_read (fixture, due_job, NULL);
  g_assert_cmpuint (first->len, ==, 1);
  g_assert_cmpstr (((TgAttempt *) g_ptr_array_index (first, 0))->id, ==, "a1");
  receive (fixture, "a1", 1);
  second = tg_store_fixture_read (fixture, due_job, NULL);
  g_assert_cmpuint (second->len, ==, 1);
  g_assert_cmpstr (((TgAttempt *) g_ptr_array_index (second, 0))->id, ==, "a2");
}

static TgFilingRecord *
load (TgStoreFixture *fixture)
{
  return tg_store_fixture_read (fixture, load_job, (gpointer) ID);
}

static void
assert_due (TgStoreFixture *fixture,
            const char     *id)
{
  g_autoptr (GPtrArray) due = tg_store_fixture_read (fixture, due_job, NULL);

  g_assert_cmpuint (due->len, ==, 1);
  g_assert_cmpstr (((TgAttempt *) g_ptr_array_index (due, 0))->id, ==, id);
}

static void
assert_filing (TgStoreFixture *fixture,
               TgAttemptState  state,
               gint64          revision)
{
  g_autoptr (TgFilingRecord) record = load (fixture);

  g_assert_cmpint (record->attempt_state, ==, state);
  g_assert_cmpint (record->window_revision, ==, revision);
}

/* What is not answered yet was made after what was lost: alone it would be refused. */
static void
test_restored_unanswered (TgStoreFixture *fixture,
                          gconstpointer   data)
{
  guint count = 0;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  receive (fixture, "a1", 1);
  tg_store_fixture_queue (fixture, ID, "a2", 1);

  tg_store_fixture_write (fixture, unlisted_job, &count);
  g_assert_cmpuint (count, ==, 1);
  assert_due (fixture, "a1");
  assert_filing (fixture, TG_ATTEMPT_QUEUED, 0);
  /* Restored once more before that: nothing changes. */
  tg_store_fixture_write (fixture, unlisted_job, &count);
  assert_due (fixture, "a1");
  receive (fixture, "a1", 1);
  assert_due (fixture, "a2");
  assert_filing (fixture, TG_ATTEMPT_QUEUED, 1);
  receive (fixture, "a2", 2);
  assert_filing (fixture, TG_ATTEMPT_RECEIVED, 2);
}

/* One that the restored window judged before the client knew: it stays refused for all to see. */
static void
test_restored_refused (TgStoreFixture *fixture,
                       gconstpointer   data)
{
  TgOutboxAnswer answer = { .id = "a2", .problem_code = "not-found" };
  guint count = 0;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  receive (fixture, "a1", 1);
  tg_store_fixture_queue (fixture, ID, "a2", 1);
  tg_store_fixture_write (fixture, sending_job, (gpointer) "a2");
  tg_store_fixture_write (fixture, answer_job, &answer);

  tg_store_fixture_write (fixture, unlisted_job, &count);
  assert_due (fixture, "a1");
  receive (fixture, "a1", 1);
  assert_filing (fixture, TG_ATTEMPT_REFUSED, 1);
}

typedef struct
{
  const TgOutboxAnswer *answers;
  guint                 n_answers;
} Answers;

static gpointer
answers_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  const Answers *batch = data;

  tg_outbox_take_answers (conn, batch->answers, batch->n_answers, error);
  return NULL;
}

static gpointer
all_sending_job (TgStoreConnection  *conn,
                 gpointer            data,
                 GError            **error)
{
  tg_outbox_mark_sending (conn, data, error);
  return NULL;
}

static gpointer
group_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgFilingFilter filter = { .group = *(TgStateGroup *) data };

  return tg_filing_table_list_ids (conn, &filter, TG_FILING_SORT_UPDATED, TRUE, error);
}

static guint
count_group (TgStoreFixture *fixture,
             TgStateGroup    group)
{
  g_autoptr (GArray) ids = tg_store_fixture_read (fixture, group_job, &group);

  return ids->len;
}

/* Received, refused, and told once more, in one answer; the lists follow. */
static void
test_batch (TgStoreFixture *fixture,
            gconstpointer   data)
{
  static const char * const ids[] = { "a1", "b1", NULL };
  const TgOutboxAnswer answers[] = {
    { .id = "a1", .received = TRUE, .revision = 1, .reference = "R-\"1\"" },
    { .id = "b1", .problem_code = "invalid", .problem = "{}" },
    { .id = "a1", .received = TRUE, .revision = 9, .reference = "R-9" },
  };
  const Answers first = { answers, 2 };
  const Answers again = { &answers[2], 1 };
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, ID);
  save (fixture, OTHER);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  tg_store_fixture_queue (fixture, OTHER, "b1", 0);
  tg_store_fixture_write (fixture, all_sending_job, (gpointer) ids);
  g_assert_cmpuint (count_group (fixture, TG_GROUP_UNDER_WAY), ==, 2);
  tg_store_fixture_write (fixture, answers_job, (gpointer) &first);
  tg_store_fixture_write (fixture, answers_job, (gpointer) &again);

  filing = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  g_assert_cmpint (filing->attempt_state, ==, TG_ATTEMPT_RECEIVED);
  g_assert_cmpint (filing->window_revision, ==, 1);
  g_assert_cmpstr (filing->reference, ==, "R-\"1\"");
  g_assert_cmpint (state_of (fixture, OTHER), ==, TG_ATTEMPT_REFUSED);
  g_assert_cmpuint (count_group (fixture, TG_GROUP_UNDER_WAY), ==, 1);
  g_assert_cmpuint (count_group (fixture, TG_GROUP_ATTENTION), ==, 1);

  /* One that cannot be sent keeps all back. */
  tg_store_fixture_queue (fixture, OTHER, "b2", 0);
  tg_store_write (fixture->store, all_sending_job, (gpointer) (const char *[]) { "b2", "a1", NULL },
                  &error);
  g_assert_error (error, TG_ERROR, TG_ERROR_CONFLICT);
  g_assert_cmpint (state_of (fixture, OTHER), ==, TG_ATTEMPT_QUEUED);
}

typedef struct
{
  const char    *submission;
  TgFilingState  state;
} Told;

static gpointer
tell_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Told *told = data;
  g_autoptr (TgReceipt) receipt = tg_receipt_new (&(TgReceiptFields) {
    .id = "e-1", .filing = ID, .submission = told->submission, .revision = 1, .agency = "customs",
    .status = told->state, .status_text = tg_filing_state_to_name (told->state), .code = "100",
    .message = "", .number = "", .at = 1,
  });
  TgEvent *event = tg_event_new (TG_EVENT_RECEIPT, "e-1", "receipt", 1, ID, "{}");
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  const TgInboxPage page = { .events = events, .from = "", .cursor = "1", .epoch = "epoch-1" };

  tg_event_set_receipt (event, receipt);
  g_ptr_array_add (events, event);
  tg_inbox_summary_free (tg_inbox_apply_page (conn, &page, error));
  return NULL;
}

static void
tell (TgStoreFixture *fixture,
      const char     *submission,
      TgFilingState   state)
{
  Told told = { submission, state };

  tg_store_fixture_write (fixture, tell_job, &told);
}

/* A returned filing is for the person; once the next of what was lost is queued it is not. */
static void
test_group_after_lost (TgStoreFixture *fixture,
                       gconstpointer   data)
{
  guint count = 0;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  receive (fixture, "a1", 1);
  tell (fixture, "a1", TG_FILING_RETURNED);
  g_assert_cmpuint (count_group (fixture, TG_GROUP_ATTENTION), ==, 1);
  tg_store_fixture_queue (fixture, ID, "a2", 1);
  receive (fixture, "a2", 2);
  g_assert_cmpuint (count_group (fixture, TG_GROUP_ATTENTION), ==, 1);

  tg_store_fixture_write (fixture, unlisted_job, &count);
  g_assert_cmpuint (count, ==, 2);
  g_assert_cmpuint (count_group (fixture, TG_GROUP_UNDER_WAY), ==, 1);
  receive (fixture, "a1", 1);
  g_assert_cmpint (state_of (fixture, ID), ==, TG_ATTEMPT_QUEUED);
  g_assert_cmpuint (count_group (fixture, TG_GROUP_UNDER_WAY), ==, 1);
}

/* ---- what a restored window lost of a finished filing ---- */

static gpointer
duties_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  return tg_deadline_table_list_of (conn, ID, error);
}

static guint
count_duties (TgStoreFixture *fixture)
{
  g_autoptr (GPtrArray) duties = tg_store_fixture_read (fixture, duties_job, NULL);

  return duties->len;
}

static void
assert_nothing_due (TgStoreFixture *fixture)
{
  g_autoptr (GPtrArray) due = tg_store_fixture_read (fixture, due_job, NULL);

  g_assert_cmpuint (due->len, ==, 0);
}

static gpointer
finished_job (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  gboolean is_sent = *(gboolean *) data;

  if (is_sent)
    tg_outbox_send_finished (conn, ID, error);
  else
    tg_outbox_leave_finished (conn, ID, error);
  return NULL;
}

/* Filed, and withdrawn by the second; the window has neither any more. */
static void
lose_finished (TgStoreFixture *fixture)
{
  guint count = 9;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  receive (fixture, "a1", 1);
  tg_store_fixture_queue (fixture, ID, "a2", 1);
  receive (fixture, "a2", 2);
  tell (fixture, "a2", TG_FILING_WITHDRAWN);
  tg_store_fixture_write (fixture, unlisted_job, &count);
  g_assert_cmpuint (count, ==, 0);
  assert_nothing_due (fixture);
  assert_filing (fixture, TG_ATTEMPT_RECEIVED, 0);
  g_assert_cmpuint (count_duties (fixture), ==, 1);
}

/* The first alone would bring back what was withdrawn. */
static void
test_finished_sent (TgStoreFixture *fixture,
                    gconstpointer   data)
{
  gboolean is_sent = TRUE;
  g_autoptr (GError) error = NULL;

  lose_finished (fixture);
  tg_store_fixture_write (fixture, finished_job, &is_sent);
  g_assert_cmpuint (count_duties (fixture), ==, 0);
  assert_due (fixture, "a1");
  receive (fixture, "a1", 1);
  assert_due (fixture, "a2");
  receive (fixture, "a2", 2);
  assert_filing (fixture, TG_ATTEMPT_RECEIVED, 2);

  tg_store_write (fixture->store, finished_job, &is_sent, &error);
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
}

static void
test_finished_left (TgStoreFixture *fixture,
                    gconstpointer   data)
{
  gboolean is_sent = FALSE;

  lose_finished (fixture);
  tg_store_fixture_write (fixture, finished_job, &is_sent);
  g_assert_cmpuint (count_duties (fixture), ==, 0);
  assert_nothing_due (fixture);
  tg_store_fixture_queue (fixture, ID, "a3", 0);
  assert_due (fixture, "a3");
}

static gpointer
listed_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  guint count = 0;

  if (tg_outbox_mark_listed (conn, "a1", "epoch-3", error) &&
      tg_outbox_mark_listed (conn, "a2", "epoch-3", error))
    tg_outbox_send_unlisted (conn, "epoch-3", &count, error);
  return NULL;
}

/* Filed anew instead: nobody need be asked. */
static void
test_finished_filed (TgStoreFixture *fixture,
                     gconstpointer   data)
{
  lose_finished (fixture);
  tg_store_fixture_queue (fixture, ID, "a3", 0);
  g_assert_cmpuint (count_duties (fixture), ==, 0);
  receive (fixture, "a3", 1);
  assert_nothing_due (fixture);
  assert_filing (fixture, TG_ATTEMPT_RECEIVED, 1);
}

/* A better copy was put back meanwhile. */
static void
test_finished_listed (TgStoreFixture *fixture,
                      gconstpointer   data)
{
  lose_finished (fixture);
  tg_store_fixture_write (fixture, listed_job, NULL);
  g_assert_cmpuint (count_duties (fixture), ==, 0);
  assert_nothing_due (fixture);
}

/* One that is amended since is not finished: the amendment goes after all that it builds on. */
static void
test_finished_amended (TgStoreFixture *fixture,
                       gconstpointer   data)
{
  guint count = 0;

  save (fixture, ID);
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  receive (fixture, "a1", 1);
  tell (fixture, "a1", TG_FILING_REFUSED);
  tg_store_fixture_queue (fixture, ID, "a2", 1);
  tg_store_fixture_write (fixture, unlisted_job, &count);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpuint (count_duties (fixture), ==, 0);
  assert_due (fixture, "a1");
  receive (fixture, "a1", 1);
  assert_due (fixture, "a2");
}

#define ADD(path, function) \
  g_test_add ("/store/outbox/" path, TgStoreFixture, NULL, tg_store_fixture_set_up, function, \
              tg_store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("received", test_received);
  ADD ("refused", test_refused);
  ADD ("one-unanswered", test_one_unanswered);
  ADD ("recover", test_recover);
  ADD ("restored", test_restored);
  ADD ("restored-unanswered", test_restored_unanswered);
  ADD ("restored-refused", test_restored_refused);
  ADD ("batch", test_batch);
  ADD ("group-after-lost", test_group_after_lost);
  ADD ("finished-sent", test_finished_sent);
  ADD ("finished-left", test_finished_left);
  ADD ("finished-filed", test_finished_filed);
  ADD ("finished-listed", test_finished_listed);
  ADD ("finished-amended", test_finished_amended);

  return g_test_run ();
}
