/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include "tg-decimal.h"
#include "tg-id.h"

/* Lines of tables. A line is known by its id, never by its place; its journal entry carries its
 * JSON, so that undo brings back the same line. Pasting and filling down are one step each. */

guint
tg_draft_get_n_lines (TgDraft    *self,
                      const char *table)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), 0);

  return tg_document_get_n_lines (self->document, table);
}

const char *
tg_draft_get_line_id (TgDraft    *self,
                      const char *table,
                      guint       position)
{
  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  return tg_document_get_line_id (self->document, table, position);
}

/* A new line's JSON with its default values, made on a copy so that the edit holds all of it. */
static char *
make_line_json (TgDraft       *self,
                const TgTable *table,
                const char    *line_id,
                int            position)
{
  g_autoptr (TgDocument) trial = tg_document_copy (self->document);
  TgRulesContext context = tg_draft_get_context (self);

  if (!tg_document_add_line (trial, table->key, line_id, position, NULL))
    return NULL;
  for (guint i = 0; i < table->fields->len; i++)
    {
      const TgField *field = table->fields->pdata[i];
      g_autofree char *path = NULL;
      g_autofree char *value = NULL;

      if (field->initial == NULL)
        continue;
      path = tg_path_new (table->key, line_id, field->key);
      value = tg_rules_get_initial (self->rules, trial, &context, path);
      if (value != NULL && value[0] != '\0')
        tg_document_set (trial, path, value, NULL);
    }
  return tg_document_line_to_json (trial, table->key, line_id);
}

static gboolean
is_full (TgDraft       *self,
         const TgTable *table)
{
  return table->max_lines > 0 &&
         tg_document_get_n_lines (self->document, table->key) >= table->max_lines;
}

/* Inside a step. (nullable): the table is full */
static const char *
add_line (TgDraft       *self,
          const TgTable *table,
          int            position)
{
  guint n_lines = tg_document_get_n_lines (self->document, table->key);
  guint place = position < 0 || (guint) position > n_lines ? n_lines : (guint) position;
  g_autofree char *line_id = NULL;
  g_autofree char *json = NULL;
  g_autofree char *packed = NULL;
  g_autofree char *path = NULL;

  if (is_full (self, table))
    return NULL;
  line_id = tg_id_new (self->clock, self->chance);
  json = make_line_json (self, table, line_id, (int) place);
  if (json == NULL)
    return NULL;
  packed = tg_edit_pack_line (place, json);
  path = g_strdup_printf ("%s/%s", table->key, line_id);
  tg_draft_do_edit (self, tg_edit_new (TG_EDIT_LINE_ADDED, path, "", packed));
  return tg_document_get_line_id (self->document, table->key, place);
}

const char *
tg_draft_add_line (TgDraft    *self,
                   const char *table,
                   int         position)
{
  const TgTable *definition;
  g_autofree char *line_id = NULL;
  int place;

  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  definition = tg_form_find_table (self->form, table);
  if (definition == NULL || !tg_draft_can_edit (self))
    return NULL;
  tg_draft_begin (self);
  line_id = g_strdup (add_line (self, definition, position));
  tg_draft_end (self);
  place = line_id != NULL ? tg_document_find_line (self->document, table, line_id) : -1;
  return place >= 0 ? tg_document_get_line_id (self->document, table, (guint) place) : NULL;
}

void
tg_draft_remove_line (TgDraft    *self,
                      const char *table,
                      const char *line_id)
{
  g_autofree char *json = NULL;
  g_autofree char *packed = NULL;
  g_autofree char *path = NULL;
  int position;

  g_return_if_fail (TG_IS_DRAFT (self));

  position = tg_document_find_line (self->document, table, line_id);
  if (position < 0 || !tg_draft_can_edit (self))
    return;
  json = tg_document_line_to_json (self->document, table, line_id);
  packed = tg_edit_pack_line ((guint) position, json);
  path = g_strdup_printf ("%s/%s", table, line_id);
  tg_draft_begin (self);
  tg_draft_do_edit (self, tg_edit_new (TG_EDIT_LINE_REMOVED, path, packed, ""));
  tg_draft_end (self);
}

void
tg_draft_move_line (TgDraft    *self,
                    const char *table,
                    const char *line_id,
                    int         position)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *path = NULL;
  int old, last;

  g_return_if_fail (TG_IS_DRAFT (self));

  old = tg_document_find_line (self->document, table, line_id);
  last = (int) tg_document_get_n_lines (self->document, table) - 1;
  if (position < 0 || position > last)
    position = last;
  if (old < 0 || old == position || !tg_draft_can_edit (self))
    return;
  before = g_strdup_printf ("%d", old);
  after = g_strdup_printf ("%d", position);
  path = g_strdup_printf ("%s/%s", table, line_id);
  tg_draft_begin (self);
  tg_draft_do_edit (self, tg_edit_new (TG_EDIT_LINE_MOVED, path, before, after));
  tg_draft_end (self);
}

/* ---- blocks ---- */

static gboolean
can_paste_into (const TgField *field)
{
  return !field->read_only && (field->computed == NULL || field->override) &&
         field->kind != TG_FIELD_FILE;
}

static guint
find_column (const TgTable *table,
             const char    *key)
{
  for (guint i = 0; i < table->fields->len; i++)
    if (g_strcmp0 (((TgField *) table->fields->pdata[i])->key, key) == 0)
      return i;
  return table->fields->len;
}

