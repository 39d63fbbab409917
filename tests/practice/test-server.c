/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-json.h"

#define FORM "registration.goods"

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
  g_assert_cmpint (tg_json_get_int (tg_practice_answer_get (answer), "status", 0), ==, status);
}

static const char *
get_problem (JsonObject *result)
{
  g_assert_cmpstr (tg_json_get_string (result, "outcome", ""), ==, "refused");
  g_assert_false (json_object_has_member (result, "revision"));
  return tg_json_get_string (tg_json_get_object (result, "problem"), "type", "") +
         strlen ("urn:single-window:problem:");
}

static const char *
get_first_problem (TgPracticeAnswer *answer)
{
  JsonArray *results = tg_json_get_array (tg_practice_answer_get (answer), "results");

  return get_problem (json_array_get_object_element (results, 0));
}

static void
test_discovery (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autoptr (TgPracticeAnswer) anonymous =
    tg_practice_fixture_request (fixture, "GET", "/.well-known/single-window", NULL, NULL);
  JsonObject *object = tg_practice_answer_get (anonymous);

  g_assert_cmpuint (anonymous->status, ==, 200);
  g_assert_cmpstr (tg_json_get_string (object, "service", ""), ==, "single-window");
  g_assert_cmpstr (tg_json_get_string (object, "environment", ""), ==, "practice");
  g_assert_cmpstr (tg_json_get_string (object, "epoch", ""), ==, anonymous->epoch);
  g_assert_false (json_object_has_member (object, "history"));
}

static void
test_access (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autoptr (TgPracticeAnswer) without =
    tg_practice_fixture_request (fixture, "GET", "/v1/events", NULL, NULL);
  g_autoptr (TgPracticeAnswer) wrong =
    tg_practice_fixture_request (fixture, "GET", "/v1/events", "nonsense", NULL);
  g_autoptr (TgPracticeAnswer) late = NULL;
  g_autofree char *refused = tg_practice_fixture_log_in (fixture, "sample", "guess");
  g_autofree char *unknown = tg_practice_fixture_log_in (fixture, "nobody", "secret: of+it%");

  assert_problem (without, 401, "unauthorized");
  assert_problem (wrong, 401, "unauthorized");
  g_assert_null (refused);
  g_assert_null (unknown);

  tg_test_clock_advance (fixture->clock, G_GINT64_CONSTANT (3601) * G_USEC_PER_SEC);
  late = tg_practice_fixture_request (fixture, "GET", "/v1/events", fixture->token, NULL);
  assert_problem (late, 401, "unauthorized");
}

static void
test_places (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autoptr (TgPracticeAnswer) nothing =
    tg_practice_fixture_request (fixture, "GET", "/v1/nothing", fixture->token, NULL);
  g_autoptr (TgPracticeAnswer) method =
    tg_practice_fixture_request (fixture, "DELETE", "/v1/filings", fixture->token, NULL);
  g_autoptr (TgPracticeAnswer) number =
    tg_practice_fixture_request (fixture, "GET", "/v1/events?limit=many", fixture->token, NULL);
  g_autoptr (TgPracticeAnswer) cursor =
    tg_practice_fixture_request (fixture, "GET", "/v1/events?cursor=0190.5", fixture->token, NULL);

  assert_problem (nothing, 404, "not-found");
  assert_problem (method, 405, "method-not-allowed");
  assert_problem (number, 400, "invalid");
  assert_problem (cursor, 410, "cursor-expired");
}

