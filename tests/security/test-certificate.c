/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-certificate.h"

#include "tg-base64url.h"
#include "tg-error.h"
#include "tg-jws.h"
#include "tg-test-certificate.h"
#include "tg-test.h"

/* Signing with a key in a file and on a token, and what is said of wrong PINs, other keys and other
 * bytes. */

#define PAYLOAD "{\"action\":\"file\",\"id\":\"1\"}"
#define PIN     "123456"
#define TOKEN   "tongguan"
#define DAY     (24 * 60 * 60)

typedef struct
{
  char              *folder;
  TgTestCertificate *made;
  char              *certificate;
  char              *key;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  gboolean is_rsa = GPOINTER_TO_INT (data);
  TgTestCertificateOptions options = { "张示例", NULL, is_rsa, FALSE, -DAY, DAY };
  g_autofree char *pem = NULL;
  g_autofree char *key = NULL;

  fixture->folder = tg_test_make_folder ();
  fixture->made = tg_test_certificate_new (&options, NULL);
  fixture->certificate = g_build_filename (fixture->folder, "mine.pem", NULL);
  fixture->key = g_build_filename (fixture->folder, "mine.key", NULL);
  pem = tg_test_certificate_to_pem (fixture->made);
  key = tg_test_certificate_key_to_pem (fixture->made, NULL);
  tg_test_write_file (fixture->certificate, pem);
  tg_test_write_file (fixture->key, key);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tg_test_certificate_free (fixture->made);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->certificate);
  g_free (fixture->key);
}

static TgCertificate *
open_files (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TgCertificate *certificate =
    tg_certificate_open (fixture->certificate, fixture->key, &error);

  g_assert_no_error (error);
  return certificate;
}

static char *
sign (TgCertificate *certificate,
      const char    *text)
{
  g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  char *jws = tg_signer_sign (TG_SIGNER (certificate), payload, &error);

  g_assert_no_error (error);
  return jws;
}

static gboolean
holds (const char *jws,
       const char *text,
       GBytes     *der)
{
  g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));

  return tg_jws_verify_detached (jws, payload, der, NULL);
}

static void
assert_unlock_fails (TgCertificate *certificate,
                     const char    *pin,
                     TgError        code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (tg_certificate_unlock (certificate, pin, &error));
  g_assert_error (error, TG_ERROR, (int) code);
}

/* Files */

static void
test_files (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TgCertificate) certificate = open_files (fixture);
  const TgCertificateFacts *facts = tg_certificate_get_facts (certificate);
  GBytes *der = tg_certificate_get_der (certificate);
  g_autoptr (GError) error = NULL;
  g_autofree char *jws = NULL;
  g_autofree char *key_id = NULL;
  g_autofree char *changed = NULL;

  g_assert_cmpstr (facts->subject, ==, "CN=张示例");
  g_assert_cmpstr (facts->algorithm, ==, GPOINTER_TO_INT (data) ? "RS256" : "ES256");
  g_assert_false (tg_certificate_is_on_token (certificate));
  tg_certificate_unlock (certificate, NULL, &error);
  g_assert_no_error (error);
  jws = sign (certificate, PAYLOAD);
  key_id = tg_jws_dup_key_id (jws);
  g_assert_cmpstr (key_id, ==, facts->key_id);
  g_assert_nonnull (strstr (jws, ".."));
  g_assert_true (holds (jws, PAYLOAD, der));
  g_assert_false (holds (jws, PAYLOAD " ", der));
  changed = g_strdup (jws);
  changed[strlen (changed) - 10] ^= 1;
  g_assert_false (holds (changed, PAYLOAD, der));
}

