/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fact-row.h"
#include "tg-filing-row.h"
#include "tg-form-item.h"
#include "tg-issue.h"
#include "tg-row-list.h"
#include "tg-test.h"
#include "tg-workspace.h"

/* What stands beside a document in a real workspace, the sample company's: rules between documents
 * fire, in the form and in the rule sets; defaults and the agency's numbers are filled in. */

#define LIST "CX2610-03"            /* closed, with a number from customs */
#define RETURNED_LIST "CX2611-07"   /* sent back */
#define ORDER "EX20261118000007"    /* of the list that was sent back */
#define WAYBILL "RR100000025CN"
#define INVT_NO "46122026E000001234"

typedef struct
{
  char        *folder;
  TgWorkspace *workspace;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *made = tg_test_make_folder ();
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
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
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  g_autoptr (GAsyncResult) closed = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_close_async (fixture->workspace, NULL, tg_test_keep_result, &closed);
  tg_test_wait_result (&closed);
  tg_workspace_close_finish (fixture->workspace, closed, &error);
  g_assert_no_error (error);
  g_object_unref (fixture->workspace);
  tg_test_remove_folder (parent);
  g_free (fixture->folder);
}

static void
load_rows (GListModel *list)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_row_list_load_async (TG_ROW_LIST (list), 100, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_row_list_load_finish (TG_ROW_LIST (list), result, &error);
  g_assert_no_error (error);
}

/* Of a fact type or form, by number. */
static char *
find (Fixture    *fixture,
      const char *source,
      const char *number)
{
  g_autoptr (GListModel) rows = tg_workspace_list_sources (fixture->workspace, source, "");

  load_rows (rows);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (TG_IS_FACT_ROW (row) &&
          g_str_equal (tg_fact_row_get_fields (TG_FACT_ROW (row))->number, number))
        return g_strdup (tg_fact_row_get_id (TG_FACT_ROW (row)));
      if (TG_IS_FILING_ROW (row) &&
          g_str_equal (tg_filing_row_get_fields (TG_FILING_ROW (row))->number, number))
        return g_strdup (tg_filing_row_get_id (TG_FILING_ROW (row)));
    }
  g_assert_not_reached ();
}

