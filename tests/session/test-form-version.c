/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include <string.h>

#include "tg-error.h"
#include "tg-form-item.h"
#include "tg-test.h"

/* Which version of a form is made: that of the date that governs, not that of the day on which
 * somebody makes it. Refund claims of 2025's exports are made in 2026. */

#define CLAIM "tax.trader-refund"

/* (transfer full) the id */
static char *
make_declaration (TgWorkspaceFixture *fixture,
                  const char         *number,
                  const char         *export_date)
{
  g_autoptr (TgDraft) draft = tg_workspace_fixture_new_draft (fixture->workspace,
                                                              "fact:declaration", NULL);
  g_autofree char *item = g_strconcat (number, "001", NULL);

  tg_draft_set_value (draft, "declaration_no", number);
  tg_draft_set_value (draft, "export_date", export_date);
  tg_draft_add_line (draft, "lines", -1);
  tg_workspace_fixture_set_cell (draft, "lines", 0, "goods_code", "4202220000");
  tg_workspace_fixture_set_cell (draft, "lines", 0, "item_ref", item);
  tg_workspace_fixture_flush (draft);
  return g_strdup (tg_draft_get_id (draft));
}

static TgDraft *
draw (TgWorkspaceFixture  *fixture,
      const char          *form,
      const char          *first,
      const char          *second,
      GError             **error)
{
  const char *ids[] = { first, second, NULL };
  g_autoptr (GAsyncResult) result = NULL;

  tg_workspace_new_draft_async (fixture->workspace, form, ids, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  return tg_workspace_new_draft_finish (fixture->workspace, result, error);
}

static guint
get_version (TgDraft *draft)
{
  return tg_draft_get_form (draft)->version;
}

static void
test_by_export_date (TgWorkspaceFixture *fixture,
                     gconstpointer       data)
{
  static const char * const forms[] = { CLAIM, "tax.producer-refund", "tax.document-index",
                                        "tax.receipt-table" };
  /* A trader's claim pairs them with purchases, of which there are none. */
  static const char * const tables[] = { "exports", "exports", "declarations", "receipts" };
  g_autofree char *last = make_declaration (fixture, "461220250000000001", "2025-12-31");
  g_autofree char *first = make_declaration (fixture, "461220260000000001", "2026-01-01");
  g_autofree char *undated = make_declaration (fixture, "461220260000000002", "");

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TgDraft) old = draw (fixture, forms[i], last, NULL, &error);
      g_autoptr (TgDraft) new = draw (fixture, forms[i], first, NULL, &error);
      g_autoptr (TgDraft) today = draw (fixture, forms[i], undated, NULL, &error);

      g_assert_no_error (error);
      g_test_message ("%s", forms[i]);
      g_assert_cmpuint (get_version (old), ==, 2);
      g_assert_cmpuint (get_version (new), ==, 1);
      g_assert_cmpuint (get_version (today), ==, 1);
      g_assert_cmpuint (tg_draft_get_n_lines (old, tables[i]), ==, i == 0 ? 0 : 1);
      g_assert_true (tg_workspace_fixture_comes (old, "required", "*", TRUE));
      g_assert_false (tg_workspace_fixture_has_issue (old, "E43", "*"));
    }
}

static void
test_mixture (TgWorkspaceFixture *fixture,
              gconstpointer       data)
{
  g_autofree char *last = make_declaration (fixture, "461220250000000001", "2025-12-31");
  g_autofree char *first = make_declaration (fixture, "461220260000000001", "2026-01-01");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) chosen = NULL;

  g_assert_null (draw (fixture, CLAIM, last, first, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "461220250000000001"));
  g_assert_nonnull (strstr (error->message, "461220260000000001"));
  g_assert_nonnull (strstr (error->message, "2025-12-31"));
  g_assert_null (draw (fixture, CLAIM ":1", last, NULL, &chosen));
  g_assert_error (chosen, TG_ERROR, TG_ERROR_REFUSED);
}

static void
test_chosen (TgWorkspaceFixture *fixture,
             gconstpointer       data)
{
  static const struct { const char *form; guint version; int error; } cases[] = {
    { CLAIM, 1, 0 },
    { CLAIM ":2", 2, 0 },
    { CLAIM "@2025-12-31", 2, 0 },
    { CLAIM "@2026-01-01", 1, 0 },
    { CLAIM ":3", 0, TG_ERROR_NOT_FOUND },
    { CLAIM "@2001-01-01", 0, TG_ERROR_NOT_FOUND },
    { CLAIM "@2025-12-32", 0, TG_ERROR_INVALID },
    { "tax.no-such-form:1", 0, TG_ERROR_NOT_FOUND },
    { "registration.overseas-warehouse:1", 0, TG_ERROR_REFUSED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TgDraft) draft = draw (fixture, cases[i].form, NULL, NULL, &error);

      g_test_message ("%s", cases[i].form);
      if (cases[i].version == 0)
        g_assert_error (error, TG_ERROR, cases[i].error);
      else
        g_assert_cmpuint (get_version (draft), ==, cases[i].version);
    }
}

/* Typed, not drawn: the field says which version it is to be. */
static void
test_typed (TgWorkspaceFixture *fixture,
            gconstpointer       data)
{
  g_autoptr (TgDraft) draft = draw (fixture, CLAIM, NULL, NULL, NULL);
  g_autoptr (TgIssue) issue = NULL;

  tg_draft_add_line (draft, "exports", -1);
  tg_workspace_fixture_set_cell (draft, "exports", 0, "export_date", "2025-12-31");
  g_assert_true (tg_workspace_fixture_comes (draft, "E43", "exports/*/export_date", TRUE));
  issue = tg_workspace_fixture_find_issue (draft, "E43", "*");
  g_assert_nonnull (strchr (tg_issue_get_message (issue), '2'));
  tg_workspace_fixture_set_cell (draft, "exports", 0, "export_date", "2026-01-01");
  g_assert_true (tg_workspace_fixture_comes (draft, "E43", "*", FALSE));
}

