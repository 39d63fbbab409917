/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-restore-page.h"

#include <glib/gi18n-lib.h>

#include "tg-backup-words.h"
#include "tg-error.h"
#include "tg-words.h"

/* Three states: at work, a passphrase is asked for (or what else stands in the way), the preview.
 * Whoever turns back has changed nothing. */
struct _TgRestorePage
{
  TgPage               parent_instance;

  GtkStack            *stack;
  GtkButton           *back_button;
  GtkButton           *main_button;
  AdwStatusPage       *problem;
  AdwPreferencesGroup *asks;
  AdwPasswordEntryRow *passphrase;
  AdwPreferencesGroup *backup;
  AdwActionRow        *when;
  AdwActionRow        *contents;
  GtkBox              *lines;
  GtkListBox          *changes;
  char                *folder;
  char                *path;
  TgRestoring         *restoring;     /* nullable */
  GCancellable        *cancellable;   /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgRestorePage, tg_restore_page, TG_TYPE_PAGE)

/* ---- the preview ---- */

static void
add_line (TgRestorePage *self,
          const char    *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_box_append (self->lines, label);
}

static const char *
get_effect (TgRestoreEffect effect)
{
  switch (effect)
    {
    case TG_RESTORE_LOST:
      return _("Gone afterwards");
    case TG_RESTORE_OLDER:
      return _("Older afterwards");
    case TG_RESTORE_BACK:
      return _("Back afterwards");
    }
  g_return_val_if_reached ("");
}

static const char *
get_subject (TgRestoreSubject subject)
{
  switch (subject)
    {
    case TG_RESTORE_FILING:
      return _("Filing");
    case TG_RESTORE_FACT:
      return _("Fact");
    case TG_RESTORE_RECEIPT:
      return _("Receipt");
    }
  g_return_val_if_reached ("");
}

static GtkWidget *
make_change (const TgRestoreChange *change)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *effect = gtk_label_new (get_effect (change->effect));
  g_autofree char *time = tg_words_dup_time (change->updated);
  const char *name = change->number[0] != '\0' ? change->number : change->type;
  g_autofree char *title = g_strjoin (" ", get_subject (change->subject), name, change->summary,
                                      NULL);
  g_autofree char *subtitle = change->is_sent && change->effect == TG_RESTORE_LOST
                              ? g_strjoin (" · ", time, _("comes back with the next sync"), NULL)
                              : g_strdup (time);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (effect, change->effect == TG_RESTORE_BACK ? "dim-label" : "warning");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), effect);
  return row;
}

static void
show_backup (TgRestorePage *self,
             TgBackup      *backup)
{
  const TgBackupFields *fields = tg_backup_get_fields (backup);
  g_autofree char *time = tg_words_dup_time (fields->time);
  g_autofree char *when = g_strjoin (" · ", time, tg_backup_words_get_reason (backup), NULL);
  g_autofree char *contents = tg_backup_words_dup_contents (backup);

  adw_preferences_group_set_title (self->backup, fields->title[0] != '\0' ? fields->title
                                   : _("Backup"));
  adw_action_row_set_subtitle (self->when, when);
  adw_action_row_set_subtitle (self->contents, contents);
}

static void
show_preview (TgRestorePage *self)
{
  const TgRestorePreview *preview = tg_restoring_get_preview (self->restoring);
  g_auto (GStrv) lines = tg_restoring_describe (self->restoring);
  gboolean is_replaced = tg_restoring_replaces (self->restoring);

  show_backup (self, tg_restoring_get_backup (self->restoring));
  for (guint i = 0; lines[i] != NULL; i++)
    add_line (self, lines[i]);
  for (guint i = 0; preview != NULL && is_replaced && i < preview->changes->len; i++)
    gtk_list_box_append (self->changes, make_change (preview->changes->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->changes), preview != NULL && is_replaced &&
                          preview->changes->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), TRUE);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  gtk_widget_grab_focus (GTK_WIDGET (self->main_button));
}

/* ---- preparing ---- */

static void
show_problem (TgRestorePage *self,
              const GError  *error)
{
  gboolean asks = g_error_matches (error, TG_ERROR, TG_ERROR_AUTH);

  adw_status_page_set_title (self->problem, asks ? _("This Backup Is Sealed")
                             : _("This Backup Can't Be Restored"));
  adw_status_page_set_description (self->problem, error->message);
  adw_status_page_set_icon_name (self->problem, asks ? "dialog-password-symbolic"
                                 : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->asks), asks);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  if (asks)
    gtk_widget_grab_focus (GTK_WIDGET (self->passphrase));
}

static void
on_prepared (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (TgRestorePage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgRestoring) restoring = tg_restoring_prepare_finish (result, &error);

  if (self->cancellable == NULL)
    return;
  g_set_object (&self->restoring, restoring);
  if (restoring != NULL)
    show_preview (self);
  else
    show_problem (self, error);
}

static void
prepare (TgRestorePage *self)
{
  const TgRestoringOptions options = {
    .folder = self->folder,
    .backup = self->path,
    .passphrase = gtk_editable_get_text (GTK_EDITABLE (self->passphrase)),
  };

  gtk_stack_set_visible_child_name (self->stack, "waiting");
  tg_restoring_prepare_async (&options, self->cancellable, on_prepared, g_object_ref (self));
}

static void
on_main (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgRestorePage *self = TG_RESTORE_PAGE (widget);

  if (self->restoring != NULL)
    gtk_widget_activate_action (widget, "app.put-back", NULL);
  else
    prepare (self);
}

static void
on_passphrase (TgRestorePage *self)
{
  prepare (self);
}

TgRestoring *
tg_restore_page_take (TgRestorePage *self)
{
  g_return_val_if_fail (TG_IS_RESTORE_PAGE (self), NULL);

  gtk_stack_set_visible_child_name (self->stack, "waiting");
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), FALSE);
  return g_steal_pointer (&self->restoring);
}

/* ---- the page ---- */

static void
tg_restore_page_dispose (GObject *object)
{
  TgRestorePage *self = TG_RESTORE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->restoring);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (tg_restore_page_parent_class)->dispose (object);
}

static void
tg_restore_page_class_init (TgRestorePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_restore_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-restore-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, stack);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, main_button);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, problem);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, asks);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, backup);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, when);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, contents);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, lines);
  gtk_widget_class_bind_template_child (widget_class, TgRestorePage, changes);
  gtk_widget_class_bind_template_callback (widget_class, on_passphrase);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_main);
}

static void
tg_restore_page_init (TgRestorePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_restore_page_new (const char *folder,
                     const char *backup,
                     const char *back)
{
  TgRestorePage *self = g_object_new (TG_TYPE_RESTORE_PAGE, "title", _("Restore a Backup"), NULL);

  self->folder = g_strdup (folder);
  self->path = g_strdup (backup);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->back_button), back);
  prepare (self);
  return GTK_WIDGET (self);
}
