/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-judge.h"

/* The agencies' check of a document: the rules of the form and version that it was filed under,
 * with what the window has of other documents. Which of the findings are faults, and under which
 * code, the agency's course says. Immutable. */

struct _TgFormJudge
{
  GObject       parent_instance;
  TgCatalogue  *catalogue;
  TgCodeLookup *codes;         /* nullable */
};

static void tg_form_judge_judge_init (TgJudgeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgFormJudge, tg_form_judge, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_JUDGE, tg_form_judge_judge_init))

static TgForm *
tg_form_judge_find_form (TgJudge    *judge,
                         const char *form,
                         guint       version)
{
  TgForm *found = tg_catalogue_find (TG_FORM_JUDGE (judge)->catalogue, form, version);

  /* A form answers to its aliases too, but is filed under its id. */
  return found != NULL && g_str_equal (found->id, form) ? found : NULL;
}

static TgFinding *
describe (TgDocument *document,
          TgIssue    *issue)
{
  g_autofree char *pointer = tg_path_to_pointer (document, tg_issue_get_path (issue));

  return tg_finding_new (pointer != NULL ? pointer : "", tg_issue_get_id (issue),
                         tg_issue_get_level (issue), tg_issue_get_text (issue));
}

static GPtrArray *
tg_form_judge_list_findings (TgJudge                *judge,
                             const TgJudgedDocument *shown)
{
  TgFormJudge *self = TG_FORM_JUDGE (judge);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_finding_free);
  g_autoptr (GPtrArray) issues = NULL;
  TgRulesContext context = {
    .today = shown->today, .codes = self->codes, .others = shown->others
  };
  TgForm *form = tg_catalogue_find (self->catalogue, shown->form, shown->form_version);

  if (form == NULL)
    return findings;
  issues = tg_rules_check (tg_catalogue_get_rules (self->catalogue, form), shown->document,
                           &context);
  for (guint i = 0; i < issues->len; i++)
    g_ptr_array_add (findings, describe (shown->document, issues->pdata[i]));
  return findings;
}

static GPtrArray *
tg_form_judge_list_movements (TgJudge                *judge,
                              const TgJudgedDocument *shown)
{
  TgFormJudge *self = TG_FORM_JUDGE (judge);
  TgRulesContext context = {
    .today = shown->today, .codes = self->codes, .others = shown->others
  };
  TgForm *form = tg_catalogue_find (self->catalogue, shown->form, shown->form_version);

  if (form == NULL)
    return g_ptr_array_new ();
  return tg_rules_list_movements (tg_catalogue_get_rules (self->catalogue, form), shown->document,
                                  &context);
}

static void
tg_form_judge_finalize (GObject *object)
{
  TgFormJudge *self = TG_FORM_JUDGE (object);

  g_clear_pointer (&self->catalogue, tg_catalogue_unref);
  g_clear_object (&self->codes);
  G_OBJECT_CLASS (tg_form_judge_parent_class)->finalize (object);
}

static void
tg_form_judge_judge_init (TgJudgeInterface *iface)
{
  iface->find_form = tg_form_judge_find_form;
  iface->list_findings = tg_form_judge_list_findings;
  iface->list_movements = tg_form_judge_list_movements;
}

static void
tg_form_judge_class_init (TgFormJudgeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_form_judge_finalize;
}

static void
tg_form_judge_init (TgFormJudge *self)
{
}

TgFormJudge *
tg_form_judge_new (TgCatalogue  *catalogue,
                   TgCodeLookup *codes)
{
  TgFormJudge *self = g_object_new (TG_TYPE_FORM_JUDGE, NULL);

  self->catalogue = tg_catalogue_ref (catalogue);
  g_set_object (&self->codes, codes);
  return self;
}
