/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-page-private.h"

#include <glib/gi18n-lib.h>

#include "tg-answers-page.h"
#include "tg-error.h"
#include "tg-go-to-popover.h"
#include "tg-print.h"
#include "tg-secret-dialog.h"
#include "tg-window.h"
#include "tg-workspace-keys.h"
#include "tg-workspace-resend.h"
#include "tg-workspace-withdraw.h"
#include "tg-workspace-xml.h"

/* The actions `page.…` of a form. */

/* What is half typed in the field under the caret belongs to the document before anything is
 * done with it. */
static void
commit_typing (TgFormPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_ENTRY) : NULL;
  GtkWidget *row = focus != NULL ? gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_ROW) : NULL;

  if (entry != NULL)
    tg_field_entry_commit (TG_FIELD_ENTRY (entry));
  else if (row != NULL)
    tg_field_row_commit (TG_FIELD_ROW (row));
}

static void
on_next_field (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  tg_form_page_next_field (TG_FORM_PAGE (widget));
}

static void
on_keep_in_sight (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  tg_form_page_keep_in_sight (TG_FORM_PAGE (widget));
}

/* What the program's own check found, and beside it what the agency said: that only goes with the
 * values that it was about. */
static void
toast_none (TgFormPage *self)
{
  guint n_remarks = tg_draft_count_remarks (self->draft);
  g_autofree char *words = NULL;

  if (n_remarks > 0)
    words = g_strdup_printf (ngettext ("The check finds nothing that blocks; "
                                       "%u remark of the agency is open",
                                       "The check finds nothing that blocks; "
                                       "%u remarks of the agency are open", n_remarks), n_remarks);
  else
    words = g_strdup (tg_draft_is_fact (self->draft) ? _("No problems found")
                      : _("Nothing blocks sending"));
  tg_page_toast (TG_PAGE (self), words);
}

static void
show_problems (TgFormPage *self,
               guint       blocking)
{
  adw_flap_set_reveal_flap (self->pane_flap, TRUE);
  if (blocking == 0)
    toast_none (self);
  self->problem = -1;
  if (blocking > 0)
    tg_form_page_step_problem (self, 1);
}

static void
on_checked (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;
  guint blocking = 0;

  if (tg_draft_check_finish (TG_DRAFT (source), result, &blocking, &error))
    show_problems (self, blocking);
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_check (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);

  commit_typing (self);
  tg_draft_check_async (self->draft, self->cancellable, on_checked, g_object_ref (self));
}

static void
on_checked_to_send (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  guint blocking = 0;

  if (!tg_draft_check_finish (TG_DRAFT (source), result, &blocking, &error))
    tg_page_toast_error (TG_PAGE (self), error);
  else if (blocking > 0)
    show_problems (self, blocking);
  else if (TG_IS_WINDOW (root))
    tg_window_push (TG_WINDOW (root), tg_answers_page_new (self->workspace, self->draft));
}

static void
on_flushed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_draft_flush_finish (TG_DRAFT (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

/* A filing goes to its answers, a fact is done. */
static void
on_main (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);
  gboolean can_send;

  commit_typing (self);
  g_object_get (self->draft, "can-send", &can_send, NULL);
  if (tg_draft_is_fact (self->draft))
    tg_draft_flush_async (self->draft, self->cancellable, on_flushed, g_object_ref (self));
  else if (can_send)
    tg_draft_check_async (self->draft, self->cancellable, on_checked_to_send, g_object_ref (self));
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_draft_flush_finish (TG_DRAFT (source), result, &error))
    tg_page_toast (TG_PAGE (self), _("Saved. Everything you type is kept by itself, too."));
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_save (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);

  commit_typing (self);
  tg_draft_flush_async (self->draft, self->cancellable, on_saved, g_object_ref (self));
}

static void
on_undo (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (tg_form_page_is_typing (self) && focus != NULL)
    gtk_widget_activate_action (focus, "text.undo", NULL);
  else
    tg_draft_undo (self->draft);
}

static void
on_redo (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (tg_form_page_is_typing (self) && focus != NULL)
    gtk_widget_activate_action (focus, "text.redo", NULL);
  else
    tg_draft_redo (self->draft);
}

static void
on_next_problem (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  tg_form_page_step_problem (TG_FORM_PAGE (widget), 1);
}

static void
on_previous_problem (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);

  self->problem = MAX (self->problem, 0);
  tg_form_page_step_problem (self, -1);
}

static void
on_side_pane (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);

  adw_flap_set_reveal_flap (self->pane_flap, !adw_flap_get_reveal_flap (self->pane_flap));
}

static void
on_help (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);

  tg_problem_pane_show_help (self->pane, tg_form_page_get_field (self));
  adw_flap_set_reveal_flap (self->pane_flap, TRUE);
}

