/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include "tg-test.h"
#include "tg-workspace-receipts.h"

/* A filing that never went by the window: its message was written as a file, and customs answers in
 * one. What the answer finds fault with lies at the fields, as after a return by the window. */

#define NUMBER "CX-BY-FILE"

static void
take_answer (TgWorkspaceFixture *fixture,
             const char         *words)
{
  g_autofree char *text = g_strdup_printf (
    "<CEB604Message xmlns=\"http://www.chinaport.gov.cn/ceb\" guid=\"G\" version=\"1.0\">"
    "<InventoryReturn><guid>R1</guid><copNo>" NUMBER "</copNo><returnStatus>100</returnStatus>"
    "<returnTime>20261124100000000</returnTime><returnInfo>%s</returnInfo></InventoryReturn>"
    "</CEB604Message>", words);
  g_autofree char *path = g_build_filename (fixture->folder, "answer.xml", NULL);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) taken = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_ptr_array_add (files, g_file_new_for_path (path));
  tg_workspace_take_receipts_async (fixture->workspace, files, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  taken = tg_workspace_take_receipts_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken->len, ==, 1);
  g_assert_cmpint (((TgTakenReceipt *) taken->pdata[0])->outcome, ==, TG_RECEIPT_TAKEN);
}

static gboolean
is_faulted (TgDraft    *draft,
            const char *path)
{
  TgIssue *issue = tg_draft_get_issue (draft, path);

  return issue != NULL && tg_issue_is_agency (issue);
}

static TgDraft *
make_list (TgWorkspaceFixture *fixture)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->workspace, "customs.export-list", NULL);

  tg_draft_set_value (draft, "cop_no", NUMBER);
  tg_draft_set_value (draft, "net_weight", "5");
  tg_draft_add_line (draft, "goods", -1);
  tg_draft_add_line (draft, "goods", -1);
  tg_workspace_fixture_set_cell (draft, "goods", 1, "g_code", "9617001100");
  tg_workspace_fixture_flush (draft);
  return draft;
}

static void
wait_for_remarks (TgDraft *draft,
                  guint    n_wanted)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC * tg_test_get_slowness ();

  while (tg_draft_count_remarks (draft) != n_wanted && g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (tg_draft_count_remarks (draft), ==, n_wanted);
}

static void
test_faults (TgWorkspaceFixture *fixture,
             gconstpointer       data)
{
  g_autoptr (TgDraft) draft = make_list (fixture);
  g_autofree char *cell = NULL;
  g_autofree char *id = g_strdup (tg_draft_get_id (draft));

  take_answer (fixture, "净重不得大于毛重；/CEB603Message/Inventory/InventoryList[2]/gcode 不存在");
  wait_for_remarks (draft, 2);
  cell = tg_path_new ("goods", tg_draft_get_line_id (draft, "goods", 1), "g_code");
  g_assert_true (is_faulted (draft, "net_weight"));
  g_assert_true (is_faulted (draft, cell));

  /* It goes with the value that it was about, and stays gone. */
  tg_draft_set_value (draft, "net_weight", "4");
  g_assert_false (is_faulted (draft, "net_weight"));
  g_assert_true (is_faulted (draft, cell));
  tg_workspace_fixture_flush (draft);
  g_clear_object (&draft);
  tg_workspace_fixture_restart (fixture);
  draft = tg_workspace_fixture_open_draft (fixture->workspace, id);
  g_assert_cmpuint (tg_draft_count_remarks (draft), ==, 1);
  g_assert_false (is_faulted (draft, "net_weight"));
  g_assert_true (is_faulted (draft, cell));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/customs-files/faults", TgWorkspaceFixture, NULL,
              tg_workspace_fixture_set_up, test_faults, tg_workspace_fixture_tear_down);
  return g_test_run ();
}
