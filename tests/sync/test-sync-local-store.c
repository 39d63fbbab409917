/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "tg-attachment-files.h"
#include "tg-attachment-table.h"
#include "tg-attempt-table.h"
#include "tg-store-fixture.h"
#include "tg-sync-local-store.h"
#include "tg-test.h"

#define FILING_1  "01900000-0000-7000-8000-000000000001"
#define FILING_2  "01900000-0000-7000-8000-000000000002"
#define ATTEMPT_1 "01900000-0000-7000-9000-000000000001"
#define ATTEMPT_2 "01900000-0000-7000-9000-000000000002"

/* Hands the job over and expects it back done. */
static TgSyncJob *
run (TgSyncStore *store,
     TgSyncJob   *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_sync_store_run_async (store, job, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  job = tg_sync_store_run_finish (store, result, &error);
  g_assert_no_error (error);
  return job;
}

static TgSyncJob *
run_kind (TgSyncStore   *store,
          TgSyncJobKind  kind)
{
  return run (store, tg_sync_job_new (kind));
}

static TgSyncJob *
choose (TgSyncStore *store,
        gint64       now,
        gsize        max_bytes)
{
  TgSyncJob *job = tg_sync_job_new (TG_SYNC_JOB_CHOOSE);

  job->now = now;
  job->max_items = 10;
  job->max_bytes = max_bytes;
  return run (store, job);
}

static void
queue_two (TgStoreFixture *fixture)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "a", "1");

  tg_store_fixture_save (fixture, FILING_1, 0, document);
  tg_store_fixture_save (fixture, FILING_2, 0, document);
  tg_store_fixture_queue (fixture, FILING_1, ATTEMPT_1, 0);
  tg_store_fixture_queue (fixture, FILING_2, ATTEMPT_2, 0);
}

static TgSyncJob *
make_results (const char *id,
              const char *epoch)
{
  TgSyncJob *job = tg_sync_job_new (TG_SYNC_JOB_RESULTS);
  TgResult *result = g_new0 (TgResult, 1);

  result->id = g_strdup (id);
  result->received = TRUE;
  result->revision = 1;
  result->reference = g_strdup ("REF");
  job->results = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_result_free);
  g_ptr_array_add (job->results, result);
  job->epoch = g_strdup (epoch);
  return job;
}

static void
test_lease (TgStoreFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (TgSyncStore) one = tg_sync_local_store_new (fixture->store);
  g_autoptr (TgSyncStore) other = tg_sync_local_store_new (fixture->store);
  g_autoptr (TgSyncJob) taken = run_kind (one, TG_SYNC_JOB_LEASE);
  g_autoptr (TgSyncJob) refused = run_kind (other, TG_SYNC_JOB_LEASE);
  g_autoptr (TgSyncJob) again = run_kind (one, TG_SYNC_JOB_LEASE);
  g_autoptr (TgSyncJob) given = run_kind (one, TG_SYNC_JOB_UNLEASE);
  g_autoptr (TgSyncJob) later = run_kind (other, TG_SYNC_JOB_LEASE);

  g_assert_true (taken->done);
  g_assert_false (refused->done);
  g_assert_true (again->done);
  g_assert_true (later->done);
}

/* What a dead process was sending is sent again, under its own id and with the same bytes. */
static void
test_send_again (TgStoreFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->clock));
  g_autoptr (TgSyncJob) first = NULL;
  g_autoptr (TgSyncJob) none = NULL;
  g_autoptr (TgSyncJob) load = NULL;
  g_autoptr (TgSyncJob) again = NULL;

  queue_two (fixture);
  first = choose (store, now, 1 << 20);
  g_assert_cmpuint (first->attempts->len, ==, 2);
  none = choose (store, now, 1 << 20);
  g_assert_cmpuint (none->attempts->len, ==, 0);
  g_assert_cmpuint (none->n_pending, ==, 2);

  load = run_kind (store, TG_SYNC_JOB_LOAD);
  again = choose (store, now, 1 << 20);
  g_assert_cmpuint (again->attempts->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const TgAttempt *before = first->attempts->pdata[i];
      const TgAttempt *after = again->attempts->pdata[i];

      g_assert_cmpstr (before->id, ==, after->id);
      g_assert_true (g_bytes_equal (before->frozen, after->frozen));
    }
}

