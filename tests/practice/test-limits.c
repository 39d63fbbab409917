/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-json.h"
#include "tg-secret-guard.h"

/* What the window bounds, so that nobody takes it from the others. */

static void
assert_problem (TgPracticeAnswer *answer,
                guint             status,
                const char       *code)
{
  g_autofree char *type = g_strconcat ("urn:single-window:problem:", code, NULL);

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (answer->type, ==, "application/problem+json");
  g_assert_nonnull (answer->epoch);
  g_assert_cmpstr (tg_json_get_string (tg_practice_answer_get (answer), "type", ""), ==, type);
}

static TgPracticeAnswer *
ask (TgPracticeFixture *fixture,
     const char        *token)
{
  return tg_practice_fixture_request (fixture, "GET", "/v1/events", token, NULL);
}

static void
test_rate (void)
{
  const TgRate rate = { .burst = 3, .rate = 1 };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *other = tg_practice_fixture_log_in (fixture, "other", "secret: of+it%");
  g_autoptr (TgPracticeAnswer) limited = NULL;
  g_autoptr (TgPracticeAnswer) theirs = NULL;
  g_autoptr (TgPracticeAnswer) found = NULL;
  g_autoptr (TgPracticeAnswer) later = NULL;

  fixture->rate = &rate;
  tg_practice_fixture_restart (fixture);
  for (guint i = 0; i < rate.burst; i++)
    {
      g_autoptr (TgPracticeAnswer) answer = ask (fixture, fixture->token);

      g_assert_cmpuint (answer->status, ==, 200);
    }
  limited = ask (fixture, fixture->token);
  assert_problem (limited, 429, "rate-limited");
  g_assert_cmpstr (tg_practice_answer_header (limited, "retry-after"), ==, "1");

  theirs = ask (fixture, other);
  g_assert_cmpuint (theirs->status, ==, 200);
  found = tg_practice_fixture_request (fixture, "GET", "/.well-known/single-window",
                                       fixture->token, NULL);
  g_assert_cmpuint (found->status, ==, 200);
  tg_test_clock_advance (fixture->clock, G_USEC_PER_SEC);
  later = ask (fixture, fixture->token);
  g_assert_cmpuint (later->status, ==, 200);
}

/* A submission that is turned away at the door had no effect and may come again. */
static void
test_rate_of_submissions (void)
{
  const TgRate rate = { .burst = 1, .rate = 1 };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, id, "registration.goods", 0, "{}");
  g_autofree char *body = g_strdup_printf ("{\"submissions\":[%s]}", item);
  g_autoptr (TgPracticeAnswer) first = NULL;
  g_autoptr (TgPracticeAnswer) limited = NULL;
  g_autoptr (JsonObject) result = NULL;

  fixture->rate = &rate;
  tg_practice_fixture_restart (fixture);
  first = ask (fixture, fixture->token);
  limited = tg_practice_fixture_request (fixture, "POST", "/v1/submissions", fixture->token, body);
  assert_problem (limited, 429, "rate-limited");
  tg_test_clock_advance (fixture->clock, G_USEC_PER_SEC);
  result = tg_practice_fixture_send (fixture, item);
  g_assert_false (tg_json_get_boolean (result, "duplicate", TRUE));
}

/* Secrets */

static void
assert_refused (TgPracticeFixture *fixture,
                const char        *account,
                const char        *secret,
                guint              status,
                const char        *wait)
{
  g_autoptr (TgPracticeAnswer) answer = tg_practice_fixture_try_secret (fixture, account, secret);

  g_test_message ("%s, %s", account, secret);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (answer->type, ==, "application/json");
  g_assert_cmpstr (tg_json_get_string (tg_practice_answer_get (answer), "error", ""), ==,
                   "invalid_client");
  g_assert_cmpstr (tg_practice_answer_header (answer, "retry-after"), ==, wait);
}

/* The same is said of an account that there is and of one that there is not, and while it is shut
 * of the right secret and of a wrong one. */
