/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rules-private.h"

#include <string.h>

/* The check of a whole document: what the fields' definitions say, then the form's own checks;
 * issues in the order of the form: by section, then row, then field. Hidden fields and tables are
 * not checked. */

/* An issue with its place in the form. */
typedef struct
{
  TgIssue *issue;
  guint    section;
  guint    row;
  guint    order;
  guint    sequence;
} Found;

typedef struct
{
  TgRules   *rules;
  TgMachine  machine;
  GArray    *found;
} Checking;

static void
add_issue (Checking *c,
           TgIssue  *issue,
           guint     section,
           guint     row,
           guint     order)
{
  Found found = { issue, section, row, order, c->found->len };

  if (issue != NULL)
    g_array_append_val (c->found, found);
}

static int
compare_guint (guint a,
               guint b)
{
  return a < b ? -1 : a > b;
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *x = a;
  const Found *y = b;
  int order = compare_guint (x->section, y->section);

  if (order == 0)
    order = compare_guint (x->row, y->row);
  if (order == 0)
    order = compare_guint (x->order, y->order);
  return order != 0 ? order : compare_guint (x->sequence, y->sequence);
}

static char *
path_of (const Checking    *c,
         const TgRuleField *rule,
         guint              row)
{
  if (rule->table == NULL)
    return g_strdup (rule->field->key);
  return tg_path_new (rule->table->key,
                      tg_document_get_line_id (c->machine.document, rule->table->key, row),
                      rule->field->key);
}

static void
check_cell (Checking          *c,
            const TgRuleField *rule,
            guint              row)
{
  const char *table = rule->table == NULL ? NULL : rule->table->key;
  const char *value = table == NULL ? tg_document_get (c->machine.document, rule->field->key)
                                    : tg_document_get_cell (c->machine.document, table, row,
                                                            rule->field->key);
  g_autofree char *path = NULL;

  if (value[0] == '\0' && (rule->required == NULL || rule->field->read_only))
    return;
  tg_machine_set_row (&c->machine, table, row);
  if (!tg_machine_is_visible (&c->machine, rule->field, table, row))
    return;
  if (value[0] == '\0' && !tg_machine_is_true (&c->machine, rule->required))
    return;
  path = path_of (c, rule, row);
  add_issue (c, value[0] == '\0' ? tg_field_check_required (rule, path)
                                 : tg_field_check_value (rule, &c->machine, path, value),
             rule->section, table == NULL ? 0 : row + 1, rule->order);
}

static void
check_fields (Checking *c)
{
  for (guint i = 0; i < c->rules->fields->len; i++)
    {
      const TgRuleField *rule = g_ptr_array_index (c->rules->fields, i);
      guint n = 1;

      if (rule->table != NULL)
        n = tg_machine_is_visible (&c->machine, rule->table, NULL, 0)
            ? tg_document_get_n_lines (c->machine.document, rule->table->key) : 0;
      c->machine.steps = TG_MACHINE_STEPS;
      for (guint row = 0; row < n; row++)
        check_cell (c, rule, row);
    }
}

static void
check_lines (Checking *c)
{
  for (guint i = 0; i < c->rules->form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (c->rules->form->sections, i);

      if (section->table == NULL || !tg_machine_is_visible (&c->machine, section->table, NULL, 0))
        continue;
      add_issue (c, tg_field_check_lines (section->table, section->title,
                                          tg_document_get_n_lines (c->machine.document,
                                                                   section->table->key)),
                 i, 0, 0);
    }
}

/* Members that the form does not know, each once. */
static void
check_unknown (Checking *c)
{
  const TgDocument *document = c->machine.document;
  const char * const *keys = tg_document_get_keys (document);
  const char * const *tables = tg_document_get_tables (document);

  for (guint i = 0; keys[i] != NULL; i++)
    if (keys[i][0] != '_' && !g_hash_table_contains (c->rules->by_path, keys[i]))
      add_issue (c, tg_field_check_unknown (keys[i]), G_MAXUINT - 1, 0, i);
  for (guint i = 0; tables[i] != NULL; i++)
    {
      const char * const *columns = tg_document_get_columns (document, tables[i]);

      if (tg_form_find_table (c->rules->form, tables[i]) == NULL)
        add_issue (c, tg_field_check_unknown (tables[i]), G_MAXUINT - 1, 1, i);
      else
        for (guint k = 0; columns[k] != NULL; k++)
          {
            g_autofree char *path = g_strconcat (tables[i], "/", columns[k], NULL);

            if (columns[k][0] != '_' && !g_hash_table_contains (c->rules->by_path, path))
              add_issue (c, tg_field_check_unknown (path), G_MAXUINT - 1, 2 + i, k);
          }
    }
}

