/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rules-private.h"

#include <string.h>

#include "tg-error.h"

/* Computed fields: their order, found once; and filling them in. What a person overrides is named
 * in `_manual` and left alone. Visibility may depend on what is computed, so the whole is done
 * again while it still changes anything, three times at most. */

#define MAX_PASSES 3

enum { UNSEEN, OPEN, SORTED };

static gboolean sort_field (TgRules      *self,
                            TgRuleField  *rule,
                            GError      **error);

static void
add_path (const char *path,
          gpointer    data)
{
  g_ptr_array_add (data, g_strdup (path));
}

static gboolean
sort_inputs (TgRules      *self,
             TgRuleField  *rule,
             GError      **error)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func (g_free);

  tg_node_foreach_input (rule->computed, add_path, inputs);
  for (guint i = 0; i < inputs->len; i++)
    {
      TgRuleField *input = g_hash_table_lookup (self->by_path, g_ptr_array_index (inputs, i));

      if (input != NULL && input->computed != NULL && !sort_field (self, input, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sort_field (TgRules      *self,
            TgRuleField  *rule,
            GError      **error)
{
  if (rule->mark == SORTED)
    return TRUE;
  if (rule->mark == OPEN)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "field “%s” is computed from itself",
                   rule->path);
      return FALSE;
    }
  rule->mark = OPEN;
  if (!sort_inputs (self, rule, error))
    return FALSE;
  rule->mark = SORTED;
  g_ptr_array_add (self->computed, rule);
  return TRUE;
}

static GHashTable *
read_manual (const TgDocument *document)
{
  GHashTable *manual = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) paths = g_strsplit (tg_document_get (document, "_manual"), ",", 0);

  for (guint i = 0; paths[i] != NULL; i++)
    if (paths[i][0] != '\0')
      g_hash_table_add (manual, g_strdup (paths[i]));
  return manual;
}

/* A value still to be written: nothing is written while the machine reads. */
typedef struct
{
  char *path;
  char *value;
} Pending;

static void
pending_clear (gpointer data)
{
  Pending *pending = data;

  g_free (pending->path);
  g_free (pending->value);
}

static void
compute_cell (TgMachine         *machine,
              const TgRuleField *rule,
              guint              row,
              GHashTable        *manual,
              GArray            *pending)
{
  const TgDocument *document = machine->document;
  const char *table = rule->table == NULL ? NULL : rule->table->key;
  const char *line = table == NULL ? NULL : tg_document_get_line_id (document, table, row);
  const char *old = table == NULL ? tg_document_get (document, rule->field->key)
                                  : tg_document_get_cell (document, table, row, rule->field->key);
  g_autofree char *value = NULL;
  g_autofree char *path = NULL;
  Pending entry;

  tg_machine_set_row (machine, table, row);
  value = tg_value_dup_text (tg_machine_evaluate (machine, rule->computed));
  if (strcmp (value, old) == 0)
    return;
  path = tg_path_new (table, line, rule->field->key);
  if (rule->field->override && g_hash_table_contains (manual, path))
    return;
  entry.path = g_steal_pointer (&path);
  entry.value = g_steal_pointer (&value);
  g_array_append_val (pending, entry);
}

static gboolean
compute_field (TgMachine         *machine,
               TgDocument        *document,
               const TgRuleField *rule,
               GHashTable        *manual,
               GPtrArray         *changed)
{
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  guint n = rule->table == NULL ? 1 : tg_document_get_n_lines (document, rule->table->key);

  g_array_set_clear_func (pending, pending_clear);
  for (guint row = 0; row < n; row++)
    compute_cell (machine, rule, row, manual, pending);
  for (guint i = 0; i < pending->len; i++)
    {
      Pending *entry = &g_array_index (pending, Pending, i);

      if (tg_document_set (document, entry->path, entry->value, NULL))
        g_ptr_array_add (changed, g_strdup (entry->path));
    }
  tg_machine_reset (machine);
  return pending->len > 0;
}

gboolean
tg_rules_sort (TgRules  *self,
               GError  **error)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      TgRuleField *rule = g_ptr_array_index (self->fields, i);

      if (rule->computed != NULL && !sort_field (self, rule, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tg_rules_compute (TgRules               *self,
                  TgDocument            *document,
                  const TgRulesContext  *context,
                  GPtrArray            **changed_paths)
{
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) manual = NULL;
  g_autofree char *date = NULL;
  TgMachine machine;
  gboolean more = TRUE;
  gboolean any;

  g_return_val_if_fail (self != NULL && document != NULL, FALSE);

  manual = read_manual (document);
  tg_rules_start (self, &machine, document, context, &date);
  for (guint pass = 0; pass < MAX_PASSES && more; pass++)
    {
      more = FALSE;
      for (guint i = 0; i < self->computed->len; i++)
        more |= compute_field (&machine, document, g_ptr_array_index (self->computed, i), manual,
                               changed);
    }
  tg_machine_clear (&machine);
  any = changed->len > 0;
  if (changed_paths != NULL)
    *changed_paths = g_steal_pointer (&changed);
  return any;
}

char *
tg_rules_compute_one (TgRules              *self,
                      const TgDocument     *document,
                      const TgRulesContext *context,
                      const char           *path)
{
  TgMachine machine;
  g_autofree char *date = NULL;
  guint row;
  TgRuleField *rule;
  char *value;

  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  rule = tg_rules_locate (self, document, path, &row);
  if (rule == NULL || rule->computed == NULL)
    return g_strdup ("");
  tg_rules_start (self, &machine, document, context, &date);
  tg_machine_set_row (&machine, rule->table == NULL ? NULL : rule->table->key, row);
  value = tg_value_dup_text (tg_machine_evaluate (&machine, rule->computed));
  tg_machine_clear (&machine);
  return value;
}

/* `path` of a document, or "table/field". */
gboolean
tg_rules_is_computed (TgRules    *self,
                      const char *path)
{
  const TgField *field;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  field = tg_form_find_field (self->form, path);
  return field != NULL && field->computed != NULL;
}

gboolean
tg_rules_is_manual (const TgDocument *document,
                    const char       *path)
{
  g_autoptr (GHashTable) manual = NULL;

  g_return_val_if_fail (document != NULL && path != NULL, FALSE);

  manual = read_manual (document);
  return g_hash_table_contains (manual, path);
}

gboolean
tg_rules_set_manual (TgDocument  *document,
                     const char  *path,
                     gboolean     manual,
                     GError     **error)
{
  g_autoptr (GHashTable) paths = NULL;
  g_autoptr (GList) sorted = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (document != NULL && path != NULL, FALSE);

  paths = read_manual (document);
  if (manual)
    g_hash_table_add (paths, g_strdup (path));
  else
    g_hash_table_remove (paths, path);
  sorted = g_list_sort (g_hash_table_get_keys (paths), (GCompareFunc) strcmp);
  for (GList *l = sorted; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%s", l == sorted ? "" : ",", (const char *) l->data);
  return tg_document_set (document, "_manual", text->str, error);
}
