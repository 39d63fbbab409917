/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup-file.h"

#include <glib/gstdio.h>

#include "tg-backup-rule.h"
#include "tg-disk.h"
#include "tg-error.h"

/* The backups of a workspace, and a note beside them of what was found when each was last checked:
 * it holds for the size that the file had then. A note that is lost costs a check, no more. */

#define NOTES "checked.ini"

static GKeyFile *
load_notes (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NOTES, NULL);
  GKeyFile *notes = g_key_file_new ();

  g_key_file_load_from_file (notes, path, G_KEY_FILE_NONE, NULL);
  return notes;
}

static void
save_note (const char   *folder,
           const char   *name,
           gint64        bytes,
           const GError *fault)
{
  g_autoptr (GKeyFile) notes = load_notes (folder);
  g_autofree char *path = g_build_filename (folder, NOTES, NULL);
  g_autofree char *text = NULL;

  g_key_file_set_int64 (notes, name, "bytes", bytes);
  g_key_file_set_boolean (notes, name, "good", fault == NULL);
  g_key_file_set_string (notes, name, "problem", fault != NULL ? fault->message : "");
  text = g_key_file_to_data (notes, NULL, NULL);
  tg_disk_save (path, text, NULL);
}

static void
take_note (GKeyFile       *notes,
           const char     *name,
           TgBackupFields *fields)
{
  if (!g_key_file_has_group (notes, name) ||
      g_key_file_get_int64 (notes, name, "bytes", NULL) != fields->bytes)
    return;
  fields->verdict = g_key_file_get_boolean (notes, name, "good", NULL) ? TG_BACKUP_GOOD
                                                                       : TG_BACKUP_BAD;
  g_free (fields->problem);
  fields->problem = g_key_file_get_string (notes, name, "problem", NULL);
}

/* One that cannot be read is in the list too: the person must know that it is worth nothing. */
static TgBackup *
describe (const char *folder,
          const char *name,
          GKeyFile   *notes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) fault = NULL;
  g_autoptr (TgBackup) read = tg_backup_file_read (path, &fault);
  TgBackupFields fields = { .path = path };
  TgBackup *backup;

  if (read == NULL)
    {
      fields.verdict = TG_BACKUP_BAD;
      fields.problem = fault->message;
      tg_backup_rule_parse_name (name, &fields.time, &fields.reason);
      return tg_backup_new (&fields);
    }
  fields = *tg_backup_get_fields (read);
  fields.problem = NULL;
  take_note (notes, name, &fields);
  backup = tg_backup_new (&fields);
  g_free (fields.problem);
  return backup;
}

GPtrArray *
tg_backup_folder_list (const char  *folder,
                       GError     **error)
{
  g_autoptr (GPtrArray) names = tg_backup_rule_list_names (folder, error);
  g_autoptr (GPtrArray) backups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GKeyFile) notes = load_notes (folder);

  if (names == NULL)
    return NULL;

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (backups, describe (folder, names->pdata[i], notes));
  return g_steal_pointer (&backups);
}

gboolean
tg_backup_folder_verify (const char  *folder,
                         const char  *name,
                         GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) fault = NULL;
  GStatBuf info;
  gboolean is_good = tg_backup_file_verify (path, TRUE, &fault);

  /* A full disk is no fault of the backup. */
  if ((is_good || g_error_matches (fault, TG_ERROR, TG_ERROR_CORRUPT)) &&
      g_stat (path, &info) == 0)
    save_note (folder, name, (gint64) info.st_size, fault);
  if (is_good)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

void
tg_backup_folder_note_good (const char *folder,
                            const char *name,
                            gint64      bytes)
{
  save_note (folder, name, bytes, NULL);
}

TgBackup *
tg_backup_folder_find_good (const char  *folder,
                            GError     **error)
{
  g_autoptr (GPtrArray) backups = tg_backup_folder_list (folder, error);

  for (guint i = 0; backups != NULL && i < backups->len; i++)
    {
      g_autofree char *name = tg_backup_dup_name (backups->pdata[i]);

      if (tg_backup_folder_verify (folder, name, NULL))
        return g_object_ref (backups->pdata[i]);
    }
  return NULL;
}
