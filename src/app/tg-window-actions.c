/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-window-actions.h"

#include <glib/gi18n-lib.h>

#include "tg-about.h"
#include "tg-account-list-page.h"
#include "tg-account-page.h"
#include "tg-backup-page.h"
#include "tg-fact-list-page.h"
#include "tg-doctor-page.h"
#include "tg-form-page.h"
#include "tg-import-page.h"
#include "tg-list-page.h"
#include "tg-new-dialog.h"
#include "tg-packs-page.h"
#include "tg-preferences-window.h"
#include "tg-enquiry-page.h"
#include "tg-merge-page.h"
#include "tg-redraw-page.h"
#include "tg-restore-page.h"
#include "tg-sale-page.h"
#include "tg-workspace-import.h"

/* What the window does on request of its pages: every action takes what it needs as its
 * parameter. */

typedef struct
{
  const char *key;
  const char *action;
} PageKey;

/* Keys that belong to the page on screen; it has the action or it has not. Asked before the
 * field that has the caret, but Ctrl+Z: see TgFormPage. */
static const PageKey page_keys[] = {
  { "<Control>Return", "page.main" },
  { "<Control>KP_Enter", "page.main" },
  { "<Control>m", "page.queue" },
  { "<Control>p", "page.print" },
  { "<Control>s", "page.save" },
  { "<Control>u", "page.duplicate" },
  { "<Control>g", "page.go-to" },
  { "<Control>f", "page.search" },
  { "<Control>Page_Down", "page.next-tab" },
  { "<Control>Page_Up", "page.previous-tab" },
  { "<Control>z", "page.undo" },
  { "<Control><Shift>z", "page.redo" },
  { "F1", "page.help" },
  { "F7", "page.check" },
  { "F8", "page.next-problem" },
  { "<Shift>F8", "page.previous-problem" },
  { "F9", "page.side-pane" },
};

static void
on_show (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  tg_window_show_area (TG_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
on_show_sidebar (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  tg_window_show_sidebar (TG_WINDOW (widget));
}

static void
on_back (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  tg_window_back (TG_WINDOW (widget));
}

static void
on_toast (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  tg_window_toast (TG_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_draft (TgWindow *self,
            TgDraft  *draft)
{
  tg_window_push (self, tg_form_page_new (tg_window_get_workspace (self), draft));
}

static void
on_draft_opened (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_open_draft_finish (TG_WORKSPACE (source), result,
                                                              &error);

  if (draft == NULL)
    tg_window_toast (self, error->message);
  else
    show_draft (self, draft);
}

static void
on_open (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_workspace_open_draft_async (tg_window_get_workspace (self),
                                   g_variant_get_string (parameter, NULL), NULL,
                                   on_draft_opened, g_object_ref (self));
}

/* A draft, and the place in it where somebody is wanted. */
typedef struct
{
  TgWindow *window;
  char     *path;
} Arrival;

static void
on_draft_opened_at (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  Arrival *arrival = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_open_draft_finish (TG_WORKSPACE (source), result,
                                                              &error);

  if (draft == NULL)
    tg_window_toast (arrival->window, error->message);
  else
    {
      show_draft (arrival->window, draft);
      if (arrival->path[0] != '\0')
        tg_form_page_go_to (TG_FORM_PAGE (tg_window_get_page (arrival->window)), arrival->path);
    }
  g_object_unref (arrival->window);
  g_free (arrival->path);
  g_free (arrival);
}

static void
on_open_at (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);
  Arrival *arrival;
  const char *id;
  const char *path;

  if (tg_window_get_workspace (self) == NULL)
    return;
  g_variant_get (parameter, "(&s&s)", &id, &path);
  arrival = g_new0 (Arrival, 1);
  arrival->window = g_object_ref (self);
  arrival->path = g_strdup (path);
  tg_workspace_open_draft_async (tg_window_get_workspace (self), id, NULL, on_draft_opened_at,
                                 arrival);
}

static void
on_draft_made (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_new_draft_finish (TG_WORKSPACE (source), result, &error);

  if (draft == NULL)
    tg_window_toast (self, error->message);
  else
    show_draft (self, draft);
}

/* (form, ids to draw from) */
static void
on_make (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);
  g_autofree const char **from = NULL;
  const char *form;

  if (tg_window_get_workspace (self) == NULL)
    return;
  g_variant_get (parameter, "(&s^a&s)", &form, &from);
  tg_workspace_new_draft_async (tg_window_get_workspace (self), form, from, NULL,
                                on_draft_made, g_object_ref (self));
}

static void
on_duplicated (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_duplicate_finish (TG_WORKSPACE (source), result, &error);

  if (draft == NULL)
    tg_window_toast (self, error->message);
  else
    show_draft (self, draft);
}

static void
on_duplicate (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_workspace_duplicate_async (tg_window_get_workspace (self),
                                  g_variant_get_string (parameter, NULL), NULL,
                                  on_duplicated, g_object_ref (self));
}

static void
on_new (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);
  const char *target = g_variant_get_string (parameter, NULL);
  const char *nothing[] = { NULL };

  if (tg_window_get_workspace (self) == NULL)
    return;
  if (tg_new_dialog_asks (tg_window_get_workspace (self), target))
    gtk_window_present (tg_new_dialog_new (GTK_WINDOW (self), tg_window_get_workspace (self),
                                           target));
  else
    gtk_widget_activate_action (widget, "win.make", "(s^as)", target, nothing);
}

/* Ctrl+N does what the page's own button does. */
static void
on_new_here (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  TgPage *page = tg_window_get_page (TG_WINDOW (widget));
  const char *target = TG_IS_LIST_PAGE (page) ? tg_list_page_get_new (TG_LIST_PAGE (page)) : NULL;

  gtk_widget_activate_action (widget, "win.new", "s", target != NULL ? target : "");
}

static void
on_to_redraw (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_open_draft_finish (TG_WORKSPACE (source), result,
                                                              &error);

  if (draft == NULL)
    tg_window_toast (self, error->message);
  else
    tg_window_push (self, tg_redraw_page_new (TG_WORKSPACE (source), draft));
}

static void
on_ask (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_window_push (self, tg_enquiry_page_new (tg_window_get_workspace (self)));
}

static void
on_to_merge (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_open_draft_finish (TG_WORKSPACE (source), result,
                                                              &error);

  if (draft == NULL)
    tg_window_toast (self, error->message);
  else
    tg_window_push (self, tg_merge_page_new (TG_WORKSPACE (source), draft));
}

static void
on_merge (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_workspace_open_draft_async (tg_window_get_workspace (self),
                                   g_variant_get_string (parameter, NULL), NULL, on_to_merge,
                                   g_object_ref (self));
}

static void
on_redraw (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_workspace_open_draft_async (tg_window_get_workspace (self),
                                   g_variant_get_string (parameter, NULL), NULL,
                                   on_to_redraw, g_object_ref (self));
}

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_draft_flush_finish (TG_DRAFT (source), result, &error))
    tg_window_toast (self, error->message);
}

