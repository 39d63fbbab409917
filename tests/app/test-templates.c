/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include "tg-account-head.h"
#include "tg-account-page.h"
#include "tg-answers-page.h"
#include "tg-backup-page.h"
#include "tg-certificate-group.h"
#include "tg-damage-page.h"
#include "tg-doctor-page.h"
#include "tg-enquiry-page.h"
#include "tg-error-page.h"
#include "tg-error.h"
#include "tg-file-group.h"
#include "tg-form-page.h"
#include "tg-import-grid.h"
#include "tg-import-page.h"
#include "tg-merge-page.h"
#include "tg-overview-page.h"
#include "tg-packs-page.h"
#include "tg-practice-page.h"
#include "tg-preferences-window.h"
#include "tg-problem-pane.h"
#include "tg-quota-meter.h"
#include "tg-redraw-page.h"
#include "tg-relation-list.h"
#include "tg-restore-page.h"
#include "tg-sale-page.h"
#include "tg-section-list.h"
#include "tg-sidebar.h"
#include "tg-timeline.h"
#include "tg-upgrade-page.h"
#include "tg-welcome-page.h"
#include "tg-window.h"

/* Every template is built once; a warning is a failure. */

static void
test_build (gconstpointer data)
{
  GtkWidget *widget = g_object_new (GPOINTER_TO_SIZE (data), NULL);

  g_object_ref_sink (widget);
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  g_object_unref (widget);
}

static void
add (GType type)
{
  g_autofree char *path = g_strconcat ("/app/templates/", g_type_name (type), NULL);

  g_test_add_data_func (path, GSIZE_TO_POINTER (type), test_build);
}

static void
test_error_page (void)
{
  g_autoptr (GError) error = g_error_new_literal (TG_ERROR, TG_ERROR_BUSY, "locked");
  GtkWidget *window = gtk_window_new ();
  GtkWidget *page = tg_error_page_new ("It could not be opened", error, "Back", "app.welcome");

  gtk_window_set_child (GTK_WINDOW (window), page);
  tg_gui_show (GTK_WINDOW (window));
  tg_gui_assert_text (window, "#detail", "locked");
  g_assert_nonnull (tg_gui_find (window, "text=Back"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_welcome_page (void)
{
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), tg_welcome_page_new ());
  tg_gui_show (GTK_WINDOW (window));
  g_assert_cmpuint (tg_gui_count (window, "AdwActionRow"), ==, 3);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  adw_init ();
  add (TG_TYPE_ACCOUNT_HEAD);
  add (TG_TYPE_ACCOUNT_PAGE);
  add (TG_TYPE_ANSWERS_PAGE);
  add (TG_TYPE_BACKUP_PAGE);
  add (TG_TYPE_CERTIFICATE_GROUP);
  add (TG_TYPE_DAMAGE_PAGE);
  add (TG_TYPE_DOCTOR_PAGE);
  add (TG_TYPE_ENQUIRY_PAGE);
  add (TG_TYPE_ERROR_PAGE);
  add (TG_TYPE_UPGRADE_PAGE);
  add (TG_TYPE_FILE_GROUP);
  add (TG_TYPE_MERGE_PAGE);
  add (TG_TYPE_FORM_PAGE);
  add (TG_TYPE_IMPORT_GRID);
  add (TG_TYPE_IMPORT_PAGE);
  add (TG_TYPE_OVERVIEW_PAGE);
  add (TG_TYPE_PRACTICE_PAGE);
  add (TG_TYPE_PREFERENCES_WINDOW);
  add (TG_TYPE_PROBLEM_PANE);
  add (TG_TYPE_PACKS_PAGE);
  add (TG_TYPE_QUOTA_METER);
  add (TG_TYPE_REDRAW_PAGE);
  add (TG_TYPE_RELATION_LIST);
  add (TG_TYPE_RESTORE_PAGE);
  add (TG_TYPE_SALE_PAGE);
  add (TG_TYPE_SECTION_LIST);
  add (TG_TYPE_SIDEBAR);
  add (TG_TYPE_TIMELINE);
  add (TG_TYPE_WELCOME_PAGE);
  add (TG_TYPE_WINDOW);
  g_test_add_func ("/app/templates/error-page", test_error_page);
  g_test_add_func ("/app/templates/welcome-page", test_welcome_page);
  return g_test_run ();
}