/* A thousand: r and s begin with zeros now and then. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TgCertificate) certificate = open_files (fixture);

  tg_certificate_unlock (certificate, NULL, NULL);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *text = g_strdup_printf ("%u", i);
      g_autofree char *jws = sign (certificate, text);

      g_assert_cmpuint (strlen (strrchr (jws, '.') + 1), ==, 86);
      g_assert_true (holds (jws, text, tg_certificate_get_der (certificate)));
    }
}

static void
test_encrypted_file (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *pem = tg_test_certificate_key_to_pem (fixture->made, "口令 one");
  g_autoptr (TgCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) payload = g_bytes_new_static ("x", 1);

  tg_test_write_file (fixture->key, pem);
  certificate = open_files (fixture);
  assert_unlock_fails (certificate, NULL, TG_ERROR_LOCKED);
  assert_unlock_fails (certificate, "another", TG_ERROR_AUTH);
  g_assert_null (tg_signer_sign (TG_SIGNER (certificate), payload, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_LOCKED);
  g_clear_error (&error);
  tg_certificate_unlock (certificate, "口令 one", &error);
  g_assert_no_error (error);
}

static void
test_another_key (Fixture       *fixture,
                  gconstpointer  data)
{
  TgTestCertificateOptions options = { "other", NULL, FALSE, FALSE, -DAY, DAY };
  g_autoptr (TgTestCertificate) other = tg_test_certificate_new (&options, NULL);
  g_autofree char *pem = tg_test_certificate_key_to_pem (other, NULL);
  g_autoptr (TgCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;

  tg_test_write_file (fixture->key, pem);
  certificate = open_files (fixture);
  assert_unlock_fails (certificate, NULL, TG_ERROR_REFUSED);
  g_assert_null (tg_certificate_open ("/nowhere.pem", NULL, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (tg_certificate_open ("pkcs11:token=x?pin-value=1", NULL, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

/* What others might send: nobody chooses the algorithm by naming it. */
static void
test_forged (Fixture       *fixture,
             gconstpointer  data)
{
  static const char * const headers[] = {
    "{\"alg\":\"none\"}", "{\"alg\":\"HS256\"}", "{\"alg\":\"RS256\"}",
    "{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}", "[]", "{", "",
  };
  static const char * const texts[] = { "", ".", "..", "...", "a.b", "a..b..c", "é..é" };
  g_autoptr (TgCertificate) certificate = open_files (fixture);
  GBytes *der = tg_certificate_get_der (certificate);
  g_autofree char *jws = NULL;

  tg_certificate_unlock (certificate, NULL, NULL);
  jws = sign (certificate, PAYLOAD);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *header = tg_base64url_encode (headers[i], strlen (headers[i]));
      g_autofree char *forged = g_strconcat (header, strchr (jws, '.'), NULL);
      g_autofree char *unsigned_jws = g_strconcat (header, "..", NULL);

      g_assert_false (holds (forged, PAYLOAD, der));
      g_assert_false (holds (unsigned_jws, PAYLOAD, der));
    }
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_false (holds (texts[i], PAYLOAD, der));
}

/* Token */

static void
run_with_token (Fixture  *fixture,
                gboolean  is_rsa)
{
  const char *place = "pkcs11:token=" TOKEN ";object=mine";
  g_autoptr (TgCertificate) certificate = NULL;
  g_autoptr (TgCertificate) gone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *jws = NULL;
  TgPinState state;

  tg_test_certificate_put_on (fixture->made, TOKEN, PIN);
  certificate = tg_certificate_open (place, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tg_certificate_get_facts (certificate)->algorithm, ==,
                   is_rsa ? "RS256" : "ES256");
  g_assert_true (tg_certificate_is_on_token (certificate));
  assert_unlock_fails (certificate, NULL, TG_ERROR_LOCKED);
  g_assert_true (tg_certificate_find_pin_state (certificate, &state));
  g_assert_cmpint (state, ==, TG_PIN_GOOD);     /* asking for one does not use a try up */
  assert_unlock_fails (certificate, "654321", TG_ERROR_AUTH);
  g_assert_true (tg_certificate_find_pin_state (certificate, &state));
  g_assert_cmpint (state, ==, TG_PIN_LOW);
  tg_certificate_unlock (certificate, PIN, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    {
      g_free (jws);
      jws = sign (certificate, PAYLOAD);
      g_assert_true (holds (jws, PAYLOAD, tg_certificate_get_der (certificate)));
    }
  g_assert_null (tg_certificate_open ("pkcs11:token=another;object=mine", NULL, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
}

/* In a process of its own: GnuTLS loads the modules once, with the tokens that are there then. */
static void
test_token (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *tool = g_find_program_in_path ("softhsm2-util");

  if (g_test_subprocess ())
    {
      g_assert_true (tg_test_token_make (fixture->folder, TOKEN, PIN));
      run_with_token (fixture, GPOINTER_TO_INT (data));
      return;
    }
  if (tool == NULL)
    {
      g_test_skip ("SoftHSM (softhsm2) is not installed");
      return;
    }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

#define ADD(name, is_rsa, function) \
  g_test_add ("/security/certificate/" name, Fixture, GINT_TO_POINTER (is_rsa), set_up, function, \
              tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("files-es256", FALSE, test_files);
  ADD ("files-rs256", TRUE, test_files);
  ADD ("many", FALSE, test_many);
  ADD ("encrypted-file", FALSE, test_encrypted_file);
  ADD ("another-key", FALSE, test_another_key);
  ADD ("forged", FALSE, test_forged);
  ADD ("token-es256", FALSE, test_token);
  ADD ("token-rs256", TRUE, test_token);
  return g_test_run ();
}
