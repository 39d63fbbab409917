/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "tg-error.h"
#include "tg-pack-keys.h"
#include "tg-pack-signer.h"
#include "tg-test.h"

#define BODY "{\"a\":\"包\"}"

typedef struct
{
  char *folder;
  char *paths[3];        /* of key files: the key, its successor, somebody else's */
  char *keys[3];         /* their public halves */
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("key-%u", i);

      fixture->paths[i] = g_build_filename (fixture->folder, name, NULL);
      fixture->keys[i] = tg_pack_signer_make_key (fixture->paths[i], &error);
      g_assert_no_error (error);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_free (fixture->paths[i]);
      g_free (fixture->keys[i]);
    }
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static GError *
try (TgPackKeys *keys,
     Fixture    *fixture,
     guint       signer)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autofree char *key = NULL;
  g_autofree char *signature = NULL;
  GError *error = NULL;

  g_assert_true (tg_pack_signer_sign (fixture->paths[signer], body, &key, &signature, &error));
  g_assert_no_error (error);
  tg_pack_keys_verify (key, signature, body, keys, &error);
  return error;
}

static void
test_who (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (TgPackKeys) keys = tg_pack_keys_new (fixture->keys[0], fixture->keys[1], NULL);
  g_autoptr (TgPackKeys) none = tg_pack_keys_new ("", "", NULL);
  g_autoptr (GError) foreign = NULL;
  g_autoptr (GError) without = NULL;

  g_assert_no_error (try (keys, fixture, 0));
  g_assert_no_error (try (keys, fixture, 1));
  foreign = try (keys, fixture, 2);
  g_assert_error (foreign, TG_ERROR, TG_ERROR_AUTH);
  without = try (none, fixture, 0);
  g_assert_error (without, TG_ERROR, TG_ERROR_AUTH);
}

/* One bit anywhere in what is signed, in the signature, or in the name of the key. */
static void
test_flipped (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TgPackKeys) keys = tg_pack_keys_new (fixture->keys[0], fixture->keys[1], NULL);
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autofree char *key = NULL;
  g_autofree char *signature = NULL;

  tg_pack_signer_sign (fixture->paths[0], body, &key, &signature, NULL);
  for (gsize i = 0; i < strlen (BODY) * 8; i++)
    {
      g_autofree char *text = g_strdup (BODY);
      g_autoptr (GBytes) changed = NULL;

      text[i / 8] = (char) (text[i / 8] ^ (1 << (i % 8)));
      changed = g_bytes_new (text, strlen (BODY));
      g_assert_false (tg_pack_keys_verify (key, signature, changed, keys, NULL));
    }
  for (gsize i = 0; i < strlen (signature); i++)
    {
      g_autofree char *text = g_strdup (signature);

      text[i] = text[i] == 'A' ? 'B' : 'A';
      /* The last places of base64 hold less than six bits: the same bytes would be the same. */
      if (i < 84)
        g_assert_false (tg_pack_keys_verify (key, text, body, keys, NULL));
    }
  for (gsize i = 0; i < strlen (key); i++)
    {
      g_autofree char *text = g_strdup (key);

      text[i] = text[i] == 'a' ? 'b' : 'a';
      g_assert_false (tg_pack_keys_verify (text, signature, body, keys, NULL));
    }
  g_assert_false (tg_pack_keys_verify (key, "", body, keys, NULL));
  g_assert_false (tg_pack_keys_verify ("", signature, body, keys, NULL));
}

/* The successor takes over with the first pack that it signs; the old key counts no more then, and
 * only that pack names the next. */
static void
test_follow (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TgPackKeys) keys = tg_pack_keys_new (fixture->keys[0], fixture->keys[1], NULL);
  g_autofree char *first = tg_pack_keys_dup_id (fixture->keys[0]);
  g_autofree char *second = tg_pack_keys_dup_id (fixture->keys[1]);
  g_autoptr (GError) error = NULL;

  /* The key that is in use can't put another in its successor's place. */
  tg_pack_keys_follow (keys, first, fixture->keys[2]);
  g_assert_cmpstr (keys->successor, ==, fixture->keys[1]);
  tg_pack_keys_follow (keys, second, "");
  g_assert_cmpstr (keys->current, ==, fixture->keys[1]);
  g_assert_cmpstr (keys->successor, ==, "");
  error = try (keys, fixture, 0);
  g_assert_error (error, TG_ERROR, TG_ERROR_AUTH);
  g_assert_no_error (try (keys, fixture, 1));
  tg_pack_keys_follow (keys, second, fixture->keys[2]);
  g_assert_cmpstr (keys->successor, ==, fixture->keys[2]);
  g_assert_no_error (try (keys, fixture, 2));
}

static void
test_key_file (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GBytes) body = g_bytes_new_static (BODY, strlen (BODY));
  g_autofree char *before = tg_test_read_file (fixture->paths[0]);
  g_autofree char *after = NULL;
  g_autofree char *key = NULL;
  g_autofree char *signature = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->paths[0], &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_null (strstr (before, fixture->keys[0]));
  g_assert_null (tg_pack_signer_make_key (fixture->paths[0], &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_EXISTS);
  g_clear_error (&error);
  after = tg_test_read_file (fixture->paths[0]);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (g_chmod (fixture->paths[0], 0640), ==, 0);
  g_assert_false (tg_pack_signer_sign (fixture->paths[0], body, &key, &signature, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_AUTH);
}

static void
test_load (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "keys", NULL);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", fixture->keys[0], fixture->keys[1]);
  g_autoptr (TgPackKeys) keys = NULL;
  g_autoptr (TgPackKeys) built_in = NULL;
  g_autoptr (GError) error = NULL;

  tg_test_write_file (path, text);
  g_setenv ("TONGGUAN_PACK_KEYS", path, TRUE);
  keys = tg_pack_keys_load (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (keys->current, ==, fixture->keys[0]);
  g_assert_cmpstr (keys->successor, ==, fixture->keys[1]);
  tg_test_write_file (path, "12345\n");
  g_assert_null (tg_pack_keys_load (&error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_clear_error (&error);
  g_unsetenv ("TONGGUAN_PACK_KEYS");
  built_in = tg_pack_keys_load (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (built_in->current, ==, TG_PACK_KEY);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/security/pack-keys/who", Fixture, NULL, set_up, test_who, tear_down);
  g_test_add ("/security/pack-keys/flipped", Fixture, NULL, set_up, test_flipped, tear_down);
  g_test_add ("/security/pack-keys/follow", Fixture, NULL, set_up, test_follow, tear_down);
  g_test_add ("/security/pack-keys/key-file", Fixture, NULL, set_up, test_key_file, tear_down);
  g_test_add ("/security/pack-keys/load", Fixture, NULL, set_up, test_load, tear_down);
  return g_test_run ();
}
