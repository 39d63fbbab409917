/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-expression.h"

#include <string.h>

#include "tg-error.h"
#include "tg-expression-token.h"
#include "tg-machine.h"
#include "tg-pattern.h"
#include "tg-validators.h"

/* The parser of the rule language, by descent: or, and, not, comparison, sum, product, sign, primary. Names are resolved
 * as they are met, so that a misspelt field is an error of the form file and never an empty value. The first
 * fault is kept in `error`; every function gives NULL once there is one. */

typedef struct
{
  GArray         *tokens;
  guint           next;
  guint           nesting;
  const TgForm   *form;
  const TgTable  *scope;            /* nullable */
  gboolean        in_aggregate;
  const char     *row_relation;     /* of the innermost aggregate */
  const char     *row_table;
  const TgTable  *row_form;         /* nullable: of another document */
  GError         *error;
} Parser;

static TgNode *parse_or (Parser *p);

static const TgToken *
peek (Parser *p,
      guint   ahead)
{
  return &g_array_index (p->tokens, TgToken, MIN (p->next + ahead, p->tokens->len - 1));
}

static gboolean
is_symbol (Parser     *p,
           guint       ahead,
           const char *text)
{
  const TgToken *token = peek (p, ahead);

  return token->kind == TG_TOKEN_SYMBOL && strcmp (token->text, text) == 0;
}

static gboolean
is_word (Parser     *p,
         guint       ahead,
         const char *text)
{
  const TgToken *token = peek (p, ahead);

  return token->kind == TG_TOKEN_WORD && strcmp (token->text, text) == 0;
}

static gboolean
take_symbol (Parser     *p,
             const char *text)
{
  if (!is_symbol (p, 0, text))
    return FALSE;
  p->next++;
  return TRUE;
}

static gboolean
take_word (Parser     *p,
           const char *text)
{
  if (!is_word (p, 0, text))
    return FALSE;
  p->next++;
  return TRUE;
}

G_GNUC_PRINTF (2, 3)
static TgNode *
fail (Parser     *p,
      const char *format,
      ...)
{
  g_autofree char *what = NULL;
  va_list args;

  if (p->error != NULL)
    return NULL;
  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  p->error = g_error_new (TG_ERROR, TG_ERROR_INVALID, "character %u: %s", peek (p, 0)->position + 1, what);
  return NULL;
}

static gboolean
need_symbol (Parser     *p,
             const char *text)
{
  if (take_symbol (p, text))
    return TRUE;
  fail (p, "“%s” was expected, not “%s”", text, peek (p, 0)->text);
  return FALSE;
}

/* (transfer none) the word's text; NULL with an error. */
static const char *
need_word (Parser *p)
{
  const TgToken *token = peek (p, 0);

  if (token->kind != TG_TOKEN_WORD)
    {
      fail (p, "a name was expected, not “%s”", token->text);
      return NULL;
    }
  p->next++;
  return token->text;
}

static TgNode *
new_node (TgNodeKind kind)
{
  TgNode *node = g_new0 (TgNode, 1);

  node->kind = kind;
  node->depth = 1;
  return node;
}

static void
inherit (TgNode       *node,
         const TgNode *child)
{
  node->depth = MAX (node->depth, child->depth + 1);
  node->uses_row |= child->uses_row;
  node->uses_scope |= child->uses_scope;
}

/* Takes the child; frees both and fails where the tree gets too deep. */
static TgNode *
add_child (Parser *p,
           TgNode *node,
           TgNode *child)
{
  if (node == NULL || child == NULL)
    {
      tg_node_free (node);
      tg_node_free (child);
      return NULL;
    }
  if (node->children == NULL)
    node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_node_free);
  g_ptr_array_add (node->children, child);
  inherit (node, child);
  if (node->depth > TG_EXPRESSION_MAX_DEPTH)
    {
      tg_node_free (node);
      return fail (p, "the expression is nested too deeply");
    }
  return node;
}

