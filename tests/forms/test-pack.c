/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "tg-error.h"
#include "tg-pack-folder.h"
#include "tg-test.h"

#define FORM(version, more) \
  "{\"form\":\"test.new\",\"version\":" #version ",\"family\":\"declaration\"," \
  "\"agency\":\"customs\",\"aliases\":[\"TST-1\"],\"title\":{\"zh\":\"新表\",\"en\":\"New\"}," \
  "\"valid_from\":\"2020-01-01\",\"valid_to\":null,\"for\":[\"enterprise\"]," \
  "\"sections\":[{\"key\":\"head\",\"title\":{\"zh\":\"头\",\"en\":\"Head\"},\"fields\":[" \
  "{\"key\":\"no\",\"kind\":\"text\",\"label\":{\"zh\":\"编号\",\"en\":\"Number\"}" more "}]}]," \
  "\"checks\":[]}"
#define MANIFEST "{\"id\":\"official\",\"version\":%u,\"date\":\"2026-12-0%u\"," \
  "\"title\":{\"zh\":\"包\",\"en\":\"Pack\"},\"sources\":[\"公告\"]}"

static void
put_file (const char *root,
          const char *path,
          const char *text)
{
  g_autofree char *full = g_build_filename (root, path, NULL);
  g_autofree char *folder = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  tg_test_write_file (full, text);
}

static GBytes *
make_body (guint version)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *manifest = g_strdup_printf (MANIFEST, version, version);
  g_autoptr (GError) error = NULL;
  GBytes *body;

  put_file (folder, "pack.json", manifest);
  put_file (folder, "forms/test.new/2/form.json", FORM (2, ",\"max_length\":9"));
  put_file (folder, "forms/test.new/2/cases/a.json", "{}");
  put_file (folder, "codes/currency.csv", "code,name_zh\nXAA,甲元\n");
  body = tg_pack_folder_collect (folder, &error);
  g_assert_no_error (error);
  tg_test_remove_folder (folder);
  return body;
}

typedef struct
{
  gboolean answer;
  guint    n_asked;
} Asked;

static gboolean
verify (const char  *key,
        const char  *signature,
        GBytes      *body,
        gpointer     user_data,
        GError     **error)
{
  Asked *asked = user_data;

  asked->n_asked++;
  if (!asked->answer)
    g_set_error_literal (error, TG_ERROR, TG_ERROR_AUTH, "no");
  return asked->answer;
}

static void
test_round (void)
{
  g_autoptr (GBytes) body = make_body (3);
  g_autoptr (GBytes) file = tg_pack_join ("0123456789abcdef", "c2ln", body);
  Asked asked = { TRUE, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgPack) pack = tg_pack_read (file, verify, &asked, &error);
  g_autofree char *kinds = NULL;
  g_autofree char *name = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (asked.n_asked, ==, 1);
  kinds = tg_pack_dup_kinds (pack);
  name = tg_pack_folder_dup_name (pack);
  g_assert_cmpstr (kinds, ==, "codes, forms");
  g_assert_cmpstr (name, ==, "2026-12-03_official_3");
  g_assert_cmpstr (pack->key, ==, "0123456789abcdef");
  g_assert_cmpuint (pack->files->len, ==, 3);
}

