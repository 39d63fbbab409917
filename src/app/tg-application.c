/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-application-private.h"

#include <glib/gi18n-lib.h>

#include "tg-damage-page.h"
#include "tg-error-page.h"
#include "tg-error.h"
#include "tg-practice-process.h"
#include "tg-secret-dialog.h"
#include "tg-settings.h"
#include "tg-upgrade-page.h"
#include "tg-welcome-page.h"
#include "tg-window.h"

/* Owns the settings, the workspace and a practice window of its own. Closing the window closes
 * the workspace first, which saves and backs up; the application is held until then. */

G_DEFINE_FINAL_TYPE (TgApplication, tg_application, ADW_TYPE_APPLICATION)

static void on_opened (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data);

/* The practice window's own account: it lets anybody in. */
#define PRACTICE_ACCOUNT "sample"

static const GOptionEntry options[] = {
  { "workspace", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Open the workspace in FOLDER"),
    N_("FOLDER") },
  { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Fill a new workspace with the sample company"),
    NULL },
  { "practice", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Connect to the practice window at URL"),
    N_("URL") },
  { NULL }
};

TgWindow *
tg_application_get_window (TgApplication *self)
{
  return (TgWindow *) gtk_application_get_active_window (GTK_APPLICATION (self));
}

/* ---- receipts while the person is elsewhere ---- */

static void
on_receipt (TgApplication *self,
            const char    *filing,
            const char    *title,
            const char    *body)
{
  g_autoptr (GNotification) notification = NULL;
  TgWindow *window = tg_application_get_window (self);

  if (window == NULL || gtk_window_is_active (GTK_WINDOW (window)))
    return;
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action_and_target (notification, "app.open-filing", "s", filing);
  g_application_send_notification (G_APPLICATION (self), filing, notification);
}

static void
on_notice (TgApplication *self,
           const char    *text)
{
  TgWindow *window = tg_application_get_window (self);

  if (window != NULL)
    tg_window_toast (window, text);
}

/* ---- opening ---- */

/* An upgrade that is done at once shows nothing. */
#define SHOW_UPGRADE_AFTER 300   /* milliseconds */

static gboolean
on_upgrade_lasts (gpointer data)
{
  TgApplication *self = data;

  self->upgrade_wait = 0;
  if (tg_application_get_window (self) != NULL)
    tg_window_show_start (tg_application_get_window (self), self->upgrade_page);
  return G_SOURCE_REMOVE;
}

static void
on_upgrading (double   done,
              gpointer data)
{
  TgApplication *self = data;

  if (self->upgrade_page == NULL)
    {
      self->upgrade_page = g_object_ref_sink (tg_upgrade_page_new ());
      self->upgrade_wait = g_timeout_add (SHOW_UPGRADE_AFTER, on_upgrade_lasts, self);
    }
  tg_upgrade_page_set_done (TG_UPGRADE_PAGE (self->upgrade_page), done);
}

static void
end_upgrade (TgApplication *self)
{
  g_clear_handle_id (&self->upgrade_wait, g_source_remove);
  g_clear_object (&self->upgrade_page);
}

/* What `opening` names. */
void
tg_application_open_with (TgApplication *self,
                          const char    *environment,
                          const char    *passphrase)
{
  const TgWorkspaceWay way = { self->opening, environment, passphrase, self->opens_read_only,
                               on_upgrading, self };

  tg_workspace_open_by_async (&way, NULL, on_opened, g_object_ref (self));
}

void
tg_application_show_error (TgApplication *self,
                           const char    *what,
                           const GError  *error)
{
  TgWindow *window = tg_application_get_window (self);

  if (window != NULL)
    tg_window_show_start (window, tg_error_page_new (what, error, _("_Back to the Start"),
                                                     "app.welcome"));
}

static void
on_connected (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;
  TgWindow *window = tg_application_get_window (self);

  if (tg_workspace_connect_finish (TG_WORKSPACE (source), result, &error))
    tg_workspace_start_sync (TG_WORKSPACE (source));
  else if (window != NULL)
    tg_window_toast (window, error->message);
}

static void
connect_to (TgApplication *self,
            const char    *address)
{
  tg_workspace_connect_async (self->workspace, address, PRACTICE_ACCOUNT, PRACTICE_ACCOUNT, NULL,
                              on_connected, g_object_ref (self));
}

static void
on_practice_started (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = tg_practice_process_start_finish (TG_PRACTICE_PROCESS (source), result,
                                                               &error);
  TgWindow *window = tg_application_get_window (self);

  if (address != NULL && self->workspace != NULL)
    connect_to (self, address);
  else if (address == NULL && window != NULL)
    tg_window_toast (window, error->message);
}

