/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db-thread.h"

#include "tg-db-statement.h"
#include "tg-error.h"
#include "tg-test.h"

typedef struct
{
  char       *folder;
  TgDbThread *thread;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  TgDbOptions options = { 0 };

  fixture->folder = tg_test_make_folder ();
  path = g_build_filename (fixture->folder, data != NULL ? data : "store.db", NULL);
  options.path = path;
  fixture->thread = tg_db_thread_new ("test", &options);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->thread);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gpointer
exec_job (TgDb      *db,
          gpointer   data,
          GError   **error)
{
  tg_db_assert_thread (db);
  return tg_db_exec (db, data, error) ? g_strdup ("done") : NULL;
}

static gpointer
count_job (TgDb      *db,
           gpointer   data,
           GError   **error)
{
  gint64 count;

  if (!tg_db_query_int (db, "SELECT count(*) FROM a", &count, error))
    return NULL;
  return g_strdup_printf ("%d", (int) count);
}

static gpointer
half_job (TgDb      *db,
          gpointer   data,
          GError   **error)
{
  if (tg_db_begin (db, error) && tg_db_exec (db, "INSERT INTO a VALUES ('half')", error))
    g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED, "in the middle");
  return NULL;
}

static gpointer
endless_job (TgDb      *db,
             gpointer   data,
             GError   **error)
{
  g_atomic_int_set ((int *) data, 1);
  tg_db_exec (db, "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
              " SELECT max(i) FROM n", error);
  return NULL;
}

static char *
run_sync (Fixture  *fixture,
          TgDbFunc  func,
          gpointer  data)
{
  const TgDbJob job = { func, data, NULL, g_free };
  g_autoptr (GError) error = NULL;
  char *result = tg_db_thread_run_sync (fixture->thread, &job, &error);

  g_assert_no_error (error);
  return result;
}

static void
create_table (Fixture *fixture)
{
  g_free (run_sync (fixture, exec_job, "CREATE TABLE a (b TEXT) STRICT"));
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  const TgDbJob count = { count_job, NULL, NULL, g_free };
  const TgDbJob insert = { exec_job, (gpointer) "INSERT INTO a VALUES ('x')", NULL, g_free };
  GAsyncResult *results[20] = { NULL };

  create_table (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    tg_db_thread_run_async (fixture->thread, i % 2 == 0 ? &insert : &count, NULL,
                            tg_test_keep_result, &results[i]);
  for (guint i = 0; i < G_N_ELEMENTS (results); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *result = NULL;

      tg_test_wait_result (&results[i]);
      result = tg_db_thread_run_finish (fixture->thread, results[i], &error);
      g_assert_no_error (error);
      if (i % 2 == 1)
        g_assert_cmpint (atoi (result), ==, (int) i / 2 + 1);
      g_object_unref (results[i]);
    }
}

static void
test_failed_job_leaves_nothing (Fixture       *fixture,
                                gconstpointer  data)
{
  const TgDbJob half = { half_job, NULL, NULL, NULL };
  g_autofree char *count = NULL;
  g_autoptr (GError) error = NULL;

  create_table (fixture);
  g_assert_null (tg_db_thread_run_sync (fixture->thread, &half, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_FAILED);
  count = run_sync (fixture, count_job, NULL);
  g_assert_cmpstr (count, ==, "0");
}

static void
test_cancel_queued_and_running (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) running_result = NULL;
  g_autoptr (GAsyncResult) queued_result = NULL;
  g_autoptr (GError) running_error = NULL;
  g_autoptr (GError) queued_error = NULL;
  int has_started = 0;
  const TgDbJob running = { endless_job, &has_started, NULL, NULL };
  const TgDbJob queued = { exec_job, (gpointer) "CREATE TABLE a (b TEXT) STRICT", NULL, g_free };

  tg_db_thread_run_async (fixture->thread, &running, cancellable, tg_test_keep_result,
                          &running_result);
  tg_db_thread_run_async (fixture->thread, &queued, cancellable, tg_test_keep_result,
                          &queued_result);
  while (g_atomic_int_get (&has_started) == 0)
    g_usleep (1000);
  /* Give SQLite time to be inside its loop; an interrupt before that would have nothing to stop. */
  g_usleep (50000);
  g_cancellable_cancel (cancellable);
  tg_test_wait_result (&running_result);
  tg_test_wait_result (&queued_result);
  g_assert_null (tg_db_thread_run_finish (fixture->thread, running_result, &running_error));
  g_assert_error (running_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (tg_db_thread_run_finish (fixture->thread, queued_result, &queued_error));
  g_assert_error (queued_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  create_table (fixture);
}

static void
test_open_fails (Fixture       *fixture,
                 gconstpointer  data)
{
  const TgDbJob job = { exec_job, (gpointer) "SELECT 1", NULL, g_free };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tg_db_thread_run_sync (fixture->thread, &job, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_READ_ONLY);
    }
}

static void
test_stop_drains (Fixture       *fixture,
                  gconstpointer  data)
{
  const TgDbJob create = { exec_job, (gpointer) "CREATE TABLE a (b TEXT) STRICT", NULL, g_free };
  const TgDbJob insert = { exec_job, (gpointer) "INSERT INTO a VALUES ('x')", NULL, g_free };
  g_autofree char *path = g_build_filename (fixture->folder, "store.db", NULL);
  const TgDbOptions options = { .path = path, .is_read_only = TRUE };
  g_autoptr (GAsyncResult) stopped = NULL;
  g_autoptr (TgDb) db = NULL;
  gint64 count;

  tg_db_thread_run_async (fixture->thread, &create, NULL, NULL, NULL);
  for (int i = 0; i < 100; i++)
    tg_db_thread_run_async (fixture->thread, &insert, NULL, NULL, NULL);
  if (data != NULL)
    tg_db_thread_stop (fixture->thread);
  tg_db_thread_stop_async (fixture->thread, tg_test_keep_result, &stopped);
  tg_test_wait_result (&stopped);
  g_assert_true (tg_db_thread_stop_finish (fixture->thread, stopped, NULL));
  db = tg_db_open (&options, NULL);
  g_assert_true (tg_db_query_int (db, "SELECT count(*) FROM a", &count, NULL));
  g_assert_cmpint (count, ==, 100);
}

static void
test_data_is_freed (Fixture       *fixture,
                    gconstpointer  data)
{
  TgDbJob job = { exec_job, g_strdup ("SELECT 1"), g_free, g_free };
  g_autofree char *result = tg_db_thread_run_sync (fixture->thread, &job, NULL);

  g_assert_cmpstr (result, ==, "done");
  /* A result that nobody fetches; valgrind and ASan would tell. */
  job.data = g_strdup ("SELECT 2");
  tg_db_thread_run_async (fixture->thread, &job, NULL, NULL, NULL);
  tg_db_thread_stop (fixture->thread);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
add (const char    *path,
     gconstpointer  data,
     void         (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/db/db-thread/order", NULL, test_order);
  add ("/db/db-thread/failed-job-leaves-nothing", NULL, test_failed_job_leaves_nothing);
  add ("/db/db-thread/cancel", NULL, test_cancel_queued_and_running);
  add ("/db/db-thread/open-fails", "no/store.db", test_open_fails);
  add ("/db/db-thread/stop-drains", NULL, test_stop_drains);
  add ("/db/db-thread/stop-twice", "store.db", test_stop_drains);
  add ("/db/db-thread/data-is-freed", NULL, test_data_is_freed);
  return g_test_run ();
}