static void
test_small_batch (TgStoreFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->clock));
  g_autoptr (TgSyncJob) job = NULL;
  g_autoptr (TgSyncJob) rest = NULL;

  queue_two (fixture);
  /* Too small for even one: it goes alone, and the other stays as it is. */
  job = choose (store, now, 1);
  g_assert_cmpuint (job->attempts->len, ==, 1);
  rest = choose (store, now, 1 << 20);
  g_assert_cmpuint (rest->attempts->len, ==, 1);
  g_assert_cmpstr (((TgAttempt *) rest->attempts->pdata[0])->id, ==, ATTEMPT_2);
}

static void
test_answers (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->clock));
  g_autoptr (TgSyncJob) chosen = NULL;
  g_autoptr (TgSyncJob) results = NULL;
  g_autoptr (TgSyncJob) twice = NULL;
  g_autoptr (TgSyncJob) load = NULL;

  queue_two (fixture);
  chosen = choose (store, now, 1 << 20);
  results = run (store, make_results (ATTEMPT_1, "e1"));
  g_assert_cmpuint (results->n_pending, ==, 1);
  twice = run (store, make_results (ATTEMPT_1, "e2"));
  g_assert_cmpuint (twice->n_pending, ==, 1);
  load = run_kind (store, TG_SYNC_JOB_LOAD);
  g_assert_cmpstr (load->epoch, ==, "e1");
}

static const char *
only_id (const TgSyncJob *job)
{
  g_assert_cmpuint (job->attempts->len, ==, 1);
  return ((TgAttempt *) job->attempts->pdata[0])->id;
}

/* The first of two is answered, and with that the other may be chosen. */
static void
answer_first (TgStoreFixture *fixture,
              TgSyncStore    *store,
              gint64          now)
{
  TgSyncJob *answered = make_results (ATTEMPT_1, "e1");
  g_autoptr (TgSyncJob) first = NULL;
  g_autoptr (TgSyncJob) stored = NULL;

  queue_two (fixture);
  first = choose (store, now, 1);
  g_assert_cmpstr (only_id (first), ==, ATTEMPT_1);
  answered->now = now;
  answered->max_items = 4;
  answered->max_bytes = 1 << 20;
  stored = run (store, answered);
  g_assert_cmpuint (stored->n_pending, ==, 1);
}

/* With results as many more are marked: nobody else finds them due, and they are the next that is
 * chosen, once. */
static void
test_ahead (TgStoreFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  g_autoptr (TgSyncStore) beside = tg_sync_local_store_new (fixture->store);
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->clock));
  g_autoptr (TgSyncJob) other = NULL;
  g_autoptr (TgSyncJob) second = NULL;
  g_autoptr (TgSyncJob) none = NULL;

  answer_first (fixture, store, now);
  other = choose (beside, now, 1 << 20);
  g_assert_cmpuint (other->attempts->len, ==, 0);
  second = choose (store, now, 1 << 20);
  g_assert_cmpstr (only_id (second), ==, ATTEMPT_2);
  none = choose (store, now, 1 << 20);
  g_assert_cmpuint (none->attempts->len, ==, 0);
}

/* A listing takes them back, since they may depend on what was lost; so does another beginning. */
static void
test_ahead_taken_back (TgStoreFixture *fixture,
                       gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->clock));
  TgSyncJob *listing = tg_sync_job_new (TG_SYNC_JOB_BEGIN_LISTING);
  g_autoptr (TgSyncJob) begun = NULL;
  g_autoptr (TgSyncJob) loaded = NULL;
  g_autoptr (TgSyncJob) again = NULL;
  g_autoptr (TgSyncJob) none = NULL;

  answer_first (fixture, store, now);
  listing->now = now;
  listing->epoch = g_strdup ("e2");
  begun = run (store, listing);
  again = choose (store, now, 1 << 20);
  g_assert_cmpstr (only_id (again), ==, ATTEMPT_2);
  g_assert_cmpint (((TgAttempt *) again->attempts->pdata[0])->state, ==, TG_ATTEMPT_UNKNOWN);
  none = choose (store, now, 1 << 20);
  g_assert_cmpuint (none->attempts->len, ==, 0);
  loaded = run_kind (store, TG_SYNC_JOB_LOAD);
  g_assert_cmpuint (loaded->n_pending, ==, 1);
}

