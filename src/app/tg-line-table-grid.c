/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-line-table-private.h"

#include <glib/gi18n-lib.h>

/* The grid of a TgLineTable: its titles, its slots of cells, its totals, and which of its columns
 * there are. */

#define TITLE_WIDTH 20

static void
slot_free (gpointer data)
{
  Slot *slot = data;

  g_ptr_array_unref (slot->cells);
  g_free (slot);
}

static int
get_width (const TgField *field)
{
  switch (field->kind)
    {
    case TG_FIELD_DECIMAL:
    case TG_FIELD_INTEGER:
      return 12;
    case TG_FIELD_DATE:
    case TG_FIELD_MONTH:
    case TG_FIELD_BOOLEAN:
      return 11;
    case TG_FIELD_TIME:
      return 19;
    case TG_FIELD_CODE:
    case TG_FIELD_MULTI_CODE:
      return 16;
    case TG_FIELD_TEXT:
    case TG_FIELD_NUMBER:
      /* A code with its name. */
      if (field->list != NULL && field->max_length < 10)
        return 16;
      return CLAMP ((int) field->max_length, 6, 18);
    case TG_FIELD_MULTILINE:
    case TG_FIELD_FILE:
      return CLAMP ((int) field->max_length, 6, 18);
    }
  return 16;
}

/* What is read as words takes the room that is left. */
static gboolean
is_wordy (const TgField *field)
{
  return field->kind == TG_FIELD_TEXT || field->kind == TG_FIELD_MULTILINE ||
         field->kind == TG_FIELD_CODE || field->kind == TG_FIELD_MULTI_CODE ||
         field->kind == TG_FIELD_FILE;
}

/* So much of a title is always there: a Chinese character counts for two, and being bold for a
 * quarter more. */
static int
get_title_width (const char *title)
{
  int width = 0;

  for (const char *p = title; *p != '\0'; p = g_utf8_next_char (p))
    width += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return MIN (width, TITLE_WIDTH) * 5 / 4 + 1;
}

static gboolean
has_total (TgLineTable *self,
           const char  *field)
{
  return self->table->totals != NULL &&
         g_strv_contains ((const char * const *) self->table->totals, field);
}

const TgField *
tg_line_table_get_column (TgLineTable *self,
                          guint        column)
{
  return g_ptr_array_index (self->table->fields, column);
}

guint
tg_line_table_get_n_lines (TgLineTable *self)
{
  return tg_draft_get_n_lines (self->draft, self->table->key);
}

void
tg_line_table_init_grid (TgLineTable *self)
{
  self->slots = g_ptr_array_new_with_free_func (slot_free);
  self->totals = g_ptr_array_new ();
}

void
tg_line_table_add_titles (TgLineTable *self)
{
  self->shown = g_new (gboolean, self->table->fields->len);
  for (guint i = 0; i < self->table->fields->len; i++)
    {
      const TgField *field = tg_line_table_get_column (self, i);
      GtkWidget *title = gtk_label_new (tg_text_get (field->label));

      gtk_label_set_xalign (GTK_LABEL (title), tg_field_is_numeric (field) ? 1 : 0);
      gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (title), get_title_width (tg_text_get (field->label)));
      gtk_widget_set_tooltip_text (title, tg_text_get (field->label));
      gtk_widget_add_css_class (title, "column-title");
      gtk_grid_attach (self->grid, title, (int) i + 1, 0, 1, 1);
      g_ptr_array_add (self->totals, NULL);
      self->shown[i] = TRUE;
    }
}

static GtkWidget *
create_remove_button (TgLineTable *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove this line"));
  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect (button, "clicked", G_CALLBACK (tg_line_table_remove_clicked), self);
  return button;
}

