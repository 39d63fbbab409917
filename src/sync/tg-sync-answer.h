/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-reply-policy.h"
#include "tg-transport.h"
#include "tg-wire.h"

G_BEGIN_DECLS

/* What came back, read by the contract: first what decides (`reply`), then what it brought.
 * Pure. */
typedef struct
{
  TgReply        reply;
  char          *text;          /* in words, for the person; "" when all is well */
  char          *epoch;         /* of the window, "" if the answer is not the window's */
  gint64         retry_after;   /* µs, -1 none */
  gint64         offset;        /* `Upload-Offset`, -1 none */
  TgProblem     *problem;       /* nullable */
  TgDiscovery   *discovery;     /* each of these nullable: what a good answer brought */
  char          *token;
  GPtrArray     *results;       /* of TgResult */
  TgEventPage   *page;
  TgFilingPage  *filings;
} TgSyncAnswer;

/* `response` NULL: there was none, and `error` says why. `ids` are those of a batch. */
TgSyncAnswer *tg_sync_answer_new  (TgRequestKind       request,
                                   const TgResponse   *response,
                                   const GError       *error,
                                   const char * const *ids,
                                   gint64              now);
void          tg_sync_answer_free (TgSyncAnswer       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSyncAnswer, tg_sync_answer_free)

G_END_DECLS
