/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-data-dir.h"
#include "tg-form-checker.h"
#include "tg-test-codes.h"

/* Every case of every form, fact and rule set of the data directory, found by looking. The codes
 * are those of data/codes, from the codes.db of this build. */

static void
test_folder (gconstpointer data)
{
  g_autoptr (TgCodeLookup) codes = tg_test_codes_new ();
  guint n_cases = 0;
  g_autoptr (GPtrArray) failures = tg_form_checker_run_folder (data, codes, &n_cases);

  for (guint i = 0; i < failures->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (failures, i));
  g_test_message ("%u cases", n_cases);
  if (failures->len > 0)
    g_test_fail ();
}

static void
add_folders (const char *kind)
{
  g_autofree char *root = g_build_filename (tg_data_dir_get (), kind, NULL);
  g_autoptr (GDir) ids = g_dir_open (root, 0, NULL);
  const char *id;

  while (ids != NULL && (id = g_dir_read_name (ids)) != NULL)
    {
      g_autofree char *folder = g_build_filename (root, id, NULL);
      g_autoptr (GDir) versions = g_dir_open (folder, 0, NULL);
      const char *version;

      while (versions != NULL && (version = g_dir_read_name (versions)) != NULL)
        {
          g_autofree char *path = g_strdup_printf ("/forms/form-cases/%s/%s/%s", kind, id, version);

          g_test_add_data_func_full (path, g_build_filename (folder, version, NULL), test_folder,
                                     g_free);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  add_folders ("forms");
  add_folders ("facts");
  add_folders ("rules");
  return g_test_run ();
}
