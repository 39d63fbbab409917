/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-json.h"

#include "tg-error.h"

static JsonNode *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = tg_json_parse (text, -1, NULL, &error);

  g_assert_no_error (error);
  return node;
}

static gboolean
is_json (const char          *text,
         gssize               length,
         const TgJsonLimits  *limits,
         GError             **error)
{
  g_autoptr (JsonNode) node = tg_json_parse (text, length, limits, error);

  return node != NULL;
}

static void
test_accepted (void)
{
  static const char * const cases[] = {
    "null", "true", " false\n", "0", "-0", "12.5", "1e3", "1.5E-3", "0.00012e19",
    "9007199254740992", "-9007199254740992", "9007199254740992.0", "90071992547409920e-1",
    "\"\"", "\"\\u4fdd\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\"", "\"保温杯\"", "[]", "{}",
    "[ 1 , [ ] , { } ]",
    "{\"a\":{\"b\":1},\"b\":{\"b\":1}}", "0e99999999999", "1e-99999999999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = parse (cases[i]);
      g_autoptr (JsonNode) other = json_from_string (cases[i], NULL);

      g_assert_nonnull (node);
      g_assert_true (i == 0 || json_node_equal (node, other));
    }
}

static void
test_refused (void)
{
  static const char * const cases[] = {
    "", " ", "{", "[1,]", "[,1]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{'a':1}", "'a'", "[1 2]",
    "]", "01", "-", "-01", "1.", ".5", "+1", "0x10", "1e", "1e+", "NaN", "Infinity", "tru", "nulL",
    "truefalse", "/* c */ 1", "// c\n1", "var x = 1;", "1 2", "{} {}",
    "\xef\xbb\xbf{}", "\"a", "\"\\x\"",
    "\"\\u12\"", "\"\\ud800\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"a\\u0000b\"", "\"a\nb\"",
    "\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (is_json (cases[i], -1, NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
    }
}

static void
test_numbers_too_large (void)
{
  static const char * const cases[] = {
    "9007199254740993", "-9007199254740993", "9223372036854775808", "1e400", "1e16", "-1e16",
    "9007199254740992.1", "9007199254740992.0000000000000000001", "90071992547409921e-1",
    "0.00000000000000000001e40", "10000000000000000", "1e99999999999999999999",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (is_json (cases[i], -1, NULL, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_TOO_LARGE);
    }
}

static void
test_length (void)
{
  g_assert_true (is_json ("{}x", 2, NULL, NULL));
  g_assert_false (is_json ("{}\0", 3, NULL, NULL));
  g_assert_false (is_json ("\"a\0b\"", 5, NULL, NULL));
  g_assert_false (is_json ("12", 0, NULL, NULL));
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GError) depth_error = NULL;
  g_autoptr (GError) size_error = NULL;
  TgJsonLimits limits = { 1024 * 1024, 3 };

  g_assert_true (is_json ("[[{}]]", -1, &limits, NULL));
  g_assert_false (is_json ("[[{\"a\":[]}]]", -1, &limits, &depth_error));
  g_assert_error (depth_error, TG_ERROR, TG_ERROR_TOO_LARGE);

  for (int i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  limits.max_depth = G_MAXUINT;
  g_assert_false (is_json (deep->str, -1, &limits, NULL));

  limits.max_bytes = 5;
  g_assert_false (is_json ("[1234]", -1, &limits, &size_error));
  g_assert_error (size_error, TG_ERROR, TG_ERROR_TOO_LARGE);
}

static void
test_place (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (is_json ("{\n  \"品名\": 01\n}", -1, NULL, &error));
  g_assert_cmpstr (error->message, ==,
                   "line 2, column 9: a number does not begin with a needless zero");
}

static void
test_canonical (void)
{
  static const struct
  {
    const char *text;
    const char *canonical;
  } cases[] = {
    { " { \"b\" : [ 1 , true , null ] , \"a\" : \"x\" } ", "{\"a\":\"x\",\"b\":[1,true,null]}" },
    { "\"\\u0008\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\\\/\\u007f\"",
      "\"\\b\\t\\n\\u000b\\f\\r\\u001f\\\"\\\\/\x7f\"" },
    { "{\"\\ue000\":1,\"\\ud83d\\ude00\":2,\"A\":3,\"保\":4}",
      "{\"A\":3,\"保\":4,\"😀\":2,\"\xee\x80\x80\":1}" },
    { "{\"ab\":1,\"a\":2,\"\":3}", "{\"\":3,\"a\":2,\"ab\":1}" },
    { "[-0,9007199254740992]", "[0,9007199254740992]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = parse (cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autofree char *canonical = tg_json_to_canonical (node, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (canonical, ==, cases[i].canonical);
    }
}

static void
test_canonical_fraction (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":[12.5]}");
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_json_to_canonical (node, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

static void
test_digest (void)
{
  g_autofree char *digest = tg_json_digest ("{\"hello\":\"world\"}");

  /* sha256sum of the same bytes, in base64 */
  g_assert_cmpstr (digest, ==, "sha-256=:k6I5cakU5erL8KjSUVTNownDwccvu5kU1Hxg88toFYg=:");
}

static void
test_members (void)
{
  g_autoptr (JsonNode) node = parse ("{\"text\":\"x\",\"number\":7,\"flag\":true,"
                                     "\"list\":[],\"map\":{}}");
  JsonObject *object = json_node_get_object (node);
  g_autoptr (GError) error = NULL;
  const char *text = NULL;
  gint64 number = 0;

  g_assert_cmpstr (tg_json_get_string (object, "text", "y"), ==, "x");
  g_assert_cmpstr (tg_json_get_string (object, "number", "y"), ==, "y");
  g_assert_cmpint (tg_json_get_int (object, "number", 1), ==, 7);
  g_assert_cmpint (tg_json_get_int (object, "lacking", 1), ==, 1);
  g_assert_true (tg_json_get_boolean (object, "flag", FALSE));
  g_assert_nonnull (tg_json_get_array (object, "list"));
  g_assert_null (tg_json_get_array (object, "map"));
  g_assert_nonnull (tg_json_get_object (object, "map"));
  g_assert_true (tg_json_need_string (object, "text", &text, NULL));
  g_assert_cmpstr (text, ==, "x");
  g_assert_false (tg_json_need_int (object, "text", &number, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "text"));
}

static void
test_only_members (void)
{
  g_autoptr (JsonNode) node = parse ("{\"a\":1,\"b\":2,\"c\":3}");
  static const char * const all[] = { "c", "b", "a", NULL };
  static const char * const some[] = { "a", "c", NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (tg_json_only_members (json_node_get_object (node), all, NULL));
  g_assert_false (tg_json_only_members (json_node_get_object (node), some, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "“b”"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/json/accepted", test_accepted);
  g_test_add_func ("/base/json/refused", test_refused);
  g_test_add_func ("/base/json/numbers-too-large", test_numbers_too_large);
  g_test_add_func ("/base/json/length", test_length);
  g_test_add_func ("/base/json/limits", test_limits);
  g_test_add_func ("/base/json/place", test_place);
  g_test_add_func ("/base/json/canonical", test_canonical);
  g_test_add_func ("/base/json/canonical-fraction", test_canonical_fraction);
  g_test_add_func ("/base/json/digest", test_digest);
  g_test_add_func ("/base/json/members", test_members);
  g_test_add_func ("/base/json/only-members", test_only_members);
  return g_test_run ();
}
