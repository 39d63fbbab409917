/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-answer.h"

#define NOW G_GINT64_CONSTANT (1790000000000000)
#define REFUSED "{\"error\":\"invalid_client\",\"error_description\":\"No\"}"
#define PROBLEM "{\"type\":\"urn:single-window:problem:rate-limited\",\"title\":\"Too often\"," \
  "\"status\":429}"

/* What the person reads where no token was given, and for how long the engine waits. */
static const struct
{
  guint         status;
  const char   *body;
  const char   *retry_after;
  gboolean      is_window;
  TgReplyAction action;
  gint64        wait;
  const char   *words;
} cases[] = {
  { 401, REFUSED, NULL, TRUE, TG_REPLY_STOP, -1, "does not accept this account (invalid_client)" },
  { 429, REFUSED, "60", TRUE, TG_REPLY_WAIT, 60, "Too many wrong secrets" },
  { 429, PROBLEM, "60", TRUE, TG_REPLY_WAIT, 60, "Too often" },
  { 503, REFUSED, "5", TRUE, TG_REPLY_WAIT, 5, "lets nobody in just now (invalid_client)" },
  /* a proxy's: its time is no window's */
  { 429, "<html>slow down</html>", "60", FALSE, TG_REPLY_BACK_OFF, -1, "" },
};

static void
test_token_errors (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].body, strlen (cases[i].body));
      g_autoptr (TgResponse) response = tg_response_new (cases[i].status, body);
      g_autoptr (TgSyncAnswer) answer = NULL;

      if (cases[i].retry_after != NULL)
        tg_response_set_header (response, "Retry-After", cases[i].retry_after);
      answer = tg_sync_answer_new (TG_REQUEST_TOKEN, response, NULL, NULL, NOW);
      g_test_message ("%u: %s", cases[i].status, answer->text);
      g_assert_cmpint (answer->reply.is_window, ==, cases[i].is_window);
      g_assert_cmpint (tg_reply_policy_decide (&answer->reply), ==, cases[i].action);
      g_assert_cmpint (answer->retry_after, ==,
                       cases[i].wait < 0 ? -1 : cases[i].wait * G_USEC_PER_SEC);
      g_assert_nonnull (strstr (answer->text, cases[i].words));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/sync-answer/token-errors", test_token_errors);
  return g_test_run ();
}
