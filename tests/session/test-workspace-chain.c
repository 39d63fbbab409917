/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include "tg-redraw-item.h"
#include "tg-test.h"
#include "tg-workspace-import.h"
#include "tg-workspace-match.h"
#include "tg-workspace-redraw.h"
#include "tg-workspace-relations.h"

/* What documents of a workspace are to one another: a changed fact marks what was drawn from it,
 * the legs of a sale are compared, orders come in from a sheet. */

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
test_change_marks_what_was_drawn (TgWorkspaceFixture       *fixture,
                                  gconstpointer  data)
{
  g_autofree char *order_id = NULL;
  g_autoptr (TgDraft) order = NULL;
  g_autoptr (TgDraft) list = NULL;
  g_autoptr (GListModel) todo = NULL;

  tg_workspace_fixture_load_sample (fixture->workspace);
  order_id = tg_workspace_fixture_find_fact (fixture->workspace, "order", "EX20261118000007");
  list = tg_workspace_fixture_new_draft (fixture->workspace, "customs.export-list", order_id);
  g_assert_cmpstr (tg_draft_get_value (list, "country"), ==, "DEU");
  g_assert_cmpuint (tg_draft_get_n_lines (list, "goods"), ==, 3);
  todo = tg_workspace_list_todo (fixture->workspace);
  order = tg_workspace_fixture_open_draft (fixture->workspace, order_id);
  tg_draft_set_value (order, "note", "nobody draws this");
  tg_workspace_fixture_flush (order);
  tg_workspace_fixture_wait (200);
  g_assert_false (tg_workspace_fixture_has_todo (todo, "redraw", tg_draft_get_id (list)));
  tg_draft_set_value (order, "country", "FRA");
  tg_workspace_fixture_flush (order);
  tg_workspace_fixture_wait_todo (todo, "redraw", tg_draft_get_id (list), TRUE);
  g_assert_cmpuint (redraw (fixture->workspace, list), >=, 1);
  g_assert_cmpstr (tg_draft_get_value (list, "country"), ==, "FRA");
  tg_workspace_fixture_flush (list);
  tg_workspace_fixture_wait_todo (todo, "redraw", tg_draft_get_id (list), FALSE);
  tg_draft_undo (list);
  g_assert_cmpstr (tg_draft_get_value (list, "country"), ==, "DEU");
  tg_workspace_fixture_flush (list);
}

