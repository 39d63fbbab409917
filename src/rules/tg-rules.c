/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rules-private.h"

#include <string.h>

#include "tg-error.h"
#include "tg-pattern.h"
#include "tg-validator.h"

/* TgRules: everything in a form that is an expression, compiled once when the form is loaded.
 * Fields are numbered in the order of the form, which is the order of issues too. Immutable after
 * tg_rules_compile. */

static void
rule_field_free (gpointer data)
{
  TgRuleField *rule = data;

  g_free (rule->path);
  tg_node_free (rule->required);
  tg_node_free (rule->initial);
  tg_node_free (rule->computed);
  g_clear_pointer (&rule->pattern, g_regex_unref);
  g_ptr_array_unref (rule->inputs);
  g_free (rule);
}

static void
rule_check_free (gpointer data)
{
  TgRuleCheck *rule = data;

  tg_node_free (rule->when);
  tg_node_free (rule->assertion);
  tg_message_free (rule->message);
  g_free (rule);
}

static void
rule_due_free (gpointer data)
{
  TgRuleDue *rule = data;

  tg_node_free (rule->day);
  g_free (rule);
}

static void
rule_move_free (gpointer data)
{
  TgRuleMove *rule = data;

  for (guint i = 0; i < TG_N_MOVE_PARTS; i++)
    tg_node_free (rule->parts[i]);
  g_free (rule);
}

static gboolean
parse_into (TgNode       **out,
            const char    *text,
            const char    *what,
            TgRules       *self,
            const TgTable *scope,
            GError       **error)
{
  if (text == NULL)
    return TRUE;
  *out = tg_expression_parse (text, self->form, scope, error);
  if (*out == NULL)
    g_prefix_error (error, "%s: ", what);
  return *out != NULL;
}

static gboolean
parse_bound (const char  *text,
             const char  *what,
             gboolean    *has,
             TgDecimal   *out,
             GError     **error)
{
  if (text == NULL)
    return TRUE;
  *has = tg_decimal_parse (text, out, error);
  if (!*has)
    g_prefix_error (error, "%s: ", what);
  return *has;
}

static void
add_input (const char *path,
           gpointer    data)
{
  GPtrArray *inputs = data;

  if (!g_ptr_array_find_with_equal_func (inputs, path, g_str_equal, NULL))
    g_ptr_array_add (inputs, g_strdup (path));
}

static void
collect_inputs (TgRules     *self,
                TgRuleField *rule)
{
  const TgNode *visible = g_hash_table_lookup (self->conditions, rule->field);

  if (rule->computed != NULL)
    tg_node_foreach_input (rule->computed, add_input, rule->inputs);
  if (rule->required != NULL)
    tg_node_foreach_input (rule->required, add_input, rule->inputs);
  if (visible != NULL)
    tg_node_foreach_input (visible, add_input, rule->inputs);
}

static gboolean
compile_field (TgRules      *self,
               TgRuleField  *rule,
               GError      **error)
{
  const TgField *field = rule->field;

  if (!parse_into (&rule->required, field->required, "required", self, rule->table, error) ||
      !parse_into (&rule->initial, field->initial, "default", self, rule->table, error) ||
      !parse_into (&rule->computed, field->computed, "computed", self, rule->table, error) ||
      !parse_bound (field->minimum, "minimum", &rule->has_minimum, &rule->minimum, error) ||
      !parse_bound (field->maximum, "maximum", &rule->has_maximum, &rule->maximum, error))
    return FALSE;
  if (field->pattern != NULL)
    {
      rule->pattern = tg_pattern_compile (field->pattern, error);
      if (rule->pattern == NULL)
        return FALSE;
    }
  if (field->check != NULL && !tg_validator_exists (field->check))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "check: there is no check digit “%s”",
                   field->check);
      return FALSE;
    }
  collect_inputs (self, rule);
  return TRUE;
}

/* A field is visible when its section is and its own condition holds. A column asks for its own
 * alone: its table is asked for the section's. */
static gboolean
compile_condition (TgRules        *self,
                   gconstpointer   thing,
                   const char     *section,
                   const char     *own,
                   const TgTable  *scope,
                   GError        **error)
{
  g_autofree char *both = NULL;
  TgNode *node = NULL;

  if (section != NULL && own != NULL)
    both = g_strdup_printf ("(%s) and (%s)", section, own);
  else if (section == NULL && own == NULL)
    return TRUE;
  if (!parse_into (&node, both != NULL ? both : section != NULL ? section : own, "visible", self,
                   scope, error))
    return FALSE;
  g_hash_table_insert (self->conditions, (gpointer) thing, node);
  return TRUE;
}

