/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-machine.h"

#include <string.h>

#include "tg-date.h"
#include "tg-pattern.h"

/* TgMachine: walks the tree of an expression. Every node costs a step; when the steps run out
 * everything is unknown and the caller says so. Texts that are made on the way live in `texts`. A
 * hidden field reads as empty; whether it is hidden is evaluated when it is first read. */

#define MAX_CONDITIONS 8

static void
code_row_clear (gpointer data)
{
  if (data != NULL)
    tg_code_row_unref (data);
}

static TgValue
value_of_field (const TgField *field,
                const char    *text)
{
  TgValue value = tg_value_from_text (text);

  if (field == NULL || value.kind == TG_VALUE_EMPTY)
    return value;
  if (tg_field_is_numeric (field))
    value.form = TG_VALUE_NUMERIC;
  else if (field->kind == TG_FIELD_DATE)
    value.form = TG_VALUE_DATED;
  return value;
}

static TgValue
read_cell (TgMachine    *self,
           const TgNode *node,
           guint         row)
{
  if (!tg_machine_is_visible (self, node->field, node->table, row))
    return TG_VALUE_NOTHING;
  return value_of_field (node->field,
                         tg_document_get_cell (self->document, node->table, row, node->text));
}

static TgValue
evaluate_field (TgMachine    *self,
                const TgNode *node)
{
  TgDocument *other;

  switch (node->place)
    {
    case TG_PLACE_HEAD:
      if (!tg_machine_is_visible (self, node->field, NULL, 0))
        return TG_VALUE_NOTHING;
      return value_of_field (node->field, tg_document_get (self->document, node->text));
    case TG_PLACE_SCOPE:
      return read_cell (self, node, self->scope_row);
    case TG_PLACE_ROW:
      if (self->row_form != NULL)
        return read_cell (self, node, self->row);
      if (self->row_document == NULL)
        return TG_VALUE_NOTHING;
      return tg_value_from_text (tg_document_get_cell (self->row_document, node->table, self->row,
                                                       node->text));
    case TG_PLACE_OTHER:
      other = tg_machine_find_other (self, node->relation);
      return other == NULL ? TG_VALUE_NOTHING
             : tg_value_from_text (tg_document_get (other, node->text));
    }
  g_return_val_if_reached (TG_VALUE_MALFORMED);
}

static TgValue
child (TgMachine    *self,
       const TgNode *node,
       guint         i)
{
  return tg_machine_evaluate (self, g_ptr_array_index (node->children, i));
}

/* Three-valued: what is unknown decides nothing, but a false in `and` and a true in `or` do. */
static TgValue
evaluate_chain (TgMachine    *self,
                const TgNode *node)
{
  gboolean stops_at = node->kind == TG_NODE_OR;
  gboolean unknown = FALSE;

  for (guint i = 0; i < node->children->len; i++)
    {
      TgValue value = child (self, node, i);

      if (value.kind == TG_VALUE_UNKNOWN)
        unknown = TRUE;
      else if (tg_value_is_true (value) == stops_at)
        return tg_value_from_boolean (stops_at);
    }
  return unknown ? TG_VALUE_MALFORMED : tg_value_from_boolean (!stops_at);
}

static TgValue
evaluate_in (TgMachine    *self,
             const TgNode *node)
{
  TgValue value = child (self, node, 0);

  if (value.kind == TG_VALUE_UNKNOWN)
    return value;
  if (value.kind == TG_VALUE_EMPTY)
    return tg_value_from_boolean (FALSE);
  for (guint i = 1; i < node->children->len; i++)
    if (tg_value_is_true (tg_value_compare (value, child (self, node, i), TG_COMPARE_EQUAL)))
      return tg_value_from_boolean (TRUE);
  return tg_value_from_boolean (FALSE);
}

static TgValue
evaluate_match (TgMachine    *self,
                const TgNode *node)
{
  TgValue value = child (self, node, 0);
  g_autofree char *text = NULL;

  if (value.kind == TG_VALUE_UNKNOWN)
    return value;
  text = tg_value_dup_text (value);
  return tg_value_from_boolean (value.kind != TG_VALUE_EMPTY &&
                                tg_pattern_matches (node->pattern, text));
}

static TgValue
add_span (TgMachine *self,
          TgValue    date,
          TgValue    span,
          int        sign)
{
  g_autofree char *whole = tg_decimal_to_string (span.number);
  gint64 count;
  gint64 days;
  char *moved;

  if (date.kind != TG_VALUE_TEXT || !tg_date_to_days (date.text, &days) ||
      !g_ascii_string_to_signed (whole, 10, -100000, 100000, &count, NULL))
    return TG_VALUE_MALFORMED;
  count *= sign;
  if (span.unit == 'd')
    moved = tg_date_from_days (days + count);
  else
    moved = tg_date_add_months (date.text, (int) (span.unit == 'y' ? count * 12 : count));
  if (moved == NULL)
    return TG_VALUE_MALFORMED;
  date.text = tg_machine_keep (self, moved);
  date.form = TG_VALUE_DATED;
  return date;
}

