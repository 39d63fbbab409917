/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-certificate.h"

#include <gnutls/abstract.h>
#include <gnutls/crypto.h>
#include <gnutls/pkcs11.h>
#include <glib/gi18n-lib.h>
#include <gnutls/x509.h>
#include <sodium.h>

#include "tg-base64url.h"
#include "tg-error.h"
#include "tg-jws.h"
#include "tg-secret-box.h"

/* The PIN: GnuTLS asks for it through a callback, which gives it once. Whatever it asks again for,
 * it gets none, since every wrong one brings a real token nearer to locking itself; only a token
 * that wants its PIN for each signature gets the one that was right before, out of locked memory.
 * The key stays open, and with it the session at the token. */
struct _TgCertificate
{
  GObject              parent_instance;

  GMutex               lock;         /* of key and pin */
  char                *place;
  char                *key_place;
  char                *pem;          /* nullable: both are in here, not in files */
  gnutls_x509_crt_t   *chain;
  guint                n_chain;
  GBytes              *der;
  TgCertificateFacts   facts;
  gnutls_privkey_t     key;          /* NULL: not opened yet */
  char                *pin;          /* locked memory; nullable */
  gboolean             is_given;     /* GnuTLS has got it */
  gboolean             is_right;     /* it opened the key */
};

#define PKCS11      "pkcs11:"
#define RS_BYTES    32
#define LEAST_RSA   2048
#define SERIAL_SIZE 64

static void tg_certificate_signer_init (TgSignerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgCertificate, tg_certificate, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_SIGNER, tg_certificate_signer_init))

static gboolean
fail (TgError      code,
      const char  *text,
      GError     **error)
{
  g_set_error_literal (error, TG_ERROR, (int) code, text);
  return FALSE;
}

static gboolean
is_token (const char *place)
{
  return g_str_has_prefix (place, PKCS11);
}

/* Certificate and key of a pair on a token mostly differ in their type only. A place is kept in the
 * settings, so it has no PIN in it. */
static char *
dup_place (const char *place,
           const char *type)
{
  g_auto (GStrv) halves = NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) path = NULL;

  if (!is_token (place))
    return g_strdup (place);
  halves = g_strsplit (place, "?", 2);
  parts = g_strsplit (halves[0], ";", -1);
  path = g_string_new (parts[0]);
  for (guint i = 1; parts[i] != NULL; i++)
    if (!g_str_has_prefix (parts[i], "type=") && !g_str_has_prefix (parts[i], "object-type="))
      g_string_append_printf (path, ";%s", parts[i]);
  g_string_append_printf (path, ";type=%s", type);
  if (halves[1] != NULL)
    g_string_append_printf (path, "?%s", halves[1]);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

/* The PIN */

static int
give_pin (void         *data,
          int           attempt,
          const char   *url,
          const char   *label,
          unsigned int  flags,
          char         *pin,
          size_t        size)
{
  TgCertificate *self = data;
  gboolean is_again = self->is_given &&
                      !(self->is_right && (flags & GNUTLS_PIN_CONTEXT_SPECIFIC) != 0);

  if (self->pin == NULL || attempt > 0 || is_again || strlen (self->pin) >= size ||
      (flags & (GNUTLS_PIN_WRONG | GNUTLS_PIN_FINAL_TRY)) != 0)
    return -1;
  self->is_given = TRUE;
  memcpy (pin, self->pin, strlen (self->pin) + 1);
  return 0;
}

static void
forget_pin (TgCertificate *self)
{
  g_clear_pointer (&self->pin, sodium_free);
  self->is_given = FALSE;
  self->is_right = FALSE;
}

static void
keep_pin (TgCertificate *self,
          const char    *pin)
{
  gsize size = pin != NULL ? strlen (pin) + 1 : 0;

  forget_pin (self);
  if (pin == NULL)
    return;
  if (sodium_init () < 0 || (self->pin = sodium_malloc (size)) == NULL)
    g_error ("No locked memory for a PIN");
  memcpy (self->pin, pin, size);
}

/* Loading the certificate */

static gboolean
fail_to_load (const char  *place,
              int          code,
              GError     **error)
{
  g_set_error (error, TG_ERROR,
               code == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE ? TG_ERROR_NOT_FOUND
                                                             : TG_ERROR_INVALID,
               _("The certificate %s cannot be read: %s"), place, gnutls_strerror (code));
  return FALSE;
}

