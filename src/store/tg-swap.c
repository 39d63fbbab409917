/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-swap.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tg-backup-file.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-store-lock.h"
#include "tg-store.h"
#include "tg-window-codes.h"

/* restoring.part/ is made ready, renamed to restoring/ (the decision), emptied into the workspace
 * while the old files go to restoring/old/, and at last becomes replaced-DATE/ or goes. The new
 * store comes in as the last file: as long as it stands in restoring/, every step before is gone
 * through again, and none hurts when it is. The old store goes out with its log beside it, since a
 * log left behind would be played into the new one. */

#define PART      "restoring.part"
#define READY     "restoring"
#define OLD       "old"
#define OTHER_KEY "other-key"

static gboolean
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

char *
tg_swap_prepare (const char  *folder,
                 GError     **error)
{
  g_autofree char *part = g_build_filename (folder, PART, NULL);

  if (!tg_disk_make_folder (folder, error) || !tg_disk_remove (part, error) ||
      !tg_disk_make_folder (part, error))
    return NULL;
  return g_steal_pointer (&part);
}

char *
tg_swap_dup_part (const char *folder,
                  const char *name)
{
  return g_build_filename (folder, PART, name, NULL);
}

void
tg_swap_give_up (const char *folder)
{
  g_autofree char *part = g_build_filename (folder, PART, NULL);

  tg_disk_remove (part, NULL);
}

gboolean
tg_swap_set_other_key (const char  *folder,
                       GError     **error)
{
  g_autofree char *mark = g_build_filename (folder, PART, OTHER_KEY, NULL);

  return tg_disk_save (mark, "", error);
}

/* ---- after the decision ---- */

/* No matter if there is no such file. */
static gboolean
move_file (const char  *from_folder,
           const char  *to_folder,
           const char  *name,
           GError     **error)
{
  g_autofree char *from = g_build_filename (from_folder, name, NULL);
  g_autofree char *to = g_build_filename (to_folder, name, NULL);

  return !exists (from) || tg_disk_move (from, to, error);
}

static gboolean
move_old_out (const char  *folder,
              const char  *ready,
              const char  *old,
              GError     **error)
{
  static const char * const files[] = { TG_STORE_FILE, TG_STORE_FILE "-wal", TG_STORE_FILE "-shm" };
  static const char * const theirs[] = { TG_BACKUP_KEY, TG_BACKUP_WRAPPED_KEY, TG_LOCKED_KEY,
                                         TG_BACKUP_ATTACHMENTS, TG_WINDOW_CODES_FILE,
                                         TG_WINDOW_CODES_FILE "-wal",
                                         TG_WINDOW_CODES_FILE "-shm" };
  g_autofree char *mark = g_build_filename (ready, OTHER_KEY, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!move_file (folder, old, files[i], error))
      return FALSE;
  for (guint i = 0; exists (mark) && i < G_N_ELEMENTS (theirs); i++)
    if (!move_file (folder, old, theirs[i], error))
      return FALSE;
  return tg_disk_remove (mark, error);
}

/* The old one is kept with its store: it opens nothing else. */
static gboolean
replace_file (const char  *folder,
              const char  *ready,
              const char  *old,
              const char  *name,
              GError     **error)
{
  g_autofree char *fresh = g_build_filename (ready, name, NULL);

  return !exists (fresh) ||
         (move_file (folder, old, name, error) && move_file (ready, folder, name, error));
}

/* Attachments are named by what is in them, so that one that is there already is the same. */
static gboolean
move_attachments_in (const char  *folder,
                     const char  *ready,
                     GError     **error)
{
  g_autofree char *from = g_build_filename (ready, TG_BACKUP_ATTACHMENTS, NULL);
  g_autofree char *to = g_build_filename (folder, TG_BACKUP_ATTACHMENTS, NULL);
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  if (!tg_disk_make_folder (to, error))
    return FALSE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *there = g_build_filename (to, name, NULL);

      if (!exists (there) && !move_file (from, to, name, error))
        return FALSE;
    }
  return tg_disk_remove (from, error);
}

/* What is here of the same workspace is as new or newer, and the window is asked for what has
 * changed since anyway. */
static gboolean
move_tables_in (const char  *folder,
                const char  *ready,
                GError     **error)
{
  g_autofree char *there = g_build_filename (folder, TG_WINDOW_CODES_FILE, NULL);

  return exists (there) || move_file (ready, folder, TG_WINDOW_CODES_FILE, error);
}

static gboolean
empty_into_place (const char  *folder,
                  const char  *ready,
                  GError     **error)
{
  static const char * const files[] = { TG_BACKUP_KEY, TG_BACKUP_WRAPPED_KEY, TG_LOCKED_KEY,
                                        TG_BACKUP_IDENTITY };
  g_autofree char *old = g_build_filename (ready, OLD, NULL);
  g_autofree char *store = g_build_filename (ready, TG_STORE_FILE, NULL);

  if (!exists (store))
    return TRUE;
  if (!tg_disk_make_folder (old, error) || !move_old_out (folder, ready, old, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    if (!replace_file (folder, ready, old, files[i], error))
      return FALSE;
  return move_attachments_in (folder, ready, error) && move_tables_in (folder, ready, error) &&
         move_file (ready, folder, TG_STORE_FILE, error);
}

static gboolean
put_away (const char  *folder,
          const char  *ready,
          GError     **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *name = g_date_time_format (now, "replaced-%Y%m%d-%H%M%S-%f");
  g_autofree char *to = g_build_filename (folder, name, NULL);

  return tg_disk_move (ready, to, error);
}

static gboolean
go_through (const char  *folder,
            gboolean     keep_old,
            GError     **error)
{
  g_autofree char *ready = g_build_filename (folder, READY, NULL);
  g_autofree char *old = g_build_filename (ready, OLD, TG_STORE_FILE, NULL);

  if (!empty_into_place (folder, ready, error))
    return FALSE;
  return keep_old && exists (old) ? put_away (folder, ready, error) : tg_disk_remove (ready, error);
}

/* ---- the decision ---- */

static TgStoreLock *
lock_alone (const char  *folder,
            GError     **error)
{
  TgStoreLock *lock = tg_store_lock_take (folder, error);

  if (lock == NULL || tg_store_lock_try_alone (lock))
    return lock;
  g_set_error (error, TG_ERROR, TG_ERROR_BUSY, "Another program has %s open", folder);
  tg_store_lock_free (lock);
  return NULL;
}

gboolean
tg_swap_commit (const char  *folder,
                gboolean     keep_old,
                GError     **error)
{
  g_autofree char *part = g_build_filename (folder, PART, NULL);
  g_autofree char *ready = g_build_filename (folder, READY, NULL);
  TgStoreLock *lock = lock_alone (folder, error);
  gboolean is_done;

  if (lock == NULL)
    return FALSE;
  /* One that was decided before comes first. */
  is_done = (!exists (ready) || go_through (folder, TRUE, error)) &&
            tg_disk_sync (part, error) && tg_disk_move (part, ready, error) &&
            go_through (folder, keep_old, error);
  tg_store_lock_free (lock);
  return is_done;
}

gboolean
tg_swap_resume (const char  *folder,
                GError     **error)
{
  g_autofree char *ready = g_build_filename (folder, READY, NULL);
  TgStoreLock *lock;
  gboolean is_done;

  if (!exists (ready))
    return TRUE;
  lock = lock_alone (folder, error);
  if (lock == NULL)
    return FALSE;
  is_done = !exists (ready) || go_through (folder, TRUE, error);
  tg_store_lock_free (lock);
  return is_done;
}
