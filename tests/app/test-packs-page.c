/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include <glib/gstdio.h>
#include <libintl.h>
#include <string.h>

#include "tg-form-page.h"
#include "tg-pack-maker.h"
#include "tg-packs-page.h"
#include "tg-test.h"
#include "tg-window.h"

/* A pack that the test makes, by the page: what it touches, the way to the field, installing it. */

typedef struct
{
  char        *folder;
  GFile       *file;
  TgSettings  *settings;
  TgWorkspace *workspace;
  TgWindow    *window;
} Fixture;

static void
put_file (const char *root,
          const char *path,
          const char *text)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  tg_test_write_file (full, text);
}

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static void
put_contents (const char *pack)
{
  g_autofree char *form = tg_test_read_file (TG_SOURCE_DATA_DIR "/forms/customs.order/1/form.json");
  g_autofree char *versioned = replace (form, "\"version\": 1", "\"version\": 2");
  g_autofree char *shorter = replace (versioned, "\"max_length\": 1000", "\"max_length\": 500");

  put_file (pack, "pack.json", "{\"id\":\"official\",\"version\":1,\"date\":\"2026-11-26\","
            "\"valid_from\":\"2026-12-01\",\"sources\":[\"海关总署公告（试验）\"],"
            "\"title\":{\"zh\":\"2026年冬季更新\",\"en\":\"Winter update 2026\"}}");
  put_file (pack, "forms/customs.order/2/form.json", shorter);
  put_file (pack, "codes/ceb_order_type.csv",
            "code,name_zh,name_en,valid_from,valid_to\n"
            "E,电商出口订单(B2C),B2C export order,,2026-01-31\n");
}

static void
make_pack (Fixture *fixture)
{
  g_autofree char *pack = g_build_filename (fixture->folder, "pack", NULL);
  g_autofree char *key_file = g_build_filename (fixture->folder, "key", NULL);
  g_autofree char *trusted = g_build_filename (fixture->folder, "trusted", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *key = tg_pack_maker_make_key (key_file, &error);
  g_autofree char *path = NULL;

  g_assert_no_error (error);
  tg_test_write_file (trusted, key);
  g_setenv ("TONGGUAN_PACK_KEYS", trusted, TRUE);
  put_contents (pack);
  path = tg_pack_maker_make (pack, key_file, fixture->folder, &error);
  g_assert_no_error (error);
  fixture->file = g_file_new_for_path (path);
}

/* As the application does. */
static void
load_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/io/github/tongguan/Tongguan/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = NULL;
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  make_pack (fixture);
  folder = g_build_filename (fixture->folder, "w", NULL);
  tg_workspace_open_async (folder, "practice", NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  fixture->workspace = tg_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  tg_workspace_load_sample_async (fixture->workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_load_sample_finish (fixture->workspace, result, NULL));
  g_object_unref (result);
  load_style ();
  fixture->settings = tg_settings_new ();
  fixture->window = tg_window_new (NULL, fixture->settings);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1280, 800);
  tg_window_set_workspace (fixture->window, fixture->workspace);
  tg_gui_show (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  GAsyncResult *result = NULL;

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tg_gui_wait_ms (20);
  tg_workspace_close_async (fixture->workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_close_finish (fixture->workspace, result, NULL));
  g_object_unref (result);
  g_object_unref (fixture->workspace);
  tg_settings_free (fixture->settings);
  g_object_unref (fixture->file);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
make_draft (Fixture *fixture)
{
  const char *none[] = { NULL };
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) draft = NULL;

  tg_workspace_new_draft_async (fixture->workspace, "customs.order", none, NULL,
                                tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  draft = tg_workspace_new_draft_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  tg_draft_set_value (draft, "order_no", "EX-1");
  tg_draft_flush_async (draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_object_unref (result);
  return g_strdup (tg_draft_get_id (draft));
}

/* For who looks at it: TG_SHOTS names a folder, TONGGUAN_LOCALE_DIR one with the Chinese words. */
static void
shoot (Fixture    *fixture,
       const char *name)
{
  const char *folder = g_getenv ("TG_SHOTS");
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path == NULL)
    return;
  gtk_widget_queue_draw (GTK_WIDGET (fixture->window));
  tg_gui_settle (GTK_WIDGET (fixture->window));
  tg_gui_screenshot (GTK_WIDGET (fixture->window), path);
}

static GtkWidget *
open_page (Fixture *fixture)
{
  GtkWidget *page;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.packs", NULL);
  page = tg_gui_need (fixture->window, "TgPacksPage");
  tg_packs_page_open_file (TG_PACKS_PAGE (page), fixture->file);
  tg_gui_assert_soon (fixture->window,
                      tg_gui_count (fixture->window, "TgPacksPage > AdwPreferencesGroup") >= 3);
  tg_gui_wait_ms (300);
  return page;
}

static GtkWidget *
find_row (GtkWidget  *widget,
          const char *word)
{
  if (ADW_IS_ACTION_ROW (widget) &&
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)), word) != NULL)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_row (child, word);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_install (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *id = make_draft (fixture);
  GtkWidget *page = open_page (fixture);
  GtkWidget *row = find_row (page, "500");
  GtkWidget *form;

  shoot (fixture, "packs-file.png");
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate (row));
  form = tg_gui_need (fixture->window, "TgFormPage");
  g_assert_cmpstr (tg_draft_get_id (tg_form_page_get_draft (TG_FORM_PAGE (form))), ==, id);
  tg_gui_wait_ms (300);
  shoot (fixture, "packs-draft.png");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  tg_gui_assert_soon (fixture->window, tg_gui_count (fixture->window, "TgFormPage") == 0);
  g_assert_nonnull (tg_gui_need (fixture->window, "TgPacksPage"));
  tg_gui_key (GTK_WIDGET (fixture->window), "<Control>Return");
  tg_gui_assert_soon (fixture->window, tg_gui_count (page, "#main_button") == 0);
  tg_gui_assert_soon (fixture->window,
                      tg_gui_find (page, "text=还没有更新包") == NULL &&
                      tg_gui_find (page, "text=No pack yet") == NULL);
  tg_gui_wait_ms (300);
  shoot (fixture, "packs-installed.png");
}

int
main (int    argc,
      char **argv)
{
  if (g_getenv ("TONGGUAN_LOCALE_DIR") != NULL)
    {
      bindtextdomain (GETTEXT_PACKAGE, g_getenv ("TONGGUAN_LOCALE_DIR"));
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  tg_gui_init (&argc, &argv);
  adw_init ();
  g_test_add ("/app/packs-page/install", Fixture, NULL, set_up, test_install, tear_down);
  return g_test_run ();
}