/* What nobody vouches for is not read, however well it is made. */
static void
test_unsigned (void)
{
  g_autoptr (GBytes) body = make_body (3);
  g_autoptr (GBytes) file = tg_pack_join ("0123456789abcdef", "c2ln", body);
  Asked asked = { FALSE, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_pack_read (file, verify, &asked, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_AUTH);
  g_clear_error (&error);
  g_assert_null (tg_pack_read (body, verify, &asked, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

static void
test_cut (void)
{
  g_autoptr (GBytes) body = make_body (3);
  g_autoptr (GBytes) file = tg_pack_join ("0123456789abcdef", "c2ln", body);
  gsize length = g_bytes_get_size (file);

  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (file, 0, i);
      Asked asked = { TRUE, 0 };
      g_autoptr (GError) error = NULL;

      g_assert_null (tg_pack_read (part, verify, &asked, &error));
      g_assert_nonnull (error);
    }
}

static void
test_paths (void)
{
  static const char * const good[] = {
    "forms/customs.export-list/4/form.json", "facts/order/2/fact.json", "rules/sale/2/rules.json",
    "forms/a/1/cases/right-one.json", "forms/a/1/README.md", "forms/a/1/message.json",
    "codes/currency.csv", NULL
  };
  static const char * const bad[] = {
    "", "/forms/a/1/form.json", "forms/../1/form.json", "forms/a/1/../form.json",
    "forms/a..b/1/form.json", "forms/a/0/form.json", "forms/a/01/form.json",
    "forms/a/1/cases/../x.json", "forms/a/1/cases/..json", "forms/a/1/.form.json",
    "forms/a/1/form.json\n", "forms/a/1/form.json/x", "forms//1/form.json", "bin/a/1/form.json",
    "codes/../x.csv", "codes/a/b.csv", "codes/A.csv", "pack.tgpack", "forms\\a\\1\\form.json",
    "forms/a/1/program.so", "forms/A/1/form.json", NULL
  };

  for (guint i = 0; good[i] != NULL; i++)
    g_assert_true (tg_pack_is_path (good[i]));
  for (guint i = 0; bad[i] != NULL; i++)
    if (tg_pack_is_path (bad[i]))
      g_error ("“%s” passes", bad[i]);
}

static void
test_foreign_file (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *manifest = g_strdup_printf (MANIFEST, 1u, 1u);
  g_autoptr (GError) error = NULL;

  put_file (folder, "pack.json", manifest);
  put_file (folder, "forms/a/1/form.json", "{}");
  put_file (folder, "forms/a/1/run.sh", "true");
  g_assert_null (tg_pack_folder_collect (folder, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "run.sh"));
  tg_test_remove_folder (folder);
}

/* ---- folders ---- */

static char *
unpack (const char *root,
        guint       version)
{
  g_autoptr (GBytes) body = make_body (version);
  g_autoptr (TgPack) pack = tg_pack_read_body (body, NULL);
  g_autofree char *name = tg_pack_folder_dup_name (pack);
  g_autoptr (GError) error = NULL;
  char *folder = g_build_filename (root, name, NULL);

  tg_pack_folder_unpack (pack, body, folder, &error);
  g_assert_no_error (error);
  return folder;
}

/* A folder that is no pack's, and one that was being filled when the power went. */
static void
test_list (void)
{
  g_autofree char *root = tg_test_make_folder ();
  g_autofree char *second = unpack (root, 2);
  g_autofree char *first = unpack (root, 1);
  g_autoptr (GPtrArray) folders = NULL;

  put_file (root, ".new-abcdef/forms/test.new/9/form.json", "{\"half\":");
  put_file (root, "2026-12-01_official/x", "");
  put_file (root, "2026-99-01_official_7/x", "");
  folders = tg_pack_folder_list (root);
  g_assert_cmpuint (folders->len, ==, 2);
  g_assert_cmpstr (((TgPackFolder *) folders->pdata[0])->path, ==, first);
  g_assert_cmpuint (((TgPackFolder *) folders->pdata[1])->version, ==, 2);
  tg_test_remove_folder (root);
}

/* A pack adds versions; what was given out stays the same, and a version that is there too. */
static void
test_catalogue (void)
{
  g_autofree char *data = tg_test_make_folder ();
  g_autofree char *root = tg_test_make_folder ();
  g_autofree char *folder = unpack (root, 1);
  g_autoptr (TgCatalogue) catalogue = NULL;
  g_autoptr (TgCatalogue) wider = NULL;
  g_autoptr (GError) error = NULL;
  TgForm *first;

  put_file (data, "forms/test.new/1/form.json", FORM (1, ""));
  catalogue = tg_catalogue_load (data, &error);
  g_assert_no_error (error);
  first = tg_catalogue_find_on (catalogue, "test.new", "2026-12-01");
  g_assert_cmpuint (first->version, ==, 1);
  wider = tg_catalogue_extend (catalogue, folder, "official 1", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tg_catalogue_find_on (wider, "test.new", "2026-12-01")->version, ==, 2);
  g_assert_cmpuint (tg_catalogue_find_on (catalogue, "test.new", "2026-12-01")->version, ==, 1);
  g_assert_true (tg_catalogue_find (wider, "test.new", 1) == first);
  g_assert_nonnull (tg_catalogue_get_rules (wider, first));
  g_assert_cmpstr (tg_catalogue_get_pack (wider, first), ==, "");

  g_assert_true (tg_catalogue_add (catalogue, folder, "official 1", &error));
  g_assert_true (tg_catalogue_add (catalogue, folder, "other 1", &error));
  first = tg_catalogue_find_on (catalogue, "test.new", "2026-12-01");
  g_assert_cmpuint (first->version, ==, 2);
  g_assert_cmpstr (tg_catalogue_get_pack (catalogue, first), ==, "official 1");
  g_assert_cmpstr (tg_catalogue_get_directory (catalogue, first), ==, folder);
  tg_test_remove_folder (root);
  tg_test_remove_folder (data);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/pack/round", test_round);
  g_test_add_func ("/forms/pack/unsigned", test_unsigned);
  g_test_add_func ("/forms/pack/cut", test_cut);
  g_test_add_func ("/forms/pack/paths", test_paths);
  g_test_add_func ("/forms/pack/foreign-file", test_foreign_file);
  g_test_add_func ("/forms/pack/list", test_list);
  g_test_add_func ("/forms/pack/catalogue", test_catalogue);
  return g_test_run ();
}
