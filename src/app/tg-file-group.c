/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-file-group.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-window.h"
#include "tg-workspace-attachments.h"

/* Read again when filings change: then the window may have got a file whole. A row's buttons carry
 * the attachment. */
struct _TgFileGroup
{
  AdwBin               parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget           *add_button;
  GtkLabel            *fault;          /* what was not taken, and why */
  GPtrArray           *rows;           /* owned by the group */
  TgWorkspace         *workspace;
  TgDraft             *draft;
  GQueue               waiting;        /* of GFile: still to be added */
  gboolean             is_adding;
  GCancellable        *cancellable;    /* cancelled in dispose */
};

G_DEFINE_FINAL_TYPE (TgFileGroup, tg_file_group, ADW_TYPE_BIN)

#define ATTACHMENT "tg-attachment"

static void add_next (TgFileGroup *self);

/* ---- saying ---- */

static void
say (TgFileGroup *self,
     const char  *text)
{
  gtk_label_set_label (self->fault, text);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), *text != '\0');
}

/* More than one may not be taken: each has its line. */
static void
say_more (TgFileGroup  *self,
          const GError *error)
{
  const char *before = gtk_label_get_label (self->fault);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = *before != '\0' ? g_strjoin ("\n", before, error->message, NULL)
                         : g_strdup (error->message);
  say (self, text);
}

/* ---- adding ---- */

static void
on_added (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgFileGroup) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_workspace_attach_finish (TG_WORKSPACE (source), result, &error) &&
      self->workspace != NULL)
    say_more (self, error);
  if (self->workspace != NULL)
    add_next (self);
}

static void
add_next (TgFileGroup *self)
{
  g_autoptr (GFile) file = g_queue_pop_head (&self->waiting);

  self->is_adding = file != NULL;
  if (file != NULL)
    tg_workspace_attach_async (self->workspace, tg_draft_get_id (self->draft), file,
                               self->cancellable, on_added, g_object_ref (self));
}

void
tg_file_group_add_files (TgFileGroup *self,
                         GListModel  *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_queue_push_tail (&self->waiting, g_list_model_get_item (files, i));
  if (self->is_adding)
    return;
  say (self, "");
  add_next (self);
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           TgFileGroup     *self)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      tg_file_group_add_files (self, files);
    }
  g_object_unref (dialog);
}

static void
on_add (TgFileGroup *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Add Files"),
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) taken = gtk_file_filter_new ();
  static const char * const endings[] = { "pdf", "ofd", "jpg", "jpeg", "png" };

  gtk_file_filter_set_name (taken, _("PDF, OFD and pictures"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (taken, endings[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), taken);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         TgFileGroup   *self)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);

  if (!gtk_widget_get_sensitive (self->add_button))
    return FALSE;
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_list_store_append (files, l->data);
  tg_file_group_add_files (self, G_LIST_MODEL (files));
  return TRUE;
}

/* ---- removing ---- */

/* What the toast's button brings back. */
typedef struct
{
  TgFileGroup *group;
  char        *name;
  GBytes      *content;
} Removed;

static void
removed_free (gpointer  data,
              GClosure *closure)
{
  Removed *removed = data;

  g_object_unref (removed->group);
  g_free (removed->name);
  g_bytes_unref (removed->content);
  g_free (removed);
}

static void
on_undo (AdwToast *toast,
         Removed  *removed)
{
  TgFileGroup *self = removed->group;

  if (self->workspace != NULL)
    tg_workspace_attach_bytes_async (self->workspace, tg_draft_get_id (self->draft),
                                     removed->name, removed->content, on_added,
                                     g_object_ref (self));
}

static void
offer_undo (TgFileGroup *self,
            const char  *name,
            GBytes      *content)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  AdwToast *toast = adw_toast_new (_("File removed"));
  Removed *removed;

  if (content != NULL)
    {
      removed = g_new0 (Removed, 1);
      removed->group = g_object_ref (self);
      removed->name = g_strdup (name);
      removed->content = g_bytes_ref (content);
      adw_toast_set_button_label (toast, _("_Undo"));
      g_signal_connect_data (toast, "button-clicked", G_CALLBACK (on_undo), removed, removed_free,
                             0);
    }
  if (TG_IS_WINDOW (root))
    tg_window_add_toast (TG_WINDOW (root), toast);
  else
    g_object_unref (toast);
}

typedef struct
{
  TgFileGroup *group;
  char        *name;
} Removing;

static void
on_removed (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Removing *removing = data;
  g_autoptr (TgFileGroup) self = removing->group;
  g_autofree char *name = removing->name;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = NULL;

  g_free (removing);
  if (tg_workspace_detach_finish (TG_WORKSPACE (source), result, &content, &error))
    offer_undo (self, name, content);
  else
    say_more (self, error);
}

