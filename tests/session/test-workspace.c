/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include "tg-deadline.h"
#include "tg-error.h"
#include "tg-filing-row.h"
#include "tg-form-item.h"
#include "tg-journal-table.h"
#include "tg-receipt.h"
#include "tg-share.h"
#include "tg-test.h"
#include "tg-workspace-match.h"
#include "tg-workspace-private.h"

/* A workspace on a folder of its own: what is entered is there after a restart, with its history
 * and what was being typed; two processes on one workspace merge. */

static void
test_undo_survives_a_restart (TgWorkspaceFixture       *fixture,
                              gconstpointer  data)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "fact:order", NULL);
  g_autofree char *id = g_strdup (tg_draft_get_id (draft));
  const char *line = tg_draft_add_line (draft, "goods", -1);
  g_autofree char *path = tg_path_new ("goods", line, "item_name");

  tg_draft_set_value (draft, "order_no", "A-1");
  tg_draft_set_value (draft, path, "杯");
  tg_draft_set_value (draft, "order_no", "A-2");
  tg_workspace_fixture_flush (draft);
  g_object_unref (draft);
  tg_workspace_fixture_restart (fixture);

  draft = tg_workspace_fixture_open_draft (fixture->workspace, id);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A-2");
  g_assert_cmpstr (tg_draft_get_value (draft, path), ==, "杯");
  tg_draft_undo (draft);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A-1");
  tg_workspace_fixture_flush (draft);
  g_object_unref (draft);
  tg_workspace_fixture_restart (fixture);

  draft = tg_workspace_fixture_open_draft (fixture->workspace, id);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A-1");
  tg_draft_redo (draft);
  g_assert_cmpstr (tg_draft_get_value (draft, "order_no"), ==, "A-2");
  tg_workspace_fixture_flush (draft);
  g_object_unref (draft);
}

static void
test_typing_is_recovered (TgWorkspaceFixture       *fixture,
                          gconstpointer  data)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "fact:order", NULL);
  g_autofree char *id = g_strdup (tg_draft_get_id (draft));

  tg_draft_type_value (draft, "buyer", "Alice Half-typed");
  tg_workspace_fixture_wait (1500);
  g_object_unref (draft);
  tg_workspace_fixture_restart (fixture);
  draft = tg_workspace_fixture_open_draft (fixture->workspace, id);
  g_assert_cmpstr (tg_draft_get_value (draft, "buyer"), ==, "Alice Half-typed");
  tg_workspace_fixture_flush (draft);
  g_object_unref (draft);
}

static void
test_two_processes_merge (TgWorkspaceFixture       *fixture,
                          gconstpointer  data)
{
  TgWorkspace *other = tg_workspace_fixture_open (fixture->folder);
  g_autoptr (TgDraft) mine =
    tg_workspace_fixture_new_draft (fixture->workspace, "fact:order", NULL);
  g_autoptr (TgDraft) theirs = NULL;

  tg_draft_set_value (mine, "order_no", "A-1");
  tg_workspace_fixture_flush (mine);
  theirs = tg_workspace_fixture_open_draft (other, tg_draft_get_id (mine));
  tg_draft_set_value (theirs, "buyer", "Bob");
  tg_workspace_fixture_flush (theirs);
  tg_draft_set_value (mine, "shop", "Cups");
  tg_workspace_fixture_flush (mine);
  g_assert_cmpstr (tg_draft_get_value (mine, "buyer"), ==, "Bob");
  g_assert_cmpstr (tg_draft_get_value (mine, "shop"), ==, "Cups");
  /* The other process looks for changes each second. */
  for (guint i = 0; i < 100 && *tg_draft_get_value (theirs, "shop") == '\0'; i++)
    tg_workspace_fixture_wait (100);
  g_assert_cmpstr (tg_draft_get_value (theirs, "shop"), ==, "Cups");
  g_clear_object (&theirs);
  tg_workspace_fixture_close (other);
}

