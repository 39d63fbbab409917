/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include "tg-new-dialog.h"
#include "tg-test.h"

/* The dialog over the sample company: what a form is drawn from is said by the form, and one that
 * takes several is made from all that are chosen. */

typedef struct
{
  char        *folder;
  TgWorkspace *workspace;
  GtkWindow   *parent;
  GVariant    *made;       /* nullable: the parameter of win.make */
} Fixture;

static void
on_make (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  ((Fixture *) data)->made = g_variant_ref (parameter);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *made = tg_test_make_folder ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("make", G_VARIANT_TYPE ("(sas)"));
  g_autoptr (GError) error = NULL;

  fixture->folder = g_build_filename (made, "w", NULL);
  tg_workspace_open_async (fixture->folder, "practice", NULL, tg_test_keep_result, &opened);
  tg_test_wait_result (&opened);
  fixture->workspace = tg_workspace_open_finish (opened, &error);
  g_assert_no_error (error);
  tg_workspace_load_sample_async (fixture->workspace, NULL, tg_test_keep_result, &loaded);
  tg_test_wait_result (&loaded);
  tg_workspace_load_sample_finish (fixture->workspace, loaded, &error);
  g_assert_no_error (error);
  fixture->parent = GTK_WINDOW (gtk_window_new ());
  g_signal_connect (action, "activate", G_CALLBACK (on_make), fixture);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (action));
  gtk_widget_insert_action_group (GTK_WIDGET (fixture->parent), "win", G_ACTION_GROUP (actions));
  tg_gui_show (fixture->parent);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  gtk_window_destroy (fixture->parent);
  tg_gui_wait_ms (20);
  tg_workspace_close_async (fixture->workspace, NULL, tg_test_keep_result, &closed);
  tg_test_wait_result (&closed);
  tg_workspace_close_finish (fixture->workspace, closed, &error);
  g_assert_no_error (error);
  g_object_unref (fixture->workspace);
  g_clear_pointer (&fixture->made, g_variant_unref);
  tg_test_remove_folder (parent);
  g_free (fixture->folder);
}

/* The dialog at its second page, its rows there: there is one form, so the first is not asked. */
static GtkWindow *
open_at_sources (Fixture    *fixture,
                 const char *form,
                 guint       n_rows)
{
  GtkWindow *dialog = tg_new_dialog_new (fixture->parent, fixture->workspace, form);
  GtkSelectionModel *rows;

  tg_gui_show (dialog);
  rows = gtk_list_view_get_model (GTK_LIST_VIEW (tg_gui_need (dialog, "#sources")));
  for (guint i = 0; i < 100 && g_list_model_get_n_items (G_LIST_MODEL (rows)) < n_rows; i++)
    tg_gui_wait_ms (50);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, n_rows);
  return dialog;
}

static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWindow *dialog = open_at_sources (fixture, "customs.summary", 2);
  GtkWidget *draw = tg_gui_need (dialog, "#draw");
  GtkListView *sources = GTK_LIST_VIEW (tg_gui_need (dialog, "#sources"));
  g_autoptr (GVariant) ids = NULL;
  const char *form;

  g_assert_false (gtk_widget_get_sensitive (draw));
  gtk_selection_model_select_all (gtk_list_view_get_model (sources));
  g_assert_true (gtk_widget_get_sensitive (draw));
  tg_gui_activate (draw);
  g_assert_nonnull (fixture->made);
  g_variant_get (fixture->made, "(&s@as)", &form, &ids);
  g_assert_cmpstr (form, ==, "customs.summary");
  g_assert_cmpuint (g_variant_n_children (ids), ==, 2);
}

static void
test_one (Fixture       *fixture,
          gconstpointer  data)
{
  GtkWindow *dialog = open_at_sources (fixture, "customs.export-list", 5);

  g_assert_null (tg_gui_find (dialog, "#draw"));
  tg_gui_key (tg_gui_need (dialog, "#source_search"), "Return");
  g_assert_nonnull (fixture->made);
}

#define ADD(name, function) \
  g_test_add ("/app/new-dialog/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  tg_gui_init (&argc, &argv);
  ADD ("several", test_several);
  ADD ("one", test_one);
  return g_test_run ();
}
