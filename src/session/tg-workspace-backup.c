/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-backup.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-key-wrap.h"
#include "tg-workspace-key.h"
#include "tg-workspace-private.h"

/* Copies of an open workspace, and the passphrase that opens them elsewhere. */

/* ---- backup ---- */

static void
on_backed_up (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;
  char *path = tg_store_backup_finish (TG_STORE (source), result, &error);

  if (path != NULL)
    {
      tg_workspace_refresh (self, 0);
      g_task_return_pointer (task, path, g_free);
    }
  else
    g_task_return_error (task, error);
}

void
tg_workspace_backup_async (TgWorkspace         *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_backup_async);
  tg_store_backup_async (self->store, TG_BACKUP_HAND, cancellable, on_backed_up,
                         g_steal_pointer (&task));
}

char *
tg_workspace_backup_finish (TgWorkspace   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- export ---- */

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (tg_store_export_finish (TG_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tg_workspace_export_all_async (TgWorkspace         *self,
                               const char          *path,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self) && path != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_export_all_async);
  tg_store_export_async (self->store, path, cancellable, on_exported, g_steal_pointer (&task));
}

gboolean
tg_workspace_export_all_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- passphrase ---- */

static void
run_wrap_key (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  TgWorkspace *self = source;
  GError *error = NULL;

  if (tg_workspace_key_wrap (self->folder, self->key, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tg_workspace_set_passphrase_async (TgWorkspace         *self,
                                   const char          *passphrase,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self) && passphrase != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_set_passphrase_async);
  if (g_utf8_strlen (passphrase, -1) < TG_KEY_WRAP_LEAST)
    {
      g_task_return_new_error (task, TG_ERROR, TG_ERROR_INVALID,
                               _("A passphrase has at least %d characters."), TG_KEY_WRAP_LEAST);
      return;
    }
  g_task_set_task_data (task, g_strdup (passphrase), (GDestroyNotify) tg_secret_box_wipe);
  g_task_run_in_thread (task, run_wrap_key);
}

gboolean
tg_workspace_set_passphrase_finish (TgWorkspace   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
