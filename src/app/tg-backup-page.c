/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup-page.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-list.h"
#include "tg-backup-words.h"
#include "tg-words.h"
#include "tg-workspace-backup.h"

/* A row a backup, whose activation opens the preview of putting it back. The list is read anew
 * after everything that changes it. */
struct _TgBackupPage
{
  TgPage               parent_instance;

  AdwPreferencesGroup *group;
  GtkListBox          *list;
  GtkLabel            *rule;
  GtkLabel            *empty;
  AdwActionRow        *folder;
  AdwPreferencesGroup *elsewhere;
  AdwPasswordEntryRow *passphrase;
  GtkButton           *main_button;
  TgWorkspace         *workspace;
  GtkFileChooserNative *chooser;      /* nullable: it is open */
  GCancellable        *cancellable;   /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgBackupPage, tg_backup_page, TG_TYPE_PAGE)

/* ---- the rows ---- */

static GtkWidget *
make_verdict (TgBackup *backup)
{
  GtkWidget *label = gtk_label_new (tg_backup_words_get_verdict (backup));

  gtk_widget_add_css_class (label, "pill");
  if (tg_backup_get_fields (backup)->verdict == TG_BACKUP_BAD)
    gtk_widget_add_css_class (label, "error");
  else
    gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

static GtkWidget *
make_verify_button (const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("view-refresh-symbolic");

  gtk_widget_set_tooltip_text (button, _("Reads all of it and checks that nothing has changed"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.verify");
  return button;
}

static char *
dup_subtitle (TgBackup *backup)
{
  const TgBackupFields *fields = tg_backup_get_fields (backup);
  g_autofree char *size = g_format_size ((guint64) fields->bytes);
  g_autofree char *contents = tg_backup_words_dup_contents (backup);

  if (fields->problem[0] != '\0')
    return g_strjoin (" · ", size, fields->problem, NULL);
  return g_strjoin (" · ", size, contents, tg_backup_words_get_key (backup), NULL);
}

static GtkWidget *
make_row (TgBackup *backup)
{
  const TgBackupFields *fields = tg_backup_get_fields (backup);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = tg_backup_dup_name (backup);
  g_autofree char *time = tg_words_dup_time (fields->time);
  g_autofree char *title = g_strjoin (" · ", time, tg_backup_words_get_reason (backup), NULL);
  g_autofree char *subtitle = dup_subtitle (backup);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_verdict (backup));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_verify_button (name));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", fields->path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.restore");
  return row;
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgBackupPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) backups = tg_backup_list_load_finish (result, &error);
  guint n_items = backups != NULL ? g_list_model_get_n_items (backups) : 0;
  GtkListBoxRow *row;

  if (self->workspace == NULL)
    return;
  if (backups == NULL)
    tg_page_toast_error (TG_PAGE (self), error);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (TgBackup) backup = g_list_model_get_item (backups, i);

      gtk_list_box_append (self->list, make_row (backup));
      if (i == 0)
        gtk_widget_set_visible (GTK_WIDGET (self->elsewhere),
                                tg_backup_get_fields (backup)->key != TG_BACKUP_KEY_OPEN);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n_items == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_items > 0);
}

static void
load (TgBackupPage *self)
{
  tg_backup_list_load_async (tg_workspace_get_folder (self->workspace), self->cancellable,
                             on_loaded, g_object_ref (self));
}

/* ---- make one ---- */

static void
on_made (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (TgBackupPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = tg_workspace_backup_finish (TG_WORKSPACE (source), result, &error);

  if (self->workspace == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.main", TRUE);
  if (path == NULL)
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  tg_page_toast (TG_PAGE (self), _("Backed up, and read back to check it"));
  load (self);
}

static void
on_main (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgBackupPage *self = TG_BACKUP_PAGE (widget);

  gtk_widget_action_set_enabled (widget, "page.main", FALSE);
  tg_workspace_backup_async (self->workspace, self->cancellable, on_made, g_object_ref (self));
}

/* ---- check one ---- */

static void
on_verified (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgBackupPage) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_backup_list_verify_finish (result, &error))
    tg_page_toast (TG_PAGE (self), _("This backup is whole"));
  else
    tg_page_toast_error (TG_PAGE (self), error);
  if (self->workspace != NULL)
    load (self);
}

