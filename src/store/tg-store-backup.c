/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store-object.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "tg-backup.h"
#include "tg-error.h"

/* Copies of the store: made with a connection of their own, whole or not at all, while others
 * write. Not on the main thread of a window. */

static gint64
get_size (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gint64) info.st_size : 0;
}

static gboolean
copy_store (TgStore     *self,
            const char  *path,
            GError     **error)
{
  TgDbOptions options = {
    .path = self->path,
    .vfs = self->vfs,
    .application_id = TG_STORE_APPLICATION_ID,
    .is_read_only = TRUE,
  };
  g_autoptr (TgDb) db = tg_db_open (&options, error);

  return db != NULL && tg_db_backup_to (db, path, error);
}

typedef struct
{
  const char *file;
  const char *why;
  gint64      bytes;
} Note;

static gpointer
note_backup (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  Note *note = data;

  tg_backup_table_add (conn, note->file, note->why, note->bytes, error);
  return NULL;
}

char *
tg_store_backup (TgStore     *self,
                 const char  *why,
                 GError     **error)
{
  gint64 now = tg_clock_get_time (self->clock);
  g_autofree char *folder = g_build_filename (self->folder, "backups", NULL);
  g_autofree char *name = tg_backup_make_name (now);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GError *reason = NULL;
  Note note = { .file = name, .why = why };

  g_return_val_if_fail (TG_IS_STORE (self), NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && !copy_store (self, path, error))
    return NULL;

  note.bytes = get_size (path);
  tg_store_write (self, note_backup, &note, &reason);
  if (reason == NULL)
    tg_backup_prune (folder, now, &reason);
  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }

  return g_steal_pointer (&path);
}

static void
back_up_in_pool (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  GError *error = NULL;
  char *path = tg_store_backup (TG_STORE (source), data, &error);

  if (path != NULL)
    g_task_return_pointer (task, path, g_free);
  else
    g_task_return_error (task, error);
}

void
tg_store_backup_async (TgStore             *self,
                       const char          *why,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_store_backup_async);
  g_task_set_task_data (task, g_strdup (why), g_free);
  g_task_run_in_thread (task, back_up_in_pool);
}

char *
tg_store_backup_finish (TgStore       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
