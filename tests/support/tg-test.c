/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-test.h"

#include <glib/gstdio.h>
#include <string.h>

/* Helps for tests. They fail the test themselves, so that the test reads as what it asserts. */

#define WAIT_SECONDS 10

static guint
get_wait (void)
{
  return WAIT_SECONDS * tg_test_get_slowness ();
}

static gboolean
on_timeout (gpointer data)
{
  g_error ("The test waited %u seconds for something that did not come", get_wait ());
  return G_SOURCE_REMOVE;
}

static void
remove_tree (GFile *file)
{
  g_autoptr (GFileEnumerator) children = NULL;
  GFile *child;

  children = g_file_enumerate_children (file, G_FILE_ATTRIBUTE_STANDARD_NAME,
                                        G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  while (children != NULL &&
         g_file_enumerator_iterate (children, NULL, &child, NULL, NULL) &&
         child != NULL)
    remove_tree (child);
  g_file_delete (file, NULL, NULL);
}

char *
tg_test_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("tongguan-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
tg_test_remove_folder (const char *folder)
{
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  remove_tree (file);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

char *
tg_test_read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

gboolean
tg_test_file_has (const char *path,
                  const char *text)
{
  g_autofree char *data = NULL;
  gsize size = strlen (text);
  gsize length = 0;

  if (!g_file_get_contents (path, &data, &length, NULL))
    return FALSE;
  for (gsize i = 0; i + size <= length; i++)
    if (g_ascii_strncasecmp (data + i, text, size) == 0)
      return TRUE;
  return FALSE;
}

void
tg_test_write_file (const char *path,
                    const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

TgChance *
tg_test_new_chance (void)
{
  return tg_chance_new_seeded ((guint64) g_test_rand_int ());
}

guint
tg_test_get_slowness (void)
{
  const char *slowness = g_getenv ("TG_TEST_SLOWNESS");

  return slowness != NULL ? MAX (1, (guint) g_ascii_strtoull (slowness, NULL, 10)) : 1;
}

void
tg_test_wait_for (const gboolean *flag)
{
  guint timeout = g_timeout_add_seconds (get_wait (), on_timeout, NULL);

  while (!*flag)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

void
tg_test_keep_result (GObject      *source,
                     GAsyncResult *result,
                     gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

void
tg_test_wait_result (GAsyncResult **place)
{
  guint timeout = g_timeout_add_seconds (get_wait (), on_timeout, NULL);

  while (*place == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

void
tg_test_copy_folder (const char *from,
                     const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  g_assert_cmpint (g_mkdir_with_parents (to, 0700), ==, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *source = g_build_filename (from, name, NULL);
      g_autofree char *target = g_build_filename (to, name, NULL);
      g_autoptr (GFile) file = g_file_new_for_path (source);
      g_autoptr (GFile) copy = g_file_new_for_path (target);

      if (g_file_test (source, G_FILE_TEST_IS_DIR))
        tg_test_copy_folder (source, target);
      else
        g_assert_true (g_file_copy (file, copy, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
    }
}
