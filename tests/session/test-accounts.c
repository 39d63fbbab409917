/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-row.h"
#include "tg-error.h"
#include "tg-issue.h"
#include "tg-posting-row.h"
#include "tg-test.h"
#include "tg-workspace-accounts.h"
#include "tg-workspace-fixture.h"

#include <string.h>

/* The register in a real workspace, the sample company's: what its receipts and entries moved, and
 * what a form that settles is told of it. The seller has settled 600 within the quota. */

#define PAYMENT "PAY2611180007"
#define SELLER_NUMBER "6222020000000000000"

static void
set_up (TgWorkspaceFixture *fixture,
        gconstpointer       data)
{
  tg_workspace_fixture_set_up (fixture, data);
  tg_workspace_fixture_load_sample (fixture->workspace);
}

/* (transfer full) */
static TgAccountRow *
find_account (TgWorkspaceFixture *fixture,
              const char         *end,
              const char         *currency)
{
  g_autoptr (GListModel) accounts = tg_workspace_list_accounts (fixture->workspace);

  tg_workspace_fixture_load_rows (accounts);
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++)
    {
      g_autoptr (TgAccountRow) row = g_list_model_get_item (accounts, i);
      const TgAccountRowFields *fields = tg_account_row_get_fields (row);

      if (g_str_has_suffix (fields->number, end) && g_str_equal (fields->currency, currency))
        return g_steal_pointer (&row);
    }
  g_assert_not_reached ();
}

static void
assert_balance (TgWorkspaceFixture *fixture,
                const char         *end,
                const char         *balance)
{
  g_autoptr (TgAccountRow) row = find_account (fixture, end, "USD");

  g_assert_cmpstr (tg_account_row_get_fields (row)->balance, ==, balance);
}

static TgDraft *
new_draft (TgWorkspaceFixture *fixture,
           const char         *form,
           const char         *enterprise)
{
  g_autoptr (GListModel) enterprises = tg_workspace_list_enterprises (fixture->workspace);

  tg_workspace_fixture_wait_filled (enterprises);
  g_object_set (fixture->workspace, "enterprise", enterprise, NULL);
  return tg_workspace_fixture_new_draft (fixture->workspace, form, NULL);
}

static TgDraft *
new_of_seller (TgWorkspaceFixture *fixture,
               const char         *form)
{
  g_autofree char *seller = tg_workspace_fixture_find_fact (fixture->workspace, "seller", "王示例");

  return new_draft (fixture, form, seller);
}

static gboolean
has_issue (TgDraft    *draft,
           const char *id)
{
  g_autoptr (GListModel) issues = tg_draft_list_issues (draft);

  for (guint i = 0; i < g_list_model_get_n_items (issues); i++)
    {
      g_autoptr (TgIssue) issue = g_list_model_get_item (issues, i);

      if (g_str_equal (tg_issue_get_id (issue), id))
        return TRUE;
    }
  return FALSE;
}

/* What is found at the quota once it was checked: nothing, near, or over. */
static void
assert_quota (TgDraft  *draft,
              gboolean  near,
              gboolean  over)
{
  tg_draft_check (draft);
  for (guint i = 0; i < 300 && (has_issue (draft, "E24-near") != near ||
                                has_issue (draft, "E24") != over ||
                                !has_issue (draft, "required")); i++)
    tg_workspace_fixture_wait (10);
  /* Nobody has filled in who applies: the check has been there. */
  g_assert_true (has_issue (draft, "required"));
  g_assert_true (has_issue (draft, "E24-near") == near);
  g_assert_true (has_issue (draft, "E24") == over);
}

static void
wait_value (TgDraft    *draft,
            const char *path,
            const char *value)
{
  for (guint i = 0; i < 200 && g_strcmp0 (tg_draft_get_value (draft, path), value) != 0; i++)
    tg_workspace_fixture_wait (10);
  g_assert_cmpstr (tg_draft_get_value (draft, path), ==, value);
}

/* ---- tests ---- */

static void
test_sample (TgWorkspaceFixture *fixture,
             gconstpointer       data)
{
  g_autoptr (TgAccountRow) seller = find_account (fixture, "0000", "USD");
  g_autoptr (TgAccountRow) euros = find_account (fixture, "0000", "EUR");
  g_autoptr (GListModel) postings = NULL;
  g_autoptr (TgPostingRow) oldest = NULL;

  g_assert_cmpstr (tg_account_row_get_fields (seller)->number, ==, "···· 0000");
  g_assert_cmpstr (tg_account_row_get_fields (euros)->balance, ==, "0");
  assert_balance (fixture, "0000", "250");
  assert_balance (fixture, "0123", "1175");
  postings = tg_workspace_list_postings (fixture->workspace,
                                         tg_stored_row_get_id (TG_STORED_ROW (seller)));
  tg_workspace_fixture_load_rows (postings);
  g_assert_cmpuint (g_list_model_get_n_items (postings), ==, 3);
  oldest = g_list_model_get_item (postings, 2);
  g_assert_cmpstr (tg_posting_row_get_fields (oldest)->source_title, ==, "FX-21 HK20261117000088");
  g_assert_cmpstr (tg_posting_row_get_fields (oldest)->balance, ==, "2350");
}

