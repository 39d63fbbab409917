/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>

#include "tg-json.h"
#include "tg-practice-fixture.h"
#include "tg-practice-program.h"

/* The program itself, killed without warning while it takes filings and while its agencies
 * work. What it had answered is there, and each filing comes to its end once. */

#define MAX_ROUNDS 12
#define MIN_ROUNDS 3

/* Each round starts the program, which is what takes its time where everything is slow. */
static guint
get_rounds (void)
{
  return MAX (MAX_ROUNDS / tg_test_get_slowness (), MIN_ROUNDS);
}

static void
send_filing (TgPracticeProgram *window,
             guint              number)
{
  g_autofree char *body = tg_practice_program_batch (number);
  g_autoptr (JsonNode) node =
    tg_practice_program_request (window, "/v1/submissions", window->token, "application/json",
                                 body);
  JsonArray *results = tg_json_get_array (json_node_get_object (node), "results");

  g_assert_cmpstr (tg_json_get_string (json_array_get_object_element (results, 0), "outcome", ""),
                   ==, "received");
}

/* Waits until every filing has come to its end, and gives the whole feed. */
static JsonNode *
wait_for_end (TgPracticeProgram *window)
{
  for (guint i = 0; i < 300 * tg_test_get_slowness (); i++)
    {
      g_autoptr (JsonNode) node =
        tg_practice_program_request (window, "/v1/events?limit=1000", window->token, NULL, NULL);
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
  TgPracticeProgram window;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *events;

  tg_practice_program_init (&window, folder);
  for (guint i = 0; i < get_rounds (); i++)
    {
      tg_practice_program_start (&window);
      send_filing (&window, i + 1);
      g_usleep (tg_chance_below (chance, 200) * 1000);
      tg_practice_program_end (&window, SIGKILL);
    }
  tg_practice_program_start (&window);
  node = wait_for_end (&window);
  events = tg_json_get_array (json_node_get_object (node), "events");
  g_assert_cmpuint (json_array_get_length (events), ==, 4 * get_rounds ());
  for (guint i = 0; i < get_rounds (); i++)
    {
      g_autofree char *filing = g_strdup_printf ("0190a06c-0000-7000-8000-%012x", i + 1);
      g_autofree char *codes = tg_practice_fixture_codes (events, filing);

      g_assert_cmpstr (codes, ==, "00 01 03");
    }
  tg_practice_program_end (&window, SIGTERM);
  tg_practice_program_clear (&window);
  tg_test_remove_folder (folder);
}

/* Many at once, killed in their midst: what was acknowledged is there. */

#define N_POSTS 64
#define N_ENOUGH 16

typedef struct
{
  guint    *n_answered;
  guint    *n_over;
  guint     number;
  gboolean  is_acknowledged;
} Post;

static void
posted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Post *post = data;
  g_autoptr (GBytes) answer =
    soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  (*post->n_over)++;
  if (answer == NULL ||
      g_strstr_len (g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer),
                    "\"received\"") == NULL)
    return;
  post->is_acknowledged = TRUE;
  (*post->n_answered)++;
}

static void
post (TgPracticeProgram *window,
      SoupSession       *session,
      Post              *post)
{
  g_autofree char *url = g_strconcat (window->url, "/v1/submissions", NULL);
  g_autofree char *body = tg_practice_program_batch (post->number);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                window->token);
  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, posted_cb, post);
}

static void
assert_kept (TgPracticeProgram *window,
             guint              number)
{
  g_autofree char *body = tg_practice_program_batch (number);
  g_autoptr (JsonNode) node =
    tg_practice_program_request (window, "/v1/submissions", window->token, "application/json",
                                 body);
  JsonArray *results = tg_json_get_array (json_node_get_object (node), "results");

  g_assert_true (tg_json_get_boolean (json_array_get_object_element (results, 0), "duplicate",
                                      FALSE));
}

static void
test_together (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autoptr (SoupSession) session = soup_session_new_with_options ("max-conns", 32,
                                                                   "max-conns-per-host", 32, NULL);
  TgPracticeProgram window;
  Post posts[N_POSTS];
  guint n_answered = 0, n_over = 0;

  tg_practice_program_init (&window, folder);
  tg_practice_program_start (&window);
  for (guint i = 0; i < N_POSTS; i++)
    {
      posts[i] = (Post) { &n_answered, &n_over, i + 1, FALSE };
      post (&window, session, &posts[i]);
    }
  while (n_answered < N_ENOUGH)
    g_main_context_iteration (NULL, TRUE);
  tg_practice_program_end (&window, SIGKILL);
  while (n_over < N_POSTS)
    g_main_context_iteration (NULL, TRUE);
  g_test_message ("%u of %u were acknowledged", n_answered, N_POSTS);

  tg_practice_program_start (&window);
  for (guint i = 0; i < N_POSTS; i++)
    if (posts[i].is_acknowledged)
      assert_kept (&window, posts[i].number);
  tg_practice_program_end (&window, SIGTERM);
  tg_practice_program_clear (&window);
  tg_test_remove_folder (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/killed/killed", test_killed);
  g_test_add_func ("/practice/killed/together", test_together);
  return g_test_run ();
}
