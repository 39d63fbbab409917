/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-restoring.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "tg-backup-file.h"
#include "tg-code-library.h"
#include "tg-data-dir.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-key-sealer.h"
#include "tg-key-wrap.h"
#include "tg-pool.h"
#include "tg-restore.h"
#include "tg-sale-rule.h"
#include "tg-store.h"
#include "tg-swap.h"
#include "tg-workspace-key.h"

/* Both steps run in the pool; this object carries what the first found to the second. The key
 * comes from the backup itself (practice), from beside the present store, from the keyring, or from
 * under the passphrase, and must be the one that the backup was sealed with. */
struct _TgRestoring
{
  GObject           parent_instance;

  char             *folder;
  char             *path;
  char             *passphrase;
  gboolean          key_in_file;

  TgBackup         *backup;
  TgRestorePreview *preview;      /* nullable */
  GPtrArray        *packs;        /* of TgPackReturn */
  gboolean          replaces;
  gboolean          is_unpacked;
  TgDataKey        *key;
  TgSecretBox      *box;          /* nullable: where the key is put; NULL: it is in the backup */
};

G_DEFINE_FINAL_TYPE (TgRestoring, tg_restoring, G_TYPE_OBJECT)

/* ---- the key ---- */

static gboolean
fits (TgRestoring *self,
      TgDataKey   *key)
{
  g_autoptr (TgSealer) sealer = tg_key_sealer_new (key);
  g_autofree char *check = tg_sealer_hash (sealer, "backup", "key");

  return strcmp (check, tg_backup_get_fields (self->backup)->key_check) == 0;
}

static gboolean
take_from_box (TgRestoring *self,
               TgSecretBox *box)
{
  g_autoptr (TgDataKey) key = tg_data_key_open (box, FALSE, NULL, NULL);

  if (key == NULL || !fits (self, key))
    return FALSE;
  self->key = g_steal_pointer (&key);
  return TRUE;
}

static gboolean
take_from_wrapping (TgRestoring  *self,
                    GError      **error)
{
  g_autofree char *text = tg_backup_file_read_text (self->path, TG_BACKUP_WRAPPED_KEY, error);

  if (text == NULL)
    return FALSE;
  if (self->passphrase == NULL && (*text != '\0' || tg_workspace_key_is_locked (self->folder)))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_AUTH,
                           _("The passphrase of this backup is needed."));
      return FALSE;
    }
  if (*text == '\0')
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_AUTH,
                           _("This backup was made without a passphrase, and its key is not in the "
                             "keyring of this computer. It can be restored only on the computer "
                             "where it was made."));
      return FALSE;
    }
  self->key = tg_key_wrap_open (text, self->passphrase, error);
  return self->key != NULL;
}

/* Where a key goes that does not come with the backup: what was under a passphrase and belongs to
 * no keyring stays under it. */
static TgSecretBox *
choose_box (TgRestoring *self,
            const char  *part,
            TgSecretBox *ring)
{
  if (ring != NULL && !self->key_in_file)
    return tg_secret_box_ref (ring);
  return self->key_in_file || self->passphrase == NULL
         ? tg_workspace_key_box_of_file (part)
         : tg_workspace_key_box_of_passphrase (part, self->passphrase);
}

static gboolean
find_key (TgRestoring  *self,
          GError      **error)
{
  g_autofree char *part = tg_swap_dup_part (self->folder, "");
  g_autofree char *id = tg_workspace_key_dup_id (part);
  g_autoptr (TgSecretBox) in_backup = tg_workspace_key_box_of_file (part);
  g_autoptr (TgSecretBox) here = tg_workspace_key_find_file (self->folder, self->passphrase);
  g_autoptr (TgSecretBox) ring = *id != '\0' ? tg_workspace_key_box_of_id (id) : NULL;

  if (tg_workspace_key_has_file (part) && take_from_box (self, in_backup))
    return TRUE;
  if (here != NULL && take_from_box (self, here))
    return TRUE;
  self->box = choose_box (self, part, ring);
  if (ring != NULL && take_from_box (self, ring))
    return TRUE;
  if (!take_from_wrapping (self, error) || fits (self, self->key))
    return self->key != NULL;
  g_set_error_literal (error, TG_ERROR, TG_ERROR_CORRUPT,
                       _("The key in this backup is not that of its store."));
  return FALSE;
}

