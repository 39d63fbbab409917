/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include <string.h>

#include "tg-fact-row.h"
#include "tg-form-item.h"
#include "tg-test.h"

/* What stands beside a document in a real workspace, the sample company's: rules between documents
 * fire, in the form and in the rule sets; defaults and the agency's numbers are filled in. */

#define LIST "CX2610-03"            /* closed, with a number from customs */
#define RETURNED_LIST "CX2611-07"   /* sent back */
#define ORDER "EX20261118000007"    /* of the list that was sent back */
#define WAYBILL "RR100000025CN"
#define INVT_NO "46122026E000001234"

/* Of a fact type or form, by number. */
static char *
find (TgWorkspaceFixture *fixture,
      const char         *source,
      const char         *number)
{
  return strchr (source, '.') != NULL
         ? tg_workspace_fixture_find_filing (fixture->workspace, number)
         : tg_workspace_fixture_find_fact (fixture->workspace, source, number);
}

static TgDraft *
draw (TgWorkspaceFixture *fixture,
      const char         *form,
      const char         *source,
      const char         *number)
{
  g_autofree char *from = find (fixture, source, number);

  return tg_workspace_fixture_new_draft (fixture->workspace, form, from);
}

static TgDraft *
open_it (TgWorkspaceFixture *fixture,
         const char         *source,
         const char         *number)
{
  g_autofree char *id = find (fixture, source, number);

  return tg_workspace_fixture_open_draft (fixture->workspace, id);
}

static void
test_number_of_the_agency (TgWorkspaceFixture *fixture,
                           gconstpointer       data)
{
  g_autoptr (TgDraft) list = open_it (fixture, "customs.export-list", LIST);
  g_autoptr (TgDraft) withdrawal = draw (fixture, "customs.withdrawal", "customs.export-list",
                                         LIST);

  g_assert_cmpstr (tg_draft_get_value (list, "invt_no"), ==, INVT_NO);
  g_assert_false (tg_draft_can_undo (list));
  g_assert_cmpstr (tg_draft_get_value (withdrawal, "invt_no"), ==, INVT_NO);
}

