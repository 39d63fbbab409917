/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-redraw-page.h"

#include <glib/gi18n-lib.h>

#include "tg-redraw-item.h"
#include "tg-window.h"
#include "tg-words.h"
#include "tg-workspace-redraw.h"

/* A check button a value, with the value's path as its name. What the person has typed over is
 * listed, but not ticked. */
struct _TgRedrawPage
{
  TgPage          parent_instance;

  AdwWindowTitle *window_title;
  GtkStack       *stack;
  GtkBox         *items;
  GtkButton      *main_button;
  TgWorkspace    *workspace;
  TgDraft        *draft;
  GCancellable   *cancellable;    /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgRedrawPage, tg_redraw_page, TG_TYPE_PAGE)

/* ---- the values ---- */

static guint
count_ticked (TgRedrawPage *self)
{
  guint count = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->items)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += gtk_check_button_get_active (GTK_CHECK_BUTTON (child));
  return count;
}

static void
show_button (TgRedrawPage *self)
{
  guint count = count_ticked (self);
  g_autofree char *label = g_strdup_printf (ngettext ("_Take %u Value", "_Take %u Values", count),
                                            count);

  gtk_button_set_label (self->main_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.main", count > 0);
}

static GtkWidget *
make_values (const TgRedrawItemFields *fields)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autofree char *now = g_strdup_printf (_("%s now"), fields->source_name);

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_widget_set_hexpand (grid, TRUE);
  gtk_widget_set_margin_start (grid, 6);
  tg_words_attach (grid, fields->place, "heading", 0, 0, 2);
  tg_words_attach (grid, _("In the filing"), "caption", 0, 1, 1);
  tg_words_attach (grid, now, "caption", 1, 1, 1);
  tg_words_attach (grid, fields->before, "dim-label", 0, 2, 1);
  tg_words_attach (grid, fields->after, NULL, 1, 2, 1);
  if (fields->is_own)
    tg_words_attach (grid, _("You typed this yourself: tick it to give it up."), "caption", 0, 3,
                     2);
  return grid;
}

static GtkWidget *
make_item (TgRedrawPage             *self,
           const TgRedrawItemFields *fields)
{
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *name = g_strdup_printf (_("%s: %s, now %s"), fields->place,
                                           tg_words_or_empty (fields->before),
                                           tg_words_or_empty (fields->after));

  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), make_values (fields));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), !fields->is_own);
  gtk_widget_set_name (check, fields->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (show_button), self, G_CONNECT_SWAPPED);
  return check;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgRedrawPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) items = tg_workspace_list_redraw_finish (TG_WORKSPACE (source), result,
                                                                  &error);

  if (items == NULL)
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TgRedrawItem) item = g_list_model_get_item (items, i);

      gtk_box_append (self->items, make_item (self, tg_redraw_item_get_fields (item)));
    }
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (items) > 0 ? "items"
                                    : "same");
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), g_list_model_get_n_items (items) > 0);
  show_button (self);
  tg_page_grab_caret (TG_PAGE (self));
}

/* ---- taking them ---- */

static void
say_done (TgRedrawPage *self,
          guint         n_changed)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *text = g_strdup_printf (ngettext ("%u value taken", "%u values taken",
                                                     n_changed), n_changed);
  AdwToast *toast = adw_toast_new (n_changed > 0 ? text : _("Left as it is"));

  if (n_changed > 0)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, "win.undo-of");
      adw_toast_set_action_target (toast, "s", tg_draft_get_id (self->draft));
    }
  if (TG_IS_WINDOW (root))
    tg_window_add_toast (TG_WINDOW (root), toast);
  else
    g_object_unref (toast);
}

static void
on_redrawn (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgRedrawPage) self = data;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  if (tg_workspace_redraw_finish (TG_WORKSPACE (source), result, &n_changed, &error))
    {
      say_done (self, n_changed);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
    }
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_main (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgRedrawPage *self = TG_REDRAW_PAGE (widget);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->items)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (child)))
      g_ptr_array_add (paths, (char *) gtk_widget_get_name (child));
  g_ptr_array_add (paths, NULL);
  tg_workspace_redraw_async (self->workspace, self->draft, (const char * const *) paths->pdata,
                             self->cancellable, on_redrawn, g_object_ref (self));
}

static void
on_keep (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  static const char * const none[] = { NULL };
  TgRedrawPage *self = TG_REDRAW_PAGE (widget);

  tg_workspace_redraw_async (self->workspace, self->draft, none, self->cancellable, on_redrawn,
                             g_object_ref (self));
}

/* ---- the page ---- */

static gboolean
tg_redraw_page_grab_caret (TgPage *page)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (TG_REDRAW_PAGE (page)->items));

  return first != NULL && gtk_widget_grab_focus (first);
}

static void
tg_redraw_page_dispose (GObject *object)
{
  TgRedrawPage *self = TG_REDRAW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_redraw_page_parent_class)->dispose (object);
}

static void
tg_redraw_page_class_init (TgRedrawPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_redraw_page_dispose;
  TG_PAGE_CLASS (klass)->grab_caret = tg_redraw_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-redraw-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgRedrawPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgRedrawPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TgRedrawPage, items);
  gtk_widget_class_bind_template_child (widget_class, TgRedrawPage, main_button);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_main);
  gtk_widget_class_install_action (widget_class, "page.keep", NULL, on_keep);
}

static void
tg_redraw_page_init (TgRedrawPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_redraw_page_new (TgWorkspace *workspace,
                    TgDraft     *draft)
{
  TgRedrawPage *self = g_object_new (TG_TYPE_REDRAW_PAGE, "title", _("What Has Changed"), NULL);
  g_autofree char *subtitle = tg_words_dup_draft (draft);

  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  adw_window_title_set_subtitle (self->window_title, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), FALSE);
  tg_workspace_list_redraw_async (workspace, draft, self->cancellable, on_listed,
                                  g_object_ref (self));
  return GTK_WIDGET (self);
}
