/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"
#include "tg-fact-row.h"
#include "tg-filing-row.h"
#include "tg-form-item.h"
#include "tg-journal-table.h"
#include "tg-receipt.h"
#include "tg-row-list.h"
#include "tg-share.h"
#include "tg-test.h"
#include "tg-deadline.h"
#include "tg-workspace-private.h"
#include "tg-workspace-redraw.h"
#include "tg-workspace.h"

/* A workspace on a folder of its own: what is entered is there after a restart, with its history
 * and what was being typed; two processes on one workspace merge. */

typedef struct
{
  char        *folder;
  TgWorkspace *workspace;
} Fixture;

static TgWorkspace *
open_workspace (const char *folder)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgWorkspace *workspace;

  tg_workspace_open_async (folder, "practice", NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  workspace = tg_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return workspace;
}

static void
close_workspace (TgWorkspace *workspace)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_close_async (workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_close_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  g_object_unref (workspace);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *made = tg_test_make_folder ();

  fixture->folder = g_build_filename (made, "w", NULL);
  fixture->workspace = open_workspace (fixture->folder);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  if (fixture->workspace != NULL)
    close_workspace (fixture->workspace);
  tg_test_remove_folder (parent);
  g_free (fixture->folder);
}

static void
restart (Fixture *fixture)
{
  close_workspace (fixture->workspace);
  fixture->workspace = open_workspace (fixture->folder);
}

