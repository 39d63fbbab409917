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
#include "tg-redraw-item.h"
#include "tg-workspace-import.h"
#include "tg-workspace-match.h"
#include "tg-workspace-redraw.h"
#include "tg-workspace-relations.h"
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

  tg_workspace_redraw_async (workspace, draft, NULL, NULL, tg_test_keep_result, &result);
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

static GListModel *
list_redraw (TgWorkspace *workspace,
             TgDraft     *draft)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *items;

  tg_workspace_list_redraw_async (workspace, draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  items = tg_workspace_list_redraw_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return items;
}

/* "path before after", marked where the person has typed over it. */
static void
assert_item (GListModel *items,
             guint       position,
             const char *expected)
{
  g_autoptr (TgRedrawItem) item = g_list_model_get_item (items, position);
  const TgRedrawItemFields *fields = tg_redraw_item_get_fields (item);
  g_autofree char *said = g_strdup_printf ("%.3s %.3s%s", fields->before, fields->after,
                                           fields->is_own ? " own" : "");

  g_assert_cmpstr (said, ==, expected);
}

static void
test_redraw_leaves_what_was_typed (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autofree char *order_id = NULL;
  g_autofree char *line = NULL;
  g_autoptr (TgDraft) order = NULL;
  g_autoptr (TgDraft) list = NULL;
  g_autoptr (GListModel) todo = NULL;
  g_autoptr (GListModel) items = NULL;
  static const char * const none[] = { NULL };
  GAsyncResult *result = NULL;

  load_sample (fixture->workspace);
  order_id = find_fact (fixture->workspace, "order", "EX20261118000007");
  list = new_draft (fixture->workspace, "customs.export-list", order_id);
  line = tg_path_new ("goods", tg_draft_get_line_id (list, "goods", 0), "country");
  tg_draft_set_value (list, "country", "USA");
  flush (list);
  order = open_draft (fixture->workspace, order_id);
  todo = tg_workspace_list_todo (fixture->workspace);
  tg_draft_set_value (order, "note", "nobody draws this");
  flush (order);
  wait_a_while (200);
  g_assert_false (has_todo (todo, "redraw", tg_draft_get_id (list)));
  tg_draft_set_value (order, "country", "FRA");
  flush (order);
  items = list_redraw (fixture->workspace, list);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 4);
  assert_item (items, 0, "USA FRA own");
  assert_item (items, 1, "DEU FRA");
  g_assert_cmpuint (redraw (fixture->workspace, list), ==, 3);
  g_assert_cmpstr (tg_draft_get_value (list, "country"), ==, "USA");
  g_assert_cmpstr (tg_draft_get_value (list, line), ==, "FRA");
  wait_a_while (300);
  g_assert_false (has_todo (todo, "redraw", tg_draft_get_id (list)));

  /* Undo brings the mark back; it can be struck out without a change. */
  tg_draft_undo (list);
  flush (list);
  wait_a_while (300);
  g_assert_cmpstr (tg_draft_get_value (list, line), ==, "DEU");
  g_assert_true (has_todo (todo, "redraw", tg_draft_get_id (list)));
  tg_workspace_redraw_async (fixture->workspace, list, none, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_redraw_finish (fixture->workspace, result, NULL, NULL));
  g_object_unref (result);
  wait_a_while (300);
  g_assert_cmpstr (tg_draft_get_value (list, line), ==, "DEU");
  g_assert_false (has_todo (todo, "redraw", tg_draft_get_id (list)));
}

static GListModel *
list_relations (TgWorkspace *workspace,
                const char  *id)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *relations;

  tg_workspace_list_relations_async (workspace, id, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  relations = tg_workspace_list_relations_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return relations;
}

static void
test_relations (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *order_id = NULL;
  g_autoptr (TgDraft) list = NULL;
  g_autoptr (GListModel) sources = NULL;
  g_autoptr (GListModel) uses = NULL;
  g_autoptr (TgRelation) second = NULL;
  guint n_returned = 0;

  load_sample (fixture->workspace);
  order_id = find_fact (fixture->workspace, "order", "EX20261118000007");
  list = new_draft (fixture->workspace, "customs.export-list", order_id);
  sources = list_relations (fixture->workspace, tg_draft_get_id (list));
  /* Enterprise, order, waybill and three goods, each once. */
  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, 6);
  second = g_list_model_get_item (sources, 1);
  g_assert_cmpstr (tg_relation_get_fields (second)->id, ==, order_id);
  g_assert_cmpstr (tg_relation_get_fields (second)->number, ==, "EX20261118000007");
  g_assert_true (tg_relation_get_fields (second)->is_source);
  uses = list_relations (fixture->workspace, order_id);
  g_assert_cmpuint (g_list_model_get_n_items (uses), ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (TgRelation) use = g_list_model_get_item (uses, i);

      g_assert_false (tg_relation_get_fields (use)->is_source);
      n_returned += tg_relation_get_fields (use)->filing_state == TG_FILING_RETURNED;
    }
  g_assert_cmpuint (n_returned, ==, 1);
}

