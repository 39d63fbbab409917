/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gate.h"
#include "tg-test.h"

/* The gate alone in front of a server that says "ok", with TLS; without it test-limits.c tries
 * all of it. */

#define LIMIT 1000

typedef struct
{
  char            *folder;
  GTlsCertificate *certificate;
  SoupServer      *soup;
  TgGate          *gate;
  SoupSession     *session;
  char            *url;
  guint            n_empty;
} Fixture;

static void
too_large_cb (SoupServerMessage *message,
              gpointer           data)
{
  soup_server_message_set_status (message, 413, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "too large", 9);
}

static void
full_cb (gpointer data)
{
}

static void
empty_cb (gpointer data)
{
  Fixture *fixture = data;

  fixture->n_empty++;
}

static void
early_cb (SoupServer        *soup,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  Fixture *fixture = data;

  tg_gate_bound_body (fixture->gate, message, LIMIT);
}

static void
request_cb (SoupServer        *soup,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           data)
{
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Connection",
                                "close");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "text/plain", SOUP_MEMORY_STATIC, "ok", 2);
}

/* NULL: there is nothing to make one with. */
static GTlsCertificate *
make_certificate (const char *folder)
{
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  g_autofree char *certificate = g_build_filename (folder, "certificate.pem", NULL);
  const char *argv[] = {
    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
    "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate, NULL
  };
  g_autoptr (GError) error = NULL;
  GTlsCertificate *made;

  if (!g_spawn_sync (NULL, (char **) argv, NULL,
                     G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL,
                     NULL))
    return NULL;
  made = g_tls_certificate_new_from_files (certificate, key, &error);
  g_assert_no_error (error);
  return made;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  const TgGateBounds bounds = { .connections = 10, .head_seconds = 1, .idle_seconds = 1,
                                .total_seconds = 2, .held_bytes = 1024 * 1024 };
  const TgGateFuncs funcs = { too_large_cb, full_cb, empty_cb };
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  fixture->certificate = make_certificate (fixture->folder);
  if (fixture->certificate == NULL)
    return;
  fixture->soup = soup_server_new (NULL, NULL);
  soup_server_add_early_handler (fixture->soup, NULL, early_cb, fixture, NULL);
  soup_server_add_handler (fixture->soup, NULL, request_cb, fixture, NULL);
  fixture->gate = tg_gate_new (fixture->soup, &bounds, &funcs, fixture);
  tg_gate_listen (fixture->gate, "127.0.0.1", 0, fixture->certificate, &error);
  g_assert_no_error (error);
  fixture->url = g_strdup_printf ("https://127.0.0.1:%u/", tg_gate_get_port (fixture->gate));
  fixture->session = soup_session_new ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_clear_object (&fixture->session);
  if (fixture->soup != NULL)
    soup_server_disconnect (fixture->soup);
  g_clear_pointer (&fixture->gate, tg_gate_free);
  g_clear_object (&fixture->soup);
  g_clear_object (&fixture->certificate);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->url);
}

static gboolean
is_skipped (Fixture *fixture)
{
  if (fixture->certificate == NULL)
    g_test_skip ("needs openssl to make a certificate");
  return fixture->certificate == NULL;
}

static gboolean
accept_cb (SoupMessage          *message,
           GTlsCertificate      *certificate,
           GTlsCertificateFlags  errors,
           Fixture              *fixture)
{
  return g_tls_certificate_is_same (certificate, fixture->certificate);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      place)
{
  g_autoptr (GError) error = NULL;

  *(GBytes **) place = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
expect (Fixture    *fixture,
        gsize       length,
        guint       status,
        const char *text)
{
  g_autoptr (SoupMessage) message = soup_message_new ("POST", fixture->url);
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (length), length);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (body);
  g_autoptr (GBytes) answer = NULL;

  /* Without a length: in chunks. */
  soup_message_set_request_body (message, "text/plain", stream, -1);
  g_signal_connect (message, "accept-certificate", G_CALLBACK (accept_cb), fixture);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL, keep_cb,
                                    &answer);
  while (answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (soup_message_get_status (message), ==, status);
  g_assert_cmpmem (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer), text, strlen (text));
}

static void
wait_until_empty (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC * tg_test_get_slowness ();

  while (tg_gate_get_size (fixture->gate) > 0 && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (5000);
  g_assert_cmpuint (tg_gate_get_size (fixture->gate), ==, 0);
}

static void
test_tls (Fixture       *fixture,
          gconstpointer  data)
{
  if (is_skipped (fixture))
    return;
  expect (fixture, LIMIT, 200, "ok");
  expect (fixture, LIMIT + 1, 413, "too large");
  expect (fixture, 100 * LIMIT, 413, "too large");
  wait_until_empty (fixture);
  g_assert_cmpuint (fixture->n_empty, >, 0);
}

/* Who says nothing, or does not speak TLS, has its place for a while only. */
static void
test_no_handshake (Fixture       *fixture,
                   gconstpointer  data)
{
  const char * const words[] = { "", "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", "\x16\x03\x01" };
  GSocketConnection *connections[G_N_ELEMENTS (words)];
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  if (is_skipped (fixture))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      connections[i] = g_socket_client_connect_to_host (client, "127.0.0.1",
                                                        (guint16) tg_gate_get_port (fixture->gate),
                                                        NULL, NULL);
      g_assert_nonnull (connections[i]);
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connections[i])),
                                 words[i], strlen (words[i]), NULL, NULL, NULL);
    }
  while (tg_gate_get_size (fixture->gate) == 0)
    g_main_context_iteration (NULL, TRUE);
  expect (fixture, 1, 200, "ok");
  wait_until_empty (fixture);
  g_assert_cmpuint (tg_gate_get_n_cut (fixture->gate), >=, 2);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_object_unref (connections[i]);
}

static void
test_closed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) late = NULL;
  guint16 port;

  if (is_skipped (fixture))
    return;
  port = (guint16) tg_gate_get_port (fixture->gate);
  tg_gate_close (fixture->gate);
  late = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);
  g_assert_null (late);
}

static void
add (const char *path,
     void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/practice/gate/tls", test_tls);
  add ("/practice/gate/no-handshake", test_no_handshake);
  add ("/practice/gate/closed", test_closed);
  return g_test_run ();
}
