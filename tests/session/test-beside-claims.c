/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include <string.h>

#include "tg-test.h"

/* What was claimed already, in a real workspace: one line of a declaration, one invoice, one
 * advance refund, one list, each in two filings. Of two drafts the later one is told. */

#define DECLARATION "461220260000001234"     /* claimed in the sample's 202611001, under review */
#define ITEM "461220260000009876001"         /* in no claim yet */
#define LINK "20261100200000001"

static TgDraft *
make_claim (TgWorkspaceFixture *fixture,
            const char         *batch,
            const char         *link,
            const char         *business_type)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "tax.trader-refund", NULL);

  tg_draft_set_value (draft, "claim_month", "202611");
  tg_draft_set_value (draft, "batch", batch);
  tg_draft_add_line (draft, "exports", -1);
  tg_workspace_fixture_set_cell (draft, "exports", 0, "link_no", link);
  tg_workspace_fixture_set_cell (draft, "exports", 0, "declaration_no", ITEM);
  tg_workspace_fixture_set_cell (draft, "exports", 0, "business_type", business_type);
  tg_workspace_fixture_set_cell (draft, "exports", 0, "qty", "1000");
  tg_workspace_fixture_flush (draft);
  return draft;
}

static void
test_declaration_and_invoice (TgWorkspaceFixture *fixture,
                              gconstpointer       data)
{
  g_autofree char *id = tg_workspace_fixture_find_fact (fixture->workspace, "declaration",
                                                        DECLARATION);
  g_autofree char *sent = tg_workspace_fixture_find_filing (fixture->workspace, "202611001");
  g_autoptr (TgDraft) first = tg_workspace_fixture_open_draft (fixture->workspace, sent);
  g_autoptr (TgDraft) second = tg_workspace_fixture_new_draft (fixture->workspace,
                                                               "tax.trader-refund", id);
  g_autoptr (TgIssue) issue = NULL;

  g_assert_cmpuint (tg_draft_get_n_lines (second, "exports"), ==, 2);
  g_assert_true (tg_workspace_fixture_comes (second, "E05", "exports/*/declaration_no", TRUE));
  issue = tg_workspace_fixture_find_issue (second, "E05", "*");
  g_assert_cmpint (tg_issue_get_level (issue), ==, TG_LEVEL_BLOCKING);
  g_assert_nonnull (strstr (tg_issue_get_message (issue), "202611001"));
  g_assert_true (tg_workspace_fixture_comes (second, "E05-invoice", "purchases/*/invoice_no",
                                             TRUE));
  g_assert_true (tg_workspace_fixture_comes (first, "E05", "*", FALSE));
  g_assert_false (tg_workspace_fixture_has_issue (first, "E05-invoice", "*"));
  tg_workspace_fixture_flush (second);
}

/* Two drafts, a reversal, another business type. */
static void
test_drafts (TgWorkspaceFixture *fixture,
             gconstpointer       data)
{
  g_autoptr (TgDraft) first = make_claim (fixture, "002", LINK, "");
  g_autoptr (TgDraft) second = make_claim (fixture, "003", "20261100300000001", "");

  g_assert_true (tg_workspace_fixture_comes (second, "E05", "exports/*/declaration_no", TRUE));
  g_assert_true (tg_workspace_fixture_comes (first, "required", "*", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (first, "E05", "*"));
  /* A part that is claimed in advance is another part. */
  tg_workspace_fixture_set_cell (second, "exports", 0, "business_type", "HWC-YT");
  g_assert_true (tg_workspace_fixture_comes (second, "E05", "*", FALSE));
  tg_workspace_fixture_set_cell (second, "exports", 0, "business_type", "");
  g_assert_true (tg_workspace_fixture_comes (second, "E05", "*", TRUE));
  /* What is reversed may be claimed again. */
  tg_draft_add_line (second, "exports", -1);
  tg_workspace_fixture_set_cell (second, "exports", 1, "declaration_no", ITEM);
  tg_workspace_fixture_set_cell (second, "exports", 1, "qty", "-1000");
  tg_workspace_fixture_set_cell (second, "exports", 1, "reverses", "20261100200000001");
  g_assert_true (tg_workspace_fixture_comes (second, "E05", "*", FALSE));
  tg_workspace_fixture_flush (second);
}

/* Beyond the lines that a search knows. */
static void
test_long_claim (TgWorkspaceFixture *fixture,
                 gconstpointer       data)
{
  g_autoptr (TgDraft) first = make_claim (fixture, "002", LINK, "");
  g_autoptr (TgDraft) second = NULL;

  tg_workspace_fixture_set_cell (first, "exports", 0, "declaration_no", "461220260000009875001");
  for (guint i = 1; i < 150; i++)
    tg_draft_add_line (first, "exports", -1);
  tg_workspace_fixture_set_cell (first, "exports", 149, "declaration_no", ITEM);
  tg_workspace_fixture_flush (first);
  second = make_claim (fixture, "003", "20261100300000001", "");
  g_assert_true (tg_workspace_fixture_comes (second, "E05", "exports/*/declaration_no", TRUE));
}

static TgDraft *
make_settlement (TgWorkspaceFixture *fixture,
                 const char         *batch)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "tax.overseas-warehouse",
                                                   NULL);

  tg_draft_set_value (draft, "period", "202611");
  tg_draft_set_value (draft, "batch", batch);
  tg_draft_add_line (draft, "lines", -1);
  tg_workspace_fixture_set_cell (draft, "lines", 0, "pre_ref", LINK);
  tg_workspace_fixture_set_cell (draft, "lines", 0, "declaration_no", ITEM);
  tg_workspace_fixture_set_cell (draft, "lines", 0, "warehouse_code", "US-01");
  tg_workspace_fixture_set_cell (draft, "lines", 0, "sku", "BAG-01");
  tg_workspace_fixture_set_cell (draft, "lines", 0, "qty_claimed", "1000");
  tg_workspace_fixture_flush (draft);
  return draft;
}

