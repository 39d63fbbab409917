/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-json.h"

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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/limits/rate", test_rate);
  g_test_add_func ("/practice/limits/rate-of-submissions", test_rate_of_submissions);
  return g_test_run ();
}