/* The files of a key that is not this store's go out with the store that they belong to. */
static gboolean
mark_other_key (TgRestoring  *self,
                GError      **error)
{
  g_autofree char *part = tg_swap_dup_part (self->folder, "");
  g_autofree char *theirs = tg_workspace_key_dup_id (part);
  g_autofree char *ours = tg_workspace_key_dup_id (self->folder);
  g_autoptr (TgSecretBox) box = tg_workspace_key_find_file (self->folder, self->passphrase);
  g_autoptr (TgDataKey) key = box != NULL ? tg_data_key_open (box, FALSE, NULL, NULL) : NULL;
  gboolean is_same = key != NULL ? fits (self, key)
                     : !tg_workspace_key_is_locked (self->folder) && strcmp (theirs, ours) == 0;

  return is_same || tg_swap_set_other_key (self->folder, error);
}

/* ---- prepare ---- */

static void
compare (TgRestoring *self)
{
  g_autofree char *store = g_build_filename (self->folder, TG_STORE_FILE, NULL);
  g_autofree char *packs = tg_swap_dup_part (self->folder, TG_BACKUP_PACKS);

  self->replaces = g_file_test (store, G_FILE_TEST_EXISTS);
  self->preview = tg_restore_compare (self->folder, NULL, NULL);
  self->packs = tg_pack_return_plan (packs);
}

static gboolean
prepare (TgRestoring  *self,
         GError      **error)
{
  self->backup = tg_backup_file_read (self->path, error);
  if (self->backup == NULL || !tg_swap_resume (self->folder, error) ||
      !tg_restore_unpack (self->folder, self->path, error))
    return FALSE;
  self->is_unpacked = TRUE;
  if (!find_key (self, error) || !mark_other_key (self, error))
    return FALSE;
  compare (self);
  return TRUE;
}

static gpointer
run_prepare (gpointer   source,
             gpointer   data,
             GError   **error)
{
  TgRestoring *self = data;

  if (prepare (self, error))
    return g_object_ref (self);
  /* Now, and not when the last reference goes: the next try may have begun by then. */
  if (self->is_unpacked)
    tg_swap_give_up (self->folder);
  self->is_unpacked = FALSE;
  return NULL;
}

void
tg_restoring_prepare_async (const TgRestoringOptions *options,
                            GCancellable             *cancellable,
                            GAsyncReadyCallback       callback,
                            gpointer                  user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  TgRestoring *self = g_object_new (TG_TYPE_RESTORING, NULL);

  self->folder = g_canonicalize_filename (options->folder, NULL);
  self->path = g_canonicalize_filename (options->backup, NULL);
  if (options->passphrase != NULL && options->passphrase[0] != '\0')
    self->passphrase = g_strdup (options->passphrase);
  self->key_in_file = options->key_in_file;
  g_task_set_source_tag (task, tg_restoring_prepare_async);
  g_task_set_task_data (task, self, g_object_unref);
  tg_pool_run (task, run_prepare, g_object_unref);
}

TgRestoring *
tg_restoring_prepare_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
tg_restoring_get_folder (TgRestoring *self)
{
  g_return_val_if_fail (TG_IS_RESTORING (self), NULL);

  return self->folder;
}

TgBackup *
tg_restoring_get_backup (TgRestoring *self)
{
  g_return_val_if_fail (TG_IS_RESTORING (self), NULL);

  return self->backup;
}

const TgRestorePreview *
tg_restoring_get_preview (TgRestoring *self)
{
  g_return_val_if_fail (TG_IS_RESTORING (self), NULL);

  return self->preview;
}

GPtrArray *
tg_restoring_get_packs (TgRestoring *self)
{
  g_return_val_if_fail (TG_IS_RESTORING (self), NULL);

  return self->packs;
}

gboolean
tg_restoring_replaces (TgRestoring *self)
{
  g_return_val_if_fail (TG_IS_RESTORING (self), FALSE);

  return self->replaces;
}

/* ---- apply ---- */

