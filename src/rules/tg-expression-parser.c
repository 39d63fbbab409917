/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-expression.h"

#include <string.h>

#include "tg-error.h"
#include "tg-machine.h"
#include "tg-parser.h"
#include "tg-pattern.h"
#include "tg-validator.h"

/* The parser of the rule language, by descent: or, and, not, comparison, sum, product, sign,
 * primary. Names are resolved as they are met, so that a misspelt field is an error of the form
 * file and never an empty value. The first fault is kept in `error`; every function gives NULL
 * once there is one. */

static TgNode *
new_text (const char *text)
{
  TgNode *node = tg_parser_new_node (TG_NODE_LITERAL);

  node->text = g_strdup (text);
  node->value = tg_value_from_text (node->text);
  return node;
}

static TgNode *
parse_number (TgParser *p)
{
  TgDecimal number;

  if (!tg_decimal_parse (tg_parser_peek (p, 0)->text, &number, NULL))
    return tg_parser_fail (p, "“%s” is no number", tg_parser_peek (p, 0)->text);
  p->next++;
  return tg_parser_new_constant (tg_value_from_number (number));
}

static const TgField *
find_header (const TgForm *form,
             const char   *key)
{
  return strchr (key, '/') == NULL ? g_hash_table_lookup (form->by_path, key) : NULL;
}

static TgNode *
resolve_bare (TgParser   *p,
              const char *key)
{
  const TgField *field = p->scope == NULL ? NULL : tg_parser_find_column (p->scope, key);

  if (field != NULL || (p->scope != NULL && strcmp (key, "_line") == 0))
    return tg_parser_new_field (TG_PLACE_SCOPE, NULL, p->scope->key, key, field);
  field = find_header (p->form, key);
  if (field == NULL)
    return tg_parser_fail (p, "there is no field “%s” here", key);
  return tg_parser_new_field (TG_PLACE_HEAD, NULL, NULL, key, field);
}

static TgNode *
parse_row_field (TgParser *p)
{
  const char *key;
  const TgField *field = NULL;

  if (!p->in_aggregate)
    return tg_parser_fail (p, "“row” stands only inside sum, count, any, all …");
  p->next++;
  key = tg_parser_need_symbol (p, ".") ? tg_parser_need_word (p) : NULL;
  if (key == NULL)
    return NULL;
  if (p->row_form != NULL)
    {
      field = tg_parser_find_column (p->row_form, key);
      if (field == NULL && strcmp (key, "_line") != 0)
        return tg_parser_fail (p, "table “%s” has no field “%s”", p->row_table, key);
    }
  return tg_parser_new_field (TG_PLACE_ROW, p->row_relation, p->row_table, key, field);
}

static TgNode *
parse_head_field (TgParser *p)
{
  const char *key;
  const TgField *field;

  p->next++;
  key = tg_parser_need_symbol (p, ".") ? tg_parser_need_word (p) : NULL;
  if (key == NULL)
    return NULL;
  field = find_header (p->form, key);
  if (field == NULL)
    return tg_parser_fail (p, "the header has no field “%s”", key);
  return tg_parser_new_field (TG_PLACE_HEAD, NULL, NULL, key, field);
}

static TgNode *
parse_other_field (TgParser *p)
{
  const char *prefix = tg_parser_need_word (p);
  const char *name = tg_parser_need_symbol (p, ".") ? tg_parser_need_word (p) : NULL;
  const char *key = name != NULL && tg_parser_need_symbol (p, ".") ? tg_parser_need_word (p) : NULL;
  g_autofree char *relation = NULL;
  TgNode *node;

  if (key == NULL)
    return NULL;
  relation = g_strconcat (prefix, ".", name, NULL);
  node = tg_parser_new_field (TG_PLACE_OTHER, relation, NULL, key, NULL);
  /* Each row may have a document of its own behind it. */
  node->uses_scope = p->scope != NULL;
  return node;
}

