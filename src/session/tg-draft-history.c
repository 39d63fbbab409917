/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include "tg-error.h"
#include "tg-id.h"

/* Commits, undo and redo. A step goes onto the undo stack and to the saver together; undoing makes
 * a new step that names the one that it takes back, so that the journal only grows and both stacks
 * can be built from it. Computed values are no edits: they follow from what a step changed, also
 * when it is undone. */

#define SHOWN_VISIBLE 1u
#define SHOWN_NEEDED  2u
#define SHOWN_KNOWN   4u

static void
add_to_stack (GPtrArray *stack,
              TgStep    *step)
{
  g_ptr_array_add (stack, tg_step_ref (step));
}

/* The step of a batch, taken off the stack. (transfer full) (nullable) */
static TgStep *
take_batch (GPtrArray  *stack,
            const char *batch)
{
  for (guint i = stack->len; i > 0; i--)
    {
      TgStep *step = stack->pdata[i - 1];

      if (g_strcmp0 (step->batch, batch) == 0)
        return g_ptr_array_steal_index (stack, i - 1);
    }
  return NULL;
}

/* Undoing moves the step that was undone to `redo`, under its own batch: a redo names it again. */
static void
file_step (TgDraft *self,
           TgStep  *step)
{
  g_autoptr (TgStep) original = NULL;

  switch (step->kind)
    {
    case TG_STEP_EDIT:
      add_to_stack (self->undo, step);
      g_ptr_array_set_size (self->redo, 0);
      break;

    case TG_STEP_UNDO:
      original = take_batch (self->undo, step->undoes);
      if (original != NULL)
        add_to_stack (self->redo, original);
      break;

    case TG_STEP_REDO:
      original = take_batch (self->redo, step->undoes);
      if (original != NULL)
        add_to_stack (self->undo, original);
      break;
    }
}

static void
notify_history (TgDraft *self)
{
  tg_draft_notify (self, "can-undo");
  tg_draft_notify (self, "can-redo");
}

static gboolean
on_save (gpointer data)
{
  TgDraft *self = data;

  self->save_source = 0;
  tg_draft_hand_over (self);
  return G_SOURCE_REMOVE;
}

/* What the saver gets is one message for all steps of one turn of the main loop. */
void
tg_draft_record (TgDraft *self,
                 TgStep  *step)
{
  file_step (self, step);
  notify_history (self);
  g_ptr_array_add (self->unsaved, tg_step_ref (step));
  if (self->save_source == 0)
    self->save_source = g_idle_add_full (G_PRIORITY_DEFAULT, on_save, self, NULL);
}

void
tg_draft_hand_over (TgDraft *self)
{
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (GPtrArray) steps = NULL;

  g_clear_handle_id (&self->save_source, g_source_remove);
  if (self->unsaved == NULL || self->unsaved->len == 0)
    return;
  steps = g_steal_pointer (&self->unsaved);
  self->unsaved = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_step_unref);
  if (self->saver == NULL)
    {
      tg_draft_tell_saved (self, tg_clock_get_time (self->clock));
      return;
    }
  document = tg_draft_dup_document (self);
  TG_DRAFT_SAVER_GET_IFACE (self->saver)->save (self->saver, self, document, steps);
}

void
tg_draft_tell_saved (TgDraft *self,
                     gint64   at)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  self->saved_at = at;
  g_clear_pointer (&self->save_error, g_free);
  tg_draft_notify (self, "saved-at");
  tg_draft_notify (self, "save-error");
}

void
tg_draft_tell_save_failed (TgDraft      *self,
                           const GError *error)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  g_free (self->save_error);
  self->save_error = g_strdup (error->message);
  tg_draft_notify (self, "save-error");
}

/* ---- what a change shows and hides ---- */

static void
tell_shown (TgDraft    *self,
            const char *key,
            guint       bits)
{
  guint old = GPOINTER_TO_UINT (g_hash_table_lookup (self->shown, key));

  if (old == (bits | SHOWN_KNOWN))
    return;
  g_hash_table_insert (self->shown, g_strdup (key), GUINT_TO_POINTER (bits | SHOWN_KNOWN));
  if (old != 0)
    tg_draft_emit_field (self, key);
}

