/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency.h"

#include "tg-date.h"

/* An agency that answers as data say (data/agencies): what it gives at once, what it returns a
 * document with, and what a document in order comes to. Pure. */

/* A day of the calendar passes in twenty seconds, so that nobody waits for a departure. */
#define PRACTICE_DAY (20 * G_USEC_PER_SEC)

static char *
fill_in (const char *text,
         const char *fault,
         const char *code)
{
  GString *filled = g_string_new (text);

  g_string_replace (filled, "{code}", code, 0);
  g_string_replace (filled, "{fault}", fault, 0);
  return g_string_free (filled, FALSE);
}

/* The words of an answer, with what was found first. (transfer full) */
static TgText *
make_text (const TgAgencyCase   *visit,
           const TgCourseAnswer *answer)
{
  const TgAgencyFault *first = visit->faults->len > 0 ? visit->faults->pdata[0] : NULL;
  const char *code = first != NULL ? first->code : "";
  g_autofree char *zh = fill_in (tg_text_get_in (answer->text, "zh"),
                                 first != NULL ? tg_text_get_in (first->text, "zh") : "", code);
  g_autofree char *en = fill_in (tg_text_get_in (answer->text, "en"),
                                 first != NULL ? tg_text_get_in (first->text, "en") : "", code);

  return tg_text_new (zh, en);
}

TgAgencyAct *
tg_agency_plan_answer (const TgAgencyCase   *visit,
                       TgAgencyPlan         *plan,
                       gint64                delay,
                       const TgCourseAnswer *answer)
{
  const TgAgencyFault *first = visit->faults->len > 0 ? visit->faults->pdata[0] : NULL;
  g_autofree char *code = NULL;
  g_autoptr (TgText) text = NULL;
  TgAgencyAct *act;

  if (!answer->is_receipt)
    return tg_agency_plan_stage (plan, delay, answer->stage);
  code = fill_in (answer->code, "", first != NULL ? first->code : "");
  text = make_text (visit, answer);
  act = tg_agency_plan_receipt (plan, delay, answer->state, code, text);
  if (answer->number != NULL)
    {
      g_autofree char *number = tg_course_make_number (answer->number,
                                                       visit->submission->document, visit->today,
                                                       visit->serial);

      tg_agency_act_set_number (act, number);
    }
  return act;
}

gint64
tg_agency_wait_until (const TgAgencyCase *visit,
                      const char         *field)
{
  g_autofree char *date = g_strndup (tg_document_get (visit->submission->document, field), 10);
  gint64 today, day;

  if (!tg_date_to_days (visit->today, &today) || !tg_date_to_days (date, &day) || day < today)
    return 0;
  return (day + 1 - today) * PRACTICE_DAY;
}

/* From the answer numbered `first` on; gives the delay at which they are over. */
static gint64
plan_answers (const TgAgencyCase *visit,
              TgAgencyPlan       *plan,
              GPtrArray          *answers,
              guint               first)
{
  gint64 delay = 0;

  for (guint i = first; i < answers->len; i++)
    {
      const TgCourseAnswer *answer = answers->pdata[i];

      if (answer->one_in > 0 && tg_chance_below (visit->chance, answer->one_in) != 0)
        continue;
      if (answer->until != NULL)
        delay = MAX (delay, tg_agency_wait_until (visit, answer->until));
      if (answer->after > 0)
        delay += tg_agency_jitter (visit, answer->after);
      tg_agency_plan_answer (visit, plan, delay, answer);
    }
  return delay;
}

gint64
tg_agency_plan_entry (const TgAgencyCase *visit,
                      TgAgencyPlan       *plan)
{
  return plan_answers (visit, plan, visit->course->entry, 0);
}

