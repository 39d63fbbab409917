/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-print.h"

#include "tg-error.h"

/* The pages are the session's own drawing, in points of A4; GTK only finds them a printer. */

static void
on_begin_print (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                TgDraft           *draft)
{
  gtk_print_operation_set_n_pages (operation, (int) MAX (tg_draft_get_n_pages (draft), 1));
}

static void
on_draw_page (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              TgDraft           *draft)
{
  tg_draft_draw_page (draft, (guint) page, gtk_print_context_get_cairo_context (context));
}

gboolean
tg_print_run (TgDraft     *draft,
              GtkWindow   *parent,
              const char  *pdf,
              GError     **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  GtkPrintOperationAction action = GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG;

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_job_name (operation, tg_draft_get_title (draft));
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_signal_connect_object (operation, "begin-print", G_CALLBACK (on_begin_print), draft, 0);
  g_signal_connect_object (operation, "draw-page", G_CALLBACK (on_draw_page), draft, 0);
  if (pdf != NULL)
    {
      gtk_print_operation_set_export_filename (operation, pdf);
      action = GTK_PRINT_OPERATION_ACTION_EXPORT;
    }
  gtk_print_operation_set_allow_async (operation, pdf == NULL);
  if (gtk_print_operation_run (operation, action, parent,
                               error) != GTK_PRINT_OPERATION_RESULT_ERROR)
    return TRUE;
  if (error != NULL && *error == NULL)
    g_set_error_literal (error, TG_ERROR, TG_ERROR_FAILED, "the print system gave no reason");
  return FALSE;
}
