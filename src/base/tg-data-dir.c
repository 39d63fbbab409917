/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-data-dir.h"

/* Looked up once. "Runs from its build tree" means that the executable lies under the build
 * directory, which an installed program never does. */

static gboolean
runs_from_build_tree (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  return program != NULL && g_str_has_prefix (program, TG_BUILD_DIR "/");
}

const char *
tg_data_dir_get (void)
{
  static const char *directory;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      const char *given = g_getenv ("TONGGUAN_DATA_DIR");

      if (given != NULL && given[0] != '\0')
        directory = g_strdup (given);
      else
        directory = runs_from_build_tree () ? TG_SOURCE_DATA_DIR : TG_DATA_DIR;
      g_once_init_leave (&once, 1);
    }
  return directory;
}

char *
tg_data_dir_codes (void)
{
  g_autofree char *own = g_build_filename (tg_data_dir_get (), "codes.db", NULL);

  if (!g_file_test (own, G_FILE_TEST_EXISTS) && runs_from_build_tree ())
    return g_strdup (TG_BUILD_DIR "/data/codes.db");
  return g_steal_pointer (&own);
}

char *
tg_data_dir_dup_packs (void)
{
  return g_build_filename (g_get_user_data_dir (), "tongguan", "packs", NULL);
}
