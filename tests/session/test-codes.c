/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-test.h"
#include "tg-workspace.h"

/* Looking for a code in a field of a workspace: what the field takes, what was used before. */

typedef struct
{
  char        *folder;
  TgWorkspace *workspace;
  TgDraft     *draft;
} Fixture;

static TgDraft *
new_draft (Fixture    *fixture,
           const char *form)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  TgDraft *draft;

  tg_workspace_new_draft_async (fixture->workspace, form, NULL, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  draft = tg_workspace_new_draft_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return draft;
}

static TgDraft *
new_goods (Fixture *fixture)
{
  return new_draft (fixture, "fact:goods");
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
  fixture->draft = new_goods (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);
  GAsyncResult *result = NULL;

  g_object_unref (fixture->draft);
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

static GPtrArray *
look_up (Fixture    *fixture,
         const char *field,
         const char *words)
{
  const TgForm *form = tg_draft_get_form (fixture->draft);
  TgCodeSearch search = { form, tg_form_find_field (form, field), words };
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *hits;

  tg_workspace_find_codes_async (fixture->workspace, &search, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  hits = tg_workspace_find_codes_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return hits;
}

static const char *
get_code (GPtrArray *hits,
          guint      position)
{
  return tg_code_row_get_code (((TgCodeHit *) hits->pdata[position])->row);
}

/* A goods record wants ten digits: eight are a way, not a choice. */
static void
test_fit (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GPtrArray) hits = look_up (fixture, "hs_code", "9503");
  guint n_choices = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const TgCodeHit *hit = hits->pdata[i];

      g_assert_cmpint (hit->can_choose, ==, strlen (get_code (hits, i)) == 10);
      n_choices += hit->can_choose ? 1 : 0;
    }
  g_assert_cmpuint (n_choices, >, 0);
  g_assert_cmpuint (n_choices, <, hits->len);
}

static void
test_used (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) before = look_up (fixture, "hs_code", "");
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GPtrArray) other = NULL;
  g_autoptr (GPtrArray) matching = NULL;
  g_autoptr (TgDraft) earlier = new_goods (fixture);

  g_assert_cmpstr (get_code (before, 0), !=, "9617001100");
  g_assert_false (((TgCodeHit *) before->pdata[0])->was_used);
  tg_draft_set_value (earlier, "hs_code", "9617001100");
  flush (earlier);
  after = look_up (fixture, "hs_code", "");
  g_assert_cmpstr (get_code (after, 0), ==, "9617001100");
  g_assert_true (((TgCodeHit *) after->pdata[0])->was_used);
  other = look_up (fixture, "hs_code", "玩具");
  g_assert_cmpstr (get_code (other, 0), !=, "9617001100");
  matching = look_up (fixture, "hs_code", "bwb");
  g_assert_cmpstr (get_code (matching, 0), ==, "9617001100");
}

static void
assert_shown (TgDraft    *draft,
              const char *path,
              const char *value,
              const char *expected)
{
  g_autofree char *shown = tg_draft_dup_value_shown (draft, path, value);

  g_assert_cmpstr (shown, ==, expected);
}

/* A text that a list is only offered for reads as a code does, and as it was typed where it is none
 * of the list. A goods code stands alone in a row, beside the name of the goods. */
static void
test_shown (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (TgDraft) invoice = new_draft (fixture, "fact:purchase-invoice");
  g_autofree char *cell = NULL;

  tg_draft_add_line (invoice, "lines", -1);
  cell = g_strdup_printf ("lines/%s/goods_code", tg_draft_get_line_id (invoice, "lines", 0));
  assert_shown (invoice, "voucher_kind", "02", "02 增值税专用发票");
  assert_shown (invoice, "voucher_kind", "99", "99");
  assert_shown (invoice, "voucher_kind", "as agreed, 02", "as agreed, 02");
  assert_shown (invoice, cell, "9617001100", "9617001100");
  assert_shown (invoice, "seller_grade", "A", "A级");
}

static void
add (const char *path,
     void      (*test)(Fixture       *fixture,
                       gconstpointer  data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/session/codes/fit", test_fit);
  add ("/session/codes/used", test_used);
  add ("/session/codes/shown", test_shown);

  return g_test_run ();
}