static void
test_secrets (void)
{
  const char * const accounts[] = { "sample", "nobody" };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autoptr (TgPracticeAnswer) running = NULL;
  g_autoptr (TgPracticeAnswer) metrics = NULL;
  g_autofree char *other = NULL;
  g_autofree char *late = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      for (guint n = 0; n < TG_SECRET_TRIES; n++)
        assert_refused (fixture, accounts[i], "guess", 401, NULL);
      assert_refused (fixture, accounts[i], "guess", 429, "60");
      tg_test_clock_advance (fixture->clock, 20 * G_USEC_PER_SEC);
      assert_refused (fixture, accounts[i], "secret: of+it%", 429, "40");
    }
  other = tg_practice_fixture_log_in (fixture, "other", "secret: of+it%");
  g_assert_nonnull (other);
  running = ask (fixture, fixture->token);     /* who is in stays in */
  g_assert_cmpuint (running->status, ==, 200);

  tg_test_clock_advance (fixture->clock, 60 * G_USEC_PER_SEC);
  assert_refused (fixture, "sample", "guess", 401, NULL);
  assert_refused (fixture, "sample", "guess", 429, "120");
  tg_test_clock_advance (fixture->clock, 120 * G_USEC_PER_SEC);
  late = tg_practice_fixture_log_in (fixture, "sample", "secret: of+it%");
  g_assert_nonnull (late);
  for (guint n = 0; n < TG_SECRET_TRIES; n++)
    assert_refused (fixture, "sample", "guess", 401, NULL);
  metrics = tg_practice_fixture_request (fixture, "GET", "/metrics", NULL, NULL);
  g_assert_nonnull (strstr (metrics->text, "_secret_refusals_total{reason=\"wrong\"} 16\n"));
  g_assert_nonnull (strstr (metrics->text, "_secret_refusals_total{reason=\"shut\"} 5\n"));
}

/* Bodies */

static char *
make_path (const char *path)
{
  g_autofree char *digest = g_strnfill (64, 'a');

  return g_str_has_suffix (path, "/") ? g_strconcat (path, digest, NULL) : g_strdup (path);
}

static const struct
{
  const char *method;
  const char *path;
  gsize       most;
} bodies[] = {
  { "POST", "/v1/submissions", 8 * 1024 * 1024 },
  { "PUT", "/v1/attachments/", 1024 * 1024 },
  { "PUT", "/v1/drafts/0190a06c-0000-7000-8000-000000000001", 8 * 1024 * 1024 },
  { "GET", "/v1/enquiries/product", 16 * 1024 },
  { "GET", "/v1/events", 16 * 1024 },
  { "GET", "/v1/filings", 16 * 1024 },
  { "POST", "/classroom/advance", 16 * 1024 },
};

/* The largest that is taken is taken, one byte more is not; and the answer says how much is. */
static void
test_bodies (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    for (guint more = 0; more < 2; more++)
      {
        g_autofree char *path = make_path (bodies[i].path);
        g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (bodies[i].most + more),
                                                    bodies[i].most + more);
        const TgPracticeRequest request = {
          bodies[i].method, path, fixture->token, body, "application/json", NULL
        };
        g_autoptr (TgPracticeAnswer) answer = tg_practice_fixture_ask (fixture, &request);
        g_autofree char *number = g_strdup_printf (" %" G_GSIZE_FORMAT " ", bodies[i].most);

        g_test_message ("%s %s and %u", bodies[i].method, path, more);
        if (more == 0)
          {
            g_assert_cmpuint (answer->status, !=, 413);
            continue;
          }
        assert_problem (answer, 413, "too-large");
        g_assert_nonnull (strstr (tg_json_get_string (tg_practice_answer_get (answer), "detail",
                                                      ""), number));
      }
}

/* A client that does as it likes, on a thread of its own. */
typedef struct
{
  guint16     port;
  const char *head;
  const char *piece;          /* nullable: sent again and again */
  guint       pause;          /* ms between two */
  gsize       at_most;        /* of pieces, in bytes */
  gsize       sent;
  GString    *answer;
  gint64      took;           /* ms until the window closed */
  GThread    *thread;
  gboolean    is_over;        /* atomic */
} Rude;

static gboolean
has_answer (GSocket *socket,
            Rude    *rude)
{
  char buffer[4096];
  gssize length;

  if (g_socket_condition_check (socket, G_IO_IN) == 0)
    return FALSE;
  length = g_socket_receive (socket, buffer, sizeof buffer, NULL, NULL);
  if (length > 0)
    g_string_append_len (rude->answer, buffer, length);
  return length <= 0;
}

