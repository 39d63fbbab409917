/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-state.h"

#include <string.h>
#include <glib/gi18n-lib.h>

/* The two tables of moves: a filing moves by receipts alone, an attempt by what the outbox sees. A
 * receipt may leave stages out (an agency that releases at once), but nothing takes a release back
 * except an inspection, a return or a withdrawal. Names are the text of the store's columns and of
 * the messages. */

#define BIT(state) (1u << (state))

#define ON_ITS_WAY (BIT (TG_FILING_STORED) | BIT (TG_FILING_RECEIVED) | \
                    BIT (TG_FILING_UNDER_REVIEW) | BIT (TG_FILING_INSPECTION))
#define GRANTED (BIT (TG_FILING_ACCEPTED) | BIT (TG_FILING_RELEASED) | BIT (TG_FILING_PAID) | \
                 BIT (TG_FILING_CLOSED))
#define TURNED_DOWN (BIT (TG_FILING_RETURNED) | BIT (TG_FILING_REFUSED) | BIT (TG_FILING_WITHDRAWN))
#define REVIEWED (BIT (TG_FILING_UNDER_REVIEW) | BIT (TG_FILING_INSPECTION) | GRANTED | TURNED_DOWN)

static const struct
{
  const char *name;
  const char *label;
  const char *next_step;
  TgActor     actor;
  guint       moves;
} filings[] = {
  [TG_FILING_DRAFT] = {
    "draft", N_("Draft"), N_("Check and send"), TG_ACTOR_PERSON,
    ON_ITS_WAY | GRANTED | TURNED_DOWN
  },
  [TG_FILING_STORED] = {
    "stored", N_("Stored"), N_("Wait for the agency"), TG_ACTOR_AGENCY,
    ON_ITS_WAY | GRANTED | TURNED_DOWN
  },
  [TG_FILING_RECEIVED] = {
    "received", N_("Received"), N_("Wait for the agency"), TG_ACTOR_AGENCY,
    BIT (TG_FILING_RECEIVED) | REVIEWED
  },
  [TG_FILING_UNDER_REVIEW] = {
    "under-review", N_("Under review"), N_("Wait for the agency"), TG_ACTOR_AGENCY, REVIEWED
  },
  [TG_FILING_INSPECTION] = {
    "inspection", N_("Inspection"), N_("Prepare the goods for inspection"), TG_ACTOR_PERSON,
    REVIEWED
  },
  [TG_FILING_ACCEPTED] = {
    "accepted", N_("Accepted"), N_("Nothing to do"), TG_ACTOR_NOBODY, REVIEWED
  },
  [TG_FILING_RELEASED] = {
    "released", N_("Released"), N_("Nothing to do"), TG_ACTOR_NOBODY,
    BIT (TG_FILING_INSPECTION) | BIT (TG_FILING_RELEASED) | BIT (TG_FILING_PAID) |
    BIT (TG_FILING_CLOSED) | BIT (TG_FILING_RETURNED) | BIT (TG_FILING_WITHDRAWN)
  },
  [TG_FILING_PAID] = {
    "paid", N_("Paid"), N_("Nothing to do"), TG_ACTOR_NOBODY,
    BIT (TG_FILING_PAID) | BIT (TG_FILING_CLOSED) | BIT (TG_FILING_RETURNED)
  },
  [TG_FILING_CLOSED] = {
    "closed", N_("Closed"), N_("Nothing to do"), TG_ACTOR_NOBODY, BIT (TG_FILING_CLOSED)
  },
  [TG_FILING_RETURNED] = {
    "returned", N_("Returned"), N_("Mend and send again"), TG_ACTOR_PERSON,
    ON_ITS_WAY | GRANTED | TURNED_DOWN
  },
  [TG_FILING_REFUSED] = {
    "refused", N_("Refused"), N_("Read why; file anew if need be"), TG_ACTOR_PERSON,
    BIT (TG_FILING_REFUSED)
  },
  [TG_FILING_WITHDRAWN] = {
    "withdrawn", N_("Withdrawn"), N_("Nothing to do"), TG_ACTOR_NOBODY, BIT (TG_FILING_WITHDRAWN)
  },
};

