/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-power.h"

#include <string.h>

/* Writes go straight to the file, so that whoever reads it meanwhile sees them; beside it is kept
 * what would be left of it. A file that was never flushed was empty, since names are not lost. */

#define SECTOR 512

static GMutex lock;
static GHashTable *images;      /* path → GBytes: its contents when it was flushed */

static GBytes *
read_now (const char *path)
{
  char *data = NULL;
  gsize size = 0;

  if (!g_file_get_contents (path, &data, &size, NULL))
    return g_bytes_new (NULL, 0);
  return g_bytes_new_take (data, size);
}

void
tg_power_begin (void)
{
  g_mutex_lock (&lock);
  g_clear_pointer (&images, g_hash_table_unref);
  images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  g_mutex_unlock (&lock);
}

void
tg_power_touch (const char *path)
{
  g_mutex_lock (&lock);
  if (!g_hash_table_contains (images, path))
    g_hash_table_insert (images, g_strdup (path), read_now (path));
  g_mutex_unlock (&lock);
}

/* Nothing of it is in doubt any more. */
void
tg_power_flush (const char *path)
{
  tg_power_forget (path);
}

void
tg_power_move (const char *from,
               const char *to)
{
  GBytes *image;

  g_mutex_lock (&lock);
  image = g_hash_table_lookup (images, from);
  g_hash_table_remove (images, to);
  if (image != NULL)
    g_hash_table_insert (images, g_strdup (to), g_bytes_ref (image));
  g_hash_table_remove (images, from);
  g_mutex_unlock (&lock);
}

void
tg_power_forget (const char *path)
{
  g_mutex_lock (&lock);
  g_hash_table_remove (images, path);
  g_mutex_unlock (&lock);
}

/* Each sector is the old one or the new one; where there was none, it is zeros. */
static GByteArray *
tear (GBytes   *old,
      GBytes   *new,
      TgChance *chance)
{
  gsize old_size = g_bytes_get_size (old);
  gsize new_size = g_bytes_get_size (new);
  gsize size = tg_chance_below (chance, 2) == 0 ? old_size : new_size;
  GByteArray *torn = g_byte_array_sized_new ((guint) size);

  g_byte_array_set_size (torn, (guint) size);
  if (size > 0)
    memset (torn->data, 0, size);
  for (gsize at = 0; at < size; at += SECTOR)
    {
      GBytes *from = tg_chance_below (chance, 2) == 0 ? old : new;
      gsize end = MIN (MIN (at + SECTOR, size), g_bytes_get_size (from));

      if (end > at)
        memcpy (torn->data + at, (const char *) g_bytes_get_data (from, NULL) + at, end - at);
    }
  return torn;
}

static void
write_now (const char *path,
           const void *data,
           gsize       size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents_full (path, size > 0 ? data : "", (gssize) size, G_FILE_SET_CONTENTS_NONE,
                            0600, &error);
  g_assert_no_error (error);
}

static void
cut_file (const char *path,
          GBytes     *old,
          TgChance   *chance)
{
  guint how = (guint) tg_chance_below (chance, 3);
  g_autoptr (GBytes) new = read_now (path);
  g_autoptr (GByteArray) torn = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) || how == 0)
    return;
  if (how == 1)
    {
      write_now (path, g_bytes_get_data (old, NULL), g_bytes_get_size (old));
      return;
    }
  torn = tear (old, new, chance);
  write_now (path, torn->data, torn->len);
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return strcmp (a, b);
}

/* In the order of their names, so that a seed tells all. */
void
tg_power_cut (TgChance *chance)
{
  g_autoptr (GList) paths = NULL;

  g_mutex_lock (&lock);
  paths = g_list_sort (g_hash_table_get_keys (images), compare_paths);
  for (GList *path = paths; path != NULL; path = path->next)
    cut_file (path->data, g_hash_table_lookup (images, path->data), chance);
  g_mutex_unlock (&lock);
}