static gboolean
check_arguments (TgParser *p,
                 TgNode   *node)
{
  guint n = node->children == NULL ? 0 : node->children->len;
  const TgNode *first = n == 0 ? NULL : g_ptr_array_index (node->children, 0);

  if (node->kind == TG_NODE_IF)
    {
      if (n != 3)
        {
          tg_parser_fail (p, "if needs a condition and two values");
          return FALSE;
        }
      node->numeric = ((const TgNode *) node->children->pdata[1])->numeric;
      return TRUE;
    }
  if (n < node->function->min_arguments || n > node->function->max_arguments)
    {
      tg_parser_fail (p, "%s does not take %u arguments", node->function->name, n);
      return FALSE;
    }
  node->numeric = node->function->numeric;
  if (strcmp (node->function->name, "valid") == 0 && first != NULL &&
      first->kind == TG_NODE_LITERAL &&
      (first->text == NULL || !tg_validator_exists (first->text)))
    {
      tg_parser_fail (p, "there is no check digit of that name");
      return FALSE;
    }
  return TRUE;
}

static TgNode *
parse_call (TgParser   *p,
            const char *name)
{
  TgNode *node;

  if (strcmp (name, "if") == 0)
    node = tg_parser_new_node (TG_NODE_IF);
  else
    {
      node = tg_parser_new_node (TG_NODE_CALL);
      node->function = tg_function_find (name);
      if (node->function == NULL)
        {
          tg_node_free (node);
          return tg_parser_fail (p, "there is no function “%s”", name);
        }
    }
  if (!tg_parser_take_symbol (p, ")"))
    {
      do
        node = tg_parser_add_child (p, node, tg_expression_parse_any (p));
      while (node != NULL && tg_parser_take_symbol (p, ","));
      if (node == NULL || !tg_parser_need_symbol (p, ")"))
        {
          tg_node_free (node);
          return NULL;
        }
    }
  if (!check_arguments (p, node))
    g_clear_pointer (&node, tg_node_free);
  return node;
}

static TgNode *
parse_function (TgParser *p)
{
  static const struct { const char *name; TgAggregate aggregate; } aggregates[] = {
    { "sum", TG_AGGREGATE_SUM }, { "count", TG_AGGREGATE_COUNT },
    { "distinct", TG_AGGREGATE_DISTINCT }, { "any", TG_AGGREGATE_ANY }, { "all", TG_AGGREGATE_ALL },
  };
  const char *name = tg_parser_need_word (p);

  p->next++;      /* the bracket */
  for (guint i = 0; i < G_N_ELEMENTS (aggregates); i++)
    if (strcmp (name, aggregates[i].name) == 0)
      return tg_expression_parse_aggregate (p, aggregates[i].aggregate);
  if (strcmp (name, "min") == 0 && tg_expression_is_table_ahead (p))
    return tg_expression_parse_aggregate (p, TG_AGGREGATE_MIN);
  if (strcmp (name, "max") == 0 && tg_expression_is_table_ahead (p))
    return tg_expression_parse_aggregate (p, TG_AGGREGATE_MAX);
  if (strcmp (name, "unique") == 0)
    return tg_expression_parse_unique (p);
  if (strcmp (name, "previous") == 0)
    return tg_expression_parse_previous (p);
  if (strcmp (name, "position") == 0)
    return tg_expression_parse_position (p);
  return parse_call (p, name);
}

static TgNode *
parse_name (TgParser *p)
{
  const TgToken *token = tg_parser_peek (p, 0);

  if (tg_parser_is_symbol (p, 1, "("))
    return parse_function (p);
  if (tg_parser_take_word (p, "true"))
    return tg_parser_new_constant (tg_value_from_boolean (TRUE));
  if (tg_parser_take_word (p, "false"))
    return tg_parser_new_constant (tg_value_from_boolean (FALSE));
  if (tg_parser_take_word (p, "null"))
    return tg_parser_new_constant (TG_VALUE_NOTHING);
  if (tg_parser_is_symbol (p, 1, "."))
    {
      if (tg_parser_is_word (p, 0, "row"))
        return parse_row_field (p);
      if (tg_parser_is_word (p, 0, "head"))
        return parse_head_field (p);
      if (tg_parser_is_relation (token->text))
        return parse_other_field (p);
      return tg_parser_fail (p, "“%s.” is not understood: only row, head, fact and other",
                             token->text);
    }
  p->next++;
  return resolve_bare (p, token->text);
}