/* An attempt without a label of its own leaves the word to the filing. Received goes back to the
 * queue only when a window was restored from a backup and has forgotten it. */
static const struct
{
  const char *name;
  const char *label;
  const char *next_step;
  TgActor     actor;
  guint       moves;
} attempts[] = {
  [TG_ATTEMPT_NONE] = { "none", NULL, NULL, TG_ACTOR_NOBODY, BIT (TG_ATTEMPT_QUEUED) },
  [TG_ATTEMPT_QUEUED] = {
    "queued", N_("Waiting to be sent"), N_("Is sent at the next contact"), TG_ACTOR_PROGRAM,
    BIT (TG_ATTEMPT_SENDING) | BIT (TG_ATTEMPT_CANCELLED)
  },
  [TG_ATTEMPT_SENDING] = {
    "sending", N_("Being sent"), N_("Wait for the window"), TG_ACTOR_PROGRAM,
    BIT (TG_ATTEMPT_QUEUED) | BIT (TG_ATTEMPT_UNKNOWN) | BIT (TG_ATTEMPT_RECEIVED) |
    BIT (TG_ATTEMPT_REFUSED)
  },
  [TG_ATTEMPT_UNKNOWN] = {
    "unknown", N_("Answer lost"), N_("Is asked again under the same number"), TG_ACTOR_PROGRAM,
    BIT (TG_ATTEMPT_SENDING) | BIT (TG_ATTEMPT_RECEIVED) | BIT (TG_ATTEMPT_REFUSED)
  },
  [TG_ATTEMPT_RECEIVED] = { "received", NULL, NULL, TG_ACTOR_AGENCY, BIT (TG_ATTEMPT_QUEUED) },
  [TG_ATTEMPT_REFUSED] = {
    "refused", N_("Not taken by the window"), N_("Mend and send again"), TG_ACTOR_PERSON, 0
  },
  [TG_ATTEMPT_CANCELLED] = { "cancelled", NULL, NULL, TG_ACTOR_NOBODY, 0 },
};

static const char * const actions[] = { "file", "amend", "withdraw" };

/* Delivered, and no receipt yet. */
static gboolean
is_delivered_only (TgFilingState  filing,
                   TgAttemptState attempt)
{
  return filing == TG_FILING_DRAFT && attempt == TG_ATTEMPT_RECEIVED;
}

const char *
tg_filing_state_to_name (TgFilingState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (filings), "");

  return filings[state].name;
}

gboolean
tg_filing_state_parse (const char    *name,
                       TgFilingState *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (filings); i++)
    if (strcmp (filings[i].name, name) == 0)
      {
        *out = (TgFilingState) i;
        return TRUE;
      }
  return FALSE;
}

/* Staying where one is counts as a move: an agency may say the same thing twice, with another
 * code. */
gboolean
tg_filing_state_can_move (TgFilingState from,
                          TgFilingState to)
{
  g_return_val_if_fail ((guint) from < G_N_ELEMENTS (filings), FALSE);
  g_return_val_if_fail ((guint) to < G_N_ELEMENTS (filings), FALSE);

  return (filings[from].moves & BIT (to)) != 0;
}

const char *
tg_attempt_state_to_name (TgAttemptState state)
{
  g_return_val_if_fail ((guint) state < G_N_ELEMENTS (attempts), "");

  return attempts[state].name;
}

