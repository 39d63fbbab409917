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

gboolean
tg_judge_knows_form (TgJudge    *self,
                     const char *form,
                     guint       version)
{
  return TG_JUDGE_GET_IFACE (self)->knows_form (self, form, version);
}

GPtrArray *
tg_judge_list_faults (TgJudge                *self,
                      const TgJudgedDocument *shown)
{
  return TG_JUDGE_GET_IFACE (self)->list_faults (self, shown);
}