static void
add_slot (TgLineTable *self)
{
  Slot *slot = g_new0 (Slot, 1);
  int row = (int) self->slots->len + 1;
  guint columns = self->table->fields->len;

  slot->cells = g_ptr_array_new ();
  slot->number = gtk_label_new (NULL);
  slot->remove = create_remove_button (self);
  gtk_grid_attach (self->grid, slot->number, 0, row, 1, 1);
  for (guint i = 0; i < columns; i++)
    {
      const TgField *field = tg_line_table_get_column (self, i);
      GtkWidget *cell = tg_field_entry_new (self->workspace, self->draft, field);

      gtk_editable_set_width_chars (GTK_EDITABLE (cell), get_width (field));
      gtk_editable_set_max_width_chars (GTK_EDITABLE (cell), get_width (field));
      gtk_widget_set_hexpand (cell, is_wordy (field));
      gtk_widget_add_css_class (cell, "cell");
      gtk_widget_set_visible (cell, self->shown[i]);
      gtk_accessible_update_relation (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                      gtk_grid_get_child_at (self->grid, (int) i + 1, 0),
                                      slot->number, NULL, -1);
      g_signal_connect (cell, "done", G_CALLBACK (tg_line_table_cell_done), self);
      g_signal_connect_swapped (cell, "state-flags-changed",
                                G_CALLBACK (tg_line_table_queue_totals), self);
      gtk_grid_attach (self->grid, cell, (int) i + 1, row, 1, 1);
      g_ptr_array_add (slot->cells, cell);
    }
  gtk_grid_attach (self->grid, slot->remove, (int) columns + 1, row, 1, 1);
  g_ptr_array_add (self->slots, slot);
}

static void
remove_slot (TgLineTable *self)
{
  guint last = self->slots->len - 1;

  g_ptr_array_remove_index (self->slots, last);
  gtk_grid_remove_row (self->grid, (int) last + 1);
}

/* The totals are shown below the last slot, wherever that is. */
static void
place_totals (TgLineTable *self)
{
  int row = TG_LINE_TABLE_MAX_SLOTS + 2;

  for (guint i = 0; i < self->table->fields->len; i++)
    {
      GtkWidget *label = g_ptr_array_index (self->totals, i);

      if (!has_total (self, tg_line_table_get_column (self, i)->key))
        continue;
      if (label != NULL)
        gtk_grid_remove (self->grid, label);
      label = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_widget_set_css_classes (label, (const char *[]) { "total", "numeric", "heading", NULL });
      gtk_widget_set_visible (label, self->shown[i]);
      gtk_grid_attach (self->grid, label, (int) i + 1, row, 1, 1);
      self->totals->pdata[i] = label;
    }
}

void
tg_line_table_fit_slots (TgLineTable *self)
{
  guint wanted = MIN (tg_line_table_get_n_lines (self), TG_LINE_TABLE_MAX_SLOTS);

  if (wanted == self->slots->len)
    return;
  while (self->slots->len > wanted)
    remove_slot (self);
  while (self->slots->len < wanted)
    add_slot (self);
  place_totals (self);
}

/* ---- which columns there are ---- */

static gboolean
is_on_screen (TgLineTable   *self,
              const TgField *field)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      const char *id = tg_draft_get_line_id (self->draft, self->table->key, self->first + i);
      g_autofree char *path = id != NULL ? tg_path_new (self->table->key, id, field->key) : NULL;

      if (path != NULL && tg_draft_is_visible (self->draft, path))
        return TRUE;
    }
  return FALSE;
}

static void
show_column (TgLineTable *self,
             guint        column,
             gboolean     shown)
{
  GtkWidget *total = self->totals->pdata[column];

  if (self->shown[column] == shown)
    return;
  self->shown[column] = shown;
  gtk_widget_set_visible (gtk_grid_get_child_at (self->grid, (int) column + 1, 0), shown);
  for (guint i = 0; i < self->slots->len; i++)
    gtk_widget_set_visible (((Slot *) self->slots->pdata[i])->cells->pdata[column], shown);
  if (total != NULL)
    gtk_widget_set_visible (total, shown);
}

void
tg_line_table_show_columns (TgLineTable *self,
                            gboolean     keeps)
{
  for (guint i = 0; i < self->table->fields->len; i++)
    {
      const TgField *field = tg_line_table_get_column (self, i);

      if (field->visible == NULL || (keeps && self->shown[i]))
        continue;
      show_column (self, i, (!keeps && tg_draft_is_column_used (self->draft, self->table->key,
                                                                field->key)) ||
                   is_on_screen (self, field));
    }
}
