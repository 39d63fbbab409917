/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-keys.h"

#include <string.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "tg-error.h"

/* The one place that knows the project's keys. They come in with the build (pack_key and
 * pack_successor of meson_options.txt), because whoever makes a release holds the private halves
 * and the repository does not. */

#define ID_BYTES 8

static gboolean
read_hex (const char *hex,
          guint8     *out,
          gsize       length)
{
  gsize n = 0;

  return strlen (hex) == 2 * length &&
         sodium_hex2bin (out, length, hex, 2 * length, NULL, &n, NULL) == 0 && n == length;
}

static gboolean
is_key (const char *hex)
{
  guint8 key[crypto_sign_PUBLICKEYBYTES];

  return read_hex (hex, key, sizeof key);
}

char *
tg_pack_keys_dup_id (const char *public_key)
{
  guint8 key[crypto_sign_PUBLICKEYBYTES];
  guint8 digest[crypto_generichash_BYTES];
  char hex[2 * ID_BYTES + 1];

  if (sodium_init () < 0 || !read_hex (public_key, key, sizeof key))
    return NULL;
  crypto_generichash (digest, sizeof digest, key, sizeof key, NULL, 0);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, digest, ID_BYTES));
}

TgPackKeys *
tg_pack_keys_new (const char  *current,
                  const char  *successor,
                  GError     **error)
{
  TgPackKeys *self;

  if ((current[0] != '\0' && !is_key (current)) || (successor[0] != '\0' && !is_key (successor)))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                           _("A public key of packs is 64 hex digits"));
      return NULL;
    }
  self = g_new0 (TgPackKeys, 1);
  self->current = g_ascii_strdown (current, -1);
  self->successor = g_ascii_strdown (successor, -1);
  return self;
}

TgPackKeys *
tg_pack_keys_load (GError **error)
{
  const char *path = g_getenv ("TONGGUAN_PACK_KEYS");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (path == NULL || path[0] == '\0')
    return tg_pack_keys_new (TG_PACK_KEY, TG_PACK_SUCCESSOR, error);
  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  lines = g_strsplit (g_strstrip (text), "\n", 3);
  return tg_pack_keys_new (lines[0] != NULL ? lines[0] : "",
                           lines[0] != NULL && lines[1] != NULL ? lines[1] : "", error);
}

void
tg_pack_keys_free (TgPackKeys *self)
{
  g_free (self->current);
  g_free (self->successor);
  g_free (self);
}

static gboolean
is_id_of (const char *key,
          const char *public_key)
{
  g_autofree char *id = tg_pack_keys_dup_id (public_key);

  return g_strcmp0 (id, key) == 0;
}

void
tg_pack_keys_follow (TgPackKeys *self,
                     const char *key,
                     const char *successor)
{
  if (is_id_of (key, self->successor))
    {
      g_free (self->current);
      self->current = g_steal_pointer (&self->successor);
      self->successor = g_strdup (successor);
    }
  else if (is_id_of (key, self->current) && self->successor[0] == '\0')
    {
      g_free (self->successor);
      self->successor = g_strdup (successor);
    }
}

static gboolean
fail_foreign (const TgPackKeys  *self,
              const char        *key,
              GError           **error)
{
  if (self->current[0] == '\0')
    g_set_error_literal (error, TG_ERROR, TG_ERROR_AUTH,
                         _("This program was built without the project's public key, so it takes "
                           "no packs. Install a released program, or see docs/packs.md"));
  else
    g_set_error (error, TG_ERROR, TG_ERROR_AUTH,
                 _("The pack is signed with the key “%s”, which is neither the project's key nor "
                   "its successor. Get it anew from the project; if it came from there, update "
                   "the program first"), key);
  return FALSE;
}

static gboolean
is_signed (const char *signature,
           const char *public_key,
           GBytes     *body)
{
  guint8 key[crypto_sign_PUBLICKEYBYTES];
  guint8 bytes[crypto_sign_BYTES];
  gsize n_bytes = 0;
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);

  return read_hex (public_key, key, sizeof key) &&
         sodium_base642bin (bytes, sizeof bytes, signature, strlen (signature), NULL, &n_bytes,
                            NULL, sodium_base64_VARIANT_ORIGINAL) == 0 &&
         n_bytes == sizeof bytes &&
         crypto_sign_verify_detached (bytes, data, length, key) == 0;
}

gboolean
tg_pack_keys_verify (const char  *key,
                     const char  *signature,
                     GBytes      *body,
                     gpointer     user_data,
                     GError     **error)
{
  const TgPackKeys *self = user_data;
  const char *public_key;

  if (sodium_init () < 0)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED, "libsodium does not start");
      return FALSE;
    }
  if (is_id_of (key, self->current))
    public_key = self->current;
  else if (is_id_of (key, self->successor))
    public_key = self->successor;
  else
    return fail_foreign (self, key, error);
  if (is_signed (signature, public_key, body))
    return TRUE;
  g_set_error_literal (error, TG_ERROR, TG_ERROR_AUTH,
                       _("The pack was changed after it was signed, or the file is damaged. Get it "
                         "anew from the project"));
  return FALSE;
}
