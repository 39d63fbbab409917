/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-test.h"
#include "tg-workspace-fill.h"

/* The article number in a line of an order brings the rest from the goods record. */

typedef struct
{
  char        *folder;
  TgWorkspace *workspace;
} Fixture;

static TgDraft *
new_fact (Fixture    *fixture,
          const char *form)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgDraft *draft;

  tg_workspace_new_draft_async (fixture->workspace, form, NULL, NULL, tg_test_keep_result,
                                &result);
  tg_test_wait_result (&result);
  draft = tg_workspace_new_draft_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return draft;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *made = tg_test_make_folder ();
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_build_filename (made, "w", NULL);
  tg_workspace_open_async (fixture->folder, "practice", NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  fixture->workspace = tg_workspace_open_finish (result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  GAsyncResult *result = NULL;

  tg_workspace_close_async (fixture->workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_close_finish (fixture->workspace, result, NULL));
  g_object_unref (result);
  g_object_unref (fixture->workspace);
  tg_test_remove_folder (parent);
  g_free (fixture->folder);
}

static void
flush (TgDraft *draft)
{
  GAsyncResult *result = NULL;

  tg_draft_flush_async (draft, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_draft_flush_finish (draft, result, NULL));
  g_object_unref (result);
}

static void
fill (Fixture    *fixture,
      TgDraft    *draft,
      const char *path)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_fill_line_async (fixture->workspace, draft, path, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  g_assert_true (tg_workspace_fill_line_finish (fixture->workspace, result, &error));
  g_assert_no_error (error);
  g_object_unref (result);
}

static void
store_goods (Fixture *fixture)
{
  g_autoptr (TgDraft) goods = new_fact (fixture, "fact:goods");

  tg_draft_set_value (goods, "item_no", "CUP-1");
  tg_draft_set_value (goods, "name_zh", "保温杯");
  tg_draft_set_value (goods, "unit", "007");
  tg_draft_set_value (goods, "price", "3.2");
  tg_draft_set_value (goods, "bar_code", "6901234567892");
  flush (goods);
}

static const char *
get_cell (TgDraft    *draft,
          const char *line,
          const char *field)
{
  g_autofree char *path = tg_path_new ("goods", line, field);

  return tg_draft_get_value (draft, path);
}

static void
test_fill (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (TgDraft) order = new_fact (fixture, "fact:order");
  g_autofree char *line = NULL;
  g_autofree char *number = NULL;
  g_autofree char *price = NULL;

  store_goods (fixture);
  line = g_strdup (tg_draft_add_line (order, "goods", -1));
  number = tg_path_new ("goods", line, "item_no");
  price = tg_path_new ("goods", line, "price");
  tg_draft_set_value (order, price, "4");
  tg_draft_set_value (order, number, "CUP-1");
  fill (fixture, order, number);
  g_assert_cmpstr (get_cell (order, line, "item_name"), ==, "保温杯");
  g_assert_cmpstr (get_cell (order, line, "unit"), ==, "007");
  g_assert_cmpstr (get_cell (order, line, "bar_code"), ==, "6901234567892");
  /* What somebody entered stays. */
  g_assert_cmpstr (get_cell (order, line, "price"), ==, "4");
  tg_draft_undo (order);
  g_assert_cmpstr (get_cell (order, line, "item_name"), ==, "");
  g_assert_cmpstr (get_cell (order, line, "unit"), ==, "");
  g_assert_cmpstr (get_cell (order, line, "item_no"), ==, "CUP-1");
  tg_draft_redo (order);
  g_assert_cmpstr (get_cell (order, line, "item_name"), ==, "保温杯");
}

/* A number that no record has, and a field that is no number of a record, change nothing. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TgDraft) order = new_fact (fixture, "fact:order");
  g_autofree char *line = NULL;
  g_autofree char *number = NULL;

  store_goods (fixture);
  line = g_strdup (tg_draft_add_line (order, "goods", -1));
  number = tg_path_new ("goods", line, "item_no");
  tg_draft_set_value (order, number, "CUP-2");
  fill (fixture, order, number);
  g_assert_cmpstr (get_cell (order, line, "item_name"), ==, "");
  fill (fixture, order, "order_no");
  tg_draft_undo (order);
  g_assert_cmpstr (get_cell (order, line, "item_no"), ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/session/line-filling/fill", Fixture, NULL, set_up, test_fill, tear_down);
  g_test_add ("/session/line-filling/nothing", Fixture, NULL, set_up, test_nothing, tear_down);

  return g_test_run ();
}
