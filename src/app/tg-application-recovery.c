/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-application-private.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-list.h"
#include "tg-damage-page.h"
#include "tg-error.h"
#include "tg-rescue.h"
#include "tg-restore-page.h"

/* Back from a backup, and out of a damaged store. The application is held while files change, so
 * that the window may be closed meanwhile. */

static void
on_put_back (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgApplication) self = data;
  g_autoptr (GError) error = NULL;

  g_application_release (G_APPLICATION (self));
  if (tg_application_get_window (self) == NULL)
    return;
  if (tg_restoring_apply_finish (TG_RESTORING (source), result, &error))
    tg_application_open_folder (self, tg_restoring_get_folder (TG_RESTORING (source)), NULL);
  else
    tg_application_show_error (self, _("The Backup Could Not Be Restored"), error);
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
  tg_window_set_workspace (tg_application_get_window (self), NULL);
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
  TgPage *page = tg_window_get_page (tg_application_get_window (self));
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
  TgWindow *window = tg_application_get_window (self);

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

  if (tg_application_get_window (self) == NULL)
    return;
  if (backup == NULL)
    {
      tg_window_toast (tg_application_get_window (self), error->message);
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
                                               GTK_WINDOW (tg_application_get_window (self)),
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
  TgWindow *window = tg_application_get_window (self);
  TgPage *page = window != NULL ? tg_window_get_page (window) : NULL;

  g_application_release (G_APPLICATION (self));
  if (report == NULL && window != NULL)
    tg_application_show_error (self, _("Nothing Could Be Saved"), error);
  else if (TG_IS_DAMAGE_PAGE (page))
    tg_damage_page_show_report (TG_DAMAGE_PAGE (page), report);
}

static void
rescue (TgApplication *self,
        const char    *passphrase)
{
  TgWindow *window = tg_application_get_window (self);
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
    tg_application_ask_passphrase (self, on_rescue_passphrase);
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
  tg_application_open_with (self, NULL, NULL);
}

static void
on_open_again (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  TgApplication *self = data;

  if (self->opening != NULL)
    tg_application_open_folder (self, self->opening, NULL);
}

static const GActionEntry actions[] = {
  { "restore", on_restore },
  { "restore-file", on_restore_file, "s" },
  { "put-back", on_put_back_here },
  { "rescue", on_rescue },
  { "open-read-only", on_open_read_only },
  { "open-again", on_open_again },
};

void
tg_application_add_recovery_actions (TgApplication *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
