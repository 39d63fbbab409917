/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include <glib/gi18n-lib.h>

/* A document in somebody's hands. Every commit goes through begin, edits, end: the edits become one
 * step of the history, computed fields follow, the saver is handed the step and the frozen
 * document, the checks run in a thread on a frozen copy. The document is changed on the main thread
 * only. What is a matter of lines, of history, of issues and of answers is in the files beside this
 * one. */

#define SIGNAL_NONE 0

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_STATE_LABEL,
  PROP_NEXT_STEP,
  PROP_N_BLOCKING,
  PROP_N_WARNINGS,
  PROP_CHECKED,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_CAN_EDIT,
  PROP_CAN_SEND,
  PROP_SAVED_AT,
  PROP_SAVE_ERROR,
  PROP_ATTEMPT_STATE,
  PROP_FILING_STATE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint signals[TG_DRAFT_N_SIGNALS];

G_DEFINE_FINAL_TYPE (TgDraft, tg_draft, G_TYPE_OBJECT)

static char *
dup_title (TgDraft *self)
{
  const char *title = tg_text_get (self->form->title);
  const char *number = "";

  if (self->form->list_number != NULL)
    number = tg_document_get (self->document, self->form->list_number);
  return number[0] != '\0' ? g_strdup_printf ("%s %s", title, number) : g_strdup (title);
}

static gboolean
can_send (TgDraft *self)
{
  TgAction action;

  return !tg_draft_is_fact (self) &&
         tg_state_can_send (self->filing_state, self->attempt_state, &action);
}

static void
tg_draft_get_property (GObject    *object,
                       guint       property,
                       GValue     *value,
                       GParamSpec *pspec)
{
  TgDraft *self = TG_DRAFT (object);

  switch (property)
    {
    case PROP_TITLE:
      g_value_take_string (value, dup_title (self));
      break;
    case PROP_STATE_LABEL:
      g_value_set_string (value, tg_draft_is_fact (self) ? "" :
                          tg_state_get_label (self->filing_state, self->attempt_state));
      break;
    case PROP_NEXT_STEP:
      g_value_set_string (value, tg_draft_is_fact (self) ? "" :
                          tg_state_get_next_step (self->filing_state, self->attempt_state));
      break;
    case PROP_N_BLOCKING:
      g_value_set_uint (value, self->n_blocking);
      break;
    case PROP_N_WARNINGS:
      g_value_set_uint (value, self->n_warnings);
      break;
    case PROP_CHECKED:
      g_value_set_boolean (value, self->checked);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, tg_draft_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, tg_draft_can_redo (self));
      break;
    case PROP_CAN_EDIT:
      g_value_set_boolean (value, tg_draft_can_edit (self));
      break;
    case PROP_CAN_SEND:
      g_value_set_boolean (value, can_send (self));
      break;
    case PROP_SAVED_AT:
      g_value_set_int64 (value, self->saved_at);
      break;
    case PROP_SAVE_ERROR:
      g_value_set_string (value, self->save_error);
      break;
    case PROP_ATTEMPT_STATE:
      g_value_set_int (value, (int) self->attempt_state);
      break;
    case PROP_FILING_STATE:
      g_value_set_int (value, (int) self->filing_state);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
tg_draft_dispose (GObject *object)
{
  TgDraft *self = TG_DRAFT (object);

  tg_draft_hand_over (self);
  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->typing_source, g_source_remove);
  G_OBJECT_CLASS (tg_draft_parent_class)->dispose (object);
}