static void
test_idempotent (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *filing = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, filing, FORM, 0, "{\"name\":\"a\"}");
  g_autofree char *other = tg_practice_fixture_item (id, filing, FORM, 0, "{\"name\":\"b\"}");
  g_autoptr (JsonObject) first = tg_practice_fixture_send (fixture, item);
  g_autoptr (JsonObject) again = NULL;
  g_autoptr (JsonObject) reused = NULL;
  g_autoptr (JsonArray) events = tg_practice_fixture_events (fixture, 1);
  g_autoptr (JsonArray) later = NULL;

  g_assert_cmpstr (tg_json_get_string (first, "outcome", ""), ==, "received");
  g_assert_cmpint (tg_json_get_int (first, "revision", 0), ==, 1);
  g_assert_false (tg_json_get_boolean (first, "duplicate", TRUE));

  tg_practice_fixture_restart (fixture);
  again = tg_practice_fixture_send (fixture, item);
  g_assert_true (tg_json_get_boolean (again, "duplicate", FALSE));
  g_assert_cmpstr (tg_json_get_string (again, "reference", "x"), ==,
                   tg_json_get_string (first, "reference", "y"));
  reused = tg_practice_fixture_send (fixture, other);
  g_assert_cmpstr (get_problem (reused), ==, "id-reused");

  later = tg_practice_fixture_events (fixture, 1);
  g_assert_cmpuint (json_array_get_length (later), ==, json_array_get_length (events));
}

static void
test_revisions (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *filing = tg_practice_fixture_new_id (fixture);
  const struct
  {
    gint64      base_revision;
    const char *document;
    const char *problem;       /* NULL: received */
  } steps[] = {
    { 1, "{\"name\":\"a\"}", "not-found" },
    { 0, "{\"name\":\"b\"}", NULL },
    { 0, "{\"name\":\"c\"}", "revision-conflict" },
    { 1, "{\"name\":\"d\"}", NULL },
    { 1, "{\"name\":\"e\"}", "revision-conflict" },
    { 2, "{\"name\":\"f\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *id = tg_practice_fixture_new_id (fixture);
      g_autofree char *item = tg_practice_fixture_item (id, filing, FORM, steps[i].base_revision,
                                                        steps[i].document);
      g_autoptr (JsonObject) result = tg_practice_fixture_send (fixture, item);
      g_autoptr (JsonObject) again = tg_practice_fixture_send (fixture, item);

      if (steps[i].problem != NULL)
        g_assert_cmpstr (get_problem (result), ==, steps[i].problem);
      else
        g_assert_cmpint (tg_json_get_int (result, "revision", 0), ==, steps[i].base_revision + 1);
      g_assert_true (tg_json_get_boolean (again, "duplicate", FALSE));
      if (i == 4)
        {
          JsonObject *current = tg_json_get_object (tg_json_get_object (result, "problem"),
                                                    "current");

          g_assert_cmpint (tg_json_get_int (current, "revision", 0), ==, 2);
          g_assert_cmpstr (tg_json_get_string (tg_json_get_object (current, "document"), "name",
                                               ""), ==, "d");
        }
    }
}

static void
test_isolation (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autofree char *filing = tg_practice_fixture_new_id (fixture);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, filing, FORM, 0, "{\"name\":\"a\"}");
  g_autofree char *body = g_strdup_printf ("{\"submissions\":[%s]}", item);
  g_autofree char *token = tg_practice_fixture_log_in (fixture, "other", "secret: of+it%");
  g_autoptr (JsonObject) mine = tg_practice_fixture_send (fixture, item);
  g_autoptr (JsonArray) events = tg_practice_fixture_events (fixture, 1);
  g_autoptr (TgPracticeAnswer) theirs =
    tg_practice_fixture_request (fixture, "POST", "/v1/submissions", token, body);
  g_autoptr (TgPracticeAnswer) feed =
    tg_practice_fixture_request (fixture, "GET", "/v1/events", token, NULL);
  g_autoptr (TgPracticeAnswer) list =
    tg_practice_fixture_request (fixture, "GET", "/v1/filings", token, NULL);

  g_assert_cmpstr (get_first_problem (theirs), ==,
                   "not-found");
  g_assert_cmpuint (json_array_get_length (events), >, 0);
  g_assert_cmpuint (json_array_get_length (
                      tg_json_get_array (tg_practice_answer_get (feed), "events")), ==, 0);
  g_assert_cmpuint (json_array_get_length (
                      tg_json_get_array (tg_practice_answer_get (list), "filings")), ==, 0);
}

