/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include <glib/gi18n-lib.h>

#include "tg-rate-witness.h"
#include "tg-set-check.h"

/* What is wrong, and when it is said. Checks run in a thread on a frozen copy after every commit; a
 * result that is older than the document is shown and followed by another run. The pane stays empty
 * until the person asks for a check, but for advice. At a field, an issue shows once its field was
 * left; a missing value only after a check or a second visit; what an agency found shows until the
 * value differs from the one sent. */

typedef struct
{
  TgRules      *rules;
  TgDocument   *document;
  TgCodeLookup *codes;
  GHashTable   *others;
  GPtrArray    *sets;
  char         *today;
  TgIssue      *ended;        /* nullable */
  TgIssue      *orphaned;     /* nullable */
  gboolean      is_practice;
  guint64       serial;
} Check;

static void
check_free (Check *self)
{
  tg_rules_unref (self->rules);
  tg_document_unref (self->document);
  g_clear_object (&self->codes);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_object (&self->ended);
  g_clear_object (&self->orphaned);
  g_free (self->today);
  g_free (self);
}

void
tg_draft_init_issues (TgDraft *self)
{
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->visits = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->issues = g_list_store_new (TG_TYPE_ISSUE);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->conflicts = g_ptr_array_new_with_free_func (g_object_unref);
}

void
tg_draft_clear_issues (TgDraft *self)
{
  g_clear_pointer (&self->by_path, g_hash_table_unref);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->visits, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_object (&self->issues);
}

void
tg_draft_count_visit (TgDraft    *self,
                      const char *path)
{
  guint visits = GPOINTER_TO_UINT (g_hash_table_lookup (self->visits, path));

  g_hash_table_insert (self->visits, g_strdup (path), GUINT_TO_POINTER (visits + 1));
}

/* ---- results ---- */

static void
index_issue (GHashTable *by_path,
             TgIssue    *issue)
{
  const char *path = tg_issue_get_path (issue);
  GPtrArray *there = g_hash_table_lookup (by_path, path);

  if (there == NULL)
    {
      there = g_ptr_array_new ();
      g_hash_table_insert (by_path, (char *) path, there);
    }
  g_ptr_array_add (there, issue);
}

static int
compare_levels (gconstpointer a,
                gconstpointer b)
{
  TgLevel left = tg_issue_get_level (*(TgIssue * const *) a);
  TgLevel right = tg_issue_get_level (*(TgIssue * const *) b);

  return (int) left - (int) right;
}

static TgIssue *
find_fault (TgDraft    *self,
            const char *path)
{
  const char *sent;

  if (self->sent == NULL)
    return NULL;
  sent = tg_document_get (self->sent, path);
  if (g_strcmp0 (sent, tg_document_get (self->document, path)) != 0)
    return NULL;
  return g_hash_table_lookup (self->faults, path);
}

static GPtrArray *
collect_faults (TgDraft *self)
{
  GPtrArray *faults = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, self->faults);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    {
      TgIssue *fault = find_fault (self, path);

      if (fault != NULL)
        g_ptr_array_add (faults, fault);
    }
  return faults;
}

/* What tells of the document as a whole and finds no fault, such as by which documents a sale is
 * declared, is of use before anything is checked. */
static gboolean
is_advice (TgIssue *issue)
{
  return tg_issue_get_level (issue) == TG_LEVEL_INFORMATION &&
         tg_issue_get_path (issue)[0] == '\0';
}

/* What the pane shows: the agency's faults and advice always, the rest after a check; blocking ones
 * first, the order of the form within a level. */
