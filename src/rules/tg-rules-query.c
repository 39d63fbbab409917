/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rules-private.h"

#include <string.h>

#include "tg-date.h"

/* What a draft asks of its rules field by field: visible, required, first value; and the copy that
 * is sent. */

/* "goods/<line>/qty" → "goods/qty" and the row. */
TgRuleField *
tg_rules_locate (TgRules          *self,
                 const TgDocument *document,
                 const char       *path,
                 guint            *row)
{
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;
  g_autofree char *field = NULL;
  g_autofree char *column = NULL;
  int position;

  *row = 0;
  if (!tg_path_split (path, &table, &line, &field))
    return g_hash_table_lookup (self->by_path, path);
  if (table == NULL)
    return g_hash_table_lookup (self->by_path, path);
  position = tg_document_find_line (document, table, line);
  if (position < 0)
    return NULL;
  *row = (guint) position;
  column = g_strconcat (table, "/", field, NULL);
  return g_hash_table_lookup (self->by_path, column);
}

void
tg_rules_start (TgRules               *self,
                TgMachine             *machine,
                const TgDocument      *document,
                const TgRulesContext  *context,
                char                 **date)
{
  tg_machine_init (machine, document, context, self->conditions);
  *date = tg_rules_get_date (self, document, context);
  machine->date = *date;
}

/* The list date may be a date and time. */
char *
tg_rules_get_date (TgRules              *self,
                   const TgDocument     *document,
                   const TgRulesContext *context)
{
  const char *path = self->form->list_date;
  g_autofree char *date = NULL;

  if (path != NULL && strchr (path, '/') == NULL)
    {
      date = g_strndup (tg_document_get (document, path), 10);
      if (tg_date_is_valid (date))
        return g_steal_pointer (&date);
    }
  return g_strdup (context->today);
}

static void
stand_at (TgMachine         *machine,
          const TgRuleField *rule,
          guint              row)
{
  tg_machine_set_row (machine, rule->table == NULL ? NULL : rule->table->key, row);
}

/* Whether field, table and section all are. */
static gboolean
is_rule_visible (TgMachine         *machine,
                 const TgRuleField *rule,
                 guint              row)
{
  const char *table = rule->table == NULL ? NULL : rule->table->key;

  return (rule->table == NULL || tg_machine_is_visible (machine, rule->table, NULL, 0)) &&
         tg_machine_is_visible (machine, rule->field, table, row);
}

gboolean
tg_rules_is_visible (TgRules              *self,
                     const TgDocument     *document,
                     const TgRulesContext *context,
                     const char           *path)
{
  TgMachine machine;
  g_autofree char *date = NULL;
  guint row;
  TgRuleField *rule;
  const TgTable *table;
  gboolean visible = TRUE;

  g_return_val_if_fail (self != NULL && path != NULL, TRUE);

  rule = tg_rules_locate (self, document, path, &row);
  table = rule == NULL ? tg_form_find_table (self->form, path) : NULL;
  tg_rules_start (self, &machine, document, context, &date);
  if (rule != NULL)
    visible = is_rule_visible (&machine, rule, row);
  else if (table != NULL)
    visible = tg_machine_is_visible (&machine, table, NULL, 0);
  tg_machine_clear (&machine);
  return visible;
}

gboolean
tg_rules_is_section_visible (TgRules              *self,
                             const TgDocument     *document,
                             const TgRulesContext *context,
                             const char           *section)
{
  TgMachine machine;
  g_autofree char *date = NULL;
  gboolean visible = TRUE;

  g_return_val_if_fail (self != NULL && section != NULL, TRUE);

  tg_rules_start (self, &machine, document, context, &date);
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *candidate = g_ptr_array_index (self->form->sections, i);

      if (strcmp (candidate->key, section) == 0)
        visible = tg_machine_is_visible (&machine, candidate, NULL, 0);
    }
  tg_machine_clear (&machine);
  return visible;
}

gboolean
tg_rules_is_required (TgRules              *self,
                      const TgDocument     *document,
                      const TgRulesContext *context,
                      const char           *path)
{
  TgMachine machine;
  g_autofree char *date = NULL;
  guint row;
  TgRuleField *rule;
  gboolean required;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  rule = tg_rules_locate (self, document, path, &row);
  if (rule == NULL || rule->required == NULL || rule->field->read_only)
    return FALSE;
  tg_rules_start (self, &machine, document, context, &date);
  stand_at (&machine, rule, row);
  required = tg_machine_is_true (&machine, rule->required);
  tg_machine_clear (&machine);
  return required;
}

char *
tg_rules_get_initial (TgRules              *self,
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
  if (rule == NULL || rule->initial == NULL)
    return g_strdup ("");
  tg_rules_start (self, &machine, document, context, &date);
  stand_at (&machine, rule, row);
  value = tg_value_dup_text (tg_machine_evaluate (&machine, rule->initial));
  tg_machine_clear (&machine);
  return value;
}

/* Calls back for each hidden field that has a value. */
typedef void (*HiddenFunc) (const TgRuleField *rule, const char *path, gpointer data);

static void
visit_hidden_cell (TgMachine         *machine,
                   const TgRuleField *rule,
                   guint              row,
                   HiddenFunc         func,
                   gpointer           data)
{
  const char *key = rule->field->key;
  g_autofree char *path = NULL;

  if (rule->table == NULL ? tg_document_get (machine->document, key)[0] == '\0'
                          : tg_document_get_cell (machine->document, rule->table->key, row,
                                                  key)[0] == '\0')
    return;
  if (is_rule_visible (machine, rule, row))
    return;
  path = rule->table == NULL ? g_strdup (key)
         : tg_path_new (rule->table->key,
                        tg_document_get_line_id (machine->document, rule->table->key, row), key);
  func (rule, path, data);
}