static void
test_sample (TgWorkspaceFixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GListModel) filings = NULL;
  g_autoptr (GListModel) orders = NULL;
  g_autoptr (TgFilingRow) row = NULL;
  g_autoptr (TgDraft) draft = NULL;
  g_autoptr (GListModel) receipts = NULL;
  g_autoptr (GListModel) issues = NULL;

  tg_workspace_fixture_load_sample (fixture->workspace);
  tg_workspace_fixture_load_sample (fixture->workspace);
  g_assert_cmpuint (tg_workspace_get_count (fixture->workspace, "", ""), ==, 8);
  g_assert_cmpuint (tg_workspace_get_count (fixture->workspace, "", "attention"), ==, 1);
  filings = tg_workspace_list_filings (fixture->workspace, "", "attention", "");
  tg_workspace_fixture_load_rows (filings);
  g_assert_cmpuint (g_list_model_get_n_items (filings), ==, 1);
  row = g_list_model_get_item (filings, 0);
  g_assert_cmpstr (tg_filing_row_get_fields (row)->number, ==, "CX2611-07");
  draft = tg_workspace_fixture_open_draft (fixture->workspace,
                                           tg_stored_row_get_id (TG_STORED_ROW (row)));
  receipts = tg_draft_list_receipts (draft);
  g_assert_cmpuint (g_list_model_get_n_items (receipts), ==, 3);
  issues = tg_draft_list_issues (draft);
  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 2);
  orders = tg_workspace_list_facts (fixture->workspace, "order", "");
  tg_workspace_fixture_load_rows (orders);
  g_assert_cmpuint (g_list_model_get_n_items (orders), ==, 5);
}

/* A copy has the contents, and not the number that must be unique. */
static void
test_duplicate (TgWorkspaceFixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TgDraft) order =
    tg_workspace_fixture_new_draft (fixture->workspace, "fact:order", NULL);
  g_autoptr (TgDraft) copy = NULL;
  GAsyncResult *result = NULL;

  tg_draft_set_value (order, "order_no", "A-1");
  tg_draft_set_value (order, "buyer", "Alice");
  tg_workspace_fixture_flush (order);
  tg_workspace_duplicate_async (fixture->workspace, tg_draft_get_id (order), NULL,
                                tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  copy = tg_workspace_duplicate_finish (fixture->workspace, result, NULL);
  g_object_unref (result);
  g_assert_nonnull (copy);
  g_assert_cmpstr (tg_draft_get_value (copy, "buyer"), ==, "Alice");
  g_assert_cmpstr (tg_draft_get_value (copy, "order_no"), ==, "");
  tg_workspace_fixture_flush (copy);
}

static void
queue (TgDraft  *draft,
       GError  **error)
{
  GAsyncResult *result = NULL;

  tg_draft_queue_async (draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_draft_queue_finish (draft, result, error);
  g_object_unref (result);
}

static void
fill_order (TgDraft *draft)
{
  static const char * const values[][2] = {
    { "order_no", "XL-1" }, { "ebp_code", "无" }, { "ebp_name", "Example Marketplace" },
    { "ebc_code", "91410100MA0000015B" }, { "ebc_name", "示例公司" }, { "freight", "0" },
    { "currency", "USD" },
  };
  static const char * const cells[][2] = {
    { "item_no", "CUP" }, { "item_name", "杯" }, { "bar_code", "无" }, { "unit", "007" },
    { "currency", "USD" }, { "qty", "2" }, { "price", "3" },
  };
  const char *line = tg_draft_add_line (draft, "goods", -1);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    tg_draft_set_value (draft, values[i][0], values[i][1]);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *path = tg_path_new ("goods", line, cells[i][0]);

      tg_draft_set_value (draft, path, cells[i][1]);
    }
  tg_workspace_fixture_flush (draft);
}

/* The workspace reads its enterprises again after each save: it may need a moment. */
static void
queue_soon (TgDraft *draft)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC * tg_test_get_slowness ();
  g_autoptr (GError) error = NULL;

  queue (draft, &error);
  while (g_error_matches (error, TG_ERROR, TG_ERROR_REFUSED) && g_get_monotonic_time () < end)
    {
      g_clear_error (&error);
      tg_workspace_fixture_wait (20);
      queue (draft, &error);
    }
  g_assert_no_error (error);
}