static void
fill_pane (TgDraft *self)
{
  g_autoptr (GPtrArray) shown = collect_faults (self);
  g_autoptr (GPtrArray) sorted = NULL;

  for (guint i = 0; i < self->conflicts->len; i++)
    g_ptr_array_add (shown, self->conflicts->pdata[i]);
  for (guint i = 0; i < self->found->len; i++)
    if (self->checked || is_advice (self->found->pdata[i]))
      g_ptr_array_add (shown, self->found->pdata[i]);
  sorted = g_ptr_array_sized_new (shown->len);
  for (TgLevel level = TG_LEVEL_BLOCKING; level <= TG_LEVEL_INFORMATION; level++)
    for (guint i = 0; i < shown->len; i++)
      if (tg_issue_get_level (shown->pdata[i]) == level)
        g_ptr_array_add (sorted, shown->pdata[i]);
  g_list_store_splice (self->issues, 0, g_list_model_get_n_items (G_LIST_MODEL (self->issues)),
                       sorted->pdata, sorted->len);
  self->n_blocking = 0;
  self->n_warnings = 0;
  for (guint i = 0; i < sorted->len; i++)
    {
      TgLevel level = tg_issue_get_level (sorted->pdata[i]);

      self->n_blocking += level == TG_LEVEL_BLOCKING;
      self->n_warnings += level == TG_LEVEL_WARNING;
    }
}

void
tg_draft_refresh_issues (TgDraft *self)
{
  fill_pane (self);
  tg_draft_emit_issues (self);
}

static gboolean
is_same_at (GPtrArray *a,
            GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return a == b;
  for (guint i = 0; i < a->len; i++)
    if (g_strcmp0 (tg_issue_get_id (a->pdata[i]), tg_issue_get_id (b->pdata[i])) != 0 ||
        g_strcmp0 (tg_issue_get_message (a->pdata[i]), tg_issue_get_message (b->pdata[i])) != 0)
      return FALSE;
  return TRUE;
}

static void
tell_differences (TgDraft    *self,
                  GHashTable *from,
                  GHashTable *to)
{
  GHashTableIter iter;
  gpointer path, there;

  g_hash_table_iter_init (&iter, to);
  while (g_hash_table_iter_next (&iter, &path, &there))
    if (!is_same_at (there, g_hash_table_lookup (from, path)))
      tg_draft_emit_field (self, path);
  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (!g_hash_table_contains (to, path))
      tg_draft_emit_field (self, path);
}

static void
take_result (TgDraft   *self,
             GPtrArray *found)
{
  g_autoptr (GHashTable) old_by_path = g_steal_pointer (&self->by_path);
  g_autoptr (GPtrArray) old_found = g_steal_pointer (&self->found);

  self->found = g_ptr_array_ref (found);
  self->looked_over = TRUE;
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < found->len; i++)
    index_issue (self->by_path, found->pdata[i]);
  fill_pane (self);
  tell_differences (self, old_by_path, self->by_path);
  tg_draft_emit_issues (self);
}

/* ---- running ---- */

/* An abolished form is for practice only; what was filed in time stays as it is. (nullable) */
static TgIssue *
find_end (TgDraft *self)
{
  g_autofree char *chinese = NULL;
  g_autofree char *english = NULL;
  g_autoptr (TgText) words = NULL;

  if (tg_draft_is_fact (self) || !tg_form_has_ended (self->form, self->today))
    return NULL;
  chinese = g_strdup_printf ("本表只办理到 %s，只供练习：%s", self->form->valid_to,
                             tg_text_get_in (self->form->ended, "zh"));
  english = g_strdup_printf ("This was filed until %s only and is kept for practice: %s",
                             self->form->valid_to, tg_text_get_in (self->form->ended, "en"));
  words = tg_text_new (chinese, english);
  return tg_issue_new (self->is_practice ? TG_LEVEL_WARNING : TG_LEVEL_BLOCKING, "ended", "",
                       words);
}

/* Nobody for whom it could be sent. (nullable) */
static TgIssue *
find_orphaned (TgDraft *self)
{
  g_autoptr (TgText) words = NULL;

  if (tg_draft_is_fact (self) || self->saver == NULL ||
      TG_DRAFT_SAVER_GET_IFACE (self->saver)->has_owner (self->saver, self))
    return NULL;
  words = tg_text_new ("还没有录入申报的企业或个人：请先在“商品与往来”中新建企业或个人卖家，再发送。",
                       "Nobody is entered for whom this is filed: make the enterprise or seller "
                       "under Goods and Partners first, then send.");
  return tg_issue_new (TG_LEVEL_BLOCKING, "owner", "", words);
}

