/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-base64url.h"
#include "tg-certificate.h"
#include "tg-json.h"
#include "tg-test-certificate.h"

/* An account with a certificate must sign, with that one, exactly what it sends; and it may log in
 * by a signed text. */

#define DAY (24 * 60 * 60)

typedef struct
{
  TgPracticeFixture *window;
  char              *folder;
  TgCertificate     *mine;
  TgCertificate     *other;
} Fixture;

static TgCertificate *
make (Fixture    *fixture,
      const char *name)
{
  TgTestCertificateOptions options = { name, NULL, FALSE, FALSE, -DAY, DAY };
  g_autoptr (TgTestCertificate) made = tg_test_certificate_new (&options, NULL);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *pem = tg_test_certificate_to_pem (made);
  g_autofree char *key = tg_test_certificate_key_to_pem (made, NULL);
  g_autofree char *both = g_strconcat (pem, key, NULL);
  g_autoptr (GError) error = NULL;
  TgCertificate *certificate;

  tg_test_write_file (path, both);
  certificate = tg_certificate_open (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tg_certificate_unlock (certificate, NULL, NULL));
  return certificate;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *pem = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  fixture->window = tg_practice_fixture_new (0);
  fixture->mine = make (fixture, "mine");
  fixture->other = make (fixture, "other");
  path = g_build_filename (fixture->folder, "mine", NULL);
  pem = tg_test_read_file (path);
  tg_practice_server_add_certificate (fixture->window->server, "sample", pem, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->mine);
  g_object_unref (fixture->other);
  tg_practice_fixture_free (fixture->window);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

/* Submissions */

static char *
make_item (Fixture *fixture)
{
  g_autofree char *id = tg_practice_fixture_new_id (fixture->window);
  g_autofree char *filing = tg_practice_fixture_new_id (fixture->window);

  return tg_practice_fixture_item (id, filing, "customs.order", 0, "{\"order_no\":\"O-1\"}");
}

static char *
sign_item (const char *item,
           TgSigner   *signer)
{
  g_autoptr (JsonNode) root = tg_json_parse (item, -1, NULL, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *signature = NULL;
  char *canonical;

  json_object_remove_member (json_node_get_object (root), "digest");
  canonical = tg_json_to_canonical (root, NULL);
  bytes = g_bytes_new_take (canonical, strlen (canonical));
  signature = tg_signer_sign (signer, bytes, NULL);
  return g_strdup_printf ("%.*s,\"signature\":\"%s\"}", (int) strlen (item) - 1, item, signature);
}

static void
assert_answer (Fixture    *fixture,
               const char *item,
               const char *code)
{
  g_autoptr (JsonObject) result = tg_practice_fixture_send (fixture->window, item);
  JsonObject *problem = tg_json_get_object (result, "problem");
  g_autofree char *type = code != NULL
    ? g_strconcat ("urn:single-window:problem:", code, NULL) : NULL;

  g_assert_cmpstr (tg_json_get_string (result, "outcome", ""), ==,
                   code == NULL ? "received" : "refused");
  if (code != NULL)
    g_assert_cmpstr (tg_json_get_string (problem, "type", ""), ==, type);
}

static void
test_required (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *item = make_item (fixture);

  assert_answer (fixture, item, "signature-required");
  assert_answer (fixture, item, "signature-required");     /* stored, like every judgement */
}

static void
test_good (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *item = make_item (fixture);
  g_autofree char *with = sign_item (item, TG_SIGNER (fixture->mine));

  assert_answer (fixture, with, NULL);
}

static void
test_invalid (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *item = make_item (fixture);
  g_autofree char *second = make_item (fixture);
  g_autofree char *by_other = sign_item (item, TG_SIGNER (fixture->other));
  g_autofree char *with = sign_item (make_item (fixture), TG_SIGNER (fixture->mine));
  const char *signature = strstr (with, ",\"signature\"");
  g_autofree char *borrowed = g_strdup_printf ("%.*s%s", (int) strlen (second) - 1, second,
                                               signature);

  assert_answer (fixture, by_other, "signature-invalid");
  assert_answer (fixture, borrowed, "signature-invalid");
}

/* Logging in */

static char *
make_assertion (Fixture    *fixture,
                TgSigner   *signer,
                const char *account,
                const char *audience,
                gint64      seconds)
{
  gint64 now = tg_clock_get_time (TG_CLOCK (fixture->window->clock)) / G_USEC_PER_SEC;
  g_autofree char *claims =
    g_strdup_printf ("{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"jti\":\"1\",\"exp\":%"
                     G_GINT64_FORMAT "}", account, account, audience, now + seconds);
  g_autofree char *payload = tg_base64url_encode (claims, strlen (claims));
  g_autoptr (GBytes) bytes = g_bytes_new (claims, strlen (claims));
  g_autofree char *jws = tg_signer_sign (signer, bytes, NULL);
  char *gap = strstr (jws, "..");

  return g_strdup_printf ("%.*s.%s.%s", (int) (gap - jws), jws, payload, gap + 2);
}

static guint
log_in (Fixture    *fixture,
        const char *assertion)
{
  g_autofree char *address = g_strconcat (tg_practice_server_get_url (fixture->window->server),
                                          "/oauth/token", NULL);
  g_autofree char *form =
    g_strdup_printf ("grant_type=client_credentials&client_assertion_type="
                     "urn%%3Aietf%%3Aparams%%3Aoauth%%3Aclient-assertion-type%%3Ajwt-bearer"
                     "&client_assertion=%s", assertion);
  g_autoptr (SoupMessage) message = soup_message_new ("POST", address);
  g_autoptr (GBytes) body = g_bytes_new (form, strlen (form));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) answer = NULL;

  soup_message_set_request_body_from_bytes (message, "application/x-www-form-urlencoded", body);
  soup_session_send_and_read_async (fixture->window->session, message, G_PRIORITY_DEFAULT, NULL,
                                    tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  answer = soup_session_send_and_read_finish (fixture->window->session, result, NULL);
  return soup_message_get_status (message);
}

static void
test_log_in (Fixture       *fixture,
             gconstpointer  data)
{
  const char *url = tg_practice_server_get_url (fixture->window->server);
  g_autofree char *here = g_strconcat (url, "/oauth/token", NULL);
  const struct
  {
    TgCertificate *by;
    const char    *account;
    const char    *audience;
    gint64         seconds;
    guint          status;
  } cases[] = {
    { fixture->mine, "sample", here, 60, 200 },
    { fixture->other, "sample", here, 60, 401 },
    { fixture->mine, "another", here, 60, 401 },
    { fixture->mine, "sample", url, 60, 401 },
    { fixture->mine, "sample", "https://window.example/oauth/token", 60, 401 },
    { fixture->mine, "sample", here, -1, 401 },
    { fixture->mine, "sample", here, 2 * 60 * 60, 401 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *assertion =
        make_assertion (fixture, TG_SIGNER (cases[i].by), cases[i].account, cases[i].audience,
                        cases[i].seconds);

      g_test_message ("case %u", i);
      g_assert_cmpuint (log_in (fixture, assertion), ==, cases[i].status);
    }
  g_assert_cmpuint (log_in (fixture, "a.b.c"), ==, 401);
  g_assert_cmpuint (log_in (fixture, ""), ==, 401);
}

#define ADD(name, function) \
  g_test_add ("/practice/signature/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("required", test_required);
  ADD ("good", test_good);
  ADD ("invalid", test_invalid);
  ADD ("log-in", test_log_in);
  return g_test_run ();
}
