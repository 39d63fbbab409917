/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-key.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-file.h"
#include "tg-chance.h"
#include "tg-clock.h"
#include "tg-id.h"

/* A practice workspace keeps its key in a file beside the store, a production one in the Secret
 * Service; a production workspace that was restored where there is no keyring may have a file
 * too. */

char *
tg_workspace_key_dup_id (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TG_BACKUP_IDENTITY, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  char *id = NULL;

  if (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    id = g_key_file_get_string (file, "workspace", "id", NULL);
  return id != NULL ? id : g_strdup ("");
}

static char *
make_id (const char  *folder,
         GError     **error)
{
  g_autofree char *path = g_build_filename (folder, TG_BACKUP_IDENTITY, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (TgChance) chance = tg_chance_new_system ();
  g_autofree char *id = tg_id_new (clock, chance);

  g_key_file_set_string (file, "workspace", "id", id);
  return g_key_file_save_to_file (file, path, error) ? g_steal_pointer (&id) : NULL;
}

gboolean
tg_workspace_key_has_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TG_BACKUP_KEY, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

TgSecretBox *
tg_workspace_key_box_of_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TG_BACKUP_KEY, NULL);

  return tg_secret_box_new_file (path);
}

TgSecretBox *
tg_workspace_key_box_of_id (const char *id)
{
  return tg_secret_box_new_service (id, "data-key", _("Tongguan: key of the documents"));
}

TgSecretBox *
tg_workspace_key_find_box (const char  *folder,
                           gboolean     in_file,
                           GError     **error)
{
  g_autofree char *id = NULL;

  if (in_file || tg_workspace_key_has_file (folder))
    return tg_workspace_key_box_of_file (folder);
  id = tg_workspace_key_dup_id (folder);
  if (*id == '\0')
    {
      g_free (id);
      id = make_id (folder, error);
    }
  return id != NULL ? tg_workspace_key_box_of_id (id) : NULL;
}
