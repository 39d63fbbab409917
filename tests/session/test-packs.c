/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tg-code-source.h"
#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-pack-fixture.h"
#include "tg-pack-folder.h"
#include "tg-pack-maker.h"
#include "tg-test.h"
#include "tg-workspace-packs.h"

/* Packs that the tests make with keys of their own, on a computer of their own: what they touch,
 * that they are installed whole or not at all, and that drafts stay what they are. */

static GListModel *
list_touched (TgWorkspace *workspace,
              TgPackTrial *trial)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *touched;

  tg_workspace_list_touched_async (workspace, trial, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  touched = tg_workspace_list_touched_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
  return touched;
}

static guint
count_touched (GListModel *touched,
               const char *id,
               const char *path,
               const char *word)
{
  guint count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (touched); i++)
    {
      g_autoptr (TgPackTouch) touch = g_list_model_get_item (touched, i);
      const TgPackTouchFields *fields = tg_pack_touch_get_fields (touch);

      g_assert_cmpstr (fields->id, ==, id);
      if (g_str_equal (fields->path, path) && strstr (fields->what, word) != NULL)
        count++;
    }
  return count;
}

/* ---- the tests ---- */

static void
test_touched (TgPackFixture *fixture,
              gconstpointer  data)
{
  static const TgPackRecipe recipe = { "official", 1, 0, NULL, FALSE };
  g_autoptr (TgDraft) draft = tg_pack_fixture_make_draft (fixture);
  const char *id = tg_draft_get_id (draft);
  g_autoptr (GFile) file = tg_pack_fixture_make (fixture, &recipe);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgPackTrial) trial = tg_pack_fixture_open (file, &error);
  g_autoptr (GListModel) touched = NULL;
  g_autoptr (TgDraft) next = NULL;
  g_autofree char *under = NULL;
  g_autofree char *packs = tg_data_dir_dup_packs ();
  g_autoptr (GPtrArray) folders = NULL;

  g_assert_no_error (error);
  g_assert_null (tg_pack_trial_get_reason (trial));
  g_assert_cmpstr (tg_draft_get_value (draft, "order_type"), ==, "E");
  touched = list_touched (fixture->base.workspace, trial);
  g_assert_cmpuint (count_touched (touched, id, "", "Version 2"), ==, 1);
  g_assert_cmpuint (count_touched (touched, id, "", "new field"), ==, 1);
  g_assert_cmpuint (count_touched (touched, id, "note", "500"), ==, 1);
  g_assert_cmpuint (count_touched (touched, id, "order_type", "holds no longer"), ==, 1);
  g_assert_cmpuint (count_touched (touched, id, "ebp_name", "not there"), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (touched), ==, 5);
  folders = tg_pack_folder_list (packs);
  g_assert_cmpuint (folders->len, ==, 0);

  g_assert_true (tg_pack_fixture_install (trial, &error));
  g_assert_no_error (error);
  tg_pack_fixture_take (fixture->base.workspace);
  /* The draft stays, the next one is made by the new version. */
  g_assert_cmpuint (tg_draft_get_form (draft)->version, ==, 1);
  next = tg_pack_fixture_make_draft (fixture);
  g_assert_cmpuint (tg_draft_get_form (next)->version, ==, 2);
  under = tg_draft_dup_made_under (next);
  g_assert_nonnull (strstr (under, "official 1"));
}

/* After another start too, with the codes, from the store. */
static void
test_kept (TgPackFixture *fixture,
           gconstpointer  data)
{
  static const TgPackRecipe recipe = { "official", 1, 0, NULL, FALSE };
  g_autofree char *fault = tg_pack_fixture_try_install (fixture, &recipe);
  g_autoptr (TgCodeSource) codes = NULL;
  g_autoptr (TgCodeRow) row = NULL;
  g_autoptr (TgDraft) draft = NULL;
  g_autofree char *id = NULL;
  g_autofree char *under = NULL;

  g_assert_cmpstr (fault, ==, NULL);
  tg_pack_fixture_take (fixture->base.workspace);
  draft = tg_pack_fixture_make_draft (fixture);
  id = g_strdup (tg_draft_get_id (draft));
  g_clear_object (&draft);
  tg_workspace_fixture_restart (&fixture->base);
  draft = tg_workspace_fixture_open_draft (fixture->base.workspace, id);
  g_assert_cmpuint (tg_draft_get_form (draft)->version, ==, 2);
  under = tg_draft_dup_made_under (draft);
  g_assert_nonnull (strstr (under, "official 1"));
  codes = tg_code_source_open (NULL, NULL);
  g_assert_null (tg_code_lookup_find (TG_CODE_LOOKUP (codes), "ceb_order_type", "E", "2026-11-26"));
  row = tg_code_lookup_find (TG_CODE_LOOKUP (codes), "ceb_order_type", "E", "2026-01-15");
  g_assert_nonnull (row);
  g_clear_pointer (&row, tg_code_row_unref);
  row = tg_code_lookup_find (TG_CODE_LOOKUP (codes), "ceb_order_type", "F", "2026-11-26");
  g_assert_nonnull (row);
}

