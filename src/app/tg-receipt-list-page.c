/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-receipt-list-page.h"

#include "tg-receipt-row.h"
#include "tg-workspace-receipts.h"

#include <glib/gi18n-lib.h>

/* Receipts come from the window by themselves; those of customs' own client are files that are
 * opened here, or dropped on the list. */
struct _TgReceiptListPage
{
  TgListPage    parent_instance;

  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (TgReceiptListPage, tg_receipt_list_page, TG_TYPE_LIST_PAGE)

static const TgListTab receipt_tabs[] = { { "", N_("All") } };

/* Columns */

static char *
get_time (gpointer row)
{
  gint64 at = tg_receipt_get_at (tg_receipt_row_get_receipt (row)) / G_USEC_PER_SEC;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, "%m-%d %H:%M");
}

static char *
get_agency (gpointer row)
{
  return g_strdup (tg_receipt_row_get_agency (row));
}

static char *
get_state (gpointer row)
{
  TgReceipt *receipt = tg_receipt_row_get_receipt (row);

  return g_strdup (tg_state_get_label (tg_receipt_get_status (receipt), TG_ATTEMPT_RECEIVED));
}

static const char *
get_state_class (gpointer row)
{
  TgReceipt *receipt = tg_receipt_row_get_receipt (row);

  switch (tg_state_get_actor (tg_receipt_get_status (receipt), TG_ATTEMPT_RECEIVED))
    {
    case TG_ACTOR_NOBODY:
      return "state-done";
    case TG_ACTOR_PERSON:
      return "state-attention";
    case TG_ACTOR_PROGRAM:
    case TG_ACTOR_AGENCY:
      return "state-under-way";
    }
  return "state-under-way";
}

static char *
get_code (gpointer row)
{
  return g_strdup (tg_receipt_get_code (tg_receipt_row_get_receipt (row)));
}

static char *
get_message (gpointer row)
{
  return g_strdup (tg_receipt_get_message (tg_receipt_row_get_receipt (row)));
}

static char *
get_number (gpointer row)
{
  return g_strdup (tg_receipt_get_number (tg_receipt_row_get_receipt (row)));
}

static const TgRecordColumn receipt_columns[] = {
  { "at", N_("Time"), TG_CARD_FIGURE, FALSE, FALSE, 11, get_time, NULL },
  { "agency", N_("From"), TG_CARD_TITLE, FALSE, FALSE, 10, get_agency, NULL },
  { "state", N_("State"), TG_CARD_PILL, FALSE, FALSE, 10, get_state, get_state_class },
  { "code", N_("Code"), TG_CARD_NOWHERE, FALSE, FALSE, 8, get_code, NULL },
  { "message", N_("What it says"), TG_CARD_SUBTITLE, FALSE, TRUE, 40, get_message, NULL },
  { "number", N_("Number given"), TG_CARD_NOWHERE, FALSE, FALSE, 24, get_number, NULL },
};

/* Files */

/* The sentences of what is not as it should be, one a line; NULL where all is well. */
static char *
dup_problems (GPtrArray *taken)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < taken->len; i++)
    {
      const TgTakenReceipt *one = taken->pdata[i];

      if (one->outcome != TG_RECEIPT_TAKEN)
        g_ptr_array_add (lines, one->text);
    }
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (TgReceiptListPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) taken = tg_workspace_take_receipts_finish (TG_WORKSPACE (source), result,
                                                                   &error);
  g_autofree char *problems = taken != NULL ? dup_problems (taken) : NULL;
  g_autofree char *words = NULL;
  guint count = 0;

  if (taken == NULL)
    {
      tg_page_toast_error (TG_PAGE (self), error);
      return;
    }
  for (guint i = 0; i < taken->len; i++)
    count += ((TgTakenReceipt *) taken->pdata[i])->outcome == TG_RECEIPT_TAKEN;
  words = g_strdup_printf (ngettext ("%u receipt was taken in", "%u receipts were taken in", count),
                           count);
  tg_list_page_say (TG_LIST_PAGE (self), problems);
  if (problems == NULL || count > 0)
    tg_page_toast (TG_PAGE (self), words);
}

