/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include "tg-import-grid.h"
#include "tg-row-list.h"
#include "tg-test.h"
#include "tg-window.h"

/* A block from the clipboard into a workspace of its own, by the keyboard: pasted, mapped by its
 * headings, mended, stored; what could not be taken stays. */

typedef struct
{
  char        *folder;
  TgSettings  *settings;
  TgWorkspace *workspace;
  TgWindow    *window;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *made = tg_test_make_folder ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_build_filename (made, "w", NULL);
  tg_workspace_open_async (fixture->folder, "practice", NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  fixture->workspace = tg_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  fixture->settings = tg_settings_new ();
  fixture->window = tg_window_new (NULL, fixture->settings);
  tg_window_set_workspace (fixture->window, fixture->workspace);
  tg_gui_show (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  GAsyncResult *result = NULL;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tg_gui_wait_ms (20);
  tg_workspace_close_async (fixture->workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_close_finish (fixture->workspace, result, NULL));
  g_object_unref (result);
  g_object_unref (fixture->workspace);
  tg_settings_free (fixture->settings);
  tg_test_remove_folder (parent);
  g_free (fixture->folder);
}

static void
press (Fixture    *fixture,
       const char *key)
{
  tg_gui_key (GTK_WIDGET (fixture->window), key);
}

static guint
count_goods (Fixture *fixture)
{
  g_autoptr (GListModel) goods = tg_workspace_list_facts (fixture->workspace, "goods", "");
  GAsyncResult *result = NULL;

  tg_row_list_load_async (TG_ROW_LIST (goods), 100, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_row_list_load_finish (TG_ROW_LIST (goods), result, NULL));
  g_object_unref (result);
  return g_list_model_get_n_items (goods);
}

#define HEAD "item_no\tname_zh\tspec\ths_code\torigin_country\tunit\tunit1\tqty1_per_unit\n"

static void
test_paste (Fixture       *fixture,
            gconstpointer  data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->window));

  /* An empty list offers it; Ctrl+I would, where the application has its keys. */
  tg_window_show_area (fixture->window, "parties");
  tg_gui_click (tg_gui_need (fixture->window, "#empty_import_button"));
  g_assert_nonnull (tg_gui_need (fixture->window, "TgImportPage"));
  gdk_clipboard_set_text (clipboard, data);
  press (fixture, "<Control>v");
  tg_gui_need (fixture->window, "TgImportGrid");
  tg_gui_assert_soon (fixture->window,
                      gtk_widget_get_sensitive (tg_gui_need (fixture->window, "#main_button")));
  press (fixture, "<Control>Return");
  tg_gui_assert_soon (fixture->window, count_goods (fixture) == 1);
  /* The faulty row is still there. */
  tg_gui_assert_soon (fixture->window, tg_gui_count (fixture->window, "TgImportGrid > GtkEntry") ==
                      8);
  press (fixture, "<Alt>Left");
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  adw_init ();
  g_test_add ("/app/import-page/paste", Fixture,
              HEAD
              "CUP-1\t保温杯\t不锈钢|350ml\t9617001100\tCHN\t007\t007\t1\n"
              "\t纸质拼图\t纸\t9503006000\tCHN\t007\t007\t1\n",
              set_up, test_paste, tear_down);
  return g_test_run ();
}
