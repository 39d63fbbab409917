/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-list-page.h"

#include <glib/gi18n-lib.h>

#include "tg-menus.h"

typedef struct
{
  TgWorkspace     *workspace;
  const TgListTab *list_tabs;
  guint            n_tabs;
  const char      *tab;
  const char      *sort_column;     /* NULL: the store's own order */
  gboolean         descending;
  TgRecordView    *view;

  AdwWindowTitle  *window_title;
  GtkBox          *tabs;
  GtkSearchEntry  *search_entry;
  GtkStack        *stack;
  AdwBin          *list_place;
  AdwStatusPage   *empty_page;
  GtkButton       *empty_button;
  GtkButton       *empty_import_button;
  GtkButton       *new_button;
  GtkButton       *import_button;
  GtkMenuButton   *menu_button;
  GtkBox          *bar;
  GtkRevealer     *notice;
  GtkLabel        *notice_words;
  AdwBin          *head_place;
  char            *import_words;    /* nullable: on the button where there is room */
  char            *new_target;      /* nullable */
  gboolean         awaits;          /* the caret goes to the rows as soon as there are any */
} TgListPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TgListPage, tg_list_page, TG_TYPE_PAGE)

static TgListPagePrivate *
get_private (TgListPage *self)
{
  return tg_list_page_get_instance_private (self);
}

static const char *
get_words (TgListPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_private (self)->search_entry));
}

/* Words above the rows */

static void
on_notice_closed (TgListPage *self)
{
  tg_list_page_say (self, NULL);
  tg_page_grab_caret (TG_PAGE (self));
}

/* The model */

static void
show_state (TgListPage *self,
            GListModel *model)
{
  TgListPagePrivate *private = get_private (self);
  gboolean is_part = !TG_LIST_PAGE_GET_CLASS (self)->tabs_are_lists &&
                     private->tab != private->list_tabs[0].name;
  gboolean is_filtered = *get_words (self) != '\0' || is_part;

  if (g_list_model_get_n_items (model) > 0)
    gtk_stack_set_visible_child_name (private->stack, "list");
  else
    gtk_stack_set_visible_child_name (private->stack, is_filtered ? "nothing-found" : "empty");
}

/* The rows stand there a frame after the model has them. Only where the person has not gone
 * elsewhere since. */
static gboolean
enter_rows (GtkWidget     *widget,
            GdkFrameClock *clock,
            gpointer       data)
{
  TgListPagePrivate *private = get_private (TG_LIST_PAGE (widget));
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  gboolean is_elsewhere = focus != NULL && focus != GTK_WIDGET (private->new_button) &&
                          focus != GTK_WIDGET (private->import_button) &&
                          !gtk_widget_is_ancestor (focus, GTK_WIDGET (private->menu_button));

  if (!private->awaits || is_elsewhere)
    {
      private->awaits = FALSE;
      return G_SOURCE_REMOVE;
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (private->view)))
    private->awaits = !gtk_widget_child_focus (GTK_WIDGET (private->view), GTK_DIR_TAB_FORWARD);
  return private->awaits && gtk_widget_get_mapped (widget) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  TgListPage *self)
{
  show_state (self, model);
  if (get_private (self)->awaits && g_list_model_get_n_items (model) > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), enter_rows, NULL, NULL);
}

/* An empty page is shown only once the model says that it has nothing: it may be filling still. */
static void
load (TgListPage *self)
{
  TgListPagePrivate *private = get_private (self);
  TgListPageClass *klass = TG_LIST_PAGE_GET_CLASS (self);
  g_autoptr (GListModel) model = klass->list (self, private->tab, get_words (self));

  if (private->sort_column != NULL && klass->sort != NULL)
    klass->sort (model, private->sort_column, private->descending);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (on_items_changed), self, 0);
  tg_record_view_set_model (private->view, model);
  show_state (self, model);
}

static void
show_counts (TgListPage *self)
{
  TgListPagePrivate *private = get_private (self);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (private->tabs));

  for (guint i = 0; button != NULL && i < private->n_tabs; i++)
    {
      int count = TG_LIST_PAGE_GET_CLASS (self)->count (self, private->list_tabs[i].name);
      const char *title = _(private->list_tabs[i].title);
      g_autofree char *label = count < 0 ? g_strdup (title)
                               : g_strdup_printf ("%s %d", title, count);

      gtk_button_set_label (GTK_BUTTON (button), label);
      button = gtk_widget_get_next_sibling (button);
    }
}

