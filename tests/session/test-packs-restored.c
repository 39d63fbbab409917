/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-code-source.h"
#include "tg-data-dir.h"
#include "tg-pack-fixture.h"
#include "tg-pack-folder.h"
#include "tg-restoring.h"
#include "tg-test.h"
#include "tg-workspace-backup.h"

/* Packs that come back out of a backup, on a computer that has none of them, newer ones, or other
 * keys. */

static char *
export_all (TgPackFixture *fixture)
{
  char *path = g_build_filename (fixture->folder, "all.tgbackup", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_export_all_async (fixture->base.workspace, path, NULL, tg_test_keep_result,
                                 &result);
  tg_test_wait_result (&result);
  tg_workspace_export_all_finish (fixture->base.workspace, result, &error);
  g_assert_no_error (error);
  return path;
}

/* A computer without packs. */
static void
forget_packs (void)
{
  g_autofree char *packs = tg_data_dir_dup_packs ();

  tg_test_remove_folder (packs);
}

static TgRestoring *
prepare (const char *folder,
         const char *backup)
{
  const TgRestoringOptions options = { folder, backup, NULL, FALSE };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TgRestoring *restoring;

  tg_restoring_prepare_async (&options, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  restoring = tg_restoring_prepare_finish (result, &error);
  g_assert_no_error (error);
  return restoring;
}

static void
apply (TgRestoring *restoring)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_restoring_apply_async (restoring, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_restoring_apply_finish (restoring, result, &error);
  g_assert_no_error (error);
}

/* "rates 2, official 1": what is installed, by date. */
static char *
list_installed (void)
{
  g_autofree char *root = tg_data_dir_dup_packs ();
  g_autoptr (GPtrArray) folders = tg_pack_folder_list (root);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < folders->len; i++)
    {
      const TgPackFolder *folder = folders->pdata[i];

      g_string_append_printf (names, "%s%s %u", i > 0 ? ", " : "", folder->id, folder->version);
    }
  return g_string_free (names, FALSE);
}

static void
assert_installed (const char *wanted)
{
  g_autofree char *names = list_installed ();

  g_assert_cmpstr (names, ==, wanted);
}

static void
assert_return (TgRestoring      *restoring,
               const char       *name,
               TgPackReturnKind  kind,
               const char       *words)
{
  GPtrArray *packs = tg_restoring_get_packs (restoring);
  g_auto (GStrv) lines = tg_restoring_describe (restoring);
  g_autofree char *text = g_strjoinv ("\n", lines);
  guint i = 0;

  while (i < packs->len && !g_str_equal (((TgPackReturn *) packs->pdata[i])->name, name))
    i++;
  g_test_message ("%s in %s", name, text);
  g_assert_cmpuint (i, <, packs->len);
  g_assert_cmpint (((TgPackReturn *) packs->pdata[i])->kind, ==, kind);
  g_assert_true ((strstr (text, name) != NULL) == (words != NULL));
  if (words != NULL)
    g_assert_nonnull (strstr (text, words));
}

/* On an empty computer each is checked in the order of their dates, since the successor only takes
 * over with its first pack; looking at the backup installs nothing. */
static void
test_restored (TgPackFixture *fixture,
               gconstpointer  data)
{
  static const TgPackRecipe recipes[] = {
    { "official", 1, 0, NULL, FALSE, FALSE }, { "rates", 2, 0, NULL, FALSE, TRUE },
    { "rates", 3, 1, NULL, FALSE, TRUE },
  };
  g_autofree char *home = g_build_filename (fixture->folder, "second", NULL);
  g_autofree char *path = NULL;
  g_autofree char *id = NULL;
  g_autofree char *under = NULL;
  g_autoptr (TgDraft) draft = NULL;
  g_autoptr (TgRestoring) restoring = NULL;
  g_autoptr (TgRestoring) again = NULL;
  TgWorkspace *second;

  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autofree char *fault = tg_pack_fixture_try_install (fixture, &recipes[i]);

      g_assert_cmpstr (fault, ==, NULL);
    }
  tg_pack_fixture_take (fixture->base.workspace);
  draft = tg_pack_fixture_make_draft (fixture);
  id = g_strdup (tg_draft_get_id (draft));
  g_clear_object (&draft);
  path = export_all (fixture);
  forget_packs ();

  restoring = prepare (home, path);
  assert_return (restoring, "official 1", TG_PACK_RETURN_NEW, "installed from the backup: ");
  assert_return (restoring, "rates 3", TG_PACK_RETURN_NEW, "official 1, rates 2, rates 3");
  assert_installed ("");
  apply (restoring);
  assert_installed ("official 1, rates 2, rates 3");
  second = tg_workspace_fixture_open (home);
  draft = tg_workspace_fixture_open_draft (second, id);
  g_assert_cmpuint (tg_draft_get_form (draft)->version, ==, 2);
  under = tg_draft_dup_made_under (draft);
  g_assert_nonnull (strstr (under, "official 1"));
  g_clear_object (&draft);
  tg_workspace_fixture_close (second);

  again = prepare (home, path);
  assert_return (again, "official 1", TG_PACK_RETURN_THERE, NULL);
  assert_return (again, "rates 2", TG_PACK_RETURN_THERE, NULL);
  assert_return (again, "rates 3", TG_PACK_RETURN_THERE, NULL);
}

