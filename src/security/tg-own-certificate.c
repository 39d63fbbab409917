/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-own-certificate.h"

#include <gnutls/crypto.h>
#include <gnutls/x509.h>
#include <string.h>
#include <time.h>

#include "tg-error.h"

/* Nothing looks at its dates: who pinned it trusts it until told otherwise. RFC 5280 has a date for
 * what has no end. */

#define NO_END 253402300799   /* 9999-12-31T23:59:59Z */

static gboolean
check (int      code,
       GError **error)
{
  if (code >= 0)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_FAILED, "A key could not be made: %s",
               gnutls_strerror (code));
  return FALSE;
}

static gboolean
fill_in (gnutls_x509_crt_t      certificate,
         gnutls_x509_privkey_t  key,
         const char            *name,
         GError               **error)
{
  guint8 serial[16];

  if (!check (gnutls_rnd (GNUTLS_RND_NONCE, serial, sizeof serial), error))
    return FALSE;
  serial[0] &= 0x7f;
  return check (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                              GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1),
                                              0), error) &&
         check (gnutls_x509_crt_set_version (certificate, 3), error) &&
         check (gnutls_x509_crt_set_key (certificate, key), error) &&
         check (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial), error) &&
         check (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, name,
                                               (guint) strlen (name)), error) &&
         check (gnutls_x509_crt_set_activation_time (certificate, time (NULL)), error) &&
         check (gnutls_x509_crt_set_expiration_time (certificate, (time_t) NO_END), error) &&
         check (gnutls_x509_crt_set_key_usage (certificate, GNUTLS_KEY_DIGITAL_SIGNATURE),
                error) &&
         check (gnutls_x509_crt_sign2 (certificate, certificate, key, GNUTLS_DIG_SHA256, 0),
                error);
}

static char *
write_pem (gnutls_x509_crt_t      certificate,
           gnutls_x509_privkey_t  key,
           GError               **error)
{
  gnutls_datum_t first = { NULL, 0 };
  gnutls_datum_t second = { NULL, 0 };
  char *pem = NULL;

  if (check (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &first), error) &&
      check (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL,
                                                GNUTLS_PKCS_PLAIN, &second), error))
    pem = g_strdup_printf ("%.*s%.*s", (int) first.size, first.data, (int) second.size,
                           second.data);
  if (second.data != NULL)
    gnutls_memset (second.data, 0, second.size);
  gnutls_free (first.data);
  gnutls_free (second.data);
  return pem;
}

char *
tg_own_certificate_make (const char  *name,
                         GError     **error)
{
  gnutls_x509_crt_t certificate = NULL;
  gnutls_x509_privkey_t key = NULL;
  char *pem = NULL;

  if (check (gnutls_x509_crt_init (&certificate), error) &&
      check (gnutls_x509_privkey_init (&key), error) &&
      fill_in (certificate, key, name, error))
    pem = write_pem (certificate, key, error);
  if (certificate != NULL)
    gnutls_x509_crt_deinit (certificate);
  if (key != NULL)
    gnutls_x509_privkey_deinit (key);
  return pem;
}