/* What was begun before there was anybody to file for is the first enterprise's, and can be sent,
 * from a page that is still open as well as after a restart. */
static void
test_late_enterprise (TgWorkspaceFixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TgDraft) order =
    tg_workspace_fixture_new_draft (fixture->workspace, "customs.order", NULL);
  g_autoptr (TgDraft) enterprise = NULL;
  g_autoptr (GListModel) filings = NULL;
  g_autoptr (GListModel) issues = tg_draft_list_issues (order);
  g_autoptr (TgIssue) issue = NULL;
  g_autoptr (GError) error = NULL;

  fill_order (order);
  queue (order, &error);
  g_assert_error (error, TG_ERROR, TG_ERROR_REFUSED);
  g_clear_error (&error);
  issue = g_list_model_get_item (issues, 0);   /* what blocks stands first */
  g_assert_nonnull (issue);
  g_assert_cmpstr (tg_issue_get_id (issue), ==, "owner");

  enterprise = tg_workspace_fixture_new_draft (fixture->workspace, "fact:enterprise", NULL);
  tg_draft_set_value (enterprise, "uscc", "91410100MA0000015B");
  tg_workspace_fixture_flush (enterprise);
  g_object_set (fixture->workspace, "enterprise", tg_draft_get_id (enterprise), NULL);
  filings = tg_workspace_list_filings (fixture->workspace, "declaration", "", "");
  tg_workspace_fixture_load_rows (filings);
  g_assert_cmpuint (g_list_model_get_n_items (filings), ==, 1);
  queue_soon (order);
}

static void
test_deadlines (TgWorkspaceFixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GListModel) todo = NULL;
  g_autofree char *declaration = NULL;
  g_autofree char *receipt = NULL;

  tg_workspace_fixture_load_sample (fixture->workspace);
  declaration = tg_workspace_fixture_find_fact (fixture->workspace, "declaration",
                                                "461220260000001234");
  receipt = tg_workspace_fixture_find_filing (fixture->workspace, "HK20261119000321");
  todo = tg_workspace_list_todo (fixture->workspace);
  tg_workspace_fixture_wait_filled (todo);
  g_assert_false (tg_workspace_fixture_has_todo (todo, "refund-claim", declaration));
  g_assert_true (tg_workspace_fixture_has_todo (todo, "bop", receipt));
}

/* Received on the Thursday before Spring Festival: that Saturday is worked, the nine days after are
 * not. A date that is taken out takes its deadline along. */
static void
test_holidays (TgWorkspaceFixture *fixture,
               gconstpointer       data)
{
  g_autoptr (TgDraft) payment = tg_workspace_fixture_new_draft (fixture->workspace, "fact:payment",
                                                                NULL);
  g_autoptr (GListModel) todo = NULL;
  g_autoptr (GListModel) later = NULL;
  g_autoptr (TgDeadline) deadline = NULL;

  tg_draft_set_value (payment, "accounting_date", "2026-02-12");
  tg_workspace_fixture_flush (payment);
  todo = tg_workspace_list_todo (fixture->workspace);
  tg_workspace_fixture_wait_filled (todo);
  g_assert_cmpuint (g_list_model_get_n_items (todo), ==, 1);
  deadline = g_list_model_get_item (todo, 0);
  g_assert_cmpstr (tg_deadline_get_date (deadline), ==, "2026-02-26");

  tg_draft_set_value (payment, "accounting_date", "");
  tg_workspace_fixture_flush (payment);
  later = tg_workspace_list_todo (fixture->workspace);
  tg_workspace_fixture_wait_filled (later);
  g_assert_cmpuint (g_list_model_get_n_items (later), ==, 0);
}

/* A registration needs only the master record: lines are drawn and computed, the rest has its
 * default value. */
