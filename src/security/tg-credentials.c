/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-credentials.h"

#include "tg-error.h"

/* A client's id and secret. In the box they are one key file, so that both change together. */
struct _TgCredentials
{
  gatomicrefcount  ref_count;
  char            *client_id;
  char            *client_secret;
};

#define GROUP      "window"
#define KEY_ID     "client_id"
#define KEY_SECRET "client_secret"

typedef struct
{
  TgCredentials *credentials;
  TgSecretBox   *box;
} SaveRequest;

static void
save_request_free (gpointer data)
{
  SaveRequest *request = data;

  tg_credentials_unref (request->credentials);
  tg_secret_box_unref (request->box);
  g_free (request);
}

static TgCredentials *
credentials_from_text (const char  *text,
                       GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *client_id = NULL;
  char *client_secret = NULL;
  TgCredentials *self = NULL;

  if (g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    {
      client_id = g_key_file_get_string (file, GROUP, KEY_ID, NULL);
      client_secret = g_key_file_get_string (file, GROUP, KEY_SECRET, NULL);
    }
  if (client_id != NULL && client_secret != NULL)
    self = tg_credentials_new (client_id, client_secret);
  else
    g_set_error_literal (error, TG_ERROR, TG_ERROR_CORRUPT,
                         "The stored credentials are damaged; enter them again");
  tg_secret_box_wipe (client_secret);
  return self;
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  TgCredentials *self = tg_credentials_load (data, cancellable, &error);

  if (self == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, self, (GDestroyNotify) tg_credentials_unref);
}

static void
save_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  SaveRequest *request = data;
  GError *error = NULL;

  if (tg_credentials_save (request->credentials, request->box, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

TgCredentials *
tg_credentials_new (const char *client_id,
                    const char *client_secret)
{
  TgCredentials *self;

  g_return_val_if_fail (client_id != NULL && client_secret != NULL, NULL);

  self = g_new0 (TgCredentials, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->client_id = g_strdup (client_id);
  self->client_secret = g_strdup (client_secret);
  return self;
}

TgCredentials *
tg_credentials_ref (TgCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tg_credentials_unref (TgCredentials *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->client_id);
  tg_secret_box_wipe (self->client_secret);
  g_free (self);
}

const char *
tg_credentials_get_client_id (TgCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_id;
}

const char *
tg_credentials_get_client_secret (TgCredentials *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->client_secret;
}

TgCredentials *
tg_credentials_load (TgSecretBox   *box,
                     GCancellable  *cancellable,
                     GError       **error)
{
  char *text = tg_secret_box_load (box, cancellable, error);
  TgCredentials *self;

  if (text == NULL)
    return NULL;
  self = credentials_from_text (text, error);
  tg_secret_box_wipe (text);
  return self;
}

gboolean
tg_credentials_save (TgCredentials  *self,
                     TgSecretBox    *box,
                     GCancellable   *cancellable,
                     GError        **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean is_saved;
  char *text;

  g_return_val_if_fail (self != NULL && box != NULL, FALSE);

  g_key_file_set_string (file, GROUP, KEY_ID, self->client_id);
  g_key_file_set_string (file, GROUP, KEY_SECRET, self->client_secret);
  text = g_key_file_to_data (file, NULL, NULL);
  is_saved = tg_secret_box_save (box, text, cancellable, error);
  tg_secret_box_wipe (text);
  return is_saved;
}

void
tg_credentials_load_async (TgSecretBox         *box,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_credentials_load_async);
  g_task_set_task_data (task, tg_secret_box_ref (box), (GDestroyNotify) tg_secret_box_unref);
  g_task_run_in_thread (task, load_in_thread);
}

TgCredentials *
tg_credentials_load_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tg_credentials_save_async (TgCredentials       *self,
                           TgSecretBox         *box,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  SaveRequest *request = g_new0 (SaveRequest, 1);

  request->credentials = tg_credentials_ref (self);
  request->box = tg_secret_box_ref (box);
  g_task_set_source_tag (task, tg_credentials_save_async);
  g_task_set_task_data (task, request, save_request_free);
  g_task_run_in_thread (task, save_in_thread);
}

gboolean
tg_credentials_save_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