static gboolean
compile_section_fields (TgRules          *self,
                        guint             section_number,
                        const TgSection  *section,
                        const TgTable    *table,
                        GError          **error)
{
  GPtrArray *fields = table != NULL ? table->fields : section->fields;

  for (guint i = 0; i < fields->len; i++)
    {
      const TgField *field = g_ptr_array_index (fields, i);
      TgRuleField *rule = g_new0 (TgRuleField, 1);

      rule->field = field;
      rule->table = table;
      rule->path = table == NULL ? g_strdup (field->key)
                   : g_strconcat (table->key, "/", field->key, NULL);
      rule->section = section_number;
      rule->order = self->fields->len;
      rule->inputs = g_ptr_array_new_null_terminated (4, g_free, TRUE);
      g_ptr_array_add (self->fields, rule);
      g_hash_table_insert (self->by_path, rule->path, rule);
      if (!compile_condition (self, field, table == NULL ? section->visible : NULL, field->visible,
                              table, error) ||
          !compile_field (self, rule, error))
        {
          g_prefix_error (error, "field “%s”: ", rule->path);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
compile_sections (TgRules  *self,
                  GError  **error)
{
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (self->form->sections, i);

      if (!compile_condition (self, section, section->visible, NULL, NULL, error) ||
          (section->table != NULL &&
           !compile_condition (self, section->table, section->visible, NULL, NULL, error)))
        {
          g_prefix_error (error, "section “%s”: ", section->key);
          return FALSE;
        }
      if (!compile_section_fields (self, i, section, NULL, error))
        return FALSE;
      if (section->table != NULL &&
          !compile_section_fields (self, i, section, section->table, error))
        return FALSE;
    }
  return TRUE;
}

/* A place to mark: a field of the scope or of the header, or a table. */
static gboolean
is_place (TgRules       *self,
          const TgTable *scope,
          const char    *at)
{
  g_autofree char *column = scope == NULL ? NULL : g_strconcat (scope->key, "/", at, NULL);

  if (strchr (at, '.') != NULL &&
      (g_str_has_prefix (at, "other.") || g_str_has_prefix (at, "fact.")))
    return TRUE;
  if (strchr (at, '/') != NULL)
    return FALSE;
  return (column != NULL && g_hash_table_contains (self->by_path, column)) ||
         g_hash_table_contains (self->by_path, at) || tg_form_find_table (self->form, at) != NULL;
}

static gboolean
compile_check (TgRules        *self,
               const TgCheck  *check,
               TgRuleCheck    *rule,
               GError        **error)
{
  rule->check = check;
  if (check->scope != NULL)
    {
      rule->scope = tg_form_find_table (self->form, check->scope);
      if (rule->scope == NULL)
        {
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "scope: there is no table “%s”",
                       check->scope);
          return FALSE;
        }
    }
  for (guint i = 0; check->at != NULL && check->at[i] != NULL; i++)
    if (!is_place (self, rule->scope, check->at[i]))
      {
        g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "at: there is no field “%s”", check->at[i]);
        return FALSE;
      }
  if (!parse_into (&rule->when, check->when, "when", self, rule->scope, error) ||
      !parse_into (&rule->assertion, check->assertion, "assert", self, rule->scope, error))
    return FALSE;
  rule->message = tg_message_parse (check->message, self->form, rule->scope, error);
  return rule->message != NULL;
}

static gboolean
compile_checks (TgRules  *self,
                GError  **error)
{
  for (guint i = 0; i < self->form->checks->len; i++)
    {
      const TgCheck *check = g_ptr_array_index (self->form->checks, i);
      TgRuleCheck *rule = g_new0 (TgRuleCheck, 1);

      g_ptr_array_add (self->checks, rule);
      if (!compile_check (self, check, rule, error))
        {
          g_prefix_error (error, "check “%s”: ", check->id);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
compile_dues (TgRules  *self,
              GError  **error)
{
  for (guint i = 0; i < self->form->dues->len; i++)
    {
      const TgDue *due = g_ptr_array_index (self->form->dues, i);
      TgRuleDue *rule = g_new0 (TgRuleDue, 1);

      rule->due = due;
      g_ptr_array_add (self->dues, rule);
      if (!parse_into (&rule->day, due->due, "due", self, NULL, error))
        {
          g_prefix_error (error, "deadline “%s”: ", due->id);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
compile_moves (TgRules  *self,
               GError  **error)
{
  for (guint i = 0; i < self->form->moves->len; i++)
    {
      const TgMove *move = g_ptr_array_index (self->form->moves, i);
      TgRuleMove *rule = g_new0 (TgRuleMove, 1);

      rule->move = move;
      g_ptr_array_add (self->moves, rule);
      for (guint part = 0; part < TG_N_MOVE_PARTS; part++)
        if (!parse_into (&rule->parts[part], move->expressions[part],
                         tg_move_part_to_name ((TgMovePart) part), self, NULL, error))
          {
            g_prefix_error (error, "move “%s”: ", move->id);
            return FALSE;
          }
    }
  return TRUE;
}

TgRules *
tg_rules_compile (TgForm  *form,
                  GError **error)
{
  g_autoptr (TgRules) self = NULL;

  g_return_val_if_fail (form != NULL, NULL);

  self = g_new0 (TgRules, 1);
  g_atomic_ref_count_init (&self->refs);
  self->form = tg_form_ref (form);
  self->fields = g_ptr_array_new_with_free_func (rule_field_free);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  self->conditions = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) tg_node_free);
  self->checks = g_ptr_array_new_with_free_func (rule_check_free);
  self->dues = g_ptr_array_new_with_free_func (rule_due_free);
  self->moves = g_ptr_array_new_with_free_func (rule_move_free);
  self->computed = g_ptr_array_new ();
  self->others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!compile_sections (self, error) || !compile_checks (self, error) ||
      !compile_dues (self, error) || !compile_moves (self, error) || !tg_rules_sort (self, error))
    return NULL;
  tg_rules_find_others (self);
  return g_steal_pointer (&self);
}

TgRules *
tg_rules_ref (TgRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_rules_unref (TgRules *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->others);
  g_ptr_array_unref (self->computed);
  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->dues);
  g_ptr_array_unref (self->checks);
  g_hash_table_unref (self->conditions);
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->fields);
  tg_form_unref (self->form);
  g_free (self);
}

TgForm *
tg_rules_get_form (TgRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->form;
}