static void
test_same_waybill_and_number (TgWorkspaceFixture *fixture,
                              gconstpointer       data)
{
  g_autoptr (TgDraft) list = draw (fixture, "customs.export-list", "order", ORDER);

  g_assert_cmpstr (tg_draft_get_value (list, "logistics_no"), ==, WAYBILL);
  g_assert_true (tg_workspace_fixture_comes (list, "V13", "logistics_no", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (list, "V15", "*"));
  tg_draft_set_value (list, "cop_no", RETURNED_LIST);
  g_assert_true (tg_workspace_fixture_comes (list, "V15", "cop_no", TRUE));
  tg_draft_set_value (list, "cop_no", "CX-NEW");
  g_assert_true (tg_workspace_fixture_comes (list, "V15", "cop_no", FALSE));
  tg_workspace_fixture_flush (list);
}

static void
test_lists_of_a_bill (TgWorkspaceFixture *fixture,
                      gconstpointer       data)
{
  g_autoptr (TgDraft) bill = draw (fixture, "customs.master-bill", "customs.export-list",
                                   RETURNED_LIST);
  g_autoptr (TgDraft) arrival = draw (fixture, "customs.arrival", "waybill", WAYBILL);

  tg_draft_set_value (bill, "gross_weight", "0.01");
  g_assert_true (tg_workspace_fixture_comes (bill, "M11", "gross_weight", TRUE));
  g_assert_true (tg_workspace_fixture_comes (bill, "state", "parcels/*", TRUE));
  tg_draft_add_line (bill, "parcels", -1);
  tg_workspace_fixture_set_cell (bill, "parcels", 1, "logistics_no", "XX000000000CN");
  g_assert_true (tg_workspace_fixture_comes (bill, "M10", "parcels/*", TRUE));
  tg_workspace_fixture_flush (bill);

  g_assert_false (tg_workspace_fixture_has_issue (arrival, "M10", "parcels/*"));
  tg_draft_add_line (arrival, "parcels", -1);
  tg_workspace_fixture_set_cell (arrival, "parcels", 1, "logistics_no", "XX000000000CN");
  g_assert_true (tg_workspace_fixture_comes (arrival, "M10", "parcels/*", TRUE));
  tg_workspace_fixture_flush (arrival);
}

static void
test_return (TgWorkspaceFixture *fixture,
             gconstpointer       data)
{
  g_autoptr (TgDraft) draft = draw (fixture, "customs.return", "customs.export-list", LIST);

  g_assert_cmpstr (tg_draft_get_value (draft, "invt_no"), ==, INVT_NO);
  g_assert_true (tg_workspace_fixture_comes (draft, "required", "co_el_no", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (draft, "M12-qty", "*"));
  g_assert_false (tg_workspace_fixture_has_issue (draft, "state", "*"));
  tg_workspace_fixture_set_cell (draft, "goods", 0, "qty", "9999");
  g_assert_true (tg_workspace_fixture_comes (draft, "M12-qty", "goods/*/qty", TRUE));
  tg_workspace_fixture_flush (draft);
}

static void
test_summary (TgWorkspaceFixture *fixture,
              gconstpointer       data)
{
  g_autoptr (TgDraft) draft = draw (fixture, "customs.summary", "customs.export-list", LIST);

  g_assert_cmpstr (tg_workspace_fixture_get_cell (draft, "lists", 0, "invt_no"), ==, INVT_NO);
  g_assert_true (tg_workspace_fixture_comes (draft, "M13-merged", "lists/*/invt_no", TRUE));
  tg_draft_set_value (draft, "customs_code", "4601");
  g_assert_true (tg_workspace_fixture_comes (draft, "M13-office", "lists/*/invt_no", TRUE));
  tg_workspace_fixture_flush (draft);
}

/* The set lies at the field of what is open; what is wrong elsewhere only warns. */
static void
test_sets (TgWorkspaceFixture *fixture,
           gconstpointer       data)
{
  g_autoptr (TgDraft) payment = open_it (fixture, "payment", "PAY2611180007");
  g_autoptr (TgDraft) list = open_it (fixture, "customs.export-list", RETURNED_LIST);
  g_autoptr (TgIssue) other = NULL;

  g_assert_true (tg_workspace_fixture_comes (list, "M8", "*", FALSE));
  tg_draft_set_value (payment, "charge", "1");
  g_assert_true (tg_workspace_fixture_comes (payment, "M8", "charge", TRUE));
  tg_draft_set_value (payment, "ebp_code", "ANOTHER");
  g_assert_true (tg_workspace_fixture_comes (payment, "M2-payment", "ebp_code", TRUE));
  tg_workspace_fixture_flush (payment);
  /* Another draft sees what was saved, and says it once. */
  g_assert_true (tg_workspace_fixture_comes (list, "M8", "order_no", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (list, "M8", ""));
}

static void
test_routing (TgWorkspaceFixture *fixture,
              gconstpointer       data)
{
  g_autoptr (TgDraft) order = open_it (fixture, "order", ORDER);
  g_autoptr (TgDraft) list = draw (fixture, "customs.export-list", "order", ORDER);
  g_autoptr (TgIssue) route = NULL;

  /* Where it is drawn, before anybody asks for a check; nothing else shows. */
  g_assert_true (tg_workspace_fixture_comes_unasked (list, "9610", "", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (list, "required", "*"));
  g_assert_true (tg_workspace_fixture_comes (order, "9610", "trade_mode", TRUE));
  route = tg_workspace_fixture_find_issue (order, "9610", "trade_mode");
  g_assert_cmpint (tg_issue_get_level (route), ==, TG_LEVEL_INFORMATION);
  g_assert_true (tg_workspace_fixture_comes (list, "9610", "", TRUE));
}

#define SOLD "EX20261012000003"     /* with payment and waybill */

static TgDraft *
make_invoice (TgWorkspaceFixture *fixture)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "fact:purchase-invoice",
                                                   NULL);

  tg_draft_set_value (draft, "invoice_no", "26412000000000009999");
  tg_draft_set_value (draft, "contract_no", "HT-BESIDE");
  tg_draft_add_line (draft, "lines", -1);
  tg_workspace_fixture_set_cell (draft, "lines", 0, "goods_code", "4202220000");
  tg_workspace_fixture_set_cell (draft, "lines", 0, "qty", "1");
  tg_workspace_fixture_flush (draft);
  return draft;
}

/* Declaration, order, purchase invoice and receipt of money: each says it at its own field, and of
 * the others that something is wrong there. */
static void
test_declaration_match (TgWorkspaceFixture *fixture,
                        gconstpointer       data)
{
  g_autoptr (TgDraft) declaration = draw (fixture, "customs.declaration", "order", SOLD);
  g_autoptr (TgDraft) receipt = open_it (fixture, "forex.receipt", "HK20261119000321");
  g_autoptr (TgDraft) invoice = make_invoice (fixture);

  tg_draft_set_value (declaration, "client_seq_no", "BESIDE-1");
  tg_draft_set_value (declaration, "order_no", SOLD);
  tg_draft_set_value (declaration, "contr_no", "HT-BESIDE");
  tg_draft_set_value (declaration, "trade_area_code", "DEU");
  g_assert_true (tg_workspace_fixture_comes (declaration, "O5", "trade_area_code", TRUE));
  tg_draft_set_value (declaration, "trade_area_code", "USA");
  g_assert_true (tg_workspace_fixture_comes (declaration, "O5", "*", FALSE));
  g_assert_true (tg_workspace_fixture_comes (declaration, "I1", "", TRUE));
  tg_workspace_fixture_flush (declaration);
  g_assert_true (tg_workspace_fixture_comes (invoice, "I1", "lines", TRUE));

  tg_draft_set_value (receipt, "country", "DEU");
  g_assert_true (tg_workspace_fixture_comes (receipt, "R4", "country", TRUE));
  tg_workspace_fixture_flush (receipt);
  g_assert_true (tg_workspace_fixture_comes (declaration, "R4", "", TRUE));
  tg_draft_set_value (receipt, "country", "USA");
  tg_workspace_fixture_flush (receipt);
  g_assert_true (tg_workspace_fixture_comes (declaration, "R4", "", FALSE));
  g_assert_true (tg_workspace_fixture_comes (receipt, "R4", "*", FALSE));
}

static void
test_defaults (TgWorkspaceFixture *fixture,
               gconstpointer       data)
{
  g_autoptr (TgDraft) list = draw (fixture, "customs.export-list", "order", ORDER);
  g_autoptr (TgDraft) record = NULL;
  g_autoptr (GListModel) goods = tg_workspace_list_sources (fixture->workspace, "goods", "");
  g_autoptr (TgFactRow) row = NULL;

  g_assert_cmpstr (tg_draft_get_value (list, "owner_code"), ==, "91410100MA0000015B");
  g_assert_cmpstr (tg_draft_get_value (list, "owner_name"), !=, "");
  tg_workspace_fixture_load_rows (goods);
  row = g_list_model_get_item (goods, 0);
  record = draw (fixture, "registration.goods", "goods", tg_fact_row_get_fields (row)->number);
  g_assert_cmpuint (tg_draft_get_n_lines (record, "goods"), ==, 1);
  g_assert_cmpstr (tg_workspace_fixture_get_cell (record, "goods", 0, "gift_flag"), ==, "1");
}

/* A copy is a new document: no number of its own, none of the agency's, and cells that were left
 * empty stay so. */
static void
test_duplicate (TgWorkspaceFixture *fixture,
                gconstpointer       data)
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
  g_assert_true (tg_workspace_fixture_comes (copy, "V13", "logistics_no", TRUE));
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
test_sources (TgWorkspaceFixture *fixture,
              gconstpointer       data)
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
  g_test_add ("/session/beside/" name, TgWorkspaceFixture, NULL, \
              tg_workspace_fixture_set_up_sample, function, tg_workspace_fixture_tear_down)

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
  ADD ("declaration-match", test_declaration_match);
  ADD ("defaults", test_defaults);
  ADD ("duplicate", test_duplicate);
  ADD ("sources", test_sources);
  return g_test_run ();
}