/* FALSE if it cannot be read well enough: then its files are kept as they are. */
static gboolean
back_up_present (TgRestoring *self)
{
  g_autoptr (TgSecretBox) box = tg_workspace_key_find_box (self->folder, self->passphrase,
                                                           NULL);
  g_autoptr (TgDataKey) key = box != NULL ? tg_data_key_open (box, FALSE, NULL, NULL) : NULL;
  g_autoptr (TgSealer) sealer = key != NULL ? tg_key_sealer_new (key) : NULL;
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autofree char *codes = tg_code_library_dup_path ();
  g_autofree char *packs = tg_data_dir_dup_packs ();
  TgStoreOptions options = { .folder = self->folder, .sealer = sealer, .clock = clock,
                             .sale_rule = tg_sale_rule_apply, .shared_codes = codes,
                             .shared_packs = packs };
  g_autoptr (TgStore) store = sealer != NULL ? tg_store_open (&options, NULL) : NULL;
  g_autofree char *path = store != NULL ? tg_store_backup (store, TG_BACKUP_RESTORE, NULL) : NULL;

  return path != NULL && tg_store_close (store, FALSE, NULL);
}

/* Imported code tables belong to the computer: they come back only where there are none. */
static gboolean
give_codes (TgRestoring  *self,
            GError      **error)
{
  g_autofree char *from = tg_swap_dup_part (self->folder, TG_BACKUP_CODES);
  g_autofree char *to = tg_code_library_dup_path ();
  g_autofree char *part = g_strconcat (to, ".part", NULL);
  g_autofree char *folder = g_path_get_dirname (to);

  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!g_file_test (to, G_FILE_TEST_EXISTS) &&
      (!tg_disk_make_folder (folder, error) || !tg_disk_copy (from, part, error) ||
       !tg_disk_move (part, to, error)))
    return FALSE;
  return tg_disk_remove (from, error);
}

/* Before the store, which has filings by their forms. */
static gboolean
give_packs (TgRestoring  *self,
            GError      **error)
{
  g_autofree char *from = tg_swap_dup_part (self->folder, TG_BACKUP_PACKS);

  return tg_pack_return_install (self->packs, error) && tg_disk_remove (from, error);
}

/* Where there is no keyring it stays under the passphrase. */
static gboolean
put_key (TgRestoring  *self,
         GError      **error)
{
  g_autofree char *part = tg_swap_dup_part (self->folder, "");
  g_autoptr (TgSecretBox) locked = NULL;
  g_autoptr (GError) local = NULL;

  if (self->box == NULL || tg_data_key_save (self->key, self->box, NULL, &local))
    return TRUE;
  if (g_error_matches (local, TG_ERROR, TG_ERROR_UNSUPPORTED) && self->passphrase != NULL)
    {
      locked = tg_workspace_key_box_of_passphrase (part, self->passphrase);
      return tg_data_key_save (self->key, locked, NULL, error);
    }
  if (g_error_matches (local, TG_ERROR, TG_ERROR_UNSUPPORTED))
    g_prefix_error (&local, "%s ", _("The key has nowhere to go."));
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
apply (TgRestoring  *self,
       GError      **error)
{
  g_autoptr (TgSealer) sealer = tg_key_sealer_new (self->key);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  gboolean is_kept = self->replaces && back_up_present (self);

  if (!put_key (self, error) || !give_codes (self, error) || !give_packs (self, error) ||
      !tg_restore_settle (self->folder, NULL, sealer, clock, error) ||
      !tg_swap_commit (self->folder, !is_kept, error))
    return FALSE;
  self->is_unpacked = FALSE;
  return TRUE;
}

static gpointer
run_apply (gpointer   source,
           gpointer   data,
           GError   **error)
{
  return GINT_TO_POINTER (apply (TG_RESTORING (source), error));
}

void
tg_restoring_apply_async (TgRestoring         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_RESTORING (self) && self->is_unpacked);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_restoring_apply_async);
  tg_pool_run (task, run_apply, NULL);
}

gboolean
tg_restoring_apply_finish (TgRestoring   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* ---- the object ---- */

/* A few hundred files at most, and only when the person turned back. */
static void
tg_restoring_finalize (GObject *object)
{
  TgRestoring *self = TG_RESTORING (object);

  if (self->is_unpacked)
    tg_swap_give_up (self->folder);
  tg_secret_box_wipe (self->passphrase);
  g_free (self->folder);
  g_free (self->path);
  g_clear_object (&self->backup);
  g_clear_pointer (&self->preview, tg_restore_preview_free);
  g_clear_pointer (&self->packs, g_ptr_array_unref);
  g_clear_pointer (&self->key, tg_data_key_unref);
  g_clear_pointer (&self->box, tg_secret_box_unref);
  G_OBJECT_CLASS (tg_restoring_parent_class)->finalize (object);
}

static void
tg_restoring_class_init (TgRestoringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_restoring_finalize;
}

static void
tg_restoring_init (TgRestoring *self)
{
}
