/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-window.h"

#include <glib/gi18n-lib.h>

#include "tg-areas.h"
#include "tg-sidebar.h"
#include "tg-window-actions.h"

/* `stack` holds the desk, the page of start, and above them the opened pages, which `opened`
 * lists from the bottom up. An opened page is destroyed when it is left. Area pages are made at
 * their first visit and kept. */
struct _TgWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toasts;
  GtkStack             *stack;
  AdwLeaflet           *desk;
  TgSidebar            *sidebar;
  GtkStack             *areas;
  GtkRevealer          *banner;
  GtkLabel             *banner_text;
  AdwBin               *start;
  GPtrArray            *opened;     /* of TgPage, owned by the stack */
  TgSettings           *settings;
  TgWorkspace          *workspace;
  GdkSurface           *surface;
};

G_DEFINE_FINAL_TYPE (TgWindow, tg_window, ADW_TYPE_APPLICATION_WINDOW)

/* Below this the sidebar folds away. */
#define UNFOLDED 860
#define SIDEBAR_WIDTH 232

static void
fit_page (TgWindow  *self,
          GtkWidget *page,
          int        width,
          gboolean   folded)
{
  if (TG_IS_PAGE (page))
    tg_page_set_width (TG_PAGE (page), width, folded);
}

static void
fit_pages (TgWindow *self,
           int       width)
{
  gboolean folded = width < UNFOLDED;
  int area_width = folded ? width : width - SIDEBAR_WIDTH;

  adw_leaflet_set_can_unfold (self->desk, !folded);
  for (GtkWidget *page = gtk_widget_get_first_child (GTK_WIDGET (self->areas)); page != NULL;
       page = gtk_widget_get_next_sibling (page))
    fit_page (self, page, area_width, folded);
  for (guint i = 0; i < self->opened->len; i++)
    fit_page (self, g_ptr_array_index (self->opened, i), width, FALSE);
  fit_page (self, adw_bin_get_child (self->start), width, FALSE);
}

static void
on_layout (TgWindow *self,
           int       width,
           int       height)
{
  fit_pages (self, width);
}

static int
get_width (TgWindow *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height;

  if (width <= 0)
    gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  return width;
}

static void
show_banner (TgWindow *self)
{
  TgOnline online = TG_ONLINE_NEVER;
  gboolean read_only = self->workspace != NULL && tg_workspace_is_read_only (self->workspace);
  g_autofree char *why = NULL;

  if (self->workspace != NULL)
    g_object_get (self->workspace, "online-state", &online, "online-text", &why, NULL);
  if (read_only)
    gtk_label_set_label (self->banner_text,
                         _("This workspace is damaged and open for reading only: nothing is saved, "
                           "and what cannot be read is missing."));
  else if (online == TG_ONLINE_STOPPED)
    gtk_label_set_label (self->banner_text, why);
  gtk_revealer_set_reveal_child (self->banner, read_only || online == TG_ONLINE_STOPPED);
}

/* What the caret was in may have gone with the page: it comes back to where the page wants it. */
static void
arrive (TgWindow *self)
{
  TgPage *page = tg_window_get_page (self);

  if (page == NULL)
    return;
  gtk_window_set_title (GTK_WINDOW (self), tg_page_get_title (page));
  tg_page_shown (page);
  tg_page_grab_caret (page);
}

static void
on_notify_stopped (TgWindow *self)
{
  show_banner (self);
}

static gboolean
tg_window_close_request (GtkWindow *window)
{
  TgWindow *self = TG_WINDOW (window);

  tg_settings_keep_window (self->settings, window);
  return GTK_WINDOW_CLASS (tg_window_parent_class)->close_request (window);
}

static void
tg_window_realize (GtkWidget *widget)
{
  TgWindow *self = TG_WINDOW (widget);

  GTK_WIDGET_CLASS (tg_window_parent_class)->realize (widget);
  self->surface = gtk_native_get_surface (GTK_NATIVE (widget));
  g_signal_connect_object (self->surface, "layout", G_CALLBACK (on_layout), self,
                           G_CONNECT_SWAPPED);
}

static void
tg_window_dispose (GObject *object)
{
  TgWindow *self = TG_WINDOW (object);

  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->opened, g_ptr_array_unref);
  G_OBJECT_CLASS (tg_window_parent_class)->dispose (object);
}

static void
tg_window_class_init (TgWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TG_TYPE_SIDEBAR);
  G_OBJECT_CLASS (klass)->dispose = tg_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = tg_window_close_request;
  widget_class->realize = tg_window_realize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-window.ui");
  gtk_widget_class_bind_template_child (widget_class, TgWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, TgWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, TgWindow, desk);
  gtk_widget_class_bind_template_child (widget_class, TgWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, TgWindow, areas);
  gtk_widget_class_bind_template_child (widget_class, TgWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, TgWindow, banner_text);
  gtk_widget_class_bind_template_child (widget_class, TgWindow, start);
  tg_window_actions_install (widget_class);
}

