/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-fixture.h"

#include "tg-json.h"

/* What the window answers when it is asked for what was filed: by the words of the documents as
 * they stand, and by nothing that only the API says of them. */

#define FORM "customs.order"

static guint
count (TgPracticeFixture *fixture,
       const char        *query)
{
  g_autofree char *path = g_strconcat ("/v1/enquiries/", query, NULL);
  g_autoptr (TgPracticeAnswer) answer =
    tg_practice_fixture_request (fixture, "GET", path, fixture->token, NULL);

  g_assert_cmpuint (answer->status, ==, 200);
  return json_array_get_length (tg_json_get_array (tg_practice_answer_get (answer), "rows"));
}

static void
test_words (void)
{
  g_autoptr (TgPracticeFixture) fixture = tg_practice_fixture_new (0);
  g_autofree char *id = tg_practice_fixture_new_id (fixture);
  g_autofree char *item = tg_practice_fixture_item (id, id, FORM, 0, "{\"goods\":\"蜂蜜 jar\"}");
  g_autofree char *other = tg_practice_fixture_new_id (fixture);
  g_autofree char *second = tg_practice_fixture_item (other, other, FORM, 0, "{\"goods\":\"cup\"}");
  g_autofree char *amending = tg_practice_fixture_new_id (fixture);
  g_autofree char *amendment = tg_practice_fixture_item (amending, id, FORM, 1,
                                                         "{\"goods\":\"蜂蜜 tin\"}");

  json_object_unref (tg_practice_fixture_send (fixture, item));
  json_object_unref (tg_practice_fixture_send (fixture, second));
  g_assert_cmpuint (count (fixture, "trade"), ==, 2);
  g_assert_cmpuint (count (fixture, "trade?q=jar"), ==, 1);
  g_assert_cmpuint (count (fixture, "shipment?q=%E8%9C%82%E8%9C%9C"), ==, 1);
  g_assert_cmpuint (count (fixture, "trade?q=attachments"), ==, 0);

  json_object_unref (tg_practice_fixture_send (fixture, amendment));
  g_assert_cmpuint (count (fixture, "trade?q=jar"), ==, 0);
  g_assert_cmpuint (count (fixture, "trade?q=tin"), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/enquiries/words", test_words);
  return g_test_run ();
}
