/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include "tg-credentials.h"
#include "tg-error.h"
#include "tg-setting-table.h"
#include "tg-test.h"
#include "tg-workspace-private.h"

/* A workspace for real filings, with libsecret's own file for a keyring: its key and the secret of
 * its account lie there and nowhere else. */

#define SECRET "the account's secret"

static TgWorkspace *
open_real (const char *folder)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgWorkspace *workspace;

  tg_workspace_open_async (folder, "production", NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  workspace = tg_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return workspace;
}

/* Nobody listens there: what was typed is kept all the same. */
static void
connect_to_nobody (TgWorkspace *workspace)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_connect_async (workspace, "http://127.0.0.1:1", "me", SECRET, NULL,
                              tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_false (tg_workspace_connect_finish (workspace, result, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_OFFLINE);
  g_object_unref (result);
}

static gpointer
run_get (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  return tg_setting_table_get_sealed (conn, "client-secret", error);
}

static void
assert_secret_is_in_keyring (TgWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCredentials) kept = tg_credentials_load (workspace->window_box, NULL, &error);
  g_autofree char *sealed = tg_store_read (workspace->store, run_get, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (tg_credentials_get_client_secret (kept), ==, SECRET);
  g_assert_cmpstr (sealed, ==, "");
}

static void
test_secret (void)
{
  g_autofree char *made = tg_test_make_folder ();
  g_autofree char *folder = g_build_filename (made, "w", NULL);
  g_autofree char *key = g_build_filename (folder, "data.key", NULL);
  TgWorkspace *workspace = open_real (folder);

  g_assert_false (g_file_test (key, G_FILE_TEST_EXISTS));
  connect_to_nobody (workspace);
  assert_secret_is_in_keyring (workspace);
  tg_workspace_fixture_close (workspace);
  workspace = open_real (folder);
  assert_secret_is_in_keyring (workspace);
  g_assert_nonnull (workspace->engine);
  tg_workspace_fixture_close (workspace);
  tg_test_remove_folder (made);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = NULL;
  g_autofree char *keyring = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = tg_test_make_folder ();
  keyring = g_build_filename (folder, "keyring", NULL);
  g_setenv ("TG_TEST_SLOWNESS", "4", FALSE);      /* the file has a dear key */
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_test_add_func ("/session/keyring/secret", test_secret);
  status = g_test_run ();
  tg_test_remove_folder (folder);
  return status;
}
