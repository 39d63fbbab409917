/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-application.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-list.h"
#include "tg-damage-page.h"
#include "tg-error-page.h"
#include "tg-error.h"
#include "tg-practice-process.h"
#include "tg-rescue.h"
#include "tg-restore-page.h"
#include "tg-secret-dialog.h"
#include "tg-settings.h"
#include "tg-upgrade-page.h"
#include "tg-welcome-page.h"
#include "tg-window.h"

/* Owns the settings, the workspace and a practice window of its own. Closing the window closes
 * the workspace first, which saves and backs up; the application is held until then. */
struct _TgApplication
{
  AdwApplication     parent_instance;

  TgSettings        *settings;
  TgWorkspace       *workspace;
  TgPracticeProcess *practice;
  char              *folder;        /* --workspace */
  char              *address;       /* --practice */
  gboolean           sample;        /* --sample */
  char              *opening;       /* nullable: folder of what was opened last */
  gboolean           opens_read_only;
  GtkWidget         *upgrade_page;  /* nullable */
  guint              upgrade_wait;
  GtkFileChooserNative *chooser;    /* nullable: a backup is being chosen */
};

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

static TgWindow *
get_window (TgApplication *self)
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
  TgWindow *window = get_window (self);

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
  TgWindow *window = get_window (self);

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
  if (get_window (self) != NULL)
    tg_window_show_start (get_window (self), self->upgrade_page);
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
static void
open_with (TgApplication *self,
           const char    *environment,
           const char    *passphrase)
{
  const TgWorkspaceWay way = { self->opening, environment, passphrase, self->opens_read_only,
                               on_upgrading, self };

  tg_workspace_open_by_async (&way, NULL, on_opened, g_object_ref (self));
}

static void
show_error (TgApplication *self,
            const char    *what,
            const GError  *error)
{
  TgWindow *window = get_window (self);

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
  TgWindow *window = get_window (self);

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
  TgWindow *window = get_window (self);

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
  tg_window_set_workspace (get_window (self), workspace);
  go_online (self);
}

static void
on_sample_loaded (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;

  if (get_window (self) == NULL)
    return;
  if (tg_workspace_load_sample_finish (TG_WORKSPACE (source), result, &error))
    take_workspace (self, TG_WORKSPACE (source));
  else
    show_error (self, _("The Sample Company Could Not Be Read"), error);
}

static void
on_passphrase (const char *passphrase,
               gpointer    data)
{
  g_autoptr (TgApplication) self = data;

  if (passphrase != NULL)
    open_with (self, NULL, passphrase);
}

static void
ask_passphrase (TgApplication *self,
                TgSecretFunc   done)
{
  tg_secret_dialog_ask (GTK_WINDOW (get_window (self)), _("Passphrase of the Workspace"),
                        _("Its documents are locked with it."), done, g_object_ref (self));
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
  if (get_window (self) == NULL)
    return;
  if (g_error_matches (error, TG_ERROR, TG_ERROR_LOCKED))
    ask_passphrase (self, on_passphrase);
  else if (g_error_matches (error, TG_ERROR, TG_ERROR_CORRUPT))
    tg_window_show_start (get_window (self), tg_damage_page_new (self->opening, error));
  else if (workspace == NULL)
    show_error (self, _("The Workspace Could Not Be Opened"), error);
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

static void
open_folder (TgApplication *self,
             const char    *folder,
             const char    *environment)
{
  keep_opening (self, folder);
  self->opens_read_only = FALSE;
  open_with (self, environment, NULL);
}

static void
open_named (TgApplication *self,
            const char    *name,
            const char    *environment)
{
  g_autofree char *folder = tg_workspace_dup_default_folder (name);

  open_folder (self, folder, environment);
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

/* ---- back from a backup, and out of a damaged store ---- */

static void
on_put_back (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;

  g_application_release (G_APPLICATION (self));
  if (get_window (self) == NULL)
    return;
  if (tg_restoring_apply_finish (TG_RESTORING (source), result, &error))
    open_folder (self, tg_restoring_get_folder (TG_RESTORING (source)), NULL);
  else
    show_error (self, _("The Backup Could Not Be Restored"), error);
}

/* Held, so that the window may be closed meanwhile. */
static void
put_back (TgApplication *self,
          TgRestoring   *restoring)
{
  g_application_hold (G_APPLICATION (self));
  tg_restoring_apply_async (restoring, NULL, on_put_back, g_object_ref (self));
}

typedef struct
{
  TgApplication *application;
  TgRestoring   *restoring;
} Restore;

static void
on_closed_for_restore (GObject      *source,
                       GAsyncResult *result,
                       gpointer      data)
{
  g_autofree Restore *restore = data;
  g_autoptr (TgApplication) self = restore->application;
  g_autoptr (TgRestoring) restoring = restore->restoring;
  g_autoptr (GError) error = NULL;

  /* A store that cannot be closed well is what one restores from: its files are kept. */
  if (!tg_workspace_close_finish (TG_WORKSPACE (source), result, &error))
    g_debug ("%s", error->message);
  g_application_release (G_APPLICATION (self));
  put_back (self, restoring);
}

static void
close_for_restore (TgApplication *self,
                   TgRestoring   *restoring)
{
  g_autoptr (TgWorkspace) workspace = g_steal_pointer (&self->workspace);
  Restore *restore = g_new0 (Restore, 1);

  restore->application = g_object_ref (self);
  restore->restoring = g_object_ref (restoring);
  g_clear_object (&self->practice);
  tg_window_set_workspace (get_window (self), NULL);
  g_application_hold (G_APPLICATION (self));
  tg_workspace_close_async (workspace, NULL, on_closed_for_restore, restore);
}

/* Of the restore page on screen. */
static void
on_put_back_here (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  TgApplication *self = data;
  TgPage *page = tg_window_get_page (get_window (self));
  g_autoptr (TgRestoring) restoring =
    TG_IS_RESTORE_PAGE (page) ? tg_restore_page_take (TG_RESTORE_PAGE (page)) : NULL;

  if (restoring == NULL)
    return;
  self->sample = FALSE;
  if (self->workspace != NULL)
    close_for_restore (self, restoring);
  else
    put_back (self, restoring);
}

static void
show_restore (TgApplication *self,
              const char    *folder,
              const char    *path)
{
  TgWindow *window = get_window (self);

  if (self->workspace != NULL)
    tg_window_push (window, tg_restore_page_new (folder, path, "win.back"));
  else
    tg_window_show_start (window, tg_restore_page_new (folder, path, "app.welcome"));
}

/* Into the workspace that is open, or else where such a one stands by custom. */
static void
on_backup_read (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgBackup) backup = tg_backup_list_read_finish (result, &error);
  g_autofree char *home = NULL;

  if (get_window (self) == NULL)
    return;
  if (backup == NULL)
    {
      tg_window_toast (get_window (self), error->message);
      return;
    }
  home = self->workspace != NULL ? g_strdup (tg_workspace_get_folder (self->workspace))
                                 : tg_backup_list_dup_home (backup);
  show_restore (self, home, tg_backup_get_fields (backup)->path);
}

static void
on_backup_chosen (TgApplication *self,
                  int            response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT && file != NULL ? g_file_get_path (file)
                          : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL)
    tg_backup_list_read_async (path, NULL, on_backup_read, g_object_ref (self));
}

