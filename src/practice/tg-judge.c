/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-judge.h"

/* The interface behind which the agencies' knowledge of forms and rules lies. */

G_DEFINE_INTERFACE (TgJudge, tg_judge, G_TYPE_OBJECT)

static void
tg_judge_default_init (TgJudgeInterface *iface)
{
}

TgForm *
tg_judge_find_form (TgJudge    *self,
                    const char *form,
                    guint       version)
{
  return TG_JUDGE_GET_IFACE (self)->find_form (self, form, version);
}

GPtrArray *
tg_judge_list_findings (TgJudge                *self,
                        const TgJudgedDocument *shown)
{
  return TG_JUDGE_GET_IFACE (self)->list_findings (self, shown);
}

GPtrArray *
tg_judge_list_movements (TgJudge                *self,
                         const TgJudgedDocument *shown)
{
  return TG_JUDGE_GET_IFACE (self)->list_movements (self, shown);
}

TgFinding *
tg_finding_new (const char *pointer,
                const char *rule,
                TgLevel     level,
                TgText     *text)
{
  TgFinding *self = g_new0 (TgFinding, 1);

  self->pointer = g_strdup (pointer);
  self->rule = g_strdup (rule);
  self->level = level;
  self->text = tg_text_ref (text);
  return self;
}

void
tg_finding_free (TgFinding *self)
{
  if (self == NULL)
    return;
  g_free (self->pointer);
  g_free (self->rule);
  g_clear_pointer (&self->text, tg_text_unref);
  g_free (self);
}
