/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-data-key.h"

#include <sodium.h>
#include <string.h>

#include "tg-error.h"

/* A store's key, kept in its box as hexadecimal text. The box decides where that is; here is only
 * what must never happen: that a new key replaces the one under which a store was sealed. */
struct _TgDataKey
{
  gatomicrefcount  ref_count;
  guint8          *bytes;
};

#define HEX_LENGTH (TG_DATA_KEY_BYTES * 2)

typedef struct
{
  TgSecretBox *box;
  gboolean     may_create;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  tg_secret_box_unref (request->box);
  g_free (request);
}

static TgDataKey *
new_empty (void)
{
  TgDataKey *self = g_new0 (TgDataKey, 1);

  if (sodium_init () < 0)
    g_error ("libsodium cannot start");
  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = sodium_malloc (TG_DATA_KEY_BYTES);
  if (self->bytes == NULL)
    g_error ("No locked memory for a key");
  return self;
}

static TgDataKey *
key_from_text (const char  *text,
               GError     **error)
{
  g_autoptr (TgDataKey) self = new_empty ();
  const char *end = NULL;
  gsize length = 0;

  if (sodium_hex2bin (self->bytes, TG_DATA_KEY_BYTES, text, strlen (text), "\n", &length,
                      &end) != 0 || length != TG_DATA_KEY_BYTES || *end != '\0')
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_CORRUPT, "The data key is damaged");
      return NULL;
    }
  return g_steal_pointer (&self);
}

static gboolean
save_in (TgDataKey     *self,
         TgSecretBox   *box,
         GCancellable  *cancellable,
         GError       **error)
{
  char *text = g_malloc0 (HEX_LENGTH + 2);
  gboolean is_saved;

  sodium_bin2hex (text, HEX_LENGTH + 1, self->bytes, TG_DATA_KEY_BYTES);
  text[HEX_LENGTH] = '\n';
  is_saved = tg_secret_box_save (box, text, cancellable, error);
  tg_secret_box_wipe (text);
  return is_saved;
}

static TgDataKey *
create_in (TgSecretBox   *box,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr (TgDataKey) self = tg_data_key_new_random ();

  return save_in (self, box, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  TgDataKey *self = tg_data_key_open (request->box, request->may_create, cancellable, &error);

  if (self == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, self, (GDestroyNotify) tg_data_key_unref);
}

TgDataKey *
tg_data_key_open (TgSecretBox   *box,
                  gboolean       may_create,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GError) cause = NULL;
  TgDataKey *self;
  char *text;

  g_return_val_if_fail (box != NULL, NULL);

  text = tg_secret_box_load (box, cancellable, &cause);
  if (text == NULL && may_create && g_error_matches (cause, TG_ERROR, TG_ERROR_NOT_FOUND))
    return create_in (box, cancellable, error);
  if (text == NULL)
    {
      g_propagate_prefixed_error (error, g_steal_pointer (&cause), "The data key of this store: ");
      return NULL;
    }
  self = key_from_text (text, error);
  tg_secret_box_wipe (text);
  return self;
}

void
tg_data_key_open_async (TgSecretBox         *box,
                        gboolean             may_create,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->box = tg_secret_box_ref (box);
  request->may_create = may_create;
  g_task_set_source_tag (task, tg_data_key_open_async);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, open_in_thread);
}

TgDataKey *
tg_data_key_open_finish (GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TgDataKey *
tg_data_key_new_random (void)
{
  TgDataKey *self = new_empty ();

  randombytes_buf (self->bytes, TG_DATA_KEY_BYTES);
  return self;
}

TgDataKey *
tg_data_key_new_from_bytes (const guint8 *bytes)
{
  TgDataKey *self;

  g_return_val_if_fail (bytes != NULL, NULL);

  self = new_empty ();
  memcpy (self->bytes, bytes, TG_DATA_KEY_BYTES);
  return self;
}

gboolean
tg_data_key_save (TgDataKey     *self,
                  TgSecretBox   *box,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (TgDataKey) there = NULL;

  g_return_val_if_fail (self != NULL && box != NULL, FALSE);

  there = tg_data_key_open (box, FALSE, cancellable, &reason);
  if (there != NULL && sodium_memcmp (there->bytes, self->bytes, TG_DATA_KEY_BYTES) == 0)
    return TRUE;
  if (there == NULL && g_error_matches (reason, TG_ERROR, TG_ERROR_NOT_FOUND))
    return save_in (self, box, cancellable, error);
  if (there != NULL)
    g_set_error_literal (error, TG_ERROR, TG_ERROR_EXISTS, "There is another data key already");
  else
    g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

TgDataKey *
tg_data_key_ref (TgDataKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tg_data_key_unref (TgDataKey *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  sodium_free (self->bytes);
  g_free (self);
}

const guint8 *
tg_data_key_get_bytes (TgDataKey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}