static void
tell_section (TgDraft         *self,
              const TgSection *section)
{
  TgRulesContext context = tg_draft_get_context (self);
  gboolean visible = tg_rules_is_section_visible (self->rules, self->document, &context,
                                                  section->key);

  tell_shown (self, section->key, visible ? SHOWN_VISIBLE : 0);
  for (guint i = 0; section->fields != NULL && i < section->fields->len; i++)
    {
      const TgField *field = section->fields->pdata[i];
      guint bits = 0;

      if (field->visible == NULL &&
          (field->required == NULL || tg_field_is_required_always (field)))
        continue;
      if (tg_rules_is_visible (self->rules, self->document, &context, field->key))
        bits |= SHOWN_VISIBLE;
      if (tg_rules_is_required (self->rules, self->document, &context, field->key))
        bits |= SHOWN_NEEDED;
      tell_shown (self, field->key, bits);
    }
}

/* Conditional columns: of the changed line alone, or the whole column when the header was
 * changed. */
static void
tell_columns (TgDraft       *self,
              const TgTable *table,
              const char    *changed)
{
  g_auto (GStrv) parts = g_strsplit (changed, "/", 3);
  gboolean header = parts[1] == NULL;
  gboolean same = !header && parts[2] != NULL && g_strcmp0 (parts[0], table->key) == 0;

  if (!header && !same)
    return;
  for (guint i = 0; i < table->fields->len; i++)
    {
      const TgField *field = table->fields->pdata[i];
      g_autofree char *column = g_strdup_printf ("%s/%s", table->key, field->key);
      g_autofree char *cell = same ? tg_path_new (parts[0], parts[1], field->key) : NULL;
      const char * const *inputs;

      if (field->visible == NULL &&
          (field->required == NULL || tg_field_is_required_always (field)))
        continue;
      inputs = tg_rules_get_inputs (self->rules, column);
      if (same || (inputs != NULL && g_strv_contains (inputs, changed)))
        tg_draft_emit_field (self, same ? cell : column);
    }
}

static void
tell_dependents (TgDraft   *self,
                 GPtrArray *changed)
{
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *section = self->form->sections->pdata[i];

      tell_section (self, section);
      for (guint c = 0; section->table != NULL && c < changed->len; c++)
        tell_columns (self, section->table, changed->pdata[c]);
    }
}

/* Computes, tells what changed with it, and has the checks run. */
static void
settle_after (TgDraft   *self,
              GPtrArray *edits)
{
  TgRulesContext context = tg_draft_get_context (self);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) computed = NULL;

  for (guint i = 0; edits != NULL && i < edits->len; i++)
    g_ptr_array_add (changed, g_strdup (((TgEdit *) edits->pdata[i])->path));
  tg_rules_compute (self->rules, self->document, &context, &computed);
  for (guint i = 0; computed != NULL && i < computed->len; i++)
    {
      tg_draft_emit_value (self, computed->pdata[i]);
      g_ptr_array_add (changed, g_strdup (computed->pdata[i]));
    }
  tell_dependents (self, changed);
  self->serial++;
  g_clear_pointer (&self->pages, tg_page_layout_free);
  tg_draft_start_check (self);
}

void
tg_draft_settle (TgDraft *self)
{
  settle_after (self, NULL);
}

/* ---- commits ---- */

void
tg_draft_begin (TgDraft *self)
{
  if (self->depth++ == 0)
    {
      g_autofree char *batch = tg_id_new (self->clock, self->chance);

      self->open = tg_step_new (TG_STEP_EDIT, batch, NULL);
    }
}

static void
split_line_path (const char  *path,
                 char       **table)
{
  const char *slash = strchr (path, '/');

  *table = g_strndup (path, slash != NULL ? (gsize) (slash - path) : strlen (path));
}

static guint
get_packed_position (const char *packed)
{
  const char *json;
  guint position = 0;

  tg_edit_unpack_line (packed, &position, &json);
  return position;
}

void
tg_draft_tell_edit (TgDraft      *self,
                    const TgEdit *edit)
{
  g_autofree char *table = NULL;

  split_line_path (edit->path, &table);
  switch (edit->kind)
    {
    case TG_EDIT_SET:
      tg_draft_emit_value (self, edit->path);
      break;

    case TG_EDIT_LINE_ADDED:
      tg_draft_emit_lines (self, table, get_packed_position (edit->after), 0, 1);
      break;

    case TG_EDIT_LINE_REMOVED:
      tg_draft_emit_lines (self, table, get_packed_position (edit->before), 1, 0);
      break;

    case TG_EDIT_LINE_MOVED:
      tg_draft_emit_lines (self, table, get_packed_position (edit->before), 1, 0);
      tg_draft_emit_lines (self, table, get_packed_position (edit->after), 0, 1);
      break;
    }
}