static TgNode *
new_text (const char *text)
{
  TgNode *node = new_node (TG_NODE_LITERAL);

  node->text = g_strdup (text);
  node->value = tg_value_from_text (node->text);
  return node;
}

static TgNode *
new_constant (TgValue value)
{
  TgNode *node = new_node (TG_NODE_LITERAL);

  node->value = value;
  node->numeric = value.kind == TG_VALUE_NUMBER;
  return node;
}

static TgNode *
parse_number (Parser *p)
{
  TgDecimal number;

  if (!tg_decimal_parse (peek (p, 0)->text, &number, NULL))
    return fail (p, "“%s” is no number", peek (p, 0)->text);
  p->next++;
  return new_constant (tg_value_from_number (number));
}

static const TgField *
find_column (const TgTable *table,
             const char    *key)
{
  for (guint i = 0; i < table->fields->len; i++)
    {
      const TgField *field = g_ptr_array_index (table->fields, i);

      if (strcmp (field->key, key) == 0)
        return field;
    }
  return NULL;
}

static const TgField *
find_header (const TgForm *form,
             const char   *key)
{
  return strchr (key, '/') == NULL ? g_hash_table_lookup (form->by_path, key) : NULL;
}

static TgNode *
new_field (TgPlace        place,
           const char    *relation,
           const char    *table,
           const char    *key,
           const TgField *field)
{
  TgNode *node = new_node (TG_NODE_FIELD);

  node->place = place;
  node->relation = g_strdup (relation);
  node->table = g_strdup (table);
  node->text = g_strdup (key);
  node->field = field;
  node->numeric = field != NULL && tg_field_is_numeric (field);
  node->uses_row = place == TG_PLACE_ROW;
  node->uses_scope = place == TG_PLACE_SCOPE;
  return node;
}

static TgNode *
resolve_bare (Parser     *p,
              const char *key)
{
  const TgField *field = p->scope == NULL ? NULL : find_column (p->scope, key);

  if (field != NULL || (p->scope != NULL && strcmp (key, "_line") == 0))
    return new_field (TG_PLACE_SCOPE, NULL, p->scope->key, key, field);
  field = find_header (p->form, key);
  if (field == NULL)
    return fail (p, "there is no field “%s” here", key);
  return new_field (TG_PLACE_HEAD, NULL, NULL, key, field);
}

static TgNode *
parse_row_field (Parser *p)
{
  const char *key;
  const TgField *field = NULL;

  if (!p->in_aggregate)
    return fail (p, "“row” stands only inside sum, count, any, all …");
  p->next++;
  key = need_symbol (p, ".") ? need_word (p) : NULL;
  if (key == NULL)
    return NULL;
  if (p->row_form != NULL)
    {
      field = find_column (p->row_form, key);
      if (field == NULL && strcmp (key, "_line") != 0)
        return fail (p, "table “%s” has no field “%s”", p->row_table, key);
    }
  return new_field (TG_PLACE_ROW, p->row_relation, p->row_table, key, field);
}

static TgNode *
parse_head_field (Parser *p)
{
  const char *key;
  const TgField *field;

  p->next++;
  key = need_symbol (p, ".") ? need_word (p) : NULL;
  if (key == NULL)
    return NULL;
  field = find_header (p->form, key);
  if (field == NULL)
    return fail (p, "the header has no field “%s”", key);
  return new_field (TG_PLACE_HEAD, NULL, NULL, key, field);
}

static TgNode *
parse_other_field (Parser *p)
{
  const char *prefix = need_word (p);
  const char *name = need_symbol (p, ".") ? need_word (p) : NULL;
  const char *key = name != NULL && need_symbol (p, ".") ? need_word (p) : NULL;
  g_autofree char *relation = NULL;
  TgNode *node;

  if (key == NULL)
    return NULL;
  relation = g_strconcat (prefix, ".", name, NULL);
  node = new_field (TG_PLACE_OTHER, relation, NULL, key, NULL);
  /* Each row may have a document of its own behind it. */
  node->uses_scope = p->scope != NULL;
  return node;
}