static TgDraft *
make_claim (TgWorkspaceFixture *fixture,
            const char         *batch,
            const char         *export_date)
{
  TgDraft *draft = draw (fixture, CLAIM ":2", NULL, NULL, NULL);

  tg_draft_set_value (draft, "claim_month", "202601");
  tg_draft_set_value (draft, "batch", batch);
  tg_draft_set_value (draft, "claim_date", "2026-01-20");
  tg_draft_add_line (draft, "exports", -1);
  tg_workspace_fixture_set_cell (draft, "exports", 0, "export_date", export_date);
  tg_workspace_fixture_flush (draft);
  return draft;
}

/* The index of its documents says that they were destroyed after seven years. */
static void
make_index (TgWorkspaceFixture *fixture,
            const char         *batch)
{
  g_autoptr (TgDraft) draft = draw (fixture, "tax.document-index", NULL, NULL, NULL);

  tg_draft_set_value (draft, "claim_month", "202601");
  tg_draft_set_value (draft, "batch", batch);
  tg_draft_set_value (draft, "completed_on", "2026-01-25");
  tg_draft_set_value (draft, "discarded_on", "2033-01-31");
  tg_workspace_fixture_flush (draft);
}

/* Documents are kept for ten years from 2026 on, for five before: the rule set is that of the
 * exports, the day being the same. */
static void
test_sets (TgWorkspaceFixture *fixture,
           gconstpointer       data)
{
  g_autoptr (TgDraft) old = make_claim (fixture, "701", "2025-12-31");
  g_autoptr (TgDraft) new = make_claim (fixture, "702", "2026-01-01");
  g_autoptr (TgDraft) undated = make_claim (fixture, "703", "");

  make_index (fixture, "701");
  make_index (fixture, "702");
  make_index (fixture, "703");
  g_assert_true (tg_workspace_fixture_comes (new, "E11", "", TRUE));
  g_assert_true (tg_workspace_fixture_comes (undated, "E11", "", TRUE));
  g_assert_true (tg_workspace_fixture_comes (old, "E11", "", FALSE));
  /* As it is typed, and as the row that has it goes and comes back. */
  tg_workspace_fixture_set_cell (old, "exports", 0, "export_date", "2026-01-01");
  g_assert_true (tg_workspace_fixture_comes (old, "E11", "", TRUE));
  tg_workspace_fixture_set_cell (old, "exports", 0, "export_date", "2025-12-31");
  g_assert_true (tg_workspace_fixture_comes (old, "E11", "", FALSE));
  tg_draft_remove_line (old, "exports", tg_draft_get_line_id (old, "exports", 0));
  g_assert_true (tg_workspace_fixture_comes (old, "E11", "", TRUE));
  tg_draft_undo (old);
  g_assert_true (tg_workspace_fixture_comes (old, "E11", "", FALSE));
  tg_workspace_fixture_flush (old);
}

/* Of the two decision tables, too: each refuses exports of the other's time. */
static void
test_treatment (TgWorkspaceFixture *fixture,
                gconstpointer       data)
{
  g_autoptr (TgDraft) draft = draw (fixture, "fact:export-treatment", NULL, NULL, NULL);

  tg_draft_set_value (draft, "case_no", "CASE-DATED");
  tg_draft_set_value (draft, "trade_mode", "1039");
  tg_draft_set_value (draft, "export_date", "2025-12-31");
  g_assert_true (tg_workspace_fixture_comes (draft, "E40", "trade_mode", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (draft, "E43", "*"));
  tg_draft_set_value (draft, "export_date", "2026-01-01");
  g_assert_true (tg_workspace_fixture_comes (draft, "E40", "trade_mode", TRUE));
  g_assert_false (tg_workspace_fixture_has_issue (draft, "E43", "*"));
  tg_workspace_fixture_flush (draft);
}

/* Both are offered, each with its time. */
static void
test_listed (TgWorkspaceFixture *fixture,
             gconstpointer       data)
{
  g_autoptr (GListModel) forms = tg_workspace_list_forms (fixture->workspace);
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (TgFormItem) item = g_list_model_get_item (forms, i);
      g_autofree char *time = tg_form_item_dup_time (item);
      const char *id = tg_form_item_get_id (item);

      if (!g_str_equal (id, CLAIM) && !g_str_equal (id, CLAIM ":2"))
        continue;
      n_found++;
      g_assert_cmpuint (tg_form_item_get_version (item), ==, g_str_equal (id, CLAIM) ? 1 : 2);
      g_assert_nonnull (strstr (time, g_str_equal (id, CLAIM) ? "2026-01-01" : "2025-12-31"));
      g_assert_cmpstr (tg_form_item_get_source (item), ==, "declaration");
    }
  g_assert_cmpuint (n_found, ==, 2);
}

#define ADD(name, function) \
  g_test_add ("/session/form-version/" name, TgWorkspaceFixture, NULL, \
              tg_workspace_fixture_set_up_sample, function, tg_workspace_fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("by-export-date", test_by_export_date);
  ADD ("mixture", test_mixture);
  ADD ("chosen", test_chosen);
  ADD ("typed", test_typed);
  ADD ("sets", test_sets);
  ADD ("treatment", test_treatment);
  ADD ("listed", test_listed);
  return g_test_run ();
}
