/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-state.h"

static void
test_names (void)
{
  for (int state = TG_FILING_DRAFT; state <= TG_FILING_WITHDRAWN; state++)
    {
      TgFilingState parsed;

      g_assert_true (tg_filing_state_parse (tg_filing_state_to_name ((TgFilingState) state),
                                            &parsed));
      g_assert_cmpint (parsed, ==, state);
    }
  for (int state = TG_ATTEMPT_NONE; state <= TG_ATTEMPT_CANCELLED; state++)
    {
      TgAttemptState parsed;

      g_assert_true (tg_attempt_state_parse (tg_attempt_state_to_name ((TgAttemptState) state),
                                             &parsed));
      g_assert_cmpint (parsed, ==, state);
    }
}

static void
test_moves (void)
{
  g_assert_true (tg_filing_state_can_move (TG_FILING_DRAFT, TG_FILING_RELEASED));
  g_assert_true (tg_filing_state_can_move (TG_FILING_RETURNED, TG_FILING_STORED));
  g_assert_true (tg_filing_state_can_move (TG_FILING_UNDER_REVIEW, TG_FILING_UNDER_REVIEW));
  g_assert_false (tg_filing_state_can_move (TG_FILING_RELEASED, TG_FILING_STORED));
  g_assert_false (tg_filing_state_can_move (TG_FILING_WITHDRAWN, TG_FILING_RELEASED));
  g_assert_false (tg_filing_state_can_move (TG_FILING_STORED, TG_FILING_DRAFT));
  g_assert_true (tg_attempt_state_can_move (TG_ATTEMPT_UNKNOWN, TG_ATTEMPT_RECEIVED));
  g_assert_true (tg_attempt_state_can_move (TG_ATTEMPT_QUEUED, TG_ATTEMPT_CANCELLED));
  g_assert_false (tg_attempt_state_can_move (TG_ATTEMPT_SENDING, TG_ATTEMPT_CANCELLED));
  g_assert_false (tg_attempt_state_can_move (TG_ATTEMPT_REFUSED, TG_ATTEMPT_QUEUED));
}

/* The list's words come from both; nothing may be edited while an answer is out. */
static void
test_words (void)
{
  TgAction action;

  g_assert_cmpstr (tg_state_get_label (TG_FILING_DRAFT, TG_ATTEMPT_QUEUED), ==,
                   "Waiting to be sent");
  g_assert_cmpstr (tg_state_get_label (TG_FILING_RETURNED, TG_ATTEMPT_RECEIVED), ==, "Returned");
  g_assert_cmpint (tg_state_get_actor (TG_FILING_RETURNED, TG_ATTEMPT_RECEIVED), ==,
                   TG_ACTOR_PERSON);
  g_assert_cmpint (tg_state_get_actor (TG_FILING_DRAFT, TG_ATTEMPT_RECEIVED), ==, TG_ACTOR_AGENCY);
  g_assert_true (tg_state_can_send (TG_FILING_DRAFT, TG_ATTEMPT_NONE, &action));
  g_assert_cmpint (action, ==, TG_ACTION_FILE);
  g_assert_true (tg_state_can_send (TG_FILING_RETURNED, TG_ATTEMPT_RECEIVED, &action));
  g_assert_cmpint (action, ==, TG_ACTION_AMEND);
  g_assert_false (tg_state_can_edit (TG_FILING_DRAFT, TG_ATTEMPT_UNKNOWN));
  g_assert_false (tg_state_can_edit (TG_FILING_UNDER_REVIEW, TG_ATTEMPT_RECEIVED));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/state/names", test_names);
  g_test_add_func ("/model/state/moves", test_moves);
  g_test_add_func ("/model/state/words", test_words);
  return g_test_run ();
}
