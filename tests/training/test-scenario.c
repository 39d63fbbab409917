/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-scenario.h"

#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-test.h"

static void
test_load (void)
{
  g_autofree char *path = g_build_filename (tg_data_dir_get (), "training", "first-export", "1",
                                            "scenario.json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgScenario) scenario = tg_scenario_load (path, &error);
  const TgScriptTurn *first, *second;
  const TgScriptAnswer *last;

  g_assert_no_error (error);
  g_assert_cmpstr (scenario->id, ==, "first-export");
  g_assert_cmpuint (scenario->version, ==, 1);
  g_assert_cmpuint (scenario->papers->len, ==, 4);
  g_assert_cmpuint (scenario->expected->len, ==, 2);

  first = tg_scenario_find_turn (scenario, "customs.export-list", 1);
  second = tg_scenario_find_turn (scenario, "customs.export-list", 2);
  g_assert_nonnull (first);
  g_assert_nonnull (second);
  g_assert_null (tg_scenario_find_turn (scenario, "customs.export-list", 3));
  g_assert_null (tg_scenario_find_turn (scenario, "tax.trader-refund", 1));
  g_assert_false (first->then_agency);
  g_assert_true (second->then_agency);
  last = first->answers->pdata[first->answers->len - 1];
  g_assert_cmpint (last->state, ==, TG_FILING_RETURNED);
  g_assert_cmpuint (last->faults->len, ==, 1);
  g_assert_cmpstr (((TgFault *) last->faults->pdata[0])->pointer, ==, "/goods/0/g_model");
}

#define HEAD \
  "{\"scenario\":\"x\",\"version\":1,\"title\":{\"zh\":\"a\",\"en\":\"b\"}," \
  "\"story\":{\"zh\":\"a\",\"en\":\"b\"},\"time_limit\":1"
#define ANSWER(status, more) \
  "{\"after\":1,\"status\":\"" status "\",\"code\":\"1\"," \
  "\"message\":{\"zh\":\"a\",\"en\":\"b\"}" more "}"
#define TURN(attempt, answer, then) \
  ",\"turns\":[{\"form\":\"f\",\"attempt\":" attempt ",\"silence\":0,\"answers\":[" answer "]," \
  "\"then\":\"" then "\"}]}"

static void
test_strict (void)
{
  static const struct
  {
    const char *text;
    const char *place;      /* in the message; NULL: this one is right */
  } files[] = {
    { HEAD TURN ("1", ANSWER ("stored", ""), "stop"), NULL },
    { HEAD TURN ("0", ANSWER ("stored", ""), "stop"), "turns/0: “attempt”" },
    { HEAD TURN ("1", ANSWER ("gone", ""), "stop"), "turns/0: answers/0: “status”" },
    { HEAD TURN ("1", ANSWER ("draft", ""), "stop"), "turns/0: answers/0: “status”" },
    { HEAD TURN ("1", ANSWER ("stored", ",\"x\":1"), "stop"), "turns/0: answers/0: " },
    { HEAD TURN ("1", ANSWER ("stored", ",\"errors\":[{\"pointer\":\"goods\",\"code\":\"1\","
                              "\"detail\":{\"zh\":\"a\",\"en\":\"b\"}}]"), "stop"),
      "answers/0: errors/0: “pointer”" },
    { HEAD TURN ("1", ANSWER ("stored", ""), "perhaps"), "turns/0: “then”" },
    { HEAD TURN ("1", ANSWER ("stored", ",\"number\":7"), "stop"), "answers/0: " },
    { HEAD ",\"turns\":[{\"form\":\"f\",\"attempt\":1,\"silence\":0,\"then\":\"stop\"},"
      "{\"form\":\"f\",\"attempt\":1,\"silence\":0,\"then\":\"stop\"}]}",
      "turns/1: “attempt”" },
    { HEAD ",\"aids\":\"check\"}", "aids" },
    { HEAD ",\"papers\":[{\"kind\":\"poem\",\"title\":{\"zh\":\"a\",\"en\":\"b\"},"
      "\"text\":{\"zh\":\"a\",\"en\":\"b\"}}]}", "papers/0: “kind”" },
    { HEAD ",\"unknown\":1}", "unknown" },
    { HEAD ",\"process\":{\"weight\":120,\"free_attempts\":1,\"attempt_penalty\":1,"
      "\"aid_penalty\":1}}", "process: “weight”" },
    { HEAD ",\"agreements\":[{\"left\":\"a\",\"right\":\"b:c\",\"weight\":1}]}",
      "agreements/0: “left”" },
    { HEAD ",\"expected\":[{\"form\":\"f\",\"document\":{},\"tolerances\":{\"a\":\"much\"}}]}",
      "expected/0: " },
    { "[]", "scenario" },
    { "{", "file.json: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TgScenario) scenario =
        tg_scenario_parse (files[i].text, -1, "file.json", &error);

      if (files[i].place == NULL)
        {
          g_assert_no_error (error);
          g_assert_nonnull (scenario);
          continue;
        }
      g_assert_null (scenario);
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "file.json: "));
      g_assert_nonnull (strstr (error->message, files[i].place));
    }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_scenario_load ("/nowhere/scenario.json", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
}

/* The same file in folders of another name is refused, and says why. */
static void
test_folders (void)
{
  g_autofree char *good = g_build_filename (tg_data_dir_get (), "training", "first-export", "1",
                                            "scenario.json", NULL);
  g_autofree char *root = tg_test_make_folder ();
  g_autofree char *folder = g_build_filename (root, "first-export", "2", NULL);
  g_autofree char *path = g_build_filename (folder, "scenario.json", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (good, &text, NULL, NULL));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_assert_null (tg_scenario_load (path, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“first-export” version 1"));
  tg_test_remove_folder (root);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/scenario/load", test_load);
  g_test_add_func ("/training/scenario/strict", test_strict);
  g_test_add_func ("/training/scenario/missing", test_missing);
  g_test_add_func ("/training/scenario/folders", test_folders);
  return g_test_run ();
}