static void
take_files (TgReceiptListPage *self,
            GPtrArray         *files)
{
  if (files->len > 0)
    tg_workspace_take_receipts_async (tg_list_page_get_workspace (TG_LIST_PAGE (self)), files,
                                      self->cancellable, on_taken, g_object_ref (self));
}

static void
on_chosen (GtkNativeDialog   *dialog,
           int                response,
           TgReceiptListPage *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListModel) chosen = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    g_ptr_array_add (files, g_list_model_get_item (chosen, i));
  g_object_unref (dialog);
  take_files (self, files);
}

static void
on_open_files (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Open Receipt Files"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Receipts (XML)"));
  gtk_file_filter_add_suffix (filter, "xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), widget, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static gboolean
on_dropped (TgReceiptListPage *self,
            const GValue      *value)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GSList) list = gdk_file_list_get_files (g_value_get_boxed (value));

  for (GSList *item = list; item != NULL; item = item->next)
    g_ptr_array_add (files, g_object_ref (item->data));
  take_files (self, files);
  return files->len > 0;
}

/* Overrides */

static void
tg_receipt_list_page_dispose (GObject *object)
{
  TgReceiptListPage *self = TG_RECEIPT_LIST_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (tg_receipt_list_page_parent_class)->dispose (object);
}

/* A row is made when it is looked at. */
static gpointer
make_row (gpointer receipt,
          gpointer workspace)
{
  TgReceiptRow *row = tg_receipt_row_new (workspace, receipt);

  g_object_unref (receipt);
  return row;
}

static GListModel *
tg_receipt_list_page_list (TgListPage *page,
                           const char *tab,
                           const char *words)
{
  TgWorkspace *workspace = tg_list_page_get_workspace (page);
  GtkMapListModel *rows = gtk_map_list_model_new (tg_workspace_list_receipts (workspace), make_row,
                                                  g_object_ref (workspace), g_object_unref);

  return G_LIST_MODEL (rows);
}

static int
tg_receipt_list_page_count (TgListPage *page,
                            const char *tab)
{
  return -1;
}

static void
tg_receipt_list_page_open (TgListPage *page,
                           GObject    *row)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "win.open", "s",
                              tg_receipt_get_filing (tg_receipt_row_get_receipt
                                                       (TG_RECEIPT_ROW (row))));
}

static void
tg_receipt_list_page_class_init (TgReceiptListPageClass *klass)
{
  TgListPageClass *list_class = TG_LIST_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tg_receipt_list_page_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.open-files", NULL,
                                   on_open_files);
  list_class->columns = receipt_columns;
  list_class->n_columns = G_N_ELEMENTS (receipt_columns);
  list_class->empty_icon = "mail-unread-symbolic";
  list_class->empty_title = N_("No receipts yet");
  list_class->empty_description =
    N_("What the agencies answer to your filings comes here, newest first. Receipts of customs' "
       "own client are files: open them, or drop them here.");
  list_class->list = tg_receipt_list_page_list;
  list_class->count = tg_receipt_list_page_count;
  list_class->open = tg_receipt_list_page_open;
}

static void
tg_receipt_list_page_init (TgReceiptListPage *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
tg_receipt_list_page_new (TgWorkspace *workspace,
                          const char  *title)
{
  TgListPage *self = g_object_new (TG_TYPE_RECEIPT_LIST_PAGE, "title", title, NULL);

  tg_list_page_begin (self, workspace, receipt_tabs, G_N_ELEMENTS (receipt_tabs));
  tg_list_page_set_new (self, NULL);
  tg_list_page_set_opening (self, _("_Open Receipt File…"),
                            _("Receipts that customs' own client keeps as files"),
                            "page.open-files");
  return GTK_WIDGET (self);
}
