/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup-list.h"

#include "tg-backup-file.h"
#include "tg-pool.h"
#include "tg-store.h"
#include "tg-workspace.h"

/* Reading and checking files in the pool. A job has a folder, and perhaps the name of one
 * backup. */
typedef struct
{
  char *folder;
  char *name;
} Job;

/* In the folder of the workspace's backups. */
static Job *
job_new (const char *folder,
         const char *name)
{
  Job *self = g_new0 (Job, 1);

  self->folder = folder != NULL ? tg_backup_list_dup_folder (folder) : NULL;
  self->name = g_strdup (name);
  return self;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->folder);
  g_free (job->name);
  g_free (job);
}

static void
start (Job                 *job,
       TgPoolFunc           func,
       GDestroyNotify       free_result,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  tg_pool_run (task, func, free_result);
}

/* ---- list ---- */

static gpointer
list (gpointer   source,
      gpointer   data,
      GError   **error)
{
  const Job *job = data;
  g_autoptr (GPtrArray) backups = tg_backup_folder_list (job->folder, error);
  GListStore *store;

  if (backups == NULL)
    return NULL;
  store = g_list_store_new (TG_TYPE_BACKUP);
  g_list_store_splice (store, 0, 0, backups->pdata, backups->len);
  return store;
}

void
tg_backup_list_load_async (const char          *folder,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  start (job_new (folder, NULL), list, g_object_unref, cancellable, callback, user_data);
}

GListModel *
tg_backup_list_load_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- verify ---- */

static gpointer
verify (gpointer   source,
        gpointer   data,
        GError   **error)
{
  const Job *job = data;

  return GINT_TO_POINTER (tg_backup_folder_verify (job->folder, job->name, error));
}

void
tg_backup_list_verify_async (const char          *folder,
                             const char          *name,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  start (job_new (folder, name), verify, NULL, cancellable, callback, user_data);
}

gboolean
tg_backup_list_verify_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error) != NULL;
}

/* ---- find ---- */

static gpointer
find (gpointer   source,
      gpointer   data,
      GError   **error)
{
  return tg_backup_folder_find_good (((const Job *) data)->folder, error);
}

void
tg_backup_list_find_async (const char          *folder,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  start (job_new (folder, NULL), find, g_object_unref, cancellable, callback, user_data);
}

TgBackup *
tg_backup_list_find_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- read ---- */

static gpointer
read_file (gpointer   source,
           gpointer   data,
           GError   **error)
{
  return tg_backup_file_read (((const Job *) data)->name, error);
}

void
tg_backup_list_read_async (const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  start (job_new (NULL, path), read_file, g_object_unref, cancellable, callback, user_data);
}

TgBackup *
tg_backup_list_read_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- places ---- */

char *
tg_backup_list_dup_folder (const char *folder)
{
  return g_build_filename (folder, TG_STORE_BACKUPS, NULL);
}

char *
tg_backup_list_dup_home (TgBackup *backup)
{
  gboolean is_real = g_strcmp0 (tg_backup_get_fields (backup)->environment, "production") == 0;

  return tg_workspace_dup_default_folder (is_real ? "company" : "sample");
}
