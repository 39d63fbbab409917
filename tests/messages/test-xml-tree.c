/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-dxp.h"
#include "tg-error.h"
#include "tg-test.h"
#include "tg-xml-tree.h"

/* What a broken or hostile sender may send in place of a message, and the carrier. */

static GBytes *
to_bytes (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static void
check_refused (const char *text,
               TgError     code,
               const char *place)
{
  g_autoptr (GBytes) bytes = to_bytes (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_xml_tree_parse (bytes, &error));
  g_assert_error (error, TG_ERROR, (int) code);
  if (place != NULL && strstr (error->message, place) == NULL)
    g_error ("“%s” does not say “%s”", error->message, place);
}

static void
test_refused (void)
{
  static const struct { const char *text; TgError code; const char *place; } refusals[] = {
    { "", TG_ERROR_INVALID, "line 1" },
    { "no markup", TG_ERROR_INVALID, NULL },
    { "<a>", TG_ERROR_INVALID, NULL },
    { "<a><b></a></b>", TG_ERROR_INVALID, "line 1" },
    { "<a>\n\n<b></a>", TG_ERROR_INVALID, "line 3" },
    { "<a/><b/>", TG_ERROR_INVALID, NULL },
    { "<a b='1' b='2'/>", TG_ERROR_INVALID, NULL },
    { "<a>\x01</a>", TG_ERROR_INVALID, NULL },
    { "<a>&#1;</a>", TG_ERROR_INVALID, NULL },
    { "<a>\xff\xfe</a>", TG_ERROR_INVALID, "UTF-8" },
    { "<a>&lol;</a>", TG_ERROR_INVALID, NULL },
    { "<p:a/>", TG_ERROR_INVALID, NULL },
    { "<?xml version='1.0' encoding='GBK'?><a/>", TG_ERROR_INVALID, "GBK" },
    { "<!DOCTYPE a><a/>", TG_ERROR_INVALID, "document type" },
    { "<!-- x --><!DOCTYPE a [<!ENTITY b 'c'>]>\n<a>&b;</a>", TG_ERROR_INVALID, "document type" },
    { "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", TG_ERROR_INVALID, "document type" },
    { "<!DOCTYPE a [<!ENTITY b SYSTEM 'http://127.0.0.1/'>]><a>&b;</a>", TG_ERROR_INVALID, NULL },
    { "<a>\n<!ELEMENT b ANY></a>", TG_ERROR_INVALID, "line 2" },
    { "<a b='", TG_ERROR_INVALID, NULL },
    { "<", TG_ERROR_INVALID, NULL },
    { "<!", TG_ERROR_INVALID, NULL },
    { "<?", TG_ERROR_INVALID, NULL },
    { "<a><![CDATA[", TG_ERROR_INVALID, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    check_refused (refusals[i].text, refusals[i].code, refusals[i].place);
}

static void
test_limits (void)
{
  g_autoptr (GString) deep = g_string_new ("");
  g_autoptr (GString) wide = g_string_new ("<a>");
  g_autoptr (GString) tag = g_string_new ("<a");
  g_autofree char *large = g_malloc (TG_XML_TREE_MAX_BYTES + 2);

  for (guint i = 0; i < 100000; i++)
    g_string_append (deep, "<a>");
  check_refused (deep->str, TG_ERROR_TOO_LARGE, "deeper");
  for (guint i = 0; i <= TG_XML_TREE_MAX_ELEMENTS; i++)
    g_string_append (wide, "<b/>");
  check_refused (wide->str, TG_ERROR_TOO_LARGE, "elements");
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (tag, " b%u=''", i);
  check_refused (tag->str, TG_ERROR_INVALID, "tag");
  memset (large, ' ', TG_XML_TREE_MAX_BYTES + 1);
  large[TG_XML_TREE_MAX_BYTES + 1] = '\0';
  check_refused (large, TG_ERROR_TOO_LARGE, "larger");
}

static void
test_read (void)
{
  g_autoptr (GBytes) bytes =
    to_bytes ("\xef\xbb\xbf<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- <a> -->\n"
              "<x:a xmlns:x='urn:x' n='&lt;1'><x:b> 值<!-- no -->&amp;<![CDATA[<c>]]> </x:b>\n"
              "<?pi <?><d xmlns=''/></x:a>\n<!-- end -->");
  g_autoptr (GError) error = NULL;
  g_autoptr (TgXmlTree) root = tg_xml_tree_parse (bytes, &error);
  const TgXmlTree *child;

  g_assert_no_error (error);
  g_assert_cmpstr (root->name, ==, "a");
  g_assert_cmpstr (root->space, ==, "urn:x");
  g_assert_cmpstr (root->text, ==, "");
  g_assert_cmpstr (tg_xml_tree_get_attribute (root, "n"), ==, "<1");
  g_assert_cmpstr (tg_xml_tree_get_attribute (root, "m"), ==, "");
  g_assert_cmpstr (tg_xml_tree_get_text (root, "b"), ==, "值&<c>");
  g_assert_cmpstr (tg_xml_tree_get_text (root, "z"), ==, "");
  g_assert_cmpuint (root->children->len, ==, 2);
  child = tg_xml_tree_find (root, "b");
  g_assert_cmpstr (child->raw, ==, " 值&<c> ");
  g_assert_cmpuint (child->line, ==, 3);
  g_assert_cmpstr (tg_xml_tree_find (root, "d")->space, ==, "");
}

/* ---- the carrier ---- */

static void
test_dxp (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "examples", "DxpMsg.xml",
                                                 NULL);
  g_autofree char *order_path = g_test_build_filename (G_TEST_DIST, "data", "examples",
                                                       "CEB303Message.xml", NULL);
  g_autofree char *text = tg_test_read_file (path);
  g_autofree char *order = tg_test_read_file (order_path);
  g_autoptr (GBytes) bytes = to_bytes (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDxp) dxp = tg_dxp_read (bytes, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (dxp->sender, ==, "DXPENT0000000001");
  g_assert_cmpstr (dxp->receivers[0], ==, "DXPEDCCEB0000002");
  g_assert_cmpstr (dxp->time, ==, "2026-03-01 09:30:05");
  g_assert_cmpstr (dxp->type, ==, "CEB303Message");
  g_assert_cmpmem (g_bytes_get_data (dxp->data, NULL), g_bytes_get_size (dxp->data), order,
                   strlen (order));
  again = tg_dxp_write (dxp, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (again, bytes));
}

static void
test_dxp_refused (void)
{
  static const char * const bodies[] = {
    "<DxpMsg/>",
    "<DxpMsg xmlns='http://www.chinaport.gov.cn/dxp'/>",
    "<DxpMsg xmlns='http://www.chinaport.gov.cn/dxp'><Data>%%</Data></DxpMsg>",
    "<ceb xmlns='http://www.chinaport.gov.cn/dxp'><Data>YQ==</Data></ceb>",
  };
  char *receivers[] = { (char *) "R", NULL };
  g_autoptr (GBytes) data = to_bytes ("<a/>");
  TgDxp dxp = { (char *) "1", (char *) "S", receivers, (char *) "2026-03-01 09:30:05",
                (char *) "CEB303Message", data };
  g_autoptr (GBytes) good = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) bytes = to_bytes (bodies[i]);
      g_autoptr (GError) local = NULL;

      g_assert_null (tg_dxp_read (bytes, &local));
      g_assert_error (local, TG_ERROR, TG_ERROR_INVALID);
    }
  good = tg_dxp_write (&dxp, &error);
  g_assert_no_error (error);
  dxp.sender = (char *) "12345678901234567";
  g_assert_null (tg_dxp_write (&dxp, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_clear_error (&error);
  dxp.sender = (char *) "S";
  receivers[0] = NULL;
  g_assert_null (tg_dxp_write (&dxp, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messages/xml-tree/refused", test_refused);
  g_test_add_func ("/messages/xml-tree/limits", test_limits);
  g_test_add_func ("/messages/xml-tree/read", test_read);
  g_test_add_func ("/messages/xml-tree/dxp", test_dxp);
  g_test_add_func ("/messages/xml-tree/dxp-refused", test_dxp_refused);
  return g_test_run ();
}
