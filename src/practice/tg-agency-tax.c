/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency.h"

/* The tax office. A refund claim is taken in, examined by the form's own rules (a query with
 * the rule's number where they find fault), approved, ordered and paid. Codes:
 * claim_status_map. */

static void
plan_submitted (const TgAgencyCase *visit,
                TgAgencyPlan       *plan)
{
  g_autofree char *number = g_strdup_printf ("TS%.4s%010" G_GINT64_FORMAT, visit->today,
                                             visit->serial);
  gint64 delay = tg_agency_jitter (visit, 1);

  if (visit->submission->action == TG_ACTION_WITHDRAW)
    {
      tg_agency_plan_receipt (plan, delay, TG_FILING_WITHDRAWN, "reversed", "已冲减：撤回申报");
      return;
    }
  if (visit->state == TG_FILING_PAID)
    {
      tg_agency_plan_receipt (plan, delay, TG_FILING_REFUSED, "refused",
                              "退税款已到账，不能更改申报")->keeps_state = TRUE;
      return;
    }
  tg_agency_plan_receipt (plan, delay, TG_FILING_RECEIVED, "sent", "已报送");
  delay += tg_agency_jitter (visit, 2);
  tg_agency_act_set_number (tg_agency_plan_receipt (plan, delay, TG_FILING_UNDER_REVIEW, "accepted",
                                                    "准予受理"),
                            number);
  delay += tg_agency_jitter (visit, 3);
  tg_agency_plan_stage (plan, delay, TG_AGENCY_REVIEW);
}

static void
plan_review (const TgAgencyCase *visit,
             TgAgencyPlan       *plan)
{
  if (visit->faults->len > 0)
    {
      const TgFault *first = visit->faults->pdata[0];
      g_autofree char *message = g_strdup_printf ("疑点 %s：%s", first->code, first->detail);

      tg_agency_plan_receipt (plan, 0, TG_FILING_RETURNED, "query", message);
      tg_agency_plan_faults (visit, plan);
      return;
    }
  tg_agency_plan_receipt (plan, 0, TG_FILING_UNDER_REVIEW, "reviewing", "审核中");
  tg_agency_plan_stage (plan, tg_agency_jitter (visit, 4), TG_AGENCY_DECIDE);
}

static void
plan_payment (const TgAgencyCase *visit,
              TgAgencyPlan       *plan)
{
  g_autofree char *number = g_strdup_printf ("SRTH%.4s%08" G_GINT64_FORMAT, visit->today,
                                             visit->serial);
  gint64 delay = tg_agency_jitter (visit, 2);

  tg_agency_plan_receipt (plan, 0, TG_FILING_ACCEPTED, "approved", "核准退税");
  tg_agency_act_set_number (tg_agency_plan_receipt (plan, delay, TG_FILING_RELEASED, "ordered",
                                                    "已开具税收收入退还书"),
                            number);
  delay += tg_agency_jitter (visit, 4);
  tg_agency_act_set_number (tg_agency_plan_receipt (plan, delay, TG_FILING_PAID, "paid",
                                                    "退税款已到账"),
                            number);
}

void
tg_agency_tax (const TgAgencyCase *visit,
               TgAgencyPlan       *plan)
{
  switch (visit->stage)
    {
    case TG_AGENCY_SUBMITTED:
    case TG_AGENCY_OWN_COURSE:
      plan_submitted (visit, plan);
      break;
    case TG_AGENCY_REVIEW:
      plan_review (visit, plan);
      break;
    case TG_AGENCY_DECIDE:
      plan_payment (visit, plan);
      break;
    case TG_AGENCY_MATCH:
    case TG_AGENCY_CLOSE:
    case TG_AGENCY_CLOSED:
    case TG_AGENCY_PARTNERS:
    case TG_AGENCY_MERGE:
    case TG_AGENCY_MONEY:
    case TG_AGENCY_ACCOUNT:
      break;
    }
}