static gpointer
be_rude (gpointer data)
{
  Rude *rude = data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", rude->port, NULL, NULL);
  GSocket *socket = g_socket_connection_get_socket (connection);
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  gint64 start = g_get_monotonic_time ();
  gboolean is_open = TRUE;

  g_socket_set_timeout (socket, 30);
  g_output_stream_write_all (out, rude->head, strlen (rude->head), NULL, NULL, NULL);
  while (is_open && rude->piece != NULL && rude->sent < rude->at_most)
    {
      gsize n = 0;

      is_open = g_output_stream_write_all (out, rude->piece, strlen (rude->piece), &n, NULL,
                                           NULL) && !has_answer (socket, rude);
      rude->sent += n;
      if (rude->pause > 0)
        g_usleep (rude->pause * 1000);
    }
  while (is_open && g_socket_condition_wait (socket, G_IO_IN, NULL, NULL))
    is_open = !has_answer (socket, rude);
  rude->took = (g_get_monotonic_time () - start) / 1000;
  g_atomic_int_set (&rude->is_over, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

static void
begin_rude (TgPracticeFixture *fixture,
            Rude              *rude)
{
  const char *url = tg_practice_server_get_url (fixture->server);

  rude->port = (guint16) g_ascii_strtoull (strrchr (url, ':') + 1, NULL, 10);
  rude->answer = g_string_new (NULL);
  rude->thread = g_thread_new ("rude", be_rude, rude);
}

static void
end_rude (Rude *rude)
{
  while (!g_atomic_int_get (&rude->is_over))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (rude->thread);
}

static void
run_rude (TgPracticeFixture *fixture,
          Rude              *rude)
{
  begin_rude (fixture, rude);
  end_rude (rude);
}

static char *
make_head (TgPracticeFixture *fixture,
           const char        *more)
{
  return g_strdup_printf ("POST /v1/submissions HTTP/1.1\r\nHost: localhost\r\n"
                          "Authorization: Bearer %s\r\nContent-Type: application/json\r\n%s",
                          fixture->token, more);
}

/* One that never ends gets its answer while it is still sent, and is cut. */
static void
test_endless (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *chunked = make_head (fixture, "Transfer-Encoding: chunked\r\n\r\n");
  g_autofree char *declared = make_head (fixture, "Content-Length: 9999999999\r\n\r\n");
  g_autofree char *content = g_strnfill (65536, ' ');
  g_autofree char *chunk = g_strdup_printf ("10000\r\n%s\r\n", content);
  Rude rudes[] = {
    { .head = chunked, .piece = chunk, .at_most = 512 * 1024 * 1024 },
    { .head = declared, .piece = content, .at_most = 512 * 1024 * 1024 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rudes); i++)
    {
      g_autoptr (TgPracticeAnswer) after = NULL;

      run_rude (fixture, &rudes[i]);
      g_test_message ("%" G_GSIZE_FORMAT " bytes in %" G_GINT64_FORMAT " ms", rudes[i].sent,
                      rudes[i].took);
      g_assert_true (g_str_has_prefix (rudes[i].answer->str, "HTTP/1.1 413 "));
      g_assert_nonnull (strstr (rudes[i].answer->str, "Single-Window-Epoch: "));
      g_assert_nonnull (strstr (rudes[i].answer->str, "no more than 8388608 bytes"));
      g_assert_cmpuint (rudes[i].sent, <, 64 * 1024 * 1024);
      g_string_free (rudes[i].answer, TRUE);
      after = ask (fixture, fixture->token);
      g_assert_cmpuint (after->status, ==, 200);
    }
}

/* A length that is not clear is nothing to go by, though the batch would be in order. */

#define BATCH "{\"submissions\":[]}"

static void
test_lengths (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  const char * const heads[] = {
    "Content-Length: 18\r\nTransfer-Encoding: chunked\r\n\r\n12\r\n" BATCH "\r\n0\r\n\r\n",
    "Content-Length: 18\r\nContent-Length: 19\r\n\r\n" BATCH " ",
    "Content-Length: abc\r\n\r\n" BATCH,
    "Content-Length: 18x\r\n\r\n" BATCH,
  };
  g_autoptr (TgPracticeAnswer) clear =
    tg_practice_fixture_request (fixture, "POST", "/v1/submissions", fixture->token, BATCH);

  g_assert_cmpuint (clear->status, ==, 200);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autofree char *head = make_head (fixture, heads[i]);
      Rude rude = { .head = head };

      g_test_message ("%s", heads[i]);
      run_rude (fixture, &rude);
      g_assert_true (g_str_has_prefix (rude.answer->str, "HTTP/1.1 400 "));
      g_string_free (rude.answer, TRUE);
    }
}

/* A body shorter than its length, or one that is dripped, or none at all. */
static void
test_slow (void)
{
  const TgGateBounds bounds = { .connections = 100, .head_seconds = 1, .idle_seconds = 1,
                                .total_seconds = 2, .held_bytes = 1024 * 1024 };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *head = make_head (fixture, "");
  g_autofree char *longer = make_head (fixture, "Content-Length: 1000\r\n\r\n{");
  Rude rudes[] = {
    { .head = "" },
    { .head = "GET /v1/events HTTP/1.1\r\n", .piece = "X: y\r\n", .pause = 100, .at_most = 9999 },
    { .head = head },
    { .head = longer },
    { .head = longer, .piece = " ", .pause = 100, .at_most = 900 },
  };
  g_autoptr (TgPracticeAnswer) after = NULL;

  fixture->bounds = &bounds;
  tg_practice_fixture_restart (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rudes); i++)
    begin_rude (fixture, &rudes[i]);
  for (guint i = 0; i < G_N_ELEMENTS (rudes); i++)
    {
      end_rude (&rudes[i]);
      g_test_message ("%u took %" G_GINT64_FORMAT " ms", i, rudes[i].took);
      g_assert_cmpint (rudes[i].took, >, 800);
      g_assert_cmpint (rudes[i].took, <, 6000 * (gint64) tg_test_get_slowness ());
      g_assert_false (g_str_has_prefix (rudes[i].answer->str, "HTTP/1.1 2"));
      g_string_free (rudes[i].answer, TRUE);
    }
  after = ask (fixture, fixture->token);
  g_assert_cmpuint (after->status, ==, 200);
}

