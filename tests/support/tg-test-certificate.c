/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-test-certificate.h"

#include <gnutls/pkcs11.h>
#include <gnutls/x509.h>
#include <time.h>

#include "tg-test.h"

/* By GnuTLS. A token is a fresh one for each test: a process that dies while SoftHSM writes leaves
 * one that no longer opens. */
struct _TgTestCertificate
{
  gnutls_x509_crt_t      certificate;
  gnutls_x509_privkey_t  key;
};

#define SO_PIN "87654321"

static void
check (int code)
{
  if (code < 0)
    g_error ("GnuTLS: %s", gnutls_strerror (code));
}

static void
set_purpose (gnutls_x509_crt_t               certificate,
             const TgTestCertificateOptions *options)
{
  g_autoptr (GInetAddress) address =
    options->host != NULL ? g_inet_address_new_from_string (options->host) : NULL;

  if (address != NULL)
    check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_IPADDRESS,
                                                 g_inet_address_to_bytes (address),
                                                 (guint) g_inet_address_get_native_size (address),
                                                 GNUTLS_FSAN_APPEND));
  else if (options->host != NULL)
    check (gnutls_x509_crt_set_subject_alt_name (certificate, GNUTLS_SAN_DNSNAME, options->host,
                                                 (guint) strlen (options->host),
                                                 GNUTLS_FSAN_APPEND));
  check (gnutls_x509_crt_set_basic_constraints (certificate, options->is_authority, -1));
  check (gnutls_x509_crt_set_key_usage (certificate, options->is_authority
                                        ? GNUTLS_KEY_KEY_CERT_SIGN : GNUTLS_KEY_DIGITAL_SIGNATURE));
}

TgTestCertificate *
tg_test_certificate_new (const TgTestCertificateOptions *options,
                         TgTestCertificate              *issuer)
{
  static guint8 serial = 1;
  TgTestCertificate *self = g_new0 (TgTestCertificate, 1);
  TgTestCertificate *signer = issuer != NULL ? issuer : self;
  time_t now = time (NULL);

  check (gnutls_x509_privkey_init (&self->key));
  check (gnutls_x509_privkey_generate (self->key,
                                       options->is_rsa ? GNUTLS_PK_RSA : GNUTLS_PK_ECDSA,
                                       options->is_rsa ? 2048 : 256, 0));
  check (gnutls_x509_crt_init (&self->certificate));
  check (gnutls_x509_crt_set_version (self->certificate, 3));
  check (gnutls_x509_crt_set_key (self->certificate, self->key));
  check (gnutls_x509_crt_set_serial (self->certificate, &serial, 1));
  serial++;
  check (gnutls_x509_crt_set_dn_by_oid (self->certificate, GNUTLS_OID_X520_COMMON_NAME, 0,
                                        options->name, (guint) strlen (options->name)));
  check (gnutls_x509_crt_set_activation_time (self->certificate, now + options->begins));
  check (gnutls_x509_crt_set_expiration_time (self->certificate, now + options->ends));
  set_purpose (self->certificate, options);
  check (gnutls_x509_crt_sign2 (self->certificate, signer->certificate, signer->key,
                                GNUTLS_DIG_SHA256, 0));
  return self;
}

void
tg_test_certificate_free (TgTestCertificate *self)
{
  gnutls_x509_crt_deinit (self->certificate);
  gnutls_x509_privkey_deinit (self->key);
  g_free (self);
}

static char *
take_text (gnutls_datum_t *datum)
{
  char *text = g_strndup ((char *) datum->data, datum->size);

  gnutls_free (datum->data);
  return text;
}

char *
tg_test_certificate_to_pem (TgTestCertificate *self)
{
  gnutls_datum_t pem;

  check (gnutls_x509_crt_export2 (self->certificate, GNUTLS_X509_FMT_PEM, &pem));
  return take_text (&pem);
}

char *
tg_test_certificate_key_to_pem (TgTestCertificate *self,
                                const char        *passphrase)
{
  gnutls_datum_t pem;

  check (gnutls_x509_privkey_export2_pkcs8 (self->key, GNUTLS_X509_FMT_PEM, passphrase,
                                            passphrase != NULL ? GNUTLS_PKCS_PBES2_AES_256
                                                               : GNUTLS_PKCS_PLAIN, &pem));
  return take_text (&pem);
}

void
tg_test_certificate_put_on (TgTestCertificate *self,
                            const char        *token,
                            const char        *pin)
{
  g_autofree char *url = g_strdup_printf ("pkcs11:token=%s?pin-value=%s", token, pin);
  gnutls_datum_t id = { (guchar *) "\001", 1 };

  check (gnutls_pkcs11_copy_x509_privkey2 (url, self->key, "mine", &id,
                                           GNUTLS_KEY_DIGITAL_SIGNATURE,
                                           GNUTLS_PKCS11_OBJ_FLAG_MARK_SENSITIVE |
                                           GNUTLS_PKCS11_OBJ_FLAG_LOGIN));
  check (gnutls_pkcs11_copy_x509_crt2 (url, self->certificate, "mine", &id,
                                       GNUTLS_PKCS11_OBJ_FLAG_LOGIN));
}

gboolean
tg_test_token_make (const char *folder,
                    const char *label,
                    const char *pin)
{
  g_autofree char *tool = g_find_program_in_path ("softhsm2-util");
  g_autofree char *tokens = g_build_filename (folder, "tokens", NULL);
  g_autofree char *config = g_build_filename (folder, "softhsm2.conf", NULL);
  g_autofree char *text =
    g_strdup_printf ("directories.tokendir = %s\nobjectstore.backend = file\nlog.level = ERROR\n",
                     tokens);
  const char *argv[] = { tool, "--init-token", "--free", "--label", label, "--pin", pin, "--so-pin",
                         SO_PIN, NULL };
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (tool == NULL)
    return FALSE;
  g_mkdir_with_parents (tokens, 0700);
  tg_test_write_file (config, text);
  g_setenv ("SOFTHSM2_CONF", config, TRUE);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                &status, &error);
  g_assert_no_error (error);
  return g_spawn_check_wait_status (status, NULL);
}