static void
test_warehouse (TgWorkspaceFixture *fixture,
                gconstpointer       data)
{
  g_autoptr (TgDraft) claim = make_claim (fixture, "002", LINK, "HWC-YT");
  g_autoptr (TgDraft) again = make_claim (fixture, "003", "20261100300000001", "HWC-YT");
  g_autoptr (TgDraft) first = make_settlement (fixture, "001");
  g_autoptr (TgDraft) second = NULL;

  g_assert_true (tg_workspace_fixture_comes (again, "E05", "exports/*/declaration_no", TRUE));
  g_assert_true (tg_workspace_fixture_comes (first, "required", "*", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (first, "O-claim", "*"));
  tg_workspace_fixture_set_cell (first, "lines", 0, "qty_sold", "1000");
  tg_workspace_fixture_flush (first);
  second = make_settlement (fixture, "002");
  g_assert_true (tg_workspace_fixture_comes (second, "O-settled", "lines/*/pre_ref", TRUE));
  g_assert_true (tg_workspace_fixture_comes (first, "O-settled", "*", FALSE));
  /* A claim that is none in advance is no claim to settle. */
  tg_workspace_fixture_set_cell (claim, "exports", 0, "business_type", "");
  tg_workspace_fixture_flush (claim);
  g_assert_true (tg_workspace_fixture_comes (first, "O-claim", "lines/*/pre_ref", TRUE));
}

static TgDraft *
make_split (TgWorkspaceFixture *fixture)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "tax.overseas-warehouse",
                                                   NULL);

  tg_draft_add_line (draft, "splits", -1);
  tg_workspace_fixture_set_cell (draft, "splits", 0, "declaration_no", ITEM);
  tg_workspace_fixture_flush (draft);
  return draft;
}

static TgDraft *
make_ledger (TgWorkspaceFixture *fixture)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "tax.retail-exemption",
                                                   NULL);

  tg_draft_add_line (draft, "lines", -1);
  tg_workspace_fixture_set_cell (draft, "lines", 0, "list_no", "46122026E000009999");
  tg_workspace_fixture_flush (draft);
  return draft;
}

static void
test_split_and_ledger (TgWorkspaceFixture *fixture,
                       gconstpointer       data)
{
  g_autoptr (TgDraft) split = make_split (fixture);
  g_autoptr (TgDraft) other_split = make_split (fixture);
  g_autoptr (TgDraft) ledger = make_ledger (fixture);
  g_autoptr (TgDraft) other_ledger = make_ledger (fixture);

  g_assert_true (tg_workspace_fixture_comes (other_split, "O-split-earlier",
                                             "splits/*/declaration_no", TRUE));
  g_assert_true (tg_workspace_fixture_comes (other_ledger, "R-earlier", "lines/*/list_no", TRUE));
  g_assert_true (tg_workspace_fixture_comes (split, "required", "*", TRUE));
  g_assert_true (tg_workspace_fixture_comes (ledger, "required", "*", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (split, "O-split-earlier", "*"));
  g_assert_false (tg_workspace_fixture_has_issue (ledger, "R-earlier", "*"));
}

#define ADD(name, function) \
  g_test_add ("/session/beside-claims/" name, TgWorkspaceFixture, NULL, \
              tg_workspace_fixture_set_up_sample, function, tg_workspace_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("declaration-and-invoice", test_declaration_and_invoice);
  ADD ("drafts", test_drafts);
  ADD ("long-claim", test_long_claim);
  ADD ("warehouse", test_warehouse);
  ADD ("split-and-ledger", test_split_and_ledger);
  return g_test_run ();
}