static void
visit_hidden (TgRules              *self,
              const TgDocument     *document,
              const TgRulesContext *context,
              HiddenFunc            func,
              gpointer              data)
{
  TgMachine machine;
  g_autofree char *date = NULL;

  tg_rules_start (self, &machine, document, context, &date);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const TgRuleField *rule = g_ptr_array_index (self->fields, i);
      guint n = 1;

      if (!g_hash_table_contains (self->conditions, rule->field) &&
          (rule->table == NULL || !g_hash_table_contains (self->conditions, rule->table)))
        continue;
      if (rule->table != NULL)
        n = tg_document_get_n_lines (document, rule->table->key);
      for (guint row = 0; row < n; row++)
        visit_hidden_cell (&machine, rule, row, func, data);
    }
  tg_machine_clear (&machine);
}

static void
add_hidden (const TgRuleField *rule,
            const char        *path,
            gpointer           data)
{
  g_ptr_array_add (data, g_strdup (path));
}

static void
remove_hidden (const TgRuleField *rule,
               const char        *path,
               gpointer           data)
{
  tg_document_set (data, path, NULL, NULL);
}

GPtrArray *
tg_rules_list_hidden_values (TgRules              *self,
                             const TgDocument     *document,
                             const TgRulesContext *context)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (self != NULL && document != NULL, paths);

  visit_hidden (self, document, context, add_hidden, paths);
  return paths;
}

static void
remove_table (TgDocument *document,
              const char *table)
{
  for (guint n = tg_document_get_n_lines (document, table); n > 0; n--)
    {
      g_autofree char *line = g_strdup (tg_document_get_line_id (document, table, n - 1));

      tg_document_remove_line (document, table, line, NULL);
    }
}

static void
remove_private_column (TgDocument *document,
                       const char *table,
                       const char *column)
{
  guint n = column[0] == '_' ? tg_document_get_n_lines (document, table) : 0;

  for (guint row = 0; row < n; row++)
    {
      g_autofree char *path = tg_path_new (table, tg_document_get_line_id (document, table, row),
                                           column);

      tg_document_set (document, path, NULL, NULL);
    }
}

static void
remove_private (TgDocument *document)
{
  g_auto (GStrv) keys = g_strdupv ((char **) tg_document_get_keys (document));
  g_auto (GStrv) tables = g_strdupv ((char **) tg_document_get_tables (document));

  for (guint i = 0; keys[i] != NULL; i++)
    if (keys[i][0] == '_')
      tg_document_set (document, keys[i], NULL, NULL);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      const char * const *columns = tg_document_get_columns (document, tables[i]);

      for (guint c = 0; columns[c] != NULL; c++)
        remove_private_column (document, tables[i], columns[c]);
    }
}

TgDocument *
tg_rules_to_sent (TgRules              *self,
                  const TgDocument     *document,
                  const TgRulesContext *context)
{
  TgMachine machine;
  g_autofree char *date = NULL;
  TgDocument *sent;

  g_return_val_if_fail (self != NULL && document != NULL, NULL);

  sent = tg_document_copy (document);
  visit_hidden (self, document, context, remove_hidden, sent);
  tg_rules_start (self, &machine, document, context, &date);
  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (self->form->sections, i);

      if (section->table != NULL && !tg_machine_is_visible (&machine, section->table, NULL, 0))
        remove_table (sent, section->table->key);
    }
  tg_machine_clear (&machine);
  remove_private (sent);
  return sent;
}

/* Returns: (transfer none) never NULL. */
const char * const *
tg_rules_get_inputs (TgRules    *self,
                     const char *path)
{
  static const char * const none[] = { NULL };
  g_autofree char *table = NULL;
  g_autofree char *field = NULL;
  g_autofree char *column = NULL;
  TgRuleField *rule;

  g_return_val_if_fail (self != NULL && path != NULL, none);

  if (tg_path_split (path, &table, NULL, &field) && table != NULL)
    column = g_strconcat (table, "/", field, NULL);
  rule = g_hash_table_lookup (self->by_path, column != NULL ? column : path);
  return rule == NULL ? none : (const char * const *) rule->inputs->pdata;
}

/* ---- what stands beside a document ---- */

static void
add_other (const char *relation,
           gpointer    data)
{
  g_hash_table_add (data, g_strdup (relation));
}

static void
add_others (TgRules      *self,
            const TgNode *node)
{
  if (node != NULL)
    tg_node_foreach_other (node, add_other, self->others);
}

void
tg_rules_find_others (TgRules *self)
{
  GHashTableIter iter;
  gpointer node;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const TgRuleField *rule = g_ptr_array_index (self->fields, i);

      add_others (self, rule->required);
      add_others (self, rule->initial);
      add_others (self, rule->computed);
    }
  g_hash_table_iter_init (&iter, self->conditions);
  while (g_hash_table_iter_next (&iter, NULL, &node))
    add_others (self, node);
  for (guint i = 0; i < self->checks->len; i++)
    {
      const TgRuleCheck *rule = g_ptr_array_index (self->checks, i);

      add_others (self, rule->when);
      add_others (self, rule->assertion);
    }
  for (guint i = 0; i < self->dues->len; i++)
    add_others (self, ((TgRuleDue *) g_ptr_array_index (self->dues, i))->day);
}

gboolean
tg_rules_reads (TgRules    *self,
                const char *other)
{
  g_return_val_if_fail (self != NULL && other != NULL, FALSE);

  return g_hash_table_contains (self->others, other);
}
