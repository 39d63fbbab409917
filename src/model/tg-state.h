/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a filing stands, from receipts only. */
typedef enum
{
  TG_FILING_DRAFT,
  TG_FILING_STORED,
  TG_FILING_RECEIVED,
  TG_FILING_UNDER_REVIEW,
  TG_FILING_INSPECTION,
  TG_FILING_ACCEPTED,
  TG_FILING_RELEASED,
  TG_FILING_PAID,
  TG_FILING_CLOSED,
  TG_FILING_RETURNED,
  TG_FILING_REFUSED,
  TG_FILING_WITHDRAWN,
} TgFilingState;

/* Where one sending of it stands. */
typedef enum
{
  TG_ATTEMPT_NONE,
  TG_ATTEMPT_QUEUED,
  TG_ATTEMPT_SENDING,
  TG_ATTEMPT_UNKNOWN,      /* the answer was lost: asked again under the same id */
  TG_ATTEMPT_RECEIVED,
  TG_ATTEMPT_REFUSED,
  TG_ATTEMPT_CANCELLED,
} TgAttemptState;

typedef enum
{
  TG_ACTION_FILE,
  TG_ACTION_AMEND,
  TG_ACTION_WITHDRAW,
} TgAction;

typedef enum { TG_ACTOR_NOBODY, TG_ACTOR_PERSON, TG_ACTOR_PROGRAM, TG_ACTOR_AGENCY } TgActor;

/* the text of store and messages */
const char *tg_filing_state_to_name     (TgFilingState   state);
gboolean    tg_filing_state_parse       (const char     *name,
                                         TgFilingState  *out);
gboolean    tg_filing_state_can_move    (TgFilingState   from,
                                         TgFilingState   to);
const char *tg_attempt_state_to_name    (TgAttemptState  state);
gboolean    tg_attempt_state_parse      (const char     *name,
                                         TgAttemptState *out);
gboolean    tg_attempt_state_can_move   (TgAttemptState  from,
                                         TgAttemptState  to);
const char *tg_action_to_name           (TgAction        action);
gboolean    tg_action_parse             (const char     *name,
                                         TgAction       *out);

/* What the lists say, computed from both. */
const char *tg_state_get_label          (TgFilingState   filing,
                                         TgAttemptState  attempt);   /* translated */
const char *tg_state_get_next_step      (TgFilingState   filing,
                                         TgAttemptState  attempt);   /* translated */
TgActor     tg_state_get_actor          (TgFilingState   filing,
                                         TgAttemptState  attempt);
gboolean    tg_state_can_edit           (TgFilingState   filing,
                                         TgAttemptState  attempt);
/* It is with the window, and not at its end. */
gboolean    tg_state_can_withdraw       (TgFilingState   filing,
                                         TgAttemptState  attempt);
gboolean    tg_state_can_send           (TgFilingState   filing,
                                         TgAttemptState  attempt,
                                         TgAction       *action);    /* file or amend */

G_END_DECLS
