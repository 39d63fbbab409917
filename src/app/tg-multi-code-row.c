/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-multi-code-row.h"

#include <glib/gi18n-lib.h>

#include "tg-code-popover.h"

/* The chosen codes as buttons, and behind them an entry that adds one more. The value is the
 * codes in sorted order with commas between. */
/* Characters of a code with its name; where there are many they give way. */
#define CHIP_WIDTH 24

struct _TgMultiCodeRow
{
  TgFieldRow  parent_instance;

  GtkBox     *chips;
  GtkEntry   *entry;
  GtkWidget  *popover;    /* TgCodePopover, made when first needed */
};

G_DEFINE_FINAL_TYPE (TgMultiCodeRow, tg_multi_code_row, TG_TYPE_FIELD_ROW)

static GPtrArray *
list_codes (TgMultiCodeRow *self)
{
  const char *value = tg_draft_get_value (tg_field_row_get_draft (TG_FIELD_ROW (self)),
                                          tg_field_row_get_path (TG_FIELD_ROW (self)));
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      g_ptr_array_add (codes, g_strdup (parts[i]));
  return codes;
}

static void
store_codes (TgMultiCodeRow *self,
             GPtrArray      *codes)
{
  g_autoptr (GString) value = g_string_new (NULL);

  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf (value, "%s%s", i > 0 ? "," : "", (char *) g_ptr_array_index (codes, i));
  tg_field_row_set_text (TG_FIELD_ROW (self), value->str);
}

static int
compare_codes (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

static void
on_remove (TgMultiCodeRow *self,
           GtkWidget      *chip)
{
  g_autoptr (GPtrArray) codes = list_codes (self);
  guint index;

  if (g_ptr_array_find_with_equal_func (codes, gtk_widget_get_name (chip), g_str_equal, &index))
    g_ptr_array_remove_index (codes, index);
  store_codes (self, codes);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
add_code (TgMultiCodeRow *self,
          const char     *code)
{
  g_autoptr (GPtrArray) codes = list_codes (self);

  if (code[0] != '\0' && !g_ptr_array_find_with_equal_func (codes, code, g_str_equal, NULL))
    g_ptr_array_add (codes, g_strdup (code));
  g_ptr_array_sort (codes, compare_codes);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  store_codes (self, codes);
}

static void
look_up (TgMultiCodeRow *self,
         const char     *words)
{
  TgFieldRow *row = TG_FIELD_ROW (self);

  if (tg_field_row_get_workspace (row) == NULL || !tg_field_row_can_edit (row))
    return;
  if (self->popover == NULL)
    {
      self->popover = tg_code_popover_new (tg_field_row_get_workspace (row),
                                           tg_draft_get_form (tg_field_row_get_draft (row)),
                                           tg_field_row_get_field (row));
      gtk_widget_set_parent (self->popover, GTK_WIDGET (self->chips));
      g_signal_connect_object (self->popover, "picked", G_CALLBACK (add_code), self,
                               G_CONNECT_SWAPPED);
    }
  tg_code_popover_look_up (TG_CODE_POPOVER (self->popover), words);
}

static void
on_changed (TgMultiCodeRow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (g_utf8_strlen (words, -1) >= 2)
    look_up (self, words);
}

static void
on_activate (TgMultiCodeRow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (words[0] == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "page.next-field", NULL);
  else
    add_code (self, words);
}

static gboolean
on_key (TgMultiCodeRow  *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  TgCodePopover *list = self->popover != NULL && gtk_widget_get_visible (self->popover)
                          ? TG_CODE_POPOVER (self->popover) : NULL;

  if (keyval == GDK_KEY_F3 || (keyval == GDK_KEY_Down && (state & GDK_ALT_MASK) != 0))
    {
      look_up (self, "");
      return TRUE;
    }
  if (list == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Down || keyval == GDK_KEY_Up)
    return tg_code_popover_move (list, keyval == GDK_KEY_Down ? 1 : -1);
  if (keyval == GDK_KEY_Return)
    return tg_code_popover_take (list);
  if (keyval != GDK_KEY_Escape)
    return FALSE;
  gtk_popover_popdown (GTK_POPOVER (list));
  return TRUE;
}

static GtkWidget *
create_chip (TgMultiCodeRow *self,
             const char     *code)
{
  TgFieldRow *row = TG_FIELD_ROW (self);
  GtkWidget *chip = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *shown = tg_draft_dup_value_shown (tg_field_row_get_draft (row),
                                                     tg_field_row_get_path (row), code);
  g_autofree char *tooltip = g_strdup_printf (_("Remove %s"), shown);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CHIP_WIDTH);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_set_name (chip, code);
  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, tooltip);
  gtk_widget_set_sensitive (chip, tg_field_row_can_edit (row));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  return chip;
}

static void
tg_multi_code_row_refresh (TgFieldRow *row)
{
  TgMultiCodeRow *self = TG_MULTI_CODE_ROW (row);
  g_autoptr (GPtrArray) codes = list_codes (self);
  g_autofree char *shown = tg_draft_dup_shown (tg_field_row_get_draft (row),
                                               tg_field_row_get_path (row));
  GtkWidget *child;

  while ((child = gtk_widget_get_prev_sibling (GTK_WIDGET (self->entry))) != NULL)
    gtk_box_remove (self->chips, child);
  for (guint i = 0; i < codes->len; i++)
    gtk_box_insert_child_after (self->chips, create_chip (self, g_ptr_array_index (codes, i)),
                                gtk_widget_get_prev_sibling (GTK_WIDGET (self->entry)));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->chips), shown);
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), tg_field_row_can_edit (row));
}

static void
tg_multi_code_row_build (TgFieldRow *row)
{
  TgMultiCodeRow *self = TG_MULTI_CODE_ROW (row);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->chips = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->entry), TRUE);
  gtk_entry_set_placeholder_text (self->entry, _("Add a code"));
  gtk_box_append (self->chips, GTK_WIDGET (self->entry));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (on_activate), self,
                           G_CONNECT_SWAPPED);
  tg_field_row_set_input (row, GTK_WIDGET (self->chips), GTK_WIDGET (self->entry));
}

static void
tg_multi_code_row_dispose (GObject *object)
{
  g_clear_pointer (&TG_MULTI_CODE_ROW (object)->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (tg_multi_code_row_parent_class)->dispose (object);
}

static void
tg_multi_code_row_class_init (TgMultiCodeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tg_multi_code_row_dispose;
  TG_FIELD_ROW_CLASS (klass)->build = tg_multi_code_row_build;
  TG_FIELD_ROW_CLASS (klass)->refresh = tg_multi_code_row_refresh;
}

static void
tg_multi_code_row_init (TgMultiCodeRow *self)
{
}
