/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-search-list.h"

#include <glib/gi18n-lib.h>

#include "tg-text.h"

/* The entry knows its list, the list its entry, as data without a reference: both are children of
 * one template. "changed" is listened to, not "search-changed", which comes too late for a quick
 * Return. */

#define WORDS "tg-words"
#define ENTRY "tg-entry"

static gboolean
answers (GtkListBoxRow *row,
         gpointer       data)
{
  GtkEditable *entry = g_object_get_data (data, ENTRY);
  const char *words = g_object_get_data (G_OBJECT (row), WORDS);
  g_autofree char *typed = g_utf8_casefold (gtk_editable_get_text (entry), -1);

  return words != NULL && strstr (words, g_strstrip (typed)) != NULL;
}

/* The next row that answers and may be chosen, counted from `index` in steps of `step`. */
static GtkListBoxRow *
find_row (GtkListBox *list,
          int         index,
          int         step)
{
  GtkListBoxRow *row;

  for (; index >= 0 && (row = gtk_list_box_get_row_at_index (list, index)) != NULL; index += step)
    if (answers (row, list) && gtk_widget_is_sensitive (GTK_WIDGET (row)))
      return row;
  return NULL;
}

/* Without a place on the screen yet there is nothing to scroll. */
static void
choose (GtkListBox    *list,
        GtkListBoxRow *row)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  gtk_list_box_select_row (list, row);
  if (row == NULL || scroller == NULL ||
      !gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (list), &bounds))
    return;
  gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                             bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
on_changed (GtkListBox *list)
{
  gtk_list_box_invalidate_filter (list);
  choose (list, find_row (list, 0, 1));
}

static void
on_activate (GtkListBox *list)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (list);

  if (row == NULL || !answers (row, list))
    row = find_row (list, 0, 1);
  if (row != NULL)
    g_signal_emit_by_name (list, "row-activated", row);
}

static gboolean
on_key (GtkListBox      *list,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;
  GtkListBoxRow *chosen = gtk_list_box_get_selected_row (list);
  GtkListBoxRow *row;

  if (step == 0 || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  row = find_row (list, chosen != NULL ? gtk_list_box_row_get_index (chosen) + step : 0, step);
  if (row != NULL)
    choose (list, row);
  return TRUE;
}

static GtkWidget *
create_nothing (void)
{
  GtkWidget *label = gtk_label_new (_("Nothing found"));

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, 24);
  return label;
}

void
tg_search_list_bind (GtkSearchEntry *entry,
                     GtkListBox     *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set_data (G_OBJECT (list), ENTRY, entry);
  gtk_list_box_set_selection_mode (list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_placeholder (list, create_nothing ());
  gtk_list_box_set_filter_func (list, answers, list, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), list, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (entry), keys);
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_changed), list, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "activate", G_CALLBACK (on_activate), list, G_CONNECT_SWAPPED);
}

void
tg_search_list_set_words (GtkWidget  *row,
                          const char *words)
{
  g_autofree char *folded = g_utf8_casefold (words, -1);
  g_autofree char *initials = tg_text_initials (words);

  g_object_set_data_full (G_OBJECT (row), WORDS, g_strconcat (folded, " ", initials, NULL), g_free);
}
