/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency.h"

/* Hands a case to the course that its form has, unless an exercise says what is to be answered.
 * Pure: everything an agency knows stands in the case, everything it does in the plan. */

#define LIST "customs.export-list"

TgAgencyFault *
tg_agency_fault_new (const char *pointer,
                     const char *code,
                     TgText     *text,
                     gboolean    is_refusal)
{
  TgAgencyFault *self = g_new0 (TgAgencyFault, 1);

  self->pointer = g_strdup (pointer);
  self->code = g_strdup (code);
  self->text = tg_text_ref (text);
  self->is_refusal = is_refusal;
  return self;
}

void
tg_agency_fault_free (TgAgencyFault *self)
{
  if (self == NULL)
    return;
  g_free (self->pointer);
  g_free (self->code);
  g_clear_pointer (&self->text, tg_text_unref);
  g_free (self);
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
      act = tg_agency_plan_receipt (plan, delay, answer->state, answer->code, answer->message);
      tg_agency_act_set_number (act, answer->number);
      for (guint j = 0; j < answer->faults->len; j++)
        {
          const TgFault *fault = answer->faults->pdata[j];

          tg_agency_act_add_fault (act, fault->pointer, fault->code, fault->detail,
                                   fault->detail);
        }
    }
  if (turn->then_agency)
    tg_agency_plan_stage (plan, delay, TG_AGENCY_OWN_COURSE);
}

void
tg_agency_answer (const TgAgencyCase *visit,
                  TgAgencyPlan       *plan)
{
  if (visit->stage == TG_AGENCY_SUBMITTED && visit->turn != NULL)
    follow_script (visit->turn, plan);
  else if (g_str_equal (visit->submission->form, LIST))
    tg_agency_export_list (visit, plan);
  else
    tg_agency_course (visit, plan);
}

/* About so many seconds, in µs: a fifth more or less. */
gint64
tg_agency_jitter (const TgAgencyCase *visit,
                  gint64              seconds)
{
  gint64 thousandths = 800 + (gint64) tg_chance_below (visit->chance, 401);

  return seconds * thousandths * (G_USEC_PER_SEC / 1000);
}
