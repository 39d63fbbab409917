/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-document.h"
#include "tg-error.h"
#include "tg-test.h"

static TgDocument *
parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  TgDocument *document = tg_document_new_from_json (json, -1, &error);

  g_assert_no_error (error);
  return document;
}

static void
test_values (void)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (tg_document_get (document, "seller"), ==, "");
  g_assert_true (tg_document_set (document, "seller", "9141", NULL));
  g_assert_cmpstr (tg_document_get (document, "seller"), ==, "9141");
  g_assert_true (tg_document_add_line (document, "goods", "a", -1, NULL));
  g_assert_true (tg_document_set (document, "goods/a/qty", "12", NULL));
  g_assert_cmpstr (tg_document_get (document, "goods/a/qty"), ==, "12");
  g_assert_cmpstr (tg_document_get (document, "goods/a/_line"), ==, "a");
  g_assert_cmpstr (tg_document_get (document, "goods/b/qty"), ==, "");
  g_assert_cmpstr (tg_document_get_cell (document, "goods", 0, "qty"), ==, "12");
  g_assert_cmpstr (tg_document_get_cell (document, "goods", 1, "qty"), ==, "");
  g_assert_false (tg_document_set (document, "goods/b/qty", "1", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (tg_document_set (document, "goods", "1", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (tg_document_set (document, "seller", "a\001b", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_assert_cmpstr (tg_document_get (document, "seller"), ==, "9141");
  g_assert_true (tg_document_set (document, "seller", NULL, NULL));
  g_assert_null (tg_document_get_keys (document)[0]);
}

static void
test_lines (void)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  g_assert_true (tg_document_add_line (document, "goods", "a", -1, NULL));
  g_assert_true (tg_document_add_line (document, "goods", "c", -1, NULL));
  g_assert_true (tg_document_add_line (document, "goods", "b", 1, NULL));
  g_assert_false (tg_document_add_line (document, "goods", "b", 1, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (tg_document_add_line (document, "goods", "x/y", 1, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_assert_cmpint (tg_document_find_line (document, "goods", "c"), ==, 2);
  g_assert_true (tg_document_set (document, "goods/b/qty", "7", NULL));
  json = tg_document_line_to_json (document, "goods", "b");
  g_assert_cmpstr (json, ==, "{\"_line\":\"b\",\"qty\":\"7\"}");
  g_assert_true (tg_document_remove_line (document, "goods", "b", NULL));
  g_assert_cmpint (tg_document_find_line (document, "goods", "c"), ==, 1);
  g_assert_cmpint (tg_document_find_line (document, "goods", "b"), ==, -1);
  g_assert_true (tg_document_put_line_json (document, "goods", 1, json, NULL));
  g_assert_cmpstr (tg_document_get (document, "goods/b/qty"), ==, "7");
  g_assert_cmpint (tg_document_find_line (document, "goods", "c"), ==, 2);
  g_assert_true (tg_document_move_line (document, "goods", "c", 0, NULL));
  g_assert_cmpstr (tg_document_get_line_id (document, "goods", 0), ==, "c");
  g_assert_cmpint (tg_document_find_line (document, "goods", "b"), ==, 2);
}

/* What we do not know comes back as it came, whatever its type; order of members does not
 * matter. */
static void
test_unknown (void)
{
  const char *json =
    "{\"z\":12,\"new\":{\"b\":[1,2],\"a\":true},\"ok\":false,\"goods\":[{\"q\":3,\"_line\":\"a\"}],"
    "\"list\":[{\"x\":\"1\"}],\"nothing\":null,\"a/b\":\"c\","
    "\"text\":\"保温杯\\n\\u0001\"}";
  g_autoptr (TgDocument) document = parse (json);
  g_autofree char *out = tg_document_to_json (document);

  g_assert_cmpstr (out, ==,
                   "{\"a/b\":\"c\",\"goods\":[{\"_line\":\"a\",\"q\":3}],\"list\":[{\"x\":\"1\"}],"
                   "\"new\":{\"a\":true,\"b\":[1,2]},\"nothing\":null,\"ok\":false,"
                   "\"text\":\"保温杯\\n\\u0001\",\"z\":12}");
  g_assert_cmpstr (tg_document_get (document, "z"), ==, "12");
  g_assert_cmpstr (tg_document_get (document, "ok"), ==, "false");
  g_assert_cmpstr (tg_document_get (document, "new"), ==, "");
  g_assert_true (tg_document_set (document, "z", "13", NULL));
  g_assert_cmpstr (tg_document_get (document, "z"), ==, "13");
}

static void
test_refused (void)
{
  static const struct { const char *json; int code; } cases[] = {
    { "[]", TG_ERROR_INVALID },
    { "{\"a\":\"1\",\"a\":\"2\"}", TG_ERROR_INVALID },
    { "{\"goods\":[{\"_line\":\"a/b\"}]}", TG_ERROR_INVALID },
    { "{\"a\":\"1\"", TG_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tg_document_new_from_json (cases[i].json, -1, &error));
      g_assert_error (error, TG_ERROR, cases[i].code);
    }
}

static void
test_frozen (void)
{
  g_autoptr (TgDocument) document =
    parse ("{\"a\":\"1\",\"goods\":[{\"_line\":\"x\",\"q\":\"2\"}]}");
  g_autoptr (TgDocument) copy = NULL;
  g_autoptr (GError) error = NULL;

  tg_document_freeze (document);
  g_assert_false (tg_document_set (document, "a", "2", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_READ_ONLY);
  copy = tg_document_copy (document);
  g_assert_true (tg_document_equal (document, copy));
  g_assert_true (tg_document_set (copy, "goods/x/q", "3", NULL));
  g_assert_false (tg_document_equal (document, copy));
  g_assert_cmpstr (tg_document_get (document, "goods/x/q"), ==, "2");
}

static void
test_pointers (void)
{
  static const struct { const char *pointer; const char *path; const char *back; } cases[] = {
    { "/seller", "seller", "/seller" },
    { "/goods/1/qty", "goods/y/qty", "/goods/1/qty" },
    { "/goods/0", "goods/x/_line", "/goods/0" },
    { "", "", "" },
    { "/a~0b", "a~b", "/a~0b" },
    { "/goods/2/qty", NULL, NULL },
    { "/goods/-/qty", NULL, NULL },
    { "goods", NULL, NULL },
    { "/a/0/b/c", NULL, NULL },
  };
  g_autoptr (TgDocument) document = parse ("{\"goods\":[{\"_line\":\"x\"},{\"_line\":\"y\"}]}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = tg_pointer_to_path (document, cases[i].pointer);
      g_autofree char *back = NULL;

      g_assert_cmpstr (path, ==, cases[i].path);
      if (path == NULL)
        continue;
      back = tg_path_to_pointer (document, path);
      g_assert_cmpstr (back, ==, cases[i].back);
    }
}

/* A refund detail of 10,000 lines is an everyday document: linear, not quadratic. */
static void
test_many (void)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  g_autoptr (TgDocument) again = NULL;
  g_autofree char *json = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *id = g_strdup_printf ("l%u", i);
      g_autofree char *path = tg_path_new ("rows", id, "amount");

      g_assert_true (tg_document_add_line (document, "rows", id, -1, NULL));
      g_assert_true (tg_document_set (document, path, "12.50", NULL));
    }
  json = tg_document_to_json (document);
  again = parse (json);
  g_assert_true (tg_document_equal (document, again));
  g_assert_cmpint (g_get_monotonic_time () - start, <,
                   3 * G_USEC_PER_SEC * tg_test_get_slowness ());
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/document/values", test_values);
  g_test_add_func ("/model/document/lines", test_lines);
  g_test_add_func ("/model/document/unknown", test_unknown);
  g_test_add_func ("/model/document/refused", test_refused);
  g_test_add_func ("/model/document/frozen", test_frozen);
  g_test_add_func ("/model/document/pointers", test_pointers);
  g_test_add_func ("/model/document/many", test_many);
  return g_test_run ();
}