/* Where the first name of `at` stands: its rule, or NULL where it is a table or another
 * document. */
static const TgRuleField *
find_place (Checking          *c,
            const TgRuleCheck *rule,
            const char        *at)
{
  g_autofree char *column = rule->scope == NULL ? NULL
                            : g_strconcat (rule->scope->key, "/", at, NULL);
  const TgRuleField *found = column == NULL ? NULL
                             : g_hash_table_lookup (c->rules->by_path, column);

  return found != NULL ? found : g_hash_table_lookup (c->rules->by_path, at);
}

static guint
find_table_section (Checking   *c,
                    const char *table)
{
  for (guint i = 0; i < c->rules->form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (c->rules->form->sections, i);

      if (section->table != NULL && strcmp (section->table->key, table) == 0)
        return i;
    }
  return G_MAXUINT;
}

static void
add_failure (Checking          *c,
             const TgRuleCheck *rule,
             guint              row)
{
  const char *at = rule->check->at == NULL ? NULL : rule->check->at[0];
  const TgRuleField *place = at == NULL ? NULL : find_place (c, rule, at);
  g_autofree char *path = NULL;
  g_autoptr (TgText) text = NULL;
  TgIssue *issue;

  if (place != NULL &&
      !tg_machine_is_visible (&c->machine, place->field,
                              place->table == NULL ? NULL : place->table->key, row))
    return;
  path = place != NULL ? path_of (c, place, row) : g_strdup (at == NULL ? "" : at);
  text = tg_message_render (rule->message, &c->machine);
  issue = tg_issue_new (rule->check->level, rule->check->id, path, text);
  if (place != NULL)
    add_issue (c, issue, place->section, place->table == NULL ? 0 : row + 1, place->order);
  else
    add_issue (c, issue, at == NULL ? G_MAXUINT : find_table_section (c, at), 0, 0);
}

static void
run_check (Checking          *c,
           const TgRuleCheck *rule)
{
  const char *table = rule->scope == NULL ? NULL : rule->scope->key;
  guint n = 1;

  if (table != NULL)
    n = tg_machine_is_visible (&c->machine, rule->scope, NULL, 0)
        ? tg_document_get_n_lines (c->machine.document, table) : 0;
  c->machine.steps = TG_MACHINE_STEPS;
  for (guint row = 0; row < n && c->machine.steps > 0; row++)
    {
      TgValue value;

      tg_machine_set_row (&c->machine, table, row);
      if (rule->when != NULL && !tg_machine_is_true (&c->machine, rule->when))
        continue;
      value = tg_machine_evaluate (&c->machine, rule->assertion);
      if (value.kind != TG_VALUE_UNKNOWN && !tg_value_is_true (value))
        add_failure (c, rule, row);
    }
  if (c->machine.steps == 0)
    add_issue (c, tg_field_check_limit (rule->check->id), G_MAXUINT, 0, 0);
}

GPtrArray *
tg_rules_check (TgRules              *self,
                const TgDocument     *document,
                const TgRulesContext *context)
{
  GPtrArray *issues = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  g_autofree char *date = NULL;
  Checking c = { .rules = self, .found = found };

  g_return_val_if_fail (self != NULL && document != NULL && context != NULL, issues);

  tg_rules_start (self, &c.machine, document, context, &date);
  check_fields (&c);
  check_lines (&c);
  check_unknown (&c);
  for (guint i = 0; i < self->checks->len; i++)
    run_check (&c, g_ptr_array_index (self->checks, i));
  tg_machine_clear (&c.machine);
  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (issues, g_array_index (found, Found, i).issue);
  return issues;
}
