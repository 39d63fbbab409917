/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include "tg-csv.h"
#include "tg-import-grid.h"
#include "tg-import-sheet-private.h"
#include "tg-test.h"

/* The grid in a window of its own, worked by the keyboard. */

typedef struct
{
  TgCatalogue   *catalogue;
  TgImportSheet *sheet;
  GtkWidget     *window;
  TgImportGrid  *grid;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("order_no,颜色,goods\n");

  for (guint i = 0; i < 50; i++)
    g_string_append_printf (text, "A-%u,red,%u\n", i, i);
  fixture->catalogue = tg_catalogue_load (TG_SOURCE_DATA_DIR, &error);
  g_assert_no_error (error);
  fixture->sheet = tg_import_sheet_new (fixture->catalogue,
                                        tg_catalogue_find_fact (fixture->catalogue, "order", 0),
                                        tg_csv_read (text->str, ',', NULL));
  fixture->window = gtk_window_new ();
  fixture->grid = g_object_new (TG_TYPE_IMPORT_GRID, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->grid));
  tg_import_grid_set_sheet (fixture->grid, fixture->sheet);
  tg_gui_show (GTK_WINDOW (fixture->window));
  tg_import_grid_grab_caret (fixture->grid);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->sheet);
  tg_catalogue_unref (fixture->catalogue);
}

static void
press (Fixture    *fixture,
       const char *key)
{
  tg_gui_key (fixture->window, key);
}

/* Many rows cost the widgets of ten; Return goes on, Down to the row below. */
static void
test_keys (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpuint (tg_gui_count (fixture->window, "GtkEntry"), ==, 30);
  tg_gui_type (fixture->window, "B-0");
  press (fixture, "Return");
  g_assert_cmpstr (tg_import_sheet_get_cell (fixture->sheet, 0, 0), ==, "B-0");
  tg_gui_type (fixture->window, "blue");
  press (fixture, "Down");
  g_assert_cmpstr (tg_import_sheet_get_cell (fixture->sheet, 0, 1), ==, "blue");
  tg_gui_type (fixture->window, "green");
  press (fixture, "<Control>d");
  g_assert_cmpstr (tg_import_sheet_get_cell (fixture->sheet, 49, 1), ==, "green");
  g_assert_cmpstr (tg_import_sheet_get_cell (fixture->sheet, 0, 1), ==, "blue");
  for (guint i = 0; i < 20; i++)
    press (fixture, "Down");
  tg_gui_type (fixture->window, "black");
  press (fixture, "Return");
  g_assert_cmpstr (tg_import_sheet_get_cell (fixture->sheet, 21, 1), ==, "black");
}

/* Where X11 took the selection away, the first key replaces all the same. */
static void
test_first_key (Fixture       *fixture,
                gconstpointer  data)
{
  GtkWidget *entry;

  press (fixture, "Return");
  entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)),
                                   GTK_TYPE_ENTRY);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "red");
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, 0);
  tg_gui_type (fixture->window, "blue");
  press (fixture, "Return");
  g_assert_cmpstr (tg_import_sheet_get_cell (fixture->sheet, 0, 1), ==, "blue");
}

/* A field has one column, and a column that is chosen changes the sheet. */
static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *choice = tg_gui_need (fixture->window, "GtkDropDown");

  g_assert_cmpstr (tg_import_sheet_get_path (fixture->sheet, 0), ==, "order_no");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  g_assert_cmpstr (tg_import_sheet_get_path (fixture->sheet, 0), ==, "");
  tg_import_sheet_set_path (fixture->sheet, 1, "order_no");
  tg_import_sheet_set_path (fixture->sheet, 2, "order_no");
  g_assert_cmpstr (tg_import_sheet_get_path (fixture->sheet, 1), ==, "");
  tg_import_sheet_add_column (fixture->sheet);
  tg_gui_settle (fixture->window);
  g_assert_cmpuint (tg_gui_count (fixture->window, "GtkDropDown"), ==, 4);
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  adw_init ();
  g_test_add ("/app/import-grid/keys", Fixture, NULL, set_up, test_keys, tear_down);
  g_test_add ("/app/import-grid/first-key", Fixture, NULL, set_up, test_first_key, tear_down);
  g_test_add ("/app/import-grid/columns", Fixture, NULL, set_up, test_columns, tear_down);
  return g_test_run ();
}
