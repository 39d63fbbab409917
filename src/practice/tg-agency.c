/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency.h"

/* Hands a case to the agency that its form belongs to, unless an exercise says what is to be
 * answered. Pure: everything an agency knows stands in the case, everything it does in the
 * plan. */

typedef struct
{
  const char   *prefix;    /* of the form's id */
  const char   *name;
  TgAgencyFunc  func;
} Agency;

static const Agency agencies[] = {
  { "customs.", "customs", tg_agency_customs },
  { "tax.", "tax", tg_agency_tax },
  { "forex.", "forex", tg_agency_forex },
  { "registration.", "commerce", tg_agency_registration },
};

/* The last one takes what nobody else does, so that no submission stays without an answer. */
static const Agency *
find_agency (const char *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (agencies); i++)
    {
      if (g_str_has_prefix (form, agencies[i].prefix))
        return &agencies[i];
    }
  return &agencies[G_N_ELEMENTS (agencies) - 1];
}

const char *
tg_agency_get_name (const char *form)
{
  return find_agency (form)->name;
}

static void
follow_script (const TgScriptTurn *turn,
               TgAgencyPlan       *plan)
{
  gint64 delay = turn->silence;

  for (guint i = 0; i < turn->answers->len; i++)
    {
      const TgScriptAnswer *answer = turn->answers->pdata[i];
      TgAgencyAct *act;

      delay += answer->after;
      act = tg_agency_plan_receipt (plan, delay, answer->state, answer->code,
                                    tg_text_get_in (answer->message, "zh"));
      tg_agency_act_set_number (act, answer->number);
      for (guint j = 0; j < answer->faults->len; j++)
        {
          const TgFault *fault = answer->faults->pdata[j];

          tg_agency_act_add_fault (act, fault->pointer, fault->code, fault->detail);
        }
    }
  if (turn->then_agency)
    tg_agency_plan_stage (plan, delay, TG_AGENCY_OWN_COURSE);
}

/* Where the agency's own course begins after the script: behind what the script has answered. */
static TgAgencyStage
resume_stage (const TgAgencyCase *visit)
{
  switch (visit->state)
    {
    case TG_FILING_UNDER_REVIEW:
    case TG_FILING_INSPECTION:
      return TG_AGENCY_REVIEW;
    case TG_FILING_RELEASED:
      return TG_AGENCY_CLOSE;
    case TG_FILING_CLOSED:
      return TG_AGENCY_CLOSED;
    case TG_FILING_ACCEPTED:
      return TG_AGENCY_DECIDE;
    case TG_FILING_DRAFT:
    case TG_FILING_STORED:
    case TG_FILING_RECEIVED:
    case TG_FILING_PAID:
    case TG_FILING_RETURNED:
    case TG_FILING_REFUSED:
    case TG_FILING_WITHDRAWN:
      break;
    }
  return TG_AGENCY_SUBMITTED;
}

void
tg_agency_answer (const TgAgencyCase *visit,
                  TgAgencyPlan       *plan)
{
  TgAgencyCase own = *visit;

  if (visit->stage == TG_AGENCY_SUBMITTED && visit->turn != NULL)
    {
      follow_script (visit->turn, plan);
      return;
    }
  if (visit->stage == TG_AGENCY_OWN_COURSE)
    own.stage = resume_stage (visit);
  find_agency (visit->submission->form)->func (&own, plan);
}

/* Adds what the rules found to the receipt planned last. */
void
tg_agency_plan_faults (const TgAgencyCase *visit,
                       TgAgencyPlan       *plan)
{
  TgAgencyAct *act = plan->acts->pdata[plan->acts->len - 1];

  for (guint i = 0; i < visit->faults->len; i++)
    {
      const TgFault *fault = visit->faults->pdata[i];

      tg_agency_act_add_fault (act, fault->pointer, fault->code, fault->detail);
    }
}

/* About so many seconds, in µs: a fifth more or less. */
gint64
tg_agency_jitter (const TgAgencyCase *visit,
                  gint64              seconds)
{
  gint64 thousandths = 800 + (gint64) tg_chance_below (visit->chance, 401);

  return seconds * thousandths * (G_USEC_PER_SEC / 1000);
}