static TgDraft *
draw (Fixture    *fixture,
      const char *form,
      const char *source,
      const char *number)
{
  g_autofree char *from = find (fixture, source, number);
  const char *ids[] = { from, NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TgDraft *draft;

  tg_workspace_new_draft_async (fixture->workspace, form, ids, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  draft = tg_workspace_new_draft_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  return draft;
}

static TgDraft *
open_it (Fixture    *fixture,
         const char *source,
         const char *number)
{
  g_autofree char *id = find (fixture, source, number);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TgDraft *draft;

  tg_workspace_open_draft_async (fixture->workspace, id, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  draft = tg_workspace_open_draft_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  return draft;
}

static void
flush (TgDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_draft_flush_async (draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_draft_flush_finish (draft, result, &error);
  g_assert_no_error (error);
}

/* (nullable) (transfer full) */
static TgIssue *
find_issue (TgDraft    *draft,
            const char *id,
            const char *path)
{
  g_autoptr (GListModel) issues = tg_draft_list_issues (draft);

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (issues, i);

      if (g_str_equal (tg_issue_get_id (issue), id) &&
          g_pattern_match_simple (path, tg_issue_get_path (issue)))
        return g_steal_pointer (&issue);
    }
  return NULL;
}

static gboolean
has_issue (TgDraft    *draft,
           const char *id,
           const char *path)
{
  g_autoptr (TgIssue) issue = find_issue (draft, id, path);

  return issue != NULL;
}

static gboolean
comes_unasked (TgDraft    *draft,
               const char *id,
               const char *path,
               gboolean    wanted)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (has_issue (draft, id, path) != wanted && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  return has_issue (draft, id, path) == wanted;
}

/* What stands beside it is read again meanwhile. */
static gboolean
comes (TgDraft    *draft,
       const char *id,
       const char *path,
       gboolean    wanted)
{
  tg_draft_check (draft);
  return comes_unasked (draft, id, path, wanted);
}

static void
set_cell (TgDraft    *draft,
          const char *table,
          guint       position,
          const char *field,
          const char *value)
{
  g_autofree char *path = tg_path_new (table, tg_draft_get_line_id (draft, table, position), field);

  tg_draft_set_value (draft, path, value);
}

static const char *
get_cell (TgDraft    *draft,
          const char *table,
          guint       position,
          const char *field)
{
  g_autofree char *path = tg_path_new (table, tg_draft_get_line_id (draft, table, position), field);

  return tg_draft_get_value (draft, path);
}

static void
test_number_of_the_agency (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr (TgDraft) list = open_it (fixture, "customs.export-list", LIST);
  g_autoptr (TgDraft) withdrawal = draw (fixture, "customs.withdrawal", "customs.export-list",
                                         LIST);

  g_assert_cmpstr (tg_draft_get_value (list, "invt_no"), ==, INVT_NO);
  g_assert_false (tg_draft_can_undo (list));
  g_assert_cmpstr (tg_draft_get_value (withdrawal, "invt_no"), ==, INVT_NO);
}

static void
test_same_waybill_and_number (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr (TgDraft) list = draw (fixture, "customs.export-list", "order", ORDER);

  g_assert_cmpstr (tg_draft_get_value (list, "logistics_no"), ==, WAYBILL);
  g_assert_true (comes (list, "V13", "logistics_no", TRUE));
  g_assert_false (has_issue (list, "V15", "*"));
  tg_draft_set_value (list, "cop_no", RETURNED_LIST);
  g_assert_true (comes (list, "V15", "cop_no", TRUE));
  tg_draft_set_value (list, "cop_no", "CX-NEW");
  g_assert_true (comes (list, "V15", "cop_no", FALSE));
  flush (list);
}

static void
test_lists_of_a_bill (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr (TgDraft) bill = draw (fixture, "customs.master-bill", "customs.export-list",
                                   RETURNED_LIST);
  g_autoptr (TgDraft) arrival = draw (fixture, "customs.arrival", "waybill", WAYBILL);

  tg_draft_set_value (bill, "gross_weight", "0.01");
  g_assert_true (comes (bill, "M11", "gross_weight", TRUE));
  g_assert_true (comes (bill, "state", "parcels/*", TRUE));
  tg_draft_add_line (bill, "parcels", -1);
  set_cell (bill, "parcels", 1, "logistics_no", "XX000000000CN");
  g_assert_true (comes (bill, "M10", "parcels/*", TRUE));
  flush (bill);

  g_assert_false (has_issue (arrival, "M10", "parcels/*"));
  tg_draft_add_line (arrival, "parcels", -1);
  set_cell (arrival, "parcels", 1, "logistics_no", "XX000000000CN");
  g_assert_true (comes (arrival, "M10", "parcels/*", TRUE));
  flush (arrival);
}

static void
test_return (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TgDraft) draft = draw (fixture, "customs.return", "customs.export-list", LIST);

  g_assert_cmpstr (tg_draft_get_value (draft, "invt_no"), ==, INVT_NO);
  g_assert_true (comes (draft, "required", "co_el_no", TRUE));
  g_assert_false (has_issue (draft, "M12-qty", "*"));
  g_assert_false (has_issue (draft, "state", "*"));
  set_cell (draft, "goods", 0, "qty", "9999");
  g_assert_true (comes (draft, "M12-qty", "goods/*/qty", TRUE));
  flush (draft);
}

static void
test_summary (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TgDraft) draft = draw (fixture, "customs.summary", "customs.export-list", LIST);

  g_assert_cmpstr (get_cell (draft, "lists", 0, "invt_no"), ==, INVT_NO);
  g_assert_true (comes (draft, "M13-merged", "lists/*/invt_no", TRUE));
  tg_draft_set_value (draft, "customs_code", "4601");
  g_assert_true (comes (draft, "M13-office", "lists/*/invt_no", TRUE));
  flush (draft);
}

/* The set lies at the field of what is open; what is wrong elsewhere only warns. */
static void
test_sets (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TgDraft) payment = open_it (fixture, "payment", "PAY2611180007");
  g_autoptr (TgDraft) list = open_it (fixture, "customs.export-list", RETURNED_LIST);
  g_autoptr (TgIssue) other = NULL;

  g_assert_true (comes (list, "M8", "*", FALSE));
  tg_draft_set_value (payment, "charge", "1");
  g_assert_true (comes (payment, "M8", "charge", TRUE));
  tg_draft_set_value (payment, "ebp_code", "ANOTHER");
  g_assert_true (comes (payment, "M2-payment", "ebp_code", TRUE));
  flush (payment);
  /* Another draft sees what was saved, and says it once. */
  g_assert_true (comes (list, "M8", "order_no", TRUE));
  g_assert_false (has_issue (list, "M8", ""));
}