static void
on_changed (TgWorkspace *workspace,
            guint        what,
            TgListPage  *self)
{
  if ((what & TG_LIST_PAGE_GET_CLASS (self)->changes) != 0)
    show_counts (self);
}

/* What the person does */

static void
on_tab_toggled (GtkToggleButton *button,
                TgListPage      *self)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  get_private (self)->tab = g_object_get_data (G_OBJECT (button), "tg-tab");
  load (self);
}

/* Round and round. */
static void
step_tab (TgListPage *self,
          guint       step)
{
  TgListPagePrivate *private = get_private (self);
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (private->tabs));
  guint wanted = 0;

  while (private->list_tabs[wanted].name != private->tab)
    wanted++;
  wanted = (wanted + step) % private->n_tabs;
  while (wanted-- > 0)
    button = gtk_widget_get_next_sibling (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  tg_page_grab_caret (TG_PAGE (self));
}

static void
on_next_tab (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  step_tab (TG_LIST_PAGE (widget), 1);
}

static void
on_previous_tab (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  step_tab (TG_LIST_PAGE (widget), get_private (TG_LIST_PAGE (widget))->n_tabs - 1);
}

static void
on_search (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TgListPage *self = TG_LIST_PAGE (widget);

  if (!TG_LIST_PAGE_GET_CLASS (self)->is_whole)
    gtk_widget_grab_focus (GTK_WIDGET (get_private (self)->search_entry));
}

static void
on_search_changed (TgListPage *self)
{
  if (get_private (self)->workspace != NULL)
    load (self);
}

/* Return goes on to what was found, Escape back to all. */
static void
on_search_done (TgListPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (get_private (self)->view), GTK_DIR_TAB_FORWARD);
}

static void
on_search_stopped (TgListPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (get_private (self)->search_entry), "");
  tg_page_grab_caret (TG_PAGE (self));
}

static void
on_open (TgRecordView *view,
         GObject      *row,
         TgListPage   *self)
{
  TG_LIST_PAGE_GET_CLASS (self)->open (self, row);
}

static void
on_sort (TgRecordView *view,
         const char   *column,
         gboolean      descending,
         TgListPage   *self)
{
  get_private (self)->sort_column = column;
  get_private (self)->descending = descending;
  load (self);
}

static void
add_tabs (TgListPage *self)
{
  TgListPagePrivate *private = get_private (self);
  GtkWidget *first = NULL;

  for (guint i = 0; i < private->n_tabs; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (_(private->list_tabs[i].title));

      g_object_set_data (G_OBJECT (button), "tg-tab", (gpointer) private->list_tabs[i].name);
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      g_signal_connect_object (button, "toggled", G_CALLBACK (on_tab_toggled), self, 0);
      gtk_box_append (private->tabs, button);
      first = first == NULL ? button : first;
    }
  gtk_widget_set_visible (GTK_WIDGET (private->tabs), private->n_tabs > 1);
}

/* A narrow header has room for its picture only. */
static void
show_import_button (TgListPagePrivate *private,
                    gboolean           narrow)
{
  const char *words = gtk_button_get_label (private->import_button);

  if (narrow && words != NULL)
    {
      g_free (private->import_words);
      private->import_words = g_strdup (words);
      gtk_button_set_icon_name (private->import_button, "document-open-symbolic");
    }
  else if (!narrow && words == NULL)
    gtk_button_set_label (private->import_button, private->import_words);
}

static void
tg_list_page_resized (TgPage *page,
                      int     width)
{
  TgListPagePrivate *private = get_private (TG_LIST_PAGE (page));
  gboolean narrow = tg_page_is_narrow (page);

  if (private->view != NULL)
    tg_record_view_set_narrow (private->view, narrow);
  show_import_button (private, narrow);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (private->bar),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static gboolean
tg_list_page_grab_caret (TgPage *page)
{
  TgListPagePrivate *private = get_private (TG_LIST_PAGE (page));

  private->awaits = !gtk_widget_child_focus (GTK_WIDGET (private->view), GTK_DIR_TAB_FORWARD);
  return !private->awaits;
}

static void
tg_list_page_dispose (GObject *object)
{
  TgListPage *self = TG_LIST_PAGE (object);

  g_clear_object (&get_private (self)->workspace);
  g_clear_pointer (&get_private (self)->import_words, g_free);
  g_clear_pointer (&get_private (self)->new_target, g_free);
  G_OBJECT_CLASS (tg_list_page_parent_class)->dispose (object);
}

static void
tg_list_page_class_init (TgListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_list_page_dispose;
  TG_PAGE_CLASS (klass)->resized = tg_list_page_resized;
  TG_PAGE_CLASS (klass)->grab_caret = tg_list_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-list-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, window_title);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, tabs);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, search_entry);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, list_place);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, empty_page);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, empty_button);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, empty_import_button);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, new_button);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, import_button);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, menu_button);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, bar);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, notice);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, notice_words);
  gtk_widget_class_bind_template_callback (widget_class, on_notice_closed);
  gtk_widget_class_bind_template_child_private (widget_class, TgListPage, head_place);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_done);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
  gtk_widget_class_install_action (widget_class, "page.next-tab", NULL, on_next_tab);
  gtk_widget_class_install_action (widget_class, "page.previous-tab", NULL, on_previous_tab);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, on_search);
}

