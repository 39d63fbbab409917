/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-expression.h"

#include <string.h>

/* The tree of an expression: freed as a whole, walked to learn what it reads. */

void
tg_node_free (TgNode *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->operand, tg_node_free);
  g_clear_pointer (&self->row_keys, g_ptr_array_unref);
  g_clear_pointer (&self->outer_keys, g_ptr_array_unref);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_clear_pointer (&self->rest, g_ptr_array_unref);
  g_clear_pointer (&self->pattern, g_regex_unref);
  g_free (self->text);
  g_free (self->relation);
  g_free (self->table);
  g_free (self);
}

static void
walk_all (GPtrArray   *nodes,
          TgInputFunc  func,
          gpointer     data)
{
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    tg_node_foreach_input (g_ptr_array_index (nodes, i), func, data);
}

void
tg_node_foreach_input (const TgNode *self,
                       TgInputFunc   func,
                       gpointer      data)
{
  if ((self->kind == TG_NODE_FIELD || self->kind == TG_NODE_PREVIOUS) && self->relation == NULL)
    {
      g_autofree char *path = self->table == NULL ? g_strdup (self->text)
                                                  : g_strconcat (self->table, "/", self->text,
                                                                 NULL);

      func (path, data);
    }
  walk_all (self->children, func, data);
  walk_all (self->row_keys, func, data);
  walk_all (self->outer_keys, func, data);
  walk_all (self->filters, func, data);
  walk_all (self->rest, func, data);
  if (self->operand != NULL)
    tg_node_foreach_input (self->operand, func, data);
}

static void
walk_others (GPtrArray   *nodes,
             TgInputFunc  func,
             gpointer     data)
{
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    tg_node_foreach_other (g_ptr_array_index (nodes, i), func, data);
}

void
tg_node_foreach_other (const TgNode *self,
                       TgInputFunc   func,
                       gpointer      data)
{
  if (self->relation != NULL)
    func (self->relation, data);
  walk_others (self->children, func, data);
  walk_others (self->row_keys, func, data);
  walk_others (self->outer_keys, func, data);
  walk_others (self->filters, func, data);
  walk_others (self->rest, func, data);
  if (self->operand != NULL)
    tg_node_foreach_other (self->operand, func, data);
}