static void
test_order (TgPackFixture *fixture,
            gconstpointer  data)
{
  static const struct
  {
    TgPackRecipe      recipe;
    const char *word;       /* of what is said; NULL: it is installed */
  } steps[] = {
    { { "rates", 2, 0, NULL, TRUE }, NULL },
    { { "rates", 2, 0, NULL, TRUE }, "already" },
    { { "rates", 1, 0, NULL, TRUE }, "older" },
    { { "other", 1, 0, NULL, TRUE }, NULL },
    { { "rates", 3, 2, NULL, TRUE }, "neither" },
    { { "rates", 3, 1, NULL, TRUE }, NULL },
    /* the successor has taken over */
    { { "rates", 4, 0, NULL, TRUE }, "neither" },
    { { "rates", 4, 1, NULL, TRUE }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *fault = tg_pack_fixture_try_install (fixture, &steps[i].recipe);

      if (steps[i].word == NULL)
        g_assert_cmpstr (fault, ==, NULL);
      else
        g_assert_nonnull (fault);
      if (steps[i].word != NULL)
        g_assert_nonnull (strstr (fault, steps[i].word));
    }
}

/* A released version is never changed, neither one of the program nor one of a pack. */
static void
test_released (TgPackFixture *fixture,
               gconstpointer  data)
{
  static const TgPackRecipe first = { "official", 1, 0, NULL, FALSE };
  g_autofree char *fault = tg_pack_fixture_try_install (fixture, &first);
  g_autofree char *folder = g_build_filename (fixture->folder, "again", NULL);
  g_autofree char *path = g_build_filename (tg_data_dir_get (), "forms", "customs.order", "1",
                                            "form.json", NULL);
  g_autofree char *text = tg_test_read_file (path);
  g_autofree char *changed = tg_pack_fixture_replace (text, "\"max_length\": 1000",
                                                      "\"max_length\": 400");
  g_autofree char *made = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (TgPackTrial) trial = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (fault, ==, NULL);
  tg_pack_fixture_put_file (folder, "pack.json",
                            "{\"id\":\"sly\",\"version\":1,\"date\":\"2026-11-20\","
                            "\"sources\":[\"a test\"],\"title\":{\"zh\":\"包\",\"en\":\"Pack\"}}");
  tg_pack_fixture_put_file (folder, "forms/customs.order/1/form.json", changed);
  made = tg_pack_maker_make (folder, fixture->keys[0], fixture->folder, &error);
  g_assert_no_error (error);
  file = g_file_new_for_path (made);
  trial = tg_pack_fixture_open (file, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (tg_pack_trial_get_reason (trial), "never changed"));
  g_assert_false (tg_pack_fixture_install (trial, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_EXISTS);
}

/* What a crash left is no pack, and does not stand in the way. */
static void
test_half_written (TgPackFixture *fixture,
                   gconstpointer  data)
{
  static const TgPackRecipe recipe = { "official", 1, 0, NULL, FALSE };
  g_autofree char *packs = tg_data_dir_dup_packs ();
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autofree char *fault = NULL;

  tg_pack_fixture_put_file (packs, ".new-a1b2c3/forms/customs.order/2/form.json",
                            "{\"form\": \"customs.or");
  tg_pack_fixture_put_file (packs, ".new-d4e5f6/codes.db", "SQLite for");
  tg_workspace_fixture_restart (&fixture->base);
  none = tg_pack_folder_list (packs);
  g_assert_cmpuint (none->len, ==, 0);
  fault = tg_pack_fixture_try_install (fixture, &recipe);
  g_assert_cmpstr (fault, ==, NULL);
  one = tg_pack_folder_list (packs);
  g_assert_cmpuint (one->len, ==, 1);
  tg_workspace_fixture_restart (&fixture->base);
}

/* A trial that came to nothing leaves nothing. */
static void
test_tidy (TgPackFixture *fixture,
           gconstpointer  data)
{
  static const TgPackRecipe recipe = { "official", 1, 0, NULL, FALSE };
  g_autofree char *packs = tg_data_dir_dup_packs ();
  g_autoptr (GFile) file = tg_pack_fixture_make (fixture, &recipe);
  TgPackTrial *trial = tg_pack_fixture_open (file, NULL);
  g_autoptr (GDir) dir = NULL;

  g_assert_nonnull (trial);
  g_object_unref (trial);
  dir = g_dir_open (packs, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

/* One byte anywhere: the file is refused, or its head is no head. */
static void
test_damaged (TgPackFixture *fixture,
              gconstpointer  data)
{
  static const TgPackRecipe recipe = { "rates", 1, 0, NULL, TRUE };
  g_autoptr (GFile) file = tg_pack_fixture_make (fixture, &recipe);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_load_contents (file, NULL, &text, &length, NULL, NULL));
  for (gsize i = 0; i < length; i += 17)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TgPackTrial) trial = NULL;

      text[i] = (char) (text[i] ^ 4);
      g_file_replace_contents (file, text, length, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                               NULL);
      trial = tg_pack_fixture_open (file, &error);
      text[i] = (char) (text[i] ^ 4);
      g_assert_null (trial);
      g_assert_true (error->domain == TG_ERROR);
    }
}

#define ADD(name, func) \
  g_test_add ("/session/packs/" name, TgPackFixture, NULL, tg_pack_fixture_set_up, func, \
              tg_pack_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("touched", test_touched);
  ADD ("kept", test_kept);
  ADD ("order", test_order);
  ADD ("released", test_released);
  ADD ("half-written", test_half_written);
  ADD ("tidy", test_tidy);
  ADD ("damaged", test_damaged);
  return tg_pack_fixture_run ();
}