static gboolean
read_file (TgCertificate   *self,
           const char      *path,
           gnutls_datum_t  *datum,
           GError         **error)
{
  g_autoptr (GError) cause = NULL;
  char *text = NULL;
  gsize length = 0;

  if (self->pem != NULL)
    {
      *datum = (gnutls_datum_t) { (guchar *) g_strdup (self->pem), (guint) strlen (self->pem) };
      return TRUE;
    }
  if (g_file_get_contents (path, &text, &length, &cause))
    {
      *datum = (gnutls_datum_t) { (guchar *) text, (guint) length };
      return TRUE;
    }
  g_set_error (error, TG_ERROR,
               g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? TG_ERROR_NOT_FOUND
                                                                         : TG_ERROR_FAILED,
               "%s", cause->message);
  return FALSE;
}

static void
wipe_datum (gnutls_datum_t *datum)
{
  sodium_memzero (datum->data, datum->size);
  g_free (datum->data);
}

static gboolean
load_chain (TgCertificate  *self,
            GError        **error)
{
  gnutls_datum_t text;
  int code;

  if (is_token (self->place))
    code = gnutls_x509_crt_list_import_url (&self->chain, &self->n_chain, self->place, NULL, NULL,
                                            0);
  else if (read_file (self, self->place, &text, error))
    {
      code = gnutls_x509_crt_list_import2 (&self->chain, &self->n_chain, &text,
                                           GNUTLS_X509_FMT_PEM, 0);
      wipe_datum (&text);
    }
  else
    return FALSE;
  return (code >= 0 && self->n_chain > 0) || fail_to_load (self->place, code, error);
}

/* What it says */

static char *
dup_name (gnutls_x509_crt_t certificate,
          gboolean          is_issuer)
{
  gnutls_datum_t name = { NULL, 0 };
  char *text;
  int code = is_issuer ? gnutls_x509_crt_get_issuer_dn3 (certificate, &name, 0)
                       : gnutls_x509_crt_get_dn3 (certificate, &name, 0);

  text = code >= 0 ? g_strndup ((char *) name.data, name.size) : g_strdup ("");
  gnutls_free (name.data);
  return text;
}

static char *
dup_serial (gnutls_x509_crt_t certificate)
{
  guint8 serial[SERIAL_SIZE];
  gsize size = sizeof serial;
  GString *text = g_string_new (NULL);

  if (gnutls_x509_crt_get_serial (certificate, serial, &size) < 0)
    size = 0;
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (text, "%02X", serial[i]);
  return g_string_free (text, FALSE);
}

/* NULL for what we cannot sign with: SM2, Ed25519, small keys. */
static const char *
find_algorithm (gnutls_x509_crt_t certificate)
{
  unsigned int bits = 0;
  gnutls_ecc_curve_t curve = GNUTLS_ECC_CURVE_INVALID;
  int kind = gnutls_x509_crt_get_pk_algorithm (certificate, &bits);

  if (kind == GNUTLS_PK_RSA && bits >= LEAST_RSA)
    return "RS256";
  if (kind == GNUTLS_PK_ECDSA &&
      gnutls_x509_crt_get_pk_ecc_raw (certificate, &curve, NULL, NULL) >= 0 &&
      curve == GNUTLS_ECC_CURVE_SECP256R1)
    return "ES256";
  return NULL;
}

static gboolean
is_linked (TgCertificate *self)
{
  for (guint i = 0; i + 1 < self->n_chain; i++)
    if (gnutls_x509_crt_check_issuer (self->chain[i], self->chain[i + 1]) == 0)
      return FALSE;
  return TRUE;
}

static void
read_facts (TgCertificate *self)
{
  TgCertificateFacts *facts = &self->facts;
  gnutls_x509_crt_t own = self->chain[0];
  gnutls_datum_t der = { NULL, 0 };

  gnutls_x509_crt_export2 (own, GNUTLS_X509_FMT_DER, &der);
  self->der = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  facts->subject = dup_name (own, FALSE);
  facts->issuer = dup_name (own, TRUE);
  facts->serial = dup_serial (own);
  facts->key_id = tg_jws_make_key_id (self->der);
  facts->algorithm = g_strdup (find_algorithm (own));
  facts->begins = (gint64) gnutls_x509_crt_get_activation_time (own) * G_USEC_PER_SEC;
  facts->ends = (gint64) gnutls_x509_crt_get_expiration_time (own) * G_USEC_PER_SEC;
  facts->n_chain = self->n_chain - 1;
  facts->is_linked = is_linked (self);
  facts->is_self_signed = gnutls_x509_crt_check_issuer (own, own) != 0;
}

