/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-page-private.h"

/* Where the caret is in a form, and where it goes. */

static GtkWidget *
get_focus (TgFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) ? focus : NULL;
}

static TgFieldRow *
get_row (TgFormPage *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL ? (TgFieldRow *) gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_ROW) : NULL;
}

static TgLineTable *
get_table (TgFormPage *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL ? (TgLineTable *) gtk_widget_get_ancestor (focus, TG_TYPE_LINE_TABLE) : NULL;
}

const TgField *
tg_form_page_get_field (TgFormPage *self)
{
  TgFieldRow *row = get_row (self);
  TgLineTable *table = row == NULL ? get_table (self) : NULL;

  if (row != NULL)
    return tg_field_row_get_field (row);
  return table != NULL ? tg_line_table_get_field (table) : NULL;
}

gboolean
tg_form_page_is_typing (TgFormPage *self)
{
  TgFieldRow *row = get_row (self);
  TgLineTable *table = row == NULL ? get_table (self) : NULL;

  if (row != NULL)
    return tg_field_row_is_typing (row);
  return table != NULL && tg_line_table_is_typing (table);
}

/* The field that Return went to has something of what follows it below. What was just made has its
 * place only at the next frame. */
#define BELOW 96

static gboolean
keep_in_sight (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       data)
{
  TgFormPage *self = TG_FORM_PAGE (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double bottom = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment);
  GtkWidget *focus = get_focus (self);
  graphene_rect_t bounds;
  double wanted;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->groups_box)) ||
      !gtk_widget_compute_bounds (focus, GTK_WIDGET (self->groups_box), &bounds))
    return G_SOURCE_REMOVE;
  wanted = bounds.origin.y + bounds.size.height + BELOW;
  if (wanted > bottom)
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + wanted - bottom);
  return G_SOURCE_REMOVE;
}

void
tg_form_page_keep_in_sight (TgFormPage *self)
{
  gtk_widget_add_tick_callback (GTK_WIDGET (self), keep_in_sight, NULL, NULL);
}

/* The first field after a group that takes the caret; the main button at the end of all. */
static void
enter_group_after (TgFormPage   *self,
                   TgFieldGroup *group)
{
  guint index = 0;

  if (group != NULL && !g_ptr_array_find (self->groups, group, &index))
    return;
  for (guint i = group != NULL ? index + 1 : 0; i < self->groups->len; i++)
    if (tg_field_group_grab_caret (g_ptr_array_index (self->groups, i)))
      return;
  gtk_widget_grab_focus (GTK_WIDGET (self->main_button));
}

void
tg_form_page_next_field (TgFormPage *self)
{
  GtkWidget *focus = get_focus (self);
  GtkWidget *group = focus != NULL ? gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_GROUP) : NULL;
  TgFieldRow *row = get_row (self);
  TgFieldRow *next = group != NULL && row != NULL
                     ? tg_field_group_next_row (TG_FIELD_GROUP (group), row) : NULL;

  if (next != NULL)
    tg_field_row_grab_caret (next);
  else
    enter_group_after (self, (TgFieldGroup *) group);
  tg_form_page_keep_in_sight (self);
}

static gboolean
go_to_line (TgFieldGroup *group,
            const char   *path)
{
  TgLineTable *lines = tg_field_group_get_table (group);
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;
  g_autofree char *field = NULL;

  if (lines == NULL)
    return FALSE;
  if (tg_path_split (path, &table, &line, &field) && line != NULL &&
      tg_line_table_go_to (lines, line, field))
    return TRUE;
  return tg_line_table_grab_caret (lines);
}

static gboolean
enter_path (TgFormPage *self,
            const char *path)
{
  TgFieldGroup *group = tg_form_page_find_group (self, path);
  TgFieldRow *row = group != NULL ? tg_field_group_find_row (group, path) : NULL;

  if (group == NULL)
    return FALSE;
  if (row != NULL)
    return tg_field_row_grab_caret (row);
  return go_to_line (group, path) || tg_field_group_grab_caret (group);
}

/* A jump brings the field to where it is easily seen, with what stands above and below it. */
static void
show_focus (TgFormPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (adjustment);
  GtkWidget *focus = get_focus (self);
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self->groups_box), &bounds))
    return;
  if (bounds.origin.y > gtk_adjustment_get_value (adjustment) + page / 5 &&
      bounds.origin.y < gtk_adjustment_get_value (adjustment) + page * 2 / 3)
    return;
  gtk_adjustment_set_value (adjustment, bounds.origin.y - page / 3);
}

/* Before the first frame nothing has a place yet. The focus is given anew, for what scrolls by
 * itself (the line table) follows only its change. */
static gboolean
show_focus_later (GtkWidget     *widget,
                  GdkFrameClock *clock,
                  gpointer       data)
{
  TgFormPage *self = data;
  GtkWidget *focus = get_focus (self);

  if (gtk_widget_get_height (GTK_WIDGET (self->groups_box)) == 0)
    return G_SOURCE_CONTINUE;
  if (focus != NULL)
    {
      gtk_root_set_focus (gtk_widget_get_root (focus), NULL);
      gtk_widget_grab_focus (focus);
      show_focus (self);
    }
  return G_SOURCE_REMOVE;
}

gboolean
tg_form_page_go_to (TgFormPage *self,
                    const char *path)
{
  gboolean entered = enter_path (self, path);

  if (entered && gtk_widget_get_height (GTK_WIDGET (self->groups_box)) == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), show_focus_later, self, NULL);
  else if (entered)
    show_focus (self);
  return entered;
}

gboolean
tg_form_page_step_problem (TgFormPage *self,
                           int         step)
{
  g_autoptr (GListModel) issues = tg_draft_list_issues (self->draft);
  int count = (int) g_list_model_get_n_items (issues);

  for (int i = 0; i < count; i++)
    {
      g_autoptr (TgIssue) issue = NULL;

      self->problem = (self->problem + step + count) % count;
      issue = g_list_model_get_item (issues, (guint) self->problem);
      if (tg_form_page_go_to (self, tg_issue_get_path (issue)))
        return TRUE;
    }
  return FALSE;
}
