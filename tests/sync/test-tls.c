/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>

#include "tg-error.h"
#include "tg-soup-transport.h"
#include "tg-test-certificate.h"
#include "tg-test.h"

/* Certificates made here and now: who is spoken to, who is not, and what the person is told; and
 * windows that want a certificate of ours. */

#define DAY (24 * 60 * 60)

typedef struct
{
  char              *folder;
  SoupServer        *server;
  TgTestCertificate *authority;
  guint              n_requests;
} Fixture;

static TgTestCertificate *
make_authority (const char *name)
{
  TgTestCertificateOptions options = { name, NULL, FALSE, TRUE, -DAY, 10 * DAY };

  return tg_test_certificate_new (&options, NULL);
}

static char *
write_pem (Fixture           *fixture,
           const char        *name,
           TgTestCertificate *certificate,
           gboolean           with_key)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *pem = tg_test_certificate_to_pem (certificate);
  g_autofree char *key = tg_test_certificate_key_to_pem (certificate, NULL);
  g_autofree char *both = g_strconcat (pem, with_key ? key : "", NULL);

  tg_test_write_file (path, both);
  return path;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = tg_test_make_folder ();
  fixture->authority = make_authority ("authority");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  /* The library lets go of the last message when its stream has been closed. */
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  if (fixture->server != NULL)
    soup_server_disconnect (fixture->server);
  g_clear_object (&fixture->server);
  tg_test_certificate_free (fixture->authority);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  ((Fixture *) data)->n_requests++;
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}

/* Only whoever is asked for a certificate and shows none is turned away. */
static gboolean
on_accept (SoupServerMessage    *message,
           GTlsCertificate      *certificate,
           GTlsCertificateFlags  errors,
           gpointer              data)
{
  return TRUE;
}

static void
on_started (SoupServer        *server,
            SoupServerMessage *message,
            gpointer           data)
{
  g_signal_connect (message, "accept-certificate", G_CALLBACK (on_accept), NULL);
}

static char *
serve (Fixture                        *fixture,
       const TgTestCertificateOptions *options,
       GTlsAuthenticationMode          mode)
{
  g_autoptr (TgTestCertificate) made = tg_test_certificate_new (options, fixture->authority);
  g_autofree char *path = write_pem (fixture, "server.pem", made, TRUE);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GError) error = NULL;
  GSList *uris;
  char *address;

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  fixture->server = soup_server_new ("tls-certificate", certificate, "tls-auth-mode", mode, NULL);
  g_signal_connect (fixture->server, "request-started", G_CALLBACK (on_started), NULL);
  soup_server_add_handler (fixture->server, NULL, on_request, fixture, NULL);
  soup_server_listen_local (fixture->server, 0,
                            SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (fixture->server);
  address = g_strdup_printf ("https://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return address;
}

static TgTransport *
make_transport (Fixture           *fixture,
                const char        *address,
                TgTestCertificate *authority)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  TgTransport *transport = tg_soup_transport_new (address, &error);

  g_assert_no_error (error);
  if (authority == NULL)
    return transport;
  path = write_pem (fixture, "authority.pem", authority, FALSE);
  tg_soup_transport_set_authority (TG_SOUP_TRANSPORT (transport), path, &error);
  g_assert_no_error (error);
  return transport;
}

static TgResponse *
get (TgTransport  *transport,
     GError      **error)
{
  g_autoptr (TgRequest) request = tg_request_new ("GET", "/");
  g_autoptr (GAsyncResult) result = NULL;

  tg_transport_send_async (transport, request, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  return tg_transport_send_finish (transport, result, error);
}

static void
assert_said (Fixture     *fixture,
             TgTransport *transport,
             const char  *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgResponse) response = get (transport, &error);

  g_test_message ("%s", error != NULL ? error->message : "good");
  g_assert_cmpuint (fixture->n_requests, ==, words == NULL ? 1 : 0);
  if (words == NULL)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, TG_ERROR, TG_ERROR_OFFLINE);
  g_assert_nonnull (strstr (error->message, words));
}

static void
check_server (Fixture                        *fixture,
              const TgTestCertificateOptions *options,
              TgTestCertificate              *authority,
              const char                     *words)
{
  g_autofree char *address = serve (fixture, options, G_TLS_AUTHENTICATION_NONE);
  g_autoptr (TgTransport) transport = make_transport (fixture, address, authority);

  assert_said (fixture, transport, words);
}

static void
test_pinned (Fixture       *fixture,
             gconstpointer  data)
{
  TgTestCertificateOptions options = { "window", "127.0.0.1", FALSE, FALSE, -DAY, DAY };

  check_server (fixture, &options, fixture->authority, NULL);
}

static void
test_unknown (Fixture       *fixture,
              gconstpointer  data)
{
  TgTestCertificateOptions options = { "window", "127.0.0.1", FALSE, FALSE, -DAY, DAY };

  check_server (fixture, &options, NULL, "nobody whom this computer trusts");
}

/* Of the same name, with another key. */
static void
test_another_authority (Fixture       *fixture,
                        gconstpointer  data)
{
  TgTestCertificateOptions options = { "window", "127.0.0.1", FALSE, FALSE, -DAY, DAY };
  g_autoptr (TgTestCertificate) another = make_authority ("authority");

  check_server (fixture, &options, another, "this may not be the window");
}

static void
test_wrong_host (Fixture       *fixture,
                 gconstpointer  data)
{
  TgTestCertificateOptions options = { "window", "window.example", FALSE, FALSE, -DAY, DAY };

  check_server (fixture, &options, fixture->authority, "that of another address");
}