static void
test_hostile (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *deep = g_strnfill (200, '[');
  g_autofree char *huge = g_strnfill (9 * 1024 * 1024, ' ');
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, id, FORM, 0, "{\"name\":\"a\"}");
  g_autofree char *twice = g_strdup_printf ("{\"submissions\":[%s,%s]}", item, item);
  g_autofree char *spoilt = NULL;
  g_autoptr (TgPracticeAnswer) doubled = NULL;
  g_autoptr (TgPracticeAnswer) mismatch = NULL;
  JsonArray *results;
  const struct
  {
    const char *body;
    guint       status;
    const char *code;
  } bodies[] = {
    { "", 415, "unsupported-media-type" },
    { "<html>", 400, "invalid" },
    { "{\"submissions\":{}}", 400, "invalid" },
    { "{\"submissions\":[1]}", 400, "invalid" },
    { "{\"submissions\":[{\"id\":\"x\"}]}", 400, "invalid" },
    { "{\"submissions\":[],\"submissions\":[]}", 400, "invalid" },
    { deep, 400, "invalid" },
    { huge, 413, "too-large" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (TgPracticeAnswer) answer =
        tg_practice_fixture_request (fixture, "POST", "/v1/submissions", fixture->token,
                                     *bodies[i].body != '\0' ? bodies[i].body : NULL);

      g_test_message ("body %u", i);
      assert_problem (answer, bodies[i].status, bodies[i].code);
    }

  doubled = tg_practice_fixture_request (fixture, "POST", "/v1/submissions", fixture->token, twice);
  results = tg_json_get_array (tg_practice_answer_get (doubled), "results");
  g_assert_cmpuint (json_array_get_length (results), ==, 2);
  g_assert_false (tg_json_get_boolean (json_array_get_object_element (results, 0), "duplicate",
                                       TRUE));
  g_assert_true (tg_json_get_boolean (json_array_get_object_element (results, 1), "duplicate",
                                      FALSE));

  g_free (id);
  id = tg_practice_fixture_new_id (fixture);
  g_free (item);
  item = tg_practice_fixture_item (id, id, FORM, 0, "{\"name\":\"a\"}");
  spoilt = g_strdup_printf ("{\"submissions\":[%s]}", item);
  strstr (spoilt, "\"a\"")[1] = 'z';
  mismatch = tg_practice_fixture_request (fixture, "POST", "/v1/submissions", fixture->token,
                                          spoilt);
  g_assert_cmpstr (get_first_problem (mismatch), ==,
                   "invalid");
}

static void
test_listing (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autoptr (JsonArray) events = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *path = g_strdup ("/v1/filings?limit=2");
  g_autofree char *feed = NULL;
  gboolean more = TRUE;

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *id = tg_practice_fixture_new_id (fixture);
      g_autofree char *item = tg_practice_fixture_item (id, id, FORM, 0, "{\"name\":\"a\"}");
      g_autoptr (JsonObject) result = tg_practice_fixture_send (fixture, item);
    }
  events = tg_practice_fixture_events (fixture, 1);
  while (more)
    {
      g_autoptr (TgPracticeAnswer) answer =
        tg_practice_fixture_request (fixture, "GET", path, fixture->token, NULL);
      JsonObject *page = tg_practice_answer_get (answer);
      JsonArray *filings = tg_json_get_array (page, "filings");

      g_assert_true ((feed == NULL) == json_object_has_member (page, "feed"));
      if (feed == NULL)
        feed = g_strdup (tg_json_get_string (page, "feed", NULL));
      for (guint i = 0; i < json_array_get_length (filings); i++)
        {
          JsonObject *filing = json_array_get_object_element (filings, i);

          g_hash_table_add (seen, g_strdup (tg_json_get_string (filing, "filing", "")));
          g_assert_cmpstr (tg_json_get_string (filing, "status", ""), ==, "accepted");
          g_assert_cmpuint (json_array_get_length (tg_json_get_array (filing, "receipts")), ==, 3);
          g_assert_cmpuint (json_array_get_length (tg_json_get_array (filing, "submissions")), ==,
                            1);
        }
      more = tg_json_get_boolean (page, "more", FALSE);
      g_free (path);
      path = g_strdup_printf ("/v1/filings?limit=2&cursor=%s",
                              tg_json_get_string (page, "cursor", ""));
    }
  g_assert_cmpuint (g_hash_table_size (seen), ==, 5);
  g_free (path);
  path = g_strdup_printf ("/v1/events?cursor=%s", feed);
  {
    g_autoptr (TgPracticeAnswer) rest =
      tg_practice_fixture_request (fixture, "GET", path, fixture->token, NULL);

    g_assert_cmpuint (json_array_get_length (
                        tg_json_get_array (tg_practice_answer_get (rest), "events")), ==, 0);
  }
}

