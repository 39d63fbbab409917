/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-secret-dialog.h"

#include <glib/gi18n-lib.h>

/* GTK keeps what is typed into a password entry in memory that is not swapped, and wipes it. */

typedef struct
{
  TgSecretFunc  done;
  gpointer      data;
  GtkWidget    *entry;
} Question;

static void
on_response (AdwMessageDialog *dialog,
             const char       *response,
             gpointer          data)
{
  g_autofree Question *question = data;
  gboolean is_given = g_str_equal (response, "go-on");

  question->done (is_given ? gtk_editable_get_text (GTK_EDITABLE (question->entry)) : NULL,
                  question->data);
}

static void
on_activate (GtkWidget *entry,
             GtkWindow *dialog)
{
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "go-on");
  gtk_window_close (dialog);
}

void
tg_secret_dialog_ask (GtkWindow    *parent,
                      const char   *heading,
                      const char   *body,
                      TgSecretFunc  done,
                      gpointer      data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GtkWidget *entry = gtk_password_entry_new ();
  Question *question = g_new0 (Question, 1);

  question->done = done;
  question->data = data;
  question->entry = entry;
  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  -1);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), dialog);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), entry);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"),
                                    "go-on", _("_Go On"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "go-on",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "go-on");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), question);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}

void
tg_secret_dialog_ask_pin (GtkWidget    *widget,
                          TgSecretFunc  done,
                          gpointer      data)
{
  tg_secret_dialog_ask (GTK_WINDOW (gtk_widget_get_root (widget)),
                        _("PIN of the Certificate’s Key"),
                        _("What is sent is signed with your certificate. The PIN is kept until the "
                          "workspace is closed."), done, data);
}
