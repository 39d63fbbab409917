/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-head.h"

#include <glib/gi18n-lib.h>

#include "tg-deadline.h"
#include "tg-quota-meter.h"
#include "tg-words.h"
#include "tg-workspace-accounts.h"

/* Three short lists, shown anew when they change. */
struct _TgAccountHead
{
  AdwBin          parent_instance;

  GtkBox         *meters;
  GtkBox         *notes;
  TgWorkspace    *workspace;
  GListModel     *quotas;
  GListModel     *categories;
  GListModel     *todo;
};

G_DEFINE_FINAL_TYPE (TgAccountHead, tg_account_head, ADW_TYPE_BIN)

#define DUES_SHOWN 3

static void
empty (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_all (TgAccountHead *self)
{
  guint n_quotas = g_list_model_get_n_items (self->quotas);
  guint n_categories = g_list_model_get_n_items (self->categories);
  guint n_todo = g_list_model_get_n_items (self->todo);

  gtk_widget_set_visible (GTK_WIDGET (self->meters), n_quotas > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->notes), n_categories + n_todo > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), n_quotas + n_categories + n_todo > 0);
}

/* ---- quotas ---- */

static void
on_quotas_changed (TgAccountHead *self)
{
  empty (self->meters);
  for (guint i = 0; i < g_list_model_get_n_items (self->quotas); i++)
    {
      g_autoptr (TgQuota) quota = g_list_model_get_item (self->quotas, i);

      gtk_box_append (self->meters, tg_quota_meter_new (quota));
    }
  show_all (self);
}

/* ---- categories ---- */

static GtkWidget *
make_effects (TgAccountHead   *self,
              TgForexCategory *category)
{
  g_auto (GStrv) effects = tg_workspace_dup_effects (self->workspace, category);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *popover = gtk_popover_new ();

  gtk_widget_add_css_class (box, "effects");
  for (guint i = 0; effects != NULL && effects[i] != NULL; i++)
    {
      g_autofree char *line = g_strdup_printf ("· %s", effects[i]);
      GtkWidget *label = gtk_label_new (line);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

static GtkWidget *
make_category (TgAccountHead   *self,
               TgForexCategory *category)
{
  g_autofree char *words = g_strdup_printf (_("Category %s: what it changes · %s"),
                                            tg_forex_category_get_code (category),
                                            tg_forex_category_get_enterprise (category));
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 50);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), make_effects (self, category));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  return button;
}

/* ---- what is due ---- */

static GtkWidget *
make_button (const char *words,
             const char *action,
             const char *target)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  gtk_widget_set_tooltip_text (button, words);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_due (TgDeadline *deadline)
{
  /* Translators: a date, and what is due on it */
  g_autofree char *words = g_strdup_printf (_("Due %s: %s"), tg_deadline_get_date (deadline),
                                            tg_deadline_get_text (deadline));

  return make_button (words, "win.open", tg_deadline_get_subject (deadline));
}

static void
append_dues (TgAccountHead *self)
{
  guint n_todo = g_list_model_get_n_items (self->todo);

  for (guint i = 0; i < MIN (n_todo, DUES_SHOWN); i++)
    {
      g_autoptr (TgDeadline) deadline = g_list_model_get_item (self->todo, i);

      gtk_box_append (self->notes, make_due (deadline));
    }
  if (n_todo > DUES_SHOWN)
    {
      g_autofree char *words = g_strdup_printf (ngettext ("%u more is due", "%u more are due",
                                                          n_todo - DUES_SHOWN),
                                                n_todo - DUES_SHOWN);

      gtk_box_append (self->notes, make_button (words, "win.show", "overview"));
    }
}

static void
on_notes_changed (TgAccountHead *self)
{
  empty (self->notes);
  for (guint i = 0; i < g_list_model_get_n_items (self->categories); i++)
    {
      g_autoptr (TgForexCategory) category = g_list_model_get_item (self->categories, i);

      gtk_box_append (self->notes, make_category (self, category));
    }
  append_dues (self);
  show_all (self);
}

/* ---- the widget ---- */

static void
tg_account_head_dispose (GObject *object)
{
  TgAccountHead *self = TG_ACCOUNT_HEAD (object);

  g_clear_object (&self->quotas);
  g_clear_object (&self->categories);
  g_clear_object (&self->todo);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_account_head_parent_class)->dispose (object);
}

static void
tg_account_head_class_init (TgAccountHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_account_head_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-account-head.ui");
  gtk_widget_class_bind_template_child (widget_class, TgAccountHead, meters);
  gtk_widget_class_bind_template_child (widget_class, TgAccountHead, notes);
}

static void
tg_account_head_init (TgAccountHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_account_head_new (TgWorkspace *workspace)
{
  TgAccountHead *self = g_object_new (TG_TYPE_ACCOUNT_HEAD, NULL);

  self->workspace = g_object_ref (workspace);
  self->quotas = tg_workspace_list_quotas (workspace);
  self->categories = tg_workspace_list_categories (workspace);
  self->todo = tg_workspace_list_forex_todo (workspace);
  g_signal_connect_object (self->quotas, "items-changed", G_CALLBACK (on_quotas_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->categories, "items-changed", G_CALLBACK (on_notes_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->todo, "items-changed", G_CALLBACK (on_notes_changed), self,
                           G_CONNECT_SWAPPED);
  show_all (self);
  return GTK_WIDGET (self);
}

void
tg_account_head_set_narrow (TgAccountHead *self,
                            gboolean       is_narrow)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->meters),
                                  is_narrow ? GTK_ORIENTATION_VERTICAL
                                  : GTK_ORIENTATION_HORIZONTAL);
}
