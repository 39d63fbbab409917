/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-go-to-popover.h"

#include <glib/gi18n-lib.h>

#include "tg-search-list.h"

/* All fields of the form as rows, made once. */
struct _TgGoToPopover
{
  GtkPopover      parent_instance;

  GtkSearchEntry *entry;
  GtkListBox     *list;
};

G_DEFINE_FINAL_TYPE (TgGoToPopover, tg_go_to_popover, GTK_TYPE_POPOVER)

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
on_row_activated (TgGoToPopover *self,
                  GtkListBoxRow *row)
{
  g_autofree char *path = g_strdup (gtk_widget_get_name (GTK_WIDGET (row)));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, path);
}

/* Escape belongs to the entry first. */
static void
on_stop (TgGoToPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static gboolean
unparent_now (gpointer data)
{
  g_autoptr (GtkWidget) self = data;

  if (gtk_widget_get_parent (self) != NULL)
    gtk_widget_unparent (self);
  return G_SOURCE_REMOVE;
}

static void
on_closed (TgGoToPopover *self)
{
  g_idle_add (unparent_now, g_object_ref (self));
}

static char *
dup_words (const TgField *field,
           guint          number)
{
  g_autofree char *aliases = field->aliases != NULL ? g_strjoinv (" ", field->aliases)
  : g_strdup ("");

  return g_strdup_printf ("%u %s %s %s", number, tg_text_get (field->label), field->key, aliases);
}

static GtkWidget *
create_row (const TgField *field,
            const char    *section,
            const char    *path,
            guint          number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (tg_text_get (field->label));
  GtkWidget *place = gtk_label_new (section);
  g_autofree char *text = g_strdup_printf ("%u", number);
  g_autofree char *words = dup_words (field, number);
  GtkWidget *index = gtk_label_new (text);

  gtk_label_set_width_chars (GTK_LABEL (index), 3);
  gtk_label_set_xalign (GTK_LABEL (index), 1);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (index, "dim-label");
  gtk_widget_add_css_class (index, "numeric");
  gtk_widget_add_css_class (place, "dim-label");
  gtk_box_append (GTK_BOX (box), index);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), place);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, path);
  tg_search_list_set_words (row, words);
  return row;
}

static void
tg_go_to_popover_class_init (TgGoToPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[PICKED] = g_signal_new ("picked", TG_TYPE_GO_TO_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-go-to-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, TgGoToPopover, entry);
  gtk_widget_class_bind_template_child (widget_class, TgGoToPopover, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_stop);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
}

static void
tg_go_to_popover_init (TgGoToPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  tg_search_list_bind (self->entry, self->list);
}

GtkWidget *
tg_go_to_popover_new (const TgForm *form)
{
  TgGoToPopover *self = g_object_new (TG_TYPE_GO_TO_POPOVER, NULL);
  guint number = 0;

  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (form->sections, i);
      GPtrArray *fields = section->table != NULL ? section->table->fields : section->fields;

      for (guint j = 0; j < fields->len; j++)
        {
          const TgField *field = g_ptr_array_index (fields, j);
          g_autofree char *path = section->table != NULL
                                  ? g_strconcat (section->table->key, "/", field->key, NULL)
                                  : g_strdup (field->key);

          gtk_list_box_append (self->list,
                               create_row (field, tg_text_get (section->title), path, ++number));
        }
    }
  return GTK_WIDGET (self);
}
