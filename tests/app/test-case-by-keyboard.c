/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-gui-driver.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <sys/prctl.h>

#include "tg-answers-page.h"
#include "tg-application.h"
#include "tg-field-entry.h"
#include "tg-filing-row.h"
#include "tg-form-page.h"
#include "tg-new-dialog.h"
#include "tg-test.h"
#include "tg-timeline.h"
#include "tg-window.h"

/* The real program and a real practice window on a fresh workspace: goods, order, payment and
 * waybill are entered, the order and the export list filed, the list comes back for its legal unit,
 * is mended at that field, sent again and released. Nothing is touched but the keyboard; what is
 * asserted is what the screen says, and after the end what the store has. */

#define PATIENCE_MS 30000

#define FIRM "91410100MA0000015B"
#define FIRM_NAME "Henan Example"
#define MARKET "Example Marketplace"
#define ORDER_NO "XL2611001"
#define LIST_NO "CX2611-01"

/* What the goods record says by mistake, and what the tariff says. */
#define PIECES "007"
#define KILOGRAMMES "035"

typedef struct
{
  TgApplication *application;
  char          *folder;
  char          *address;
  char          *bought;
  char          *shipped;
  GSubprocess   *practice;
  gboolean       done;
} Case;

/* ---- the practice window ---- */

/* It goes with this process, however that ends. */
static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
start_practice (Case *self)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "programs", "tongguan-practice", NULL);
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

