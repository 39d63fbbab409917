/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libsoup/soup.h>

#include "tg-error.h"
#include "tg-soup-transport.h"
#include "tg-test.h"

/* The transport against a real server in the process, which behaves as badly as a test wants. */

#define CAP (64 * 1024)

typedef struct
{
  SoupServer     *server;
  GSocketService *raw;         /* answers with bytes that no HTTP library would write */
  const char     *raw_answer;
  TgTransport    *transport;
  guint           n_requests;
  gboolean        saw_cookie;
} Fixture;

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *body,
        gsize              length)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, body, length);
}

/* Half a megabyte of blanks, as it is and in a few hundred bytes. */
static void
answer_large (SoupServerMessage *message,
              gboolean           is_packed)
{
  g_autofree char *blanks = g_strnfill (8 * CAP, ' ');
  g_autoptr (GConverter) packer =
    G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, -1));
  g_autofree char *packed = g_malloc (CAP);
  gsize n_read, n_written;

  if (!is_packed)
    {
      answer (message, 200, blanks, 8 * CAP);
      return;
    }
  g_assert_cmpint (g_converter_convert (packer, blanks, 8 * CAP, packed, CAP,
                                        G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL), ==,
                   G_CONVERTER_FINISHED);
  g_assert_cmpuint (n_written, <, CAP / 8);
  answer (message, 200, packed, n_written);
  soup_message_headers_replace (soup_server_message_get_response_headers (message),
                                "Content-Encoding", "gzip");
}

static void
on_request (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  Fixture *fixture = data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  fixture->n_requests++;
  if (soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Cookie"))
    fixture->saw_cookie = TRUE;
  soup_message_headers_append (headers, "Set-Cookie", "track=me; Path=/");
  if (strcmp (path, "/redirect") == 0)
    soup_server_message_set_redirect (message, 302, "/fine");
  else if (strcmp (path, "/large") == 0 || strcmp (path, "/packed") == 0)
    answer_large (message, path[1] == 'p');
  else if (strcmp (path, "/hang") == 0)
    soup_server_message_pause (message);
  else if (strcmp (path, "/secret") == 0)
    {
      soup_message_headers_replace (headers, "WWW-Authenticate", "Basic realm=\"x\"");
      answer (message, 401, "{}", 2);
    }
  else
    {
      soup_message_headers_replace (headers, "Single-Window-Epoch", "E");
      answer (message, 200, "{\"a\":1}", 7);
    }
}

static gboolean
on_incoming (GThreadedSocketService *service,
             GSocketConnection      *connection,
             GObject                *source,
             gpointer                data)
{
  Fixture *fixture = data;
  char request[4096];

  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), request,
                       sizeof request, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                             fixture->raw_answer, strlen (fixture->raw_answer), NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

static char *
get_address (SoupServer *server)
{
  g_autoslist (GUri) uris = soup_server_get_uris (server);
  char *address = g_uri_to_string (uris->data);

  g_strchomp (address);
  return address;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  fixture->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (fixture->server, NULL, on_request, fixture, NULL);
  soup_server_listen_local (fixture->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  address = get_address (fixture->server);
  fixture->transport = tg_soup_transport_new (address, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->transport);
  g_clear_object (&fixture->server);
  if (fixture->raw != NULL)
    g_socket_service_stop (fixture->raw);
  g_clear_object (&fixture->raw);
}

static TgResponse *
get (TgTransport   *transport,
     const char    *path,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr (TgRequest) request = tg_request_new ("GET", path);
  g_autoptr (GAsyncResult) result = NULL;

  request->max_bytes = CAP;
  request->seconds = MIN (tg_test_get_slowness (), 20);
  tg_transport_send_async (transport, request, cancellable, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  return tg_transport_send_finish (transport, result, error);
}

static void
test_fine (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgResponse) response = get (fixture->transport, "/fine?cursor=a%3Ab", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpstr (tg_response_get_header (response, "single-window-epoch"), ==, "E");
  g_assert_cmpstr (tg_response_get_header (response, "Single-Window-Epoch"), ==, "E");
  g_assert_cmpmem (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body),
                   "{\"a\":1}", 7);
}

static void
test_no_redirect (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TgResponse) response = get (fixture->transport, "/redirect", NULL, NULL);

  g_assert_cmpuint (response->status, ==, 302);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
}

static void
test_no_cookies (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (TgResponse) first = get (fixture->transport, "/fine", NULL, NULL);
  g_autoptr (TgResponse) second = get (fixture->transport, "/fine", NULL, NULL);

  g_assert_cmpuint (second->status, ==, 200);
  g_assert_false (fixture->saw_cookie);
}

/* 401 is for the engine to answer, not for the library. */
static void
test_no_password (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TgResponse) response = get (fixture->transport, "/secret", NULL, NULL);

  g_assert_cmpuint (response->status, ==, 401);
  g_assert_cmpuint (fixture->n_requests, ==, 1);
}

