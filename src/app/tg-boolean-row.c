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

/* Return goes on, as from every field; the space bar turns it. */
static gboolean
on_key (TgBooleanRow    *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "page.next-field", NULL);
}

static void
tg_boolean_row_build (TgFieldRow *row)
{
  TgBooleanRow *self = TG_BOOLEAN_ROW (row);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->toggle = GTK_SWITCH (gtk_switch_new ());
  gtk_widget_set_halign (GTK_WIDGET (self->toggle), GTK_ALIGN_START);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->toggle), keys);
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