/* A copy has the contents, and not the number that must be unique. */
static void
test_duplicate (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (TgDraft) order = new_draft (fixture->workspace, "fact:order", NULL);
  g_autoptr (TgDraft) copy = NULL;
  GAsyncResult *result = NULL;

  tg_draft_set_value (order, "order_no", "A-1");
  tg_draft_set_value (order, "buyer", "Alice");
  flush (order);
  tg_workspace_duplicate_async (fixture->workspace, tg_draft_get_id (order), NULL,
                                tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  copy = tg_workspace_duplicate_finish (fixture->workspace, result, NULL);
  g_object_unref (result);
  g_assert_nonnull (copy);
  g_assert_cmpstr (tg_draft_get_value (copy, "buyer"), ==, "Alice");
  g_assert_cmpstr (tg_draft_get_value (copy, "order_no"), ==, "");
  flush (copy);
}

static TgSaleMatch *
match_sale (TgWorkspace *workspace,
            const char  *order_no)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgSaleMatch *match;

  tg_workspace_match_sale_async (workspace, order_no, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  match = tg_workspace_match_sale_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return match;
}

static void
test_match (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *waybill_id = NULL;
  g_autoptr (TgDraft) waybill = NULL;
  g_autoptr (TgSaleMatch) right = NULL;
  g_autoptr (TgSaleMatch) wrong = NULL;
  g_autoptr (TgSaleMatch) begun = NULL;
  g_autoptr (GListModel) issues = NULL;
  g_autoptr (GListModel) pairs = NULL;
  g_autoptr (TgSalePair) first = NULL;

  load_sample (fixture->workspace);
  right = match_sale (fixture->workspace, "EX20261012000003");
  issues = tg_sale_match_list_issues (right);
  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 0);
  for (guint i = 0; i < tg_sale_match_get_n_legs (right); i++)
    {
      g_assert_cmpuint (tg_sale_match_get_leg (right, i)->n_agree, >, 0);
      g_assert_cmpuint (tg_sale_match_get_leg (right, i)->n_differ, ==, 0);
    }
  waybill_id = find_fact (fixture->workspace, "waybill", "RB473124829GB");
  waybill = open_draft (fixture->workspace, waybill_id);
  tg_draft_set_value (waybill, "gross_weight", "200");
  flush (waybill);
  wrong = match_sale (fixture->workspace, "EX20261012000003");
  g_clear_object (&issues);
  issues = tg_sale_match_list_issues (wrong);
  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 1);
  pairs = tg_sale_match_list_pairs (wrong, 2);
  first = g_list_model_get_item (pairs, 0);
  g_assert_cmpint (tg_sale_pair_get_fields (first)->verdict, ==, TG_VERDICT_DIFFERS);
  g_assert_cmpstr (tg_sale_pair_get_fields (first)->value, ==, "200");
  g_assert_cmpstr (tg_sale_pair_get_fields (first)->other_value, ==, "186.5");
  begun = match_sale (fixture->workspace, "EX20261122000012");
  g_assert_cmpstr (tg_sale_match_get_leg (begun, 0)->number, ==, "EX20261122000012");
  g_assert_cmpstr (tg_sale_match_get_leg (begun, 3)->id, ==, "");
}

static TgImportSheet *
split_sheet (TgWorkspace *workspace,
             const char  *text)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgImportSheet *sheet;

  tg_workspace_split_sheet_async (workspace, "fact:order", text, NULL, tg_test_keep_result,
                                  &result);
  tg_test_wait_result (&result);
  sheet = tg_workspace_read_sheet_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return sheet;
}

