/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency.h"

/* Customs and the export list. It waits at 2 until the order, the payment and the waybill of its
 * order number are there, is then entered (120), judged (100), released (800), closed after its
 * date of export (899) and, with statistics flag B, merged into a declaration (792, by the desk).
 * The words, codes and numbers are those of its course, under the names used here. */

static void
plan_named (const TgAgencyCase *visit,
            TgAgencyPlan       *plan,
            const char         *name)
{
  const TgCourseAnswer *answer = tg_course_find_named (visit->course, name);

  if (answer != NULL)
    tg_agency_plan_answer (visit, plan, 0, answer);
  else
    g_warning ("The course of the export list names no “%s”", name);
}

/* A list that is merged or has left the country is past withdrawing. */
static void
plan_submitted (const TgAgencyCase *visit,
                TgAgencyPlan       *plan)
{
  gint64 delay;

  if (visit->submission->action == TG_ACTION_WITHDRAW && visit->is_merged)
    {
      plan_named (visit, plan, "merged");
      ((TgAgencyAct *) plan->acts->pdata[0])->keeps_state = TRUE;
      return;
    }
  if (tg_agency_plan_gate (visit, plan))
    return;
  delay = tg_agency_plan_entry (visit, plan);
  tg_agency_plan_stage (plan, delay + tg_agency_jitter (visit, visit->course->review),
                        TG_AGENCY_MATCH);
}

static void
plan_match (const TgAgencyCase *visit,
            TgAgencyPlan       *plan)
{
  if (!visit->has_order)
    {
      plan_named (visit, plan, "waiting");
      return;
    }
  if (!visit->has_payment || !visit->has_waybill)
    {
      tg_agency_plan_stage (plan, tg_agency_jitter (visit, 3), TG_AGENCY_PARTNERS);
      return;
    }
  plan_named (visit, plan, "entered");
  tg_agency_plan_stage (plan, tg_agency_jitter (visit, 4), TG_AGENCY_REVIEW);
}

static void
plan_review (const TgAgencyCase *visit,
             TgAgencyPlan       *plan)
{
  if (visit->faults->len > 0)
    {
      tg_agency_plan_return (visit, plan);
    }
  else if (tg_chance_below (visit->chance, 8) == 0)
    {
      plan_named (visit, plan, "manual");
      tg_agency_plan_stage (plan, tg_agency_jitter (visit, 8), TG_AGENCY_DECIDE);
    }
  else
    {
      tg_agency_plan_stage (plan, tg_agency_jitter (visit, 3), TG_AGENCY_DECIDE);
    }
}

static void
plan_release (const TgAgencyCase *visit,
              TgAgencyPlan       *plan)
{
  gint64 delay = tg_agency_jitter (visit, 4) + tg_agency_wait_until (visit, "ie_date");

  plan_named (visit, plan, "released");
  tg_agency_plan_stage (plan, delay, TG_AGENCY_CLOSE);
}

/* Only a list of the summary kind comes into a declaration. The buyer pays in any case. */
static void
plan_merge (const TgAgencyCase *visit,
            TgAgencyPlan       *plan)
{
  if (g_str_equal (tg_document_get (visit->submission->document, "statistics_flag"), "B"))
    tg_agency_plan_stage (plan, tg_agency_jitter (visit, 4), TG_AGENCY_MERGE);
  tg_agency_plan_stage (plan, tg_agency_jitter (visit, 8), TG_AGENCY_MONEY);
}

static void
plan_close (const TgAgencyCase *visit,
            TgAgencyPlan       *plan)
{
  plan_named (visit, plan, "closed");
  plan_merge (visit, plan);
}

/* Where the own course begins after a script: behind what the script has answered. */
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
tg_agency_export_list (const TgAgencyCase *visit,
                       TgAgencyPlan       *plan)
{
  TgAgencyCase own = *visit;

  if (own.stage == TG_AGENCY_OWN_COURSE)
    own.stage = resume_stage (visit);
  switch (own.stage)
    {
    case TG_AGENCY_SUBMITTED:
    case TG_AGENCY_OWN_COURSE:
      plan_submitted (&own, plan);
      break;
    case TG_AGENCY_MATCH:
      plan_match (&own, plan);
      break;
    case TG_AGENCY_REVIEW:
      plan_review (&own, plan);
      break;
    case TG_AGENCY_DECIDE:
      plan_release (&own, plan);
      break;
    case TG_AGENCY_CLOSE:
      plan_close (&own, plan);
      break;
    case TG_AGENCY_CLOSED:
      plan_merge (&own, plan);
      break;
    case TG_AGENCY_PARTNERS:
    case TG_AGENCY_MERGE:
    case TG_AGENCY_MONEY:
    case TG_AGENCY_ACCOUNT:
    case TG_AGENCY_BOOK:
      break;
    }
}