static void
tg_list_page_init (TgListPage *self)
{
  g_autoptr (GMenuModel) menu = tg_menus_load ("main-menu");

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (get_private (self)->menu_button, menu);
}

void
tg_list_page_begin (TgListPage      *self,
                    TgWorkspace     *workspace,
                    const TgListTab *tabs,
                    guint            n_tabs)
{
  TgListPagePrivate *private = get_private (self);
  TgListPageClass *klass = TG_LIST_PAGE_GET_CLASS (self);
  const char *title = tg_page_get_title (TG_PAGE (self));

  private->workspace = g_object_ref (workspace);
  private->list_tabs = tabs;
  private->n_tabs = n_tabs;
  private->tab = tabs[0].name;
  private->view = TG_RECORD_VIEW (tg_record_view_new (klass->columns, klass->n_columns, title));
  g_signal_connect_object (private->view, "open", G_CALLBACK (on_open), self, 0);
  g_signal_connect_object (private->view, "sort", G_CALLBACK (on_sort), self, 0);
  adw_bin_set_child (private->list_place, GTK_WIDGET (private->view));
  adw_window_title_set_title (private->window_title, title);
  adw_status_page_set_icon_name (private->empty_page, klass->empty_icon);
  adw_status_page_set_title (private->empty_page, _(klass->empty_title));
  adw_status_page_set_description (private->empty_page, _(klass->empty_description));
  gtk_widget_set_visible (GTK_WIDGET (private->bar), !klass->is_whole);
  if (!klass->is_whole)
    gtk_search_entry_set_key_capture_widget (private->search_entry, GTK_WIDGET (self));
  add_tabs (self);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_changed), self, 0);
  show_counts (self);
  load (self);
}

/* An action without its target would be told that it lacks one. */
static void
set_target (GtkButton  *button,
            const char *action,
            const char *target)
{
  gtk_widget_set_visible (GTK_WIDGET (button), target != NULL);
  if (target == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

void
tg_list_page_set_new (TgListPage *self,
                      const char *target)
{
  g_free (get_private (self)->new_target);
  get_private (self)->new_target = g_strdup (target);
  set_target (get_private (self)->new_button, "win.new", target);
  set_target (get_private (self)->empty_button, "win.new", target);
}

void
tg_list_page_set_import (TgListPage *self,
                         const char *target)
{
  set_target (get_private (self)->import_button, "win.import", target);
  set_target (get_private (self)->empty_import_button, "win.import", target);
}

static void
set_opening (GtkButton  *button,
             const char *label,
             const char *tooltip,
             const char *action)
{
  gtk_button_set_label (button, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button), tooltip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_visible (GTK_WIDGET (button), TRUE);
}

void
tg_list_page_set_opening (TgListPage *self,
                          const char *label,
                          const char *tooltip,
                          const char *action)
{
  set_opening (get_private (self)->import_button, label, tooltip, action);
  set_opening (get_private (self)->empty_import_button, label, tooltip, action);
}

void
tg_list_page_say (TgListPage *self,
                  const char *words)
{
  TgListPagePrivate *private = get_private (self);

  if (words != NULL)
    gtk_label_set_label (private->notice_words, words);
  gtk_revealer_set_reveal_child (private->notice, words != NULL);
}

void
tg_list_page_set_head (TgListPage *self,
                       GtkWidget  *head)
{
  adw_bin_set_child (get_private (self)->head_place, head);
}

const char *
tg_list_page_get_new (TgListPage *self)
{
  return get_private (self)->new_target;
}

TgWorkspace *
tg_list_page_get_workspace (TgListPage *self)
{
  return get_private (self)->workspace;
}

const char *
tg_list_page_get_tab (TgListPage *self)
{
  return get_private (self)->tab;
}