static void
try_sheet (TgWorkspace   *workspace,
           TgImportSheet *sheet)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_try_sheet_async (workspace, sheet, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_try_sheet_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

static char *
commit_sheet (TgWorkspace   *workspace,
              TgImportSheet *sheet)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  char *batch;

  tg_workspace_commit_import_async (workspace, tg_import_sheet_get_trial (sheet), NULL,
                                    tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  batch = tg_workspace_commit_import_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return batch;
}

static guint
count_orders (TgWorkspace *workspace)
{
  g_autoptr (GListModel) orders = tg_workspace_list_facts (workspace, "order", "");

  load_rows (orders);
  return g_list_model_get_n_items (orders);
}

/* Cells from a clipboard, without headings: mapped, tried, mended, stored, taken back. */
static void
test_sheet (Fixture       *fixture,
            gconstpointer  data)
{
  static const char * const paths[] = { "order_no", "ebp_code", "", "ebc_code", "ebc_name",
                                        "country", "freight", "goods/item_no", "goods/item_name",
                                        "goods/unit", "goods/qty", "goods/price" };
  g_autoptr (TgImportSheet) sheet = NULL;
  g_autofree char *batch = NULL;
  GAsyncResult *result = NULL;
  int column = -1;

  sheet = split_sheet (fixture->workspace,
                       "B-1\t无\tMarket\t91410100MA0000015B\t示例\tUSA\t0\tK1\t杯\t011\t2\t3\n"
                       "B-2\t无\tMarket\t91410100MA0000015B\t示例\tUSA\t0\tK1\t杯\t011\ttwo\t3\n"
                       "\t\t\n");
  g_assert_false (tg_import_sheet_has_headings (sheet));
  g_assert_cmpuint (tg_import_sheet_get_n_rows (sheet), ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    tg_import_sheet_set_path (sheet, i, paths[i]);
  try_sheet (fixture->workspace, sheet);
  /* The platform's name is in no column: what a row lacks as a whole is said, too. */
  g_assert_nonnull (tg_import_sheet_get_fault (sheet, 0, -1));
  g_assert_false (tg_import_sheet_is_good (sheet, 0));
  tg_import_sheet_add_column (sheet);
  tg_import_sheet_set_path (sheet, 12, "ebp_name");
  tg_import_sheet_set_cell (sheet, 0, 12, "Market");
  tg_import_sheet_fill_down (sheet, 0, 12);
  g_assert_null (tg_import_sheet_get_trial (sheet));
  try_sheet (fixture->workspace, sheet);
  g_assert_true (tg_import_sheet_is_good (sheet, 0));
  g_assert_nonnull (tg_import_sheet_get_fault (sheet, 1, 10));
  g_assert_cmpint (tg_import_sheet_find_fault (sheet, 0, &column), ==, 1);
  g_assert_cmpint (column, ==, 10);

  batch = commit_sheet (fixture->workspace, sheet);
  g_assert_cmpuint (count_orders (fixture->workspace), ==, 1);
  tg_import_sheet_take_out (sheet);
  g_assert_cmpuint (tg_import_sheet_get_n_rows (sheet), ==, 1);
  g_assert_cmpstr (tg_import_sheet_get_cell (sheet, 0, 0), ==, "B-2");
  tg_workspace_undo_import_async (fixture->workspace, batch, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_undo_import_finish (fixture->workspace, result, NULL));
  g_object_unref (result);
  g_assert_cmpuint (count_orders (fixture->workspace), ==, 0);
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
  flush (draft);
}

/* The workspace reads its enterprises again after each save: it may need a moment. */
static void
queue_soon (TgDraft *draft)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC * tg_test_get_slowness ();
  g_autoptr (GError) error = NULL;

  queue (draft, &error);
  while (g_error_matches (error, TG_ERROR, TG_ERROR_NOT_FOUND) && g_get_monotonic_time () < end)
    {
      g_clear_error (&error);
      wait_a_while (20);
      queue (draft, &error);
    }
  g_assert_no_error (error);
}

/* What was begun before there was anybody to file for is the first enterprise's, and can be sent,
 * from a page that is still open as well as after a restart. */
static void
test_late_enterprise (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TgDraft) order = new_draft (fixture->workspace, "customs.order", NULL);
  g_autoptr (TgDraft) enterprise = NULL;
  g_autoptr (GListModel) filings = NULL;
  g_autoptr (GError) error = NULL;

  fill_order (order);
  queue (order, &error);
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
  g_clear_error (&error);

  enterprise = new_draft (fixture->workspace, "fact:enterprise", NULL);
  tg_draft_set_value (enterprise, "uscc", "91410100MA0000015B");
  flush (enterprise);
  g_object_set (fixture->workspace, "enterprise", tg_draft_get_id (enterprise), NULL);
  filings = tg_workspace_list_filings (fixture->workspace, "declaration", "", "");
  load_rows (filings);
  g_assert_cmpuint (g_list_model_get_n_items (filings), ==, 1);
  queue_soon (order);
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
  ADD ("late-enterprise", test_late_enterprise);
  ADD ("redraw-leaves-what-was-typed", test_redraw_leaves_what_was_typed);
  ADD ("relations", test_relations);
  ADD ("duplicate", test_duplicate);
  ADD ("match", test_match);
  ADD ("sheet", test_sheet);
  ADD ("deadlines", test_deadlines);
  ADD ("drawn-from-master", test_drawn_from_master);
  ADD ("abolished-form", test_abolished_form);
  ADD ("sharing-is-logged", test_sharing_is_logged);
  return g_test_run ();
}
