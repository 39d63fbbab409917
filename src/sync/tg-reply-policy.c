/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-reply-policy.h"

/* What to do with an answer: one table, in the order of the contract's. The first row that fits
 * counts; what no row names is a fault of the way there, from which nothing is concluded. Pure;
 * any thread. */

#define PAGES    (TG_REQUEST_EVENTS | TG_REQUEST_LISTING)
#define FILES    (TG_REQUEST_FILE_STATE | TG_REQUEST_FILE)
#define UNDER_V1 (TG_REQUEST_BATCH | PAGES | FILES | TG_REQUEST_ERRAND)
#define SYNCING  (TG_REQUEST_BATCH | PAGES)
#define ALL      (TG_REQUEST_DISCOVERY | TG_REQUEST_TOKEN | UNDER_V1)

static const struct
{
  guint          requests;
  guint          status;     /* 0: any */
  const char    *problem;    /* NULL: any */
  TgReplyAction  action;
} policy[] = {
  { TG_REQUEST_FILE,  200, NULL,             TG_REPLY_BACK_OFF },
  { ALL,              200, NULL,             TG_REPLY_ACCEPT },
  { TG_REQUEST_FILE,  201, NULL,             TG_REPLY_ACCEPT },
  { TG_REQUEST_FILE,  202, NULL,             TG_REPLY_ACCEPT },
  { TG_REQUEST_FILE_STATE, 404, NULL,        TG_REPLY_ACCEPT },
  { TG_REQUEST_FILE,  409, NULL,             TG_REPLY_GO_ON_THERE },
  { TG_REQUEST_FILE,  422, "digest-mismatch", TG_REPLY_BEGIN_AGAIN },
  { FILES,            400, NULL,             TG_REPLY_REFUSE },
  { FILES,            403, NULL,             TG_REPLY_REFUSE },
  { FILES,            404, NULL,             TG_REPLY_REFUSE },
  { FILES,            413, NULL,             TG_REPLY_REFUSE },
  { FILES,            415, NULL,             TG_REPLY_REFUSE },
  { FILES,            422, NULL,             TG_REPLY_REFUSE },
  { TG_REQUEST_BATCH, 400, NULL,             TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 413, NULL,             TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 415, NULL,             TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 422, NULL,             TG_REPLY_HALVE },
  { SYNCING,          403, NULL,             TG_REPLY_STOP },
  { SYNCING,          404, NULL,             TG_REPLY_STOP },
  { UNDER_V1,         401, NULL,             TG_REPLY_RENEW },
  { TG_REQUEST_TOKEN, 400, NULL,             TG_REPLY_STOP },
  { TG_REQUEST_TOKEN, 401, NULL,             TG_REPLY_STOP },
  { PAGES,            410, "cursor-expired", TG_REPLY_LIST_AGAIN },
  { ALL,              429, NULL,             TG_REPLY_WAIT },
  { ALL,              503, NULL,             TG_REPLY_WAIT },
  { TG_REQUEST_ERRAND, 500, NULL,            TG_REPLY_BACK_OFF },
  { TG_REQUEST_ERRAND, 0, NULL,              TG_REPLY_ACCEPT },
};

TgReplyAction
tg_reply_policy_decide (const TgReply *reply)
{
  if (!reply->is_window)
    return TG_REPLY_BACK_OFF;
  for (guint i = 0; i < G_N_ELEMENTS (policy); i++)
    if ((policy[i].requests & reply->request) != 0 &&
        (policy[i].status == 0 || policy[i].status == reply->status) &&
        (policy[i].problem == NULL || g_strcmp0 (policy[i].problem, reply->problem) == 0))
      return policy[i].action;
  return TG_REPLY_BACK_OFF;
}
