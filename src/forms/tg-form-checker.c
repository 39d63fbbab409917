/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-checker.h"

#include <string.h>

#include "tg-error.h"
#include "tg-form-reader.h"
#include "tg-json.h"
#include "tg-version-check.h"

/* Runs a form's cases: a document in, the exact set of issues and the computed values out. The
 * computed fields are filled in first, as a draft would. Every case says all that is wrong with
 * it, so that a rule that fires where it should not is found too. */

#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_DEPTH 16

typedef struct
{
  TgRules      *rules;
  TgCodeLookup *codes;
  GPtrArray    *failures;
  const char   *name;
} Running;

G_GNUC_PRINTF (2, 3)
static void
report (Running    *r,
        const char *format,
        ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (r->failures, g_strdup_printf ("%s: %s", r->name, what));
}

static TgDocument *
read_document (JsonNode  *node,
               GError   **error)
{
  g_autofree char *text = json_to_string (node, FALSE);

  return tg_document_new_from_json (text, -1, error);
}

/* NULL with a report if a document is not one. */
static GHashTable *
read_others (Running    *r,
             JsonObject *object)
{
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) tg_document_unref);
  JsonObject *members = tg_json_get_object (object, "others");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (members == NULL)
    return g_steal_pointer (&others);
  json_object_iter_init_ordered (&iter, members);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autoptr (GError) error = NULL;
      TgDocument *document = read_document (node, &error);

      if (document == NULL)
        {
          report (r, "others “%s”: %s", name, error->message);
          return NULL;
        }
      g_hash_table_insert (others, g_strdup (name), document);
    }
  return g_steal_pointer (&others);
}

static char *
describe (const char *id,
          const char *at)
{
  return g_strdup_printf ("%s at %s", id, at);
}

/* A multiset: description → how often. */
static void
count_one (GHashTable *counts,
           char       *what,
           int         by)
{
  int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, what));

  g_hash_table_replace (counts, what, GINT_TO_POINTER (count + by));
}

static gboolean
count_expected (Running    *r,
                JsonObject *object,
                GHashTable *counts)
{
  JsonArray *expected = tg_json_get_array (object, "issues");

  if (expected == NULL)
    {
      report (r, "“issues” is missing");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (expected); i++)
    {
      JsonNode *element = json_array_get_element (expected, i);

      if (!JSON_NODE_HOLDS_OBJECT (element))
        {
          report (r, "“issues” should hold objects");
          return FALSE;
        }
      count_one (counts, describe (tg_json_get_string (json_node_get_object (element), "id", ""),
                                   tg_json_get_string (json_node_get_object (element), "at", "")),
                 -1);
    }
  return TRUE;
}

static void
compare_issues (Running    *r,
                JsonObject *object,
                GPtrArray  *issues)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer what, count;

  if (!count_expected (r, object, counts))
    return;
  for (guint i = 0; i < issues->len; i++)
    {
      TgIssue *issue = g_ptr_array_index (issues, i);

      count_one (counts, describe (tg_issue_get_id (issue), tg_issue_get_path (issue)), 1);
    }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &what, &count))
    {
      if (GPOINTER_TO_INT (count) > 0)
        report (r, "not expected: %s", (char *) what);
      else if (GPOINTER_TO_INT (count) < 0)
        report (r, "missing: %s", (char *) what);
    }
}

/* Amounts are equal as numbers: 12.50 is 12.5. */
static gboolean
is_same_value (const char *a,
               const char *b)
{
  TgDecimal x, y;

  if (strcmp (a, b) == 0)
    return TRUE;
  return tg_decimal_parse (a, &x, NULL) && tg_decimal_parse (b, &y, NULL) &&
         tg_decimal_compare (x, y) == 0;
}

static void
compare_computed (Running    *r,
                  JsonObject *object,
                  TgDocument *document)
{
  JsonObject *expected = tg_json_get_object (object, "computed");
  JsonObjectIter iter;
  const char *path;
  JsonNode *node;

  if (expected == NULL)
    return;
  json_object_iter_init_ordered (&iter, expected);
  while (json_object_iter_next_ordered (&iter, &path, &node))
    {
      const char *value = tg_document_get (document, path);
      const char *wanted = tg_json_get_string (expected, path, "");

      if (!is_same_value (value, wanted))
        report (r, "%s should be “%s”, not “%s”", path, wanted, value);
    }
}

static void
run_case (Running    *r,
          JsonObject *object)
{
  static const char * const known[] = {
    "name", "today", "document", "others", "issues", "computed", "source", NULL
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) others = NULL;
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  TgRulesContext context = { 0 };
  JsonNode *node = json_object_get_member (object, "document");

  if (!tg_json_only_members (object, known, &error))
    {
      report (r, "%s", error->message);
      return;
    }
  if (node != NULL)
    document = read_document (node, &error);
  if (document == NULL)
    {
      report (r, "document: %s", error == NULL ? "is missing" : error->message);
      return;
    }
  others = read_others (r, object);
  if (others == NULL)
    return;
  context.today = tg_json_get_string (object, "today", "2026-11-23");
  context.codes = r->codes;
  context.others = others;
  tg_rules_compute (r->rules, document, &context, NULL);
  issues = tg_rules_check (r->rules, document, &context);
  compare_issues (r, object, issues);
  compare_computed (r, object, document);
}

static void
run_file (Running    *r,
          const char *path)
{
  TgJsonLimits limits = { MAX_BYTES, MAX_DEPTH };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &error))
    root = tg_json_parse (text, (gssize) length, &limits, &error);
  if (root == NULL)
    report (r, "%s", error->message);
  else if (!JSON_NODE_HOLDS_OBJECT (root))
    report (r, "a JSON object was expected");
  else
    run_case (r, json_node_get_object (root));
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

GPtrArray *
tg_form_checker_run_form (TgRules      *rules,
                          const char   *folder,
                          TgCodeLookup *codes,
                          guint        *n_cases)
{
  g_autofree char *cases = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  GPtrArray *failures = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_return_val_if_fail (rules != NULL && folder != NULL, failures);

  cases = g_build_filename (folder, "cases", NULL);
  dir = g_dir_open (cases, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_build_filename (cases, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    {
      Running r = { rules, codes, failures, g_ptr_array_index (names, i) };

      run_file (&r, r.name);
    }
  tg_version_check_run (rules, folder, codes, failures);
  if (n_cases != NULL)
    *n_cases = names->len;
  return failures;
}

static GPtrArray *
fail_with (GError *error)
{
  GPtrArray *failures = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (failures, g_strdup (error->message));
  return failures;
}

/* A folder by itself; a fact that is the same as a form finds it two folders up, beside its own
 * kind. */
GPtrArray *
tg_form_checker_run_folder (const char   *folder,
                            TgCodeLookup *codes,
                            guint        *n_cases)
{
  static const char * const files[] = { "form.json", "fact.json", "rules.json" };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgRules) rules = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_free (path);
      path = g_build_filename (folder, files[i], NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        break;
    }
  if (n_cases != NULL)
    *n_cases = 0;
  rules = tg_catalogue_load_one (path, &error);
  if (rules == NULL)
    return fail_with (error);
  return tg_form_checker_run_form (rules, folder, codes, n_cases);
}
