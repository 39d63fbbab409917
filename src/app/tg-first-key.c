/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-first-key.h"

typedef struct
{
  GtkEntry *entry;      /* owns this */
  gboolean  fresh;      /* no key since the caret came: the first one replaces all */
  gboolean  clicked;    /* the caret is about to come by a click */
} FirstKey;

#define KEY "tg-first-key"

static void
on_pressed (FirstKey *self)
{
  gboolean has_caret = (gtk_widget_get_state_flags (GTK_WIDGET (self->entry)) &
                        GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  self->fresh = FALSE;
  self->clicked = !has_caret;
}

static gboolean
on_key (FirstKey        *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  GdkModifierType modifiers = state & gtk_accelerator_get_default_mod_mask ();
  gboolean types = (modifiers & ~GDK_SHIFT_MASK) == 0 &&
                   (keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete ||
                    g_unichar_isprint (gdk_keyval_to_unicode (keyval)));
  gboolean pastes = modifiers == GDK_CONTROL_MASK && keyval == GDK_KEY_v;

  if (!self->fresh || (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R))
    return GDK_EVENT_PROPAGATE;
  self->fresh = FALSE;
  if ((types || pastes) && !gtk_editable_get_selection_bounds (editable, NULL, NULL))
    gtk_editable_select_region (editable, 0, -1);
  return GDK_EVENT_PROPAGATE;
}

void
tg_first_key_attach (GtkEntry *entry)
{
  FirstKey *self = g_new0 (FirstKey, 1);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->entry = entry;
  g_object_set_data_full (G_OBJECT (entry), KEY, self, g_free);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (entry), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
}

void
tg_first_key_renew (GtkEntry *entry)
{
  FirstKey *self = g_object_get_data (G_OBJECT (entry), KEY);

  self->fresh = !self->clicked;
  self->clicked = FALSE;
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}