/* A column is gone to in the table's first line. */
static void
on_picked (TgFormPage *self,
           const char *path)
{
  const char *column = strchr (path, '/');
  g_autofree char *table = column != NULL ? g_strndup (path, (gsize) (column - path)) : NULL;
  g_autofree char *cell = NULL;

  if (table != NULL && tg_draft_get_n_lines (self->draft, table) > 0)
    cell = tg_path_new (table, tg_draft_get_line_id (self->draft, table, 0), column + 1);
  tg_form_page_go_to (self, cell != NULL ? cell : table != NULL ? table : path);
}

static void
on_go_to (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);
  GtkWidget *popover = tg_go_to_popover_new (tg_draft_get_form (self->draft));

  gtk_widget_set_parent (popover, GTK_WIDGET (self->window_title));
  g_signal_connect_object (popover, "picked", G_CALLBACK (on_picked), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_print (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);
  g_autoptr (GError) error = NULL;

  commit_typing (self);
  if (!tg_print_run (self->draft, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, &error))
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_export_named (GtkNativeDialog *dialog,
                 int              response,
                 TgFormPage      *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path == NULL)
    return;
  if (tg_print_run (self->draft, NULL, path, &error))
    tg_page_toast (TG_PAGE (self), _("The PDF is written"));
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_export (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  g_autofree char *file_name = g_strconcat (tg_draft_get_title (self->draft), ".pdf", NULL);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Export as PDF"), window,
                                                              GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              NULL, NULL);

  commit_typing (self);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), g_strdelimit (file_name, "/", '-'));
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_export_named), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The message is written first: what lacks is said before a name is asked for. */

typedef struct
{
  TgFormPage *page;
  GBytes     *bytes;
} XmlExport;

