/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include "tg-json.h"
#include "tg-practice-fixture.h"

/* The program itself, killed without warning while it takes filings and while its agencies
 * work. What it had answered is there, and each filing comes to its end once. */

#define ENTERPRISE "91410100MA0000015B"
#define MAX_ROUNDS 12
#define MIN_ROUNDS 3

typedef struct
{
  char        *database;
  GSubprocess *process;
  SoupSession *session;
  char        *url;
  char        *token;
} Window;

/* Each round starts the program, which is what takes its time where everything is slow. */
static guint
get_rounds (void)
{
  return MAX (MAX_ROUNDS / tg_test_get_slowness (), MIN_ROUNDS);
}

static JsonNode *
request (Window     *window,
         const char *path,
         const char *header,
         const char *type,
         const char *body)
{
  g_autofree char *url = g_strconcat (window->url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (body != NULL ? "POST" : "GET", url);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                header);
  if (body != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, type, bytes);
    }
  answer = soup_session_send_and_read (window->session, message, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (soup_message_get_status (message), ==, 200);
  return tg_json_parse (g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer), NULL,
                        NULL);
}

static void
log_in (Window *window)
{
  g_autoptr (JsonNode) node = request (window, "/oauth/token", "Basic cHVwaWw6c2VjcmV0",
                                       "application/x-www-form-urlencoded",
                                       "grant_type=client_credentials");
  const char *token = tg_json_get_string (json_node_get_object (node), "access_token", "");

  g_free (window->token);
  window->token = g_strconcat ("Bearer ", token, NULL);
}

static void
start (Window *window)
{
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "programs", "tongguan-practice", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  window->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--db",
                                      window->database, "--account", "pupil:secret",
                                      "--enterprise", ENTERPRISE, "--speed", "20", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (window->process));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "listening on http://127.0.0.1:"));
  g_free (window->url);
  window->url = g_strdup (line + strlen ("listening on "));
  log_in (window);
}

static void
end (Window *window,
     int     signal)
{
  g_subprocess_send_signal (window->process, signal);
  g_subprocess_wait (window->process, NULL, NULL);
  g_clear_object (&window->process);
}

static void
send_filing (Window *window,
             guint   number)
{
  g_autofree char *id = g_strdup_printf ("0190a06c-0000-7000-8000-%012x", number);
  g_autofree char *item = tg_practice_fixture_item (id, id, "registration.goods", 0, "{}");
  g_autofree char *body = g_strdup_printf ("{\"submissions\":[%s]}", item);
  g_autoptr (JsonNode) node = request (window, "/v1/submissions", window->token,
                                       "application/json", body);
  JsonArray *results = tg_json_get_array (json_node_get_object (node), "results");

  g_assert_cmpstr (tg_json_get_string (json_array_get_object_element (results, 0), "outcome", ""),
                   ==, "received");
}

/* Waits until every filing has come to its end, and gives the whole feed. */
static JsonNode *
wait_for_end (Window *window)
{
  for (guint i = 0; i < 300 * tg_test_get_slowness (); i++)
    {
      g_autoptr (JsonNode) node = request (window, "/v1/events?limit=1000", window->token, NULL,
                                           NULL);
      JsonArray *events = tg_json_get_array (json_node_get_object (node), "events");

      /* filing, 00, 01, 03 */
      if (json_array_get_length (events) >= 4 * get_rounds ())
        return g_steal_pointer (&node);
      g_usleep (100 * 1000);
    }
  g_assert_not_reached ();
}

static void
test_killed (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autoptr (TgChance) chance = tg_test_new_chance ();
  Window window = { .session = soup_session_new () };
  g_autoptr (JsonNode) node = NULL;
  JsonArray *events;

  window.database = g_build_filename (folder, "practice.db", NULL);
  for (guint i = 0; i < get_rounds (); i++)
    {
      start (&window);
      send_filing (&window, i + 1);
      g_usleep (tg_chance_below (chance, 200) * 1000);
      end (&window, SIGKILL);
    }
  start (&window);
  node = wait_for_end (&window);
  events = tg_json_get_array (json_node_get_object (node), "events");
  g_assert_cmpuint (json_array_get_length (events), ==, 4 * get_rounds ());
  for (guint i = 0; i < get_rounds (); i++)
    {
      g_autofree char *filing = g_strdup_printf ("0190a06c-0000-7000-8000-%012x", i + 1);
      g_autofree char *codes = tg_practice_fixture_codes (events, filing);

      g_assert_cmpstr (codes, ==, "00 01 03");
    }
  end (&window, SIGTERM);
  g_object_unref (window.session);
  g_free (window.database);
  g_free (window.url);
  g_free (window.token);
  tg_test_remove_folder (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/killed/killed", test_killed);
  return g_test_run ();
}