/* Signing */

/* DER to r and s of 32 bytes each; what GnuTLS gives may have a leading zero or be shorter. */
static gboolean
put_number (const gnutls_datum_t *number,
            guint8               *target)
{
  guint skip = number->size > RS_BYTES ? number->size - RS_BYTES : 0;
  guint length = number->size - skip;

  for (guint i = 0; i < skip; i++)
    if (number->data[i] != 0)
      return FALSE;
  memcpy (target + RS_BYTES - length, number->data + skip, length);
  return TRUE;
}

static char *
encode_signature (TgCertificate        *self,
                  const gnutls_datum_t *signature)
{
  guint8 raw[2 * RS_BYTES] = { 0 };
  gnutls_datum_t r = { NULL, 0 };
  gnutls_datum_t s = { NULL, 0 };
  gboolean fits;

  if (g_strcmp0 (self->facts.algorithm, "ES256") != 0)
    return tg_base64url_encode (signature->data, signature->size);
  fits = gnutls_decode_rs_value (signature, &r, &s) >= 0 && put_number (&r, raw) &&
         put_number (&s, raw + RS_BYTES);
  gnutls_free (r.data);
  gnutls_free (s.data);
  return fits ? tg_base64url_encode (raw, sizeof raw) : NULL;
}

static char *
sign_text (TgCertificate  *self,
           const char     *text,
           GError        **error)
{
  gboolean is_ec = g_strcmp0 (self->facts.algorithm, "ES256") == 0;
  gnutls_datum_t data = { (guchar *) text, (guint) strlen (text) };
  gnutls_datum_t signature = { NULL, 0 };
  char *encoded = NULL;
  int code = gnutls_privkey_sign_data2 (self->key,
                                        is_ec ? GNUTLS_SIGN_ECDSA_SHA256 : GNUTLS_SIGN_RSA_SHA256,
                                        0, &data, &signature);

  if (code >= 0)
    encoded = encode_signature (self, &signature);
  gnutls_free (signature.data);
  if (encoded == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_FAILED, _("It could not be signed: %s"),
                 code < 0 ? gnutls_strerror (code) : "the token gave no signature");
  return encoded;
}

/* The token was pulled out, perhaps: its session does not come back with it, so that the PIN is
 * asked for anew. */
static void
close_key (TgCertificate *self)
{
  g_clear_pointer (&self->key, gnutls_privkey_deinit);
  forget_pin (self);
}

static char *
tg_certificate_sign (TgSigner  *signer,
                     GBytes    *payload,
                     GError   **error)
{
  TgCertificate *self = TG_CERTIFICATE (signer);
  g_autofree char *header = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *input = NULL;
  g_autofree char *signature = NULL;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->key == NULL)
    {
      fail (TG_ERROR_LOCKED, _("The key of the certificate needs its PIN"), error);
      return NULL;
    }
  header = tg_jws_make_header (self->facts.algorithm, self->facts.key_id);
  first = tg_base64url_encode (header, strlen (header));
  second = tg_base64url_encode (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload));
  input = g_strjoin (".", first, second, NULL);
  signature = sign_text (self, input, error);
  if (signature != NULL)
    return g_strjoin (".", first, "", signature, NULL);
  if (is_token (self->key_place))
    close_key (self);
  return NULL;
}

static void
tg_certificate_signer_init (TgSignerInterface *iface)
{
  iface->sign = tg_certificate_sign;
}

/* Opening the key */