gboolean
tg_attempt_state_parse (const char     *name,
                        TgAttemptState *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (attempts); i++)
    if (strcmp (attempts[i].name, name) == 0)
      {
        *out = (TgAttemptState) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
tg_attempt_state_can_move (TgAttemptState from,
                           TgAttemptState to)
{
  g_return_val_if_fail ((guint) from < G_N_ELEMENTS (attempts), FALSE);
  g_return_val_if_fail ((guint) to < G_N_ELEMENTS (attempts), FALSE);

  return (attempts[from].moves & BIT (to)) != 0;
}

const char *
tg_action_to_name (TgAction action)
{
  g_return_val_if_fail ((guint) action < G_N_ELEMENTS (actions), "");

  return actions[action];
}

gboolean
tg_action_parse (const char *name,
                 TgAction   *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (strcmp (actions[i], name) == 0)
      {
        *out = (TgAction) i;
        return TRUE;
      }
  return FALSE;
}

const char *
tg_state_get_label (TgFilingState  filing,
                    TgAttemptState attempt)
{
  g_return_val_if_fail ((guint) filing < G_N_ELEMENTS (filings), "");
  g_return_val_if_fail ((guint) attempt < G_N_ELEMENTS (attempts), "");

  if (is_delivered_only (filing, attempt))
    return _("Delivered");
  if (attempts[attempt].label != NULL)
    return _(attempts[attempt].label);
  return _(filings[filing].label);
}

const char *
tg_state_get_next_step (TgFilingState  filing,
                        TgAttemptState attempt)
{
  g_return_val_if_fail ((guint) filing < G_N_ELEMENTS (filings), "");
  g_return_val_if_fail ((guint) attempt < G_N_ELEMENTS (attempts), "");

  if (is_delivered_only (filing, attempt))
    return _("Wait for the agency");
  if (attempts[attempt].next_step != NULL)
    return _(attempts[attempt].next_step);
  return _(filings[filing].next_step);
}

TgActor
tg_state_get_actor (TgFilingState  filing,
                    TgAttemptState attempt)
{
  g_return_val_if_fail ((guint) filing < G_N_ELEMENTS (filings), TG_ACTOR_NOBODY);
  g_return_val_if_fail ((guint) attempt < G_N_ELEMENTS (attempts), TG_ACTOR_NOBODY);

  if (is_delivered_only (filing, attempt))
    return TG_ACTOR_AGENCY;
  if (attempts[attempt].label != NULL)
    return attempts[attempt].actor;
  return filings[filing].actor;
}

static gboolean
is_unanswered (TgAttemptState attempt)
{
  return attempt == TG_ATTEMPT_QUEUED || attempt == TG_ATTEMPT_SENDING ||
         attempt == TG_ATTEMPT_UNKNOWN;
}

/* What may be changed may be sent: a draft, what came back, and what was granted (as an
 * amendment). */
gboolean
tg_state_can_edit (TgFilingState  filing,
                   TgAttemptState attempt)
{
  TgAction action;

  return tg_state_can_send (filing, attempt, &action);
}

gboolean
tg_state_can_withdraw (TgFilingState  filing,
                       TgAttemptState attempt)
{
  g_return_val_if_fail ((guint) filing < G_N_ELEMENTS (filings), FALSE);

  if (is_unanswered (attempt))
    return FALSE;
  switch (filing)
    {
    case TG_FILING_DRAFT:
      return is_delivered_only (filing, attempt);
    case TG_FILING_STORED:
    case TG_FILING_RECEIVED:
    case TG_FILING_UNDER_REVIEW:
    case TG_FILING_RETURNED:
    case TG_FILING_ACCEPTED:
    case TG_FILING_RELEASED:
      return TRUE;
    case TG_FILING_INSPECTION:
    case TG_FILING_PAID:
    case TG_FILING_CLOSED:
    case TG_FILING_REFUSED:
    case TG_FILING_WITHDRAWN:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

gboolean
tg_state_can_send (TgFilingState   filing,
                   TgAttemptState  attempt,
                   TgAction       *action)
{
  g_return_val_if_fail ((guint) filing < G_N_ELEMENTS (filings), FALSE);

  if (is_unanswered (attempt) || is_delivered_only (filing, attempt))
    return FALSE;
  switch (filing)
    {
    case TG_FILING_DRAFT:
      *action = TG_ACTION_FILE;
      return TRUE;
    case TG_FILING_RETURNED:
    case TG_FILING_ACCEPTED:
    case TG_FILING_RELEASED:
      *action = TG_ACTION_AMEND;
      return TRUE;
    case TG_FILING_STORED:
    case TG_FILING_RECEIVED:
    case TG_FILING_UNDER_REVIEW:
    case TG_FILING_INSPECTION:
    case TG_FILING_PAID:
    case TG_FILING_CLOSED:
    case TG_FILING_REFUSED:
    case TG_FILING_WITHDRAWN:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}
