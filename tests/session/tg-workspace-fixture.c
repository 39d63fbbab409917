/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fixture.h"

#include "tg-deadline.h"
#include "tg-document.h"
#include "tg-fact-row.h"
#include "tg-filing-row.h"
#include "tg-row-list.h"
#include "tg-test.h"

TgWorkspace *
tg_workspace_fixture_open (const char *folder)
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

void
tg_workspace_fixture_close (TgWorkspace *workspace)
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

void
tg_workspace_fixture_set_up (TgWorkspaceFixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *made = tg_test_make_folder ();

  fixture->folder = g_build_filename (made, "w", NULL);
  fixture->workspace = tg_workspace_fixture_open (fixture->folder);
}

void
tg_workspace_fixture_set_up_sample (TgWorkspaceFixture *fixture,
                                    gconstpointer       data)
{
  tg_workspace_fixture_set_up (fixture, data);
  tg_workspace_fixture_load_sample (fixture->workspace);
}

void
tg_workspace_fixture_tear_down (TgWorkspaceFixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  if (fixture->workspace != NULL)
    tg_workspace_fixture_close (fixture->workspace);
  tg_test_remove_folder (parent);
  g_free (fixture->folder);
}

void
tg_workspace_fixture_restart (TgWorkspaceFixture *fixture)
{
  tg_workspace_fixture_close (fixture->workspace);
  fixture->workspace = tg_workspace_fixture_open (fixture->folder);
}

TgDraft *
tg_workspace_fixture_new_draft (TgWorkspace *workspace,
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

TgDraft *
tg_workspace_fixture_open_draft (TgWorkspace *workspace,
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

void
tg_workspace_fixture_flush (TgDraft *draft)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_draft_flush_async (draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_draft_flush_finish (draft, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

void
tg_workspace_fixture_load_rows (GListModel *list)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_row_list_load_async (TG_ROW_LIST (list), 100, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_row_list_load_finish (TG_ROW_LIST (list), result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

void
tg_workspace_fixture_wait (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + (gint64) milliseconds * 1000 * tg_test_get_slowness ();

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

void
tg_workspace_fixture_wait_filled (GListModel *list)
{
  while (!tg_workspace_is_list_filled (list))
    g_main_context_iteration (NULL, TRUE);
}

void
tg_workspace_fixture_load_sample (TgWorkspace *workspace)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_load_sample_async (workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_load_sample_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

char *
tg_workspace_fixture_find_filing (TgWorkspace *workspace,
                                  const char  *number)
{
  g_autoptr (GListModel) filings = tg_workspace_list_filings (workspace, "", "", "");

  tg_workspace_fixture_load_rows (filings);
  for (guint i = 0; i < g_list_model_get_n_items (filings); i++)
    {
      g_autoptr (TgFilingRow) row = g_list_model_get_item (filings, i);

      if (g_str_equal (tg_filing_row_get_fields (row)->number, number))
        return g_strdup (tg_stored_row_get_id (TG_STORED_ROW (row)));
    }
  g_assert_not_reached ();
}

char *
tg_workspace_fixture_find_fact (TgWorkspace *workspace,
                                const char  *type,
                                const char  *number)
{
  g_autoptr (GListModel) facts = tg_workspace_list_facts (workspace, type, "");

  tg_workspace_fixture_load_rows (facts);
  for (guint i = 0; i < g_list_model_get_n_items (facts); i++)
    {
      g_autoptr (TgFactRow) row = g_list_model_get_item (facts, i);

      if (g_str_equal (tg_fact_row_get_fields (row)->number, number))
        return g_strdup (tg_stored_row_get_id (TG_STORED_ROW (row)));
    }
  g_assert_not_reached ();
}

gboolean
tg_workspace_fixture_has_todo (GListModel *todo,
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

void
tg_workspace_fixture_wait_todo (GListModel *todo,
                                const char *kind,
                                const char *subject,
                                gboolean    is_wanted)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC * tg_test_get_slowness ();

  while (tg_workspace_fixture_has_todo (todo, kind, subject) != is_wanted)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, until);
      g_main_context_iteration (NULL, FALSE);
    }
}

TgIssue *
tg_workspace_fixture_find_issue (TgDraft    *draft,
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

gboolean
tg_workspace_fixture_has_issue (TgDraft    *draft,
                                const char *id,
                                const char *path)
{
  g_autoptr (TgIssue) issue = tg_workspace_fixture_find_issue (draft, id, path);

  return issue != NULL;
}

gboolean
tg_workspace_fixture_comes_unasked (TgDraft    *draft,
                                    const char *id,
                                    const char *path,
                                    gboolean    wanted)
{
  gint64 until = g_get_monotonic_time () + 10 * G_USEC_PER_SEC * tg_test_get_slowness ();

  while (tg_workspace_fixture_has_issue (draft, id, path) != wanted &&
         g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
  return tg_workspace_fixture_has_issue (draft, id, path) == wanted;
}

gboolean
tg_workspace_fixture_comes (TgDraft    *draft,
                            const char *id,
                            const char *path,
                            gboolean    wanted)
{
  tg_draft_check (draft);
  return tg_workspace_fixture_comes_unasked (draft, id, path, wanted);
}

static char *
make_path (TgDraft    *draft,
           const char *table,
           guint       position,
           const char *field)
{
  return tg_path_new (table, tg_draft_get_line_id (draft, table, position), field);
}

void
tg_workspace_fixture_set_cell (TgDraft    *draft,
                               const char *table,
                               guint       position,
                               const char *field,
                               const char *value)
{
  g_autofree char *path = make_path (draft, table, position, field);

  tg_draft_set_value (draft, path, value);
}

const char *
tg_workspace_fixture_get_cell (TgDraft    *draft,
                               const char *table,
                               guint       position,
                               const char *field)
{
  g_autofree char *path = make_path (draft, table, position, field);

  return tg_draft_get_value (draft, path);
}
