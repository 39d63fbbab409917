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
    tg_practice_program_request (window, "/v1/submissions", window->token, "application/json", body);
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

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice/killed/killed", test_killed);
  return g_test_run ();
}
