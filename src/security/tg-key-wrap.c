/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-key-wrap.h"

#include <sodium.h>
#include <string.h>

#include "tg-error.h"

/* Argon2id makes a key of the passphrase and a salt; XChaCha20-Poly1305 seals the data key with
 * it. Salt, nonce and the cost stand beside it in a key file, so that the cost may grow later. */

#define GROUP       "key"
#define VERSION     1
#define SALT_BYTES  crypto_pwhash_SALTBYTES
#define NONCE_BYTES crypto_secretbox_xchacha20poly1305_NONCEBYTES
#define SEAL_BYTES  (TG_DATA_KEY_BYTES + crypto_secretbox_xchacha20poly1305_MACBYTES)
#define KEY_BYTES   crypto_secretbox_xchacha20poly1305_KEYBYTES

typedef struct
{
  guint8 salt[SALT_BYTES];
  guint8 nonce[NONCE_BYTES];
  guint8 sealed[SEAL_BYTES];
  gint64 steps;
  gint64 memory;
} Wrapped;

static gboolean
derive (const Wrapped  *wrapped,
        const char     *passphrase,
        guint8         *key,
        GError        **error)
{
  if (sodium_init () >= 0 &&
      crypto_pwhash (key, KEY_BYTES, passphrase, strlen (passphrase), wrapped->salt,
                     (guint64) wrapped->steps, (size_t) wrapped->memory,
                     crypto_pwhash_ALG_ARGON2ID13) == 0)
    return TRUE;
  g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED,
                       "There is not enough memory to work with a passphrase");
  return FALSE;
}

/* ---- as text ---- */

static void
put_bytes (GKeyFile     *file,
           const char   *name,
           const guint8 *bytes,
           gsize         size)
{
  g_autofree char *text = g_base64_encode (bytes, size);

  g_key_file_set_string (file, GROUP, name, text);
}

static char *
to_text (const Wrapped *wrapped)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_integer (file, GROUP, "version", VERSION);
  g_key_file_set_string (file, GROUP, "kdf", "argon2id13");
  g_key_file_set_int64 (file, GROUP, "steps", wrapped->steps);
  g_key_file_set_int64 (file, GROUP, "memory", wrapped->memory);
  put_bytes (file, "salt", wrapped->salt, SALT_BYTES);
  put_bytes (file, "nonce", wrapped->nonce, NONCE_BYTES);
  put_bytes (file, "sealed", wrapped->sealed, SEAL_BYTES);
  return g_key_file_to_data (file, NULL, NULL);
}

static gboolean
get_bytes (GKeyFile   *file,
           const char *name,
           guint8     *bytes,
           gsize       size)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, name, NULL);
  g_autofree guint8 *found = NULL;
  gsize length = 0;

  if (text == NULL)
    return FALSE;
  found = g_base64_decode (text, &length);
  if (length != size)
    return FALSE;
  memcpy (bytes, found, size);
  return TRUE;
}

/* The cost is bounded, since the file may come from anywhere. */
static gboolean
is_bearable (const Wrapped *wrapped)
{
  return wrapped->steps >= crypto_pwhash_OPSLIMIT_MIN &&
         wrapped->steps <= (gint64) crypto_pwhash_OPSLIMIT_SENSITIVE &&
         wrapped->memory >= (gint64) crypto_pwhash_MEMLIMIT_MIN &&
         wrapped->memory <= (gint64) crypto_pwhash_MEMLIMIT_SENSITIVE;
}

static gboolean
from_text (const char *text,
           Wrapped    *wrapped)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL) ||
      g_key_file_get_integer (file, GROUP, "version", NULL) != VERSION)
    return FALSE;
  wrapped->steps = g_key_file_get_int64 (file, GROUP, "steps", NULL);
  wrapped->memory = g_key_file_get_int64 (file, GROUP, "memory", NULL);
  return is_bearable (wrapped) &&
         get_bytes (file, "salt", wrapped->salt, SALT_BYTES) &&
         get_bytes (file, "nonce", wrapped->nonce, NONCE_BYTES) &&
         get_bytes (file, "sealed", wrapped->sealed, SEAL_BYTES);
}

/* ---- wrap and unwrap ---- */

char *
tg_key_wrap_seal (TgDataKey   *key,
                  const char  *passphrase,
                  GError     **error)
{
  Wrapped wrapped = {
    .steps = crypto_pwhash_OPSLIMIT_MODERATE,
    .memory = crypto_pwhash_MEMLIMIT_MODERATE,
  };
  guint8 cover[KEY_BYTES];

  g_return_val_if_fail (key != NULL && passphrase != NULL, NULL);

  if (g_utf8_strlen (passphrase, -1) < TG_KEY_WRAP_LEAST)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   "A passphrase has at least %d characters", TG_KEY_WRAP_LEAST);
      return NULL;
    }
  randombytes_buf (wrapped.salt, SALT_BYTES);
  randombytes_buf (wrapped.nonce, NONCE_BYTES);
  if (!derive (&wrapped, passphrase, cover, error))
    return NULL;
  crypto_secretbox_xchacha20poly1305_easy (wrapped.sealed, tg_data_key_get_bytes (key),
                                           TG_DATA_KEY_BYTES, wrapped.nonce, cover);
  sodium_memzero (cover, sizeof cover);
  return to_text (&wrapped);
}

TgDataKey *
tg_key_wrap_open (const char  *text,
                  const char  *passphrase,
                  GError     **error)
{
  Wrapped wrapped;
  guint8 cover[KEY_BYTES];
  guint8 plain[TG_DATA_KEY_BYTES];
  TgDataKey *key = NULL;

  g_return_val_if_fail (text != NULL && passphrase != NULL, NULL);

  if (!from_text (text, &wrapped))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_CORRUPT, "The wrapped key is damaged");
      return NULL;
    }
  if (!derive (&wrapped, passphrase, cover, error))
    return NULL;
  if (crypto_secretbox_xchacha20poly1305_open_easy (plain, wrapped.sealed, SEAL_BYTES,
                                                    wrapped.nonce, cover) == 0)
    key = tg_data_key_new_from_bytes (plain);
  else
    g_set_error_literal (error, TG_ERROR, TG_ERROR_AUTH, "That is not the passphrase");
  sodium_memzero (cover, sizeof cover);
  sodium_memzero (plain, sizeof plain);
  return key;
}