static void
test_quotas (TgWorkspaceFixture *fixture,
             gconstpointer       data)
{
  g_autoptr (GListModel) quotas = tg_workspace_list_quotas (fixture->workspace);
  g_autoptr (TgQuota) settlement = NULL;

  tg_workspace_fixture_wait_filled (quotas);
  g_assert_cmpuint (g_list_model_get_n_items (quotas), ==, 2);
  settlement = g_list_model_get_item (quotas, 0);
  g_assert_cmpstr (tg_quota_get_person (settlement), ==, "王示例");
  g_assert_cmpstr (tg_quota_get_kind (settlement), ==, "settlement");
}

/* A posting that somebody enters, mends and takes back. */
static void
test_entered (TgWorkspaceFixture *fixture,
              gconstpointer       data)
{
  g_autoptr (TgDraft) posting = new_of_seller (fixture, "fact:forex-posting");

  tg_draft_set_value (posting, "reference", "SF-1");
  tg_draft_set_value (posting, "kind", "fee");
  tg_draft_set_value (posting, "amount", "50");
  tg_draft_set_value (posting, "account_no", SELLER_NUMBER);
  tg_workspace_fixture_flush (posting);
  assert_balance (fixture, "0000", "200");
  tg_draft_set_value (posting, "amount", "49.5");
  tg_workspace_fixture_flush (posting);
  assert_balance (fixture, "0000", "200.5");
  tg_draft_set_value (posting, "amount", "");
  tg_workspace_fixture_flush (posting);
  assert_balance (fixture, "0000", "250");
}

/* To the cent: at 50,000 it warns, a cent more blocks; and what somebody types over stays. */
static void
test_limit (TgWorkspaceFixture *fixture,
            gconstpointer       data)
{
  g_autoptr (TgDraft) settlement = new_of_seller (fixture, "forex.settlement");

  tg_draft_set_value (settlement, "value_date", "2026-11-30");
  tg_draft_set_value (settlement, "from_acct", SELLER_NUMBER);
  tg_draft_set_value (settlement, "person", "true");
  tg_draft_set_value (settlement, "quota_flag", "true");
  wait_value (settlement, "year_used_usd", "600");
  wait_value (settlement, "balance", "250");
  tg_draft_set_value (settlement, "amount", "39400");
  g_assert_cmpstr (tg_draft_get_value (settlement, "quota_left"), ==, "10000");
  assert_quota (settlement, FALSE, FALSE);
  tg_draft_set_value (settlement, "amount", "49400");
  g_assert_cmpstr (tg_draft_get_value (settlement, "quota_left"), ==, "0");
  assert_quota (settlement, TRUE, FALSE);
  tg_draft_set_value (settlement, "amount", "49400.01");
  assert_quota (settlement, TRUE, TRUE);
  tg_draft_set_value (settlement, "year_used_usd", "500");
  assert_quota (settlement, TRUE, FALSE);
}

/* Without a choice a document is for whom it is drawn from. */
static void
test_owner (TgWorkspaceFixture *fixture,
            gconstpointer       data)
{
  g_autoptr (TgAccountRow) row = find_account (fixture, "0000", "USD");
  g_autoptr (TgDraft) posting =
    tg_workspace_fixture_new_draft (fixture->workspace, "fact:forex-posting",
                                    tg_stored_row_get_id (TG_STORED_ROW (row)));
  g_autoptr (GListModel) quotas = tg_workspace_list_quotas (fixture->workspace);

  g_assert_cmpstr (tg_draft_get_value (posting, "account_no"), ==, SELLER_NUMBER);
  g_assert_cmpstr (tg_draft_get_value (posting, "ccy"), ==, "USD");
  tg_draft_set_value (posting, "kind", "settlement");
  tg_draft_set_value (posting, "quota", "true");
  tg_draft_set_value (posting, "reference", "JH-8");
  tg_draft_set_value (posting, "amount", "1.5");
  tg_workspace_fixture_flush (posting);
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (TgQuota) quota = g_list_model_get_item (quotas, 0);

      if (quota != NULL && g_str_has_suffix (tg_quota_get_used (quota), ".5"))
        return;
      tg_workspace_fixture_wait (10);
    }
  g_assert_not_reached ();
}

/* Another year has a quota of its own; a new posting reaches a form that is open. */
static void
test_follows (TgWorkspaceFixture *fixture,
              gconstpointer       data)
{
  g_autoptr (TgDraft) settlement = new_of_seller (fixture, "forex.settlement");
  g_autoptr (TgDraft) posting = NULL;

  tg_draft_set_value (settlement, "amount", "100");
  tg_draft_set_value (settlement, "from_acct", SELLER_NUMBER);
  tg_draft_set_value (settlement, "quota_flag", "true");
  tg_draft_set_value (settlement, "value_date", "2026-12-01");
  wait_value (settlement, "year_used_usd", "600");
  posting = new_of_seller (fixture, "fact:forex-posting");
  tg_draft_set_value (posting, "kind", "settlement");
  tg_draft_set_value (posting, "reference", "JH-9");
  tg_draft_set_value (posting, "quota", "true");
  tg_draft_set_value (posting, "date", "2026-11-20");
  tg_draft_set_value (posting, "amount", "41.5");
  tg_draft_set_value (posting, "account_no", SELLER_NUMBER);
  tg_workspace_fixture_flush (posting);
  wait_value (settlement, "year_used_usd", "641.5");
  tg_draft_set_value (settlement, "value_date", "2027-01-04");
  wait_value (settlement, "year_used_usd", "0");
}