static void
on_to_undo (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_open_draft_finish (TG_WORKSPACE (source), result,
                                                              &error);

  if (draft == NULL)
    {
      tg_window_toast (self, error->message);
      return;
    }
  tg_draft_undo (draft);
  tg_draft_flush_async (draft, NULL, on_undone, g_object_ref (self));
}

/* The last step of a document, on screen or not: of a toast. */
static void
on_undo_of (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_workspace_open_draft_async (tg_window_get_workspace (self),
                                   g_variant_get_string (parameter, NULL), NULL,
                                   on_to_undo, g_object_ref (self));
}

static void
on_sale (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_window_push (self, tg_sale_page_new (tg_window_get_workspace (self),
                                            g_variant_get_string (parameter, NULL)));
}

static void
on_account (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_window_push (self, tg_account_page_new (tg_window_get_workspace (self),
                                               g_variant_get_string (parameter, NULL)));
}

/* Without a kind it is that of the list on screen, or orders. */
static void
on_import (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);
  TgPage *page = tg_window_get_page (self);
  const char *kind = g_variant_get_string (parameter, NULL);
  g_autofree char *shown = NULL;

  if (tg_window_get_workspace (self) == NULL || TG_IS_IMPORT_PAGE (page))
    return;
  if (TG_IS_FACT_LIST_PAGE (page))
    shown = g_strconcat ("fact:", tg_list_page_get_tab (TG_LIST_PAGE (page)), NULL);
  else if (TG_IS_ACCOUNT_LIST_PAGE (page) || TG_IS_ACCOUNT_PAGE (page))
    shown = g_strdup ("fact:forex-posting");
  if (kind[0] == '\0')
    kind = shown != NULL ? shown : "fact:order";
  tg_window_push (self, tg_import_page_new (tg_window_get_workspace (self), kind));
}

static void
on_packs (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL && !TG_IS_PACKS_PAGE (tg_window_get_page (self)))
    tg_window_push (self, tg_packs_page_new (tg_window_get_workspace (self)));
}

static void
on_import_undone (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_workspace_undo_import_finish (TG_WORKSPACE (source), result, &error))
    tg_window_toast (self, _("The import is taken back"));
  else
    tg_window_toast (self, error->message);
}

