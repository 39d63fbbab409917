/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-machine.h"

/* Sums, counts and the like over a table. The rows are grouped once by the equalities of the
 * condition; a group that needs no more of the outside remembers its result. So a sum per key
 * asked for by each of 10,000 rows costs two passes and not a hundred million steps. */

typedef struct
{
  GArray   *rows;        /* of guint */
  gboolean  done;
  TgValue   result;
} Group;

typedef struct
{
  const TgDocument *document;
  GHashTable       *by_key;      /* text → Group */
} Groups;

typedef struct
{
  const TgNode *node;
  TgDecimal     sum;
  guint         count;
  gboolean      unknown;
  GHashTable   *seen;
  TgValue       best;
} Tally;

static void
group_free (gpointer data)
{
  g_array_unref (((Group *) data)->rows);
  g_free (data);
}

void
tg_machine_free_groups (gpointer data)
{
  Groups *groups = data;

  g_hash_table_unref (groups->by_key);
  g_free (groups);
}

static Group *
make_group (Groups *groups,
            char   *key)
{
  Group *group = g_hash_table_lookup (groups->by_key, key);

  if (group != NULL)
    {
      g_free (key);
      return group;
    }
  group = g_new0 (Group, 1);
  group->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_insert (groups->by_key, key, group);
  return group;
}

static gboolean
all_true (TgMachine *machine,
          GPtrArray *conditions)
{
  for (guint i = 0; i < conditions->len; i++)
    if (!tg_machine_is_true (machine, g_ptr_array_index (conditions, i)))
      return FALSE;
  return TRUE;
}

/* NULL where a part is malformed: it equals nothing. */
static char *
make_key (TgMachine *machine,
          GPtrArray *parts)
{
  GString *key = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      const TgNode *part = g_ptr_array_index (parts, i);
      g_autofree char *text = tg_value_dup_key (tg_machine_evaluate (machine, part), part->numeric);

      if (text == NULL)
        {
          g_string_free (key, TRUE);
          return NULL;
        }
      g_string_append_printf (key, "%s\x1f", text);
    }
  return g_string_free (key, FALSE);
}

static guint
count_rows (TgMachine    *machine,
            const TgNode *node)
{
  if (machine->row_document == NULL)
    return 0;
  if (machine->row_form != NULL && !tg_machine_is_visible (machine, machine->row_form, NULL, 0))
    return 0;
  return tg_document_get_n_lines (machine->row_document, node->table);
}

static Groups *
build_groups (TgMachine    *machine,
              const TgNode *node)
{
  Groups *groups = g_new0 (Groups, 1);
  guint n = count_rows (machine, node);

  groups->document = machine->row_document;
  groups->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  for (machine->row = 0; machine->row < n; machine->row++)
    {
      char *key;

      if (!all_true (machine, node->filters))
        continue;
      key = make_key (machine, node->row_keys);
      if (key != NULL)
        g_array_append_val (make_group (groups, key)->rows, machine->row);
    }
  return groups;
}

/* Groups stay good as long as they are of the same document: a row may have another behind it. */
static Groups *
find_groups (TgMachine    *machine,
             const TgNode *node)
{
  Groups *groups = g_hash_table_lookup (machine->groups, node);

  if (groups != NULL && groups->document == machine->row_document)
    return groups;
  groups = build_groups (machine, node);
  g_hash_table_insert (machine->groups, (gpointer) node, groups);
  return groups;
}

