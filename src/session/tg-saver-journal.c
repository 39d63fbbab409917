/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-saver.h"

/* Steps as journal entries and back. The entries of a step share its batch. A step that takes
 * another back begins with an entry `batch` whose text is "undo BATCH" or "redo BATCH"; the rest
 * are its edits as they were made, so the journal reads forwards alone. The whole document of
 * `created` is no step: it is not undone,
 * and neither is what an agency said. */

#define UNDO "undo "
#define REDO "redo "

static TgJournalKind
to_journal_kind (TgEditKind kind)
{
  switch (kind)
    {
    case TG_EDIT_SET:
      return TG_JOURNAL_SET;
    case TG_EDIT_LINE_ADDED:
      return TG_JOURNAL_LINE_ADDED;
    case TG_EDIT_LINE_REMOVED:
      return TG_JOURNAL_LINE_REMOVED;
    case TG_EDIT_LINE_MOVED:
      return TG_JOURNAL_LINE_MOVED;
    }
  g_return_val_if_reached (TG_JOURNAL_SET);
}

static gboolean
from_journal_kind (TgJournalKind  kind,
                   TgEditKind    *out)
{
  switch (kind)
    {
    case TG_JOURNAL_SET:
      *out = TG_EDIT_SET;
      return TRUE;
    case TG_JOURNAL_LINE_ADDED:
      *out = TG_EDIT_LINE_ADDED;
      return TRUE;
    case TG_JOURNAL_LINE_REMOVED:
      *out = TG_EDIT_LINE_REMOVED;
      return TRUE;
    case TG_JOURNAL_LINE_MOVED:
      *out = TG_EDIT_LINE_MOVED;
      return TRUE;
    case TG_JOURNAL_CREATED:
    case TG_JOURNAL_BATCH:
    case TG_JOURNAL_UNDO:
    case TG_JOURNAL_SHARED:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

static void
add_entry (TgSave         *save,
           const char     *batch,
           TgOrigin        origin,
           TgJournalEntry *entry)
{
  g_free (entry->batch);
  entry->batch = g_strdup (batch);
  entry->origin = origin;
  tg_save_add_entry (save, entry);
}

void
tg_saver_add_step (TgSave   *save,
                   TgStep   *step,
                   TgOrigin  origin)
{
  if (step->kind != TG_STEP_EDIT)
    {
      g_autofree char *words = g_strconcat (step->kind == TG_STEP_UNDO ? UNDO : REDO,
                                            step->undoes, NULL);

      add_entry (save, step->batch, origin,
                 tg_journal_entry_new (TG_JOURNAL_BATCH, "", NULL, words));
    }
  for (guint i = 0; i < step->edits->len; i++)
    {
      const TgEdit *edit = step->edits->pdata[i];

      add_entry (save, step->batch, origin,
                 tg_journal_entry_new (to_journal_kind (edit->kind), edit->path, edit->before,
                                       edit->after));
    }
}

static TgStep *
begin_step (const TgJournalEntry *entry)
{
  const char *words = entry->new_value != NULL ? entry->new_value : "";

  if (entry->kind == TG_JOURNAL_BATCH && g_str_has_prefix (words, UNDO))
    return tg_step_new (TG_STEP_UNDO, entry->batch, words + strlen (UNDO));
  if (entry->kind == TG_JOURNAL_BATCH && g_str_has_prefix (words, REDO))
    return tg_step_new (TG_STEP_REDO, entry->batch, words + strlen (REDO));
  return tg_step_new (TG_STEP_EDIT, entry->batch, NULL);
}

GPtrArray *
tg_saver_read_steps (GPtrArray *entries)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_step_unref);
  TgStep *step = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const TgJournalEntry *entry = entries->pdata[i];
      TgEditKind kind;

      if (entry->kind == TG_JOURNAL_CREATED || entry->kind == TG_JOURNAL_SHARED ||
          entry->origin == TG_ORIGIN_EVENT)
        continue;
      if (step == NULL || entry->batch[0] == '\0' || !g_str_equal (entry->batch, step->batch))
        {
          step = begin_step (entry);
          step->is_drawn = entry->origin == TG_ORIGIN_DERIVATION;
          g_ptr_array_add (steps, step);
        }
      if (from_journal_kind (entry->kind, &kind))
        g_ptr_array_add (step->edits,
                         tg_edit_new (kind, entry->path, entry->old_value, entry->new_value));
    }
  return steps;
}

TgDocument *
tg_saver_take_back (TgDocument *document,
                    GPtrArray  *entries,
                    gint64      at)
{
  TgDocument *before = tg_document_copy (document);

  for (guint i = entries->len; i > 0; i--)
    {
      const TgJournalEntry *entry = entries->pdata[i - 1];
      g_autoptr (TgEdit) edit = NULL;
      g_autoptr (TgEdit) reverse = NULL;
      TgEditKind kind;

      if (entry->at <= at)
        break;
      if (!from_journal_kind (entry->kind, &kind))
        continue;
      edit = tg_edit_new (kind, entry->path, entry->old_value, entry->new_value);
      reverse = tg_edit_new_reverse (edit);
      if (!tg_edit_apply (reverse, before, NULL))
        break;
    }
  return tg_document_freeze (before);
}

/* One step of `batch` from `before` to `after`; without `before`, the whole document as created. */
void
tg_saver_add_changes (TgSave           *save,
                      const TgDocument *before,
                      const TgDocument *after,
                      const char       *batch,
                      TgOrigin          origin)
{
  g_autoptr (GPtrArray) edits = NULL;
  g_autoptr (TgStep) step = NULL;

  if (before == NULL)
    {
      g_autofree char *json = tg_document_to_json (after);

      add_entry (save, batch, origin, tg_journal_entry_new (TG_JOURNAL_CREATED, "", NULL, json));
      return;
    }
  step = tg_step_new (TG_STEP_EDIT, batch, NULL);
  edits = tg_edit_list_between (before, after);
  g_ptr_array_extend_and_steal (step->edits, g_steal_pointer (&edits));
  tg_saver_add_step (save, step, origin);
}