typedef struct
{
  TgPracticeFixture *fixture;
  const char        *item;
  GBytes            *body;
} Poll;

static void
poll_finish_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  Poll *poll = data;
  g_autoptr (GError) error = NULL;

  poll->body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
send_cb (gpointer data)
{
  Poll *poll = data;
  g_autoptr (JsonObject) result = NULL;

  g_assert_null (poll->body);
  result = tg_practice_fixture_send (poll->fixture, poll->item);
  g_assert_nonnull (result);
  return G_SOURCE_REMOVE;
}

static void
test_long_poll (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, id, FORM, 0, "{\"name\":\"a\"}");
  g_autofree char *url = g_strconcat (tg_practice_server_get_url (fixture->server),
                                      "/v1/events?wait=30", NULL);
  g_autofree char *value = g_strconcat ("Bearer ", fixture->token, NULL);
  g_autoptr (SoupMessage) message = soup_message_new ("GET", url);
  g_autoptr (JsonNode) page = NULL;
  gint64 start = g_get_monotonic_time ();
  Poll poll = { fixture, item, NULL };

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", value);
  soup_session_send_and_read_async (fixture->session, message, G_PRIORITY_DEFAULT, NULL,
                                    poll_finish_cb, &poll);
  g_timeout_add (200, send_cb, &poll);
  while (poll.body == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
  page = tg_json_parse (g_bytes_get_data (poll.body, NULL), (gssize) g_bytes_get_size (poll.body),
                        NULL, NULL);
  g_assert_cmpuint (json_array_get_length (
                      tg_json_get_array (json_node_get_object (page), "events")), ==, 1);
  g_bytes_unref (poll.body);
}

/* A new class: nothing of the old one is listed, and discovery says why. */
static void
assert_cleared (TgPracticeFixture *fixture)
{
  g_autoptr (TgPracticeAnswer) found =
    tg_practice_fixture_request (fixture, "GET", "/.well-known/single-window", fixture->token,
                                 NULL);
  g_autoptr (TgPracticeAnswer) list =
    tg_practice_fixture_request (fixture, "GET", "/v1/filings", fixture->token, NULL);

  g_assert_cmpstr (tg_json_get_string (tg_practice_answer_get (found), "history", ""), ==,
                   "cleared");
  g_assert_cmpuint (json_array_get_length (
                      tg_json_get_array (tg_practice_answer_get (list), "filings")), ==, 0);
}