static void
tg_draft_finalize (GObject *object)
{
  TgDraft *self = TG_DRAFT (object);

  tg_draft_clear_issues (self);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_pointer (&self->typing, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->faults, g_hash_table_unref);
  g_clear_pointer (&self->undo, g_ptr_array_unref);
  g_clear_pointer (&self->redo, g_ptr_array_unref);
  g_clear_pointer (&self->open, tg_step_unref);
  g_clear_pointer (&self->unsaved, g_ptr_array_unref);
  g_clear_pointer (&self->sent, tg_document_unref);
  g_clear_pointer (&self->document, tg_document_unref);
  g_clear_pointer (&self->rules, tg_rules_unref);
  g_clear_pointer (&self->chance, tg_chance_unref);
  g_clear_pointer (&self->pages, tg_page_layout_free);
  g_clear_object (&self->receipts);
  g_clear_object (&self->clock);
  g_clear_object (&self->saver);
  g_clear_object (&self->codes);
  g_free (self->save_error);
  g_free (self->today);
  g_free (self->pack);
  g_free (self->id);
  G_OBJECT_CLASS (tg_draft_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STATE_LABEL] = g_param_spec_string ("state-label", NULL, NULL, NULL, flags);
  properties[PROP_NEXT_STEP] = g_param_spec_string ("next-step", NULL, NULL, NULL, flags);
  properties[PROP_N_BLOCKING] = g_param_spec_uint ("n-blocking", NULL, NULL, 0, G_MAXUINT, 0,
                                                   flags);
  properties[PROP_N_WARNINGS] = g_param_spec_uint ("n-warnings", NULL, NULL, 0, G_MAXUINT, 0,
                                                   flags);
  properties[PROP_CHECKED] = g_param_spec_boolean ("checked", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_EDIT] = g_param_spec_boolean ("can-edit", NULL, NULL, TRUE, flags);
  properties[PROP_CAN_SEND] = g_param_spec_boolean ("can-send", NULL, NULL, FALSE, flags);
  properties[PROP_SAVED_AT] = g_param_spec_int64 ("saved-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_SAVE_ERROR] = g_param_spec_string ("save-error", NULL, NULL, NULL, flags);
  properties[PROP_ATTEMPT_STATE] = g_param_spec_int ("attempt-state", NULL, NULL, 0, G_MAXINT, 0,
                                                     flags);
  properties[PROP_FILING_STATE] = g_param_spec_int ("filing-state", NULL, NULL, 0, G_MAXINT, 0,
                                                    flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static guint
new_signal (const char *name,
            guint       n_arguments,
            GType       first,
            GType       rest)
{
  return g_signal_new (name, TG_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       n_arguments, first, rest, rest, rest);
}

static void
tg_draft_class_init (TgDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tg_draft_get_property;
  object_class->dispose = tg_draft_dispose;
  object_class->finalize = tg_draft_finalize;
  install_properties (object_class);

  signals[TG_DRAFT_VALUE_CHANGED] = new_signal ("value-changed", 1, G_TYPE_STRING, 0);
  signals[TG_DRAFT_FIELD_CHANGED] = new_signal ("field-changed", 1, G_TYPE_STRING, 0);
  signals[TG_DRAFT_LINES_CHANGED] = new_signal ("lines-changed", 4, G_TYPE_STRING, G_TYPE_UINT);
  signals[TG_DRAFT_ISSUES_CHANGED] = new_signal ("issues-changed", 0, 0, 0);
  signals[TG_DRAFT_RECEIPTS_CHANGED] = new_signal ("receipts-changed", 0, 0, 0);
}

static void
tg_draft_init (TgDraft *self)
{
  self->undo = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_step_unref);
  self->redo = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_step_unref);
  self->unsaved = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_step_unref);
  self->typing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->receipts = g_list_store_new (TG_TYPE_RECEIPT);
  tg_draft_init_issues (self);
}

TgDraft *
tg_draft_new (const char   *id,
              TgRules      *rules,
              TgDocument   *document,
              TgClock      *clock,
              TgChance     *chance,
              TgDraftSaver *saver)
{
  TgDraft *self;

  g_return_val_if_fail (id != NULL && rules != NULL && clock != NULL && chance != NULL, NULL);

  self = g_object_new (TG_TYPE_DRAFT, NULL);
  self->id = g_strdup (id);
  self->rules = tg_rules_ref (rules);
  self->form = tg_rules_get_form (rules);
  self->document = document != NULL ? tg_document_copy (document) : tg_document_new ();
  self->clock = g_object_ref (clock);
  self->chance = tg_chance_ref (chance);
  self->today = tg_clock_dup_today (clock);
  if (saver != NULL)
    self->saver = g_object_ref (saver);
  return self;
}

void
tg_draft_set_codes (TgDraft      *self,
                    TgCodeLookup *codes)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  g_set_object (&self->codes, codes);
}

