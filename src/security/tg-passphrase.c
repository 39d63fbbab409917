/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-passphrase.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>

#include "tg-error.h"

/* The file is a key file; cost and salt stand in it, so that a later version may ask for more. They
 * are bound to the box as associated data: whoever makes them cheaper does not get it open. */

#define GROUP       "passphrase"
#define VERSION     1
#define KEY_BYTES   crypto_aead_xchacha20poly1305_ietf_KEYBYTES
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES   crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SALT_BYTES  crypto_pwhash_SALTBYTES

/* What a file may ask of this computer. */
#define MOST_PASSES 16
#define MOST_MEMORY (1024 * 1024 * 1024)

typedef struct
{
  guint64  passes;
  guint64  memory;
  guint8   salt[SALT_BYTES];
} Cost;

static guint8 *
make_key (const Cost  *cost,
          const char  *passphrase,
          GError     **error)
{
  guint8 *key;

  if (sodium_init () < 0)
    g_error ("libsodium cannot start");
  key = sodium_malloc (KEY_BYTES);
  if (key != NULL &&
      crypto_pwhash (key, KEY_BYTES, passphrase, strlen (passphrase), cost->salt, cost->passes,
                     (size_t) cost->memory, crypto_pwhash_ALG_ARGON2ID13) == 0)
    return key;
  sodium_free (key);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED,
                       _("There is not enough memory to check a passphrase"));
  return NULL;
}

static char *
dup_bound (const Cost *cost)
{
  g_autofree char *salt = g_base64_encode (cost->salt, SALT_BYTES);

  return g_strdup_printf ("%d/%" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT "/%s", VERSION,
                          cost->passes, cost->memory, salt);
}

static char *
write_file (const Cost   *cost,
            const guint8 *box,
            gsize         length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *salt = g_base64_encode (cost->salt, SALT_BYTES);
  g_autofree char *base64 = g_base64_encode (box, length);

  g_key_file_set_integer (file, GROUP, "version", VERSION);
  g_key_file_set_uint64 (file, GROUP, "passes", cost->passes);
  g_key_file_set_uint64 (file, GROUP, "memory", cost->memory);
  g_key_file_set_string (file, GROUP, "salt", salt);
  g_key_file_set_string (file, GROUP, "box", base64);
  return g_key_file_to_data (file, NULL, NULL);
}

static gboolean
read_cost (GKeyFile *file,
           Cost     *cost)
{
  g_autofree char *text = g_key_file_get_string (file, GROUP, "salt", NULL);
  g_autofree guchar *salt = NULL;
  gsize length = 0;

  cost->passes = g_key_file_get_uint64 (file, GROUP, "passes", NULL);
  cost->memory = g_key_file_get_uint64 (file, GROUP, "memory", NULL);
  if (text != NULL)
    salt = g_base64_decode (text, &length);
  if (length != SALT_BYTES || cost->passes < crypto_pwhash_OPSLIMIT_MIN ||
      cost->passes > MOST_PASSES || cost->memory < crypto_pwhash_MEMLIMIT_MIN ||
      cost->memory > MOST_MEMORY)
    return FALSE;
  memcpy (cost->salt, salt, SALT_BYTES);
  return TRUE;
}

static guint8 *
read_file (const char  *wrapped,
           Cost        *cost,
           gsize       *length,
           GError     **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *base64 = NULL;
  g_autofree guint8 *box = NULL;

  if (g_key_file_load_from_data (file, wrapped, strlen (wrapped), G_KEY_FILE_NONE, NULL) &&
      g_key_file_get_integer (file, GROUP, "version", NULL) > VERSION)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                           _("The key was locked by a newer version of the program"));
      return NULL;
    }
  base64 = g_key_file_get_string (file, GROUP, "box", NULL);
  if (base64 != NULL)
    box = g_base64_decode (base64, length);
  if (box != NULL && *length >= NONCE_BYTES + TAG_BYTES && read_cost (file, cost))
    return g_steal_pointer (&box);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_CORRUPT,
                       _("The file of the locked key is damaged"));
  return NULL;
}

char *
tg_passphrase_wrap (const char  *passphrase,
                    const char  *secret,
                    GError     **error)
{
  Cost cost = { crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE, { 0 } };
  gsize length = strlen (secret);
  g_autofree guint8 *box = g_malloc (NONCE_BYTES + length + TAG_BYTES);
  g_autofree char *bound = NULL;
  guint8 *key;

  randombytes_buf (cost.salt, SALT_BYTES);
  randombytes_buf (box, NONCE_BYTES);
  key = make_key (&cost, passphrase, error);
  if (key == NULL)
    return NULL;
  bound = dup_bound (&cost);
  crypto_aead_xchacha20poly1305_ietf_encrypt (box + NONCE_BYTES, NULL, (const guint8 *) secret,
                                              length, (const guint8 *) bound, strlen (bound), NULL,
                                              box, key);
  sodium_free (key);
  return write_file (&cost, box, NONCE_BYTES + length + TAG_BYTES);
}

char *
tg_passphrase_unwrap (const char  *passphrase,
                      const char  *wrapped,
                      GError     **error)
{
  Cost cost;
  gsize length = 0;
  g_autofree guint8 *box = read_file (wrapped, &cost, &length, error);
  guint8 *key = box != NULL ? make_key (&cost, passphrase, error) : NULL;
  g_autofree char *bound = NULL;
  g_autofree char *secret = NULL;
  int outcome;

  if (key == NULL)
    return NULL;
  bound = dup_bound (&cost);
  secret = g_malloc0 (length - NONCE_BYTES - TAG_BYTES + 1);
  outcome = crypto_aead_xchacha20poly1305_ietf_decrypt ((guint8 *) secret, NULL, NULL,
                                                        box + NONCE_BYTES, length - NONCE_BYTES,
                                                        (const guint8 *) bound, strlen (bound), box,
                                                        key);
  sodium_free (key);
  if (outcome == 0)
    return g_steal_pointer (&secret);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_AUTH, _("The passphrase is wrong"));
  return NULL;
}
