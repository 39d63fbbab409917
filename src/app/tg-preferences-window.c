/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-preferences-window.h"

#include <glib/gi18n-lib.h>

#include "tg-certificate-group.h"
#include "tg-library-row.h"
#include "tg-place-row.h"
#include "tg-tables-row.h"
#include "tg-words.h"
#include "tg-workspace-dxp.h"
#include "tg-workspace-merge.h"
#include "tg-workspace-verbs.h"

/* Language takes effect at the next start: the words of a running window are made already. */
struct _TgPreferencesWindow
{
  AdwPreferencesWindow  parent_instance;

  AdwPreferencesGroup  *connection;
  AdwPreferencesGroup  *data;
  AdwEntryRow          *address;
  AdwEntryRow          *account;
  AdwPasswordEntryRow  *secret;
  TgPlaceRow           *authority;
  GtkButton            *connect_button;
  AdwActionRow         *state;
  TgCertificateGroup   *certificate;
  AdwPreferencesGroup  *client;
  AdwEntryRow          *dxp;
  TgLibraryRow         *library;
  TgTablesRow          *tables;
  GtkSwitch            *drafts;
  AdwComboRow          *language;
  AdwActionRow         *folder;
  AdwActionRow         *backup;
  TgSettings           *settings;
  TgWorkspace          *workspace;
  GCancellable         *cancellable;
};

G_DEFINE_FINAL_TYPE (TgPreferencesWindow, tg_preferences_window, ADW_TYPE_PREFERENCES_WINDOW)

#define TEMPLATE "/io/github/tongguan/Tongguan/tg-preferences-window.ui"

static const char * const languages[] = { "system", "zh", "en" };

static void
show_state (TgPreferencesWindow *self)
{
  TgOnline state;
  g_autofree char *text = NULL;

  g_object_get (self->workspace, "online-state", &state, "online-text", &text, NULL);
  adw_action_row_set_subtitle (self->state, text != NULL && *text != '\0'
                               ? text : tg_words_get_online (state));
}

static void
show_data (TgPreferencesWindow *self)
{
  gint64 at;
  g_autofree char *time = NULL;

  g_object_get (self->workspace, "backup-at", &at, NULL);
  time = tg_words_dup_time (at);
  adw_action_row_set_subtitle (self->folder, tg_workspace_get_folder (self->workspace));
  adw_action_row_set_subtitle (self->backup, at > 0 ? time
                               : _("The first one is made when you close the window"));
}

static void
toast (TgPreferencesWindow *self,
       const char          *text)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (text));
}

static GWeakRef *
weak_new (TgPreferencesWindow *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static TgPreferencesWindow *
weak_take (GWeakRef *weak)
{
  TgPreferencesWindow *self = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return self;
}

/* Connecting may take longer than this window lives, or the one that it belongs to. */
static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (TgPreferencesWindow) self = weak_take (data);
  g_autoptr (GError) error = NULL;
  gboolean is_connected = tg_workspace_connect_finish (TG_WORKSPACE (source), result, &error);

  if (is_connected)
    tg_workspace_start_sync (TG_WORKSPACE (source));
  if (self == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button), TRUE);
  toast (self, is_connected ? _("Connected") : error->message);
}

static void
on_connect (TgPreferencesWindow *self)
{
  const char *authority = tg_place_row_get_place (self->authority);
  const TgWindowPlace place = {
    gtk_editable_get_text (GTK_EDITABLE (self->address)),
    gtk_editable_get_text (GTK_EDITABLE (self->account)),
    gtk_editable_get_text (GTK_EDITABLE (self->secret)),
    *authority != '\0' ? authority : NULL,
  };

  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button), FALSE);
  tg_workspace_connect_pinned_async (self->workspace, &place, NULL, on_connected,
                                     weak_new (self));
}

/* ---- the number at the data centre ---- */

static void
show_dxp (TgPreferencesWindow *self,
          const char          *number)
{
  gtk_editable_set_text (GTK_EDITABLE (self->dxp), number);
}

static void
on_dxp_read (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgPreferencesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = tg_workspace_read_dxp_finish (TG_WORKSPACE (source), result, &error);

  if (number != NULL)
    show_dxp (self, number);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      adw_preferences_group_set_description (self->client, error->message);
      gtk_widget_set_sensitive (GTK_WIDGET (self->dxp), FALSE);
    }
}

static void
on_dxp_set (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgPreferencesWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = tg_workspace_set_dxp_finish (TG_WORKSPACE (source), result, &error);

  if (number != NULL)
    {
      show_dxp (self, number);
      gtk_widget_remove_css_class (GTK_WIDGET (self->dxp), "error");
      toast (self, _("Kept with the enterprise"));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->dxp), "error");
      toast (self, error->message);
    }
}

