/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "tg-backup-rule.h"
#include "tg-error.h"
#include "tg-setting-table.h"
#include "tg-store-fixture.h"
#include "tg-test.h"

static gpointer
set_job (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  tg_setting_table_set (conn, "name", data, error);
  return NULL;
}

static gpointer
set_and_fail_job (TgStoreConnection  *conn,
                  gpointer            data,
                  GError            **error)
{
  if (tg_setting_table_set (conn, "name", "lost", error))
    g_set_error (error, TG_ERROR, TG_ERROR_FAILED, "on purpose");
  return NULL;
}

static gpointer
get_job (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  return tg_setting_table_get (conn, "name", error);
}

static void
assert_name (TgStoreFixture *fixture,
             const char     *expected)
{
  g_autofree char *name = tg_store_fixture_read (fixture, get_job, NULL);

  g_assert_cmpstr (name, ==, expected);
}

static void
test_rollback (TgStoreFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (GError) error = NULL;

  tg_store_fixture_write (fixture, set_job, (gpointer) "kept");
  tg_store_write (fixture->store, set_and_fail_job, NULL, &error);
  g_assert_error (error, TG_ERROR, TG_ERROR_FAILED);
  assert_name (fixture, "kept");
  tg_store_fixture_reopen (fixture);
  assert_name (fixture, "kept");
}

static void
test_async (TgStoreFixture *fixture,
            gconstpointer   data)
{
  g_autoptr (GAsyncResult) written = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  TgStoreJob write = { set_job, g_strdup ("later"), g_free, NULL };
  TgStoreJob ask = { get_job, NULL, NULL, g_free };

  tg_store_write_async (fixture->store, &write, NULL, tg_test_keep_result, &written);
  tg_test_wait_result (&written);
  tg_store_write_finish (fixture->store, written, &error);
  g_assert_no_error (error);
  tg_store_read_async (fixture->store, &ask, NULL, tg_test_keep_result, &read);
  tg_test_wait_result (&read);
  name = tg_store_read_finish (fixture->store, read, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "later");
}

static void
on_changed (TgStore  *store,
            guint     changes,
            gboolean *seen)
{
  *seen = TRUE;
}

static void
test_changed (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "a", "1");
  g_autoptr (GError) error = NULL;
  g_autoptr (TgStore) other = NULL;
  gboolean here = FALSE;
  gboolean there = FALSE;

  other = tg_store_fixture_open (fixture, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (on_changed), &here);
  g_signal_connect (other, "changed", G_CALLBACK (on_changed), &there);
  tg_store_start_watching (other);
  g_usleep (1200 * 1000);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_false (there);

  tg_store_fixture_save (fixture, "01900000-0000-7000-8000-000000000001", 0, document);
  g_assert_true (here);
  tg_test_wait_for (&there);
}

static void
test_read_only (TgStoreFixture *fixture,
                gconstpointer   data)
{
  TgStoreOptions options = {
    .folder = fixture->folder,
    .sealer = fixture->sealer,
    .clock = TG_CLOCK (fixture->clock),
    .is_read_only = TRUE,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) refused = NULL;
  g_autoptr (TgStore) reader = NULL;
  g_autofree char *name = NULL;

  tg_store_fixture_write (fixture, set_job, (gpointer) "seen");
  reader = tg_store_open (&options, &error);
  g_assert_no_error (error);
  name = tg_store_read (reader, get_job, NULL, &error);
  g_assert_cmpstr (name, ==, "seen");
  tg_store_write (reader, set_job, (gpointer) "x", &refused);
  g_assert_error (refused, TG_ERROR, TG_ERROR_READ_ONLY);
}

static void
test_close_with_backup (TgStoreFixture *fixture,
                        gconstpointer   data)
{
  g_autofree char *backups = g_build_filename (fixture->folder, TG_STORE_BACKUPS, NULL);
  g_autofree char *mark = g_build_filename (fixture->folder, "open", NULL);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) error = NULL;

  tg_store_fixture_write (fixture, set_job, (gpointer) "safe");
  g_assert_true (g_file_test (mark, G_FILE_TEST_EXISTS));
  tg_store_close (fixture->store, TRUE, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  names = tg_backup_rule_list_names (backups, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "tongguan-20261123-040000-close.tgbackup");
}

static void
test_damaged (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, TG_STORE_FILE, NULL);
  g_autofree char *mark = g_build_filename (fixture->folder, "open", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (gsize i = length / 2; i < length; i++)
    contents[i] = (char) 0x5a;
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  tg_test_write_file (mark, "");

  fixture->store = tg_store_fixture_open (fixture, &error);
  g_assert_null (fixture->store);
  g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
}

#define ADD(path, function) \
  g_test_add ("/store/store/" path, TgStoreFixture, NULL, tg_store_fixture_set_up, function, \
              tg_store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("rollback", test_rollback);
  ADD ("async", test_async);
  ADD ("changed", test_changed);
  ADD ("read-only", test_read_only);
  ADD ("close-with-backup", test_close_with_backup);
  ADD ("damaged", test_damaged);

  return g_test_run ();
}
