/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-parser.h"

#include <string.h>

#include "tg-machine.h"

/* The part of the parser that knows tables: sums, counts and the like, and what is asked of
 * neighbouring rows. A condition is cut apart here into equalities that an index serves,
 * conditions on the row alone, and the rest. */

/* The name of a table at the next token: `goods`, `other.order.goods`; then perhaps `.field`. */
typedef struct
{
  char          *relation;     /* nullable */
  char          *table;
  const TgTable *form;         /* nullable */
  char          *field;        /* nullable */
} TableName;

static void
table_name_clear (TableName *name)
{
  g_free (name->relation);
  g_free (name->table);
  g_free (name->field);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TableName, table_name_clear)

static gboolean
parse_table_name (TgParser  *p,
                  TableName *out)
{
  const char *word = tg_parser_need_word (p);

  if (word == NULL)
    return FALSE;
  if (tg_parser_is_relation (word))
    {
      const char *name = tg_parser_need_symbol (p, ".") ? tg_parser_need_word (p) : NULL;

      if (name == NULL)
        return FALSE;
      out->relation = g_strconcat (word, ".", name, NULL);
      word = tg_parser_need_symbol (p, ".") ? tg_parser_need_word (p) : NULL;
      if (word == NULL)
        return FALSE;
    }
  else
    {
      out->form = tg_form_find_table (p->form, word);
      if (out->form == NULL)
        {
          tg_parser_fail (p, "there is no table “%s”", word);
          return FALSE;
        }
    }
  out->table = g_strdup (word);
  if (!tg_parser_take_symbol (p, "."))
    return TRUE;
  word = tg_parser_need_word (p);
  out->field = g_strdup (word);
  if (word != NULL && out->form != NULL && tg_parser_find_column (out->form, word) == NULL)
    tg_parser_fail (p, "table “%s” has no field “%s”", out->table, word);
  return p->error == NULL;
}

/* Whether min( and max( go over the rows of a table. */
gboolean
tg_expression_is_table_ahead (TgParser *p)
{
  const TgToken *first = tg_parser_peek (p, 0);

  if (first->kind != TG_TOKEN_WORD || !tg_parser_is_symbol (p, 1, "."))
    return FALSE;
  if (tg_parser_is_relation (first->text))
    return tg_parser_is_symbol (p, 3, ".") && tg_parser_is_symbol (p, 5, ".");
  return tg_form_find_table (p->form, first->text) != NULL;
}

/* One equality between the row and what is outside it is served by an index. */
static gboolean
split_equality (TgNode *aggregate,
                TgNode *condition)
{
  TgNode *a, *b;

  if (condition->kind != TG_NODE_COMPARE || condition->comparison != TG_COMPARE_EQUAL)
    return FALSE;
  a = g_ptr_array_index (condition->children, 0);
  b = g_ptr_array_index (condition->children, 1);
  if (!a->uses_row)
    {
      TgNode *swap = a;

      a = b;
      b = swap;
    }
  if (!a->uses_row || a->uses_scope || b->uses_row || a->numeric != b->numeric)
    return FALSE;
  g_ptr_array_set_free_func (condition->children, NULL);
  g_ptr_array_add (aggregate->row_keys, a);
  g_ptr_array_add (aggregate->outer_keys, b);
  tg_node_free (condition);
  return TRUE;
}

static void
split_condition (TgNode *aggregate,
                 TgNode *condition)
{
  if (condition->kind == TG_NODE_AND)
    {
      g_ptr_array_set_free_func (condition->children, NULL);
      for (guint i = 0; i < condition->children->len; i++)
        split_condition (aggregate, g_ptr_array_index (condition->children, i));
      tg_node_free (condition);
    }
  else if (!condition->uses_scope)
    g_ptr_array_add (aggregate->filters, condition);
  else if (!split_equality (aggregate, condition))
    g_ptr_array_add (aggregate->rest, condition);
}

static TgNode *
new_aggregate (TgAggregate  aggregate,
               TableName   *name)
{
  TgNode *node = tg_parser_new_node (TG_NODE_AGGREGATE);

  node->aggregate = aggregate;
  node->relation = g_strdup (name->relation);
  node->table = g_strdup (name->table);
  node->row_form = name->form;
  node->row_keys = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_node_free);
  node->outer_keys = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_node_free);
  node->filters = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_node_free);
  node->rest = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_node_free);
  node->numeric = aggregate != TG_AGGREGATE_ANY && aggregate != TG_AGGREGATE_ALL;
  return node;
}