/* One thing to do stands once: with the fact until there is a draft to do it with. */
static void
test_duty_moves_to_the_draft (TgWorkspaceFixture *fixture,
                              gconstpointer       data)
{
  g_autofree char *payment = NULL;
  g_autoptr (GListModel) todo = NULL;
  g_autoptr (TgDraft) draft = NULL;

  tg_workspace_fixture_load_sample (fixture->workspace);
  payment = tg_workspace_fixture_find_fact (fixture->workspace, "payment", "PAY2611210011");
  todo = tg_workspace_list_todo (fixture->workspace);
  tg_workspace_fixture_wait_todo (todo, "bop", payment, TRUE);
  draft = tg_workspace_fixture_new_draft (fixture->workspace, "forex.receipt", payment);
  tg_workspace_fixture_wait_todo (todo, "bop", tg_draft_get_id (draft), TRUE);
  tg_workspace_fixture_wait_todo (todo, "bop", payment, FALSE);
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
test_redraw_leaves_what_was_typed (TgWorkspaceFixture       *fixture,
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

  tg_workspace_fixture_load_sample (fixture->workspace);
  order_id = tg_workspace_fixture_find_fact (fixture->workspace, "order", "EX20261118000007");
  list = tg_workspace_fixture_new_draft (fixture->workspace, "customs.export-list", order_id);
  line = tg_path_new ("goods", tg_draft_get_line_id (list, "goods", 0), "country");
  tg_draft_set_value (list, "country", "USA");
  tg_workspace_fixture_flush (list);
  order = tg_workspace_fixture_open_draft (fixture->workspace, order_id);
  todo = tg_workspace_list_todo (fixture->workspace);
  tg_draft_set_value (order, "note", "nobody draws this");
  tg_workspace_fixture_flush (order);
  tg_workspace_fixture_wait (200);
  g_assert_false (tg_workspace_fixture_has_todo (todo, "redraw", tg_draft_get_id (list)));
  tg_draft_set_value (order, "country", "FRA");
  tg_workspace_fixture_flush (order);
  items = list_redraw (fixture->workspace, list);
  g_assert_cmpuint (g_list_model_get_n_items (items), ==, 4);
  assert_item (items, 0, "USA FRA own");
  assert_item (items, 1, "DEU FRA");
  g_assert_cmpuint (redraw (fixture->workspace, list), ==, 3);
  g_assert_cmpstr (tg_draft_get_value (list, "country"), ==, "USA");
  g_assert_cmpstr (tg_draft_get_value (list, line), ==, "FRA");
  tg_workspace_fixture_wait_todo (todo, "redraw", tg_draft_get_id (list), FALSE);

  /* Undo brings the mark back; it can be struck out without a change. */
  tg_draft_undo (list);
  tg_workspace_fixture_flush (list);
  tg_workspace_fixture_wait (300);
  g_assert_cmpstr (tg_draft_get_value (list, line), ==, "DEU");
  g_assert_true (tg_workspace_fixture_has_todo (todo, "redraw", tg_draft_get_id (list)));
  tg_workspace_redraw_async (fixture->workspace, list, none, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_redraw_finish (fixture->workspace, result, NULL, NULL));
  g_object_unref (result);
  tg_workspace_fixture_wait (300);
  g_assert_cmpstr (tg_draft_get_value (list, line), ==, "DEU");
  g_assert_false (tg_workspace_fixture_has_todo (todo, "redraw", tg_draft_get_id (list)));
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
test_relations (TgWorkspaceFixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *order_id = NULL;
  g_autoptr (TgDraft) list = NULL;
  g_autoptr (GListModel) sources = NULL;
  g_autoptr (GListModel) uses = NULL;
  g_autoptr (TgRelation) second = NULL;
  guint n_returned = 0;

  tg_workspace_fixture_load_sample (fixture->workspace);
  order_id = tg_workspace_fixture_find_fact (fixture->workspace, "order", "EX20261118000007");
  list = tg_workspace_fixture_new_draft (fixture->workspace, "customs.export-list", order_id);
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
test_match (TgWorkspaceFixture       *fixture,
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
  g_autoptr (GListModel) routes = NULL;
  g_autoptr (TgIssue) route = NULL;

  tg_workspace_fixture_load_sample (fixture->workspace);
  right = match_sale (fixture->workspace, "EX20261012000003");
  issues = tg_sale_match_list_issues (right);
  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 0);
  for (guint i = 0; i < tg_sale_match_get_n_legs (right); i++)
    {
      g_assert_cmpuint (tg_sale_match_get_leg (right, i)->n_agree, >, 0);
      g_assert_cmpuint (tg_sale_match_get_leg (right, i)->n_differ, ==, 0);
    }
  waybill_id = tg_workspace_fixture_find_fact (fixture->workspace, "waybill", "RB473124829GB");
  waybill = tg_workspace_fixture_open_draft (fixture->workspace, waybill_id);
  tg_draft_set_value (waybill, "gross_weight", "200");
  tg_workspace_fixture_flush (waybill);
  wrong = match_sale (fixture->workspace, "EX20261012000003");
  g_clear_object (&issues);
  issues = tg_sale_match_list_issues (wrong);
  g_assert_cmpuint (g_list_model_get_n_items (issues), ==, 1);
  pairs = tg_sale_match_list_pairs (wrong, 2);
  first = g_list_model_get_item (pairs, 0);
  g_assert_cmpint (tg_sale_pair_get_fields (first)->verdict, ==, TG_VERDICT_DIFFERS);
  g_assert_cmpstr (tg_sale_pair_get_fields (first)->value, ==, "200");
  g_assert_cmpstr (tg_sale_pair_get_fields (first)->other_value, ==, "186.5");
  routes = tg_sale_match_list_routes (right);
  g_assert_cmpuint (g_list_model_get_n_items (routes), >, 0);
  route = g_list_model_get_item (routes, 0);
  g_assert_cmpstr (tg_issue_get_id (route), ==, "9610");
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

  tg_workspace_fixture_load_rows (orders);
  return g_list_model_get_n_items (orders);
}

/* Cells from a clipboard, without headings: mapped, tried, mended, stored, taken back. */
static void
test_sheet (TgWorkspaceFixture       *fixture,
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

#define ADD(name, function) \
  g_test_add ("/session/workspace-chain/" name, TgWorkspaceFixture, NULL, \
              tg_workspace_fixture_set_up, function, tg_workspace_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("change-marks-what-was-drawn", test_change_marks_what_was_drawn);
  ADD ("duty-moves-to-the-draft", test_duty_moves_to_the_draft);
  ADD ("redraw-leaves-what-was-typed", test_redraw_leaves_what_was_typed);
  ADD ("relations", test_relations);
  ADD ("match", test_match);
  ADD ("sheet", test_sheet);
  return g_test_run ();
}
