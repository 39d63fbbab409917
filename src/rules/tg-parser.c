/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-parser.h"

#include <string.h>

#include "tg-error.h"

/* TgParser: looking at tokens, keeping the first fault, making nodes. A node that is handed on
 * with add_child is freed with its parent, also when the tree would get too deep. */

const TgToken *
tg_parser_peek (TgParser *p,
                guint     ahead)
{
  return &g_array_index (p->tokens, TgToken, MIN (p->next + ahead, p->tokens->len - 1));
}

gboolean
tg_parser_is_symbol (TgParser   *p,
                     guint       ahead,
                     const char *text)
{
  const TgToken *token = tg_parser_peek (p, ahead);

  return token->kind == TG_TOKEN_SYMBOL && strcmp (token->text, text) == 0;
}

gboolean
tg_parser_is_word (TgParser   *p,
                   guint       ahead,
                   const char *text)
{
  const TgToken *token = tg_parser_peek (p, ahead);

  return token->kind == TG_TOKEN_WORD && strcmp (token->text, text) == 0;
}

gboolean
tg_parser_take_symbol (TgParser   *p,
                       const char *text)
{
  if (!tg_parser_is_symbol (p, 0, text))
    return FALSE;
  p->next++;
  return TRUE;
}

gboolean
tg_parser_take_word (TgParser   *p,
                     const char *text)
{
  if (!tg_parser_is_word (p, 0, text))
    return FALSE;
  p->next++;
  return TRUE;
}

TgNode *
tg_parser_fail (TgParser   *p,
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
  p->error = g_error_new (TG_ERROR, TG_ERROR_INVALID, "character %u: %s",
                          tg_parser_peek (p, 0)->position + 1, what);
  return NULL;
}

gboolean
tg_parser_need_symbol (TgParser   *p,
                       const char *text)
{
  if (tg_parser_take_symbol (p, text))
    return TRUE;
  tg_parser_fail (p, "“%s” was expected, not “%s”", text, tg_parser_peek (p, 0)->text);
  return FALSE;
}

/* (transfer none) the word's text; NULL with an error. */
const char *
tg_parser_need_word (TgParser *p)
{
  const TgToken *token = tg_parser_peek (p, 0);

  if (token->kind != TG_TOKEN_WORD)
    {
      tg_parser_fail (p, "a name was expected, not “%s”", token->text);
      return NULL;
    }
  p->next++;
  return token->text;
}

TgNode *
tg_parser_new_node (TgNodeKind kind)
{
  TgNode *node = g_new0 (TgNode, 1);

  node->kind = kind;
  node->depth = 1;
  return node;
}

void
tg_parser_inherit (TgNode       *node,
                   const TgNode *child)
{
  node->depth = MAX (node->depth, child->depth + 1);
  node->uses_row |= child->uses_row;
  node->uses_scope |= child->uses_scope;
}

/* Takes the child; frees both and fails where the tree gets too deep. */
TgNode *
tg_parser_add_child (TgParser *p,
                     TgNode   *node,
                     TgNode   *child)
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
  tg_parser_inherit (node, child);
  if (node->depth > TG_EXPRESSION_MAX_DEPTH)
    {
      tg_node_free (node);
      return tg_parser_fail (p, "the expression is nested too deeply");
    }
  return node;
}

TgNode *
tg_parser_new_constant (TgValue value)
{
  TgNode *node = tg_parser_new_node (TG_NODE_LITERAL);

  node->value = value;
  node->numeric = value.kind == TG_VALUE_NUMBER;
  return node;
}

const TgField *
tg_parser_find_column (const TgTable *table,
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

TgNode *
tg_parser_new_field (TgPlace        place,
                     const char    *relation,
                     const char    *table,
                     const char    *key,
                     const TgField *field)
{
  TgNode *node = tg_parser_new_node (TG_NODE_FIELD);

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

gboolean
tg_parser_is_relation (const char *word)
{
  return strcmp (word, "other") == 0 || strcmp (word, "fact") == 0;
}
