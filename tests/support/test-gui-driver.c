/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include <glib/gstdio.h>

#include "tg-test.h"

typedef struct
{
  GtkWindow *window;
  GtkWidget *entry;
  GtkWidget *button;
  int        clicks;
} Fixture;

static void
on_clicked (GtkButton *button,
            Fixture   *fixture)
{
  fixture->clicks++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->entry = gtk_entry_new ();
  fixture->button = gtk_button_new_with_mnemonic ("保存(_S)");
  g_signal_connect (fixture->button, "clicked", G_CALLBACK (on_clicked), fixture);
  gtk_box_append (GTK_BOX (box), fixture->entry);
  gtk_box_append (GTK_BOX (box), fixture->button);
  gtk_window_set_child (fixture->window, box);
  tg_gui_show (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (fixture->window);
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_true (tg_gui_find (fixture->window, "text=保存(S)") == fixture->button);
  g_assert_true (tg_gui_find (fixture->window, "GtkBox > GtkEntry") == fixture->entry);
  g_assert_cmpuint (tg_gui_count (fixture->window, "GtkBox > GtkBox"), ==, 0);
  g_assert_null (tg_gui_find (fixture->window, "#nothing"));
  gtk_widget_hide (fixture->button);
  g_assert_null (tg_gui_find (fixture->window, "GtkButton"));
}

static void
test_type (Fixture       *fixture,
           gconstpointer  data)
{
  tg_gui_click (fixture->entry);
  tg_gui_type (fixture->entry, "Zhang三丰 A1+");
  tg_gui_assert_text (fixture->window, "GtkEntry", "Zhang三丰 A1+");
  tg_gui_key (fixture->entry, "<Control>a");
  tg_gui_key (fixture->entry, "BackSpace");
  tg_gui_assert_text (fixture->window, "GtkEntry", "");
}

static void
test_click (Fixture       *fixture,
            gconstpointer  data)
{
  tg_gui_click (fixture->button);
  g_assert_cmpint (fixture->clicks, ==, 1);
  tg_gui_double_click (fixture->button);
  tg_gui_assert_soon (fixture->window, fixture->clicks == 3);
  tg_gui_activate (fixture->button);
  g_assert_cmpint (fixture->clicks, ==, 4);
}

static void
test_screenshot (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "window.png", NULL);
  GStatBuf info;

  tg_gui_screenshot (GTK_WIDGET (fixture->window), path);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, >, 500);
  tg_test_remove_folder (folder);
}

static void
add (const char *path,
     void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  add ("/support/gui-driver/find", test_find);
  add ("/support/gui-driver/type", test_type);
  add ("/support/gui-driver/click", test_click);
  add ("/support/gui-driver/screenshot", test_screenshot);
  return g_test_run ();
}
