/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include <signal.h>
#include <sys/resource.h>

#include "tg-db.h"
#include "tg-json.h"

/* Batches that arrive together share a transaction, and nothing else. */

#define N_POSTS 32

typedef struct
{
  char        *body;
  SoupMessage *message;
  GBytes      *answer;        /* NULL until it is there */
} Post;

typedef struct
{
  TgPracticeFixture *window;
  SoupSession       *session;
  Post               posts[N_POSTS];
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->window = tg_practice_fixture_new (1);
  fixture->session = soup_session_new_with_options ("max-conns", N_POSTS, "max-conns-per-host",
                                                    N_POSTS, NULL);
  for (guint i = 0; i < N_POSTS; i++)
    {
      g_autofree char *id = tg_practice_fixture_new_id (fixture->window);
      g_autofree char *item = tg_practice_fixture_item (id, id, "registration.goods", 0, "{}");

      fixture->posts[i].body = g_strdup_printf ("{\"submissions\":[%s]}", item);
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < N_POSTS; i++)
    {
      g_free (fixture->posts[i].body);
      g_clear_object (&fixture->posts[i].message);
      g_clear_pointer (&fixture->posts[i].answer, g_bytes_unref);
    }
  g_clear_object (&fixture->session);
  tg_practice_fixture_free (fixture->window);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Post *post = data;
  g_autoptr (GError) error = NULL;

  post->answer = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

/* All at once, and waits for all answers. */
static void
post_all (Fixture *fixture)
{
  g_autofree char *url = g_strconcat (tg_practice_server_get_url (fixture->window->server),
                                      "/v1/submissions", NULL);
  g_autofree char *value = g_strconcat ("Bearer ", fixture->window->token, NULL);

  for (guint i = 0; i < N_POSTS; i++)
    {
      Post *post = &fixture->posts[i];
      g_autoptr (GBytes) body = g_bytes_new (post->body, strlen (post->body));

      g_clear_object (&post->message);
      g_clear_pointer (&post->answer, g_bytes_unref);
      post->message = soup_message_new ("POST", url);
      soup_message_headers_replace (soup_message_get_request_headers (post->message),
                                    "Authorization", value);
      soup_message_set_request_body_from_bytes (post->message, "application/json", body);
      soup_session_send_and_read_async (fixture->session, post->message, G_PRIORITY_DEFAULT, NULL,
                                        answered_cb, post);
    }
  for (guint i = 0; i < N_POSTS; i++)
    while (fixture->posts[i].answer == NULL)
      g_main_context_iteration (NULL, TRUE);
}

static gboolean
says (Post       *post,
      const char *text)
{
  return g_strstr_len (g_bytes_get_data (post->answer, NULL),
                       (gssize) g_bytes_get_size (post->answer), text) != NULL;
}

static guint
get_status (Post *post)
{
  return soup_message_get_status (post->message);
}

static void
assert_all (Fixture    *fixture,
            guint       status,
            const char *text)
{
  for (guint i = 0; i < N_POSTS; i++)
    {
      g_assert_cmpuint (get_status (&fixture->posts[i]), ==, status);
      g_assert_true (says (&fixture->posts[i], text));
    }
}

static gint64
get_metric (Fixture    *fixture,
            const char *name)
{
  g_autoptr (TgPracticeAnswer) answer =
    tg_practice_fixture_request (fixture->window, "GET", "/metrics", NULL, NULL);
  g_autofree char *line = g_strdup_printf ("\n%s ", name);
  const char *found = strstr (answer->text, line);

  g_assert_nonnull (found);
  return g_ascii_strtoll (found + strlen (line), NULL, 10);
}

static void
test_together (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (JsonArray) events = NULL;
  gint64 groups;

  post_all (fixture);
  assert_all (fixture, 200, "\"outcome\":\"received\"");
  groups = get_metric (fixture, "tongguan_submission_commits_total");
  g_test_message ("%" G_GINT64_FORMAT " transactions", groups);
  g_assert_cmpint (get_metric (fixture, "tongguan_submission_batches_total"), ==, N_POSTS);
  g_assert_cmpint (groups, <=, N_POSTS / 2);
  events = tg_practice_fixture_events (fixture->window, 0);
  g_assert_cmpuint (json_array_get_length (events), ==, N_POSTS);

  post_all (fixture);
  assert_all (fixture, 200, "\"duplicate\":true");
}

/* The same one from several places has its effect once. */
static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  guint n_first = 0;

  for (guint i = 1; i < N_POSTS; i++)
    {
      g_free (fixture->posts[i].body);
      fixture->posts[i].body = g_strdup (fixture->posts[0].body);
    }
  post_all (fixture);
  assert_all (fixture, 200, "\"outcome\":\"received\"");
  for (guint i = 0; i < N_POSTS; i++)
    n_first += says (&fixture->posts[i], "\"duplicate\":false") ? 1 : 0;
  g_assert_cmpuint (n_first, ==, 1);
}

/* One that fails inside takes nothing from those beside it, and leaves nothing. */
static void
test_one_fails (Fixture       *fixture,
                gconstpointer  data)
{
  const TgDbOptions options = { .path = fixture->window->database };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) beside = tg_db_open (&options, &error);

  g_assert_no_error (error);
  tg_db_exec (beside,
              "CREATE TRIGGER no BEFORE INSERT ON event"
              " WHEN new.filing = '0190a06c-0000-7000-8000-000000000005'"
              " BEGIN SELECT RAISE (ABORT, 'not this one'); END", &error);
  g_assert_no_error (error);
  post_all (fixture);
  for (guint i = 0; i < N_POSTS; i++)
    g_assert_cmpuint (get_status (&fixture->posts[i]), ==, i == 4 ? 500 : 200);

  tg_db_exec (beside, "DROP TRIGGER no", &error);
  g_assert_no_error (error);
  post_all (fixture);
  for (guint i = 0; i < N_POSTS; i++)
    g_assert_true (says (&fixture->posts[i],
                         i == 4 ? "\"duplicate\":false" : "\"duplicate\":true"));
}

/* What cannot be put on the disk is not acknowledged. */
static void
test_full_disk (Fixture       *fixture,
                gconstpointer  data)
{
  struct rlimit usual, none;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &usual), ==, 0);
  none = usual;
  none.rlim_cur = 0;
  setrlimit (RLIMIT_FSIZE, &none);
  post_all (fixture);
  setrlimit (RLIMIT_FSIZE, &usual);
  for (guint i = 0; i < N_POSTS; i++)
    g_assert_cmpuint (get_status (&fixture->posts[i]), >=, 500);
  post_all (fixture);
  assert_all (fixture, 200, "\"duplicate\":false");
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
  add ("/practice/intake/together", test_together);
  add ("/practice/intake/same", test_same);
  add ("/practice/intake/one-fails", test_one_fails);
  add ("/practice/intake/full-disk", test_full_disk);
  return g_test_run ();
}
