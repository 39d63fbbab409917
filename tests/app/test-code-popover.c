/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include "tg-code-popover.h"
#include "tg-field-entry.h"
#include "tg-form-page.h"
#include "tg-test.h"
#include "tg-window.h"

/* The list of codes below a field of a goods record, worked by the keyboard. */

typedef struct
{
  char        *folder;
  TgSettings  *settings;
  TgWorkspace *workspace;
  TgWindow    *window;
  TgDraft     *draft;
} Fixture;

static TgDraft *
new_goods (TgWorkspace *workspace)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgDraft *draft;

  tg_workspace_new_draft_async (workspace, "fact:goods", NULL, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  draft = tg_workspace_new_draft_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return draft;
}

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
  fixture->draft = new_goods (fixture->workspace);
  fixture->settings = tg_settings_new ();
  fixture->window = tg_window_new (NULL, fixture->settings);
  tg_window_set_workspace (fixture->window, fixture->workspace);
  tg_window_push (fixture->window, tg_form_page_new (fixture->workspace, fixture->draft));
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
  g_clear_object (&fixture->draft);
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

static const char *
get_place (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_ENTRY) : NULL;

  return entry != NULL ? tg_field_entry_get_path (TG_FIELD_ENTRY (entry)) : "";
}

static void
go_to (Fixture    *fixture,
       const char *field)
{
  for (guint i = 0; i < 40 && g_strcmp0 (get_place (fixture), field) != 0; i++)
    press (fixture, "Tab");
  g_assert_cmpstr (get_place (fixture), ==, field);
}

static GtkListBox *
get_list (Fixture *fixture)
{
  return GTK_LIST_BOX (tg_gui_need (fixture->window, "TgCodePopover > GtkListBox"));
}

/* The everyday word leads to the codes; what has eight digits is shown and passed by. */
static void
test_choose (Fixture       *fixture,
             gconstpointer  data)
{
  GtkListBoxRow *row;
  guint n_ways = 0;

  go_to (fixture, "hs_code");
  tg_gui_type (GTK_WIDGET (fixture->window), "9503");
  tg_gui_assert_soon (fixture->window,
                      tg_gui_find (fixture->window, "TgCodePopover > GtkListBoxRow") != NULL);
  for (int i = 0; (row = gtk_list_box_get_row_at_index (get_list (fixture), i)) != NULL; i++)
    {
      gboolean has_ten = strlen (gtk_widget_get_name (GTK_WIDGET (row))) == 10;

      g_assert_cmpint (gtk_list_box_row_get_selectable (row), ==, has_ten);
      g_assert_cmpint (gtk_list_box_row_get_activatable (row), ==, has_ten);
      n_ways += has_ten ? 0 : 1;
    }
  g_assert_cmpuint (n_ways, >, 0);
  for (guint i = 0; i < 60; i++)
    press (fixture, "Down");
  row = gtk_list_box_get_selected_row (get_list (fixture));
  g_assert_nonnull (row);
  g_assert_cmpuint (strlen (gtk_widget_get_name (GTK_WIDGET (row))), ==, 10);
  for (guint i = 0; i < 60; i++)
    press (fixture, "Up");
  press (fixture, "Return");
  g_assert_cmpuint (strlen (tg_draft_get_value (fixture->draft, "hs_code")), ==, 10);
  g_assert_true (g_str_has_prefix (tg_draft_get_value (fixture->draft, "hs_code"), "9503"));
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  adw_init ();

  g_test_add ("/app/code-popover/choose", Fixture, NULL, set_up, test_choose, tear_down);

  return g_test_run ();
}
