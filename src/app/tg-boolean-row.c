/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-boolean-row.h"

/* A switch; a field without a value is off, and stays empty until somebody touches it. */
struct _TgBooleanRow
{
  TgFieldRow  parent_instance;

  GtkSwitch  *toggle;
  gboolean    showing;
};

G_DEFINE_FINAL_TYPE (TgBooleanRow, tg_boolean_row, TG_TYPE_FIELD_ROW)

static void
on_active (TgBooleanRow *self)
{
  if (!self->showing)
    tg_field_row_set_text (TG_FIELD_ROW (self), gtk_switch_get_active (self->toggle) ? "true"
                           : "false");
}

static void
tg_boolean_row_refresh (TgFieldRow *row)
{
  TgBooleanRow *self = TG_BOOLEAN_ROW (row);
  const char *value = tg_draft_get_value (tg_field_row_get_draft (row),
                                          tg_field_row_get_path (row));

  self->showing = TRUE;
  gtk_switch_set_active (self->toggle, g_str_equal (value, "true"));
  self->showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggle), tg_field_row_can_edit (row));
}

static void
tg_boolean_row_build (TgFieldRow *row)
{
  TgBooleanRow *self = TG_BOOLEAN_ROW (row);

  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->toggle), GTK_ALIGN_START);
  g_signal_connect_object (self->toggle, "notify::active", G_CALLBACK (on_active), self,
                           G_CONNECT_SWAPPED);
  tg_field_row_set_input (row, GTK_WIDGET (self->toggle), GTK_WIDGET (self->toggle));
}

static void
tg_boolean_row_class_init (TgBooleanRowClass *klass)
{
  TG_FIELD_ROW_CLASS (klass)->build = tg_boolean_row_build;
  TG_FIELD_ROW_CLASS (klass)->refresh = tg_boolean_row_refresh;
}

static void
tg_boolean_row_init (TgBooleanRow *self)
{
}
