/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-library-row.h"

#include <glib/gi18n-lib.h>

#include "tg-code-library.h"

/* Nothing is stored before the person has seen the numbers. While files are read the row says so
 * and can be stopped; the window goes on meanwhile. */
struct _TgLibraryRow
{
  AdwActionRow  parent_instance;

  GtkSpinner   *spinner;
  GtkButton    *cancel_button;
  GtkButton    *store_button;
  GtkButton    *import_button;
  TgWorkspace  *workspace;      /* nullable */
  GFile        *table;          /* that was tried */
  GFile        *memo;           /* nullable */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TgLibraryRow, tg_library_row, ADW_TYPE_ACTION_ROW)

typedef enum { IDLE, BUSY, TRIED } Stage;

static void
show_stage (TgLibraryRow *self,
            Stage         stage,
            const char   *words)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), stage == BUSY);
  gtk_spinner_set_spinning (self->spinner, stage == BUSY);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), stage != IDLE);
  gtk_widget_set_visible (GTK_WIDGET (self->store_button), stage == TRIED);
  gtk_widget_set_visible (GTK_WIDGET (self->import_button), stage == IDLE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
}

static void
on_state_read (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr (TgLibraryRow) self = data;
  g_autofree char *state = tg_code_library_state_finish (result, NULL);

  if (state == NULL)
    return;
  show_stage (self, IDLE, state[0] != '\0' ? state
              : _("Not imported: refund rates are unknown, those built in are for practice"));
}

static void
show_state (TgLibraryRow *self)
{
  tg_code_library_state_async (self->cancellable, on_state_read, g_object_ref (self));
}

/* An error stays to be read until something else is done. */
static void
show_error (TgLibraryRow *self,
            const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_state (self);
  else
    show_stage (self, IDLE, error->message);
}

/* ---- storing ---- */

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (TgLibraryRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeLibraryReport) report = tg_code_library_import_finish (result, &error);

  if (report == NULL)
    {
      show_error (self, error);
      return;
    }
  if (self->workspace != NULL)
    tg_workspace_forget_codes (self->workspace);
  show_state (self);
}

static void
on_store (TgLibraryRow *self)
{
  show_stage (self, BUSY, _("Storing the rows…"));
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), FALSE);
  tg_code_library_import_async (self->table, self->memo, NULL, on_stored, g_object_ref (self));
}

/* ---- trying ---- */

static char *
describe (const TgCodeLibraryReport *report)
{
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", report->n_rows),
                                           report->n_rows);

  /* Translators: “14012 rows: 14000 new, 12 changed, …” */
  return g_strdup_printf (_("%s: %u new, %u changed; %u deleted ones and %u without a goods code "
                            "are left out; %u codes have two rates. Nothing is stored yet."), rows,
                          report->n_new, report->n_changed, report->n_deleted, report->n_skipped,
                          report->n_doubtful);
}

static void
on_tried (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgLibraryRow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeLibraryReport) report = tg_code_library_import_finish (result, &error);
  g_autofree char *words = report != NULL ? describe (report) : NULL;

  if (report == NULL)
    {
      show_error (self, error);
      return;
    }
  show_stage (self, TRIED, words);
  gtk_widget_grab_focus (GTK_WIDGET (self->store_button));
}

/* Of the files that were chosen the one with the long texts is known by its name. */
static void
take_file (TgLibraryRow *self,
           GFile        *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *lower = g_ascii_strdown (name, -1);

  if (g_str_has_suffix (lower, ".fpt"))
    g_set_object (&self->memo, file);
  else
    g_set_object (&self->table, file);
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           TgLibraryRow    *self)
{
  g_autoptr (GListModel) chosen = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  g_clear_object (&self->table);
  g_clear_object (&self->memo);
  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (chosen, i);

      take_file (self, file);
    }
  if (self->table == NULL)
    return;
  show_stage (self, BUSY, _("Reading the library…"));
  tg_code_library_try_async (self->table, self->memo, self->cancellable, on_tried,
                             g_object_ref (self));
}

static void
on_import (TgLibraryRow *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Library of Refund Rates"),
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Library files (DBF, FPT)"));
  gtk_file_filter_add_suffix (filter, "dbf");
  gtk_file_filter_add_suffix (filter, "fpt");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
on_cancel (TgLibraryRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_state (self);
}

static void
tg_library_row_dispose (GObject *object)
{
  TgLibraryRow *self = TG_LIBRARY_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_object (&self->table);
  g_clear_object (&self->memo);
  G_OBJECT_CLASS (tg_library_row_parent_class)->dispose (object);
}

static void
tg_library_row_class_init (TgLibraryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_library_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-library-row.ui");
  gtk_widget_class_bind_template_child (widget_class, TgLibraryRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, TgLibraryRow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, TgLibraryRow, store_button);
  gtk_widget_class_bind_template_child (widget_class, TgLibraryRow, import_button);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_store);
  gtk_widget_class_bind_template_callback (widget_class, on_import);
}

static void
tg_library_row_init (TgLibraryRow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_state (self);
}

void
tg_library_row_set_workspace (TgLibraryRow *self,
                              TgWorkspace  *workspace)
{
  g_return_if_fail (TG_IS_LIBRARY_ROW (self));

  g_set_object (&self->workspace, workspace);
}