static void
test_expired (Fixture       *fixture,
              gconstpointer  data)
{
  TgTestCertificateOptions options = { "window", "127.0.0.1", FALSE, FALSE, -2 * DAY, -DAY };

  check_server (fixture, &options, fixture->authority, "expired; check this computer’s clock");
}

static void
test_early (Fixture       *fixture,
            gconstpointer  data)
{
  TgTestCertificateOptions options = { "window", "127.0.0.1", FALSE, FALSE, DAY, 2 * DAY };

  check_server (fixture, &options, fixture->authority,
                "not valid yet; check this computer’s clock");
}

/* As web servers answer whom they do not understand. */
static gboolean
on_run (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                data)
{
  static const char answer[] = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
  GIOStream *stream = G_IO_STREAM (connection);
  guint8 hello[1024];

  g_input_stream_read (g_io_stream_get_input_stream (stream), hello, sizeof hello, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream), answer, strlen (answer), NULL,
                             NULL, NULL);
  return TRUE;
}

static void
test_plain (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (1);
  g_autoptr (TgTransport) transport = NULL;
  g_autofree char *address = NULL;
  guint16 port;

  g_signal_connect (service, "run", G_CALLBACK (on_run), NULL);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_assert_cmpuint (port, !=, 0);
  address = g_strdup_printf ("https://127.0.0.1:%u", port);
  transport = make_transport (fixture, address, fixture->authority);
  assert_said (fixture, transport, "may not speak https");
  g_socket_service_stop (service);
}

/* Windows that want a certificate */

typedef struct
{
  char  *certificate;
  char  *key;
  guint  n_pins;
} Identity;

static GTlsCertificate *
load_files (gpointer   data,
            GError   **error)
{
  const Identity *identity = data;

  return g_tls_certificate_new_from_files (identity->certificate, identity->key, error);
}

static GTlsCertificate *
load_token (gpointer   data,
            GError   **error)
{
  return g_tls_certificate_new_from_pkcs11_uris ("pkcs11:token=tls;object=mine;type=cert",
                                                 "pkcs11:token=tls;object=mine;type=private",
                                                 error);
}

static char *
dup_pin (gpointer data)
{
  ((Identity *) data)->n_pins++;
  return g_strdup ("123456");
}

static char *
dup_wrong_pin (gpointer data)
{
  ((Identity *) data)->n_pins++;
  return g_strdup ("654321");
}

static void
test_wanted (Fixture       *fixture,
             gconstpointer  data)
{
  TgTestCertificateOptions options = { "window", "127.0.0.1", FALSE, FALSE, -DAY, DAY };
  TgTestCertificateOptions mine = { "me", NULL, FALSE, FALSE, -DAY, DAY };
  g_autofree char *address = serve (fixture, &options, G_TLS_AUTHENTICATION_REQUIRED);
  g_autoptr (TgTestCertificate) made = tg_test_certificate_new (&mine, fixture->authority);
  g_autofree char *path = write_pem (fixture, "mine.pem", made, TRUE);
  g_autoptr (TgTransport) nobody = make_transport (fixture, address, fixture->authority);
  g_autoptr (TgTransport) somebody = make_transport (fixture, address, fixture->authority);
  Identity identity = { path, path, 0 };
  TgClientIdentity with = { load_files, dup_pin, &identity, NULL };

  assert_said (fixture, nobody, "certificate of yours");
  tg_soup_transport_set_identity (TG_SOUP_TRANSPORT (somebody), &with);
  assert_said (fixture, somebody, NULL);
  g_assert_cmpuint (identity.n_pins, ==, 0);
}

static void
run_with_token (Fixture *fixture)
{
  TgTestCertificateOptions options = { "window", "127.0.0.1", FALSE, FALSE, -DAY, DAY };
  TgTestCertificateOptions mine = { "me", NULL, FALSE, FALSE, -DAY, DAY };
  g_autofree char *address = serve (fixture, &options, G_TLS_AUTHENTICATION_REQUIRED);
  g_autoptr (TgTestCertificate) made = tg_test_certificate_new (&mine, fixture->authority);
  g_autoptr (TgTransport) wrong = make_transport (fixture, address, fixture->authority);
  g_autoptr (TgTransport) right = make_transport (fixture, address, fixture->authority);
  Identity identity = { NULL, NULL, 0 };
  TgClientIdentity by_wrong, by_right;
  g_autoptr (TgResponse) response = NULL;

  tg_test_certificate_put_on (made, "tls", "123456");
  by_wrong = (TgClientIdentity) { load_token, dup_wrong_pin, &identity, NULL };
  tg_soup_transport_set_identity (TG_SOUP_TRANSPORT (wrong), &by_wrong);
  response = get (wrong, NULL);
  g_assert_null (response);
  g_assert_cmpuint (identity.n_pins, ==, 1);
  g_assert_cmpuint (fixture->n_requests, ==, 0);
  by_right = (TgClientIdentity) { load_token, dup_pin, &identity, NULL };
  tg_soup_transport_set_identity (TG_SOUP_TRANSPORT (right), &by_right);
  assert_said (fixture, right, NULL);
  g_assert_cmpuint (identity.n_pins, ==, 2);
}

static void
test_token (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *tool = g_find_program_in_path ("softhsm2-util");

  if (g_test_subprocess ())
    {
      g_assert_true (tg_test_token_make (fixture->folder, "tls", "123456"));
      run_with_token (fixture);
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

#define ADD(name, function) \
  g_test_add ("/sync/tls/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pinned", test_pinned);
  ADD ("unknown", test_unknown);
  ADD ("another-authority", test_another_authority);
  ADD ("wrong-host", test_wrong_host);
  ADD ("expired", test_expired);
  ADD ("early", test_early);
  ADD ("plain", test_plain);
  ADD ("wanted", test_wanted);
  ADD ("token", test_token);
  return g_test_run ();
}