/* A practice workspace without an address gets a practice window of its own. */
static void
go_online (TgApplication *self)
{
  g_autofree char *database = NULL;

  if (tg_workspace_is_read_only (self->workspace))
    return;
  if (self->address != NULL)
    {
      connect_to (self, self->address);
      return;
    }
  if (!tg_workspace_is_practice (self->workspace))
    {
      tg_workspace_start_sync (self->workspace);
      return;
    }
  database = g_build_filename (tg_workspace_get_folder (self->workspace), "practice.db", NULL);
  self->practice = tg_practice_process_new ();
  tg_practice_process_start_async (self->practice, database, NULL, on_practice_started,
                                   g_object_ref (self));
}

static void
take_workspace (TgApplication *self,
                TgWorkspace   *workspace)
{
  g_set_object (&self->workspace, workspace);
  tg_settings_set_last_workspace (self->settings, tg_workspace_get_folder (workspace));
  g_signal_connect_object (workspace, "receipt", G_CALLBACK (on_receipt), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notice", G_CALLBACK (on_notice), self, G_CONNECT_SWAPPED);
  tg_window_set_workspace (tg_application_get_window (self), workspace);
  go_online (self);
}

static void
on_sample_loaded (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_application_get_window (self) == NULL)
    return;
  if (tg_workspace_load_sample_finish (TG_WORKSPACE (source), result, &error))
    take_workspace (self, TG_WORKSPACE (source));
  else
    tg_application_show_error (self, _("The Sample Company Could Not Be Read"), error);
}

static void
on_passphrase (const char *passphrase,
               gpointer    data)
{
  g_autoptr (TgApplication) self = data;

  if (passphrase != NULL)
    tg_application_open_with (self, NULL, passphrase);
}

void
tg_application_ask_passphrase (TgApplication *self,
                               TgSecretFunc   done)
{
  tg_secret_dialog_ask (GTK_WINDOW (tg_application_get_window (self)),
                        _("Passphrase of the Workspace"), _("Its documents are locked with it."),
                        done, g_object_ref (self));
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgWorkspace) workspace = tg_workspace_open_finish (result, &error);

  end_upgrade (self);
  if (tg_application_get_window (self) == NULL)
    return;
  if (g_error_matches (error, TG_ERROR, TG_ERROR_LOCKED))
    tg_application_ask_passphrase (self, on_passphrase);
  else if (g_error_matches (error, TG_ERROR, TG_ERROR_CORRUPT))
    tg_window_show_start (tg_application_get_window (self),
                          tg_damage_page_new (self->opening, error));
  else if (workspace == NULL)
    tg_application_show_error (self, _("The Workspace Could Not Be Opened"), error);
  else if (self->sample && !tg_workspace_is_read_only (workspace))
    tg_workspace_load_sample_async (workspace, NULL, on_sample_loaded, g_object_ref (self));
  else
    take_workspace (self, workspace);
}

static void
keep_opening (TgApplication *self,
              const char    *folder)
{
  char *kept = g_strdup (folder);

  g_free (self->opening);
  self->opening = kept;
}

void
tg_application_open_folder (TgApplication *self,
                            const char    *folder,
                            const char    *environment)
{
  keep_opening (self, folder);
  self->opens_read_only = FALSE;
  tg_application_open_with (self, environment, NULL);
}

static void
open_named (TgApplication *self,
            const char    *name,
            const char    *environment)
{
  g_autofree char *folder = tg_workspace_dup_default_folder (name);

  tg_application_open_folder (self, folder, environment);
}

/* ---- closing ---- */

static void
on_closed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_workspace_close_finish (TG_WORKSPACE (source), result, &error))
    g_printerr ("%s\n", error->message);
  g_application_release (G_APPLICATION (self));
}

static void
close_workspace (TgApplication *self)
{
  g_autoptr (TgWorkspace) workspace = g_steal_pointer (&self->workspace);

  if (workspace == NULL)
    return;
  g_application_hold (G_APPLICATION (self));
  tg_workspace_close_async (workspace, NULL, on_closed, g_object_ref (self));
}

/* ---- actions ---- */

static void
on_open_own (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  TG_APPLICATION (data)->sample = FALSE;
  open_named (data, "company", "production");
}

static void
on_open_sample (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  TG_APPLICATION (data)->sample = TRUE;
  open_named (data, "sample", "practice");
}

static void
on_open_class (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  TG_APPLICATION (data)->sample = TRUE;
  close_workspace (data);
  open_named (data, "class", "practice");
}

static void
on_open_filing (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  TgWindow *window = tg_application_get_window (data);

  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.open", "s",
                              g_variant_get_string (parameter, NULL));
}