/* Nothing is put over a newer one; what only an older one has goes beside it. */
static void
test_restored_older (TgPackFixture *fixture,
                     gconstpointer  data)
{
  static const TgPackRecipe recipes[] = {
    { "official", 1, 0, NULL, FALSE, FALSE }, { "rates", 1, 0, NULL, FALSE, TRUE },
    { "official", 2, 0, NULL, TRUE, FALSE }, { "rates", 2, 0, NULL, FALSE, TRUE },
  };
  g_autofree char *home = g_build_filename (fixture->folder, "second", NULL);
  g_autofree char *path = NULL;
  g_autoptr (TgRestoring) restoring = NULL;
  g_autoptr (TgCodeSource) codes = NULL;
  g_autoptr (TgCodeRow) row = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      g_autofree char *fault = NULL;

      if (i == 2)
        {
          path = export_all (fixture);
          forget_packs ();
        }
      fault = tg_pack_fixture_try_install (fixture, &recipes[i]);
      g_assert_cmpstr (fault, ==, NULL);
    }
  restoring = prepare (home, path);
  assert_return (restoring, "official 1", TG_PACK_RETURN_BESIDE, "stay in force: official 1");
  assert_return (restoring, "rates 1", TG_PACK_RETURN_OLDER, "not put over it: rates 1");
  apply (restoring);
  assert_installed ("official 1, official 2, rates 2");
  codes = tg_code_source_open (NULL, NULL);
  row = tg_code_lookup_find (TG_CODE_LOOKUP (codes), "ceb_order_type", "F", "2026-11-26");
  g_assert_nonnull (row);
  g_clear_pointer (&row, tg_code_row_unref);
  row = tg_code_lookup_find (TG_CODE_LOOKUP (codes), "ceb_order_type", "G", "2026-11-26");
  g_assert_nonnull (row);
}

/* What stands in a backup is checked as what a person would install: that it was on another
 * computer's shelf is no reason. */
static void
test_restored_foreign (TgPackFixture *fixture,
                       gconstpointer  data)
{
  static const TgPackRecipe recipe = { "rates", 1, 0, NULL, FALSE, TRUE };
  static const TgPackRecipe foreign = { "other", 2, 2, NULL, FALSE, TRUE };
  g_autoptr (GFile) file = tg_pack_fixture_make (fixture, &foreign);
  g_autofree char *fault = tg_pack_fixture_try_install (fixture, &recipe);
  g_autofree char *root = tg_data_dir_dup_packs ();
  g_autofree char *text = tg_test_read_file (g_file_peek_path (file));
  g_autofree char *home = g_build_filename (fixture->folder, "second", NULL);
  g_autofree char *path = NULL;
  g_autoptr (TgRestoring) restoring = NULL;

  g_assert_cmpstr (fault, ==, NULL);
  tg_pack_fixture_put_file (root, "2026-11-12_other_2/pack.tgpack", text);
  path = export_all (fixture);
  forget_packs ();
  restoring = prepare (home, path);
  assert_return (restoring, "other 2", TG_PACK_RETURN_REFUSED, "neither");
  apply (restoring);
  assert_installed ("rates 1");
}

#define ADD(name, func) \
  g_test_add ("/session/packs-restored/" name, TgPackFixture, NULL, tg_pack_fixture_set_up, func, \
              tg_pack_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("empty", test_restored);
  ADD ("older", test_restored_older);
  ADD ("foreign", test_restored_foreign);
  return tg_pack_fixture_run ();
}