/* A page of another history does not hide that the history is another. */
static void
test_epoch_stays (TgStoreFixture *fixture,
                  gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  static const char *const epochs[] = { "e1", "e2" };

  for (guint i = 0; i < G_N_ELEMENTS (epochs); i++)
    {
      TgSyncJob *job = tg_sync_job_new (TG_SYNC_JOB_APPLY);
      g_autoptr (TgSyncJob) applied = NULL;
      g_autoptr (TgSyncJob) load = NULL;

      job->page = g_new0 (TgEventPage, 1);
      job->page->events = g_ptr_array_new ();
      job->page->cursor = g_strdup_printf ("c%u", i + 1);
      job->page->epoch = g_strdup (epochs[i]);
      job->from = i == 0 ? g_strdup ("") : g_strdup_printf ("c%u", i);
      applied = run (store, job);
      load = run_kind (store, TG_SYNC_JOB_LOAD);
      g_assert_cmpstr (load->cursor, ==, applied->page->cursor);
      g_assert_cmpstr (load->epoch, ==, "e1");
    }
}

static void
test_listing_cut_off (TgStoreFixture *fixture,
                      gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  TgSyncJob *job = tg_sync_job_new (TG_SYNC_JOB_BEGIN_LISTING);
  g_autoptr (TgSyncJob) before = run_kind (store, TG_SYNC_JOB_LOAD);
  g_autoptr (TgSyncJob) begun = NULL;
  g_autoptr (TgSyncJob) after = NULL;

  g_assert_false (before->is_listing);
  job->epoch = g_strdup ("e1");
  begun = run (store, job);
  after = run_kind (store, TG_SYNC_JOB_LOAD);
  g_assert_true (after->is_listing);
}

/* ---- attachments ---- */

static gpointer
attach_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  g_autoptr (TgAttachmentRecord) record =
    tg_attachment_record_new ("invoice.pdf", "application/pdf", data);

  if (tg_attachment_table_add (conn, FILING_1, record, data, error))
    tg_attachment_table_name (conn, ATTEMPT_1, record->sha256, error);
  return NULL;
}

static gpointer
load_attempt_job (TgStoreConnection  *conn,
                  gpointer            data,
                  GError            **error)
{
  return tg_attempt_table_load (conn, data, error);
}

static void
expect_attempt (TgStoreFixture *fixture,
                TgAttemptState  state,
                const char     *problem_code)
{
  g_autoptr (TgAttempt) attempt = tg_store_fixture_read (fixture, load_attempt_job,
                                                         (gpointer) ATTEMPT_1);

  g_assert_cmpint (attempt->state, ==, state);
  g_assert_cmpstr (attempt->problem_code, ==, problem_code);
}

static TgSyncJob *
run_file (TgSyncStore   *store,
          TgSyncJobKind  kind,
          const char    *file,
          gint64         offset)
{
  TgSyncJob *job = tg_sync_job_new (kind);

  job->file = g_strdup (file);
  job->offset = offset;
  job->max_bytes = 8;
  return run (store, job);
}

static char *
find_file (TgStoreFixture *fixture,
           const char     *sha256)
{
  return g_build_filename (fixture->folder, "attachments", sha256, NULL);
}

/* An attempt waits for its attachment, others do not; the bytes are the owner's alone. */
static void
test_attachment (TgStoreFixture *fixture,
                 gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->clock));
  g_autoptr (GBytes) content = g_bytes_new ("%PDF-1.7 text", 13);
  g_autoptr (TgSyncJob) others = NULL;
  g_autoptr (TgSyncJob) file = NULL;
  g_autoptr (TgSyncJob) piece = NULL;
  g_autoptr (TgSyncJob) sent = NULL;
  g_autoptr (TgSyncJob) chosen = NULL;
  g_autofree char *path = NULL;
  g_autofree char *stored = NULL;
  GStatBuf info;

  queue_two (fixture);
  tg_store_fixture_write (fixture, attach_job, content);
  others = choose (store, now, 1 << 20);
  g_assert_cmpuint (others->attempts->len, ==, 1);
  g_assert_cmpstr (((TgAttempt *) others->attempts->pdata[0])->id, ==, ATTEMPT_2);
  g_assert_null (others->file);
  file = choose (store, now, 1 << 20);
  g_assert_cmpuint (file->attempts->len, ==, 0);
  g_assert_cmpint (file->file_bytes, ==, 13);
  path = find_file (fixture, file->file);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  piece = run_file (store, TG_SYNC_JOB_READ_FILE, file->file, 9);
  g_assert_cmpmem (g_bytes_get_data (piece->piece, NULL), g_bytes_get_size (piece->piece), "text",
                   4);
  sent = run_file (store, TG_SYNC_JOB_FILE_SENT, file->file, 0);
  chosen = choose (store, now, 1 << 20);
  g_assert_cmpuint (chosen->attempts->len, ==, 1);
  g_assert_cmpstr (((TgAttempt *) chosen->attempts->pdata[0])->id, ==, ATTEMPT_1);
}