static void
run_check (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  Check *check = data;
  g_autoptr (TgRateWitness) witness =
    check->codes != NULL ? tg_rate_witness_new (check->codes) : NULL;
  TgCodeLookup *codes = witness != NULL ? TG_CODE_LOOKUP (witness) : NULL;
  TgRulesContext context = { check->today, codes, check->others };
  GPtrArray *found = tg_rules_check (check->rules, check->document, &context);
  TgIssue *rates = NULL;

  tg_set_check_run (check->sets, check->rules, check->document, &context, found);
  if (witness != NULL)
    rates = tg_rate_witness_complain (witness, check->is_practice);
  if (rates != NULL)
    g_ptr_array_add (found, rates);
  if (check->ended != NULL)
    g_ptr_array_add (found, g_object_ref (check->ended));
  if (check->orphaned != NULL)
    g_ptr_array_add (found, g_object_ref (check->orphaned));
  g_task_return_pointer (task, found, (GDestroyNotify) g_ptr_array_unref);
}

static void
answer_waiting (TgDraft *self,
                guint64  serial)
{
  g_autoptr (GPtrArray) ready = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = self->waiting->len; i > 0; i--)
    {
      GTask *task = self->waiting->pdata[i - 1];

      if (GPOINTER_TO_SIZE (g_task_get_task_data (task)) <= serial)
        g_ptr_array_add (ready, g_ptr_array_steal_index (self->waiting, i - 1));
    }
  for (guint i = 0; i < ready->len; i++)
    g_task_return_boolean (ready->pdata[i], TRUE);
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  TgDraft *self = TG_DRAFT (source);
  Check *check = g_task_get_task_data (G_TASK (result));
  g_autoptr (GPtrArray) found = g_task_propagate_pointer (G_TASK (result), NULL);

  self->checking = FALSE;
  take_result (self, found);
  answer_waiting (self, check->serial);
  if (check->serial < self->serial || self->waiting->len > 0)
    tg_draft_start_check (self);
}

void
tg_draft_start_check (TgDraft *self)
{
  g_autoptr (GTask) task = NULL;
  Check *check;

  if (self->checking)
    return;
  self->checking = TRUE;
  check = g_new0 (Check, 1);
  check->rules = tg_rules_ref (self->rules);
  check->document = tg_draft_dup_document (self);
  check->codes = self->codes != NULL ? g_object_ref (self->codes) : NULL;
  check->others = self->others != NULL ? g_hash_table_ref (self->others) : NULL;
  check->sets = self->sets != NULL ? g_ptr_array_ref (self->sets) : NULL;
  check->today = g_strdup (self->today);
  check->ended = find_end (self);
  check->orphaned = find_orphaned (self);
  check->is_practice = self->is_practice;
  check->serial = self->serial;
  task = g_task_new (self, NULL, on_checked, NULL);
  g_task_set_source_tag (task, tg_draft_start_check);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  g_task_run_in_thread (task, run_check);
}

void
tg_draft_check_async (TgDraft             *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_DRAFT (self));

  if (!self->checked)
    {
      self->checked = TRUE;
      tg_draft_notify (self, "checked");
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_draft_check_async);
  g_task_set_task_data (task, GSIZE_TO_POINTER (self->serial), NULL);
  g_ptr_array_add (self->waiting, g_steal_pointer (&task));
  tg_draft_start_check (self);
}

/* Without what an agency found: whether that still stands is the agency's to say. */
static guint
count_blocking (TgDraft *self)
{
  guint n_blocking = 0;

  for (guint i = 0; i < self->found->len; i++)
    n_blocking += tg_issue_get_level (self->found->pdata[i]) == TG_LEVEL_BLOCKING;
  return n_blocking;
}

