/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-keys.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-setting-table.h"
#include "tg-signing-key.h"
#include "tg-workspace-private.h"

/* The certificate is a setting of the workspace: where it and its key are, never a PIN. It is read
 * once before it is kept, so that a typing error is told at once. */

typedef struct
{
  char         *certificate;
  char         *key;
  TgSigningKey *signing_key;    /* nullable: there is to be none */
} Places;

static void
places_free (gpointer data)
{
  Places *places = data;

  g_free (places->certificate);
  g_free (places->key);
  g_clear_object (&places->signing_key);
  g_free (places);
}

static gpointer
run_keep (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Places *places = data;

  if (tg_setting_table_set (conn, "certificate", places->certificate, error))
    tg_setting_table_set (conn, "certificate-key", places->key, error);
  return NULL;
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  const Places *places = g_task_get_task_data (task);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_set_object (&self->signing_key, places->signing_key);
  g_task_return_boolean (task, TRUE);
}

static void
run_read (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (TgCertificate) certificate = tg_signing_key_load (data, &error);

  if (certificate != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
keep (GTask *task)
{
  TgWorkspace *self = g_task_get_source_object (task);
  TgStoreJob job = { run_keep, g_task_get_task_data (task), NULL, NULL };

  tg_store_write_async (self->store, &job, NULL, on_kept, g_object_ref (task));
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    keep (task);
  else
    g_task_return_error (task, error);
}

static char *
dup_place (const char *typed)
{
  return *typed == '\0' || g_str_has_prefix (typed, "pkcs11:") ? g_strdup (typed)
         : g_canonicalize_filename (typed, NULL);
}

void
tg_workspace_set_certificate_async (TgWorkspace         *self,
                                    const char          *certificate,
                                    const char          *key,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) reading = NULL;
  Places *places;

  g_return_if_fail (TG_IS_WORKSPACE (self));
  g_return_if_fail (certificate != NULL && key != NULL);

  places = g_new0 (Places, 1);
  places->certificate = dup_place (certificate);
  places->key = dup_place (key);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_set_certificate_async);
  g_task_set_task_data (task, places, places_free);
  if (*certificate == '\0')
    {
      keep (task);
      return;
    }
  places->signing_key = tg_signing_key_new (places->certificate, places->key);
  reading = g_task_new (NULL, cancellable, on_read, g_object_ref (task));
  g_task_set_task_data (reading, g_object_ref (places->signing_key), g_object_unref);
  g_task_run_in_thread (reading, run_read);
}

gboolean
tg_workspace_set_certificate_finish (TgWorkspace   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
tg_workspace_has_certificate (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), FALSE);

  return self->signing_key != NULL;
}

const char *
tg_workspace_get_certificate (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), "");

  return self->signing_key != NULL ? tg_signing_key_get_place (self->signing_key) : "";
}

const char *
tg_workspace_get_certificate_key (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), "");

  return self->signing_key != NULL ? tg_signing_key_get_key_place (self->signing_key) : "";
}

gboolean
tg_workspace_is_by_certificate (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), FALSE);

  return self->is_by_certificate;
}

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!tg_signing_key_unlock_finish (TG_SIGNING_KEY (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->engine != NULL)
    tg_sync_engine_wake (self->engine, TRUE);
  g_task_return_boolean (task, TRUE);
}

void
tg_workspace_unlock_key_async (TgWorkspace         *self,
                               const char          *pin,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_unlock_key_async);
  if (self->signing_key == NULL)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_NOT_FOUND, "%s",
                             _("This workspace has no certificate."));
  else
    tg_signing_key_unlock_async (self->signing_key, pin, cancellable, on_unlocked,
                                 g_steal_pointer (&task));
}

gboolean
tg_workspace_unlock_key_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