static void
on_remove (GtkWidget   *button,
           TgFileGroup *self)
{
  const TgAttachmentFields *fields =
    tg_attachment_get_fields (g_object_get_data (G_OBJECT (button), ATTACHMENT));
  Removing *removing = g_new0 (Removing, 1);

  say (self, "");
  removing->group = g_object_ref (self);
  removing->name = g_strdup (fields->name);
  tg_workspace_detach_async (self->workspace, tg_draft_get_id (self->draft), fields->sha256,
                             self->cancellable, on_removed, removing);
}

/* ---- writing out ---- */

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgFileGroup) self = data;
  g_autoptr (GError) error = NULL;

  if (!tg_workspace_save_attachment_finish (TG_WORKSPACE (source), result, &error))
    say_more (self, error);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", _("The file is written"));
}

static void
on_save_named (GtkNativeDialog *dialog,
               int              response,
               TgFileGroup     *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
    ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (file != NULL)
    tg_workspace_save_attachment_async (self->workspace,
                                        g_object_get_data (G_OBJECT (dialog), ATTACHMENT), file,
                                        self->cancellable, on_saved, g_object_ref (self));
  g_object_unref (dialog);
}

static void
on_save (GtkWidget   *button,
         TgFileGroup *self)
{
  TgAttachment *attachment = g_object_get_data (G_OBJECT (button), ATTACHMENT);
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Save File As"),
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  say (self, "");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog),
                                     tg_attachment_get_fields (attachment)->name);
  g_object_set_data_full (G_OBJECT (dialog), ATTACHMENT, g_object_ref (attachment),
                          g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_save_named), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* ---- the rows ---- */

static GtkWidget *
make_button (TgFileGroup  *self,
             TgAttachment *attachment,
             const char   *icon,
             const char   *name,
             GCallback     callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), ATTACHMENT, g_object_ref (attachment),
                          g_object_unref);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static GtkWidget *
make_row (TgFileGroup  *self,
          TgAttachment *attachment)
{
  const TgAttachmentFields *fields = tg_attachment_get_fields (attachment);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (fields->name, -1);
  g_autofree char *save = g_strdup_printf (_("Save %s as"), fields->name);
  g_autofree char *remove = g_strdup_printf (_("Remove %s"), fields->name);
  g_autofree char *size = g_format_size ((guint64) fields->bytes);
  g_autofree char *words = g_strjoin (" · ", size, fields->is_uploaded
    ? _("with the window") : _("goes with the next sending"), NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             make_button (self, attachment, "document-save-symbolic",
                                          save, G_CALLBACK (on_save)));
  if (tg_draft_can_edit (self->draft))
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               make_button (self, attachment, "user-trash-symbolic",
                                            remove, G_CALLBACK (on_remove)));
  return row;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgFileGroup) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files =
    tg_workspace_list_attachments_finish (TG_WORKSPACE (source), result, &error);

  if (self->workspace == NULL)
    return;
  if (files == NULL)
    {
      say (self, "");
      say_more (self, error);
      return;
    }
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (TgAttachment) attachment = g_list_model_get_item (files, i);
      GtkWidget *row = make_row (self, attachment);

      adw_preferences_group_add (self->group, row);
      g_ptr_array_add (self->rows, row);
    }
}

void
tg_file_group_refresh (TgFileGroup *self)
{
  g_return_if_fail (TG_IS_FILE_GROUP (self));

  gtk_widget_set_sensitive (self->add_button, tg_draft_can_edit (self->draft));
  tg_workspace_list_attachments_async (self->workspace, tg_draft_get_id (self->draft),
                                       self->cancellable, on_listed, g_object_ref (self));
}

static void
on_changed (TgWorkspace *workspace,
            guint        what,
            TgFileGroup *self)
{
  if ((what & (TG_CHANGE_FILINGS | TG_CHANGE_OUTBOX)) != 0)
    tg_file_group_refresh (self);
}

static void
tg_file_group_dispose (GObject *object)
{
  TgFileGroup *self = TG_FILE_GROUP (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_clear_object (&self->draft);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_file_group_parent_class)->dispose (object);
}

static void
tg_file_group_class_init (TgFileGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_file_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-file-group.ui");
  gtk_widget_class_bind_template_child (widget_class, TgFileGroup, group);
  gtk_widget_class_bind_template_child (widget_class, TgFileGroup, add_button);
  gtk_widget_class_bind_template_child (widget_class, TgFileGroup, fault);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
}

static void
tg_file_group_init (TgFileGroup *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->rows = g_ptr_array_new ();
  g_queue_init (&self->waiting);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
tg_file_group_new (TgWorkspace *workspace,
                   TgDraft     *draft)
{
  TgFileGroup *self = g_object_new (TG_TYPE_FILE_GROUP, NULL);

  self->workspace = g_object_ref (workspace);
  self->draft = g_object_ref (draft);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (on_changed), self, 0);
  tg_file_group_refresh (self);
  return GTK_WIDGET (self);
}
