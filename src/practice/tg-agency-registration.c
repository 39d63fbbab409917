/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency.h"

/* Registration with the window itself, for all agencies at once: stored, examined by the
 * form's own rules, accepted with a number or returned with notes. Codes:
 * registration_status_map. */

static void
plan_submitted (const TgAgencyCase *visit,
                TgAgencyPlan       *plan)
{
  gint64 delay = tg_agency_jitter (visit, 1);

  if (visit->submission->action == TG_ACTION_WITHDRAW)
    {
      tg_agency_plan_receipt (plan, delay, TG_FILING_WITHDRAWN, "04", "已注销备案");
      return;
    }
  tg_agency_plan_receipt (plan, delay, TG_FILING_STORED, "00", "已接收");
  delay += tg_agency_jitter (visit, 2);
  tg_agency_plan_receipt (plan, delay, TG_FILING_UNDER_REVIEW, "01", "审核中");
  delay += tg_agency_jitter (visit, 3);
  tg_agency_plan_stage (plan, delay, TG_AGENCY_REVIEW);
}

static void
plan_review (const TgAgencyCase *visit,
             TgAgencyPlan       *plan)
{
  g_autofree char *number = g_strdup_printf ("BA%.4s%08" G_GINT64_FORMAT, visit->today,
                                             visit->serial);

  if (visit->faults->len == 0)
    {
      tg_agency_act_set_number (tg_agency_plan_receipt (plan, 0, TG_FILING_ACCEPTED, "02",
                                                        "备案通过"),
                                number);
      return;
    }
  tg_agency_plan_receipt (plan, 0, TG_FILING_RETURNED, "03", "退回修改，见各栏说明");
  tg_agency_plan_faults (visit, plan);
}

void
tg_agency_registration (const TgAgencyCase *visit,
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
    case TG_AGENCY_MATCH:
    case TG_AGENCY_DECIDE:
    case TG_AGENCY_CLOSE:
    case TG_AGENCY_CLOSED:
    case TG_AGENCY_PARTNERS:
    case TG_AGENCY_MERGE:
    case TG_AGENCY_MONEY:
    case TG_AGENCY_ACCOUNT:
      break;
    }
}