void
tg_draft_set_others (TgDraft    *self,
                     GHashTable *others)
{
  g_return_if_fail (TG_IS_DRAFT (self));

  g_clear_pointer (&self->others, g_hash_table_unref);
  if (others != NULL)
    self->others = g_hash_table_ref (others);
}

static gboolean
is_same_others (GHashTable *a,
                GHashTable *b)
{
  GHashTableIter iter;
  gpointer name, document;

  if (a == NULL || b == NULL || g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &name, &document))
    {
      TgDocument *other = g_hash_table_lookup (b, name);

      if (other == NULL || !tg_document_equal (document, other))
        return FALSE;
    }
  return TRUE;
}

void
tg_draft_change_others (TgDraft    *self,
                        GHashTable *others)
{
  if (is_same_others (self->others, others))
    return;
  tg_draft_set_others (self, others);
  tg_draft_settle (self);
  tg_draft_refresh_issues (self);
}

static gboolean
is_same_sets (GPtrArray *a,
              GPtrArray *b)
{
  if (a == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (a->pdata[i] != b->pdata[i])
      return FALSE;
  return TRUE;
}

gboolean
tg_draft_set_sets (TgDraft   *self,
                   GPtrArray *sets)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  if (is_same_sets (self->sets, sets))
    return FALSE;
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  self->sets = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_rules_unref);
  for (guint i = 0; i < sets->len; i++)
    g_ptr_array_add (self->sets, tg_rules_ref (sets->pdata[i]));
  return TRUE;
}

TgRulesContext
tg_draft_get_context (TgDraft *self)
{
  return (TgRulesContext) { self->today, self->codes, self->others };
}

void
tg_draft_emit_value (TgDraft    *self,
                     const char *path)
{
  g_signal_emit (self, signals[TG_DRAFT_VALUE_CHANGED], SIGNAL_NONE, path);
  if (path[0] == '\0' || g_strcmp0 (path, self->form->list_number) == 0)
    tg_draft_notify (self, "title");
}

void
tg_draft_emit_field (TgDraft    *self,
                     const char *path)
{
  g_signal_emit (self, signals[TG_DRAFT_FIELD_CHANGED], SIGNAL_NONE, path);
}

void
tg_draft_emit_lines (TgDraft    *self,
                     const char *table,
                     guint       position,
                     guint       removed,
                     guint       added)
{
  g_signal_emit (self, signals[TG_DRAFT_LINES_CHANGED], SIGNAL_NONE, table, position, removed,
                 added);
}

void
tg_draft_emit_issues (TgDraft *self)
{
  g_signal_emit (self, signals[TG_DRAFT_ISSUES_CHANGED], SIGNAL_NONE);
  tg_draft_notify (self, "n-blocking");
  tg_draft_notify (self, "n-warnings");
}

void
tg_draft_notify (TgDraft    *self,
                 const char *property)
{
  g_object_notify (G_OBJECT (self), property);
}

const char *
tg_draft_get_id (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return self->id;
}

const TgForm *
tg_draft_get_form (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return self->form;
}

TgRules *
tg_draft_get_rules (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return self->rules;
}

gboolean
tg_draft_is_fact (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  return self->form->family == TG_FAMILY_FACT;
}

const char *
tg_draft_get_title (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return tg_text_get (self->form->title);
}

gboolean
tg_draft_can_edit (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  return tg_draft_is_fact (self) || tg_state_can_edit (self->filing_state, self->attempt_state);
}

TgFilingState
tg_draft_get_filing_state (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), TG_FILING_DRAFT);

  return self->filing_state;
}

TgAttemptState
tg_draft_get_attempt_state (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), TG_ATTEMPT_NONE);

  return self->attempt_state;
}

TgDocument *
tg_draft_dup_document (TgDraft *self)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return tg_document_freeze (tg_document_copy (self->document));
}

void
tg_draft_set_states (TgDraft        *self,
                     TgFilingState   filing,
                     TgAttemptState  attempt)
{
  static const char * const names[] = {
    "filing-state", "attempt-state", "state-label", "next-step", "can-edit", "can-send",
  };

  g_return_if_fail (TG_IS_DRAFT (self));

  if (self->filing_state == filing && self->attempt_state == attempt)
    return;
  self->filing_state = filing;
  self->attempt_state = attempt;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    tg_draft_notify (self, names[i]);
}