static void
on_undo_import (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_workspace_undo_import_async (tg_window_get_workspace (self),
                                    g_variant_get_string (parameter, NULL), NULL,
                                    on_import_undone, g_object_ref (self));
}

static void
on_backups (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL && !TG_IS_BACKUP_PAGE (tg_window_get_page (self)))
    tg_window_push (self, tg_backup_page_new (tg_window_get_workspace (self)));
}

/* A backup of the open workspace; the application does the rest. */
static void
on_restore (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);
  TgWorkspace *workspace = tg_window_get_workspace (self);

  if (workspace != NULL)
    tg_window_push (self, tg_restore_page_new (tg_workspace_get_folder (workspace),
                                               g_variant_get_string (parameter, NULL),
                                               "win.back"));
}

static void
on_preferences (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  gtk_window_present (tg_preferences_window_new (GTK_WINDOW (self), tg_window_get_settings (self),
                                                 tg_window_get_workspace (self)));
}

static void
on_doctor (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_window_push (self, tg_doctor_page_new (tg_window_get_workspace (self)));
}

static void
on_about (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  tg_about_show (GTK_WINDOW (widget));
}

/* Of a toast, which stands outside the page that it speaks of. */
static void
on_undo_here (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TgPage *page = tg_window_get_page (TG_WINDOW (widget));

  if (page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.undo", NULL);
}

static void
on_synced (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_workspace_sync_finish (TG_WORKSPACE (source), result, &error))
    tg_window_toast (self, _("All is up to date"));
  else
    tg_window_toast (self, error->message);
}

static void
on_sync (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgWindow *self = TG_WINDOW (widget);

  if (tg_window_get_workspace (self) != NULL)
    tg_workspace_sync_async (tg_window_get_workspace (self), NULL, on_synced, g_object_ref (self));
}

static gboolean
on_page_key (GtkWidget *widget,
             GVariant  *args,
             gpointer   data)
{
  const PageKey *key = data;
  TgPage *page = tg_window_get_page (TG_WINDOW (widget));

  return page != NULL && gtk_widget_activate_action (GTK_WIDGET (page), key->action, NULL);
}

void
tg_window_actions_install (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "win.show", "s", on_show);
  gtk_widget_class_install_action (klass, "win.show-sidebar", NULL, on_show_sidebar);
  gtk_widget_class_install_action (klass, "win.back", NULL, on_back);
  gtk_widget_class_install_action (klass, "win.undo-here", NULL, on_undo_here);
  gtk_widget_class_install_action (klass, "win.toast", "s", on_toast);
  gtk_widget_class_install_action (klass, "win.open", "s", on_open);
  gtk_widget_class_install_action (klass, "win.open-at", "(ss)", on_open_at);
  gtk_widget_class_install_action (klass, "win.packs", NULL, on_packs);
  gtk_widget_class_install_action (klass, "win.make", "(sas)", on_make);
  gtk_widget_class_install_action (klass, "win.duplicate", "s", on_duplicate);
  gtk_widget_class_install_action (klass, "win.new", "s", on_new);
  gtk_widget_class_install_action (klass, "win.import", "s", on_import);
  gtk_widget_class_install_action (klass, "win.new-here", NULL, on_new_here);
  gtk_widget_class_install_action (klass, "win.ask", NULL, on_ask);
  gtk_widget_class_install_action (klass, "win.merge", "s", on_merge);
  gtk_widget_class_install_action (klass, "win.redraw", "s", on_redraw);
  gtk_widget_class_install_action (klass, "win.sale", "s", on_sale);
  gtk_widget_class_install_action (klass, "win.account", "s", on_account);
  gtk_widget_class_install_action (klass, "win.undo-import", "s", on_undo_import);
  gtk_widget_class_install_action (klass, "win.undo-of", "s", on_undo_of);
  gtk_widget_class_install_action (klass, "win.sync", NULL, on_sync);
  gtk_widget_class_install_action (klass, "win.backups", NULL, on_backups);
  gtk_widget_class_install_action (klass, "win.restore", "s", on_restore);
  gtk_widget_class_install_action (klass, "win.preferences", NULL, on_preferences);
  gtk_widget_class_install_action (klass, "win.doctor", NULL, on_doctor);
  gtk_widget_class_install_action (klass, "win.about", NULL, on_about);
}

void
tg_window_actions_add_keys (TgWindow *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (page_keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (page_keys[i].key),
                        gtk_callback_action_new (on_page_key, (gpointer) &page_keys[i], NULL)));
  gtk_widget_add_controller (GTK_WIDGET (window), controller);
}
