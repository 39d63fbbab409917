/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "tg-catalogue.h"
#include "tg-error.h"
#include "tg-form-checker.h"
#include "tg-form-reader.h"
#include "tg-test.h"

#define HEAD "{\"form\":\"test.new\",\"version\":%d,\"family\":\"declaration\"," \
  "\"agency\":\"customs\",\"aliases\":[\"TST-1\"]," \
  "\"title\":{\"zh\":\"新表\",\"en\":\"New form\"}," \
  "\"valid_from\":\"%s\",\"valid_to\":null,\"for\":[\"enterprise\"]," \
  "\"list\":{\"number\":\"no\"},"
#define FIELD "{\"key\":\"no\",\"kind\":\"text\",\"label\":{\"zh\":\"编号\",\"en\":\"Number\"}%s}"
#define BODY "\"sections\":[{\"key\":\"head\",\"title\":{\"zh\":\"头\",\"en\":\"Head\"}," \
  "\"fields\":[" FIELD "]}],\"checks\":[%s]}"

static char *
make_form (int         version,
           const char *valid_from,
           const char *field_more,
           const char *checks)
{
  return g_strdup_printf (HEAD BODY, version, valid_from, field_more, checks);
}

static void
put_file (const char *root,
          const char *folder,
          const char *name,
          const char *text)
{
  g_autofree char *directory = g_build_filename (root, folder, NULL);
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (directory, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

/* A form that nobody knew is there as soon as its folder is: no line of C, no list. */
static void
test_new_form (void)
{
  g_autofree char *root = tg_test_make_folder ();
  g_autofree char *first = make_form (1, "2022-01-01", "", "");
  g_autofree char *second = make_form (2, "2026-04-01", ",\"required\":true", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) family = NULL;

  put_file (root, "forms/test.new/1", "form.json", first);
  put_file (root, "forms/test.new/2", "form.json", second);
  put_file (root, "facts/twin/1", "fact.json",
            "{\"fact\":\"twin\",\"version\":1,\"title\":{\"zh\":\"孪\",\"en\":\"Twin\"},"
            "\"same_as\":{\"form\":\"test.new\",\"version\":2}}");
  catalogue = tg_catalogue_load (root, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tg_catalogue_find (catalogue, "test.new", 1)->version, ==, 1);
  g_assert_cmpuint (tg_catalogue_find (catalogue, "TST-1", 0)->version, ==, 2);
  g_assert_null (tg_catalogue_find (catalogue, "test.new", 3));
  g_assert_cmpuint (tg_catalogue_find_on (catalogue, "test.new", "2026-03-31")->version, ==, 1);
  g_assert_cmpuint (tg_catalogue_find_on (catalogue, "test.new", "2026-04-01")->version, ==, 2);
  g_assert_null (tg_catalogue_find_on (catalogue, "test.new", "2021-12-31"));
  g_assert_nonnull (tg_form_find_field (tg_catalogue_find_fact (catalogue, "twin", 0), "no"));
  g_assert_nonnull (tg_catalogue_get_rules (catalogue,
                                            tg_catalogue_find (catalogue, "test.new", 2)));
  family = tg_catalogue_list_family (catalogue, TG_FAMILY_DECLARATION, NULL);
  g_assert_cmpuint (family->len, ==, 1);
  tg_test_remove_folder (root);
}

#define DATED "{\"form\":\"test.dated\",\"version\":%d,\"family\":\"refund\"," \
  "\"agency\":\"tax\",\"title\":{\"zh\":\"表\",\"en\":\"Form\"}," \
  "\"valid_from\":\"%s\",\"valid_to\":%s,\"dated_by\":\"%s\",\"for\":[\"enterprise\"]," \
  "\"sections\":[{\"key\":\"rows\",\"title\":{\"zh\":\"行\",\"en\":\"Rows\"}," \
  "\"table\":{\"key\":\"rows\",\"fields\":[{\"key\":\"day\",\"kind\":\"date\"," \
  "\"label\":{\"zh\":\"日\",\"en\":\"Day\"}},{\"key\":\"no\",\"kind\":\"text\"," \
  "\"label\":{\"zh\":\"号\",\"en\":\"No\"}}]}}],\"checks\":[%s]}"
#define TOLD "{\"id\":\"T1\",\"level\":\"blocking\",\"scope\":\"rows\"," \
  "\"when\":\"filled(day)\",\"assert\":\"%s\",\"at\":[\"day\"]," \
  "\"message\":{\"zh\":\"另一版\",\"en\":\"The other version\"},\"source\":\"test\"}"

static void
put_dated (const char *root,
           int         version,
           const char *valid_from,
           const char *valid_to,
           const char *dated_by,
           const char *assertion)
{
  g_autofree char *check = assertion != NULL ? g_strdup_printf (TOLD, assertion) : g_strdup ("");
  g_autofree char *text = g_strdup_printf (DATED, version, valid_from, valid_to, dated_by, check);
  g_autofree char *folder = g_strdup_printf ("forms/test.dated/%d", version);

  put_file (root, folder, "form.json", text);
}

/* The number says nothing of the time: version 2 is the older law. */
static void
test_versions (void)
{
  g_autofree char *root = tg_test_make_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCatalogue) catalogue = NULL;
  g_autoptr (TgCatalogue) mixed = NULL;
  g_autoptr (GPtrArray) family = NULL;
  g_autoptr (GPtrArray) versions = NULL;

  put_dated (root, 1, "2026-01-01", "null", "rows/day", NULL);
  put_dated (root, 2, "2012-07-01", "\"2025-12-31\"", "rows/day", NULL);
  catalogue = tg_catalogue_load (root, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tg_catalogue_find (catalogue, "test.dated", 0)->version, ==, 1);
  g_assert_cmpuint (tg_catalogue_find_on (catalogue, "test.dated", "2025-12-31")->version, ==, 2);
  family = tg_catalogue_list_family (catalogue, TG_FAMILY_REFUND, NULL);
  g_assert_cmpuint (family->len, ==, 1);
  g_assert_cmpuint (((TgForm *) family->pdata[0])->version, ==, 1);
  versions = tg_catalogue_list_versions (catalogue, "test.dated");
  g_assert_cmpuint (versions->len, ==, 2);
  g_assert_cmpuint (((TgForm *) versions->pdata[0])->version, ==, 2);
  put_dated (root, 2, "2012-07-01", "\"2026-01-01\"", "rows/day", NULL);
  mixed = tg_catalogue_load (root, &error);
  g_assert_null (mixed);
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  tg_test_remove_folder (root);
}

static guint
count_failures (const char *root)
{
  g_autofree char *folder = g_build_filename (root, "forms/test.dated/1", NULL);
  g_autoptr (GPtrArray) failures = tg_form_checker_run_folder (folder, NULL, NULL);

  for (guint i = 0; i < failures->len; i++)
    g_test_message ("%s", (char *) failures->pdata[i]);
  return failures->len;
}

/* A form's own trial finds out that it does not say where another version governs. */
static void
test_told_apart (void)
{
  g_autofree char *root = tg_test_make_folder ();

  put_dated (root, 1, "2026-01-01", "null", "rows/day", "day >= '2026-01-01'");
  put_dated (root, 2, "2012-07-01", "\"2025-12-31\"", "rows/day", NULL);
  g_assert_cmpuint (count_failures (root), ==, 0);
  put_dated (root, 1, "2026-01-01", "null", "rows/day", "day >= '2025-12-31'");
  g_assert_cmpuint (count_failures (root), ==, 1);
  put_dated (root, 1, "2026-01-01", "null", "rows/day", NULL);
  g_assert_cmpuint (count_failures (root), ==, 1);
  put_dated (root, 1, "2026-01-01", "null", "rows/no", "day >= '2026-01-01'");
  g_assert_cmpuint (count_failures (root), ==, 1);
  tg_test_remove_folder (root);
}

/* The whole load fails and the message names file, place and fault. */
static void
test_broken (void)
{
  static const struct { const char *field; const char *checks; const char *says; } cases[] = {
    { ",\"colour\":\"red\"", "", "colour" },
    { ",\"max_length\":\"18\"", "", "max_length" },
    { ",\"required\":\"missing == 1\"", "", "field “no”" },
    { ",\"computed\":\"no\"", "", "computed from itself" },
    { ",\"pattern\":\"(\"", "", "pattern" },
    { ",\"check\":\"tea\"", "", "tea" },
    { ",\"given\":[\"released\"]", "", "read only" },
    { ",\"read_only\":true,\"given\":[\"loud:1\"]", "", "loud:1" },
    { ",\"read_only\":true,\"given\":[]", "", "given" },
    { "",
      "{\"id\":\"C1\",\"level\":\"blocking\",\"assert\":\"no "
      "==\",\"message\":{\"zh\":\"x\",\"en\":\"x\"}}", "check “C1”" },
    { "",
      "{\"id\":\"C1\",\"level\":\"loud\",\"assert\":\"true\",\"message\":{\"zh\":\"x\","
      "\"en\":\"x\"}}", "loud" },
    { "", "{\"id\":\"C1\",\"level\":\"warning\",\"assert\":\"true\",\"message\":{\"zh\":\"x\"}}",
      "message" },
    { "",
      "{\"id\":\"C1\",\"level\":\"warning\",\"assert\":\"true\",\"message\":{\"zh\":\"{no\","
      "\"en\":\"x\"}}", "brace" },
    { "",
      "{\"id\":\"C1\",\"level\":\"warning\",\"assert\":\"true\",\"at\":[\"z\"],"
      "\"message\":{\"zh\":\"x\",\"en\":\"x\"}}", "“z”" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *root = tg_test_make_folder ();
      g_autofree char *text = make_form (1, "2022-01-01", cases[i].field, cases[i].checks);
      g_autoptr (GError) error = NULL;

      put_file (root, "forms/test.new/1", "form.json", text);
      g_assert_null (tg_catalogue_load (root, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, "form.json"));
      g_assert_nonnull (strstr (error->message, cases[i].says));
      tg_test_remove_folder (root);
    }
}

#define SET "{\"rules\":\"pair\",\"version\":1,\"title\":{\"zh\":\"对\",\"en\":\"Pair\"}," \
  "\"valid_from\":\"2026-01-01\",\"between\":%s,\"checks\":[]}"

static char *
make_set (const char *between)
{
  return g_strdup_printf (SET, between);
}

static void
test_sets (void)
{
  g_autofree char *root = tg_test_make_folder ();
  g_autofree char *form = make_form (1, "2022-01-01",
                                     ",\"read_only\":true,\"given\":[\"released:800\"]", "");
  g_autofree char *set = make_set ("{\"list\":[\"test.new\",\"other\"]}");
  g_autofree char *broken = make_set ("{\"list\":\"test.new\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCatalogue) catalogue = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) none = NULL;

  put_file (root, "forms/test.new/1", "form.json", form);
  put_file (root, "rules/pair/1", "rules.json", set);
  catalogue = tg_catalogue_load (root, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (tg_form_find_field (tg_catalogue_find (catalogue, "test.new", 1),
                                       "no")->given[0], ==, "released:800");
  found = tg_catalogue_list_sets (catalogue, "test.new", "2026-11-23");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (tg_form_find_relation (tg_rules_get_form (found->pdata[0]), "other"), ==,
                   "list");
  before = tg_catalogue_list_sets (catalogue, "test.new", "2025-12-31");
  g_assert_cmpuint (before->len, ==, 0);
  none = tg_catalogue_list_sets (catalogue, "third", "2026-11-23");
  g_assert_cmpuint (none->len, ==, 0);
  put_file (root, "rules/pair/1", "rules.json", broken);
  g_assert_null (tg_catalogue_load (root, &error));
  g_assert_nonnull (strstr (error->message, "between"));
  tg_test_remove_folder (root);
}

/* Abolished is more than followed by the next version, and has a date. */
static void
test_ended (void)
{
  g_autofree char *root = tg_test_make_folder ();
  g_autofree char *text = make_form (1, "2004-07-01", ",\"agencies_may\":[\"STA\"]", "");
  g_autoptr (GString) ended = g_string_new (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCatalogue) catalogue = NULL;
  TgForm *form;

  g_string_replace (ended, "\"valid_to\":null", "\"valid_to\":null,\"ended\":"
                    "{\"zh\":\"取消\",\"en\":\"abolished\"}", 1);
  put_file (root, "forms/test.new/1", "form.json", ended->str);
  g_assert_null (tg_catalogue_load (root, &error));
  g_assert_nonnull (strstr (error->message, "ended"));

  g_string_replace (ended, "\"valid_to\":null", "\"valid_to\":\"2022-12-29\"", 1);
  g_string_replace (ended, "\"title\":{\"zh\":\"头\"",
                    "\"agencies\":[\"CUS\",\"TAX\"],\"title\":{\"zh\":\"头\"", 1);
  put_file (root, "forms/test.new/1", "form.json", ended->str);
  g_clear_error (&error);
  catalogue = tg_catalogue_load (root, &error);
  g_assert_no_error (error);
  form = tg_catalogue_find (catalogue, "test.new", 1);
  g_assert_false (tg_form_has_ended (form, "2022-12-29"));
  g_assert_true (tg_form_has_ended (form, "2022-12-30"));
  g_assert_cmpstr (tg_text_get_in (form->ended, "en"), ==, "abolished");
  g_assert_cmpstr (((TgSection *) form->sections->pdata[0])->agencies[1], ==, "TAX");
  g_assert_cmpstr (tg_form_find_field (form, "no")->agencies_may[0], ==, "STA");
  tg_test_remove_folder (root);
}

/* The folder names the form; a file in the wrong one is refused. */
static void
test_wrong_folder (void)
{
  g_autofree char *text = make_form (1, "2022-01-01", "", "");
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_form_reader_parse (text, -1, "forms/test.new/2/form.json", NULL, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

static void
test_no_forms (void)
{
  g_autofree char *root = tg_test_make_folder ();
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_catalogue_load (root, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
  tg_test_remove_folder (root);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/catalogue/new-form", test_new_form);
  g_test_add_func ("/forms/catalogue/versions", test_versions);
  g_test_add_func ("/forms/catalogue/told-apart", test_told_apart);
  g_test_add_func ("/forms/catalogue/broken", test_broken);
  g_test_add_func ("/forms/catalogue/ended", test_ended);
  g_test_add_func ("/forms/catalogue/sets", test_sets);
  g_test_add_func ("/forms/catalogue/wrong-folder", test_wrong_folder);
  g_test_add_func ("/forms/catalogue/no-forms", test_no_forms);
  return g_test_run ();
}
