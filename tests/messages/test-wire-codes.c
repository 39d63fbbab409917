/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codes.h"

#include <string.h>

#include "tg-error.h"

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define TABLE \
  "{\"table\":\"hs\",\"version\":\"2026-01\",\"rows\":2,\"bytes\":90,\"sha256\":\"" SHA "\"}"
#define LIST(tables) \
  "{\"api\":\"1\",\"epoch\":\"e\",\"signature\":\"a..b\",\"tables\":[" tables "]}"
#define HEAD(from) \
  "{\"api\":\"1\",\"epoch\":\"e\",\"table\":\"hs\",\"version\":\"2026-01\",\"from\":" from "," \
  "\"sha256\":\"" SHA "\"}\n"

static GBytes *
make_body (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
test_list (void)
{
  g_autoptr (GBytes) body = make_body (LIST (" {\"version\":\"2026-01\", \"x\":1, \"table\":\"hs\","
                                             "\"rows\":2,\"bytes\":90,\"sha256\":\"" SHA "\"}"));
  g_autoptr (GError) error = NULL;
  g_autoptr (TgManifest) manifest = tg_wire_read_manifest (body, &error);
  const TgCodeMark *mark;

  g_assert_no_error (error);
  mark = manifest->tables->pdata[0];
  g_assert_cmpstr (mark->table, ==, "hs");
  g_assert_cmpint (mark->rows, ==, 2);
  g_assert_cmpstr (manifest->signature, ==, "a..b");
  /* What is signed is what came, canonical, with the members that we do not know. */
  g_assert_cmpmem (g_bytes_get_data (manifest->signed_bytes, NULL),
                   g_bytes_get_size (manifest->signed_bytes),
                   "[{\"bytes\":90,\"rows\":2,\"sha256\":\"" SHA "\",\"table\":\"hs\","
                   "\"version\":\"2026-01\",\"x\":1}]",
                   strlen ("[{\"bytes\":90,\"rows\":2,\"sha256\":\"" SHA "\",\"table\":\"hs\","
                           "\"version\":\"2026-01\",\"x\":1}]"));
}

static void
assert_bad_list (const char *text,
                 const char *place)
{
  g_autoptr (GBytes) body = make_body (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgManifest) manifest = tg_wire_read_manifest (body, &error);

  g_assert_null (manifest);
  g_assert_nonnull (error);
  if (strstr (error->message, place) == NULL)
    g_error ("“%s” does not say “%s”", error->message, place);
}

static void
test_bad_lists (void)
{
  assert_bad_list ("<html>", "not the single window's");
  assert_bad_list ("{\"api\":\"1\",\"tables\":[],\"signature\":\"\"}", "epoch");
  assert_bad_list ("{\"api\":\"1\",\"epoch\":\"e\",\"tables\":[]}", "signature");
  assert_bad_list (LIST ("1"), "tables/0");
  assert_bad_list (LIST (TABLE "," TABLE), "/tables/1/table");
  assert_bad_list (LIST (TABLE ",{\"table\":\"a\",\"version\":\"1\",\"rows\":-1,\"bytes\":0,"
                         "\"sha256\":\"" SHA "\"}"), "/tables/1: ");
  assert_bad_list (LIST ("{\"table\":\"a\",\"version\":\"1\",\"rows\":1,\"bytes\":1,"
                         "\"sha256\":\"ABC\"}"), "sha256");
  assert_bad_list (LIST ("{\"table\":\"a\",\"version\":\"1\",\"rows\":1,\"bytes\":99999999999,"
                         "\"sha256\":\"" SHA "\"}"), "bytes");
  assert_bad_list (LIST ("{\"table\":\"a\",\"version\":\"1\",\"rows\":1.5,\"bytes\":1,"
                         "\"sha256\":\"" SHA "\"}"), "");
}

static TgCodeDelta *
read_delta (const char  *text,
            GError     **error)
{
  g_autoptr (GBytes) body = make_body (text);

  return tg_wire_read_code_delta (body, error);
}

static void
test_delta (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeDelta) delta =
    read_delta (HEAD ("\"2025-12\"")
                "{\"op\":\"put\",\"valid_from\":\"2020-01-01\",\"name_zh\":\"甲\",\"code\":\"1\"}\n"
                "{\"code\":\"2\",\"valid_from\":\"\",\"op\":\"delete\"}", &error);
  const TgCodeChange *put, *gone;

  g_assert_no_error (error);
  g_assert_cmpstr (delta->from, ==, "2025-12");
  g_assert_cmpuint (delta->changes->len, ==, 2);
  put = delta->changes->pdata[0];
  g_assert_cmpstr (put->valid_from, ==, "2020-01-01");
  g_assert_cmpstr (put->row, ==,
                   "{\"code\":\"1\",\"name_zh\":\"甲\",\"valid_from\":\"2020-01-01\"}");
  gone = delta->changes->pdata[1];
  g_assert_cmpstr (gone->code, ==, "2");
  g_assert_null (gone->row);
}

static void
test_whole (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeDelta) whole = read_delta (HEAD ("null"), &error);

  g_assert_no_error (error);
  g_assert_null (whole->from);
  g_assert_cmpuint (whole->changes->len, ==, 0);
}

static void
assert_bad_delta (const char *text,
                  const char *place)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgCodeDelta) delta = read_delta (text, &error);

  g_assert_null (delta);
  g_assert_nonnull (error);
  if (!g_str_has_prefix (error->message, place))
    g_error ("“%s” does not begin with “%s”", error->message, place);
}

static void
test_bad_deltas (void)
{
  g_autofree char *padding = g_strnfill (65536, 'x');
  g_autofree char *long_line =
    g_strconcat (HEAD ("null"), "{\"code\":\"1\",\"op\":\"put\",\"x\":\"", padding, "\"}\n", NULL);

  assert_bad_delta ("", "Line 1: ");
  assert_bad_delta ("{\"api\":\"1\",\"epoch\":\"e\",\"table\":\"hs\"}\n", "Line 1: ");
  assert_bad_delta (HEAD ("7"), "Line 1: ");
  assert_bad_delta (HEAD ("null") "{\"code\":\"1\",\"op\":\"put\"}\n\n", "Line 3: ");
  assert_bad_delta (HEAD ("null") "{\"code\":\"1\",\"op\":\"keep\"}\n", "Line 2: /op");
  assert_bad_delta (HEAD ("null") "{\"code\":\"1\\u000a\",\"op\":\"put\"}\n", "Line 2: /code");
  assert_bad_delta (HEAD ("null") "{\"code\":\"1\",\"op\":\"put\",\"valid_from\":\"soon\"}\n",
                    "Line 2: /valid_from");
  assert_bad_delta (HEAD ("null") "{\"code\":\"1\",\"op\":\"put\",\"valid_from\":\"2026-02-01\","
                    "\"valid_to\":\"2026-01-01\"}\n", "Line 2: /valid_to");
  assert_bad_delta (HEAD ("null") "{\"code\":\"1\",\"op\":\"put\",\"rate\":1.5}\n", "Line 2: ");
  assert_bad_delta (HEAD ("null") "{\"code\":\"1\",\"op\":\"pu", "Line 2: ");
  assert_bad_delta (long_line, "Line 2: ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messages/wire-codes/list", test_list);
  g_test_add_func ("/messages/wire-codes/bad-lists", test_bad_lists);
  g_test_add_func ("/messages/wire-codes/delta", test_delta);
  g_test_add_func ("/messages/wire-codes/whole", test_whole);
  g_test_add_func ("/messages/wire-codes/bad-deltas", test_bad_deltas);
  return g_test_run ();
}