static void
test_classroom (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, id, FORM, 0, "{\"name\":\"a\"}");
  g_autoptr (TgPracticeAnswer) before = NULL;
  g_autoptr (TgPracticeAnswer) after = NULL;
  g_autoptr (TgPracticeAnswer) old = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autofree char *path = NULL;
  const char * const verbs[] = { "keep", "reset", "restore" };

  before = tg_practice_fixture_request (fixture, "GET", "/v1/events", fixture->token, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *verb = g_strconcat ("/classroom/", verbs[i], NULL);
      g_autoptr (TgPracticeAnswer) answer = NULL;

      if (g_str_equal (verbs[i], "reset"))
        first = tg_practice_fixture_send (fixture, item);
      answer = tg_practice_fixture_request (fixture, "POST", verb, NULL, "{}");
      g_assert_cmpuint (answer->status, ==, 200);
      if (g_str_equal (verbs[i], "reset"))
        assert_cleared (fixture);
    }
  after = tg_practice_fixture_request (fixture, "GET", "/.well-known/single-window", fixture->token,
                                       NULL);
  g_assert_cmpstr (after->epoch, !=, before->epoch);
  g_assert_cmpstr (tg_json_get_string (tg_practice_answer_get (after), "history", ""), ==,
                   "restored");

  path = g_strdup_printf ("/v1/events?cursor=%s",
                          tg_json_get_string (tg_practice_answer_get (before), "cursor", ""));
  old = tg_practice_fixture_request (fixture, "GET", path, fixture->token, NULL);
  assert_problem (old, 410, "cursor-expired");
  /* What came after the copy was made is forgotten, so it is news again. */
  again = tg_practice_fixture_send (fixture, item);
  g_assert_false (tg_json_get_boolean (again, "duplicate", TRUE));
}

static void
assert_history (TgPracticeFixture *fixture,
                const char        *history,
                const char        *epoch,
                gboolean           is_same)
{
  g_autoptr (TgPracticeAnswer) answer = tg_practice_fixture_request (
    fixture, "GET", "/.well-known/single-window", fixture->token, NULL);

  g_assert_cmpstr (tg_json_get_string (tg_practice_answer_get (answer), "history", ""), ==,
                   history);
  g_assert_cmpint (g_str_equal (answer->epoch, epoch), ==, is_same);
}

/* An older file, put back while the window is down, is another history if one says so; a start is
 * none. */
static void
test_restored (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, id, FORM, 0, "{\"name\":\"a\"}");
  g_autoptr (TgPracticeAnswer) before = NULL;
  g_autoptr (TgPracticeAnswer) old = NULL;
  g_autoptr (JsonObject) again = NULL;
  g_autofree char *path = NULL;

  json_object_unref (tg_practice_fixture_send (fixture, item));
  before = tg_practice_fixture_request (fixture, "GET", "/v1/events", fixture->token, NULL);
  tg_practice_fixture_restart (fixture);
  assert_history (fixture, "", before->epoch, TRUE);

  fixture->is_restored = TRUE;
  tg_practice_fixture_restart (fixture);
  assert_history (fixture, "restored", before->epoch, FALSE);
  path = g_strdup_printf ("/v1/events?cursor=%s",
                          tg_json_get_string (tg_practice_answer_get (before), "cursor", ""));
  old = tg_practice_fixture_request (fixture, "GET", path, fixture->token, NULL);
  assert_problem (old, 410, "cursor-expired");
  /* What the file has is no news. */
  again = tg_practice_fixture_send (fixture, item);
  g_assert_true (tg_json_get_boolean (again, "duplicate", FALSE));

  fixture->is_restored = FALSE;
  tg_practice_fixture_restart (fixture);
  assert_history (fixture, "restored", old->epoch, TRUE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/server/discovery", test_discovery);
  g_test_add_func ("/practice/server/access", test_access);
  g_test_add_func ("/practice/server/places", test_places);
  g_test_add_func ("/practice/server/idempotent", test_idempotent);
  g_test_add_func ("/practice/server/revisions", test_revisions);
  g_test_add_func ("/practice/server/isolation", test_isolation);
  g_test_add_func ("/practice/server/hostile", test_hostile);
  g_test_add_func ("/practice/server/listing", test_listing);
  g_test_add_func ("/practice/server/long-poll", test_long_poll);
  g_test_add_func ("/practice/server/classroom", test_classroom);
  g_test_add_func ("/practice/server/restored", test_restored);
  return g_test_run ();
}