/* One that was changed on the disk is not sent; what names it is refused, with words. */
static void
test_attachment_changed (TgStoreFixture *fixture,
                         gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->clock));
  g_autoptr (GBytes) content = g_bytes_new ("%PDF-1.7 text", 13);
  g_autoptr (TgSyncJob) others = NULL;
  g_autoptr (TgSyncJob) file = NULL;
  g_autoptr (TgSyncJob) piece = NULL;
  g_autoptr (TgSyncJob) refused = NULL;
  g_autofree char *path = NULL;

  queue_two (fixture);
  tg_store_fixture_write (fixture, attach_job, content);
  others = choose (store, now, 1 << 20);
  file = choose (store, now, 1 << 20);
  path = find_file (fixture, file->file);
  g_assert_true (g_file_set_contents (path, "something else that was never sealed", -1, NULL));
  piece = run_file (store, TG_SYNC_JOB_READ_FILE, file->file, 0);
  g_assert_null (piece->piece);
  refused = run_file (store, TG_SYNC_JOB_FILE_REFUSED, file->file, 0);
  expect_attempt (fixture, TG_ATTEMPT_REFUSED, "attachment-missing");
}

static TgSyncJob *
make_missing (gint64 now)
{
  TgSyncJob *job = make_results (ATTEMPT_1, "e1");
  TgResult *result = job->results->pdata[0];

  job->now = now;
  result->received = FALSE;
  result->problem = g_new0 (TgProblem, 1);
  result->problem->code = g_strdup ("attachment-missing");
  result->problem->title = g_strdup ("");
  result->problem->detail = g_strdup ("");
  return job;
}

/* The window lacks what it had: it is sent again and so is the attempt, but not without end. */
static void
test_attachment_missing (TgStoreFixture *fixture,
                         gconstpointer   data)
{
  g_autoptr (TgSyncStore) store = tg_sync_local_store_new (fixture->store);
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->clock));
  g_autoptr (GBytes) content = g_bytes_new ("%PDF-1.7 text", 13);
  g_autoptr (TgSyncJob) others = NULL;

  queue_two (fixture);
  tg_store_fixture_write (fixture, attach_job, content);
  others = choose (store, now, 1 << 20);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TgSyncJob) file = choose (store, now, 1 << 20);
      g_autoptr (TgSyncJob) sent = run_file (store, TG_SYNC_JOB_FILE_SENT, file->file, 0);
      g_autoptr (TgSyncJob) chosen = choose (store, now, 1 << 20);
      g_autoptr (TgSyncJob) missing = NULL;

      g_assert_nonnull (file->file);
      g_assert_cmpuint (chosen->attempts->len, ==, 1);
      missing = run (store, make_missing (now));
      expect_attempt (fixture, TG_ATTEMPT_QUEUED, "");
    }
  {
    g_autoptr (TgSyncJob) later = choose (store, now, 1 << 20);

    g_assert_null (later->file);
    g_assert_cmpuint (later->attempts->len, ==, 0);
  }
}

#define ADD(name, function) \
  g_test_add ("/sync/sync-local-store/" name, TgStoreFixture, NULL, tg_store_fixture_set_up, \
              function, tg_store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("lease", test_lease);
  ADD ("send-again", test_send_again);
  ADD ("small-batch", test_small_batch);
  ADD ("answers", test_answers);
  ADD ("ahead", test_ahead);
  ADD ("ahead-taken-back", test_ahead_taken_back);
  ADD ("epoch-stays", test_epoch_stays);
  ADD ("listing-cut-off", test_listing_cut_off);
  ADD ("attachment", test_attachment);
  ADD ("attachment-changed", test_attachment_changed);
  ADD ("attachment-missing", test_attachment_missing);
  return g_test_run ();
}