gboolean
tg_draft_check_finish (TgDraft       *self,
                       GAsyncResult  *result,
                       guint         *n_blocking,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (n_blocking != NULL)
    *n_blocking = count_blocking (self);
  return TRUE;
}

void
tg_draft_check (TgDraft *self)
{
  tg_draft_check_async (self, NULL, NULL, NULL);
}

void
tg_draft_look_over (TgDraft *self)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  if (!self->looked_over)
    tg_draft_start_check (self);
}

/* ---- reading ---- */

GListModel *
tg_draft_list_issues (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return G_LIST_MODEL (g_object_ref (self->issues));
}

static gboolean
may_show (TgDraft *self,
          TgIssue *issue)
{
  guint visits = GPOINTER_TO_UINT (g_hash_table_lookup (self->visits, tg_issue_get_path (issue)));

  if (self->checked)
    return TRUE;
  return visits >= (g_str_equal (tg_issue_get_id (issue), "required") ? 2u : 1u);
}

guint
tg_draft_count_remarks (TgDraft *self)
{
  guint n_remarks = 0;

  g_return_val_if_fail (TG_IS_DRAFT (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->issues)); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (G_LIST_MODEL (self->issues), i);

      n_remarks += tg_issue_is_agency (issue);
    }
  return n_remarks;
}

TgIssue *
tg_draft_get_issue (TgDraft    *self,
                    const char *path)
{
  GPtrArray *there;
  TgIssue *worst;

  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  worst = find_fault (self, path);
  there = g_hash_table_lookup (self->by_path, path);
  for (guint i = 0; there != NULL && i < there->len; i++)
    {
      TgIssue *issue = there->pdata[i];

      if (may_show (self, issue) && (worst == NULL || compare_levels (&issue, &worst) < 0))
        worst = issue;
    }
  return worst;
}

static gboolean
has_value (TgDraft         *self,
           const TgSection *section)
{
  if (section->table != NULL)
    return tg_document_get_n_lines (self->document, section->table->key) > 0;
  for (guint i = 0; i < section->fields->len; i++)
    {
      const TgField *field = section->fields->pdata[i];

      if (field->computed == NULL && tg_document_get (self->document, field->key)[0] != '\0')
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_in (const TgSection *section,
       const char      *path)
{
  if (section->table != NULL)
    {
      gsize length = strlen (section->table->key);

      return strncmp (path, section->table->key, length) == 0 &&
             (path[length] == '/' || path[length] == '\0');
    }
  for (guint i = 0; i < section->fields->len; i++)
    if (g_str_equal (((TgField *) section->fields->pdata[i])->key, path))
      return TRUE;
  return FALSE;
}

/* Whether a section has blocking issues, and whether one of them may be shown. */
static gboolean
find_blocking (TgDraft         *self,
               const TgSection *section,
               gboolean        *shown)
{
  gboolean any = FALSE;
  GHashTableIter iter;
  gpointer path;

  *shown = FALSE;
  for (guint i = 0; i < self->found->len && !*shown; i++)
    {
      TgIssue *issue = self->found->pdata[i];

      if (tg_issue_get_level (issue) != TG_LEVEL_BLOCKING ||
          !is_in (section, tg_issue_get_path (issue)))
        continue;
      any = TRUE;
      *shown = may_show (self, issue);
    }
  g_hash_table_iter_init (&iter, self->faults);
  while (!*shown && g_hash_table_iter_next (&iter, &path, NULL))
    *shown = is_in (section, path) && find_fault (self, path) != NULL;
  return any || *shown;
}

TgProgress
tg_draft_get_progress (TgDraft    *self,
                       const char *section)
{
  TgRulesContext context;
  gboolean blocking, shown;

  g_return_val_if_fail (TG_IS_DRAFT (self), TG_PROGRESS_EMPTY);

  context = tg_draft_get_context (self);
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *candidate = self->form->sections->pdata[i];

      if (!g_str_equal (candidate->key, section))
        continue;
      if (!tg_rules_is_section_visible (self->rules, self->document, &context, section))
        return TG_PROGRESS_HIDDEN;
      blocking = find_blocking (self, candidate, &shown);
      if (shown)
        return TG_PROGRESS_PROBLEM;
      if (!has_value (self, candidate))
        return TG_PROGRESS_EMPTY;
      return blocking || !self->looked_over ? TG_PROGRESS_STARTED : TG_PROGRESS_DONE;
    }
  return TG_PROGRESS_EMPTY;
}

guint
tg_draft_count_missing (TgDraft    *self,
                        const char *section)
{
  guint count = 0;

  g_return_val_if_fail (TG_IS_DRAFT (self), 0);

  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *candidate = self->form->sections->pdata[i];

      if (!g_str_equal (candidate->key, section))
        continue;
      for (guint k = 0; k < self->found->len; k++)
        count += g_str_equal (tg_issue_get_id (self->found->pdata[k]), "required") &&
                 is_in (candidate, tg_issue_get_path (self->found->pdata[k]));
    }
  return count;
}

