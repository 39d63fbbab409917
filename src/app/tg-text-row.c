/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-text-row.h"

#include "tg-field-entry.h"

/* The counter is seen only while the caret is here, and only where the form limits the length. */
struct _TgTextRow
{
  TgFieldRow    parent_instance;

  TgFieldEntry *entry;
  GtkLabel     *counter;
};

G_DEFINE_FINAL_TYPE (TgTextRow, tg_text_row, TG_TYPE_FIELD_ROW)

static void
show_counter (TgTextRow *self)
{
  const TgField *field = tg_field_row_get_field (TG_FIELD_ROW (self));
  gint64 length = g_utf8_strlen (gtk_editable_get_text (GTK_EDITABLE (self->entry)), -1);
  g_autofree char *text = g_strdup_printf ("%d / %u", (int) length, field->max_length);
  gboolean inside = (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) &
                     GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  gtk_label_set_label (self->counter, text);
  gtk_widget_set_visible (GTK_WIDGET (self->counter),
                          field->max_length > 0 && inside &&
                          tg_field_row_can_edit (TG_FIELD_ROW (self)));
  if (length > (gint64) field->max_length)
    gtk_widget_add_css_class (GTK_WIDGET (self->counter), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->counter), "error");
}

static void
tg_text_row_build (TgFieldRow *row)
{
  TgTextRow *self = TG_TEXT_ROW (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = TG_FIELD_ENTRY (tg_field_entry_new (tg_field_row_get_workspace (row),
                                                    tg_field_row_get_draft (row),
                                                    tg_field_row_get_field (row)));
  tg_field_entry_set_path (self->entry, tg_field_row_get_path (row));
  self->counter = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->counter), "counter");
  gtk_widget_set_visible (GTK_WIDGET (self->counter), FALSE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->counter));
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (show_counter), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "state-flags-changed", G_CALLBACK (show_counter), self,
                           G_CONNECT_SWAPPED);
  tg_field_row_set_input (row, box, GTK_WIDGET (self->entry));
}

static void
tg_text_row_refresh (TgFieldRow *row)
{
  tg_field_entry_refresh (TG_TEXT_ROW (row)->entry);
}

static void
tg_text_row_commit (TgFieldRow *row)
{
  tg_field_entry_commit (TG_TEXT_ROW (row)->entry);
}

static gboolean
tg_text_row_is_typing (TgFieldRow *row)
{
  return tg_field_entry_is_typing (TG_TEXT_ROW (row)->entry);
}

static void
tg_text_row_class_init (TgTextRowClass *klass)
{
  TgFieldRowClass *row_class = TG_FIELD_ROW_CLASS (klass);

  row_class->build = tg_text_row_build;
  row_class->refresh = tg_text_row_refresh;
  row_class->commit = tg_text_row_commit;
  row_class->is_typing = tg_text_row_is_typing;
}

static void
tg_text_row_init (TgTextRow *self)
{
}