static void
test_cap (Fixture       *fixture,
          gconstpointer  data)
{
  static const char * const paths[] = { "/large", "/packed" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (get (fixture->transport, paths[i], NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_OFFLINE);
      g_test_message ("%s: %s", paths[i], error->message);
      g_assert_nonnull (strstr (error->message, "larger"));
    }
}

static void
test_late (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (get (fixture->transport, "/hang", NULL, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_OFFLINE);
}

static gboolean
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_timeout_add (20, cancel, cancellable);
  g_assert_null (get (fixture->transport, "/hang", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (get (fixture->transport, "/fine", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  tg_transport_wait_async (fixture->transport, 5 * (gint64) G_USEC_PER_SEC, cancellable,
                           tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_false (tg_transport_wait_finish (fixture->transport, result, NULL));
}

static void
test_raw (Fixture       *fixture,
          gconstpointer  data)
{
  static const char * const answers[] = {
    "",
    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\"",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"a\"",
    "SSH-2.0-OpenSSH_9.2\r\n",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgTransport) transport = NULL;
  g_autofree char *address = NULL;
  guint16 port;

  fixture->raw = g_threaded_socket_service_new (2);
  g_signal_connect (fixture->raw, "run", G_CALLBACK (on_incoming), fixture);
  port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->raw), NULL, &error);
  g_assert_no_error (error);
  address = g_strdup_printf ("http://127.0.0.1:%u", port);
  transport = tg_soup_transport_new (address, &error);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_test_message ("%s", answers[i]);
      fixture->raw_answer = answers[i];
      g_assert_null (get (transport, "/", NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_OFFLINE);
      g_clear_error (&error);
    }
  g_socket_service_stop (fixture->raw);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->raw));
  g_assert_null (get (transport, "/", NULL, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_OFFLINE);
}

static void
test_addresses (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *address;
    int         code;      /* -1: good */
  } cases[] = {
    { "https://window.example", -1 },
    { "https://window.example/", -1 },
    { "https://window.example:8443", -1 },
    { "http://127.0.0.1:8080", -1 },
    { "http://[::1]:8080", -1 },
    { "http://localhost:8080/", -1 },
    { "http://window.example", TG_ERROR_REFUSED },
    { "http://192.168.1.5:8080", TG_ERROR_REFUSED },
    { "http://127.0.0.1.window.example", TG_ERROR_REFUSED },
    { "http://localhost.window.example", TG_ERROR_REFUSED },
    { "ftp://127.0.0.1", TG_ERROR_REFUSED },
    { "window.example", TG_ERROR_INVALID },
    { "https://", TG_ERROR_INVALID },
    { "https://window.example/v1", TG_ERROR_INVALID },
    { "https://window.example?x=1", TG_ERROR_INVALID },
    { "https://user:secret@window.example", TG_ERROR_INVALID },
    { "", TG_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TgTransport) transport = tg_soup_transport_new (cases[i].address, &error);

      g_test_message ("%s", cases[i].address);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, TG_ERROR, cases[i].code);
      g_assert_true ((transport == NULL) == (error != NULL));
    }
}

static char *
listen_with (Fixture    *fixture,
             const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = g_tls_certificate_new_from_file (path, &error);

  g_assert_no_error (error);
  g_clear_object (&fixture->server);
  fixture->server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (fixture->server, NULL, on_request, fixture, NULL);
  soup_server_listen_local (fixture->server, 0,
                            SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  return get_address (fixture->server);
}

/* Who does not check out is not spoken to, and the person learns why. */
static void
test_certificate (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct
  {
    const char *certificate;
    const char *authority;
    const char *words;         /* NULL: good */
  } cases[] = {
    { "good.pem", "good.pem", NULL },
    { "good.pem", "other.pem", "trusts" },
    { "good.pem", NULL, "trusts" },
    { "expired.pem", "expired.pem", "expired" },
    { "early.pem", "early.pem", "not valid yet" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", cases[i].certificate,
                                                     NULL);
      g_autofree char *address = listen_with (fixture, path);
      g_autoptr (GError) error = NULL;
      g_autoptr (TgTransport) transport = tg_soup_transport_new (address, &error);
      g_autoptr (TgResponse) response = NULL;

      if (cases[i].authority != NULL)
        {
          g_autofree char *authority = g_test_build_filename (G_TEST_DIST, "data",
                                                              cases[i].authority, NULL);

          g_assert_true (tg_soup_transport_set_authority (TG_SOUP_TRANSPORT (transport), authority,
                                                          NULL));
        }
      fixture->n_requests = 0;
      response = get (transport, "/fine", NULL, &error);
      g_test_message ("case %u: %s", i, error != NULL ? error->message : "good");
      g_assert_cmpuint (fixture->n_requests, ==, cases[i].words == NULL ? 1 : 0);
      if (cases[i].words == NULL)
        g_assert_no_error (error);
      else
        {
          g_assert_error (error, TG_ERROR, TG_ERROR_OFFLINE);
          g_assert_nonnull (strstr (error->message, cases[i].words));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/sync/soup-transport/fine", test_fine },
    { "/sync/soup-transport/no-redirect", test_no_redirect },
    { "/sync/soup-transport/no-cookies", test_no_cookies },
    { "/sync/soup-transport/no-password", test_no_password },
    { "/sync/soup-transport/cap", test_cap },
    { "/sync/soup-transport/late", test_late },
    { "/sync/soup-transport/cancel", test_cancel },
    { "/sync/soup-transport/raw", test_raw },
    { "/sync/soup-transport/addresses", test_addresses },
    { "/sync/soup-transport/certificate", test_certificate },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
