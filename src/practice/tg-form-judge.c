/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-judge.h"

#include "tg-receipt.h"

/* The agencies' check of a document: the rules of the form and version that it was filed
 * under. What blocks is a fault, and so is what the form only warns of but an agency knows for
 * certain. Immutable. */

struct _TgFormJudge
{
  GObject       parent_instance;
  TgCatalogue  *catalogue;
  TgCodeLookup *codes;         /* nullable */
};

static void tg_form_judge_judge_init (TgJudgeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgFormJudge, tg_form_judge, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_JUDGE, tg_form_judge_judge_init))

/* Customs has the whole tariff, so its legal units are no guess. */
static gboolean
is_fault (const char *form,
          TgIssue    *issue)
{
  static const char * const strict[] = { "V6", "V6-second", NULL };

  if (tg_issue_get_level (issue) == TG_LEVEL_BLOCKING)
    return TRUE;
  return g_str_has_prefix (form, "customs.") && g_strv_contains (strict, tg_issue_get_id (issue));
}

/* Customs numbers its errors by document and stage (ceb_error_ranges): the format check's own
 * ids are those of the built-in checks, all others are rules of business. The other agencies
 * name the rule. */
static const char *
get_code (const char *form,
          TgIssue    *issue)
{
  static const char * const format[] = {
    "required", "length", "number", "code", "date", "pattern", "digit", "lines", "unknown", NULL
  };
  gboolean is_format = g_strv_contains (format, tg_issue_get_id (issue));

  if (g_str_equal (form, "customs.order"))
    return is_format ? "-302001" : "-303001";
  if (g_str_has_prefix (form, "customs."))
    return is_format ? "-602001" : "-603001";
  return tg_issue_get_id (issue);
}

static gboolean
tg_form_judge_knows_form (TgJudge    *judge,
                          const char *form,
                          guint       version)
{
  TgForm *found = tg_catalogue_find (TG_FORM_JUDGE (judge)->catalogue, form, version);

  /* A form answers to its aliases too, but is filed under its id. */
  return found != NULL && g_str_equal (found->id, form);
}

static GPtrArray *
tg_form_judge_list_faults (TgJudge                *judge,
                           const TgJudgedDocument *shown)
{
  TgFormJudge *self = TG_FORM_JUDGE (judge);
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  g_autoptr (GHashTable) others = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) issues = NULL;
  TgRulesContext context = { .today = shown->today, .codes = self->codes, .others = others };
  TgForm *form = tg_catalogue_find (self->catalogue, shown->form, shown->form_version);

  if (form == NULL)
    return faults;
  if (shown->order != NULL)
    g_hash_table_insert (others, (gpointer) "other.order", shown->order);
  issues = tg_rules_check (tg_catalogue_get_rules (self->catalogue, form), shown->document,
                           &context);
  for (guint i = 0; i < issues->len; i++)
    {
      TgIssue *issue = issues->pdata[i];
      g_autofree char *pointer = tg_path_to_pointer (shown->document, tg_issue_get_path (issue));

      if (is_fault (shown->form, issue))
        g_ptr_array_add (faults,
                         tg_fault_new (pointer != NULL ? pointer : "",
                                       get_code (shown->form, issue),
                                       tg_text_get_in (tg_issue_get_text (issue), "zh")));
    }
  return faults;
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
  iface->knows_form = tg_form_judge_knows_form;
  iface->list_faults = tg_form_judge_list_faults;
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
