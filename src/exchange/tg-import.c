/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-import.h"

#include "tg-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a column of the table means. */
typedef struct
{
  const TgField *field;    /* NULL: unknown, left out */
  const char    *table;    /* NULL: a header field */
  const char    *heading;
} TgImportColumn;

/* A document under way and the rows that it comes from. */
typedef struct
{
  TgDocument *document;
  GArray     *rows;        /* of guint, indexes into the table */
  GHashTable *line_rows;   /* line id → row index */
  gboolean    is_faulty;
} TgImportItem;

typedef struct
{
  GPtrArray            *rows;
  const char * const   *paths;       /* (nullable) */
  TgRules              *rules;
  const TgForm         *form;
  const TgRulesContext *context;
  TgImportLineId        new_line_id;
  gpointer              user_data;
  GArray               *columns;     /* of TgImportColumn */
  guint                 n_header;    /* columns of header fields */
  const char           *table;       /* the one table of the columns, or NULL */
  GPtrArray            *items;
  GHashTable           *by_number;   /* number → TgImportItem, borrowed */
  TgImportPlan         *plan;
} TgImporter;

static void
item_free (TgImportItem *item)
{
  tg_document_unref (item->document);
  g_array_unref (item->rows);
  g_hash_table_unref (item->line_rows);
  g_free (item);
}

static TgImportItem *
item_new (void)
{
  TgImportItem *item = g_new0 (TgImportItem, 1);

  item->document = tg_document_new ();
  item->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  item->line_rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return item;
}

static const char *
get_cell (TgImporter *importer,
          guint       row,
          guint       column)
{
  GPtrArray *cells = importer->rows->pdata[row];

  return column < cells->len ? cells->pdata[column] : "";
}

static void
add_fault (TgImporter *importer,
           guint       row,
           int         column,
           const char *reason)
{
  TgImportFault *fault = g_new0 (TgImportFault, 1);

  fault->row = row + 1;
  fault->column = (guint) (column + 1);
  fault->heading = g_strdup (column < 0 ? "" : get_cell (importer, 0, (guint) column));
  fault->value = g_strdup (column < 0 ? "" : get_cell (importer, row, (guint) column));
  fault->reason = g_strdup (reason);
  g_ptr_array_add (importer->plan->faults, fault);
}

/* Headings */

static char *
fold_heading (const char *heading)
{
  g_autofree char *narrow = tg_text_fold_width (heading);
  g_autofree char *folded = g_utf8_casefold (narrow, -1);

  g_strdelimit (folded, "*:", ' ');
  return g_strdup (g_strstrip (folded));
}

static gboolean
is_heading_of (const char    *folded,
               const TgField *field)
{
  const char *names[] = { field->key, tg_text_get_in (field->label, "zh"),
                          tg_text_get_in (field->label, "en") };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *name = fold_heading (names[i]);

      if (g_str_equal (name, folded))
        return TRUE;
    }
  for (guint i = 0; field->aliases != NULL && field->aliases[i] != NULL; i++)
    if (g_ascii_strcasecmp (field->aliases[i], folded) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_taken (TgImporter    *importer,
          const TgField *field)
{
  for (guint i = 0; i < importer->columns->len; i++)
    if (g_array_index (importer->columns, TgImportColumn, i).field == field)
      return TRUE;
  return FALSE;
}

static gboolean
find_in (TgImporter     *importer,
         GPtrArray      *fields,
         const char     *folded,
         TgImportColumn *column)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const TgField *field = fields->pdata[i];

      if (is_heading_of (folded, field) && !is_taken (importer, field))
        {
          column->field = field;
          return TRUE;
        }
    }
  return FALSE;
}

static void
find_field (TgImporter     *importer,
            TgImportColumn *column)
{
  g_autofree char *folded = fold_heading (column->heading);

  for (guint i = 0; i < importer->form->sections->len; i++)
    {
      const TgSection *section = importer->form->sections->pdata[i];

      if (find_in (importer, section->fields, folded, column))
        return;
      if (section->table != NULL && find_in (importer, section->table->fields, folded, column))
        {
          column->table = section->table->key;
          return;
        }
    }
}

/* "order_no" or "goods/qty" */
static void
find_by_path (TgImporter     *importer,
              const char     *path,
              TgImportColumn *column)
{
  const char *slash = strchr (path, '/');
  g_autofree char *key = slash != NULL ? g_strndup (path, (gsize) (slash - path)) : NULL;
  const TgTable *table = key != NULL ? tg_form_find_table (importer->form, key) : NULL;

  if (slash == NULL && path[0] != '\0')
    column->field = tg_form_find_field (importer->form, path);
  for (guint i = 0; table != NULL && i < table->fields->len; i++)
    if (g_str_equal (((TgField *) table->fields->pdata[i])->key, slash + 1))
      {
        column->field = table->fields->pdata[i];
        column->table = table->key;
      }
}

