/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency.h"

/* The bank and the exchange administration. An application for an account ends with its
 * number, and the desk then opens the account; a declaration of a receipt ends with its
 * reporting number, an application for the directory with its entry there. Codes:
 * forex_status_map. */

#define ACCOUNT_FORM "forex.personal-account"
#define DIRECTORY_FORM "forex.directory"

static gboolean
is_account (const TgAgencyCase *visit)
{
  return g_str_equal (visit->submission->form, ACCOUNT_FORM);
}

static void
plan_submitted (const TgAgencyCase *visit,
                TgAgencyPlan       *plan)
{
  gint64 delay = tg_agency_jitter (visit, 1);

  if (visit->submission->action == TG_ACTION_WITHDRAW)
    {
      if (visit->state == TG_FILING_ACCEPTED)
        tg_agency_plan_receipt (plan, delay, TG_FILING_REFUSED, "50",
                                "已办结，不能撤回")->keeps_state = TRUE;
      else
        tg_agency_plan_receipt (plan, delay, TG_FILING_WITHDRAWN, "60", "申请人已撤回");
      return;
    }
  if (visit->state == TG_FILING_ACCEPTED && is_account (visit))
    {
      tg_agency_plan_receipt (plan, delay, TG_FILING_REFUSED, "50",
                              "账户已开立，请另办变更")->keeps_state = TRUE;
      return;
    }
  tg_agency_plan_receipt (plan, delay, TG_FILING_RECEIVED, "10", "银行已接收");
  delay += tg_agency_jitter (visit, 2);
  tg_agency_plan_receipt (plan, delay, TG_FILING_UNDER_REVIEW, "20", "银行审核中");
  delay += tg_agency_jitter (visit, 3);
  tg_agency_plan_stage (plan, delay, TG_AGENCY_REVIEW);
}

static void
plan_opening (const TgAgencyCase *visit,
              TgAgencyPlan       *plan)
{
  g_autofree char *number = g_strdup_printf ("6217%014" G_GINT64_FORMAT, visit->serial);

  tg_agency_act_set_number (tg_agency_plan_receipt (plan, 0, TG_FILING_ACCEPTED, "30",
                                                    "账户已开立"),
                            number);
  tg_agency_plan_stage (plan, 0, TG_AGENCY_ACCOUNT);
}

/* The reporting number has 22 places: bank (12), date (6), serial (4). */
static void
plan_reported (const TgAgencyCase *visit,
               TgAgencyPlan       *plan)
{
  g_autofree char *number = g_strdup_printf ("410100000101%.2s%.2s%.2s%04" G_GINT64_FORMAT,
                                             visit->today + 2, visit->today + 5, visit->today + 8,
                                             visit->serial % 10000);

  tg_agency_act_set_number (tg_agency_plan_receipt (plan, 0, TG_FILING_ACCEPTED, "30",
                                                    "申报数据已接受"),
                            number);
}

static void
plan_entered (const TgAgencyCase *visit,
              TgAgencyPlan       *plan)
{
  g_autofree char *number = g_strdup_printf ("ML%.4s%08" G_GINT64_FORMAT, visit->today,
                                             visit->serial);

  tg_agency_act_set_number (tg_agency_plan_receipt (plan, 0, TG_FILING_ACCEPTED, "30",
                                                    "名录登记已办理"),
                            number);
}

static void
plan_review (const TgAgencyCase *visit,
             TgAgencyPlan       *plan)
{
  if (visit->faults->len > 0)
    {
      const TgFault *first = visit->faults->pdata[0];
      g_autofree char *message = g_strdup_printf ("退回补正：%s", first->detail);

      tg_agency_plan_receipt (plan, 0, TG_FILING_RETURNED, "40", message);
      tg_agency_plan_faults (visit, plan);
    }
  else if (is_account (visit))
    plan_opening (visit, plan);
  else if (g_str_equal (visit->submission->form, DIRECTORY_FORM))
    plan_entered (visit, plan);
  else
    plan_reported (visit, plan);
}

void
tg_agency_forex (const TgAgencyCase *visit,
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
