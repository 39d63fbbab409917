/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/prctl.h>

#include "tg-application.h"
#include "tg-enquiry-page.h"
#include "tg-filing-list-page.h"
#include "tg-form-page.h"
#include "tg-merge-page.h"
#include "tg-test.h"
#include "tg-window.h"

/* The real program on a workspace with the sample company, a real practice window, and a second
 * computer (the command line) that changed the same draft: what both changed is decided, a file
 * that goes with it is removed and brought back, and the window is asked. Nothing is touched but
 * the keyboard; what is asserted is what the screen says. */

#define PATIENCE_MS 30000
#define MAX_TABS    150

#define NUMBER "CX2611-99"
#define MINE   "甲方备注"
#define THEIRS "乙方备注"
#define FILE_NAME "invoice.pdf"

typedef struct
{
  TgApplication *application;
  char          *folder;
  char          *address;
  char          *draft;
  GSubprocess   *practice;
  gboolean       done;
} Case;

/* ---- beside the program ---- */

static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static char *
dup_program (const char *name)
{
  return g_test_build_filename (G_TEST_BUILT, "..", "src", "programs", name, NULL);
}

static void
start_practice (Case *self)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program = dup_program ("tongguan-practice");
  g_autofree char *database = g_build_filename (self->folder, "practice.db", NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  self->practice = g_subprocess_launcher_spawn (launcher, &error, program, "--sample", "--instant",
                                                "--seed", "7", "--db", database, "--port", "0",
                                                NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->practice));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  self->address = g_strdup (strrchr (line, ' ') + 1);
}

/* The first computer makes a draft, with a file; both change a field of it, and the other one is
 * first. Prints the draft's id. */
#define SCRIPT \
  "set -e\n" \
  "ctl() { who=$1; shift; \"$program\" -w \"$folder/$who\" \"$@\"; }\n" \
  "printf sample >\"$folder/secret\"\n" \
  "printf '%%PDF-1.7\\nnothing\\n' >\"$folder/" FILE_NAME "\"\n" \
  "for who in a b; do\n" \
  "  ctl $who sample\n" \
  "  ctl $who connect \"$address\" sample --secret-fd 3 3<\"$folder/secret\"\n" \
  "  ctl $who drafts on\n" \
  "done >/dev/null\n" \
  "order=$(ctl a --json facts order EX20261118000007 |" \
  "  sed -n 's/.*\"id\" *: *\"\\([0-9a-f-]*\\)\".*/\\1/p' | head -1)\n" \
  "id=$(ctl a new customs.export-list --from \"$order\" country=USA cop_no=" NUMBER ")\n" \
  "ctl a sync\n" \
  "ctl b sync\n" \
  "ctl a set \"$id\" note=" MINE "\n" \
  "ctl b set \"$id\" note=" THEIRS " gross_weight=12.5\n" \
  "ctl b sync\n" \
  "ctl a attach \"$id\" \"$folder/" FILE_NAME "\"\n" \
  "ctl a sync\n" \
  "echo \"draft $id\"\n"

static void
prepare (Case *self)
{
  g_autofree char *program = dup_program ("tongguanctl");
  g_auto (GStrv) environment = g_get_environ ();
  const char *argv[] = { "sh", "-c", SCRIPT, NULL };
  g_autofree char *said = NULL;
  g_autofree char *faults = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  environment = g_environ_setenv (environment, "program", program, TRUE);
  environment = g_environ_setenv (environment, "folder", self->folder, TRUE);
  environment = g_environ_setenv (environment, "address", self->address, TRUE);
  g_spawn_sync (NULL, (char **) argv, environment, G_SPAWN_SEARCH_PATH, NULL, NULL, &said, &faults,
                &status, &error);
  g_assert_no_error (error);
  if (status != 0 || strstr (said, "draft ") == NULL)
    g_error ("%s%s", said, faults);
  self->draft = g_strstrip (g_strdup (strstr (said, "draft ") + strlen ("draft ")));
}

/* ---- what is on the screen ---- */

static TgWindow *
get_window (Case *self)
{
  for (GList *window = gtk_application_get_windows (GTK_APPLICATION (self->application));
       window != NULL; window = window->next)
    if (TG_IS_WINDOW (window->data))
      return window->data;
  return NULL;
}

static TgPage *
get_page (Case *self)
{
  return tg_window_get_page (get_window (self));
}

/* Runs the main context until the condition holds; a test that fails here shows the screen. */
#define await(self, condition) \
  G_STMT_START \
  { \
    gint64 end = g_get_monotonic_time () + \
                 (gint64) PATIENCE_MS * 1000 * tg_test_get_slowness (); \
    while (!(condition) && g_get_monotonic_time () < end) \
    tg_gui_wait_ms (5); \
    if (!(condition)) \
    tg_gui_fail (get_window (self), G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, #condition); \
  } \
  G_STMT_END

static GtkWidget *
find (Case       *self,
      const char *selector)
{
  return tg_gui_find (get_window (self), selector);
}

static gboolean
says (Case       *self,
      const char *selector,
      const char *words)
{
  g_autofree char *full = g_strconcat (selector, " > text=", words, NULL);

  return find (self, full) != NULL;
}

/* Whether what has the focus says this: its own text or tooltip, or that of something in it. A row
 * of a form says what its buttons say, and is not meant. */
static gboolean
is_on (Case       *self,
       const char *words)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (get_window (self)));
  g_autofree char *selector = g_strconcat ("text=", words, NULL);
  g_autofree char *text = focus != NULL ? tg_gui_dup_text (focus) : NULL;

  return focus != NULL && !GTK_IS_LIST_BOX_ROW (focus) &&
         (g_strcmp0 (text, words) == 0 ||
          g_strcmp0 (gtk_widget_get_tooltip_text (focus), words) == 0 ||
          tg_gui_find (focus, selector) != NULL);
}