static TgNode *
parse_primary (TgParser *p)
{
  const TgToken *token = tg_parser_peek (p, 0);
  TgNode *node;

  switch (token->kind)
    {
    case TG_TOKEN_NUMBER:
      return parse_number (p);
    case TG_TOKEN_TEXT:
      p->next++;
      return new_text (token->text);
    case TG_TOKEN_WORD:
      return parse_name (p);
    case TG_TOKEN_SYMBOL:
      if (!tg_parser_take_symbol (p, "("))
        return tg_parser_fail (p, "a value was expected, not “%s”", token->text);
      node = tg_expression_parse_any (p);
      if (node != NULL && !tg_parser_need_symbol (p, ")"))
        g_clear_pointer (&node, tg_node_free);
      return node;
    case TG_TOKEN_END:
      return tg_parser_fail (p, "a value is missing at the end");
    }
  g_return_val_if_reached (NULL);
}

/* `15 days`, `6 months` */
static TgNode *
parse_span (TgParser *p)
{
  static const char * const units[] = { "day", "days", "month", "months", "year", "years" };
  TgNode *value = parse_primary (p);

  for (guint i = 0; value != NULL && i < G_N_ELEMENTS (units); i++)
    if (tg_parser_is_word (p, 0, units[i]) && !tg_parser_is_symbol (p, 1, "("))
      {
        TgNode *span = tg_parser_new_node (TG_NODE_SPAN);

        span->operator = units[i][0];
        p->next++;
        return tg_parser_add_child (p, span, value);
      }
  return value;
}

static TgNode *
parse_sign (TgParser *p)
{
  TgNode *node;

  if (!tg_parser_take_symbol (p, "-"))
    return parse_span (p);
  if (tg_parser_take_symbol (p, "-"))
    return tg_parser_fail (p, "two signs in a row");
  node = tg_parser_add_child (p, tg_parser_new_node (TG_NODE_NEGATE), parse_span (p));
  if (node != NULL)
    node->numeric = TRUE;
  return node;
}

static TgNode *
join (TgParser   *p,
      TgNodeKind  kind,
      TgNode     *left,
      TgNode     *right)
{
  TgNode *node;

  if (left == NULL || right == NULL)
    {
      tg_node_free (left);
      tg_node_free (right);
      return NULL;
    }
  node = tg_parser_add_child (p, tg_parser_new_node (kind), left);
  return node == NULL ? tg_parser_add_child (p, NULL, right) : tg_parser_add_child (p, node, right);
}

static TgNode *
parse_arithmetic (TgParser     *p,
                  const char *operators,
                  TgNode   *(*parse_operand)(TgParser *))
{
  TgNode *left = parse_operand (p);

  while (left != NULL && tg_parser_peek (p, 0)->kind == TG_TOKEN_SYMBOL &&
         strlen (tg_parser_peek (p, 0)->text) == 1 &&
         strchr (operators, tg_parser_peek (p, 0)->text[0]) != NULL)
    {
      char operator = tg_parser_peek (p, 0)->text[0];
      TgNode *right;
      gboolean dated;

      p->next++;
      right = parse_operand (p);
      dated = right != NULL && right->kind == TG_NODE_SPAN;
      left = join (p, TG_NODE_ARITHMETIC, left, right);
      if (left != NULL)
        {
          left->operator = operator;
          left->numeric = !dated;
        }
    }
  return left;
}

static TgNode *
parse_product (TgParser *p)
{
  return parse_arithmetic (p, "*/", parse_sign);
}

static TgNode *
parse_sum (TgParser *p)
{
  return parse_arithmetic (p, "+-", parse_product);
}

static TgNode *
parse_in (TgParser *p,
          TgNode   *left)
{
  TgNode *node = tg_parser_add_child (p, tg_parser_new_node (TG_NODE_IN), left);

  if (node == NULL || !tg_parser_need_symbol (p, "("))
    {
      tg_node_free (node);
      return NULL;
    }
  do
    node = tg_parser_add_child (p, node, tg_expression_parse_any (p));
  while (node != NULL && tg_parser_take_symbol (p, ","));
  if (node != NULL && !tg_parser_need_symbol (p, ")"))
    g_clear_pointer (&node, tg_node_free);
  return node;
}

