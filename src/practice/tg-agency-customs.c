/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency.h"

#include "tg-date.h"

/* Customs. An order is entered (304: 1, 2, 120) when it is in order itself. An export list
 * waits at 2 until the order, the payment and the waybill of its order number are there, is
 * then entered (120), judged by the form's own rules (100), released (800), closed after its
 * date of export (899) and, with statistics flag B, merged into a declaration (792, by the
 * desk). Codes: ceb_return_status_map. */

#define LIST "customs.export-list"

/* A day of the calendar passes in twenty seconds, so that nobody waits for a departure. */
#define PRACTICE_DAY (20 * G_USEC_PER_SEC)

static gboolean
is_list (const TgAgencyCase *visit)
{
  return g_str_equal (visit->submission->form, LIST);
}

static char *
make_number (const TgAgencyCase *visit,
             const char         *kind)
{
  const char *office = tg_document_get (visit->submission->document, "customs_code");

  if (*office == '\0')
    office = "0000";
  if (g_str_equal (kind, "pre_no"))
    return g_strdup_printf ("B%.4s%.2s%.2s%09" G_GINT64_FORMAT, visit->today, visit->today + 5,
                            visit->today + 8, visit->serial);
  return g_strdup_printf ("%.4s%.4sE%09" G_GINT64_FORMAT, office, visit->today, visit->serial);
}

static void
plan_entry (const TgAgencyCase *visit,
            TgAgencyPlan       *plan)
{
  gint64 delay = tg_agency_jitter (visit, 1);
  TgAgencyAct *act;

  tg_agency_plan_receipt (plan, delay, TG_FILING_STORED, "1", "电子口岸已暂存");
  delay += tg_agency_jitter (visit, 1);
  act = tg_agency_plan_receipt (plan, delay, TG_FILING_RECEIVED, "2", "新增申报成功");
  if (is_list (visit))
    {
      g_autofree char *number = make_number (visit, "pre_no");

      tg_agency_act_set_number (act, number);
    }
  delay += tg_agency_jitter (visit, 2);
  tg_agency_plan_stage (plan, delay, is_list (visit) ? TG_AGENCY_MATCH : TG_AGENCY_REVIEW);
}

/* A list that is out of customs' hands can no longer be changed; it can be withdrawn until it
 * is merged. */
static void
plan_withdrawal (const TgAgencyCase *visit,
                 TgAgencyPlan       *plan)
{
  gint64 delay = tg_agency_jitter (visit, 2);

  if (visit->is_merged)
    {
      tg_agency_plan_receipt (plan, delay, TG_FILING_REFUSED, "-623005",
                              "清单已汇总成报关单，状态不符合撤单申报要求")->keeps_state = TRUE;
      return;
    }
  tg_agency_plan_receipt (plan, delay, TG_FILING_WITHDRAWN, "399",
                          "[Code:2300;Desc:审核通过]撤销申请单审结");
}

static void
plan_submitted (const TgAgencyCase *visit,
                TgAgencyPlan       *plan)
{
  if (visit->submission->action == TG_ACTION_WITHDRAW)
    plan_withdrawal (visit, plan);
  else if (visit->state == TG_FILING_RELEASED || visit->state == TG_FILING_CLOSED)
    tg_agency_plan_receipt (plan, tg_agency_jitter (visit, 2), TG_FILING_REFUSED, "-621012",
                            "清单的申报状态不符合改单申报的条件：已放行的清单只能撤销或退货")
    ->keeps_state = TRUE;
  else
    plan_entry (visit, plan);
}

static void
plan_match (const TgAgencyCase *visit,
            TgAgencyPlan       *plan)
{
  g_autofree char *number = NULL;

  if (!visit->has_order)
    {
      tg_agency_plan_receipt (plan, 0, TG_FILING_RECEIVED, "2", "等待三单比对：缺少电子订单(303)");
      return;
    }
  if (!visit->has_payment || !visit->has_waybill)
    {
      tg_agency_plan_stage (plan, tg_agency_jitter (visit, 3), TG_AGENCY_PARTNERS);
      return;
    }
  number = make_number (visit, "invt_no");
  tg_agency_act_set_number (tg_agency_plan_receipt (plan, 0, TG_FILING_UNDER_REVIEW, "120",
                                                    "[Code:1800;Desc:逻辑校验通过]"),
                            number);
  tg_agency_plan_stage (plan, tg_agency_jitter (visit, 4), TG_AGENCY_REVIEW);
}

static void
plan_review (const TgAgencyCase *visit,
             TgAgencyPlan       *plan)
{
  if (visit->faults->len > 0)
    {
      const TgFault *first = visit->faults->pdata[0];
      g_autofree char *message = g_strdup_printf ("海关退单：%s", first->detail);

      tg_agency_plan_receipt (plan, 0, TG_FILING_RETURNED, "100", message);
      tg_agency_plan_faults (visit, plan);
    }
  else if (!is_list (visit))
    {
      tg_agency_plan_receipt (plan, 0, TG_FILING_ACCEPTED, "120", "[Code:1800;Desc:逻辑校验通过]");
    }
  else if (tg_chance_below (visit->chance, 8) == 0)
    {
      tg_agency_plan_receipt (plan, 0, TG_FILING_UNDER_REVIEW, "300", "[Code:1200;Desc:待人工审核]");
      tg_agency_plan_stage (plan, tg_agency_jitter (visit, 8), TG_AGENCY_DECIDE);
    }
  else
    {
      tg_agency_plan_stage (plan, tg_agency_jitter (visit, 3), TG_AGENCY_DECIDE);
    }
}

/* From the release to the day after the date of export. */
static gint64
get_departure_delay (const TgAgencyCase *visit)
{
  gint64 today, departure;

  if (!tg_date_to_days (visit->today, &today) ||
      !tg_date_to_days (tg_document_get (visit->submission->document, "ie_date"), &departure) ||
      departure < today)
    return 0;
  return (departure + 1 - today) * PRACTICE_DAY;
}

static void
plan_release (const TgAgencyCase *visit,
              TgAgencyPlan       *plan)
{
  g_autofree char *number = make_number (visit, "invt_no");

  tg_agency_act_set_number (tg_agency_plan_receipt (plan, 0, TG_FILING_RELEASED, "800",
                                                    "[Code:2600;Desc:放行]"),
                            number);
  tg_agency_plan_stage (plan, tg_agency_jitter (visit, 4) + get_departure_delay (visit),
                        TG_AGENCY_CLOSE);
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
  g_autofree char *number = make_number (visit, "invt_no");

  tg_agency_act_set_number (tg_agency_plan_receipt (plan, 0, TG_FILING_CLOSED, "899", "结关"),
                            number);
  plan_merge (visit, plan);
}

void
tg_agency_customs (const TgAgencyCase *visit,
                   TgAgencyPlan       *plan)
{
  switch (visit->stage)
    {
    case TG_AGENCY_SUBMITTED:
    case TG_AGENCY_OWN_COURSE:
      plan_submitted (visit, plan);
      break;
    case TG_AGENCY_MATCH:
      plan_match (visit, plan);
      break;
    case TG_AGENCY_REVIEW:
      plan_review (visit, plan);
      break;
    case TG_AGENCY_DECIDE:
      plan_release (visit, plan);
      break;
    case TG_AGENCY_CLOSE:
      plan_close (visit, plan);
      break;
    case TG_AGENCY_CLOSED:
      plan_merge (visit, plan);
      break;
    case TG_AGENCY_PARTNERS:
    case TG_AGENCY_MERGE:
    case TG_AGENCY_MONEY:
    case TG_AGENCY_ACCOUNT:
      break;
    }
}