/* The filing stays where it is when what was sent is refused. */
gboolean
tg_agency_plan_gate (const TgAgencyCase *visit,
                     TgAgencyPlan       *plan)
{
  gboolean is_withdrawal = visit->submission->action == TG_ACTION_WITHDRAW;
  GPtrArray *rules = is_withdrawal ? visit->course->withdraw : visit->course->change;

  if (visit->submission->action == TG_ACTION_FILE)
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      const TgCourseAnswer *rule = rules->pdata[i];
      TgAgencyAct *act;

      if (rule->states != 0 && (rule->states & (1u << visit->state)) == 0)
        continue;
      act = tg_agency_plan_answer (visit, plan, tg_agency_jitter (visit, rule->after), rule);
      act->keeps_state = rule->state == TG_FILING_REFUSED;
      return TRUE;
    }
  return FALSE;
}

/* What is wrong with something that the document names is no matter of mending the document. */
void
tg_agency_plan_return (const TgAgencyCase *visit,
                       TgAgencyPlan       *plan)
{
  const TgAgencyFault *first = visit->faults->pdata[0];
  gboolean is_refusal = first->is_refusal && visit->course->refused != NULL;
  TgAgencyAct *act = tg_agency_plan_answer (visit, plan, 0,
                                            is_refusal ? visit->course->refused
                                                       : visit->course->returned);

  for (guint i = 0; i < visit->faults->len; i++)
    {
      const TgAgencyFault *fault = visit->faults->pdata[i];

      tg_agency_act_add_fault (act, fault->pointer, fault->code,
                               tg_text_get_in (fault->text, "zh"),
                               tg_text_get_in (fault->text, "en"));
    }
}

static void
plan_submitted (const TgAgencyCase *visit,
                TgAgencyPlan       *plan)
{
  gint64 delay;

  if (tg_agency_plan_gate (visit, plan))
    return;
  delay = tg_agency_plan_entry (visit, plan);
  tg_agency_plan_stage (plan, delay + tg_agency_jitter (visit, visit->course->review),
                        TG_AGENCY_REVIEW);
}

static void
plan_review (const TgAgencyCase *visit,
             TgAgencyPlan       *plan)
{
  if (visit->faults->len > 0)
    tg_agency_plan_return (visit, plan);
  else
    plan_answers (visit, plan, visit->course->answers, 0);
}

/* Behind what an exercise has answered: the answers after the last that led to this state. */
static void
plan_rest (const TgAgencyCase *visit,
           TgAgencyPlan       *plan)
{
  GPtrArray *answers = visit->course->answers;

  for (guint i = answers->len; i > 0; i--)
    {
      const TgCourseAnswer *answer = answers->pdata[i - 1];

      if (answer->is_receipt && answer->state == visit->state)
        {
          plan_answers (visit, plan, answers, i);
          return;
        }
    }
}

static void
plan_own_course (const TgAgencyCase *visit,
                 TgAgencyPlan       *plan)
{
  switch (visit->state)
    {
    case TG_FILING_UNDER_REVIEW:
    case TG_FILING_INSPECTION:
      plan_review (visit, plan);
      break;
    case TG_FILING_ACCEPTED:
    case TG_FILING_RELEASED:
    case TG_FILING_CLOSED:
    case TG_FILING_PAID:
      plan_rest (visit, plan);
      break;
    case TG_FILING_DRAFT:
    case TG_FILING_STORED:
    case TG_FILING_RECEIVED:
    case TG_FILING_RETURNED:
    case TG_FILING_REFUSED:
    case TG_FILING_WITHDRAWN:
      plan_submitted (visit, plan);
      break;
    }
}

void
tg_agency_course (const TgAgencyCase *visit,
                  TgAgencyPlan       *plan)
{
  switch (visit->stage)
    {
    case TG_AGENCY_SUBMITTED:
      plan_submitted (visit, plan);
      break;
    case TG_AGENCY_OWN_COURSE:
      plan_own_course (visit, plan);
      break;
    case TG_AGENCY_REVIEW:
      plan_review (visit, plan);
      break;
    case TG_AGENCY_DECIDE:
      plan_rest (visit, plan);
      break;
    case TG_AGENCY_MATCH:
    case TG_AGENCY_CLOSE:
    case TG_AGENCY_CLOSED:
    case TG_AGENCY_PARTNERS:
    case TG_AGENCY_MERGE:
    case TG_AGENCY_MONEY:
    case TG_AGENCY_ACCOUNT:
    case TG_AGENCY_BOOK:
      break;
    }
}
