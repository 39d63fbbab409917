/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-import-page.h"

#include <glib/gi18n-lib.h>

#include "tg-form-item.h"
#include "tg-import-grid.h"
#include "tg-window.h"
#include "tg-workspace-import.h"

/* The sheet is tried again after each change, one trial at a time. */
struct _TgImportPage
{
  TgPage          parent_instance;

  AdwWindowTitle *window_title;
  GtkButton      *main_button;
  GtkStack       *stack;
  GtkDropDown    *kinds;
  GtkButton      *file_button;
  GtkBox         *tools;
  GtkLabel       *status;
  GtkCheckButton *has_headings;
  TgImportGrid   *grid;

  TgWorkspace    *workspace;
  GListStore     *forms;          /* of TgFormItem, those of facts */
  TgImportSheet  *sheet;          /* nullable */
  GCancellable   *cancellable;    /* cancelled in dispose */
  guint           wait;           /* source: a trial is about to start */
  gboolean        is_trying;
  gboolean        again;
};

G_DEFINE_FINAL_TYPE (TgImportPage, tg_import_page, TG_TYPE_PAGE)

/* A moment after the last change. */
#define TRY_AFTER_MS 150

static void queue_trial (TgImportPage *self);

/* ---- the dry run ---- */

static void
show_trial (TgImportPage *self)
{
  TgImportTrial *trial = self->sheet != NULL ? tg_import_sheet_get_trial (self->sheet) : NULL;
  guint good = trial != NULL ? tg_import_trial_get_n_good_rows (trial) : 0;
  guint rows = self->sheet != NULL ? tg_import_sheet_get_n_rows (self->sheet) : 0;
  guint documents = trial != NULL ? tg_import_trial_get_n_documents (trial) : 0;
  g_autofree char *label = g_strdup_printf (ngettext ("_Import %u Row", "_Import %u Rows", good),
                                            good);
  g_autofree char *status = NULL;

  gtk_button_set_label (self->main_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->main_button), self->sheet != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.main", good > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.next-problem", trial != NULL &&
                                 good < rows);
  if (trial == NULL)
    return;
  /* Translators: "7 of 9 rows are good: 3 × Order" */
  status = g_strdup_printf (_("%u of %u rows are good: %u × %s"), good, rows, documents,
                            tg_import_sheet_get_title (self->sheet));
  gtk_label_set_label (self->status, status);
}

static void
on_tried (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgImportPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = tg_workspace_try_sheet_finish (TG_WORKSPACE (source), result, &error);

  self->is_trying = FALSE;
  if (self->workspace == NULL)
    return;
  if (!done)
    gtk_label_set_label (self->status, error->message);
  show_trial (self);
  if (self->again)
    queue_trial (self);
}

