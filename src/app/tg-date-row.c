/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-date-row.h"

#include <glib/gi18n-lib.h>

#include "tg-date.h"
#include "tg-field-entry.h"

/* An entry, and a calendar for those who like one. */
struct _TgDateRow
{
  TgFieldRow     parent_instance;

  TgFieldEntry  *entry;
  GtkMenuButton *button;
  GtkCalendar   *calendar;
};

G_DEFINE_FINAL_TYPE (TgDateRow, tg_date_row, TG_TYPE_FIELD_ROW)

static void
on_day_selected (TgDateRow *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");

  tg_field_row_set_text (TG_FIELD_ROW (self), date);
  gtk_menu_button_popdown (self->button);
}

static void
on_calendar_shown (TgDateRow *self)
{
  const char *date = tg_draft_get_value (tg_field_row_get_draft (TG_FIELD_ROW (self)),
                                         tg_field_row_get_path (TG_FIELD_ROW (self)));
  g_autofree char *text = g_strconcat (date, "T00:00:00", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) day = tg_date_is_valid (date) ? g_date_time_new_from_iso8601 (text, zone)
    : NULL;

  if (day == NULL)
    return;
  g_signal_handlers_block_by_func (self->calendar, on_day_selected, self);
  gtk_calendar_select_day (self->calendar, day);
  g_signal_handlers_unblock_by_func (self->calendar, on_day_selected, self);
}

static GtkWidget *
create_button (TgDateRow *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (self->button, popover);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Calendar"));
  gtk_widget_set_focus_on_click (GTK_WIDGET (self->button), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  g_signal_connect_object (popover, "show", G_CALLBACK (on_calendar_shown), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (on_day_selected), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->button);
}

static void
tg_date_row_build (TgFieldRow *row)
{
  TgDateRow *self = TG_DATE_ROW (row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->entry = TG_FIELD_ENTRY (tg_field_entry_new (tg_field_row_get_workspace (row),
                                                    tg_field_row_get_draft (row),
                                                    tg_field_row_get_field (row)));
  tg_field_entry_set_path (self->entry, tg_field_row_get_path (row));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 14);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), create_button (self));
  tg_field_row_set_input (row, box, GTK_WIDGET (self->entry));
}

static void
tg_date_row_refresh (TgFieldRow *row)
{
  tg_field_entry_refresh (TG_DATE_ROW (row)->entry);
  gtk_widget_set_visible (GTK_WIDGET (TG_DATE_ROW (row)->button), tg_field_row_can_edit (row));
}

static void
tg_date_row_commit (TgFieldRow *row)
{
  tg_field_entry_commit (TG_DATE_ROW (row)->entry);
}

static gboolean
tg_date_row_is_typing (TgFieldRow *row)
{
  return tg_field_entry_is_typing (TG_DATE_ROW (row)->entry);
}

static void
tg_date_row_class_init (TgDateRowClass *klass)
{
  TgFieldRowClass *row_class = TG_FIELD_ROW_CLASS (klass);

  row_class->build = tg_date_row_build;
  row_class->refresh = tg_date_row_refresh;
  row_class->commit = tg_date_row_commit;
  row_class->is_typing = tg_date_row_is_typing;
}

static void
tg_date_row_init (TgDateRow *self)
{
}
