/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

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
  ADD ("epoch-stays", test_epoch_stays);
  ADD ("listing-cut-off", test_listing_cut_off);
  return g_test_run ();
}