static gboolean
is_relation (const char *word)
{
  return strcmp (word, "other") == 0 || strcmp (word, "fact") == 0;
}

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
parse_table_name (Parser    *p,
                  TableName *out)
{
  const char *word = need_word (p);

  if (word == NULL)
    return FALSE;
  if (is_relation (word))
    {
      const char *name = need_symbol (p, ".") ? need_word (p) : NULL;

      if (name == NULL)
        return FALSE;
      out->relation = g_strconcat (word, ".", name, NULL);
      word = need_symbol (p, ".") ? need_word (p) : NULL;
      if (word == NULL)
        return FALSE;
    }
  else
    {
      out->form = tg_form_find_table (p->form, word);
      if (out->form == NULL)
        {
          fail (p, "there is no table “%s”", word);
          return FALSE;
        }
    }
  out->table = g_strdup (word);
  if (!take_symbol (p, "."))
    return TRUE;
  word = need_word (p);
  out->field = g_strdup (word);
  if (word != NULL && out->form != NULL && find_column (out->form, word) == NULL)
    fail (p, "table “%s” has no field “%s”", out->table, word);
  return p->error == NULL;
}

/* Whether min( and max( go over the rows of a table. */
static gboolean
is_table_ahead (Parser *p)
{
  const TgToken *first = peek (p, 0);

  if (first->kind != TG_TOKEN_WORD || !is_symbol (p, 1, "."))
    return FALSE;
  if (is_relation (first->text))
    return is_symbol (p, 3, ".") && is_symbol (p, 5, ".");
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
  TgNode *node = new_node (TG_NODE_AGGREGATE);

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
parse_aggregate_rest (Parser    *p,
                      TgNode    *node,
                      TableName *name)
{
  gboolean needs_operand = node->aggregate != TG_AGGREGATE_COUNT &&
                           node->aggregate != TG_AGGREGATE_ANY && node->aggregate != TG_AGGREGATE_ALL;

  if (name->field != NULL)
    {
      const TgField *field = name->form == NULL ? NULL : find_column (name->form, name->field);

      node->operand = new_field (TG_PLACE_ROW, name->relation, name->table, name->field, field);
    }
  else if (needs_operand)
    {
      if (!need_symbol (p, ","))
        return node;
      node->operand = parse_or (p);
    }
  if (node->operand != NULL)
    inherit (node, node->operand);
  if (p->error == NULL && take_word (p, "where"))
    {
      TgNode *condition = parse_or (p);

      if (condition == NULL)
        return node;
      inherit (node, condition);
      if (node->aggregate == TG_AGGREGATE_ALL)
        node->operand = condition;
      else
        split_condition (node, condition);
    }
  return node;
}

static TgNode *
parse_aggregate (Parser      *p,
                 TgAggregate  aggregate)
{
  g_auto(TableName) name = { NULL };
  Parser outer = *p;
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
    fail (p, "all needs “where”");
  if (p->error != NULL || !need_symbol (p, ")"))
    g_clear_pointer (&node, tg_node_free);
  return node;
}

/* unique(f): as many rows with this value as this one; an empty value is no matter. */
static TgNode *
parse_unique (Parser *p)
{
  TgNode *field, *node, *equal, *both;
  TableName name = { .form = p->scope };

  if (p->scope == NULL)
    return fail (p, "unique stands only in the rules of a table");
  field = parse_or (p);
  if (field != NULL && field->place != TG_PLACE_SCOPE)
    {
      tg_node_free (field);
      return fail (p, "unique needs a field of the row");
    }
  if (field == NULL || !need_symbol (p, ")"))
    {
      tg_node_free (field);
      return NULL;
    }
  name.table = p->scope->key;
  node = new_aggregate (TG_AGGREGATE_COUNT, &name);
  g_ptr_array_add (node->row_keys, new_field (TG_PLACE_ROW, NULL, p->scope->key, field->text, field->field));
  g_ptr_array_add (node->outer_keys, new_field (TG_PLACE_SCOPE, NULL, p->scope->key, field->text, field->field));
  node->uses_scope = TRUE;
  equal = new_node (TG_NODE_COMPARE);
  equal->comparison = TG_COMPARE_LESS_EQUAL;
  equal = add_child (p, equal, node);
  equal = add_child (p, equal, new_constant (tg_value_from_int (1)));
  both = new_node (TG_NODE_CALL);
  both->function = tg_function_find ("empty");
  both = add_child (p, both, field);
  return add_child (p, add_child (p, new_node (TG_NODE_OR), both), equal);
}

static TgNode *
parse_previous (Parser *p)
{
  TgNode *node = p->scope == NULL ? fail (p, "previous stands only in the rules of a table") : parse_or (p);

  if (node == NULL)
    return NULL;
  if (node->kind != TG_NODE_FIELD || node->place != TG_PLACE_SCOPE || !need_symbol (p, ")"))
    {
      tg_node_free (node);
      return fail (p, "previous needs a field of the row");
    }
  node->kind = TG_NODE_PREVIOUS;
  return node;
}

static TgNode *
parse_position (Parser *p)
{
  TgNode *node;

  if (p->scope == NULL)
    return fail (p, "position stands only in the rules of a table");
  if (!need_symbol (p, ")"))
    return NULL;
  node = new_node (TG_NODE_POSITION);
  node->uses_scope = TRUE;
  node->numeric = TRUE;
  return node;
}

static gboolean
check_arguments (Parser *p,
                 TgNode *node)
{
  guint n = node->children == NULL ? 0 : node->children->len;
  const TgNode *first = n == 0 ? NULL : g_ptr_array_index (node->children, 0);

  if (node->kind == TG_NODE_IF)
    {
      const TgNode *second = n == 3 ? g_ptr_array_index (node->children, 1) : NULL;

      if (n != 3)
        fail (p, "if needs a condition and two values");
      else
        node->numeric = second->numeric;
      return n == 3;
    }
  if (n < node->function->min_arguments || n > node->function->max_arguments)
    {
      fail (p, "%s does not take %u arguments", node->function->name, n);
      return FALSE;
    }
  node->numeric = node->function->numeric;
  if (strcmp (node->function->name, "valid") == 0 && first->kind == TG_NODE_LITERAL &&
      (first->text == NULL || !tg_validator_exists (first->text)))
    {
      fail (p, "there is no check digit of that name");
      return FALSE;
    }
  return TRUE;
}

static TgNode *
parse_call (Parser     *p,
            const char *name)
{
  TgNode *node;

  if (strcmp (name, "if") == 0)
    node = new_node (TG_NODE_IF);
  else
    {
      node = new_node (TG_NODE_CALL);
      node->function = tg_function_find (name);
      if (node->function == NULL)
        {
          tg_node_free (node);
          return fail (p, "there is no function “%s”", name);
        }
    }
  if (!take_symbol (p, ")"))
    {
      do
        node = add_child (p, node, parse_or (p));
      while (node != NULL && take_symbol (p, ","));
      if (node == NULL || !need_symbol (p, ")"))
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
parse_function (Parser *p)
{
  static const struct { const char *name; TgAggregate aggregate; } aggregates[] = {
    { "sum", TG_AGGREGATE_SUM }, { "count", TG_AGGREGATE_COUNT },
    { "distinct", TG_AGGREGATE_DISTINCT }, { "any", TG_AGGREGATE_ANY }, { "all", TG_AGGREGATE_ALL },
  };
  const char *name = need_word (p);

  p->next++;      /* the bracket */
  for (guint i = 0; i < G_N_ELEMENTS (aggregates); i++)
    if (strcmp (name, aggregates[i].name) == 0)
      return parse_aggregate (p, aggregates[i].aggregate);
  if (strcmp (name, "min") == 0 && is_table_ahead (p))
    return parse_aggregate (p, TG_AGGREGATE_MIN);
  if (strcmp (name, "max") == 0 && is_table_ahead (p))
    return parse_aggregate (p, TG_AGGREGATE_MAX);
  if (strcmp (name, "unique") == 0)
    return parse_unique (p);
  if (strcmp (name, "previous") == 0)
    return parse_previous (p);
  if (strcmp (name, "position") == 0)
    return parse_position (p);
  return parse_call (p, name);
}

static TgNode *
parse_name (Parser *p)
{
  const TgToken *token = peek (p, 0);

  if (is_symbol (p, 1, "("))
    return parse_function (p);
  if (take_word (p, "true"))
    return new_constant (tg_value_from_boolean (TRUE));
  if (take_word (p, "false"))
    return new_constant (tg_value_from_boolean (FALSE));
  if (take_word (p, "null"))
    return new_constant (TG_VALUE_NOTHING);
  if (is_symbol (p, 1, "."))
    {
      if (is_word (p, 0, "row"))
        return parse_row_field (p);
      if (is_word (p, 0, "head"))
        return parse_head_field (p);
      if (is_relation (token->text))
        return parse_other_field (p);
      return fail (p, "“%s.” is not understood: only row, head, fact and other", token->text);
    }
  p->next++;
  return resolve_bare (p, token->text);
}

static TgNode *
parse_primary (Parser *p)
{
  const TgToken *token = peek (p, 0);
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
      if (!take_symbol (p, "("))
        return fail (p, "a value was expected, not “%s”", token->text);
      node = parse_or (p);
      if (node != NULL && !need_symbol (p, ")"))
        g_clear_pointer (&node, tg_node_free);
      return node;
    case TG_TOKEN_END:
      return fail (p, "a value is missing at the end");
    }
  g_return_val_if_reached (NULL);
}

/* `15 days`, `6 months` */
static TgNode *
parse_span (Parser *p)
{
  static const char * const units[] = { "day", "days", "month", "months", "year", "years" };
  TgNode *value = parse_primary (p);

  for (guint i = 0; value != NULL && i < G_N_ELEMENTS (units); i++)
    if (is_word (p, 0, units[i]) && !is_symbol (p, 1, "("))
      {
        TgNode *span = new_node (TG_NODE_SPAN);

        span->operator = units[i][0];
        p->next++;
        return add_child (p, span, value);
      }
  return value;
}

static TgNode *
parse_sign (Parser *p)
{
  TgNode *node;

  if (!take_symbol (p, "-"))
    return parse_span (p);
  if (take_symbol (p, "-"))
    return fail (p, "two signs in a row");
  node = add_child (p, new_node (TG_NODE_NEGATE), parse_span (p));
  if (node != NULL)
    node->numeric = TRUE;
  return node;
}

static TgNode *
join (Parser     *p,
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
  node = add_child (p, new_node (kind), left);
  return node == NULL ? add_child (p, NULL, right) : add_child (p, node, right);
}

static TgNode *
parse_arithmetic (Parser     *p,
                  const char *operators,
                  TgNode   *(*parse_operand) (Parser *))
{
  TgNode *left = parse_operand (p);

  while (left != NULL && peek (p, 0)->kind == TG_TOKEN_SYMBOL &&
         strlen (peek (p, 0)->text) == 1 && strchr (operators, peek (p, 0)->text[0]) != NULL)
    {
      char operator = peek (p, 0)->text[0];
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
parse_product (Parser *p)
{
  return parse_arithmetic (p, "*/", parse_sign);
}

static TgNode *
parse_sum (Parser *p)
{
  return parse_arithmetic (p, "+-", parse_product);
}

static TgNode *
parse_in (Parser *p,
          TgNode *left)
{
  TgNode *node = add_child (p, new_node (TG_NODE_IN), left);

  if (node == NULL || !need_symbol (p, "("))
    {
      tg_node_free (node);
      return NULL;
    }
  do
    node = add_child (p, node, parse_or (p));
  while (node != NULL && take_symbol (p, ","));
  if (node != NULL && !need_symbol (p, ")"))
    g_clear_pointer (&node, tg_node_free);
  return node;
}

static TgNode *
parse_match (Parser *p,
             TgNode *left)
{
  TgNode *node = add_child (p, new_node (TG_NODE_MATCH), left);
  g_autoptr(GError) error = NULL;

  if (node == NULL)
    return NULL;
  if (peek (p, 0)->kind == TG_TOKEN_TEXT)
    node->pattern = tg_pattern_compile (peek (p, 0)->text, &error);
  if (node->pattern == NULL)
    {
      tg_node_free (node);
      return fail (p, "%s", error == NULL ? "a pattern in quotes was expected" : error->message);
    }
  p->next++;
  return node;
}

static TgNode *
parse_comparison (Parser *p)
{
  static const char * const comparisons[] = {
    [TG_COMPARE_EQUAL] = "==", [TG_COMPARE_DIFFERENT] = "!=", [TG_COMPARE_LESS] = "<",
    [TG_COMPARE_LESS_EQUAL] = "<=", [TG_COMPARE_GREATER] = ">", [TG_COMPARE_GREATER_EQUAL] = ">=",
  };
  TgNode *left = parse_sum (p);

  if (left == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    if (take_symbol (p, comparisons[i]))
      {
        TgNode *node = join (p, TG_NODE_COMPARE, left, parse_sum (p));

        if (node != NULL)
          node->comparison = (TgComparison) i;
        return node;
      }
  if (take_symbol (p, "~"))
    return parse_match (p, left);
  if (take_word (p, "in"))
    return parse_in (p, left);
  if (is_word (p, 0, "not") && is_word (p, 1, "in"))
    {
      p->next += 2;
      return add_child (p, new_node (TG_NODE_NOT), parse_in (p, left));
    }
  return left;
}

static TgNode *
parse_not (Parser *p)
{
  TgNode *node;

  if (!take_word (p, "not"))
    return parse_comparison (p);
  if (++p->nesting > TG_EXPRESSION_MAX_DEPTH)
    return fail (p, "the expression is nested too deeply");
  node = add_child (p, new_node (TG_NODE_NOT), parse_not (p));
  p->nesting--;
  return node;
}

static TgNode *
parse_chain (Parser      *p,
             const char  *word,
             TgNodeKind   kind,
             TgNode    *(*parse_operand) (Parser *))
{
  TgNode *first = parse_operand (p);
  TgNode *chain;

  if (first == NULL || !is_word (p, 0, word))
    return first;
  chain = add_child (p, new_node (kind), first);
  while (chain != NULL && take_word (p, word))
    chain = add_child (p, chain, parse_operand (p));
  return chain;
}

static TgNode *
parse_and (Parser *p)
{
  return parse_chain (p, "and", TG_NODE_AND, parse_not);
}

static TgNode *
parse_or (Parser *p)
{
  TgNode *node;

  if (++p->nesting > TG_EXPRESSION_MAX_DEPTH)
    return fail (p, "the expression is nested too deeply");
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
  g_autoptr(GArray) tokens = NULL;
  g_autoptr(TgNode) node = NULL;
  Parser p = { .form = form, .scope = scope };

  g_return_val_if_fail (text != NULL && form != NULL, NULL);

  tokens = tg_expression_cut (text, error);
  if (tokens == NULL)
    return NULL;
  p.tokens = tokens;
  node = parse_or (&p);
  if (p.error == NULL && peek (&p, 0)->kind != TG_TOKEN_END)
    fail (&p, "“%s” was not expected", peek (&p, 0)->text);
  if (p.error != NULL)
    {
      g_propagate_error (error, p.error);
      return NULL;
    }
  return g_steal_pointer (&node);
}