static TgNode *
parse_match (TgParser *p,
             TgNode   *left)
{
  TgNode *node = tg_parser_add_child (p, tg_parser_new_node (TG_NODE_MATCH), left);
  g_autoptr (GError) error = NULL;

  if (node == NULL)
    return NULL;
  if (tg_parser_peek (p, 0)->kind == TG_TOKEN_TEXT)
    node->pattern = tg_pattern_compile (tg_parser_peek (p, 0)->text, &error);
  if (node->pattern == NULL)
    {
      tg_node_free (node);
      return tg_parser_fail (p, "%s",
                             error == NULL ? "a pattern in quotes was expected" : error->message);
    }
  p->next++;
  return node;
}

static TgNode *
parse_comparison (TgParser *p)
{
  static const char * const comparisons[] = {
    [TG_COMPARE_EQUAL] = "==", [TG_COMPARE_DIFFERENT] = "!=", [TG_COMPARE_LESS] = "<",
    [TG_COMPARE_LESS_EQUAL] = "<=", [TG_COMPARE_GREATER] = ">", [TG_COMPARE_GREATER_EQUAL] = ">=",
  };
  TgNode *left = parse_sum (p);

  if (left == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    if (tg_parser_take_symbol (p, comparisons[i]))
      {
        TgNode *node = join (p, TG_NODE_COMPARE, left, parse_sum (p));

        if (node != NULL)
          node->comparison = (TgComparison) i;
        return node;
      }
  if (tg_parser_take_symbol (p, "~"))
    return parse_match (p, left);
  if (tg_parser_take_word (p, "in"))
    return parse_in (p, left);
  if (tg_parser_is_word (p, 0, "not") && tg_parser_is_word (p, 1, "in"))
    {
      p->next += 2;
      return tg_parser_add_child (p, tg_parser_new_node (TG_NODE_NOT), parse_in (p, left));
    }
  return left;
}

static TgNode *
parse_not (TgParser *p)
{
  TgNode *node;

  if (!tg_parser_take_word (p, "not"))
    return parse_comparison (p);
  if (++p->nesting > TG_EXPRESSION_MAX_DEPTH)
    return tg_parser_fail (p, "the expression is nested too deeply");
  node = tg_parser_add_child (p, tg_parser_new_node (TG_NODE_NOT), parse_not (p));
  p->nesting--;
  return node;
}

static TgNode *
parse_chain (TgParser      *p,
             const char  *word,
             TgNodeKind   kind,
             TgNode    *(*parse_operand)(TgParser *))
{
  TgNode *first = parse_operand (p);
  TgNode *chain;

  if (first == NULL || !tg_parser_is_word (p, 0, word))
    return first;
  chain = tg_parser_add_child (p, tg_parser_new_node (kind), first);
  while (chain != NULL && tg_parser_take_word (p, word))
    chain = tg_parser_add_child (p, chain, parse_operand (p));
  return chain;
}

static TgNode *
parse_and (TgParser *p)
{
  return parse_chain (p, "and", TG_NODE_AND, parse_not);
}

TgNode *
tg_expression_parse_any (TgParser *p)
{
  TgNode *node;

  if (++p->nesting > TG_EXPRESSION_MAX_DEPTH)
    return tg_parser_fail (p, "the expression is nested too deeply");
  node = parse_chain (p, "or", TG_NODE_OR, parse_and);
  p->nesting--;
  return node;
}

TgNode *
tg_expression_parse (const char     *text,
                     const TgForm   *form,
                     const TgTable  *scope,
                     GError        **error)
{
  g_autoptr (GArray) tokens = NULL;
  g_autoptr (TgNode) node = NULL;
  TgParser p = { .form = form, .scope = scope };

  g_return_val_if_fail (text != NULL && form != NULL, NULL);

  tokens = tg_expression_cut (text, error);
  if (tokens == NULL)
    return NULL;
  p.tokens = tokens;
  node = tg_expression_parse_any (&p);
  if (p.error == NULL && tg_parser_peek (&p, 0)->kind != TG_TOKEN_END)
    tg_parser_fail (&p, "“%s” was not expected", tg_parser_peek (&p, 0)->text);
  if (p.error != NULL)
    {
      g_propagate_error (error, p.error);
      return NULL;
    }
  return g_steal_pointer (&node);
}