static void
xml_export_free (gpointer  data,
                 GClosure *closure)
{
  XmlExport *self = data;

  g_object_unref (self->page);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
on_xml_written (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tg_page_toast (TG_PAGE (self), _("The XML message is written"));
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_xml_named (GtkNativeDialog *dialog,
              int              response,
              XmlExport       *export)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    g_file_replace_contents_bytes_async (file, export->bytes, NULL, FALSE, G_FILE_CREATE_NONE,
                                         export->page->cancellable, on_xml_written,
                                         g_object_ref (export->page));
  g_object_unref (dialog);
}

static void
on_xml_made (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = tg_workspace_export_xml_finish (TG_WORKSPACE (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *file_name = g_strconcat (tg_draft_get_title (self->draft), ".xml", NULL);
  GtkFileChooserNative *dialog;
  XmlExport *export;

  if (bytes == NULL || root == NULL)
    {
      if (error != NULL)
        tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  export = g_new0 (XmlExport, 1);
  export->page = g_object_ref (self);
  export->bytes = g_bytes_ref (bytes);
  dialog = gtk_file_chooser_native_new (_("Export as Customs' XML"), GTK_WINDOW (root),
                                        GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), g_strdelimit (file_name, "/", '-'));
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_xml_named), export, xml_export_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_flushed_for_xml (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_draft_flush_finish (TG_DRAFT (source), result, &error))
    tg_workspace_export_xml_async (self->workspace, tg_draft_get_id (self->draft), NULL,
                                   self->cancellable, on_xml_made, g_object_ref (self));
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_export_xml (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);

  commit_typing (self);
  tg_draft_flush_async (self->draft, self->cancellable, on_flushed_for_xml, g_object_ref (self));
}

static void
on_duplicate (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  gtk_widget_activate_action (widget, "win.duplicate", "s",
                              tg_draft_get_id (TG_FORM_PAGE (widget)->draft));
}

static void withdraw (TgFormPage *self);

static void
on_unlocked (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_workspace_unlock_key_finish (TG_WORKSPACE (source), result, &error))
    withdraw (self);
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
on_pin (const char *pin,
        gpointer    data)
{
  g_autoptr (TgFormPage) self = data;

  if (pin != NULL && !g_cancellable_is_cancelled (self->cancellable))
    tg_workspace_unlock_key_async (self->workspace, pin, self->cancellable, on_unlocked,
                                   g_object_ref (self));
}

static void
on_withdrawn (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;

  if (tg_workspace_withdraw_finish (TG_WORKSPACE (source), result, &error))
    tg_page_toast (TG_PAGE (self), _("The withdrawal is queued"));
  else if (g_error_matches (error, TG_ERROR, TG_ERROR_LOCKED))
    tg_secret_dialog_ask_pin (GTK_WIDGET (self), on_pin, g_object_ref (self));
  else
    tg_page_toast_error (TG_PAGE (self), error);
}

static void
withdraw (TgFormPage *self)
{
  tg_workspace_withdraw_async (self->workspace, tg_draft_get_id (self->draft), self->cancellable,
                               on_withdrawn, g_object_ref (self));
}

static void
on_withdraw_said (AdwMessageDialog *dialog,
                  const char       *response,
                  TgFormPage       *self)
{
  if (g_str_equal (response, "withdraw"))
    withdraw (self);
}

/* Once the window has it, it is final. */
static void
on_withdraw (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (widget));
  GtkWidget *dialog = adw_message_dialog_new (window, _("Withdraw this filing?"),
                                              _("The agency is told that it counts no more."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Keep It"),
                                    "withdraw", _("_Withdraw"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "withdraw",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_withdraw_said), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_resent (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgFormPage) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_workspace_resend_finish (TG_WORKSPACE (source), result, &error))
    tg_page_toast_error (TG_PAGE (self), error);
}

/* "page.resend" or "page.leave-lost" */
static void
on_lost (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgFormPage *self = TG_FORM_PAGE (widget);

  tg_workspace_resend_async (self->workspace, tg_draft_get_id (self->draft),
                             g_str_equal (name, "page.resend"), self->cancellable, on_resent,
                             g_object_ref (self));
}

static void
on_merge (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  commit_typing (TG_FORM_PAGE (widget));
  gtk_widget_activate_action (widget, "win.merge", "s",
                              tg_draft_get_id (TG_FORM_PAGE (widget)->draft));
}

static void
on_redraw (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  commit_typing (TG_FORM_PAGE (widget));
  gtk_widget_activate_action (widget, "win.redraw", "s",
                              tg_draft_get_id (TG_FORM_PAGE (widget)->draft));
}

static void
on_draw (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  const char *from[] = { tg_draft_get_id (TG_FORM_PAGE (widget)->draft), NULL };

  gtk_widget_activate_action (widget, "win.make", "(s^as)", g_variant_get_string (parameter, NULL),
                              from);
}

static void
on_removed_line (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  AdwToast *toast = adw_toast_new (_("Line removed"));

  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-here");
  if (TG_IS_WINDOW (root))
    tg_window_add_toast (TG_WINDOW (root), toast);
}

void
tg_form_page_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "page.next-field", NULL, on_next_field);
  gtk_widget_class_install_action (klass, "page.keep-in-sight", NULL, on_keep_in_sight);
  gtk_widget_class_install_action (klass, "page.check", NULL, on_check);
  gtk_widget_class_install_action (klass, "page.main", NULL, on_main);
  gtk_widget_class_install_action (klass, "page.queue", NULL, on_main);
  gtk_widget_class_install_action (klass, "page.save", NULL, on_save);
  gtk_widget_class_install_action (klass, "page.undo", NULL, on_undo);
  gtk_widget_class_install_action (klass, "page.redo", NULL, on_redo);
  gtk_widget_class_install_action (klass, "page.next-problem", NULL, on_next_problem);
  gtk_widget_class_install_action (klass, "page.previous-problem", NULL, on_previous_problem);
  gtk_widget_class_install_action (klass, "page.side-pane", NULL, on_side_pane);
  gtk_widget_class_install_action (klass, "page.help", NULL, on_help);
  gtk_widget_class_install_action (klass, "page.go-to", NULL, on_go_to);
  gtk_widget_class_install_action (klass, "page.print", NULL, on_print);
  gtk_widget_class_install_action (klass, "page.export", NULL, on_export);
  gtk_widget_class_install_action (klass, "page.export-xml", NULL, on_export_xml);
  gtk_widget_class_install_action (klass, "page.duplicate", NULL, on_duplicate);
  gtk_widget_class_install_action (klass, "page.draw", "s", on_draw);
  gtk_widget_class_install_action (klass, "page.merge", NULL, on_merge);
  gtk_widget_class_install_action (klass, "page.withdraw", NULL, on_withdraw);
  gtk_widget_class_install_action (klass, "page.resend", NULL, on_lost);
  gtk_widget_class_install_action (klass, "page.leave-lost", NULL, on_lost);
  gtk_widget_class_install_action (klass, "page.redraw", NULL, on_redraw);
  gtk_widget_class_install_action (klass, "page.removed-line", NULL, on_removed_line);
}

void
tg_form_page_update_actions (TgFormPage *self)
{
  gboolean typing = tg_form_page_is_typing (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.undo", typing ||
                                 tg_draft_can_undo (self->draft));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.redo", typing ||
                                 tg_draft_can_redo (self->draft));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.check", tg_draft_can_edit (self->draft));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export-xml",
                                 tg_draft_get_form (self->draft)->family == TG_FAMILY_DECLARATION);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.withdraw",
                                 self->workspace != NULL && !tg_draft_is_fact (self->draft) &&
                                 tg_state_can_withdraw (tg_draft_get_filing_state (self->draft),
                                                        tg_draft_get_attempt_state (self->draft)));
}