static void
tally_value (TgMachine *machine,
             Tally     *tally,
             TgValue    value)
{
  TgDecimal number;

  if (value.kind == TG_VALUE_EMPTY)
    return;
  switch (tally->node->aggregate)
    {
    case TG_AGGREGATE_SUM:
      if (!tg_value_to_number (value, &number) ||
          !tg_decimal_add (tally->sum, number, &tally->sum, NULL))
        tally->unknown = TRUE;
      break;
    case TG_AGGREGATE_DISTINCT:
      {
        char *key = tg_value_dup_key (value, FALSE);

        if (key != NULL)
          g_hash_table_add (tally->seen, key);
        break;
      }
    case TG_AGGREGATE_MIN:
    case TG_AGGREGATE_MAX:
      if (tally->best.kind == TG_VALUE_EMPTY ||
          tg_value_is_true (tg_value_compare (value, tally->best,
                                              tally->node->aggregate == TG_AGGREGATE_MIN
                                              ? TG_COMPARE_LESS : TG_COMPARE_GREATER)))
        tally->best = value;
      break;
    case TG_AGGREGATE_COUNT:
    case TG_AGGREGATE_ANY:
    case TG_AGGREGATE_ALL:
      break;
    }
}

static TgValue
finish_tally (const Tally *tally,
              guint        n_rows)
{
  switch (tally->node->aggregate)
    {
    case TG_AGGREGATE_SUM:
      return tally->unknown ? TG_VALUE_MALFORMED : tg_value_from_number (tally->sum);
    case TG_AGGREGATE_COUNT:
      return tg_value_from_int (tally->count);
    case TG_AGGREGATE_DISTINCT:
      return tg_value_from_int (g_hash_table_size (tally->seen));
    case TG_AGGREGATE_ANY:
      return tg_value_from_boolean (tally->count > 0);
    case TG_AGGREGATE_ALL:
      return tg_value_from_boolean (tally->count == n_rows);
    case TG_AGGREGATE_MIN:
    case TG_AGGREGATE_MAX:
      return tally->best;
    }
  g_return_val_if_reached (TG_VALUE_MALFORMED);
}

static TgValue
tally_group (TgMachine    *machine,
             const TgNode *node,
             Group        *group)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Tally tally = { .node = node, .sum = TG_DECIMAL_ZERO, .seen = seen };

  for (guint i = 0; i < group->rows->len && machine->steps > 0; i++)
    {
      machine->row = g_array_index (group->rows, guint, i);
      if (!all_true (machine, node->rest))
        continue;
      if (node->aggregate == TG_AGGREGATE_ALL)
        tally.count += tg_machine_is_true (machine, node->operand);
      else
        {
          tally.count++;
          if (node->operand != NULL)
            tally_value (machine, &tally, tg_machine_evaluate (machine, node->operand));
        }
    }
  return machine->steps == 0 ? TG_VALUE_MALFORMED : finish_tally (&tally, group->rows->len);
}

/* The outside is looked at with the row that was in force before. */
static TgValue
evaluate_group (TgMachine    *machine,
                const TgNode *node)
{
  GArray *none = g_array_new (FALSE, FALSE, sizeof (guint));
  Group empty = { none, FALSE, TG_VALUE_NOTHING };
  Groups *groups = find_groups (machine, node);
  g_autofree char *key = make_key (machine, node->outer_keys);
  Group *group = key == NULL ? NULL : g_hash_table_lookup (groups->by_key, key);
  gboolean alone = node->rest->len == 0 && (node->operand == NULL || !node->operand->uses_scope);
  TgValue result;

  if (group == NULL)
    group = &empty;
  if (group->done)
    result = group->result;
  else
    {
      result = tally_group (machine, node, group);
      group->done = alone;
      group->result = result;
    }
  g_array_unref (none);
  return result;
}

TgValue
tg_machine_aggregate (TgMachine    *self,
                      const TgNode *node)
{
  const TgDocument *row_document = self->row_document;
  const TgTable *row_form = self->row_form;
  guint row = self->row;
  TgValue result;

  self->row_document = node->relation == NULL ? self->document
                       : tg_machine_find_other (self, node->relation);
  self->row_form = node->row_form;
  result = evaluate_group (self, node);
  self->row_document = row_document;
  self->row_form = row_form;
  self->row = row;
  return result;
}