static gboolean
read_headings (TgImporter  *importer,
               GError     **error)
{
  GPtrArray *headings = importer->rows->pdata[0];

  for (guint i = 0; i < headings->len; i++)
    {
      TgImportColumn column = { NULL, NULL, headings->pdata[i] };

      if (importer->paths != NULL)
        find_by_path (importer, importer->paths[i], &column);
      else
        find_field (importer, &column);
      g_array_append_val (importer->columns, column);
      if (column.field == NULL)
        {
          if (*column.heading != '\0' && importer->paths == NULL)
            g_ptr_array_add (importer->plan->unknown, g_strdup (column.heading));
        }
      else if (column.table == NULL)
        importer->n_header++;
      else if (importer->table == NULL || g_str_equal (importer->table, column.table))
        importer->table = column.table;
      else
        {
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                       _("Column %u (%s) belongs to another table than the columns before it"),
                       i + 1, column.heading);
          return FALSE;
        }
    }
  if (importer->n_header > 0 || importer->table != NULL)
    return TRUE;
  if (importer->paths != NULL)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                           _("Say at the head of each column which field it holds"));
      return FALSE;
    }
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
               _("The first row names no field of “%s”: it must hold the headings"),
               tg_text_get (importer->form->title));
  return FALSE;
}

/* Rows */

static int
find_column (TgImporter *importer,
             const char *table,
             const char *key)
{
  for (guint i = 0; i < importer->columns->len; i++)
    {
      const TgImportColumn *column = &g_array_index (importer->columns, TgImportColumn, i);

      if (column->field != NULL && g_strcmp0 (column->table, table) == 0 &&
          g_str_equal (column->field->key, key))
        return (int) i;
    }
  return -1;
}

static TgImportItem *
find_item (TgImporter *importer,
           guint       row)
{
  const char *key = importer->form->list_number;
  int column = key != NULL ? find_column (importer, NULL, key) : -1;
  g_autofree char *number = column < 0 ? NULL
                            : tg_text_fold_width (get_cell (importer, row, (guint) column));
  TgImportItem *item = NULL;

  if (number != NULL && *number != '\0' && importer->table != NULL)
    item = g_hash_table_lookup (importer->by_number, number);
  if (item != NULL)
    return item;
  item = item_new ();
  g_ptr_array_add (importer->items, item);
  if (number != NULL)
    g_hash_table_insert (importer->by_number, g_steal_pointer (&number), item);
  return item;
}

static void
put_cell (TgImporter   *importer,
          TgImportItem *item,
          guint         row,
          guint         i,
          const char   *line)
{
  const TgImportColumn *column = &g_array_index (importer->columns, TgImportColumn, i);
  g_autofree char *path = NULL;
  g_autofree char *value = NULL;

  if (column->field == NULL || *get_cell (importer, row, i) == '\0')
    return;
  path = column->table == NULL ? g_strdup (column->field->key)
         : tg_path_new (column->table, line, column->field->key);
  value = tg_field_normalise (column->field, get_cell (importer, row, i), importer->context->today);
  if (column->table == NULL && item->rows->len > 1 &&
      *tg_document_get (item->document, path) != '\0' &&
      !g_str_equal (tg_document_get (item->document, path), value))
    {
      add_fault (importer, row, (int) i, _("This differs from the first row of the same number"));
      item->is_faulty = TRUE;
      return;
    }
  tg_document_set (item->document, path, value, NULL);
}

static void
read_row (TgImporter *importer,
          guint       row)
{
  TgImportItem *item = find_item (importer, row);
  g_autofree char *line = NULL;

  g_array_append_val (item->rows, row);
  if (importer->table != NULL)
    {
      line = importer->new_line_id (importer->user_data);
      tg_document_add_line (item->document, importer->table, line, -1, NULL);
      g_hash_table_insert (item->line_rows, g_strdup (line), GUINT_TO_POINTER (row));
    }
  for (guint i = 0; i < importer->columns->len; i++)
    put_cell (importer, item, row, i, line);
}

/* Default values, as a new document by hand would have them */

static void
put_initial (TgImporter    *importer,
             TgDocument    *document,
             const TgField *field,
             const char    *path)
{
  g_autofree char *value = NULL;

  if (field->initial == NULL || *tg_document_get (document, path) != '\0')
    return;
  value = tg_rules_get_initial (importer->rules, document, importer->context, path);
  tg_document_set (document, path, value, NULL);
}

static void
put_line_initials (TgImporter    *importer,
                   TgDocument    *document,
                   const TgTable *table)
{
  for (guint line = 0; line < tg_document_get_n_lines (document, table->key); line++)
    for (guint i = 0; i < table->fields->len; i++)
      {
        const TgField *field = table->fields->pdata[i];
        const char *id = tg_document_get_line_id (document, table->key, line);
        g_autofree char *path = tg_path_new (table->key, id, field->key);

        put_initial (importer, document, field, path);
      }
}