static void
test_categories (TgWorkspaceFixture *fixture,
                 gconstpointer       data)
{
  g_autoptr (GListModel) categories = tg_workspace_list_categories (fixture->workspace);
  g_autoptr (GListModel) todo = tg_workspace_list_forex_todo (fixture->workspace);
  g_autoptr (TgForexCategory) category = NULL;
  g_auto (GStrv) effects = NULL;

  tg_workspace_fixture_wait_filled (categories);
  g_assert_cmpuint (g_list_model_get_n_items (categories), ==, 1);
  category = g_list_model_get_item (categories, 0);
  g_assert_cmpstr (tg_forex_category_get_code (category), ==, "A");
  effects = tg_workspace_dup_effects (fixture->workspace, category);
  g_assert_cmpuint (g_strv_length (effects), ==, 5);
  tg_workspace_fixture_wait_filled (todo);
  g_assert_cmpuint (g_list_model_get_n_items (todo), ==, 1);
}

static TgDraft *
draw (TgWorkspaceFixture  *fixture,
      const char          *form,
      const char          *from,
      GError             **error)
{
  const char *ids[] = { from, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  tg_workspace_new_draft_async (fixture->workspace, form, ids, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  return tg_workspace_new_draft_finish (fixture->workspace, result, error);
}

static void
assert_refused (TgWorkspaceFixture *fixture,
                const char         *form,
                const char         *from,
                const char         *named)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (draw (fixture, form, from, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_REFUSED);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, named));
}

/* Money that came in is registered once; when what was registered is taken back, again. */
static void
test_registered_once (TgWorkspaceFixture *fixture,
                      gconstpointer       data)
{
  g_autofree char *payment = tg_workspace_fixture_find_fact (fixture->workspace, "payment",
                                                             PAYMENT);
  g_autoptr (TgDraft) first = draw (fixture, "fact:forex-posting", payment, NULL);
  g_autoptr (TgDraft) second = NULL;

  g_assert_cmpstr (tg_draft_get_value (first, "reference"), ==, PAYMENT);
  assert_refused (fixture, "fact:forex-posting", payment, PAYMENT);
  tg_draft_set_value (first, "amount", "");
  tg_workspace_fixture_flush (first);
  second = draw (fixture, "fact:forex-posting", payment, NULL);
  g_assert_nonnull (second);
}

/* A posting is declared once, by the one form or the other; an account begins as many as one
 * likes. */
static void
test_declared_once (TgWorkspaceFixture *fixture,
                    gconstpointer       data)
{
  g_autoptr (TgAccountRow) row = find_account (fixture, "0000", "USD");
  const char *account = tg_stored_row_get_id (TG_STORED_ROW (row));
  g_autoptr (TgDraft) entered = new_of_seller (fixture, "fact:forex-posting");
  g_autoptr (GListModel) postings = tg_workspace_list_postings (fixture->workspace, account);
  g_autoptr (TgPostingRow) newest = NULL;
  g_autoptr (TgDraft) receipt = NULL;
  g_autoptr (TgDraft) one = draw (fixture, "forex.receipt", account, NULL);
  g_autoptr (TgDraft) two = draw (fixture, "forex.receipt", account, NULL);
  const char *id;

  g_assert_nonnull (one);
  g_assert_nonnull (two);
  tg_draft_set_value (entered, "reference", "SF-ONCE");
  tg_draft_set_value (entered, "amount", "50");
  tg_draft_set_value (entered, "account_no", SELLER_NUMBER);
  tg_workspace_fixture_flush (entered);
  tg_workspace_fixture_load_rows (postings);
  newest = g_list_model_get_item (postings, 0);
  g_assert_cmpstr (tg_posting_row_get_fields (newest)->reference, ==, "SF-ONCE");
  id = tg_stored_row_get_id (TG_STORED_ROW (newest));
  receipt = draw (fixture, "forex.receipt", id, NULL);
  g_assert_nonnull (receipt);
  assert_refused (fixture, "forex.receipt", id, "SF-ONCE");
  assert_refused (fixture, "forex.domestic-receipt", id, "SF-ONCE");
}

static void
add (const char *name,
     void      (*test)(TgWorkspaceFixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/session/accounts/", name, NULL);

  g_test_add (path, TgWorkspaceFixture, NULL, set_up, test, tg_workspace_fixture_tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("sample", test_sample);
  add ("quotas", test_quotas);
  add ("entered", test_entered);
  add ("limit", test_limit);
  add ("follows", test_follows);
  add ("owner", test_owner);
  add ("categories", test_categories);
  add ("registered-once", test_registered_once);
  add ("declared-once", test_declared_once);
  return g_test_run ();
}