static void
end_practice (Case *self)
{
  g_subprocess_send_signal (self->practice, SIGTERM);
  g_subprocess_wait (self->practice, NULL, NULL);
  g_clear_object (&self->practice);
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

static TgDraft *
get_draft (Case *self)
{
  return tg_form_page_get_draft (TG_FORM_PAGE (get_page (self)));
}

static GtkWindow *
find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (TG_IS_NEW_DIALOG (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }
  return NULL;
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

/* The field that has the caret; of a cell only "table/column". */
static char *
dup_place (Case *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (get_window (self)));
  GtkWidget *entry = focus != NULL ? gtk_widget_get_ancestor (focus, TG_TYPE_FIELD_ENTRY) : NULL;
  const char *path = entry != NULL ? tg_field_entry_get_path (TG_FIELD_ENTRY (entry)) : NULL;
  g_auto (GStrv) parts = g_strsplit (path != NULL ? path : "", "/", -1);

  if (g_strv_length (parts) == 3)
    return g_strconcat (parts[0], "/", parts[2], NULL);
  return g_strdup (path != NULL ? path : "");
}

static gboolean
is_at (Case       *self,
       const char *place)
{
  g_autofree char *here = dup_place (self);

  return g_str_equal (here, place);
}

static gboolean
has_form (Case       *self,
          const char *form)
{
  TgPage *page = get_page (self);

  return TG_IS_FORM_PAGE (page) && gtk_widget_get_mapped (GTK_WIDGET (page)) &&
         g_str_equal (tg_draft_get_form (get_draft (self))->id, form);
}

/* Whether something that says this is on the screen below `selector`. */
static gboolean
says (Case       *self,
      const char *selector,
      const char *words)
{
  g_autofree char *full = g_strconcat (selector, " > text=", words, NULL);

  return tg_gui_find (get_window (self), full) != NULL;
}

/* ---- the hands ---- */

static void
press (Case       *self,
       const char *key)
{
  tg_gui_key (GTK_WIDGET (get_window (self)), key);
}

static void
type (Case       *self,
      const char *text)
{
  tg_gui_type (GTK_WIDGET (get_window (self)), text);
}

/* Return by Return to a field, past those that may stay as they are; then its text. The next
 * Return takes it. */
static void
fill (Case       *self,
      const char *place,
      const char *text)
{
  for (int i = 0; i < 40 && !is_at (self, place); i++)
    press (self, "Return");
  if (!is_at (self, place))
    tg_gui_fail (get_window (self), G_LOG_DOMAIN, __FILE__, __LINE__, G_STRFUNC, place);
  type (self, text);
  press (self, "Return");
  g_assert_false (is_at (self, place));
}

typedef struct
{
  const char *place;
  const char *text;
} Answer;

static void
fill_all (Case         *self,
          const Answer *answers)
{
  for (; answers->place != NULL; answers++)
    fill (self, answers->place, answers->text);
}

/* Ctrl+G, the name of a field, Return: for what Return passes by. */
static void
go_to (Case       *self,
       const char *name,
       const char *place)
{
  press (self, "<Control>g");
  await (self, tg_gui_find (get_window (self), "TgGoToPopover") != NULL);
  type (self, name);
  press (self, "Return");
  await (self, is_at (self, place));
}

static void
show_area (Case       *self,
           const char *key,
           const char *type_name)
{
  press (self, key);
  await (self, g_str_equal (G_OBJECT_TYPE_NAME (get_page (self)), type_name));
}

/* ---- the case ---- */

/* Begun in the area on the screen. */
static void
begin (Case       *self,
       const char *form)
{
  press (self, "<Control>n");
  await (self, has_form (self, form));
}

/* What is drawn from the order, the only one that there is; `words` find the form in the dialog
 * where it has to be chosen first. */
static void
draw (Case       *self,
      const char *words,
      const char *form)
{
  press (self, "<Control>n");
  await (self, find_dialog () != NULL);
  if (words != NULL)
    {
      type (self, words);
      press (self, "Return");
    }
  press (self, "Return");
  await (self, has_form (self, form));
  /* What the window manager, which is not here, does when a dialog goes. */
  gtk_window_present (GTK_WINDOW (get_window (self)));
  await (self, gtk_window_is_active (GTK_WINDOW (get_window (self))));
}

static void
finish_fact (Case *self)
{
  press (self, "F7");
  await (self, says (self, "TgProblemPane", _("None found.")));
  press (self, "<Control>Return");
  await (self, !TG_IS_FORM_PAGE (get_page (self)));
}

static void
enter_enterprise (Case *self)
{
  static const Answer answers[] = { { "uscc", FIRM }, { "name_zh", FIRM_NAME }, { NULL } };

  show_area (self, "<Alt>3", "TgFactListPage");
  press (self, "<Control>Page_Down");
  press (self, "<Control>Page_Down");
  begin (self, "enterprise");
  fill_all (self, answers);
  /* Four fields are enough to begin with: the rest is asked for when it is needed. */
  press (self, "<Control>Return");
  await (self, says (self, "TgRecordView", FIRM_NAME));
}

/* Against the tariff, whose unit the record had by itself. */
static void
enter_goods (Case *self)
{
  static const Answer answers[] = {
    { "item_no", "CUP-350" }, { "name_zh", "保温杯" }, { "name_en", "Vacuum cup" },
    { "spec", "glass|no brand|350ml" }, { "bar_code", "6900000000090" },
    { "hs_code", "9617001100" }, { "unit", PIECES }, { "qty1_per_unit", "0.35" },
    { "net_weight", "0.35" }, { "gross_weight", "0.42" }, { "price", "3.2" }, { NULL }
  };

  press (self, "<Control>Page_Up");
  press (self, "<Control>Page_Up");
  begin (self, "goods");
  fill_all (self, answers);
  g_assert_cmpstr (tg_draft_get_value (get_draft (self), "unit1"), ==, KILOGRAMMES);
  go_to (self, "unit1", "unit1");
  type (self, PIECES);
  press (self, "Return");
  g_assert_cmpstr (tg_draft_get_value (get_draft (self), "unit1"), ==, PIECES);
  press (self, "<Control>Return");
  await (self, says (self, "TgRecordView", "CUP-350"));
}

static void
enter_order (Case *self)
{
  const Answer head[] = {
    { "order_no", ORDER_NO }, { "order_date", self->bought }, { "country", "USA" },
    { "ebp_code", "无" }, { "ebp_name", MARKET }, { "ebc_code", FIRM }, { "ebc_name", FIRM_NAME },
    { "freight", "30" }, { NULL }
  };
  static const Answer line[] = {
    { "goods/item_no", "CUP-350" }, { "goods/item_name", "保温杯" },
    { "goods/bar_code", "6900000000090" }, { "goods/unit", PIECES }, { "goods/qty", "10*20" },
    { "goods/price", "3.2" }, { NULL }
  };

  show_area (self, "<Alt>4", "TgFactListPage");
  begin (self, "order");
  fill_all (self, head);
  /* Return makes the first line, at the end of the fields above it. */
  fill_all (self, line);
  g_assert_cmpstr (tg_draft_get_value (get_draft (self), "goods_value"), ==, "640");
  finish_fact (self);
  await (self, says (self, "TgRecordView", ORDER_NO));
}

static void
enter_payment (Case *self)
{
  const Answer answers[] = {
    { "pay_name", "Example Pay" }, { "pay_no", "PAY2611001" }, { "charge", "670" },
    { "accounting_date", self->bought }, { NULL }
  };

  press (self, "<Control>Page_Down");
  draw (self, NULL, "payment");
  fill_all (self, answers);
  finish_fact (self);
  await (self, says (self, "TgRecordView", "PAY2611001"));
}

static void
enter_waybill (Case *self)
{
  const Answer answers[] = {
    { "logistics_no", "EB000717595HK" }, { "logistics_code", "91440300123456788M" },
    { "logistics_name", "Example Express" }, { "ship_date", self->shipped },
    { "goods_info", "Cup" }, { "pack_no", "4" }, { "gross_weight", "84" }, { "net_weight", "70" },
    { "ebc_telephone", "0371-60000001" }, { "traf_mode", "5" }, { "bill_no", "999-12345675" },
    { "pod", "3154" }, { "wrap_type", "2" }, { NULL }
  };

  press (self, "<Control>Page_Down");
  draw (self, NULL, "waybill");
  fill_all (self, answers);
  finish_fact (self);
  await (self, says (self, "TgRecordView", "EB000717595HK"));
}

/* Over the page with all answers, where the caret stands on the button that sends. */
static void
send (Case       *self,
      const char *number)
{
  press (self, "<Control>Return");
  await (self, TG_IS_ANSWERS_PAGE (get_page (self)) && says (self, "TgAnswersPage", number));
  press (self, "Return");
  await (self, TG_IS_FORM_PAGE (get_page (self)));
}

static void
await_receipt (Case          *self,
               TgFilingState  state)
{
  await (self, says (self, "TgTimeline", tg_state_get_label (state, TG_ATTEMPT_RECEIVED)));
}

static void
file_order (Case *self)
{
  show_area (self, "<Alt>5", "TgFilingListPage");
  draw (self, "dzdd", "customs.order");
  press (self, "F7");
  await (self, says (self, "TgProblemPane", _("None found. Ready to send.")));
  send (self, ORDER_NO);
  await_receipt (self, TG_FILING_ACCEPTED);
}

static void
file_list (Case *self)
{
  const Answer answers[] = {
    { "cop_no", LIST_NO }, { "customs_code", "4612" }, { "port_code", "4612" },
    { "ie_date", self->shipped }, { "trade_mode", "9610" }, { "statistics_flag", "B" },
    { "agent_code", FIRM }, { "agent_name", FIRM_NAME }, { "owner_code", FIRM },
    { "owner_name", FIRM_NAME }, { NULL }
  };

  show_area (self, "<Alt>5", "TgFilingListPage");
  draw (self, "ckqd", "customs.export-list");
  fill_all (self, answers);
  send (self, LIST_NO);
  await_receipt (self, TG_FILING_RETURNED);
}

/* F8 goes to the field that customs named; what it said and what was sent stand there. */
static void
mend_list (Case *self)
{
  TgDraft *draft = get_draft (self);
  g_autofree char *remark = NULL;

  press (self, "F8");
  await (self, is_at (self, "goods/unit1"));
  await (self, tg_gui_find (get_window (self), "TgLineTable > #remark") != NULL);
  remark = tg_gui_dup_text (tg_gui_find (get_window (self), "TgLineTable > #remark"));
  g_test_message ("%s", remark);
  g_assert_nonnull (strstr (remark, PIECES));
  type (self, KILOGRAMMES);
  press (self, "Return");
  g_assert_cmpint (tg_draft_get_filing_state (draft), ==, TG_FILING_RETURNED);
  send (self, LIST_NO);
  await_receipt (self, TG_FILING_RELEASED);
}

static gboolean
work (gpointer data)
{
  Case *self = data;

  await (self, tg_window_get_workspace (get_window (self)) != NULL);
  enter_enterprise (self);
  enter_goods (self);
  enter_order (self);
  enter_payment (self);
  enter_waybill (self);
  file_order (self);
  file_list (self);
  mend_list (self);
  self->done = TRUE;
  press (self, "<Control>q");
  return G_SOURCE_REMOVE;
}

static void
on_activate (Case *self)
{
  g_idle_add (work, self);
}

/* ---- what the store has ---- */

static TgFilingRow *
find_row (GListModel *filings,
          const char *number)
{
  for (guint i = 0; i < g_list_model_get_n_items (filings); i++)
    {
      g_autoptr (TgFilingRow) row = g_list_model_get_item (filings, i);

      if (tg_stored_row_is_loaded (TG_STORED_ROW (row)) &&
          g_str_equal (tg_filing_row_get_fields (row)->number, number))
        return g_steal_pointer (&row);
    }
  return NULL;
}

static TgFilingState
read_state (TgWorkspace *workspace,
            const char  *number)
{
  g_autoptr (GListModel) filings = tg_workspace_list_filings (workspace, "declaration", "", "");
  gint64 end = g_get_monotonic_time () + (gint64) PATIENCE_MS * 1000 * tg_test_get_slowness ();

  while (g_get_monotonic_time () < end)
    {
      g_autoptr (TgFilingRow) row = find_row (filings, number);

      if (row != NULL)
        return tg_filing_row_get_fields (row)->filing_state;
      tg_gui_wait_ms (5);
    }
  g_assert_not_reached ();
}

static void
check_store (const char *folder)
{
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgWorkspace) workspace = NULL;
  TgFilingState state;

  tg_workspace_open_async (folder, NULL, NULL, tg_test_keep_result, &opened);
  tg_test_wait_result (&opened);
  workspace = tg_workspace_open_finish (opened, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read_state (workspace, ORDER_NO), ==, TG_FILING_ACCEPTED);
  state = read_state (workspace, LIST_NO);
  /* Customs closes it by itself after the date of export. */
  g_assert_true (state == TG_FILING_RELEASED || state == TG_FILING_CLOSED);
  tg_workspace_close_async (workspace, NULL, tg_test_keep_result, &closed);
  tg_test_wait_result (&closed);
  g_assert_true (tg_workspace_close_finish (workspace, closed, &error));
}

