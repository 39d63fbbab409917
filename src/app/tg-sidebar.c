/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sidebar.h"

#include <glib/gi18n-lib.h>

#include "tg-areas.h"
#include "tg-words.h"

/* Rows that live as long as the sidebar; only their counts change. The counts are asked for
 * once an idle after the workspace says that something changed. */
struct _TgSidebar
{
  AdwBin       parent_instance;

  GtkListBox  *list;
  GtkLabel    *title;
  GtkLabel    *badge;
  GtkLabel    *status;
  GtkImage    *status_icon;
  AdwHeaderBar *header;
  GtkLabel    *counts[TG_N_AREAS];
  TgWorkspace *workspace;
  guint        refresh;
};

G_DEFINE_FINAL_TYPE (TgSidebar, tg_sidebar, ADW_TYPE_BIN)

static GtkWidget *
create_row (TgSidebar    *self,
            guint         index,
            const TgArea *area)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_(area->title));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "count");
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_set_valign (count, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (count, FALSE);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (area->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_name (row, area->name);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  self->counts[index] = GTK_LABEL (count);
  return row;
}

static void
show_count (TgSidebar *self,
            guint      index)
{
  const TgArea *area = tg_areas_get (index);
  g_autofree char *text = NULL;
  g_autofree char *tooltip = NULL;
  guint count;

  if (area->family == NULL)
    return;
  count = tg_workspace_get_count (self->workspace, area->family, "attention");
  text = g_strdup_printf ("%u", count);
  tooltip = g_strdup_printf (ngettext ("%u needs you", "%u need you", count), count);
  gtk_label_set_label (self->counts[index], text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->counts[index]), tooltip);
  gtk_widget_set_visible (GTK_WIDGET (self->counts[index]), count > 0);
}

static const char *
get_status_icon (TgOnline online)
{
  switch (online)
    {
    case TG_ONLINE_OK:
      return "network-transmit-receive-symbolic";
    case TG_ONLINE_WORKING:
      return "emblem-synchronizing-symbolic";
    case TG_ONLINE_STOPPED:
      return "dialog-warning-symbolic";
    case TG_ONLINE_NEVER:
    case TG_ONLINE_OFFLINE:
      return "network-offline-symbolic";
    }
  return "network-offline-symbolic";
}

static char *
dup_clock_time (gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%H:%M") : g_strdup ("");
}

/* 在线 · 2 待发送 · 备份 14:32 */
static void
show_status (TgSidebar *self)
{
  g_autofree char *online = NULL;
  g_autoptr (GString) text = NULL;
  TgOnline state;
  guint n_pending;
  gint64 backup;

  g_object_get (self->workspace, "online-state", &state, "online-text", &online,
                "n-pending", &n_pending, "backup-at", &backup, NULL);
  text = g_string_new (online != NULL && online[0] != '\0' ? online : tg_words_get_online (state));
  if (n_pending > 0)
    g_string_append_printf (text, ngettext (" · %u to send", " · %u to send", n_pending),
                            n_pending);
  if (backup > 0)
    {
      g_autofree char *at = dup_clock_time (backup);

      g_string_append_printf (text, _(" · backup %s"), at);
    }
  gtk_label_set_label (self->status, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->status), text->str);
  gtk_image_set_from_icon_name (self->status_icon, get_status_icon (state));
}

static gboolean
refresh_now (gpointer data)
{
  TgSidebar *self = data;

  self->refresh = 0;
  if (self->workspace == NULL)
    return G_SOURCE_REMOVE;
  for (guint i = 0; i < TG_N_AREAS; i++)
    show_count (self, i);
  show_status (self);
  return G_SOURCE_REMOVE;
}

static void
queue_refresh (TgSidebar *self)
{
  if (self->refresh == 0)
    self->refresh = g_idle_add (refresh_now, self);
}

static void
on_row_activated (GtkListBox    *list,
                  GtkListBoxRow *row,
                  TgSidebar     *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show", "s",
                              gtk_widget_get_name (GTK_WIDGET (row)));
}

static void
show_title (TgSidebar *self)
{
  g_autofree char *title = NULL;
  gboolean practice = tg_workspace_is_practice (self->workspace);

  g_object_get (self->workspace, "title", &title, NULL);
  gtk_label_set_label (self->title, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), tg_workspace_get_folder (self->workspace));
  gtk_label_set_label (self->badge, practice ? _("Practice") : _("Production"));
  gtk_widget_add_css_class (GTK_WIDGET (self->badge), practice ? "practice" : "production");
  gtk_widget_set_visible (GTK_WIDGET (self->badge), TRUE);
}

static void
tg_sidebar_dispose (GObject *object)
{
  tg_sidebar_set_workspace (TG_SIDEBAR (object), NULL);
  G_OBJECT_CLASS (tg_sidebar_parent_class)->dispose (object);
}

static void
tg_sidebar_class_init (TgSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_sidebar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, TgSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, TgSidebar, title);
  gtk_widget_class_bind_template_child (widget_class, TgSidebar, badge);
  gtk_widget_class_bind_template_child (widget_class, TgSidebar, status);
  gtk_widget_class_bind_template_child (widget_class, TgSidebar, status_icon);
  gtk_widget_class_bind_template_child (widget_class, TgSidebar, header);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
tg_sidebar_init (TgSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < TG_N_AREAS; i++)
    gtk_list_box_append (self->list, create_row (self, i, tg_areas_get (i)));
}

void
tg_sidebar_set_workspace (TgSidebar   *self,
                          TgWorkspace *workspace)
{
  if (self->workspace == workspace)
    return;
  g_clear_handle_id (&self->refresh, g_source_remove);
  if (self->workspace != NULL)
    g_signal_handlers_disconnect_by_data (self->workspace, self);
  g_set_object (&self->workspace, workspace);
  if (workspace == NULL)
    return;
  g_signal_connect_swapped (workspace, "changed", G_CALLBACK (queue_refresh), self);
  g_signal_connect_swapped (workspace, "notify", G_CALLBACK (queue_refresh), self);
  g_signal_connect_swapped (workspace, "notify::title", G_CALLBACK (show_title), self);
  show_title (self);
  queue_refresh (self);
}

void
tg_sidebar_select (TgSidebar  *self,
                   const char *area)
{
  for (guint i = 0; i < TG_N_AREAS; i++)
    if (g_str_equal (tg_areas_get (i)->name, area))
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
}