static void
on_welcome (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  tg_window_show_start (tg_application_get_window (data), tg_welcome_page_new ());
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  TgWindow *window = tg_application_get_window (data);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
}

static const GActionEntry actions[] = {
  { "open-own", on_open_own },
  { "open-sample", on_open_sample },
  { "open-class", on_open_class },
  { "open-filing", on_open_filing, "s" },
  { "welcome", on_welcome },
  { "quit", on_quit },
};

typedef struct
{
  const char *action;
  const char *keys[3];
} Accelerator;

static const Accelerator accelerators[] = {
  { "win.new-here", { "<Control>n" } },
  { "win.show('overview')", { "<Alt>1" } },
  { "win.show('registration')", { "<Alt>2" } },
  { "win.show('parties')", { "<Alt>3" } },
  { "win.show('documents')", { "<Alt>4" } },
  { "win.show('declaration')", { "<Alt>5" } },
  { "win.show('refund')", { "<Alt>6" } },
  { "win.show('forex')", { "<Alt>7" } },
  { "win.show('receipts')", { "<Alt>8" } },
  { "win.show('practice')", { "<Alt>9" } },
  { "win.show('accounts')", { "<Alt>0" } },
  { "win.import('')", { "<Control>i" } },
  { "win.sync", { "<Control>r" } },
  { "win.back", { "<Alt>Left" } },
  { "win.backups", { "<Control><Shift>b" } },
  { "win.preferences", { "<Control>comma" } },
  { "win.show-help-overlay", { "<Control>question" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
};

/* ---- the program ---- */

static void
tg_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (tg_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  tg_application_add_recovery_actions (TG_APPLICATION (application));
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].keys);
}

/* Of the folder on the command line: a new one is for real, another is what it is. */
static const char *
get_wanted_environment (TgApplication *self)
{
  if (self->sample || self->address != NULL)
    return "practice";
  return tg_workspace_exists (self->folder) ? NULL : "production";
}

static void
tg_application_activate (GApplication *application)
{
  TgApplication *self = TG_APPLICATION (application);
  g_autofree char *last = tg_settings_dup_last_workspace (self->settings);
  TgWindow *window = tg_application_get_window (self);

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  window = tg_window_new (GTK_APPLICATION (self), self->settings);
  if (self->folder != NULL)
    tg_application_open_folder (self, self->folder, get_wanted_environment (self));
  else if (last[0] != '\0')
    tg_application_open_folder (self, last, NULL);
  else
    tg_window_show_start (window, tg_welcome_page_new ());
  gtk_window_present (GTK_WINDOW (window));
}

static int
tg_application_handle_local_options (GApplication *application,
                                     GVariantDict *dict)
{
  TgApplication *self = TG_APPLICATION (application);

  g_variant_dict_lookup (dict, "workspace", "^ay", &self->folder);
  g_variant_dict_lookup (dict, "practice", "s", &self->address);
  g_variant_dict_lookup (dict, "sample", "b", &self->sample);
  return -1;
}

static void
tg_application_window_removed (GtkApplication *application,
                               GtkWindow      *window)
{
  if (TG_IS_WINDOW (window))
    close_workspace (TG_APPLICATION (application));
  GTK_APPLICATION_CLASS (tg_application_parent_class)->window_removed (application, window);
}

static void
tg_application_finalize (GObject *object)
{
  TgApplication *self = TG_APPLICATION (object);

  end_upgrade (self);
  g_clear_object (&self->chooser);
  g_clear_object (&self->practice);
  g_clear_object (&self->workspace);
  g_free (self->opening);
  g_clear_pointer (&self->settings, tg_settings_free);
  g_free (self->folder);
  g_free (self->address);
  G_OBJECT_CLASS (tg_application_parent_class)->finalize (object);
}

static void
tg_application_class_init (TgApplicationClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_application_finalize;
  G_APPLICATION_CLASS (klass)->startup = tg_application_startup;
  G_APPLICATION_CLASS (klass)->activate = tg_application_activate;
  G_APPLICATION_CLASS (klass)->handle_local_options = tg_application_handle_local_options;
  GTK_APPLICATION_CLASS (klass)->window_removed = tg_application_window_removed;
}

static void
tg_application_init (TgApplication *self)
{
  self->settings = tg_settings_new ();
  tg_settings_apply_language (self->settings);
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

TgApplication *
tg_application_new (void)
{
  return g_object_new (TG_TYPE_APPLICATION,
                       "application-id", TG_APP_ID,
                       "resource-base-path", "/io/github/tongguan/Tongguan",
                       "flags", G_APPLICATION_NON_UNIQUE,
                       NULL);
}