static gboolean
fail_to_unlock (TgCertificate  *self,
                int             code,
                GError        **error)
{
  gboolean has_tried = self->pin != NULL;

  if (code == GNUTLS_E_PKCS11_PIN_LOCKED)
    return fail (TG_ERROR_REFUSED, _("The token is locked after too many wrong PINs"), error);
  if (code == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
    return fail (TG_ERROR_NOT_FOUND, _("The token or the key on it is not there"), error);
  if (code == GNUTLS_E_PKCS11_PIN_ERROR || code == GNUTLS_E_DECRYPTION_FAILED ||
      code == GNUTLS_E_PKCS11_LOAD_ERROR || code == GNUTLS_E_PKCS11_ERROR)
    return has_tried ? fail (TG_ERROR_AUTH, _("The PIN is wrong"), error)
                     : fail (TG_ERROR_LOCKED, _("The key of the certificate needs its PIN"), error);
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, _("The key %s cannot be opened: %s"),
               self->key_place, gnutls_strerror (code));
  return FALSE;
}

static gboolean
check_pin_state (TgCertificate  *self,
                 GError        **error)
{
  TgPinState state;

  if (!tg_certificate_find_pin_state (self, &state))
    return fail (TG_ERROR_NOT_FOUND, _("The token is not there"), error);
  if (state == TG_PIN_LOCKED)
    return fail (TG_ERROR_REFUSED, _("The token is locked after too many wrong PINs"), error);
  if (state == TG_PIN_FINAL)
    return fail (TG_ERROR_REFUSED, _("The token has one try left, which is not used up here; give "
                                     "the PIN in the token's own program first"), error);
  return TRUE;
}

static int
import_key (TgCertificate     *self,
            gnutls_privkey_t   key,
            GError           **error)
{
  gnutls_datum_t text;
  int code;

  if (is_token (self->key_place))
    {
      gnutls_privkey_set_pin_function (key, give_pin, self);
      return gnutls_privkey_import_url (key, self->key_place, GNUTLS_PKCS11_OBJ_FLAG_LOGIN);
    }
  if (!read_file (self, self->key_place, &text, error))
    return GNUTLS_E_FILE_ERROR;
  code = gnutls_privkey_import_x509_raw (key, &text, GNUTLS_X509_FMT_PEM, self->pin, 0);
  wipe_datum (&text);
  return code;
}

/* Signs something and checks it against the certificate. */
static gboolean
check_key (TgCertificate  *self,
           GError        **error)
{
  static const char probe[] = "Tongguan";
  g_autofree char *header = tg_jws_make_header (self->facts.algorithm, self->facts.key_id);
  g_autofree char *first = tg_base64url_encode (header, strlen (header));
  g_autofree char *second = tg_base64url_encode (probe, strlen (probe));
  g_autofree char *input = g_strjoin (".", first, second, NULL);
  g_autofree char *signature = sign_text (self, input, error);
  g_autofree char *jws = NULL;
  g_autoptr (GBytes) found = NULL;

  if (signature == NULL)
    return FALSE;
  jws = g_strjoin (".", input, signature, NULL);
  found = tg_jws_verify_compact (jws, self->der, NULL);
  return found != NULL ||
         fail (TG_ERROR_REFUSED, _("The key does not belong to the certificate"), error);
}

static gboolean
open_key (TgCertificate  *self,
          GError        **error)
{
  g_autoptr (GError) local = NULL;
  int code;

  gnutls_privkey_init (&self->key);
  code = import_key (self, self->key, &local);
  if (code >= 0 && check_key (self, error))
    {
      self->is_right = TRUE;
      return TRUE;
    }
  g_clear_pointer (&self->key, gnutls_privkey_deinit);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else if (code < 0)
    fail_to_unlock (self, code, error);
  return FALSE;
}

gboolean
tg_certificate_unlock (TgCertificate  *self,
                       const char     *pin,
                       GError        **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->key != NULL)
    return TRUE;
  if (self->facts.algorithm == NULL)
    return fail (TG_ERROR_UNSUPPORTED,
                 _("Signatures are made with P-256 or RSA keys from 2048 bits; this certificate "
                   "has another"), error);
  if (is_token (self->key_place) && !check_pin_state (self, error))
    return FALSE;
  keep_pin (self, pin);
  if (open_key (self, error))
    return TRUE;
  forget_pin (self);
  return FALSE;
}

/* The rest */

