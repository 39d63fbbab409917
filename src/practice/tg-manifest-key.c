/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-manifest-key.h"

#include <string.h>

#include "tg-certificate.h"
#include "tg-jws.h"
#include "tg-own-certificate.h"
#include "tg-secret-box.h"

/* Settings of the book: the key in PEM, and the last signature behind the digest of what it is
 * over. The file of the book is the window's alone (0600). */

#define KEY       "code-tables-key"
#define SIGNATURE "code-tables-signature"
#define NAME      "Tongguan practice window: code tables"

static char *
make_key (TgBook  *book,
          GError **error)
{
  char *pem = tg_own_certificate_make (NAME, error);

  if (pem == NULL || tg_book_set_setting (book, KEY, pem, error))
    return pem;
  tg_secret_box_wipe (pem);
  return NULL;
}

static char *
load_key (TgBook  *book,
          GError **error)
{
  g_autoptr (GError) local = NULL;
  char *pem = tg_book_dup_setting (book, KEY, &local);

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (pem != NULL && *pem != '\0')
    return pem;
  g_free (pem);
  return make_key (book, error);
}

char *
tg_manifest_key_dup_certificate (TgBook  *book,
                                 GError **error)
{
  char *pem = load_key (book, error);
  g_autoptr (GBytes) der = pem != NULL ? tg_jws_read_pem (pem, error) : NULL;

  tg_secret_box_wipe (pem);
  return der != NULL ? g_base64_encode (g_bytes_get_data (der, NULL), g_bytes_get_size (der))
                     : NULL;
}

static char *
sign (TgBook      *book,
      const char  *tables,
      GError     **error)
{
  g_autoptr (GBytes) payload = g_bytes_new (tables, strlen (tables));
  g_autoptr (TgCertificate) certificate = NULL;
  char *pem = load_key (book, error);

  certificate = pem != NULL ? tg_certificate_open_pem (pem, error) : NULL;
  tg_secret_box_wipe (pem);
  if (certificate == NULL || !tg_certificate_unlock (certificate, NULL, error))
    return NULL;
  return tg_signer_sign (TG_SIGNER (certificate), payload, error);
}

char *
tg_manifest_key_sign (TgBook      *book,
                      const char  *tables,
                      GError     **error)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, tables, -1);
  g_autofree char *kept = tg_book_dup_setting (book, SIGNATURE, NULL);
  g_autofree char *both = NULL;
  char *signature;

  if (kept != NULL && g_str_has_prefix (kept, digest) && kept[strlen (digest)] == ' ')
    return g_strdup (kept + strlen (digest) + 1);
  signature = sign (book, tables, error);
  if (signature == NULL)
    return NULL;
  both = g_strjoin (" ", digest, signature, NULL);
  if (tg_book_set_setting (book, SIGNATURE, both, error))
    return signature;
  g_free (signature);
  return NULL;
}