static TgDraft *
new_draft (TgWorkspace *workspace,
           const char  *form,
           const char  *from)
{
  const char *ids[] = { from, NULL };
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgDraft *draft;

  tg_workspace_new_draft_async (workspace, form, ids, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  draft = tg_workspace_new_draft_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return draft;
}

static TgDraft *
open_draft (TgWorkspace *workspace,
            const char  *id)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgDraft *draft;

  tg_workspace_open_draft_async (workspace, id, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  draft = tg_workspace_open_draft_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return draft;
}

static void
flush (TgDraft *draft)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_draft_flush_async (draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_draft_flush_finish (draft, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

static void
load_rows (GListModel *list)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_row_list_load_async (TG_ROW_LIST (list), 100, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_row_list_load_finish (TG_ROW_LIST (list), result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

static void
wait_a_while (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_undo_survives_a_restart (Fixture       *fixture,
                              gconstpointer  data)
{
  TgDraft *draft = new_draft (fixture->workspace, "fact:order", NULL);
  g_autofree char *id = g_strdup (tg_draft_get_id (draft));
  const char *line = tg_draft_add_line (draft, "goods", -1);
  g_autofree char *path = tg_path_new ("goods", line, "item_name");

  tg_draft_set_value (draft, "order_no", "A-1");
  tg_draft_set_value (draft, path, "杯");
  tg_draft_set_value (draft, "order_no", "A-2");
  flush (draft);
  g_object_unref (draft);
  restart (fixture);

  draft = open_draft (fixture->workspace, id);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A-2");
  g_assert_cmpstr (tg_draft_get_value (draft, path), ==, "杯");
  tg_draft_undo (draft);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A-1");
  flush (draft);
  g_object_unref (draft);
  restart (fixture);

  draft = open_draft (fixture->workspace, id);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A-1");
  tg_draft_redo (draft);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A-2");
  flush (draft);
  g_object_unref (draft);
}

static void
test_typing_is_recovered (Fixture       *fixture,
                          gconstpointer  data)
{
  TgDraft *draft = new_draft (fixture->workspace, "fact:order", NULL);
  g_autofree char *id = g_strdup (tg_draft_get_id (draft));

  tg_draft_type_value (draft, "buyer", "Alice Half-typed");
  wait_a_while (1500);
  g_object_unref (draft);
  restart (fixture);
  draft = open_draft (fixture->workspace, id);
  g_assert_cmpstr (tg_draft_get_value (draft, "buyer"), ==, "Alice Half-typed");
  flush (draft);
  g_object_unref (draft);
}

static void
test_two_processes_merge (Fixture       *fixture,
                          gconstpointer  data)
{
  TgWorkspace *other = open_workspace (fixture->folder);
  g_autoptr (TgDraft) mine = new_draft (fixture->workspace, "fact:order", NULL);
  g_autoptr (TgDraft) theirs = NULL;

  tg_draft_set_value (mine, "order_no", "A-1");
  flush (mine);
  theirs = open_draft (other, tg_draft_get_id (mine));
  tg_draft_set_value (theirs, "buyer", "Bob");
  flush (theirs);
  tg_draft_set_value (mine, "shop", "Cups");
  flush (mine);
  g_assert_cmpstr (tg_draft_get_value (mine, "buyer"), ==, "Bob");
  g_assert_cmpstr (tg_draft_get_value (mine, "shop"), ==, "Cups");
  /* The other process looks for changes each second. */
  for (guint i = 0; i < 100 && *tg_draft_get_value (theirs, "shop") == '\0'; i++)
    wait_a_while (100);
  g_assert_cmpstr (tg_draft_get_value (theirs, "shop"), ==, "Cups");
  g_clear_object (&theirs);
  close_workspace (other);
}

static void
load_sample (TgWorkspace *workspace)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_load_sample_async (workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_load_sample_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

static void
test_sample (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GListModel) filings = NULL;
  g_autoptr (GListModel) orders = NULL;
  g_autoptr (TgFilingRow) row = NULL;
  g_autoptr (TgDraft) draft = NULL;
  g_autoptr (GListModel) receipts = NULL;
  g_autoptr (GListModel) issues = NULL;

  load_sample (fixture->workspace);
  load_sample (fixture->workspace);
  g_assert_cmpuint (tg_workspace_get_count (fixture->workspace, "", ""), ==, 8);
  g_assert_cmpuint (tg_workspace_get_count (fixture->workspace, "", "attention"), ==, 1);
  filings = tg_workspace_list_filings (fixture->workspace, "", "attention", "");
  load_rows (filings);
  g_assert_cmpuint (g_list_model_get_n_items (filings), ==, 1);
  row = g_list_model_get_item (filings, 0);
  g_assert_cmpstr (tg_filing_row_get_fields (row)->number, ==, "CX2611-07");
  draft = open_draft (fixture->workspace, tg_filing_row_get_id (row));
  receipts = tg_draft_list_receipts (draft);
  g_assert_cmpuint (g_list_model_get_n_items (receipts), ==, 3);
  issues = tg_draft_list_issues (draft);
  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 2);
  orders = tg_workspace_list_facts (fixture->workspace, "order", "");
  load_rows (orders);
  g_assert_cmpuint (g_list_model_get_n_items (orders), ==, 5);
}

static char *
find_filing (TgWorkspace *workspace,
             const char  *number)
{
  g_autoptr (GListModel) filings = tg_workspace_list_filings (workspace, "", "", "");

  load_rows (filings);
  for (guint i = 0; i < g_list_model_get_n_items (filings); i++)
    {
      g_autoptr (TgFilingRow) row = g_list_model_get_item (filings, i);

      if (g_str_equal (tg_filing_row_get_fields (row)->number, number))
        return g_strdup (tg_filing_row_get_id (row));
    }
  g_assert_not_reached ();
}

static char *
find_fact (TgWorkspace *workspace,
           const char  *type,
           const char  *number)
{
  g_autoptr (GListModel) facts = tg_workspace_list_facts (workspace, type, "");

  load_rows (facts);
  for (guint i = 0; i < g_list_model_get_n_items (facts); i++)
    {
      g_autoptr (TgFactRow) row = g_list_model_get_item (facts, i);

      if (g_str_equal (tg_fact_row_get_fields (row)->number, number))
        return g_strdup (tg_fact_row_get_id (row));
    }
  g_assert_not_reached ();
}

static gboolean
has_todo (GListModel *todo,
          const char *kind,
          const char *subject)
{
  for (guint i = 0; i < g_list_model_get_n_items (todo); i++)
    {
      g_autoptr (TgDeadline) deadline = g_list_model_get_item (todo, i);

      if (g_str_equal (tg_deadline_get_kind (deadline), kind) &&
          g_str_equal (tg_deadline_get_subject (deadline), subject))
        return TRUE;
    }
  return FALSE;
}

static guint
redraw (TgWorkspace *workspace,
        TgDraft     *draft)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_changed = 0;

  tg_workspace_redraw_async (workspace, draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_redraw_finish (workspace, result, &n_changed, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return n_changed;
}

static void
test_change_marks_what_was_drawn (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *order_id = NULL;
  g_autoptr (TgDraft) order = NULL;
  g_autoptr (TgDraft) list = NULL;
  g_autoptr (GListModel) todo = NULL;

  load_sample (fixture->workspace);
  order_id = find_fact (fixture->workspace, "order", "EX20261118000007");
  list = new_draft (fixture->workspace, "customs.export-list", order_id);
  g_assert_cmpstr (tg_draft_get_value (list, "country"), ==, "DEU");
  g_assert_cmpuint (tg_draft_get_n_lines (list, "goods"), ==, 3);
  todo = tg_workspace_list_todo (fixture->workspace);
  order = open_draft (fixture->workspace, order_id);
  tg_draft_set_value (order, "note", "nobody draws this");
  flush (order);
  wait_a_while (200);
  g_assert_false (has_todo (todo, "redraw", tg_draft_get_id (list)));
  tg_draft_set_value (order, "country", "FRA");
  flush (order);
  wait_a_while (500);
  g_assert_true (has_todo (todo, "redraw", tg_draft_get_id (list)));
  g_assert_cmpuint (redraw (fixture->workspace, list), >=, 1);
  g_assert_cmpstr (tg_draft_get_value (list, "country"), ==, "FRA");
  flush (list);
  wait_a_while (500);
  g_assert_false (has_todo (todo, "redraw", tg_draft_get_id (list)));
  tg_draft_undo (list);
  g_assert_cmpstr (tg_draft_get_value (list, "country"), ==, "DEU");
  flush (list);
}

static void
test_deadlines (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GListModel) todo = NULL;
  g_autofree char *declaration = NULL;
  g_autofree char *receipt = NULL;

  load_sample (fixture->workspace);
  declaration = find_fact (fixture->workspace, "declaration", "461220260000001234");
  receipt = find_filing (fixture->workspace, "HK20261119000321");
  todo = tg_workspace_list_todo (fixture->workspace);
  wait_a_while (500);
  g_assert_false (has_todo (todo, "refund-claim", declaration));
  g_assert_true (has_todo (todo, "bop", receipt));
}

/* A registration needs only the master record: lines are drawn and computed, the rest has its
 * default value. */
static void
test_drawn_from_master (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (TgDraft) record = NULL;
  g_autoptr (TgDraft) operator = NULL;
  g_autofree char *path = NULL;

  load_sample (fixture->workspace);
  record = new_draft (fixture->workspace, "REG-03", NULL);
  g_assert_cmpuint (tg_draft_get_n_lines (record, "managers"), ==, 3);
  path = tg_path_new ("managers", tg_draft_get_line_id (record, "managers", 0), "business");
  g_assert_cmpstr (tg_draft_get_value (record, path), ==, "1");
  operator = new_draft (fixture->workspace, "REG-02", NULL);
  g_assert_cmpstr (tg_draft_get_value (operator, "reg_no"), ==, "91410100MA0000015B");
  flush (record);
  flush (operator);
}

/* ---- forms that are filed no more ---- */

static gboolean
can_make (TgWorkspace *workspace,
          const char  *form)
{
  g_autoptr (GListModel) forms = tg_workspace_list_forms (workspace);

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (TgFormItem) item = g_list_model_get_item (forms, i);
      g_autofree char *end = tg_form_item_dup_end (item);

      if (!g_str_equal (tg_form_item_get_id (item), form))
        continue;
      g_assert_nonnull (strstr (end, "2022-12-29"));
      return tg_form_item_can_make (item);
    }
  g_assert_not_reached ();
}

/* As if it filed for real: a store of that kind needs a keyring, which a test has not. */
static void
make_real (TgWorkspace *workspace)
{
  g_free (workspace->environment);
  workspace->environment = g_strdup ("production");
}

/* Shown with date and reason everywhere, made for practice only, in nobody's way. */
static void
test_abolished_form (Fixture       *fixture,
                     gconstpointer  data)
{
  TgWorkspace *workspace = fixture->workspace;
  g_autoptr (TgDraft) practised = new_draft (workspace, "REG-02", NULL);
  g_autoptr (TgDraft) applicant = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_assert_cmpstr (tg_draft_get_form (practised)->id, ==, "registration.foreign-trade-operator");
  g_assert_true (can_make (workspace, "registration.foreign-trade-operator"));
  flush (practised);
  make_real (workspace);
  applicant = new_draft (workspace, "REG-06", NULL);
  g_assert_cmpstr (tg_draft_get_form (applicant)->id, ==, "registration.origin-applicant");
  flush (applicant);
  g_assert_false (can_make (workspace, "registration.foreign-trade-operator"));
  tg_workspace_new_draft_async (workspace, "REG-02", NULL, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_null (tg_workspace_new_draft_finish (workspace, result, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "2022-12-29"));
  g_object_unref (result);
}

/* ---- who was given what ---- */

static gpointer
read_journal (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  return tg_journal_table_list_last (conn, data, 10, error);
}

static char *
find_shared (TgWorkspace *workspace,
             const char  *filing)
{
  TgStoreJob job = { read_journal, g_strdup (filing), g_free, (GDestroyNotify) g_ptr_array_unref };
  GAsyncResult *result = NULL;
  g_autoptr (GPtrArray) entries = NULL;

  tg_store_read_async (workspace->store, &job, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  entries = tg_store_read_finish (workspace->store, result, NULL);
  g_object_unref (result);
  for (guint i = entries->len; i > 0; i--)
    if (((TgJournalEntry *) entries->pdata[i - 1])->kind == TG_JOURNAL_SHARED)
      return g_strdup (((TgJournalEntry *) entries->pdata[i - 1])->new_value);
  return NULL;
}

static char *
list_opened (TgDraft *draft)
{
  g_autoptr (GListModel) shares = tg_draft_list_shares (draft);
  GString *opened = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (shares); i++)
    {
      g_autoptr (TgShare) share = g_list_model_get_item (shares, i);

      if (tg_share_get_changed (share)[0] != '\0')
        g_string_append_printf (opened, "%s ", tg_share_get_agency (share));
    }
  return g_string_free (opened, FALSE);
}

/* The master record is amended: its agencies see only what changed, and the journal keeps it. */
static void
test_sharing_is_logged (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *shared = NULL;
  g_autoptr (TgDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  load_sample (fixture->workspace);
  id = find_filing (fixture->workspace, "91410100MA0000015B");
  g_assert_null (find_shared (fixture->workspace, id));
  draft = open_draft (fixture->workspace, id);
  before = list_opened (draft);
  g_assert_cmpstr (before, ==, "");
  tg_draft_set_value (draft, "legal_phone", "13800000009");
  after = list_opened (draft);
  g_assert_cmpstr (after, ==, "CUS CIQ TAX FX COM AIC FIN INS PSB ");
  tg_draft_queue_async (draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_draft_queue_finish (draft, result, &error));
  g_assert_no_error (error);
  g_object_unref (result);
  shared = find_shared (fixture->workspace, id);
  g_assert_nonnull (strstr (shared, "{\"block\":\"legal\",\"agencies\":[\"CUS\",\"TAX\",\"FX\","
                            "\"AIC\",\"FIN\",\"INS\",\"PSB\"],\"agencies_may\":[\"CIQ\",\"COM\"],"
                            "\"changed\":true}"));
  g_assert_nonnull (strstr (shared, "\"block\":\"tax\",\"agencies\":[\"TAX\"],"
                            "\"agencies_may\":[\"COM\",\"FIN\",\"INS\"],\"changed\":false"));
  wait_a_while (200);
}

#define ADD(name, function) \
  g_test_add ("/session/workspace/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undo-survives-a-restart", test_undo_survives_a_restart);
  ADD ("typing-is-recovered", test_typing_is_recovered);
  ADD ("two-processes-merge", test_two_processes_merge);
  ADD ("sample", test_sample);
  ADD ("change-marks-what-was-drawn", test_change_marks_what_was_drawn);
  ADD ("deadlines", test_deadlines);
  ADD ("drawn-from-master", test_drawn_from_master);
  ADD ("abolished-form", test_abolished_form);
  ADD ("sharing-is-logged", test_sharing_is_logged);
  return g_test_run ();
}
