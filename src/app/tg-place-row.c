/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-place-row.h"

#include <glib/gi18n-lib.h>

/* An entry with a button that has a file chosen. What is chosen stands in the entry and is taken
 * by whoever asks for it. */
struct _TgPlaceRow
{
  AdwEntryRow parent_instance;
};

G_DEFINE_FINAL_TYPE (TgPlaceRow, tg_place_row, ADW_TYPE_ENTRY_ROW)

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           TgPlaceRow      *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  path = file != NULL ? g_file_get_path (file) : NULL;
  if (path != NULL)
    tg_place_row_set_place (self, path);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_choose (TgPlaceRow *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_("Choose a File"),
                                 GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) pem = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (pem, _("Certificates and keys (PEM)"));
  gtk_file_filter_add_suffix (pem, "pem");
  gtk_file_filter_add_suffix (pem, "crt");
  gtk_file_filter_add_suffix (pem, "cer");
  gtk_file_filter_add_suffix (pem, "key");
  gtk_file_filter_set_name (all, _("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), pem);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
tg_place_row_class_init (TgPlaceRowClass *klass)
{
}

static void
tg_place_row_init (TgPlaceRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-open-symbolic");

  gtk_widget_set_tooltip_text (button, _("Choose a file"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_choose), self);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), button);
}

const char *
tg_place_row_get_place (TgPlaceRow *self)
{
  g_return_val_if_fail (TG_IS_PLACE_ROW (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self));
}

void
tg_place_row_set_place (TgPlaceRow *self,
                        const char *place)
{
  g_return_if_fail (TG_IS_PLACE_ROW (self));

  gtk_editable_set_text (GTK_EDITABLE (self), place);
}