static void
test_drawn_from_master (TgWorkspaceFixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr (TgDraft) record = NULL;
  g_autoptr (TgDraft) operator = NULL;
  g_autofree char *path = NULL;

  tg_workspace_fixture_load_sample (fixture->workspace);
  record = tg_workspace_fixture_new_draft (fixture->workspace, "REG-03", NULL);
  g_assert_cmpuint (tg_draft_get_n_lines (record, "managers"), ==, 3);
  path = tg_path_new ("managers", tg_draft_get_line_id (record, "managers", 0), "business");
  g_assert_cmpstr (tg_draft_get_value (record, path), ==, "1");
  operator = tg_workspace_fixture_new_draft (fixture->workspace, "REG-02", NULL);
  g_assert_cmpstr (tg_draft_get_value (operator, "reg_no"), ==, "91410100MA0000015B");
  tg_workspace_fixture_flush (record);
  tg_workspace_fixture_flush (operator);
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
test_abolished_form (TgWorkspaceFixture       *fixture,
                     gconstpointer  data)
{
  TgWorkspace *workspace = fixture->workspace;
  g_autoptr (TgDraft) practised = tg_workspace_fixture_new_draft (workspace, "REG-02", NULL);
  g_autoptr (TgDraft) applicant = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  g_assert_cmpstr (tg_draft_get_form (practised)->id, ==, "registration.foreign-trade-operator");
  g_assert_true (can_make (workspace, "registration.foreign-trade-operator"));
  tg_workspace_fixture_flush (practised);
  make_real (workspace);
  applicant = tg_workspace_fixture_new_draft (workspace, "REG-06", NULL);
  g_assert_cmpstr (tg_draft_get_form (applicant)->id, ==, "registration.origin-applicant");
  tg_workspace_fixture_flush (applicant);
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
test_sharing_is_logged (TgWorkspaceFixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *shared = NULL;
  g_autoptr (TgDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  GAsyncResult *result = NULL;

  tg_workspace_fixture_load_sample (fixture->workspace);
  id = tg_workspace_fixture_find_filing (fixture->workspace, "91410100MA0000015B");
  g_assert_null (find_shared (fixture->workspace, id));
  draft = tg_workspace_fixture_open_draft (fixture->workspace, id);
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
  tg_workspace_fixture_wait (200);
}

#define ADD(name, function) \
  g_test_add ("/session/workspace/" name, TgWorkspaceFixture, NULL, tg_workspace_fixture_set_up, \
              function, tg_workspace_fixture_tear_down)

static void
assert_english (const char *words)
{
  g_assert_cmpstr (words, !=, "");
  g_assert_true (g_str_is_ascii (words));
}

/* The answers of the sample's agencies are in the language in which it is loaded. */
static void
test_sample_words (TgWorkspaceFixture *fixture,
                   gconstpointer       data)
{
  g_autoptr (GListModel) receipts = NULL;
  guint n_faults = 0;

  tg_language_set ("en");
  tg_workspace_fixture_load_sample (fixture->workspace);
  tg_language_set ("zh");
  receipts = tg_workspace_list_receipts (fixture->workspace);
  tg_workspace_fixture_wait_filled (receipts);
  g_assert_cmpuint (g_list_model_get_n_items (receipts), >=, 20);
  for (guint i = 0; i < g_list_model_get_n_items (receipts); i++)
    {
      g_autoptr (TgReceipt) receipt = g_list_model_get_item (receipts, i);
      GPtrArray *faults = tg_receipt_get_faults (receipt);

      assert_english (tg_receipt_get_message (receipt));
      for (guint k = 0; k < faults->len; k++)
        assert_english (((TgFault *) faults->pdata[k])->detail);
      n_faults += faults->len;
    }
  g_assert_cmpuint (n_faults, ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("undo-survives-a-restart", test_undo_survives_a_restart);
  ADD ("typing-is-recovered", test_typing_is_recovered);
  ADD ("two-processes-merge", test_two_processes_merge);
  ADD ("sample", test_sample);
  ADD ("late-enterprise", test_late_enterprise);
  ADD ("duplicate", test_duplicate);
  ADD ("deadlines", test_deadlines);
  ADD ("holidays", test_holidays);
  ADD ("drawn-from-master", test_drawn_from_master);
  ADD ("abolished-form", test_abolished_form);
  ADD ("sharing-is-logged", test_sharing_is_logged);
  g_test_add ("/session/workspace/sample-words", TgWorkspaceFixture, NULL,
              tg_workspace_fixture_set_up, test_sample_words, tg_workspace_fixture_tear_down);

  return g_test_run ();
}