static gboolean
start_trial (gpointer data)
{
  TgImportPage *self = data;

  self->wait = 0;
  self->again = FALSE;
  self->is_trying = TRUE;
  tg_workspace_try_sheet_async (self->workspace, self->sheet, self->cancellable, on_tried,
                                g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
queue_trial (TgImportPage *self)
{
  if (self->is_trying)
    self->again = TRUE;
  else if (self->wait == 0)
    self->wait = g_timeout_add (TRY_AFTER_MS, start_trial, self);
}

/* A trial that was set is no change to try. */
static void
on_sheet_changed (TgImportPage *self)
{
  if (tg_import_sheet_get_trial (self->sheet) == NULL)
    queue_trial (self);
  gtk_check_button_set_active (self->has_headings, tg_import_sheet_has_headings (self->sheet));
  show_trial (self);
}

/* ---- choosing ---- */

static const char *
get_kind (TgImportPage *self)
{
  TgFormItem *item = gtk_drop_down_get_selected_item (self->kinds);

  return item != NULL ? tg_form_item_get_id (item) : "";
}

static void
take_sheet (TgImportPage  *self,
            TgImportSheet *sheet)
{
  if (self->sheet != NULL)
    g_signal_handlers_disconnect_by_data (self->sheet, self);
  g_set_object (&self->sheet, sheet);
  adw_window_title_set_subtitle (self->window_title, tg_import_sheet_get_title (sheet));
  tg_import_grid_set_sheet (self->grid, sheet);
  g_signal_connect_object (sheet, "changed", G_CALLBACK (on_sheet_changed), self,
                           G_CONNECT_SWAPPED);
  gtk_label_set_label (self->status, _("Trying…"));
  gtk_stack_set_visible_child_name (self->stack, "sheet");
  on_sheet_changed (self);
  tg_import_grid_grab_caret (self->grid);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (TgImportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgImportSheet) sheet = tg_workspace_read_sheet_finish (TG_WORKSPACE (source), result,
                                                                    &error);

  if (sheet == NULL)
    tg_page_toast_error (TG_PAGE (self), error);
  else if (self->workspace != NULL)
    take_sheet (self, sheet);
}

static void
on_file_named (GtkNativeDialog *dialog,
               int              response,
               TgImportPage    *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (file != NULL)
    tg_workspace_read_sheet_async (self->workspace, get_kind (self), file, self->cancellable,
                                   on_read, g_object_ref (self));
}

static void
on_choose (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  TgImportPage *self = TG_IMPORT_PAGE (widget);
  GtkFileChooserNative *dialog;
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  dialog = gtk_file_chooser_native_new (_("Import a Table"),
                                        GTK_WINDOW (gtk_widget_get_root (widget)),
                                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (tables, _("Tables (CSV, TSV)"));
  gtk_file_filter_add_suffix (tables, "csv");
  gtk_file_filter_add_suffix (tables, "tsv");
  gtk_file_filter_add_suffix (tables, "txt");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), tables);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_file_named), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_text_read (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (TgImportPage) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self->workspace == NULL)
    return;
  if (text == NULL || text[0] == '\0')
    tg_page_toast (TG_PAGE (self), _("There are no cells on the clipboard"));
  else
    tg_workspace_split_sheet_async (self->workspace, get_kind (self), text, self->cancellable,
                                    on_read, g_object_ref (self));
}

static void
on_paste (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  TgImportPage *self = TG_IMPORT_PAGE (widget);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), self->cancellable,
                                 on_text_read, g_object_ref (self));
}

/* In the grid the key is the cell's. */
static gboolean
on_paste_key (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   data)
{
  if (TG_IMPORT_PAGE (widget)->sheet != NULL)
    return FALSE;
  on_paste (widget, NULL, NULL);
  return TRUE;
}

/* ---- the sheet ---- */

static void
on_headings_toggled (TgImportPage *self)
{
  if (self->sheet != NULL)
    tg_import_sheet_set_has_headings (self->sheet,
                                      gtk_check_button_get_active (self->has_headings));
}

static void
on_next_problem (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  tg_import_grid_next_fault (TG_IMPORT_PAGE (widget)->grid);
}

static void
on_fill_down (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  tg_import_grid_fill_down (TG_IMPORT_PAGE (widget)->grid);
}

static void
on_add_column (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  if (TG_IMPORT_PAGE (widget)->sheet != NULL)
    tg_import_sheet_add_column (TG_IMPORT_PAGE (widget)->sheet);
}

/* ---- storing ---- */

static void
say_stored (TgImportPage *self,
            const char   *batch,
            guint         documents)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *text = g_strdup_printf (_("Imported: %u × %s"), documents,
                                           tg_import_sheet_get_title (self->sheet));
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_timeout (toast, 10);
  adw_toast_set_button_label (toast, _("_Undo"));
  adw_toast_set_action_name (toast, "win.undo-import");
  adw_toast_set_action_target (toast, "s", batch);
  if (TG_IS_WINDOW (root))
    tg_window_add_toast (TG_WINDOW (root), toast);
  else
    g_object_unref (toast);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgImportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *batch = tg_workspace_commit_import_finish (TG_WORKSPACE (source), result,
                                                              &error);
  TgImportTrial *trial = self->sheet != NULL ? tg_import_sheet_get_trial (self->sheet) : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->grid), TRUE);
  if (batch == NULL)
    {
      tg_page_toast_error (TG_PAGE (self), error);
      show_trial (self);
      return;
    }
  if (trial == NULL)
    return;
  say_stored (self, batch, tg_import_trial_get_n_documents (trial));
  tg_import_sheet_take_out (self->sheet);
  if (tg_import_sheet_get_n_rows (self->sheet) == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
  else
    tg_import_grid_grab_caret (self->grid);
}

