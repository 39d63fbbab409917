/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include <string.h>

#include "tg-doctor-page.h"
#include "tg-preferences-window.h"
#include "tg-test-certificate.h"
#include "tg-test.h"
#include "tg-window.h"
#include "tg-workspace-keys.h"
#include "tg-workspace-verbs.h"

/* A certificate is set in the preferences, refused in words where it can't be read, taken away; the
 * way to the doctor. */

typedef struct
{
  char        *folder;
  char        *certificate;
  char        *key;
  TgSettings  *settings;
  TgWorkspace *workspace;
  TgWindow    *window;
  GtkWindow   *preferences;
} Fixture;

static void
make_certificate (Fixture *fixture)
{
  const TgTestCertificateOptions options = { .name = "Li", .begins = -60, .ends = 24 * 60 * 60 };
  g_autoptr (TgTestCertificate) made = tg_test_certificate_new (&options, NULL);
  g_autofree char *pem = tg_test_certificate_to_pem (made);
  g_autofree char *key = tg_test_certificate_key_to_pem (made, NULL);

  fixture->certificate = g_build_filename (fixture->folder, "mine.pem", NULL);
  fixture->key = g_build_filename (fixture->folder, "mine.key", NULL);
  tg_test_write_file (fixture->certificate, pem);
  tg_test_write_file (fixture->key, key);
}

static void
show_preferences (Fixture *fixture)
{
  fixture->preferences = tg_preferences_window_new (GTK_WINDOW (fixture->window),
                                                    fixture->settings, fixture->workspace);
  tg_gui_show (fixture->preferences);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *folder = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  make_certificate (fixture);
  folder = g_build_filename (fixture->folder, "w", NULL);
  tg_workspace_open_async (folder, "practice", NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  fixture->workspace = tg_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  fixture->settings = tg_settings_new ();
  fixture->window = tg_window_new (NULL, fixture->settings);
  tg_window_set_workspace (fixture->window, fixture->workspace);
  tg_gui_show (GTK_WINDOW (fixture->window));
  show_preferences (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;

  if (fixture->preferences != NULL)
    gtk_window_destroy (fixture->preferences);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  tg_gui_wait_ms (20);
  tg_workspace_close_async (fixture->workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_close_finish (fixture->workspace, result, NULL));
  g_object_unref (fixture->workspace);
  tg_settings_free (fixture->settings);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->certificate);
  g_free (fixture->key);
}

#define GROUP "TgCertificateGroup > "

static void
use (Fixture    *fixture,
     const char *certificate,
     const char *key)
{
  tg_gui_set_text (tg_gui_need (fixture->preferences, GROUP "#certificate"), certificate);
  tg_gui_set_text (tg_gui_need (fixture->preferences, GROUP "#key"), key);
  tg_gui_activate (tg_gui_need (fixture->preferences, GROUP "#use_button"));
}

static gboolean
says (Fixture    *fixture,
      const char *words)
{
  GtkWidget *state = tg_gui_need (fixture->preferences, GROUP "#state");

  return strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (state)), words) != NULL;
}

static void
test_set (Fixture       *fixture,
          gconstpointer  data)
{
  GtkWidget *state = tg_gui_need (fixture->preferences, GROUP "#state");

  g_assert_true (says (fixture, "None"));
  use (fixture, "/nowhere/mine.pem", "");
  tg_gui_assert_soon (fixture->preferences, says (fixture, "/nowhere/mine.pem"));
  g_assert_true (gtk_widget_has_css_class (state, "error"));
  g_assert_false (tg_workspace_has_certificate (fixture->workspace));
  use (fixture, fixture->certificate, fixture->key);
  tg_gui_assert_soon (fixture->preferences, says (fixture, "Used for"));
  g_assert_false (gtk_widget_has_css_class (state, "error"));
  gtk_window_destroy (fixture->preferences);

  show_preferences (fixture);
  tg_gui_assert_text (fixture->preferences, GROUP "#certificate", fixture->certificate);
  tg_gui_assert_text (fixture->preferences, GROUP "#key", fixture->key);
  use (fixture, "", "");
  tg_gui_assert_soon (fixture->preferences, says (fixture, "None"));
  g_assert_false (tg_workspace_has_certificate (fixture->workspace));
}

/* The authority that was named stays pinned, and is shown again. */
static void
test_authority (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *pinned = NULL;

  tg_gui_set_text (tg_gui_need (fixture->preferences, "#address"), "https://127.0.0.1:1");
  tg_gui_set_text (tg_gui_need (fixture->preferences, "#account"), "li");
  tg_gui_set_text (tg_gui_need (fixture->preferences, "#secret"), "x");
  tg_gui_set_text (tg_gui_need (fixture->preferences, "#authority"), fixture->certificate);
  tg_gui_activate (tg_gui_need (fixture->preferences, "#connect_button"));
  tg_gui_assert_soon (fixture->preferences,
                      gtk_widget_is_sensitive (tg_gui_need (fixture->preferences,
                                                            "#connect_button")));
  gtk_window_destroy (fixture->preferences);
  pinned = tg_workspace_dup_authority (fixture->workspace);
  g_assert_true (g_str_has_suffix (pinned, "authority.pem"));

  show_preferences (fixture);
  tg_gui_assert_text (fixture->preferences, "#authority", pinned);
}

static void
test_doctor (Fixture       *fixture,
             gconstpointer  data)
{
  tg_gui_activate (tg_gui_need (fixture->preferences, GROUP "#doctor_button"));
  tg_gui_assert_soon (GTK_WINDOW (fixture->window),
                      TG_IS_DOCTOR_PAGE (tg_window_get_page (fixture->window)));
  fixture->preferences = NULL;
  tg_gui_assert_soon (GTK_WINDOW (fixture->window),
                      tg_gui_find (fixture->window, "TgDoctorPage > text=Certificate") != NULL);
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  adw_init ();
  g_test_add ("/app/certificate-group/set", Fixture, NULL, set_up, test_set, tear_down);
  g_test_add ("/app/certificate-group/authority", Fixture, NULL, set_up, test_authority, tear_down);
  g_test_add ("/app/certificate-group/doctor", Fixture, NULL, set_up, test_doctor, tear_down);
  return g_test_run ();
}