static void
on_dxp (TgPreferencesWindow *self)
{
  tg_workspace_set_dxp_async (self->workspace, NULL,
                              gtk_editable_get_text (GTK_EDITABLE (self->dxp)), self->cancellable,
                              on_dxp_set, g_object_ref (self));
}

static void
on_drafts_kept (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (TgPreferencesWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_workspace_keep_drafts_finish (TG_WORKSPACE (source), result, &error))
    toast (self, error->message);
}

static void
on_drafts (TgPreferencesWindow *self)
{
  gboolean is_wanted = gtk_switch_get_active (self->drafts);

  if (self->workspace != NULL && is_wanted != tg_workspace_get_keeps_drafts (self->workspace))
    tg_workspace_keep_drafts_async (self->workspace, is_wanted, NULL, on_drafts_kept,
                                    g_object_ref (self));
}

static void
on_language (TgPreferencesWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->language);

  if (self->settings != NULL && selected < G_N_ELEMENTS (languages))
    tg_settings_set_language (self->settings, languages[selected]);
}

static void
on_backups (TgPreferencesWindow *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.backups", NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_language (TgPreferencesWindow *self)
{
  g_autofree char *set = tg_settings_dup_language (self->settings);

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_equal (languages[i], set))
      adw_combo_row_set_selected (self->language, i);
}

static void
tg_preferences_window_dispose (GObject *object)
{
  TgPreferencesWindow *self = TG_PREFERENCES_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_preferences_window_parent_class)->dispose (object);
}

static void
tg_preferences_window_class_init (TgPreferencesWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_preferences_window_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, connection);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, data);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, address);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, account);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, secret);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, authority);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, connect_button);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, state);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, certificate);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, client);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, dxp);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, library);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, tables);
  gtk_widget_class_bind_template_callback (widget_class, on_dxp);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, drafts);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, language);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, folder);
  gtk_widget_class_bind_template_child (widget_class, TgPreferencesWindow, backup);
  gtk_widget_class_bind_template_callback (widget_class, on_backups);
  gtk_widget_class_bind_template_callback (widget_class, on_connect);
  gtk_widget_class_bind_template_callback (widget_class, on_drafts);
  gtk_widget_class_bind_template_callback (widget_class, on_language);
}

static void
tg_preferences_window_init (TgPreferencesWindow *self)
{
  self->cancellable = g_cancellable_new ();
  g_type_ensure (TG_TYPE_CERTIFICATE_GROUP);
  g_type_ensure (TG_TYPE_LIBRARY_ROW);
  g_type_ensure (TG_TYPE_PLACE_ROW);
  g_type_ensure (TG_TYPE_TABLES_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_workspace (TgPreferencesWindow *self)
{
  g_autofree char *authority = tg_workspace_dup_authority (self->workspace);

  gtk_editable_set_text (GTK_EDITABLE (self->address), tg_workspace_get_address (self->workspace));
  gtk_editable_set_text (GTK_EDITABLE (self->account),
                         tg_workspace_get_client_id (self->workspace));
  tg_place_row_set_place (self->authority, authority);
  tg_certificate_group_set_workspace (self->certificate, self->workspace);
  tg_library_row_set_workspace (self->library, self->workspace);
  tg_tables_row_set_workspace (self->tables, self->workspace);
  tg_workspace_read_dxp_async (self->workspace, NULL, self->cancellable, on_dxp_read,
                               g_object_ref (self));
  g_signal_connect_object (self->workspace, "notify::online-text", G_CALLBACK (show_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::backup-at", G_CALLBACK (show_data), self,
                           G_CONNECT_SWAPPED);
  gtk_switch_set_active (self->drafts, tg_workspace_get_keeps_drafts (self->workspace));
  show_state (self);
  show_data (self);
}

GtkWindow *
tg_preferences_window_new (GtkWindow   *parent,
                           TgSettings  *settings,
                           TgWorkspace *workspace)
{
  TgPreferencesWindow *self = g_object_new (TG_TYPE_PREFERENCES_WINDOW, "transient-for", parent,
                                            NULL);

  self->settings = settings;
  show_language (self);
  gtk_widget_set_visible (GTK_WIDGET (self->connection), workspace != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->certificate), workspace != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->data), workspace != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->client), workspace != NULL);
  if (workspace == NULL)
    return GTK_WINDOW (self);
  self->workspace = g_object_ref (workspace);
  show_workspace (self);
  return GTK_WINDOW (self);
}
