/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-reply-policy.h"

/* What to do with an answer: one table, in the order of the contract's. The first row that fits
 * counts; what no row names is a fault of the way there, from which nothing is concluded. Pure;
 * any thread. */

#define UNDER_V1 (TG_REQUEST_BATCH | TG_REQUEST_EVENTS | TG_REQUEST_LISTING)
#define PAGES    (TG_REQUEST_EVENTS | TG_REQUEST_LISTING)
#define ALL      (TG_REQUEST_DISCOVERY | TG_REQUEST_TOKEN | UNDER_V1)

static const struct
{
  guint          requests;
  guint          status;
  const char    *problem;    /* NULL: any */
  TgReplyAction  action;
} policy[] = {
  { ALL,              200, NULL,             TG_REPLY_ACCEPT },
  { TG_REQUEST_BATCH, 400, NULL,             TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 413, NULL,             TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 415, NULL,             TG_REPLY_HALVE },
  { TG_REQUEST_BATCH, 422, NULL,             TG_REPLY_HALVE },
  { UNDER_V1,         403, NULL,             TG_REPLY_STOP },
  { UNDER_V1,         404, NULL,             TG_REPLY_STOP },
  { UNDER_V1,         401, NULL,             TG_REPLY_RENEW },
  { TG_REQUEST_TOKEN, 400, NULL,             TG_REPLY_STOP },
  { TG_REQUEST_TOKEN, 401, NULL,             TG_REPLY_STOP },
  { PAGES,            410, "cursor-expired", TG_REPLY_LIST_AGAIN },
  { ALL,              429, NULL,             TG_REPLY_WAIT },
  { ALL,              503, NULL,             TG_REPLY_WAIT },
};

TgReplyAction
tg_reply_policy_decide (const TgReply *reply)
{
  if (!reply->is_window)
    return TG_REPLY_BACK_OFF;
  for (guint i = 0; i < G_N_ELEMENTS (policy); i++)
    if ((policy[i].requests & reply->request) != 0 && policy[i].status == reply->status &&
        (policy[i].problem == NULL || g_strcmp0 (policy[i].problem, reply->problem) == 0))
      return policy[i].action;
  return TG_REPLY_BACK_OFF;
}