/* Nothing is typed while the rows are stored: they leave the sheet after it. */
static void
on_main (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  TgImportPage *self = TG_IMPORT_PAGE (widget);
  TgImportTrial *trial;

  if (self->sheet == NULL)
    return;
  tg_import_grid_commit (self->grid);
  trial = tg_import_sheet_get_trial (self->sheet);
  if (trial == NULL || tg_import_trial_get_n_documents (trial) == 0)
    return;
  gtk_widget_action_set_enabled (widget, "page.main", FALSE);
  gtk_root_set_focus (gtk_widget_get_root (widget), NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->grid), FALSE);
  tg_workspace_commit_import_async (self->workspace, trial, self->cancellable, on_stored,
                                    g_object_ref (self));
}

/* ---- the page ---- */

static void
tg_import_page_resized (TgPage *page,
                        int     width)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (TG_IMPORT_PAGE (page)->tools),
                                  width < 860 ? GTK_ORIENTATION_VERTICAL
                                  : GTK_ORIENTATION_HORIZONTAL);
}

static gboolean
tg_import_page_grab_caret (TgPage *page)
{
  TgImportPage *self = TG_IMPORT_PAGE (page);

  return self->sheet != NULL ? tg_import_grid_grab_caret (self->grid)
         : gtk_widget_grab_focus (GTK_WIDGET (self->file_button));
}

static void
tg_import_page_dispose (GObject *object)
{
  TgImportPage *self = TG_IMPORT_PAGE (object);

  g_clear_handle_id (&self->wait, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sheet);
  g_clear_object (&self->forms);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (tg_import_page_parent_class)->dispose (object);
}

static void
tg_import_page_class_init (TgImportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TG_TYPE_IMPORT_GRID);
  G_OBJECT_CLASS (klass)->dispose = tg_import_page_dispose;
  TG_PAGE_CLASS (klass)->resized = tg_import_page_resized;
  TG_PAGE_CLASS (klass)->grab_caret = tg_import_page_grab_caret;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-import-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, main_button);
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, stack);
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, file_button);
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, tools);
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, status);
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, has_headings);
  gtk_widget_class_bind_template_child (widget_class, TgImportPage, grid);
  gtk_widget_class_bind_template_callback (widget_class, on_headings_toggled);
  gtk_widget_class_install_action (widget_class, "page.choose", NULL, on_choose);
  gtk_widget_class_install_action (widget_class, "page.paste", NULL, on_paste);
  gtk_widget_class_install_action (widget_class, "page.next-problem", NULL, on_next_problem);
  gtk_widget_class_install_action (widget_class, "page.fill-down", NULL, on_fill_down);
  gtk_widget_class_install_action (widget_class, "page.add-column", NULL, on_add_column);
  gtk_widget_class_install_action (widget_class, "page.main", NULL, on_main);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, on_paste_key, NULL);
}

static void
tg_import_page_init (TgImportPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->forms = g_list_store_new (TG_TYPE_FORM_ITEM);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_title (TgFormItem *item)
{
  return g_strdup (tg_form_item_get_title (item));
}

static void
add_kinds (TgImportPage *self,
           const char   *kind)
{
  g_autoptr (GListModel) forms = tg_workspace_list_forms (self->workspace);
  g_autoptr (GtkExpression) title =
    gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (dup_title), NULL, NULL);
  guint chosen = 0;

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (TgFormItem) item = g_list_model_get_item (forms, i);

      if (tg_form_item_get_family (item) != TG_FAMILY_FACT)
        continue;
      if (g_str_equal (tg_form_item_get_id (item), kind))
        chosen = g_list_model_get_n_items (G_LIST_MODEL (self->forms));
      g_list_store_append (self->forms, item);
    }
  gtk_drop_down_set_expression (self->kinds, title);
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (self->forms));
  gtk_drop_down_set_selected (self->kinds, chosen);
}

GtkWidget *
tg_import_page_new (TgWorkspace *workspace,
                    const char  *kind)
{
  TgImportPage *self = g_object_new (TG_TYPE_IMPORT_PAGE, "title", _("Import"), NULL);

  self->workspace = g_object_ref (workspace);
  add_kinds (self, kind);
  show_trial (self);
  return GTK_WIDGET (self);
}