void
tg_draft_do_edit (TgDraft *self,
                  TgEdit  *edit)
{
  g_autoptr (TgEdit) owned = edit;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (self->open != NULL);

  if (!tg_edit_apply (owned, self->document, &error))
    {
      g_debug ("An edit of %s does not apply: %s", owned->path, error->message);
      return;
    }
  g_ptr_array_add (self->open->edits, g_steal_pointer (&owned));
}

void
tg_draft_do_set (TgDraft    *self,
                 const char *path,
                 const char *value)
{
  const char *before = tg_document_get (self->document, path);

  if (g_strcmp0 (before, value) != 0)
    tg_draft_do_edit (self, tg_edit_new (TG_EDIT_SET, path, before, value));
}

void
tg_draft_end (TgDraft *self)
{
  g_autoptr (TgStep) step = NULL;

  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;
  step = g_steal_pointer (&self->open);
  if (step->edits->len == 0)
    return;
  tg_draft_record (self, step);
  for (guint i = 0; i < step->edits->len; i++)
    tg_draft_tell_edit (self, step->edits->pdata[i]);
  settle_after (self, step->edits);
}

gboolean
tg_draft_apply_step (TgDraft  *self,
                     TgStep   *step,
                     GError  **error)
{
  g_autoptr (TgDocument) trial = NULL;

  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  trial = tg_document_copy (self->document);
  for (guint i = 0; i < step->edits->len; i++)
    if (!tg_edit_apply (step->edits->pdata[i], trial, error))
      return FALSE;
  tg_document_unref (self->document);
  self->document = g_steal_pointer (&trial);
  tg_draft_record (self, step);
  for (guint i = 0; i < step->edits->len; i++)
    tg_draft_tell_edit (self, step->edits->pdata[i]);
  settle_after (self, step->edits);
  return TRUE;
}

/* ---- undo and redo ---- */

gboolean
tg_draft_can_undo (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  return self->undo->len > 0 && tg_draft_can_edit (self);
}

gboolean
tg_draft_can_redo (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  return self->redo->len > 0 && tg_draft_can_edit (self);
}

/* The new step holds the edits as they are done now, the journal needs no look-up to read it. */
static void
take_back (TgDraft    *self,
           GPtrArray  *stack,
           TgStepKind  kind)
{
  g_autofree char *batch = tg_id_new (self->clock, self->chance);
  TgStep *original = stack->pdata[stack->len - 1];
  g_autoptr (TgStep) reverse = tg_step_new_reverse (original, kind, batch);
  g_autoptr (TgStep) step = NULL;
  g_autoptr (GError) error = NULL;

  step = kind == TG_STEP_UNDO ? tg_step_ref (reverse) : tg_step_new (kind, batch, original->batch);
  step->is_drawn = original->is_drawn;
  for (guint i = 0; kind == TG_STEP_REDO && i < original->edits->len; i++)
    {
      const TgEdit *edit = original->edits->pdata[i];

      g_ptr_array_add (step->edits,
                       tg_edit_new (edit->kind, edit->path, edit->before, edit->after));
    }
  if (!tg_draft_apply_step (self, step, &error))
    {
      /* What it changed is gone (a line removed elsewhere): the step cannot come back and is
       * dropped. */
      g_debug ("A step can't be taken back: %s", error->message);
      g_ptr_array_set_size (stack, (int) stack->len - 1);
      notify_history (self);
    }
}

void
tg_draft_undo (TgDraft *self)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  if (tg_draft_can_undo (self))
    take_back (self, self->undo, TG_STEP_UNDO);
}

void
tg_draft_redo (TgDraft *self)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  if (tg_draft_can_redo (self))
    take_back (self, self->redo, TG_STEP_REDO);
}

void
tg_draft_load_history (TgDraft   *self,
                       GPtrArray *steps)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  for (guint i = 0; i < steps->len; i++)
    file_step (self, steps->pdata[i]);
  notify_history (self);
}