static char *
dup_day (int day)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) month = g_date_time_add_months (now, -1);

  return g_strdup_printf ("%04d%02d%02d", g_date_time_get_year (month),
                          g_date_time_get_month (month), day);
}

static void
test_case (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *workspace = g_build_filename (folder, "workspace", NULL);
  Case self = { tg_application_new (), folder };
  const char *arguments[] = { "tongguan", "--workspace", workspace, "--practice", NULL, NULL };

  start_practice (&self);
  self.bought = dup_day (8);
  self.shipped = dup_day (15);
  arguments[4] = self.address;
  g_signal_connect_data (self.application, "activate", G_CALLBACK (on_activate), &self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_assert_cmpint (g_application_run (G_APPLICATION (self.application), 5, (char **) arguments),
                   ==, 0);
  g_assert_true (self.done);
  g_object_unref (self.application);
  check_store (workspace);
  end_practice (&self);
  tg_test_remove_folder (folder);
  g_free (self.address);
  g_free (self.bought);
  g_free (self.shipped);
}

int
main (int    argc,
      char **argv)
{
  tg_gui_init (&argc, &argv);
  g_setenv ("TONGGUAN_DATA_DIR", TG_SOURCE_DATA_DIR, TRUE);
  g_setenv ("TONGGUAN_LOCALE_DIR", TG_BUILD_DIR "/po", TRUE);
  g_setenv ("GSETTINGS_SCHEMA_DIR", TG_BUILD_DIR "/data/desktop", TRUE);
  g_test_add_func ("/app/case-by-keyboard", test_case);
  return g_test_run ();
}
