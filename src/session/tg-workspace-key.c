/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-key.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-file.h"
#include "tg-chance.h"
#include "tg-clock.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-id.h"
#include "tg-key-wrap.h"

/* A practice workspace keeps its key in a file beside the store, a production one in the Secret
 * Service, and one that was made with a passphrase in a file under it; a production workspace that
 * was restored where there is no keyring may have a file too. */

/* ---- the keyring ---- */

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

/* It is no secret, but for its owner alone. */
static char *
make_id (const char  *folder,
         GError     **error)
{
  g_autofree char *path = g_build_filename (folder, TG_BACKUP_IDENTITY, NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (TgChance) chance = tg_chance_new_system ();
  g_autoptr (TgSecretBox) box = tg_secret_box_new_file (path);
  g_autofree char *id = tg_id_new (clock, chance);
  g_autofree char *text = NULL;

  g_key_file_set_string (file, "workspace", "id", id);
  text = g_key_file_to_data (file, NULL, NULL);
  return tg_secret_box_save (box, text, NULL, error) ? g_steal_pointer (&id) : NULL;
}

TgSecretBox *
tg_workspace_key_box_of_id (const char *id)
{
  return tg_secret_box_new_service (id, "data-key", _("Tongguan: key of the documents"));
}

static TgSecretBox *
find_service_box (const char  *folder,
                  GError     **error)
{
  g_autofree char *id = tg_workspace_key_dup_id (folder);

  if (*id == '\0')
    {
      g_free (id);
      id = make_id (folder, error);
    }
  return id != NULL ? tg_workspace_key_box_of_id (id) : NULL;
}

/* ---- files ---- */

static gboolean
has (const char *folder,
     const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gboolean
tg_workspace_key_has_file (const char *folder)
{
  return has (folder, TG_BACKUP_KEY);
}

gboolean
tg_workspace_key_is_locked (const char *folder)
{
  return has (folder, TG_LOCKED_KEY);
}

TgSecretBox *
tg_workspace_key_box_of_file (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, TG_BACKUP_KEY, NULL);

  return tg_secret_box_new_file (path);
}

TgSecretBox *
tg_workspace_key_box_of_passphrase (const char *folder,
                                    const char *passphrase)
{
  g_autofree char *path = g_build_filename (folder, TG_LOCKED_KEY, NULL);

  return tg_secret_box_new_passphrase (path, passphrase);
}

TgSecretBox *
tg_workspace_key_find_file (const char *folder,
                            const char *passphrase)
{
  if (tg_workspace_key_is_locked (folder))
    return passphrase != NULL ? tg_workspace_key_box_of_passphrase (folder, passphrase) : NULL;
  return tg_workspace_key_has_file (folder) ? tg_workspace_key_box_of_file (folder) : NULL;
}

/* ---- which of them ---- */

TgSecretBox *
tg_workspace_key_find_box (const char  *folder,
                           const char  *passphrase,
                           GError     **error)
{
  TgSecretBox *box = tg_workspace_key_find_file (folder, passphrase);

  if (box != NULL)
    return box;
  if (!tg_workspace_key_is_locked (folder))
    return find_service_box (folder, error);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_LOCKED,
                       _("This workspace is locked with a passphrase."));
  return NULL;
}

static gboolean
is_too_short (const char *passphrase)
{
  return g_utf8_strlen (passphrase, -1) < TG_KEY_WRAP_LEAST;
}

TgSecretBox *
tg_workspace_key_choose_box (const char  *folder,
                             const char  *passphrase,
                             gboolean     in_file,
                             GError     **error)
{
  if (passphrase == NULL)
    return in_file && !tg_workspace_key_is_locked (folder)
           ? tg_workspace_key_box_of_file (folder)
           : tg_workspace_key_find_box (folder, NULL, error);
  if (!is_too_short (passphrase))
    return tg_workspace_key_box_of_passphrase (folder, passphrase);
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
               _("A passphrase has at least %d characters."), TG_KEY_WRAP_LEAST);
  return NULL;
}

TgSecretBox *
tg_workspace_key_find_window_box (const char *folder)
{
  g_autofree char *id = tg_workspace_key_dup_id (folder);

  if (*id == '\0' || tg_workspace_key_is_locked (folder) || tg_workspace_key_has_file (folder))
    return NULL;
  return tg_secret_box_new_service (id, "window", _("Tongguan: account of the single window"));
}

/* ---- for the backups ---- */

gboolean
tg_workspace_key_wrap (const char  *folder,
                       TgDataKey   *key,
                       const char  *passphrase,
                       GError     **error)
{
  g_autofree char *path = g_build_filename (folder, TG_BACKUP_WRAPPED_KEY, NULL);
  g_autofree char *text = tg_key_wrap_seal (key, passphrase, error);

  return text != NULL && tg_disk_save (path, text, error);
}

gboolean
tg_workspace_key_keep_wrapped (const char  *folder,
                               TgDataKey   *key,
                               const char  *passphrase,
                               GError     **error)
{
  if (passphrase == NULL || !tg_workspace_key_is_locked (folder) ||
      has (folder, TG_BACKUP_WRAPPED_KEY) || is_too_short (passphrase))
    return TRUE;
  return tg_workspace_key_wrap (folder, key, passphrase, error);
}