static void
on_verify (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TgBackupPage *self = TG_BACKUP_PAGE (widget);

  tg_backup_list_verify_async (tg_workspace_get_folder (self->workspace),
                               g_variant_get_string (parameter, NULL), self->cancellable,
                               on_verified, g_object_ref (self));
}

/* ---- export ---- */

static void
on_exported (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgBackupPage) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_workspace_export_all_finish (TG_WORKSPACE (source), result, &error))
    tg_page_toast (TG_PAGE (self), _("Everything is in that file"));
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_export_chosen (TgBackupPage *self,
                  int           response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_autofree char *path = response == GTK_RESPONSE_ACCEPT && file != NULL ? g_file_get_path (file)
                          : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL)
    tg_workspace_export_all_async (self->workspace, path, self->cancellable, on_exported,
                                   g_object_ref (self));
}

static void
on_export (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TgBackupPage *self = TG_BACKUP_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autofree char *today = tg_words_dup_today ();
  g_autofree char *suggested = g_strconcat ("tongguan-", today, ".tgbackup", NULL);

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_("Export Everything"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), suggested);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (on_export_chosen), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* ---- the passphrase ---- */

static void
on_passphrase_set (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr (TgBackupPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_workspace_set_passphrase_finish (TG_WORKSPACE (source), result, &error))
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  if (self->workspace == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  tg_page_toast (TG_PAGE (self), _("From the next backup on this passphrase opens them"));
}

static void
on_passphrase (TgBackupPage *self)
{
  tg_workspace_set_passphrase_async (self->workspace,
                                     gtk_editable_get_text (GTK_EDITABLE (self->passphrase)),
                                     self->cancellable, on_passphrase_set, g_object_ref (self));
}

/* ---- the folder ---- */

static void
on_open_folder (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  TgBackupPage *self = TG_BACKUP_PAGE (widget);
  g_autofree char *folder =
    tg_backup_list_dup_folder (tg_workspace_get_folder (self->workspace));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);

  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), uri, GDK_CURRENT_TIME);
}

/* ---- the page ---- */

static gboolean
tg_backup_page_grab_caret (TgPage *page)
{
  return gtk_widget_grab_focus (GTK_WIDGET (TG_BACKUP_PAGE (page)->main_button));
}

static void
tg_backup_page_shown (TgPage *page)
{
  TgBackupPage *self = TG_BACKUP_PAGE (page);

  if (self->workspace != NULL)
    load (self);
}

static void
tg_backup_page_dispose (GObject *object)
{
  TgBackupPage *self = TG_BACKUP_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->chooser);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_backup_page_parent_class)->dispose (object);
}

static void
tg_backup_page_class_init (TgBackupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_backup_page_dispose;
  TG_PAGE_CLASS (klass)->grab_caret = tg_backup_page_grab_caret;
  TG_PAGE_CLASS (klass)->shown = tg_backup_page_shown;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-backup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgBackupPage, group);
  gtk_widget_class_bind_template_child (widget_class, TgBackupPage, list);
  gtk_widget_class_bind_template_child (widget_class, TgBackupPage, rule);
  gtk_widget_class_bind_template_child (widget_class, TgBackupPage, empty);
  gtk_widget_class_bind_template_child (widget_class, TgBackupPage, folder);
  gtk_widget_class_bind_template_child (widget_class, TgBackupPage, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, TgBackupPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, TgBackupPage, main_button);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_main);
  gtk_widget_class_install_action (widget_class, "page.verify", "s", on_verify);
  gtk_widget_class_install_action (widget_class, "page.export-all", NULL, on_export);
  gtk_widget_class_install_action (widget_class, "page.open-folder", NULL, on_open_folder);
}

static void
tg_backup_page_init (TgBackupPage *self)
{
  g_autofree char *rule = tg_backup_words_dup_rule ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->rule, rule);
}

GtkWidget *
tg_backup_page_new (TgWorkspace *workspace)
{
  TgBackupPage *self = g_object_new (TG_TYPE_BACKUP_PAGE, "title", _("Backups"), NULL);
  g_autofree char *folder = tg_backup_list_dup_folder (tg_workspace_get_folder (workspace));

  self->workspace = g_object_ref (workspace);
  adw_action_row_set_subtitle (self->folder, folder);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.main",
                                 !tg_workspace_is_read_only (workspace));
  return GTK_WIDGET (self);
}