static void
test_routing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TgDraft) order = open_it (fixture, "order", ORDER);
  g_autoptr (TgDraft) list = draw (fixture, "customs.export-list", "order", ORDER);
  g_autoptr (TgIssue) route = NULL;

  /* Where it is drawn, before anybody asks for a check; nothing else shows. */
  g_assert_true (comes_unasked (list, "9610", "", TRUE));
  g_assert_false (has_issue (list, "required", "*"));
  g_assert_true (comes (order, "9610", "trade_mode", TRUE));
  route = find_issue (order, "9610", "trade_mode");
  g_assert_cmpint (tg_issue_get_level (route), ==, TG_LEVEL_INFORMATION);
  g_assert_true (comes (list, "9610", "", TRUE));
}

static void
test_defaults (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TgDraft) list = draw (fixture, "customs.export-list", "order", ORDER);
  g_autoptr (TgDraft) record = NULL;
  g_autoptr (GListModel) goods = tg_workspace_list_sources (fixture->workspace, "goods", "");
  g_autoptr (TgFactRow) row = NULL;

  g_assert_cmpstr (tg_draft_get_value (list, "owner_code"), ==, "91410100MA0000015B");
  g_assert_cmpstr (tg_draft_get_value (list, "owner_name"), !=, "");
  load_rows (goods);
  row = g_list_model_get_item (goods, 0);
  record = draw (fixture, "registration.goods", "goods", tg_fact_row_get_fields (row)->number);
  g_assert_cmpuint (tg_draft_get_n_lines (record, "goods"), ==, 1);
  g_assert_cmpstr (get_cell (record, "goods", 0, "gift_flag"), ==, "1");
}

/* A copy is a new document: no number of its own, none of the agency's, and cells that were left
 * empty stay so. */
static void
test_duplicate (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *id = find (fixture, "customs.export-list", LIST);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDraft) copy = NULL;

  tg_workspace_duplicate_async (fixture->workspace, id, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  copy = tg_workspace_duplicate_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tg_draft_get_value (copy, "cop_no"), ==, "");
  g_assert_cmpstr (tg_draft_get_value (copy, "invt_no"), ==, "");
  g_assert_cmpstr (tg_draft_get_value (copy, "customs_code"), ==, "4612");
  g_assert_true (comes (copy, "V13", "logistics_no", TRUE));
}

static TgFormItem *
find_item (GListModel *items,
           const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TgFormItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (tg_form_item_get_id (item), id))
        return g_steal_pointer (&item);
    }
  g_assert_not_reached ();
}

static void
test_sources (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct { const char *form; const char *source; gboolean several; } cases[] = {
    { "registration.enterprise", "enterprise", FALSE },
    { "registration.seller", "seller", FALSE },
    { "registration.goods", "goods", TRUE },
    { "customs.order", "order", FALSE },
    { "customs.payment", "payment", FALSE },
    { "customs.export-list", "order", FALSE },
    { "customs.declaration", "order", FALSE },
    { "customs.arrival", "waybill", TRUE },
    { "customs.master-bill", "customs.export-list", TRUE },
    { "customs.summary", "customs.export-list", TRUE },
    { "customs.return", "customs.export-list", FALSE },
    { "customs.withdrawal", "customs.export-list", FALSE },
    { "customs.return-tally", "customs.return", FALSE },
    { "tax.trader-refund", "declaration", TRUE },
    { "forex.personal-account", "seller", FALSE },
    { "forex.receipt", "payment", FALSE },
    { "fact:payment", "order", FALSE },
    { "fact:goods", NULL, FALSE },
  };
  g_autoptr (GListModel) items = tg_workspace_list_forms (fixture->workspace);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (TgFormItem) item = find_item (items, cases[i].form);

      g_test_message ("%s", cases[i].form);
      g_assert_cmpstr (tg_form_item_get_source (item), ==, cases[i].source);
      g_assert_cmpint (tg_form_item_takes_several (item), ==, cases[i].several);
    }
}

#define ADD(name, function) \
  g_test_add ("/session/beside/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("number-of-the-agency", test_number_of_the_agency);
  ADD ("same-waybill-and-number", test_same_waybill_and_number);
  ADD ("lists-of-a-bill", test_lists_of_a_bill);
  ADD ("return", test_return);
  ADD ("summary", test_summary);
  ADD ("sets", test_sets);
  ADD ("routing", test_routing);
  ADD ("defaults", test_defaults);
  ADD ("duplicate", test_duplicate);
  ADD ("sources", test_sources);
  return g_test_run ();
}
