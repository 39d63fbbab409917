/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-signing-key.h"

#include "tg-secret-box.h"

/* A key without a PIN is opened by the first signature. One with a PIN stays closed until somebody
 * gave it: nothing here asks, so nothing here asks twice. */
struct _TgSigningKey
{
  GObject         parent_instance;

  char           *place;
  char           *key_place;
  GMutex          lock;
  TgCertificate  *certificate;   /* nullable: not read yet */
};

static void tg_signing_key_signer_init (TgSignerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgSigningKey, tg_signing_key, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_SIGNER, tg_signing_key_signer_init))

static void
wipe_pin (gpointer pin)
{
  tg_secret_box_wipe (pin);
}

static void
unlock_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  GError *error = NULL;

  if (tg_signing_key_unlock (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static char *
tg_signing_key_sign (TgSigner  *signer,
                     GBytes    *payload,
                     GError   **error)
{
  TgSigningKey *self = TG_SIGNING_KEY (signer);
  g_autoptr (TgCertificate) certificate = tg_signing_key_load (self, error);

  if (certificate == NULL ||
      (!tg_certificate_is_unlocked (certificate) &&
       !tg_certificate_unlock (certificate, NULL, error)))
    return NULL;
  return tg_signer_sign (TG_SIGNER (certificate), payload, error);
}

static void
tg_signing_key_signer_init (TgSignerInterface *iface)
{
  iface->sign = tg_signing_key_sign;
}

static void
tg_signing_key_finalize (GObject *object)
{
  TgSigningKey *self = TG_SIGNING_KEY (object);

  g_clear_object (&self->certificate);
  g_free (self->place);
  g_free (self->key_place);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (tg_signing_key_parent_class)->finalize (object);
}

static void
tg_signing_key_class_init (TgSigningKeyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_signing_key_finalize;
}

static void
tg_signing_key_init (TgSigningKey *self)
{
  g_mutex_init (&self->lock);
}

TgSigningKey *
tg_signing_key_new (const char *certificate,
                    const char *key)
{
  TgSigningKey *self;

  g_return_val_if_fail (certificate != NULL, NULL);

  self = g_object_new (TG_TYPE_SIGNING_KEY, NULL);
  self->place = g_strdup (certificate);
  self->key_place = g_strdup (key);
  return self;
}

const char *
tg_signing_key_get_place (TgSigningKey *self)
{
  return self->place;
}

const char *
tg_signing_key_get_key_place (TgSigningKey *self)
{
  return self->key_place != NULL ? self->key_place : "";
}

TgCertificate *
tg_signing_key_load (TgSigningKey  *self,
                     GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->certificate == NULL)
    self->certificate = tg_certificate_open (self->place, self->key_place, error);
  return self->certificate != NULL ? g_object_ref (self->certificate) : NULL;
}

gboolean
tg_signing_key_unlock (TgSigningKey  *self,
                       const char    *pin,
                       GError       **error)
{
  g_autoptr (TgCertificate) certificate = tg_signing_key_load (self, error);

  return certificate != NULL && tg_certificate_unlock (certificate, pin, error);
}

void
tg_signing_key_unlock_async (TgSigningKey        *self,
                             const char          *pin,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_signing_key_unlock_async);
  g_task_set_task_data (task, g_strdup (pin), wipe_pin);
  g_task_run_in_thread (task, unlock_in_thread);
}

gboolean
tg_signing_key_unlock_finish (TgSigningKey  *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
