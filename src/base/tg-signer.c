/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-signer.h"

/* The interface through which a submission is signed. Implementations live in `security`. */

G_DEFINE_INTERFACE (TgSigner, tg_signer, G_TYPE_OBJECT)

static void
tg_signer_default_init (TgSignerInterface *iface)
{
}

static void
sign_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  char *signature = tg_signer_sign (source, data, &error);

  if (signature != NULL)
    g_task_return_pointer (task, signature, g_free);
  else
    g_task_return_error (task, error);
}

char *
tg_signer_sign (TgSigner  *self,
                GBytes    *payload,
                GError   **error)
{
  g_return_val_if_fail (TG_IS_SIGNER (self), NULL);
  g_return_val_if_fail (payload != NULL, NULL);

  return TG_SIGNER_GET_IFACE (self)->sign (self, payload, error);
}

void
tg_signer_sign_async (TgSigner            *self,
                      GBytes              *payload,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_signer_sign_async);
  g_task_set_task_data (task, g_bytes_ref (payload), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, sign_in_thread);
}

char *
tg_signer_sign_finish (TgSigner      *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