static void
put_initials (TgImporter *importer,
              TgDocument *document)
{
  for (guint i = 0; i < importer->form->sections->len; i++)
    {
      const TgSection *section = importer->form->sections->pdata[i];

      for (guint j = 0; j < section->fields->len; j++)
        {
          const TgField *field = section->fields->pdata[j];

          put_initial (importer, document, field, field->key);
        }
      if (section->table != NULL)
        put_line_initials (importer, document, section->table);
    }
}

/* Checks */

static void
report_issue (TgImporter   *importer,
              TgImportItem *item,
              TgIssue      *issue)
{
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;
  g_autofree char *field = NULL;
  guint row = g_array_index (item->rows, guint, 0);
  int column = -1;
  g_autofree char *reason = NULL;

  if (tg_path_split (tg_issue_get_path (issue), &table, &line, &field))
    {
      gpointer found = NULL;

      if (line != NULL && g_hash_table_lookup_extended (item->line_rows, line, NULL, &found))
        row = GPOINTER_TO_UINT (found);
      column = find_column (importer, table, field);
    }
  if (column < 0 && field != NULL)
    {
      const TgField *definition = tg_form_find_field (importer->form, tg_issue_get_path (issue));

      reason = g_strdup_printf ("%s: %s", definition != NULL ? tg_text_get (definition->label)
                                : field,
                                tg_issue_get_message (issue));
    }
  add_fault (importer, row, column, reason != NULL ? reason : tg_issue_get_message (issue));
}

static void
check_item (TgImporter   *importer,
            TgImportItem *item)
{
  g_autoptr (GPtrArray) issues = NULL;

  put_initials (importer, item->document);
  tg_rules_compute (importer->rules, item->document, importer->context, NULL);
  issues = tg_rules_check (importer->rules, item->document, importer->context);
  for (guint i = 0; i < issues->len; i++)
    {
      if (tg_issue_get_level (issues->pdata[i]) != TG_LEVEL_BLOCKING)
        continue;
      item->is_faulty = TRUE;
      report_issue (importer, item, issues->pdata[i]);
    }
  if (item->is_faulty)
    return;
  importer->plan->n_good_rows += item->rows->len;
  for (guint i = 0; i < item->rows->len; i++)
    {
      guint row = g_array_index (item->rows, guint, i) + 1;

      g_array_append_val (importer->plan->good_rows, row);
    }
  g_ptr_array_add (importer->plan->documents,
                   tg_document_ref (tg_document_freeze (item->document)));
}

static void
run (TgImporter *importer)
{
  for (guint row = 1; row < importer->rows->len; row++)
    read_row (importer, row);
  for (guint i = 0; i < importer->items->len; i++)
    check_item (importer, importer->items->pdata[i]);
  importer->plan->n_rows = importer->rows->len - 1;
}

static TgImportPlan *
plan_new (void)
{
  TgImportPlan *plan = g_new0 (TgImportPlan, 1);

  plan->documents = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_document_unref);
  plan->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_import_fault_free);
  plan->unknown = g_ptr_array_new_with_free_func (g_free);
  plan->good_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  return plan;
}

TgImportPlan *
tg_import_plan (const TgImportInput  *input,
                GError              **error)
{
  g_autoptr (TgImportPlan) plan = plan_new ();
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (TgImportColumn));
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  g_autoptr (GHashTable) by_number = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  TgImporter importer = {
    .rows = input->rows, .paths = input->paths, .rules = input->rules,
    .form = tg_rules_get_form (input->rules), .context = input->context,
    .new_line_id = input->new_line_id, .user_data = input->user_data,
    .columns = columns, .items = items, .by_number = by_number, .plan = plan,
  };

  if (input->rows->len == 0)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, _("The table is empty"));
      return NULL;
    }
  if (!read_headings (&importer, error))
    return NULL;
  run (&importer);
  return g_steal_pointer (&plan);
}

static char *
dup_path (const TgImportColumn *column)
{
  if (column->field == NULL)
    return g_strdup ("");
  return column->table == NULL ? g_strdup (column->field->key)
         : g_strjoin ("/", column->table, column->field->key, NULL);
}

char **
tg_import_find_paths (const TgForm *form,
                      GPtrArray    *headings)
{
  g_autoptr (GArray) columns = g_array_new (FALSE, FALSE, sizeof (TgImportColumn));
  TgImporter importer = { .form = form, .columns = columns };
  char **paths = g_new0 (char *, headings->len + 1);

  for (guint i = 0; i < headings->len; i++)
    {
      TgImportColumn column = { NULL, NULL, headings->pdata[i] };

      find_field (&importer, &column);
      g_array_append_val (columns, column);
      paths[i] = dup_path (&column);
    }
  return paths;
}

void
tg_import_plan_free (TgImportPlan *self)
{
  g_ptr_array_unref (self->documents);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->unknown);
  g_array_unref (self->good_rows);
  g_free (self);
}

void
tg_import_fault_free (TgImportFault *self)
{
  g_free (self->heading);
  g_free (self->value);
  g_free (self->reason);
  g_free (self);
}