static void
test_long_head (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *line = g_strnfill (1000, 'a');
  Rude rude = { .head = "GET /v1/events HTTP/1.1\r\nX: ", .piece = line,
                .at_most = 64 * 1024 * 1024 };
  g_autoptr (TgPracticeAnswer) after = NULL;

  run_rude (fixture, &rude);
  g_assert_cmpuint (rude.sent, <, 8 * 1024 * 1024);
  g_string_free (rude.answer, TRUE);
  after = ask (fixture, fixture->token);
  g_assert_cmpuint (after->status, ==, 200);
}

static gint64
count_connections (TgPracticeFixture *fixture)
{
  g_autoptr (TgPracticeAnswer) answer =
    tg_practice_fixture_request (fixture, "GET", "/metrics", NULL, NULL);
  const char *line = strstr (answer->text, "\ntongguan_connections ");

  g_assert_nonnull (line);
  return g_ascii_strtoll (strchr (line, ' '), NULL, 10);
}

/* More than there is room for wait until one ends; nobody is turned away. */
static void
test_connections (void)
{
  const TgGateBounds bounds = { .connections = 3, .head_seconds = 1, .idle_seconds = 1,
                                .total_seconds = 2, .held_bytes = 1024 * 1024 };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  Rude rudes[8] = { 0 };

  fixture->bounds = &bounds;
  tg_practice_fixture_restart (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (rudes); i++)
    {
      rudes[i].head = "";
      begin_rude (fixture, &rudes[i]);
    }
  g_assert_cmpint (count_connections (fixture), <=, 3);
  for (guint i = 0; i < G_N_ELEMENTS (rudes); i++)
    {
      end_rude (&rudes[i]);
      g_string_free (rudes[i].answer, TRUE);
    }
  g_assert_cmpint (count_connections (fixture), ==, 1);
}

static void
poll_over_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      n_over)
{
  g_autoptr (GBytes) answer =
    soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  (*(guint *) n_over)++;
}

/* Where only parked polls fill the room, the oldest makes way. */
static void
test_polls_make_way (void)
{
  const TgGateBounds bounds = { .connections = 2, .head_seconds = 20, .idle_seconds = 20,
                                .total_seconds = 20, .held_bytes = 1024 * 1024 };
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *value = g_strconcat ("Bearer ", fixture->token, NULL);
  g_autofree char *url = NULL;
  g_autoptr (SoupSession) session = soup_session_new ();
  guint n_over = 0;
  g_autoptr (TgPracticeAnswer) other = NULL;
  gint64 start = g_get_monotonic_time ();

  fixture->bounds = &bounds;
  tg_practice_fixture_restart (fixture);
  url = g_strconcat (tg_practice_server_get_url (fixture->server), "/v1/events?wait=50", NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (SoupMessage) message = soup_message_new ("GET", url);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    value);
      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, poll_over_cb,
                                        &n_over);
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  other = ask (fixture, fixture->token);
  g_assert_cmpuint (other->status, ==, 200);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 20 * G_USEC_PER_SEC);
  g_assert_cmpuint (n_over, ==, 1);
  tg_practice_server_stop (fixture->server);
  while (n_over < 2)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/limits/rate", test_rate);
  g_test_add_func ("/practice/limits/rate-of-submissions", test_rate_of_submissions);
  g_test_add_func ("/practice/limits/secrets", test_secrets);
  g_test_add_func ("/practice/limits/bodies", test_bodies);
  g_test_add_func ("/practice/limits/endless", test_endless);
  g_test_add_func ("/practice/limits/lengths", test_lengths);
  g_test_add_func ("/practice/limits/slow", test_slow);
  g_test_add_func ("/practice/limits/long-head", test_long_head);
  g_test_add_func ("/practice/limits/connections", test_connections);
  g_test_add_func ("/practice/limits/polls-make-way", test_polls_make_way);
  return g_test_run ();
}