/* ---- what others say ---- */

static gboolean
is_refusal (TgReceipt *receipt)
{
  TgFilingState status = tg_receipt_get_status (receipt);

  return status == TG_FILING_RETURNED || status == TG_FILING_REFUSED;
}

static void
take_faults (TgDraft   *self,
             TgReceipt *receipt)
{
  GPtrArray *faults = tg_receipt_get_faults (receipt);

  for (guint i = 0; i < faults->len; i++)
    {
      const TgFault *fault = faults->pdata[i];
      g_autofree char *path = tg_pointer_to_path (self->sent, fault->pointer);

      if (path == NULL)
        path = g_strdup ("");
      g_hash_table_insert (self->faults, g_strdup (path),
                           tg_issue_new_agency (fault->code, path, fault->detail));
    }
}

static gboolean
remove_fault (gpointer key,
              gpointer value,
              gpointer user_data)
{
  return TRUE;
}

void
tg_draft_set_receipts (TgDraft    *self,
                       GPtrArray  *receipts,
                       TgDocument *sent)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  g_clear_pointer (&self->sent, tg_document_unref);
  if (sent != NULL)
    self->sent = tg_document_ref (sent);
  g_list_store_splice (self->receipts, 0, g_list_model_get_n_items (G_LIST_MODEL (self->receipts)),
                       receipts->pdata, receipts->len);
  g_hash_table_foreach_remove (self->faults, remove_fault, NULL);
  if (self->sent != NULL && receipts->len > 0 && is_refusal (receipts->pdata[0]))
    take_faults (self, receipts->pdata[0]);
  g_clear_pointer (&self->pages, tg_page_layout_free);
  g_signal_emit_by_name (self, "receipts-changed");
  tg_draft_emit_value (self, "");
  tg_draft_refresh_issues (self);
}

GListModel *
tg_draft_list_receipts (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return G_LIST_MODEL (g_object_ref (self->receipts));
}

char *
tg_draft_dup_sent_value (TgDraft    *self,
                         const char *path)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return self->sent != NULL ? g_strdup (tg_document_get (self->sent, path)) : NULL;
}

void
tg_draft_tell_merged (TgDraft *self,
                      TgMerge *merge)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  tg_document_unref (self->document);
  self->document = tg_document_copy (merge->document);
  g_ptr_array_set_size (self->conflicts, 0);
  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const TgMergeConflict *conflict = merge->conflicts->pdata[i];
      g_autofree char *english = g_strdup_printf ("Elsewhere “%s” was entered; your value is kept.",
                                                  conflict->theirs);
      g_autofree char *chinese = g_strdup_printf ("另一处填了“%s”，已保留您的值。",
                                                  conflict->theirs);
      g_autoptr (TgText) words = tg_text_new (chinese, english);

      g_ptr_array_add (self->conflicts,
                       tg_issue_new (TG_LEVEL_WARNING, "merge", conflict->path, words));
    }
  tg_draft_emit_value (self, "");
  tg_draft_settle (self);
  tg_draft_refresh_issues (self);
}
