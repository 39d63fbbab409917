/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-data-key.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "tg-error.h"
#include "tg-test.h"

typedef struct
{
  char        *folder;
  char        *path;
  TgSecretBox *box;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = tg_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "data.key", NULL);
  fixture->box = tg_secret_box_new_file (fixture->path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tg_secret_box_unref (fixture->box);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static TgDataKey *
open_key (Fixture  *fixture,
          gboolean  may_create)
{
  g_autoptr (GError) error = NULL;
  TgDataKey *key = tg_data_key_open (fixture->box, may_create, NULL, &error);

  g_assert_no_error (error);
  return key;
}

static void
assert_same (TgDataKey *a,
             TgDataKey *b)
{
  g_assert_cmpmem (tg_data_key_get_bytes (a), TG_DATA_KEY_BYTES,
                   tg_data_key_get_bytes (b), TG_DATA_KEY_BYTES);
}

static void
test_created_once (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (TgDataKey) made = open_key (fixture, TRUE);
  g_autoptr (TgDataKey) again = open_key (fixture, TRUE);
  g_autoptr (TgDataKey) later = open_key (fixture, FALSE);
  GStatBuf info;

  assert_same (made, again);
  assert_same (made, later);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_data_key_open (fixture->box, FALSE, NULL, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_damaged_is_kept (Fixture       *fixture,
                      gconstpointer  data)
{
  static const char * const texts[] = {
    "", "short", "zz", "00112233445566778899aabbccddeeff00112233445566778899aabbccddeef",
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff00",
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff x",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      tg_test_write_file (fixture->path, texts[i]);
      g_assert_null (tg_data_key_open (fixture->box, TRUE, NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
      after = tg_test_read_file (fixture->path);
      g_assert_cmpstr (after, ==, texts[i]);
    }
}

static void
test_unwritable (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no", "data.key", NULL);
  g_autoptr (TgSecretBox) box = tg_secret_box_new_file (path);
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_data_key_open (box, TRUE, NULL, &error));
  g_assert_nonnull (error);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TgDataKey) made = open_key (fixture, TRUE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDataKey) found = NULL;

  tg_data_key_open_async (fixture->box, FALSE, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  found = tg_data_key_open_finish (result, &error);
  g_assert_no_error (error);
  assert_same (made, found);
}

static void
add (const char *path,
     void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/security/data-key/created-once", test_created_once);
  add ("/security/data-key/missing", test_missing);
  add ("/security/data-key/damaged-is-kept", test_damaged_is_kept);
  add ("/security/data-key/unwritable", test_unwritable);
  add ("/security/data-key/async", test_async);
  return g_test_run ();
}