/* What is summed, and the condition. */
static TgNode *
parse_aggregate_rest (TgParser  *p,
                      TgNode    *node,
                      TableName *name)
{
  gboolean needs_operand = node->aggregate != TG_AGGREGATE_COUNT &&
                           node->aggregate != TG_AGGREGATE_ANY &&
                           node->aggregate != TG_AGGREGATE_ALL;

  if (name->field != NULL)
    {
      const TgField *field = name->form == NULL ? NULL
                             : tg_parser_find_column (name->form, name->field);

      node->operand = tg_parser_new_field (TG_PLACE_ROW, name->relation, name->table, name->field,
                                           field);
    }
  else if (needs_operand)
    {
      if (!tg_parser_need_symbol (p, ","))
        return node;
      node->operand = tg_expression_parse_any (p);
    }
  if (node->operand != NULL)
    tg_parser_inherit (node, node->operand);
  if (p->error == NULL && tg_parser_take_word (p, "where"))
    {
      TgNode *condition = tg_expression_parse_any (p);

      if (condition == NULL)
        return node;
      tg_parser_inherit (node, condition);
      if (node->aggregate == TG_AGGREGATE_ALL)
        node->operand = condition;
      else
        split_condition (node, condition);
    }
  return node;
}

TgNode *
tg_expression_parse_aggregate (TgParser    *p,
                               TgAggregate  aggregate)
{
  g_auto (TableName) name = { NULL };
  TgParser outer = *p;
  TgNode *node;

  if (!parse_table_name (p, &name))
    return NULL;
  node = new_aggregate (aggregate, &name);
  p->in_aggregate = TRUE;
  p->row_relation = name.relation;
  p->row_table = name.table;
  p->row_form = name.form;
  node = parse_aggregate_rest (p, node, &name);
  p->in_aggregate = outer.in_aggregate;
  p->row_relation = outer.row_relation;
  p->row_table = outer.row_table;
  p->row_form = outer.row_form;
  node->uses_row = FALSE;
  if (name.relation != NULL && p->scope != NULL)
    node->uses_scope = TRUE;
  if (aggregate == TG_AGGREGATE_ALL && node->operand == NULL)
    tg_parser_fail (p, "all needs “where”");
  if (p->error != NULL || !tg_parser_need_symbol (p, ")"))
    g_clear_pointer (&node, tg_node_free);
  return node;
}

/* unique(f): as many rows with this value as this one; an empty value is no matter. */
TgNode *
tg_expression_parse_unique (TgParser *p)
{
  TgNode *field, *node, *equal, *both;
  TableName name = { .form = p->scope };

  if (p->scope == NULL)
    return tg_parser_fail (p, "unique stands only in the rules of a table");
  field = tg_expression_parse_any (p);
  if (field != NULL && field->place != TG_PLACE_SCOPE)
    {
      tg_node_free (field);
      return tg_parser_fail (p, "unique needs a field of the row");
    }
  if (field == NULL || !tg_parser_need_symbol (p, ")"))
    {
      tg_node_free (field);
      return NULL;
    }
  name.table = p->scope->key;
  node = new_aggregate (TG_AGGREGATE_COUNT, &name);
  g_ptr_array_add (node->row_keys,
                   tg_parser_new_field (TG_PLACE_ROW, NULL, p->scope->key, field->text,
                                        field->field));
  g_ptr_array_add (node->outer_keys,
                   tg_parser_new_field (TG_PLACE_SCOPE, NULL, p->scope->key, field->text,
                                        field->field));
  node->uses_scope = TRUE;
  equal = tg_parser_new_node (TG_NODE_COMPARE);
  equal->comparison = TG_COMPARE_LESS_EQUAL;
  equal = tg_parser_add_child (p, equal, node);
  equal = tg_parser_add_child (p, equal, tg_parser_new_constant (tg_value_from_int (1)));
  both = tg_parser_new_node (TG_NODE_CALL);
  both->function = tg_function_find ("empty");
  both = tg_parser_add_child (p, both, field);
  return tg_parser_add_child (p, tg_parser_add_child (p, tg_parser_new_node (TG_NODE_OR), both),
                              equal);
}

TgNode *
tg_expression_parse_previous (TgParser *p)
{
  TgNode *node = p->scope == NULL
                 ? tg_parser_fail (p, "previous stands only in the rules of a table")
                 : tg_expression_parse_any (p);

  if (node == NULL)
    return NULL;
  if (node->kind != TG_NODE_FIELD || node->place != TG_PLACE_SCOPE ||
      !tg_parser_need_symbol (p, ")"))
    {
      tg_node_free (node);
      return tg_parser_fail (p, "previous needs a field of the row");
    }
  node->kind = TG_NODE_PREVIOUS;
  return node;
}

TgNode *
tg_expression_parse_position (TgParser *p)
{
  TgNode *node;

  if (p->scope == NULL)
    return tg_parser_fail (p, "position stands only in the rules of a table");
  if (!tg_parser_need_symbol (p, ")"))
    return NULL;
  node = tg_parser_new_node (TG_NODE_POSITION);
  node->uses_scope = TRUE;
  node->numeric = TRUE;
  return node;
}