/* A quotient keeps 12 places; only results are rounded. */
static TgValue
calculate (char      operator,
           TgDecimal a,
           TgDecimal b)
{
  TgDecimal result;
  gboolean ok = FALSE;

  if (operator == '+')
    ok = tg_decimal_add (a, b, &result, NULL);
  else if (operator == '-')
    ok = tg_decimal_subtract (a, b, &result, NULL);
  else if (operator == '*')
    ok = tg_decimal_multiply (a, b, &result, NULL);
  else if (!tg_decimal_is_zero (b))
    ok = tg_decimal_divide (a, b, 12, &result, NULL);
  return ok ? tg_value_from_number (result) : TG_VALUE_MALFORMED;
}

static TgValue
evaluate_arithmetic (TgMachine    *self,
                     const TgNode *node)
{
  TgValue left = child (self, node, 0);
  TgValue right = child (self, node, 1);
  TgDecimal a, b;

  if (left.kind == TG_VALUE_UNKNOWN || right.kind == TG_VALUE_UNKNOWN)
    return TG_VALUE_MALFORMED;
  if (left.kind == TG_VALUE_EMPTY || right.kind == TG_VALUE_EMPTY)
    return TG_VALUE_NOTHING;
  if (right.kind == TG_VALUE_SPAN)
    return strchr ("+-", node->operator) == NULL ? TG_VALUE_MALFORMED
           : add_span (self, left, right, node->operator == '-' ? -1 : 1);
  if (!tg_value_to_number (left, &a) || !tg_value_to_number (right, &b))
    return TG_VALUE_MALFORMED;
  return calculate (node->operator, a, b);
}

static TgValue
evaluate_number_of (TgMachine    *self,
                    const TgNode *node)
{
  TgValue value = child (self, node, 0);
  TgDecimal number;

  if (value.kind == TG_VALUE_UNKNOWN || value.kind == TG_VALUE_EMPTY)
    return value;
  if (!tg_value_to_number (value, &number))
    return TG_VALUE_MALFORMED;
  if (node->kind == TG_NODE_NEGATE)
    return tg_value_from_number (tg_decimal_negate (number));
  return (TgValue) { .kind = TG_VALUE_SPAN, .number = number, .unit = node->operator };
}

static TgValue
evaluate_not (TgMachine    *self,
              const TgNode *node)
{
  TgValue value = child (self, node, 0);

  return value.kind == TG_VALUE_UNKNOWN ? value : tg_value_from_boolean (!tg_value_is_true (value));
}

static TgValue
evaluate_if (TgMachine    *self,
             const TgNode *node)
{
  TgValue condition = child (self, node, 0);

  if (condition.kind == TG_VALUE_UNKNOWN)
    return condition;
  return child (self, node, tg_value_is_true (condition) ? 1 : 2);
}

static TgValue
evaluate_call (TgMachine    *self,
               const TgNode *node)
{
  TgValue arguments[TG_MAX_ARGUMENTS];
  guint n = node->children == NULL ? 0 : node->children->len;

  for (guint i = 0; i < n; i++)
    arguments[i] = child (self, node, i);
  return node->function->call (self, arguments, n);
}

static TgValue
evaluate_previous (TgMachine    *self,
                   const TgNode *node)
{
  return self->scope_row == 0 ? TG_VALUE_NOTHING : read_cell (self, node, self->scope_row - 1);
}

/* Evaluates a condition as seen from a row, and comes back to where it was. */
static gboolean
evaluate_condition (TgMachine    *self,
                    const TgNode *condition,
                    const char   *table,
                    guint         row)
{
  const char *scope_table = self->scope_table;
  guint scope_row = self->scope_row;
  gboolean visible;

  self->scope_table = table;
  self->scope_row = row;
  self->depth++;
  visible = tg_machine_is_true (self, condition);
  self->depth--;
  self->scope_table = scope_table;
  self->scope_row = scope_row;
  return visible;
}

void
tg_machine_init (TgMachine            *self,
                 const TgDocument     *document,
                 const TgRulesContext *context,
                 GHashTable           *conditions)
{
  memset (self, 0, sizeof *self);
  self->document = document;
  self->context = context;
  self->conditions = conditions;
  self->date = context->today;
  self->steps = TG_MACHINE_STEPS;
  self->texts = g_string_chunk_new (4096);
  self->groups = g_hash_table_new_full (NULL, NULL, NULL, tg_machine_free_groups);
  self->hidden = g_hash_table_new (NULL, NULL);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, code_row_clear);
}

