/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-jws.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/x509.h>

#include "tg-base64url.h"
#include "tg-error.h"
#include "tg-json.h"

/* The algorithm is taken from the certificate's key, and the header must name it: nobody chooses a
 * weaker one by writing it there. An ES256 signature is the two numbers r and s, 32 bytes each,
 * where GnuTLS has them in DER. */

#define MAX_JWS    (1024 * 1024)
#define RS_BYTES   32
#define SHA256_BYTES 32

typedef struct
{
  const char               *name;
  gnutls_pk_algorithm_t     key;
  gnutls_sign_algorithm_t   sign;
} Algorithm;

static const Algorithm algorithms[] = {
  { "ES256", GNUTLS_PK_ECDSA, GNUTLS_SIGN_ECDSA_SHA256 },
  { "RS256", GNUTLS_PK_RSA, GNUTLS_SIGN_RSA_SHA256 },
};

static gboolean
fail (TgError      code,
      const char  *text,
      GError     **error)
{
  g_set_error_literal (error, TG_ERROR, (int) code, text);
  return FALSE;
}

static const Algorithm *
find_algorithm (gnutls_pubkey_t key)
{
  int kind = gnutls_pubkey_get_pk_algorithm (key, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if ((int) algorithms[i].key == kind)
      return &algorithms[i];
  return NULL;
}

static JsonNode *
read_header (const char *encoded)
{
  g_autoptr (GBytes) bytes = tg_base64url_decode (encoded);
  TgJsonLimits limits = { 4096, 4 };
  JsonNode *root;

  if (bytes == NULL)
    return NULL;
  root = tg_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), &limits,
                        NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return root;
  g_clear_pointer (&root, json_node_unref);
  return NULL;
}

/* What a header says that must be understood ("crit") is not: such a one is refused. */
static gboolean
is_header_of (const char      *encoded,
              const Algorithm *algorithm)
{
  g_autoptr (JsonNode) root = read_header (encoded);
  JsonObject *header = root != NULL ? json_node_get_object (root) : NULL;

  return header != NULL && !json_object_has_member (header, "crit") &&
         !json_object_has_member (header, "b64") &&
         g_strcmp0 (tg_json_get_string (header, "alg", NULL), algorithm->name) == 0;
}

static gnutls_pubkey_t
load_key (GBytes *certificate)
{
  gnutls_datum_t der = { (guchar *) g_bytes_get_data (certificate, NULL),
                         (guint) g_bytes_get_size (certificate) };
  gnutls_x509_crt_t x509 = NULL;
  gnutls_pubkey_t key = NULL;

  if (gnutls_x509_crt_init (&x509) < 0)
    return NULL;
  if (gnutls_x509_crt_import (x509, &der, GNUTLS_X509_FMT_DER) >= 0 &&
      gnutls_pubkey_init (&key) >= 0 && gnutls_pubkey_import_x509 (key, x509, 0) < 0)
    g_clear_pointer (&key, gnutls_pubkey_deinit);
  gnutls_x509_crt_deinit (x509);
  return key;
}

static gboolean
check_der (gnutls_pubkey_t  key,
           const Algorithm *algorithm,
           const char      *input,
           GBytes          *signature)
{
  gnutls_datum_t data = { (guchar *) input, (guint) strlen (input) };
  gsize size;
  const guchar *bytes = g_bytes_get_data (signature, &size);
  gnutls_datum_t r = { (guchar *) bytes, RS_BYTES };
  gnutls_datum_t s = { (guchar *) bytes + RS_BYTES, RS_BYTES };
  gnutls_datum_t der = { (guchar *) bytes, (guint) size };
  gboolean is_good;

  if (algorithm->key != GNUTLS_PK_ECDSA)
    return gnutls_pubkey_verify_data2 (key, algorithm->sign, 0, &data, &der) >= 0;
  if (size != 2 * RS_BYTES || gnutls_encode_rs_value (&der, &r, &s) < 0)
    return FALSE;
  is_good = gnutls_pubkey_verify_data2 (key, algorithm->sign, 0, &data, &der) >= 0;
  gnutls_free (der.data);
  return is_good;
}

