/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-credentials.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "tg-error.h"
#include "tg-test.h"

static void
assert_login (TgCredentials *credentials,
              const char    *client_id,
              const char    *client_secret)
{
  g_assert_cmpstr (tg_credentials_get_client_id (credentials), ==, client_id);
  g_assert_cmpstr (tg_credentials_get_client_secret (credentials), ==, client_secret);
}

static void
test_file (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "window.secret", NULL);
  g_autoptr (TgSecretBox) box = tg_secret_box_new_file (path);
  g_autoptr (TgCredentials) credentials = tg_credentials_new ("企业 1", " s=e;c\\r#e\nt ");
  g_autoptr (TgCredentials) found = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_null (tg_credentials_load (box, NULL, &missing));
  g_assert_error (missing, TG_ERROR, TG_ERROR_NOT_FOUND);
  tg_test_write_file (path, "an older file, readable by all");
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  tg_credentials_save (credentials, box, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  found = tg_credentials_load (box, NULL, &error);
  g_assert_no_error (error);
  assert_login (found, "企业 1", " s=e;c\\r#e\nt ");
  g_assert_true (tg_secret_box_remove (box, NULL, NULL));
  g_assert_true (tg_secret_box_remove (box, NULL, NULL));
  g_assert_null (tg_credentials_load (box, NULL, NULL));
  tg_test_remove_folder (folder);
}

static void
test_damaged (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "window.secret", NULL);
  g_autoptr (TgSecretBox) box = tg_secret_box_new_file (path);
  static const char * const texts[] = { "", "nonsense", "[window]\nclient_id=x\n" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      tg_test_write_file (path, texts[i]);
      g_assert_null (tg_credentials_load (box, NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
    }
  tg_test_remove_folder (folder);
}

static void
assert_unlocks (const char *path,
                const char *passphrase,
                TgError     code)
{
  g_autoptr (TgSecretBox) box = tg_secret_box_new_passphrase (path, passphrase);
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_secret_box_load (box, NULL, &error));
  g_assert_error (error, TG_ERROR, (int) code);
}

/* The file says nothing without the passphrase, and nobody makes it cheaper to guess. */
static void
test_passphrase (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "data.key.locked", NULL);
  g_autoptr (TgSecretBox) box = tg_secret_box_new_passphrase (path, "正确的 passphrase");
  g_autofree char *text = NULL;
  g_autofree char *cheaper = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;
  char *secret;

  assert_unlocks (path, "x", TG_ERROR_NOT_FOUND);
  tg_secret_box_save (box, "the secret", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  secret = tg_secret_box_load (box, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, "the secret");
  tg_secret_box_wipe (secret);
  assert_unlocks (path, "正确的 Passphrase", TG_ERROR_AUTH);

  text = tg_test_read_file (path);
  g_assert_null (strstr (text, "secret"));
  cheaper = g_strdup_printf ("%s", text);
  memcpy (strstr (cheaper, "passes=3") + strlen ("passes="), "1", 1);
  tg_test_write_file (path, cheaper);
  assert_unlocks (path, "正确的 passphrase", TG_ERROR_AUTH);
  tg_test_write_file (path, "[passphrase]\nversion=9\n");
  assert_unlocks (path, "正确的 passphrase", TG_ERROR_UNSUPPORTED);
  tg_test_write_file (path, "[passphrase]\nversion=1\npasses=1\nmemory=99999999999999\n");
  assert_unlocks (path, "正确的 passphrase", TG_ERROR_CORRUPT);
  tg_test_remove_folder (folder);
}

/* Against libsecret's own file backend, which needs neither D-Bus nor a keyring. */
static void
test_service (void)
{
  g_autoptr (TgSecretBox) box = tg_secret_box_new_service ("workspace-1", "window", "A label");
  g_autoptr (TgSecretBox) other = tg_secret_box_new_service ("workspace-2", "window", "A label");
  g_autoptr (TgCredentials) credentials = tg_credentials_new ("id", "secret");
  g_autoptr (TgCredentials) found = NULL;
  g_autoptr (GAsyncResult) saved = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) error = NULL;

  tg_credentials_save_async (credentials, box, NULL, tg_test_keep_result, &saved);
  tg_test_wait_result (&saved);
  tg_credentials_save_finish (saved, &error);
  g_assert_no_error (error);
  tg_credentials_load_async (box, NULL, tg_test_keep_result, &loaded);
  tg_test_wait_result (&loaded);
  found = tg_credentials_load_finish (loaded, &error);
  g_assert_no_error (error);
  assert_login (found, "id", "secret");
  g_assert_null (tg_credentials_load (other, NULL, &missing));
  g_assert_error (missing, TG_ERROR, TG_ERROR_NOT_FOUND);
  g_assert_true (tg_secret_box_remove (box, NULL, &error));
  g_assert_true (tg_secret_box_remove (box, NULL, &error));
  g_assert_null (tg_credentials_load (box, NULL, NULL));
}

static void
test_no_keyring (void)
{
  if (g_test_subprocess ())
    {
      g_autoptr (TgSecretBox) box = tg_secret_box_new_service ("workspace-1", "window", "A label");
      g_autoptr (GError) error = NULL;

      g_setenv ("SECRET_BACKEND", "service", TRUE);
      g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
      g_assert_null (tg_credentials_load (box, NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED);
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *keyring = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = tg_test_make_folder ();
  keyring = g_build_filename (folder, "keyring", NULL);
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_setenv ("SECRET_FILE_TEST_PATH", keyring, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
  g_test_add_func ("/security/credentials/file", test_file);
  g_test_add_func ("/security/credentials/damaged", test_damaged);
  g_test_add_func ("/security/credentials/passphrase", test_passphrase);
  g_test_add_func ("/security/credentials/service", test_service);
  g_test_add_func ("/security/credentials/no-keyring", test_no_keyring);
  status = g_test_run ();
  tg_test_remove_folder (folder);
  return status;
}