static void
tg_certificate_finalize (GObject *object)
{
  TgCertificate *self = TG_CERTIFICATE (object);

  close_key (self);
  tg_secret_box_wipe (self->pem);
  for (guint i = 0; i < self->n_chain; i++)
    gnutls_x509_crt_deinit (self->chain[i]);
  gnutls_free (self->chain);
  g_clear_pointer (&self->der, g_bytes_unref);
  g_free (self->place);
  g_free (self->key_place);
  g_free (self->facts.subject);
  g_free (self->facts.issuer);
  g_free (self->facts.serial);
  g_free (self->facts.key_id);
  g_free (self->facts.algorithm);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (tg_certificate_parent_class)->finalize (object);
}

static void
tg_certificate_class_init (TgCertificateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_certificate_finalize;
}

static void
tg_certificate_init (TgCertificate *self)
{
  g_mutex_init (&self->lock);
}

TgCertificate *
tg_certificate_open (const char  *certificate,
                     const char  *key,
                     GError     **error)
{
  g_autoptr (TgCertificate) self = NULL;

  g_return_val_if_fail (certificate != NULL, NULL);

  self = g_object_new (TG_TYPE_CERTIFICATE, NULL);
  if (strstr (certificate, "pin-value") != NULL || (key != NULL && strstr (key, "pin-") != NULL))
    {
      fail (TG_ERROR_INVALID, _("The address of a key must not have its PIN in it"), error);
      return NULL;
    }
  self->place = dup_place (certificate, "cert");
  self->key_place = dup_place (key != NULL && *key != '\0' ? key : certificate, "private");
  if (!load_chain (self, error))
    return NULL;
  read_facts (self);
  return g_steal_pointer (&self);
}

TgCertificate *
tg_certificate_open_pem (const char  *pem,
                         GError     **error)
{
  g_autoptr (TgCertificate) self = NULL;

  g_return_val_if_fail (pem != NULL, NULL);

  self = g_object_new (TG_TYPE_CERTIFICATE, NULL);
  self->place = g_strdup ("");
  self->key_place = g_strdup ("");
  self->pem = g_strdup (pem);
  if (!load_chain (self, error))
    return NULL;
  read_facts (self);
  return g_steal_pointer (&self);
}

const TgCertificateFacts *
tg_certificate_get_facts (TgCertificate *self)
{
  g_return_val_if_fail (TG_IS_CERTIFICATE (self), NULL);

  return &self->facts;
}

GBytes *
tg_certificate_get_der (TgCertificate *self)
{
  g_return_val_if_fail (TG_IS_CERTIFICATE (self), NULL);

  return self->der;
}

gboolean
tg_certificate_is_on_token (TgCertificate *self)
{
  g_return_val_if_fail (TG_IS_CERTIFICATE (self), FALSE);

  return is_token (self->key_place);
}

gboolean
tg_certificate_is_unlocked (TgCertificate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->key != NULL;
}

gboolean
tg_certificate_find_pin_state (TgCertificate *self,
                               TgPinState    *state)
{
  unsigned int flags = 0;

  g_return_val_if_fail (TG_IS_CERTIFICATE (self), FALSE);

  *state = TG_PIN_NONE;
  if (!is_token (self->key_place))
    return TRUE;
  if (gnutls_pkcs11_token_get_flags (self->key_place, &flags) < 0)
    return FALSE;
  if ((flags & GNUTLS_PKCS11_TOKEN_USER_PIN_LOCKED) != 0)
    *state = TG_PIN_LOCKED;
  else if ((flags & GNUTLS_PKCS11_TOKEN_USER_PIN_FINAL_TRY) != 0)
    *state = TG_PIN_FINAL;
  else if ((flags & GNUTLS_PKCS11_TOKEN_USER_PIN_COUNT_LOW) != 0)
    *state = TG_PIN_LOW;
  else
    *state = TG_PIN_GOOD;
  return TRUE;
}

char *
tg_certificate_dup_pin (TgCertificate *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->is_right ? g_strdup (self->pin) : NULL;
}

GTlsCertificate *
tg_certificate_make_tls (TgCertificate  *self,
                         GError        **error)
{
  g_return_val_if_fail (TG_IS_CERTIFICATE (self), NULL);

  if (is_token (self->key_place))
    return g_tls_certificate_new_from_pkcs11_uris (self->place, self->key_place, error);
  return g_tls_certificate_new_from_files (self->place, self->key_place, error);
}
