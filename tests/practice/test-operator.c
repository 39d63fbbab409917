/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include <signal.h>
#include <sys/resource.h>

#include "tg-json.h"

/* What those who run the window read: whether it can do its work, and how much it did. */

#define FORM "registration.goods"

/* No file of this process may grow: what a full disk is to the database. */
static void
forbid_writing (gboolean is_forbidden)
{
  static struct rlimit usual;
  struct rlimit limit;

  if (is_forbidden)
    {
      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &usual), ==, 0);
    }
  limit = usual;
  if (is_forbidden)
    limit.rlim_cur = 0;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
assert_health (TgPracticeFixture *fixture,
               guint              status,
               const char        *beginning)
{
  g_autoptr (TgPracticeAnswer) answer =
    tg_practice_fixture_request (fixture, "GET", "/healthz", NULL, NULL);

  g_assert_cmpuint (answer->status, ==, status);
  g_assert_cmpstr (answer->type, ==, "text/plain");
  g_assert_true (g_str_has_prefix (answer->text, beginning));
}

static void
test_health (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);

  assert_health (fixture, 200, "ok\n");
  forbid_writing (TRUE);
  assert_health (fixture, 503, "the store");
  forbid_writing (FALSE);
  assert_health (fixture, 200, "ok\n");
}

static char *
read_metrics (TgPracticeFixture *fixture)
{
  g_autoptr (TgPracticeAnswer) answer =
    tg_practice_fixture_request (fixture, "GET", "/metrics", NULL, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_cmpstr (tg_practice_answer_header (answer, "content-type"), ==,
                   "text/plain; version=0.0.4; charset=utf-8");
  return g_steal_pointer (&answer->text);
}

/* The value of a sample, -1 where there is none. */
static gint64
find (const char *text,
      const char *name)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize length = strlen (name);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], name) && lines[i][length] == ' ')
      return g_ascii_strtoll (lines[i] + length, NULL, 10);
  return -1;
}

static gint64
find_requests (const char *text,
               const char *method,
               const char *route,
               const char *status)
{
  g_autofree char *name =
    g_strdup_printf ("tongguan_http_requests_total{method=\"%s\",route=\"%s\",status=\"%s\"}",
                     method, route, status);

  return find (text, name);
}

static void
test_submissions (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, id, FORM, 0, "{\"name\":\"a\"}");
  g_autofree char *unknown = tg_practice_fixture_new_id (fixture);
  g_autofree char *amending = tg_practice_fixture_item (unknown, unknown, FORM, 4, "{}");
  g_autofree char *before = read_metrics (fixture);
  g_autofree char *after = NULL;
  g_autoptr (JsonObject) first = tg_practice_fixture_send (fixture, item);
  g_autoptr (JsonObject) again = tg_practice_fixture_send (fixture, item);
  g_autoptr (JsonObject) refused = tg_practice_fixture_send (fixture, amending);
  g_autoptr (JsonArray) events = tg_practice_fixture_events (fixture, 1);

  after = read_metrics (fixture);
  g_assert_cmpint (find (before, "tongguan_submissions_total{outcome=\"received\"}"), ==, 0);
  g_assert_cmpint (find (after, "tongguan_submissions_total{outcome=\"received\"}"), ==, 1);
  g_assert_cmpint (find (after, "tongguan_submissions_total{outcome=\"refused\"}"), ==, 1);
  g_assert_cmpint (find (after, "tongguan_submission_duplicates_total"), ==, 1);
  g_assert_cmpint (find (after, "tongguan_events_sent_total"), ==, json_array_get_length (events));
  g_assert_cmpint (find (after, "tongguan_store_commits_total"), >=,
                   find (before, "tongguan_store_commits_total") + 3);
  g_assert_cmpint (find_requests (after, "POST", "/v1/submissions", "200"), ==, 3);
  g_assert_cmpint (find (after, "process_start_time_seconds"), >, 0);
}

/* What is asked for does not make new labels, whatever it is. */
static void
test_routes (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (1);
  g_autofree char *text = NULL;
  const struct
  {
    const char *method;
    const char *path;
  } requests[] = {
    { "GET", "/v1/drafts/0190a06c-0000-7000-8000-000000000001" }, { "GET", "/v1/drafts" },
    { "GET", "/v1/nothing" }, { "GET", "/secret-path" }, { "DELETE", "/v1/filings" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (TgPracticeAnswer) answer =
        tg_practice_fixture_request (fixture, requests[i].method, requests[i].path, fixture->token,
                                     NULL);
    }
  text = read_metrics (fixture);
  g_assert_cmpint (find_requests (text, "GET", "/v1/drafts", "404"), ==, 1);
  g_assert_cmpint (find_requests (text, "GET", "/v1/drafts", "200"), ==, 1);
  g_assert_cmpint (find_requests (text, "GET", "other", "404"), ==, 2);
  g_assert_cmpint (find_requests (text, "DELETE", "/v1/filings", "405"), ==, 1);
  g_assert_null (strstr (text, "secret-path"));
  g_assert_cmpint (find (text,
                         "tongguan_http_request_duration_seconds_count{route=\"/v1/drafts\"}"),
                   ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/operator/health", test_health);
  g_test_add_func ("/practice/operator/submissions", test_submissions);
  g_test_add_func ("/practice/operator/routes", test_routes);
  return g_test_run ();
}