static gboolean
verify (const char  *header,
        const char  *payload,
        const char  *signature,
        GBytes      *certificate,
        GError     **error)
{
  g_autofree char *input = g_strjoin (".", header, payload, NULL);
  g_autoptr (GBytes) bytes = tg_base64url_decode (signature);
  gnutls_pubkey_t key = load_key (certificate);
  const Algorithm *algorithm = key != NULL ? find_algorithm (key) : NULL;
  gboolean is_good = algorithm != NULL && bytes != NULL && is_header_of (header, algorithm) &&
                     check_der (key, algorithm, input, bytes);

  if (key != NULL)
    gnutls_pubkey_deinit (key);
  return is_good || fail (TG_ERROR_REFUSED, "The signature does not hold", error);
}

static char **
split (const char *jws)
{
  g_auto (GStrv) parts = NULL;

  if (strlen (jws) > MAX_JWS)
    return NULL;
  parts = g_strsplit (jws, ".", 4);
  return g_strv_length (parts) == 3 ? g_steal_pointer (&parts) : NULL;
}

char *
tg_jws_make_header (const char *algorithm,
                    const char *key_id)
{
  return g_strdup_printf ("{\"alg\":\"%s\",\"kid\":\"%s\"}", algorithm, key_id);
}

char *
tg_jws_dup_key_id (const char *jws)
{
  g_auto (GStrv) parts = split (jws);
  g_autoptr (JsonNode) root = parts != NULL ? read_header (parts[0]) : NULL;

  if (root == NULL)
    return NULL;
  return g_strdup (tg_json_get_string (json_node_get_object (root), "kid", NULL));
}

gboolean
tg_jws_verify_detached (const char  *jws,
                        GBytes      *payload,
                        GBytes      *certificate,
                        GError     **error)
{
  g_auto (GStrv) parts = split (jws);
  g_autofree char *encoded = NULL;

  if (parts == NULL || *parts[1] != '\0')
    return fail (TG_ERROR_INVALID, "This is no detached signature", error);
  encoded = tg_base64url_encode (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  return verify (parts[0], encoded, parts[2], certificate, error);
}

GBytes *
tg_jws_verify_compact (const char  *jws,
                       GBytes      *certificate,
                       GError     **error)
{
  g_auto (GStrv) parts = split (jws);
  g_autoptr (GBytes) payload = parts != NULL ? tg_base64url_decode (parts[1]) : NULL;

  if (payload == NULL)
    {
      fail (TG_ERROR_INVALID, "This is no signed text", error);
      return NULL;
    }
  if (!verify (parts[0], parts[1], parts[2], certificate, error))
    return NULL;
  return g_steal_pointer (&payload);
}

char *
tg_jws_make_key_id (GBytes *certificate)
{
  guint8 digest[SHA256_BYTES];

  gnutls_hash_fast (GNUTLS_DIG_SHA256, g_bytes_get_data (certificate, NULL),
                    g_bytes_get_size (certificate), digest);
  return tg_base64url_encode (digest, sizeof digest);
}

GBytes *
tg_jws_read_pem (const char  *pem,
                 GError     **error)
{
  gnutls_datum_t text = { (guchar *) pem, (guint) strlen (pem) };
  gnutls_datum_t der = { NULL, 0 };
  gnutls_x509_crt_t x509 = NULL;
  GBytes *bytes = NULL;

  gnutls_x509_crt_init (&x509);
  if (gnutls_x509_crt_import (x509, &text, GNUTLS_X509_FMT_PEM) >= 0 &&
      gnutls_x509_crt_export2 (x509, GNUTLS_X509_FMT_DER, &der) >= 0)
    bytes = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  gnutls_x509_crt_deinit (x509);
  if (bytes == NULL)
    fail (TG_ERROR_INVALID, "There is no certificate in it", error);
  return bytes;
}