/* ---- the hands ---- */

static void
press (Case       *self,
       const char *key)
{
  tg_gui_key (GTK_WIDGET (get_window (self)), key);
}

static void
tab_to (Case       *self,
        const char *words)
{
  for (int i = 0; i < MAX_TABS && !is_on (self, words); i++)
    press (self, "Tab");
  if (!is_on (self, words))
    tg_gui_fail (get_window (self), G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, words);
}

/* On a row, not on a heading. */
static gboolean
is_in_list (Case *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (get_window (self)));

  return focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_COLUMN_VIEW) != NULL &&
         tg_gui_find (focus, "GtkInscription") != NULL;
}

static void
open_draft (Case *self)
{
  press (self, "<Alt>5");
  await (self, TG_IS_FILING_LIST_PAGE (get_page (self)));
  await (self, find (self, "TgFilingListPage > text=" NUMBER) != NULL);
  for (int i = 0; i < MAX_TABS && !is_in_list (self); i++)
    press (self, "Tab");
  for (int i = 0; i < 8 && !is_on (self, NUMBER); i++)
    press (self, "Down");
  g_assert_true (is_on (self, NUMBER));
  press (self, "Return");
  await (self, TG_IS_FORM_PAGE (get_page (self)));
}

static TgDraft *
get_draft (Case *self)
{
  return tg_form_page_get_draft (TG_FORM_PAGE (get_page (self)));
}

/* ---- what is done ---- */

/* What both changed: theirs is taken; what only they changed came by itself. */
static void
merge (Case *self)
{
  TgDraft *draft;

  open_draft (self);
  draft = get_draft (self);
  g_assert_cmpstr (tg_draft_get_id (draft), ==, self->draft);
  g_assert_cmpstr (tg_draft_get_value (draft, "note"), ==, MINE);
  await (self, says (self, "TgFormPage", _("Somebody else changed this document as well.")));
  press (self, "<Alt>b");
  await (self, TG_IS_MERGE_PAGE (get_page (self)));
  await (self, find (self, "TgMergePage > text=" THEIRS) != NULL);
  press (self, "<Control>Return");
  g_assert_true (TG_IS_MERGE_PAGE (get_page (self)));
  tab_to (self, THEIRS);
  press (self, "space");
  press (self, "<Control>Return");
  await (self, TG_IS_FORM_PAGE (get_page (self)));
  await (self, g_str_equal (tg_draft_get_value (get_draft (self), "note"), THEIRS));
  g_assert_cmpstr (tg_draft_get_value (get_draft (self), "gross_weight"), ==, "12.5");
}

/* A file is removed, and the toast brings it back. */
static void
remove_file (Case *self)
{
  g_autofree char *name = g_strdup_printf (_("Remove %s"), FILE_NAME);

  await (self, find (self, "TgFileGroup > text=" FILE_NAME) != NULL);
  tab_to (self, name);
  press (self, "space");
  await (self, find (self, "TgFileGroup > text=" FILE_NAME) == NULL);
  press (self, "<Alt>u");
  await (self, find (self, "TgFileGroup > text=" FILE_NAME) != NULL);
}

/* The fourth entry of the main menu; the first one has the focus. */
static void
ask (Case *self)
{
  press (self, "<Alt>5");
  await (self, TG_IS_FILING_LIST_PAGE (get_page (self)));
  press (self, "F10");
  await (self, find (self, "GtkPopoverMenu") != NULL);
  for (int i = 0; i < 3; i++)
    press (self, "Down");
  press (self, "Return");
  await (self, TG_IS_ENQUIRY_PAGE (get_page (self)));
  tg_gui_type (GTK_WIDGET (get_window (self)), "91410100MA0000015B");
  press (self, "Return");
  await (self, find (self, "TgEnquiryPage > GtkGrid > text=91410100MA0000015B") != NULL);
  press (self, "<Alt>Left");
  await (self, !TG_IS_ENQUIRY_PAGE (get_page (self)));
}

static gboolean
work (gpointer data)
{
  Case *self = data;

  await (self, tg_window_get_workspace (get_window (self)) != NULL);
  merge (self);
  remove_file (self);
  ask (self);
  self->done = TRUE;
  press (self, "<Control>q");
  return G_SOURCE_REMOVE;
}

static void
on_activate (Case *self)
{
  g_idle_add (work, self);
}

static void
test_sharing (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *workspace = g_build_filename (folder, "a", NULL);
  Case self = { tg_application_new (), folder };
  const char *arguments[] = { "tongguan", "--workspace", workspace, "--practice", NULL, NULL };

  start_practice (&self);
  prepare (&self);
  arguments[4] = self.address;
  g_signal_connect_data (self.application, "activate", G_CALLBACK (on_activate), &self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_assert_cmpint (g_application_run (G_APPLICATION (self.application), 5, (char **) arguments),
                   ==, 0);
  g_assert_true (self.done);
  g_object_unref (self.application);
  g_subprocess_send_signal (self.practice, SIGTERM);
  g_subprocess_wait (self.practice, NULL, NULL);
  g_clear_object (&self.practice);
  tg_test_remove_folder (folder);
  g_free (self.address);
  g_free (self.draft);
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  g_setenv ("TONGGUAN_DATA_DIR", TG_SOURCE_DATA_DIR, TRUE);
  g_setenv ("TONGGUAN_LOCALE_DIR", TG_BUILD_DIR "/po", TRUE);
  g_setenv ("GSETTINGS_SCHEMA_DIR", TG_BUILD_DIR "/data/desktop", TRUE);
  g_test_add_func ("/app/sharing-by-keyboard", test_sharing);
  return g_test_run ();
}