void
tg_machine_clear (TgMachine *self)
{
  g_string_chunk_free (self->texts);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->codes);
}

void
tg_machine_reset (TgMachine *self)
{
  self->steps = TG_MACHINE_STEPS;
  g_string_chunk_clear (self->texts);
  g_hash_table_remove_all (self->groups);
  g_hash_table_remove_all (self->hidden);
}

void
tg_machine_set_row (TgMachine  *self,
                    const char *table,
                    guint       row)
{
  self->scope_table = table;
  self->scope_row = row;
}

TgValue
tg_machine_evaluate (TgMachine    *self,
                     const TgNode *node)
{
  if (self->steps == 0)
    return TG_VALUE_MALFORMED;
  self->steps--;
  switch (node->kind)
    {
    case TG_NODE_LITERAL:
      return node->value;
    case TG_NODE_FIELD:
      return evaluate_field (self, node);
    case TG_NODE_NOT:
      return evaluate_not (self, node);
    case TG_NODE_AND:
    case TG_NODE_OR:
      return evaluate_chain (self, node);
    case TG_NODE_COMPARE:
      return tg_value_compare (child (self, node, 0), child (self, node, 1), node->comparison);
    case TG_NODE_IN:
      return evaluate_in (self, node);
    case TG_NODE_MATCH:
      return evaluate_match (self, node);
    case TG_NODE_ARITHMETIC:
      return evaluate_arithmetic (self, node);
    case TG_NODE_NEGATE:
    case TG_NODE_SPAN:
      return evaluate_number_of (self, node);
    case TG_NODE_IF:
      return evaluate_if (self, node);
    case TG_NODE_CALL:
      return evaluate_call (self, node);
    case TG_NODE_POSITION:
      return tg_value_from_int ((gint64) self->scope_row + 1);
    case TG_NODE_PREVIOUS:
      return evaluate_previous (self, node);
    case TG_NODE_AGGREGATE:
      return tg_machine_aggregate (self, node);
    }
  g_return_val_if_reached (TG_VALUE_MALFORMED);
}

gboolean
tg_machine_is_true (TgMachine    *self,
                    const TgNode *node)
{
  return tg_value_is_true (tg_machine_evaluate (self, node));
}

/* `thing` is a field or a table. A condition that asks for itself again finds it visible. */
gboolean
tg_machine_is_visible (TgMachine     *self,
                       gconstpointer  thing,
                       const char    *table,
                       guint          row)
{
  const TgNode *condition;
  gpointer known;
  gboolean visible;

  if (thing == NULL || g_hash_table_size (self->conditions) == 0)
    return TRUE;
  condition = g_hash_table_lookup (self->conditions, thing);
  if (condition == NULL || self->depth > MAX_CONDITIONS)
    return TRUE;
  if (g_hash_table_lookup_extended (self->hidden, thing, NULL, &known))
    return !GPOINTER_TO_INT (known);
  g_hash_table_insert (self->hidden, (gpointer) thing, GINT_TO_POINTER (FALSE));
  visible = evaluate_condition (self, condition, table, row);
  if (condition->uses_scope)
    g_hash_table_remove (self->hidden, thing);
  else
    g_hash_table_insert (self->hidden, (gpointer) thing, GINT_TO_POINTER (!visible));
  return visible;
}

/* The document behind this row, else the one for all. */
TgDocument *
tg_machine_find_other (TgMachine  *self,
                       const char *relation)
{
  TgDocument *other = NULL;
  char name[256];

  if (self->context->others == NULL)
    return NULL;
  if (self->scope_table != NULL)
    {
      const char *line = tg_document_get_line_id (self->document, self->scope_table,
                                                  self->scope_row);

      if (line != NULL)
        {
          g_snprintf (name, sizeof name, "%s/%s", relation, line);
          other = g_hash_table_lookup (self->context->others, name);
        }
    }
  return other != NULL ? other : g_hash_table_lookup (self->context->others, relation);
}

gboolean
tg_machine_has_codes (TgMachine  *self,
                      const char *table)
{
  return self->context->codes != NULL && tg_code_lookup_has_table (self->context->codes, table);
}

TgCodeRow *
tg_machine_find_code (TgMachine  *self,
                      const char *table,
                      const char *code)
{
  g_autofree char *key = NULL;
  gpointer found;

  if (self->context->codes == NULL)
    return NULL;
  key = g_strconcat (table, "\n", code, NULL);
  if (!g_hash_table_lookup_extended (self->codes, key, NULL, &found))
    {
      found = tg_code_lookup_find (self->context->codes, table, code, self->date);
      g_hash_table_insert (self->codes, g_steal_pointer (&key), found);
    }
  return found;
}

const char *
tg_machine_keep (TgMachine *self,
                 char      *text)
{
  const char *kept = g_string_chunk_insert (self->texts, text);

  g_free (text);
  return kept;
}
