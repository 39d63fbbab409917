/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-reply-policy.h"

/* The contract's error table, row by row, and what stands in no row. */

static const struct
{
  TgRequestKind  request;
  guint          status;
  gboolean       is_window;
  const char    *problem;
  TgReplyAction  action;
} cases[] = {
  { TG_REQUEST_BATCH, 200, TRUE, NULL, TG_REPLY_ACCEPT },
  { TG_REQUEST_EVENTS, 200, TRUE, NULL, TG_REPLY_ACCEPT },
  { TG_REQUEST_BATCH, 400, TRUE, "invalid", TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 413, TRUE, "too-large", TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 415, TRUE, "unsupported-media-type", TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 422, TRUE, "invalid", TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 403, TRUE, "forbidden", TG_REPLY_STOP },
  { TG_REQUEST_BATCH, 404, TRUE, "not-found", TG_REPLY_STOP },
  { TG_REQUEST_EVENTS, 403, TRUE, "forbidden", TG_REPLY_STOP },
  { TG_REQUEST_LISTING, 404, TRUE, "not-found", TG_REPLY_STOP },
  { TG_REQUEST_BATCH, 401, TRUE, "unauthorized", TG_REPLY_RENEW },
  { TG_REQUEST_EVENTS, 401, TRUE, "unauthorized", TG_REPLY_RENEW },
  { TG_REQUEST_TOKEN, 401, TRUE, NULL, TG_REPLY_STOP },
  { TG_REQUEST_TOKEN, 400, TRUE, NULL, TG_REPLY_STOP },
  { TG_REQUEST_EVENTS, 410, TRUE, "cursor-expired", TG_REPLY_LIST_AGAIN },
  { TG_REQUEST_LISTING, 410, TRUE, "cursor-expired", TG_REPLY_LIST_AGAIN },
  { TG_REQUEST_EVENTS, 410, TRUE, "gone", TG_REPLY_BACK_OFF },
  { TG_REQUEST_BATCH, 410, TRUE, "cursor-expired", TG_REPLY_BACK_OFF },
  { TG_REQUEST_BATCH, 429, TRUE, "too-many", TG_REPLY_WAIT },
  { TG_REQUEST_TOKEN, 429, TRUE, NULL, TG_REPLY_WAIT },
  { TG_REQUEST_TOKEN, 429, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_TOKEN, 503, TRUE, "busy", TG_REPLY_WAIT },
  { TG_REQUEST_BATCH, 500, TRUE, "internal", TG_REPLY_BACK_OFF },
  { TG_REQUEST_EVENTS, 504, TRUE, "late", TG_REPLY_BACK_OFF },
  { TG_REQUEST_EVENTS, 400, TRUE, "invalid", TG_REPLY_BACK_OFF },
  { TG_REQUEST_EVENTS, 0, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_FILE_STATE, 200, TRUE, NULL, TG_REPLY_ACCEPT },
  { TG_REQUEST_FILE_STATE, 404, TRUE, NULL, TG_REPLY_ACCEPT },
  { TG_REQUEST_FILE_STATE, 401, TRUE, NULL, TG_REPLY_RENEW },
  { TG_REQUEST_FILE_STATE, 403, TRUE, NULL, TG_REPLY_REFUSE },
  { TG_REQUEST_FILE_STATE, 200, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_FILE, 201, TRUE, NULL, TG_REPLY_ACCEPT },
  { TG_REQUEST_FILE, 202, TRUE, NULL, TG_REPLY_ACCEPT },
  { TG_REQUEST_FILE, 200, TRUE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_FILE, 409, TRUE, "wrong-offset", TG_REPLY_GO_ON_THERE },
  { TG_REQUEST_FILE, 422, TRUE, "digest-mismatch", TG_REPLY_BEGIN_AGAIN },
  { TG_REQUEST_FILE, 422, TRUE, "invalid", TG_REPLY_REFUSE },
  { TG_REQUEST_FILE, 413, TRUE, "too-large", TG_REPLY_REFUSE },
  { TG_REQUEST_FILE, 503, TRUE, "busy", TG_REPLY_WAIT },
  { TG_REQUEST_FILE, 413, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_ERRAND, 200, TRUE, NULL, TG_REPLY_ACCEPT },
  { TG_REQUEST_ERRAND, 404, TRUE, "not-found", TG_REPLY_ACCEPT },
  { TG_REQUEST_ERRAND, 412, TRUE, "changed", TG_REPLY_ACCEPT },
  { TG_REQUEST_ERRAND, 401, TRUE, "unauthorized", TG_REPLY_RENEW },
  { TG_REQUEST_ERRAND, 429, TRUE, "too-many", TG_REPLY_WAIT },
  { TG_REQUEST_ERRAND, 500, TRUE, "internal", TG_REPLY_BACK_OFF },
  { TG_REQUEST_ERRAND, 200, FALSE, NULL, TG_REPLY_BACK_OFF },
  /* From what is not the window's, nothing is concluded, whatever its status. */
  { TG_REQUEST_BATCH, 200, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_BATCH, 413, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_BATCH, 401, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_EVENTS, 404, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_EVENTS, 410, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_DISCOVERY, 302, FALSE, NULL, TG_REPLY_BACK_OFF },
  { TG_REQUEST_DISCOVERY, 404, TRUE, "not-found", TG_REPLY_BACK_OFF },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const TgReply reply = { cases[i].request, cases[i].status, cases[i].is_window,
                              cases[i].problem };

      g_test_message ("case %u: status %u", i, cases[i].status);
      g_assert_cmpint (tg_reply_policy_decide (&reply), ==, cases[i].action);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/reply-policy/table", test_table);
  return g_test_run ();
}