static void
tg_window_init (TgWindow *self)
{
  self->opened = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  tg_window_actions_add_keys (self);
}

TgWindow *
tg_window_new (GtkApplication *application,
               TgSettings     *settings)
{
  TgWindow *self = g_object_new (TG_TYPE_WINDOW, "application", application, NULL);

  self->settings = settings;
  tg_settings_restore_window (settings, GTK_WINDOW (self));
  return self;
}

TgSettings *
tg_window_get_settings (TgWindow *self)
{
  return self->settings;
}

TgWorkspace *
tg_window_get_workspace (TgWindow *self)
{
  return self->workspace;
}

/* The caret leaves the field first, so that what was typed is kept. */
static void
close_opened (TgWindow *self)
{
  if (self->opened->len > 0)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  while (self->opened->len > 0)
    gtk_stack_remove (self->stack, g_ptr_array_steal_index (self->opened, self->opened->len - 1));
}

void
tg_window_show_start (TgWindow  *self,
                      GtkWidget *page)
{
  close_opened (self);
  adw_bin_set_child (self->start, page);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->start));
  fit_pages (self, get_width (self));
  arrive (self);
}

static void
remove_areas (TgWindow *self)
{
  GtkWidget *page;

  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->areas))) != NULL)
    gtk_stack_remove (self->areas, page);
}

void
tg_window_set_workspace (TgWindow    *self,
                         TgWorkspace *workspace)
{
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  close_opened (self);
  remove_areas (self);
  g_set_object (&self->workspace, workspace);
  tg_sidebar_set_workspace (self->sidebar, workspace);
  show_banner (self);
  if (workspace == NULL)
    return;
  g_signal_connect_swapped (workspace, "notify::online-state", G_CALLBACK (on_notify_stopped),
                            self);
  if (tg_workspace_is_practice (workspace))
    gtk_widget_add_css_class (GTK_WIDGET (self), "practice");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "practice");
  tg_window_show_area (self, tg_areas_get (0)->name);
}

gboolean
tg_window_show_area (TgWindow   *self,
                     const char *name)
{
  const TgArea *area = tg_areas_find (name);
  GtkWidget *page;

  if (area == NULL || self->workspace == NULL)
    return FALSE;
  close_opened (self);
  page = gtk_stack_get_child_by_name (self->areas, name);
  if (page == NULL)
    {
      page = tg_areas_create (area, self->workspace);
      gtk_stack_add_named (self->areas, page, name);
    }
  gtk_stack_set_visible_child (self->areas, page);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->desk));
  adw_leaflet_set_visible_child_name (self->desk, "content");
  tg_sidebar_select (self->sidebar, name);
  fit_pages (self, get_width (self));
  arrive (self);
  return TRUE;
}

void
tg_window_show_sidebar (TgWindow *self)
{
  adw_leaflet_set_visible_child_name (self->desk, "sidebar");
}

void
tg_window_push (TgWindow  *self,
                GtkWidget *page)
{
  g_return_if_fail (TG_IS_PAGE (page));

  gtk_stack_add_child (self->stack, page);
  g_ptr_array_add (self->opened, page);
  fit_pages (self, get_width (self));
  gtk_stack_set_visible_child (self->stack, page);
  arrive (self);
}

void
tg_window_back (TgWindow *self)
{
  guint len = self->opened->len;
  GtkWidget *below;
  GtkWidget *left;

  if (len == 0)
    {
      adw_leaflet_navigate (self->desk, ADW_NAVIGATION_DIRECTION_BACK);
      return;
    }
  left = g_ptr_array_steal_index (self->opened, len - 1);
  below = len > 1 ? g_ptr_array_index (self->opened, len - 2) : GTK_WIDGET (self->desk);
  /* The caret leaves the field first, so that what was typed is kept. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_set_visible_child (self->stack, below);
  gtk_stack_remove (self->stack, left);
  arrive (self);
}

TgPage *
tg_window_get_page (TgWindow *self)
{
  GtkWidget *visible = gtk_stack_get_visible_child (self->stack);

  if (visible == GTK_WIDGET (self->desk))
    visible = gtk_stack_get_visible_child (self->areas);
  else if (visible == GTK_WIDGET (self->start))
    visible = adw_bin_get_child (self->start);
  return TG_IS_PAGE (visible) ? TG_PAGE (visible) : NULL;
}

void
tg_window_toast (TgWindow   *self,
                 const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 4);
  tg_window_add_toast (self, toast);
}

void
tg_window_add_toast (TgWindow *self,
                     AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}