static void
on_restore (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  TgApplication *self = data;
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _("Backups"));
  gtk_file_filter_add_suffix (filter, "tgbackup");
  self->chooser = gtk_file_chooser_native_new (_("Restore a Backup"),
                                               GTK_WINDOW (get_window (self)),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_backup_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* Of the damage page. */
static void
on_restore_file (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  TgApplication *self = data;

  if (self->opening != NULL)
    show_restore (self, self->opening, g_variant_get_string (parameter, NULL));
}

static void
on_rescued (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgSalvageReport) report = tg_rescue_finish (result, &error);
  TgWindow *window = get_window (self);
  TgPage *page = window != NULL ? tg_window_get_page (window) : NULL;

  g_application_release (G_APPLICATION (self));
  if (report == NULL && window != NULL)
    show_error (self, _("Nothing Could Be Saved"), error);
  else if (TG_IS_DAMAGE_PAGE (page))
    tg_damage_page_show_report (TG_DAMAGE_PAGE (page), report);
}

static void
rescue (TgApplication *self,
        const char    *passphrase)
{
  TgWindow *window = get_window (self);
  TgPage *page = window != NULL ? tg_window_get_page (window) : NULL;

  if (!TG_IS_DAMAGE_PAGE (page))
    return;
  tg_damage_page_show_wait (TG_DAMAGE_PAGE (page));
  g_application_hold (G_APPLICATION (self));
  tg_rescue_async (self->opening, passphrase, NULL, on_rescued, g_object_ref (self));
}

static void
on_rescue_passphrase (const char *passphrase,
                      gpointer    data)
{
  g_autoptr (TgApplication) self = data;

  if (passphrase != NULL)
    rescue (self, passphrase);
}

static void
on_rescue (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  TgApplication *self = data;

  if (self->opening == NULL)
    return;
  if (tg_rescue_needs_passphrase (self->opening))
    ask_passphrase (self, on_rescue_passphrase);
  else
    rescue (self, NULL);
}

static void
on_open_read_only (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  TgApplication *self = data;

  if (self->opening == NULL)
    return;
  self->opens_read_only = TRUE;
  open_with (self, NULL, NULL);
}

static void
on_open_again (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  TgApplication *self = data;

  if (self->opening != NULL)
    open_folder (self, self->opening, NULL);
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
  TgWindow *window = get_window (data);

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
  tg_window_show_start (get_window (data), tg_welcome_page_new ());
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  TgWindow *window = get_window (data);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
}

static const GActionEntry actions[] = {
  { "open-own", on_open_own },
  { "open-sample", on_open_sample },
  { "open-class", on_open_class },
  { "open-filing", on_open_filing, "s" },
  { "welcome", on_welcome },
  { "restore", on_restore },
  { "restore-file", on_restore_file, "s" },
  { "put-back", on_put_back_here },
  { "rescue", on_rescue },
  { "open-read-only", on_open_read_only },
  { "open-again", on_open_again },
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
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].keys);
}

static void
tg_application_activate (GApplication *application)
{
  TgApplication *self = TG_APPLICATION (application);
  g_autofree char *last = tg_settings_dup_last_workspace (self->settings);
  TgWindow *window = get_window (self);

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  window = tg_window_new (GTK_APPLICATION (self), self->settings);
  if (self->folder != NULL)
    open_folder (self, self->folder, self->sample || self->address != NULL ? "practice"
                 : "production");
  else if (last[0] != '\0')
    open_folder (self, last, NULL);
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
