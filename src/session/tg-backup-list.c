/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup-list.h"

#include "tg-backup-file.h"
#include "tg-error.h"
#include "tg-store.h"
#include "tg-workspace.h"

/* Reading and checking files in the pool. A job has a folder, and perhaps the name of one
 * backup. */
typedef struct
{
  char *folder;
  char *name;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->folder);
  g_free (job->name);
  g_free (job);
}

static void
start (const char          *folder,
       const char          *name,
       GTaskThreadFunc      func,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->folder = g_strdup (folder);
  job->name = g_strdup (name);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

static void
finish_object (GTask   *task,
               gpointer object,
               GError  *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, object, g_object_unref);
}

/* ---- list ---- */

static GListStore *
list (const char  *folder,
      GError     **error)
{
  g_autoptr (GPtrArray) backups = tg_backup_folder_list (folder, error);
  GListStore *store;

  if (backups == NULL)
    return NULL;
  store = g_list_store_new (TG_TYPE_BACKUP);
  g_list_store_splice (store, 0, 0, backups->pdata, backups->len);
  return store;
}

static void
run_list (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  GListStore *store = list (job->folder, &error);

  finish_object (task, store, error);
}

void
tg_backup_list_load_async (const char          *folder,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autofree char *backups = tg_backup_list_dup_folder (folder);

  start (backups, NULL, run_list, cancellable, callback, user_data);
}

GListModel *
tg_backup_list_load_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- verify ---- */

static void
run_verify (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (tg_backup_folder_verify (job->folder, job->name, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tg_backup_list_verify_async (const char          *folder,
                             const char          *name,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autofree char *backups = tg_backup_list_dup_folder (folder);

  start (backups, name, run_verify, cancellable, callback, user_data);
}

gboolean
tg_backup_list_verify_finish (GAsyncResult  *result,
                              GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- find ---- */

static void
run_find (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  TgBackup *backup = tg_backup_folder_find_good (job->folder, &error);

  finish_object (task, backup, error);
}

void
tg_backup_list_find_async (const char          *folder,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autofree char *backups = tg_backup_list_dup_folder (folder);

  start (backups, NULL, run_find, cancellable, callback, user_data);
}

TgBackup *
tg_backup_list_find_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- read ---- */

static void
run_read (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  TgBackup *backup = tg_backup_file_read (job->name, &error);

  finish_object (task, backup, error);
}

void
tg_backup_list_read_async (const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  start (NULL, path, run_read, cancellable, callback, user_data);
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
