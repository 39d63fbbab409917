/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pack-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tg-data-dir.h"
#include "tg-pack-maker.h"
#include "tg-pack-signer.h"
#include "tg-test.h"
#include "tg-workspace-packs.h"

void
tg_pack_fixture_put_file (const char *root,
                          const char *path,
                          const char *text)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  tg_test_write_file (full, text);
}

void
tg_pack_fixture_set_up (TgPackFixture *fixture,
                        gconstpointer  data)
{
  g_autoptr (GString) trusted = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("key-%u", i);
      g_autofree char *key = NULL;

      fixture->keys[i] = g_build_filename (fixture->folder, name, NULL);
      key = tg_pack_signer_make_key (fixture->keys[i], &error);
      g_assert_no_error (error);
      if (i < 2)
        g_string_append_printf (trusted, "%s\n", key);
    }
  tg_test_write_file (g_getenv ("TONGGUAN_PACK_KEYS"), trusted->str);
  tg_workspace_fixture_set_up (&fixture->base, NULL);
}

void
tg_pack_fixture_tear_down (TgPackFixture *fixture,
                           gconstpointer  data)
{
  g_autofree char *packs = tg_data_dir_dup_packs ();

  tg_workspace_fixture_tear_down (&fixture->base, NULL);
  for (guint i = 0; i < 3; i++)
    g_free (fixture->keys[i]);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  if (g_file_test (packs, G_FILE_TEST_IS_DIR))
    tg_test_remove_folder (packs);
}

/* ---- a pack ---- */

char *
tg_pack_fixture_replace (const char *text,
                         const char *from,
                         const char *to)
{
  g_auto (GStrv) parts = g_strsplit (text, from, 2);

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  return g_strjoinv (to, parts);
}

static void
put_rules (const char *folder)
{
  tg_pack_fixture_put_file (folder, "rules/order-platform/1/rules.json",
                            "{\"rules\": \"order-platform\", \"version\": 1, "
                            "\"title\": {\"zh\": \"订单平台\", "
                            "\"en\": \"Platform of the order\"}, "
                            "\"valid_from\": \"2020-01-01\", \"valid_to\": null, "
                            "\"between\": {\"order\": [\"customs.order\"]}, "
                            "\"checks\": [{\"id\": \"N1\", "
                            "\"level\": \"warning\", \"assert\": \"filled(other.order.ebp_name)\", "
                            "\"at\": [\"other.order.ebp_name\"], \"source\": \"a test\", "
                            "\"message\": {\"zh\": \"平台空着。\", "
                            "\"en\": \"The platform is not there.\"}}]}");
}

/* The order with a shorter note, a field more, and its type's code E ended. */
static void
put_contents (const char *folder)
{
  g_autofree char *path = g_build_filename (tg_data_dir_get (), "forms", "customs.order", "1",
                                            "form.json", NULL);
  g_autofree char *text = tg_test_read_file (path);
  g_autofree char *versioned = tg_pack_fixture_replace (text, "\"version\": 1", "\"version\": 2");
  g_autofree char *shorter = tg_pack_fixture_replace (versioned, "\"max_length\": 1000",
                                                      "\"max_length\": 500");
  g_autofree char *more =
    tg_pack_fixture_replace (shorter, "\"key\": \"note\"",
                             "\"key\": \"season\", \"kind\": \"text\", \"required\": true,"
                             " \"label\": {\"zh\": \"季节\", \"en\": \"Season\"},"
                             " \"max_length\": 9 }, { \"key\": \"note\"");

  tg_pack_fixture_put_file (folder, "forms/customs.order/2/form.json", more);
  tg_pack_fixture_put_file (folder, "codes/ceb_order_type.csv",
                            "code,name_zh,name_en,valid_from,valid_to\n"
                            "E,电商出口订单(B2C),B2C export order,,2026-01-31\n"
                            "F,电商出口新订单,New export order,2026-02-01,\n");
  put_rules (folder);
}

GFile *
tg_pack_fixture_make (TgPackFixture      *fixture,
                      const TgPackRecipe *recipe)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "pack", NULL);
  g_autofree char *manifest = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  manifest = g_strdup_printf ("{\"id\":\"%s\",\"version\":%u,\"date\":\"2026-11-%02u\","
                              "\"successor\":\"%s\",\"sources\":[\"a test\"],"
                              "\"title\":{\"zh\":\"包\",\"en\":\"Pack\"}}", recipe->id,
                              recipe->version, 10 + recipe->version,
                              recipe->successor != NULL ? recipe->successor : "");
  tg_pack_fixture_put_file (folder, "pack.json", manifest);
  if (recipe->is_light)
    put_rules (folder);
  else if (recipe->is_small)
    tg_pack_fixture_put_file (folder, "codes/ceb_order_type.csv", "code,name_zh\nG,更新订单\n");
  else
    put_contents (folder);
  path = tg_pack_maker_make (folder, fixture->keys[recipe->signer], fixture->folder, &error);
  g_assert_no_error (error);
  tg_test_remove_folder (folder);
  return g_file_new_for_path (path);
}

TgPackTrial *
tg_pack_fixture_open (GFile   *file,
                      GError **error)
{
  GAsyncResult *result = NULL;
  TgPackTrial *trial;

  tg_pack_trial_open_async (file, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  trial = tg_pack_trial_open_finish (result, error);
  g_object_unref (result);
  return trial;
}

gboolean
tg_pack_fixture_install (TgPackTrial  *trial,
                         GError      **error)
{
  GAsyncResult *result = NULL;
  gboolean ok;

  tg_pack_trial_install_async (trial, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  ok = tg_pack_trial_install_finish (trial, result, error);
  g_object_unref (result);
  return ok;
}

void
tg_pack_fixture_take (TgWorkspace *workspace)
{
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_take_packs_async (workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_take_packs_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_object_unref (result);
}

/* Makes and installs; the reason or error where it is not. */
char *
tg_pack_fixture_try_install (TgPackFixture      *fixture,
                             const TgPackRecipe *recipe)
{
  g_autoptr (GFile) file = tg_pack_fixture_make (fixture, recipe);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgPackTrial) trial = tg_pack_fixture_open (file, &error);

  if (trial != NULL && tg_pack_fixture_install (trial, &error))
    return NULL;
  return g_strdup (error->message);
}

TgDraft *
tg_pack_fixture_make_draft (TgPackFixture *fixture)
{
  TgDraft *draft = tg_workspace_fixture_new_draft (fixture->base.workspace, "customs.order", NULL);

  tg_draft_set_value (draft, "order_no", "EX-1");
  tg_workspace_fixture_flush (draft);
  return draft;
}

int
tg_pack_fixture_run (void)
{
  g_autofree char *home = g_dir_make_tmp ("tongguan-packs-XXXXXX", NULL);
  g_autofree char *keys = g_build_filename (home, "trusted", NULL);
  int code;

  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_setenv ("TONGGUAN_PACK_KEYS", keys, TRUE);
  tg_language_set ("en");
  code = g_test_run ();
  tg_test_remove_folder (home);
  return code;
}
