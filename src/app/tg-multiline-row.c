/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-multiline-row.h"

/* A text view that commits when the caret leaves it; Return makes a new line here. */
struct _TgMultilineRow
{
  TgFieldRow   parent_instance;

  GtkTextView *view;
  gboolean     showing;
  gboolean     typing;
};

G_DEFINE_FINAL_TYPE (TgMultilineRow, tg_multiline_row, TG_TYPE_FIELD_ROW)

static char *
dup_text (TgMultilineRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_changed (TgMultilineRow *self)
{
  TgFieldRow *row = TG_FIELD_ROW (self);
  g_autofree char *text = NULL;

  if (self->showing)
    return;
  text = dup_text (self);
  self->typing = TRUE;
  tg_draft_type_value (tg_field_row_get_draft (row), tg_field_row_get_path (row), text);
}

static void
tg_multiline_row_commit (TgFieldRow *row)
{
  TgMultilineRow *self = TG_MULTILINE_ROW (row);
  g_autofree char *text = NULL;

  if (!self->typing)
    return;
  self->typing = FALSE;
  text = dup_text (self);
  tg_field_row_set_text (row, text);
}

static gboolean
tg_multiline_row_is_typing (TgFieldRow *row)
{
  return TG_MULTILINE_ROW (row)->typing;
}

static void
tg_multiline_row_refresh (TgFieldRow *row)
{
  TgMultilineRow *self = TG_MULTILINE_ROW (row);

  gtk_text_view_set_editable (self->view, tg_field_row_can_edit (row));
  if (self->typing)
    return;
  self->showing = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view),
                            tg_draft_get_value (tg_field_row_get_draft (row),
                                                tg_field_row_get_path (row)),
                            -1);
  self->showing = FALSE;
}

static void
tg_multiline_row_build (TgFieldRow *row)
{
  TgMultilineRow *self = TG_MULTILINE_ROW (row);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 9);
  gtk_text_view_set_right_margin (self->view, 9);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_widget_set_size_request (GTK_WIDGET (self->view), -1, 64);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "multiline");
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (tg_multiline_row_commit), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  g_signal_connect_object (gtk_text_view_get_buffer (self->view), "changed",
                           G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  tg_field_row_set_input (row, GTK_WIDGET (self->view), GTK_WIDGET (self->view));
}

static void
tg_multiline_row_class_init (TgMultilineRowClass *klass)
{
  TgFieldRowClass *row_class = TG_FIELD_ROW_CLASS (klass);

  row_class->build = tg_multiline_row_build;
  row_class->refresh = tg_multiline_row_refresh;
  row_class->commit = tg_multiline_row_commit;
  row_class->is_typing = tg_multiline_row_is_typing;
}

static void
tg_multiline_row_init (TgMultilineRow *self)
{
}
