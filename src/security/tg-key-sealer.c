/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-key-sealer.h"

#include <sodium.h>

#include "tg-error.h"
#include "tg-stream-seal.h"

/* Seals with three keys derived from the data key, one for values, one for files and one to hash
 * with, all in locked memory. A sealed value is: one byte of version, 24 bytes of nonce, the
 * encrypted bytes and their tag. Nonces are random, which 192 bits allow. Immutable after
 * construction, so any thread. */
struct _TgKeySealer
{
  GObject  parent_instance;
  guint8  *seal_key;
  guint8  *hash_key;
  guint8  *stream_key;
};

#define VERSION      1
#define KEY_BYTES    crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES  crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES    crypto_aead_xchacha20poly1305_ietf_ABYTES
#define HEADER_BYTES (1 + NONCE_BYTES)
#define HASH_BYTES   32
#define CONTEXT      "tongguan"

enum
{
  SUBKEY_SEAL = 1,
  SUBKEY_HASH = 2,
  SUBKEY_STREAM = 3,
};

G_STATIC_ASSERT (crypto_kdf_KEYBYTES == TG_DATA_KEY_BYTES);
G_STATIC_ASSERT (sizeof CONTEXT - 1 == crypto_kdf_CONTEXTBYTES);

static void tg_key_sealer_sealer_init (TgSealerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgKeySealer, tg_key_sealer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_SEALER, tg_key_sealer_sealer_init))

static guint8 *
derive (TgDataKey *key,
        guint64    number)
{
  guint8 *subkey = sodium_malloc (KEY_BYTES);

  if (subkey == NULL)
    g_error ("No locked memory for a key");
  crypto_kdf_derive_from_key (subkey, KEY_BYTES, number, CONTEXT, tg_data_key_get_bytes (key));
  return subkey;
}

static GBytes *
fail_corrupt (const char  *place,
              GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT,
               "The sealed value of %s does not open: it was changed, moved here, or sealed with "
               "another key", place);
  return NULL;
}

static GBytes *
tg_key_sealer_seal (TgSealer    *sealer,
                    const char  *place,
                    GBytes      *plain,
                    GError     **error)
{
  TgKeySealer *self = TG_KEY_SEALER (sealer);
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  guint8 *sealed = g_malloc (HEADER_BYTES + size + TAG_BYTES);

  sealed[0] = VERSION;
  randombytes_buf (sealed + 1, NONCE_BYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + HEADER_BYTES, NULL, data, size,
                                              (const guint8 *) place, strlen (place), NULL,
                                              sealed + 1, self->seal_key);
  return g_bytes_new_take (sealed, HEADER_BYTES + size + TAG_BYTES);
}

static GBytes *
tg_key_sealer_open (TgSealer    *sealer,
                    const char  *place,
                    GBytes      *sealed,
                    GError     **error)
{
  TgKeySealer *self = TG_KEY_SEALER (sealer);
  guint8 *plain;
  gsize size;
  const guint8 *data = g_bytes_get_data (sealed, &size);

  if (size < HEADER_BYTES + TAG_BYTES)
    return fail_corrupt (place, error);
  if (data[0] != VERSION)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                   "The value of %s was sealed by a newer version of the program", place);
      return NULL;
    }
  plain = g_malloc (size - HEADER_BYTES - TAG_BYTES + 1);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain, NULL, NULL, data + HEADER_BYTES,
                                                  size - HEADER_BYTES, (const guint8 *) place,
                                                  strlen (place), data + 1, self->seal_key) != 0)
    {
      g_free (plain);
      return fail_corrupt (place, error);
    }
  return g_bytes_new_take (plain, size - HEADER_BYTES - TAG_BYTES);
}

/* The kind is hashed with its closing NUL, so that no other kind and value give the same bytes. */
static char *
tg_key_sealer_hash (TgSealer   *sealer,
                    const char *kind,
                    const char *value)
{
  TgKeySealer *self = TG_KEY_SEALER (sealer);
  crypto_generichash_state state;
  guint8 digest[HASH_BYTES];
  char *text = g_malloc (HASH_BYTES * 2 + 1);

  crypto_generichash_init (&state, self->hash_key, KEY_BYTES, HASH_BYTES);
  crypto_generichash_update (&state, (const guint8 *) kind, strlen (kind) + 1);
  crypto_generichash_update (&state, (const guint8 *) value, strlen (value));
  crypto_generichash_final (&state, digest, HASH_BYTES);
  sodium_bin2hex (text, HASH_BYTES * 2 + 1, digest, HASH_BYTES);
  return text;
}

static gboolean
tg_key_sealer_seal_stream (TgSealer       *sealer,
                           const char     *place,
                           GInputStream   *plain,
                           GOutputStream  *sealed,
                           GCancellable   *cancellable,
                           GError        **error)
{
  return tg_stream_seal_close (TG_KEY_SEALER (sealer)->stream_key, place, plain, sealed,
                               cancellable, error);
}

static gboolean
tg_key_sealer_open_stream (TgSealer       *sealer,
                           const char     *place,
                           GInputStream   *sealed,
                           GOutputStream  *plain,
                           GCancellable   *cancellable,
                           GError        **error)
{
  return tg_stream_seal_open (TG_KEY_SEALER (sealer)->stream_key, place, sealed, plain,
                              cancellable, error);
}

static void
tg_key_sealer_sealer_init (TgSealerInterface *iface)
{
  iface->seal = tg_key_sealer_seal;
  iface->open = tg_key_sealer_open;
  iface->hash = tg_key_sealer_hash;
  iface->seal_stream = tg_key_sealer_seal_stream;
  iface->open_stream = tg_key_sealer_open_stream;
}

static void
tg_key_sealer_finalize (GObject *object)
{
  TgKeySealer *self = TG_KEY_SEALER (object);

  sodium_free (self->seal_key);
  sodium_free (self->hash_key);
  sodium_free (self->stream_key);
  G_OBJECT_CLASS (tg_key_sealer_parent_class)->finalize (object);
}

static void
tg_key_sealer_class_init (TgKeySealerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_key_sealer_finalize;
}

static void
tg_key_sealer_init (TgKeySealer *self)
{
}

TgSealer *
tg_key_sealer_new (TgDataKey *key)
{
  TgKeySealer *self;

  g_return_val_if_fail (key != NULL, NULL);

  self = g_object_new (TG_TYPE_KEY_SEALER, NULL);
  self->seal_key = derive (key, SUBKEY_SEAL);
  self->hash_key = derive (key, SUBKEY_HASH);
  self->stream_key = derive (key, SUBKEY_STREAM);
  return TG_SEALER (self);
}
