/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-signer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <sys/stat.h>

#include "tg-error.h"
#include "tg-pack-keys.h"

/* The key file is one line of 64 hex digits, the seed of an Ed25519 key. */

#define SEED_HEX (2 * crypto_sign_SEEDBYTES)

typedef struct
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
} Pair;

static gboolean
fail_file (const char  *path,
           GError     **error)
{
  g_set_error (error, TG_ERROR,
               errno == ENOENT ? TG_ERROR_NOT_FOUND
                               : errno == EEXIST ? TG_ERROR_EXISTS : TG_ERROR_READ_ONLY,
               _("The key file %s: %s"), path, g_strerror (errno));
  return FALSE;
}

static gboolean
write_seed (const char    *path,
            const char    *hex,
            GError       **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean ok;

  if (fd < 0)
    return fail_file (path, error);
  ok = write (fd, hex, SEED_HEX) == SEED_HEX && write (fd, "\n", 1) == 1 && fsync (fd) == 0;
  if (!ok)
    fail_file (path, error);
  close (fd);
  return ok;
}

char *
tg_pack_signer_make_key (const char  *path,
                         GError     **error)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  char hex[SEED_HEX + 1];
  char public_hex[2 * crypto_sign_PUBLICKEYBYTES + 1];
  Pair pair;
  gboolean ok;

  if (sodium_init () < 0)
    return NULL;
  randombytes_buf (seed, sizeof seed);
  crypto_sign_seed_keypair (pair.public_key, pair.secret_key, seed);
  sodium_bin2hex (hex, sizeof hex, seed, sizeof seed);
  ok = write_seed (path, hex, error);
  sodium_memzero (seed, sizeof seed);
  sodium_memzero (hex, sizeof hex);
  sodium_memzero (pair.secret_key, sizeof pair.secret_key);
  sodium_bin2hex (public_hex, sizeof public_hex, pair.public_key, sizeof pair.public_key);
  return ok ? g_strdup (public_hex) : NULL;
}

/* What others may read is no secret. */
static gboolean
read_seed_file (const char  *path,
                char        *hex,
                GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  struct stat info;
  gboolean ok = FALSE;

  if (fd < 0)
    return fail_file (path, error);
  if (fstat (fd, &info) != 0)
    fail_file (path, error);
  else if ((info.st_mode & 077) != 0)
    g_set_error (error, TG_ERROR, TG_ERROR_AUTH,
                 _("The key file %s can be read by others. Make it yours alone: chmod 600"), path);
  else if (read (fd, hex, SEED_HEX) != SEED_HEX)
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("%s is no key file of packs"), path);
  else
    ok = TRUE;
  close (fd);
  return ok;
}

static gboolean
load_pair (const char  *path,
           Pair        *pair,
           GError     **error)
{
  char hex[SEED_HEX + 1] = "";
  guint8 seed[crypto_sign_SEEDBYTES];
  gsize n = 0;
  gboolean ok;

  if (!read_seed_file (path, hex, error))
    return FALSE;
  ok = sodium_hex2bin (seed, sizeof seed, hex, SEED_HEX, NULL, &n, NULL) == 0 && n == sizeof seed;
  if (ok)
    crypto_sign_seed_keypair (pair->public_key, pair->secret_key, seed);
  else
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("%s is no key file of packs"), path);
  sodium_memzero (hex, sizeof hex);
  sodium_memzero (seed, sizeof seed);
  return ok;
}

gboolean
tg_pack_signer_sign (const char  *path,
                     GBytes      *body,
                     char       **key,
                     char       **signature,
                     GError     **error)
{
  guint8 bytes[crypto_sign_BYTES];
  char public_hex[2 * crypto_sign_PUBLICKEYBYTES + 1];
  gsize length;
  const guint8 *data = g_bytes_get_data (body, &length);
  Pair pair;

  if (sodium_init () < 0 || !load_pair (path, &pair, error))
    return FALSE;
  crypto_sign_detached (bytes, NULL, data, length, pair.secret_key);
  sodium_memzero (pair.secret_key, sizeof pair.secret_key);
  sodium_bin2hex (public_hex, sizeof public_hex, pair.public_key, sizeof pair.public_key);
  *key = tg_pack_keys_dup_id (public_hex);
  *signature = g_base64_encode (bytes, sizeof bytes);
  return TRUE;
}