static void
set_cell (TgDraft       *self,
          const TgField *field,
          const char    *path,
          const char    *typed)
{
  g_autofree char *value = tg_field_normalise (field, typed, self->today);

  if (field->computed != NULL && !tg_draft_is_overridden (self, path))
    {
      g_autoptr (TgDocument) marked = tg_document_copy (self->document);

      if (tg_rules_set_manual (marked, path, TRUE, NULL))
        tg_draft_do_set (self, "_manual", tg_document_get (marked, "_manual"));
    }
  tg_draft_do_set (self, path, value);
}

/* A column that none of the lines has is not there for a person. With many lines the first ones
 * count: which they are depends on the whole document, or hardly varies. */
#define LINES_LOOKED_AT 200

gboolean
tg_draft_is_column_used (TgDraft    *self,
                         const char *table,
                         const char *field)
{
  const TgTable *definition;
  guint column, n_lines;

  g_return_val_if_fail (TG_IS_DRAFT (self), FALSE);

  definition = tg_form_find_table (self->form, table);
  g_return_val_if_fail (definition != NULL, FALSE);
  column = find_column (definition, field);
  n_lines = MIN (tg_document_get_n_lines (self->document, table), LINES_LOOKED_AT);
  if (n_lines == 0 || column == definition->fields->len ||
      ((TgField *) definition->fields->pdata[column])->visible == NULL)
    return TRUE;
  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *path =
        tg_path_new (table, tg_document_get_line_id (self->document, table, i), field);

      if (tg_draft_is_visible (self, path))
        return TRUE;
    }
  return FALSE;
}

/* The columns that a block goes into, from the first to the right: those that are there and that a
 * person fills in. (transfer container) of TgField */
static GPtrArray *
list_columns (TgDraft       *self,
              const TgTable *table,
              guint          first)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = first; i < table->fields->len; i++)
    {
      TgField *field = table->fields->pdata[i];

      if (can_paste_into (field) && tg_draft_is_column_used (self, table->key, field->key))
        g_ptr_array_add (columns, field);
    }
  return columns;
}

/* A blank cell of a block over a computed column leaves the formula in force. */
static void
paste_row (TgDraft       *self,
           const TgTable *table,
           guint          position,
           GPtrArray     *columns,
           const char    *row)
{
  g_auto (GStrv) cells = g_strsplit (row, "\t", -1);
  const char *line_id = tg_document_get_line_id (self->document, table->key, position);

  for (guint i = 0; i < columns->len && cells[i] != NULL; i++)
    {
      const TgField *field = columns->pdata[i];
      g_autofree char *path = tg_path_new (table->key, line_id, field->key);

      if (field->computed == NULL || cells[i][0] != '\0')
        set_cell (self, field, path, cells[i]);
    }
}

static char **
split_rows (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit (text, "\n", -1);
  g_autoptr (GStrvBuilder) rows = g_strv_builder_new ();
  guint n_pieces = g_strv_length (pieces);

  for (guint i = 0; i < n_pieces; i++)
    {
      if (g_str_has_suffix (pieces[i], "\r"))
        pieces[i][strlen (pieces[i]) - 1] = '\0';
      if (pieces[i][0] != '\0' || i + 1 < n_pieces)
        g_strv_builder_add (rows, pieces[i]);
    }
  return g_strv_builder_end (rows);
}

guint
tg_draft_paste_block (TgDraft    *self,
                      const char *table,
                      guint       position,
                      const char *first_field,
                      const char *text)
{
  const TgTable *definition;
  g_autoptr (GPtrArray) columns = NULL;
  g_auto (GStrv) rows = NULL;
  guint n_pasted = 0;

  g_return_val_if_fail (TG_IS_DRAFT (self), 0);

  definition = tg_form_find_table (self->form, table);
  if (definition == NULL || !tg_draft_can_edit (self))
    return 0;
  columns = list_columns (self, definition,
                          first_field != NULL ? find_column (definition, first_field) : 0);
  rows = split_rows (text);
  tg_draft_begin (self);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      if (position + i >= tg_document_get_n_lines (self->document, table) &&
          add_line (self, definition, -1) == NULL)
        break;
      paste_row (self, definition, position + i, columns, rows[i]);
      n_pasted++;
    }
  tg_draft_end (self);
  return n_pasted;
}

void
tg_draft_fill_down (TgDraft    *self,
                    const char *table,
                    guint       position,
                    const char *field)
{
  const TgTable *definition;
  g_autofree char *value = NULL;
  guint n_lines, column;

  g_return_if_fail (TG_IS_DRAFT (self));

  definition = tg_form_find_table (self->form, table);
  n_lines = tg_document_get_n_lines (self->document, table);
  if (definition == NULL || position >= n_lines || !tg_draft_can_edit (self))
    return;
  column = find_column (definition, field);
  if (column == definition->fields->len || !can_paste_into (definition->fields->pdata[column]))
    return;
  value = g_strdup (tg_document_get_cell (self->document, table, position, field));
  tg_draft_begin (self);
  for (guint i = position + 1; i < n_lines; i++)
    {
      g_autofree char *path = tg_path_new (table,
                                           tg_document_get_line_id (self->document, table,
                                                                    i), field);

      set_cell (self, definition->fields->pdata[column], path, value);
    }
  tg_draft_end (self);
}

char *
tg_draft_dup_total (TgDraft    *self,
                    const char *table,
                    const char *field)
{
  TgDecimal sum = TG_DECIMAL_ZERO;

  g_return_val_if_fail (TG_IS_DRAFT (self), NULL);

  for (guint i = 0; i < tg_document_get_n_lines (self->document, table); i++)
    {
      TgDecimal cell;

      if (tg_decimal_parse (tg_document_get_cell (self->document, table, i, field), &cell, NULL) &&
          !tg_decimal_add (sum, cell, &sum, NULL))
        return g_strdup ("");
    }
  return tg_decimal_to_grouped (sum, sum.scale);
}
