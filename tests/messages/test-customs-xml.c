/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <libxml/c14n.h>
#include <libxml/xmlschemas.h>
#include <string.h>

#include "tg-catalogue.h"
#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-json.h"
#include "tg-test-codes.h"
#include "tg-test.h"
#include "tg-xml-reader.h"
#include "tg-xml-writer.h"

/* Every mapping of the data directory against the schema, the examples and the cases of its form:
 * what the form lets through is a valid message, and reads back as it was. */

typedef struct
{
  TgCatalogue            *catalogue;
  TgCodeLookup           *codes;
  GPtrArray              *maps;
  GHashTable             *files;
  xmlSchemaPtr            schema;
  TgXmlContext            context;
} World;

static World world;

static void
ignore_error (void       *data,
              const char *format,
              ...)
{
}

static void
load_schema (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "ceb_export.xsd", NULL);
  xmlSchemaParserCtxtPtr parser = xmlSchemaNewParserCtxt (path);

  world.schema = xmlSchemaParse (parser);
  xmlSchemaFreeParserCtxt (parser);
  g_assert_nonnull (world.schema);
}

static void
load_maps (void)
{
  g_autoptr (GPtrArray) forms = tg_catalogue_list_all (world.catalogue);

  world.maps = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_xml_map_unref);
  for (guint i = 0; i < forms->len; i++)
    {
      g_autoptr (GError) error = NULL;
      TgXmlMap *map = tg_xml_map_load (forms->pdata[i], NULL, &error);

      if (map != NULL)
        g_ptr_array_add (world.maps, map);
      else
        g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
    }
}

static void
set_up (void)
{
  g_autoptr (GError) error = NULL;

  world.catalogue = tg_catalogue_load (NULL, &error);
  g_assert_no_error (error);
  world.codes = tg_test_codes_new ();
  load_maps ();
  load_schema ();
  world.files = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                       (GDestroyNotify) g_bytes_unref);
  world.context = (TgXmlContext) { world.codes, "2026-03-01", world.files };
}

static void
tear_down (void)
{
  xmlSchemaFree (world.schema);
  xmlCleanupParser ();
  g_hash_table_unref (world.files);
  g_ptr_array_unref (world.maps);
  g_object_unref (world.codes);
  tg_catalogue_unref (world.catalogue);
}

static TgXmlMap *
find_map (const char *form)
{
  for (guint i = 0; i < world.maps->len; i++)
    if (strcmp (((TgXmlMap *) world.maps->pdata[i])->form->id, form) == 0)
      return world.maps->pdata[i];
  return NULL;
}

static const TgXmlShape *
find_shape (const char *message)
{
  for (guint i = 0; i < world.maps->len; i++)
    {
      const TgXmlMap *map = world.maps->pdata[i];

      if (strcmp (map->data->message, message) == 0)
        return map->data;
      if (tg_xml_map_find_answer (map, message) != NULL)
        return tg_xml_map_find_answer (map, message);
    }
  return NULL;
}

/* Canonical XML without comments. */
static char *
canonicalise (GBytes *bytes)
{
  xmlDocPtr document = xmlReadMemory (g_bytes_get_data (bytes, NULL),
                                      (int) g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET);
  xmlChar *text = NULL;
  char *copy;

  g_assert_nonnull (document);
  g_assert_cmpint (xmlC14NDocDumpMemory (document, NULL, XML_C14N_1_0, NULL, 0, &text), >, 0);
  copy = g_strdup ((char *) text);
  xmlFree (text);
  xmlFreeDoc (document);
  return copy;
}

static gboolean
is_valid (GBytes *bytes)
{
  xmlDocPtr document = xmlReadMemory (g_bytes_get_data (bytes, NULL),
                                      (int) g_bytes_get_size (bytes), NULL, NULL, XML_PARSE_NONET);
  xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt (world.schema);
  int result;

  g_assert_nonnull (document);
  if (!g_test_verbose ())
    xmlSchemaSetValidErrors (context, ignore_error, ignore_error, NULL);
  result = xmlSchemaValidateDoc (context, document);
  xmlSchemaFreeValidCtxt (context);
  xmlFreeDoc (document);
  return result == 0;
}

/* ---- the examples ---- */

static GBytes *
read_example (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "examples", name, NULL);
  char *text = tg_test_read_file (path);

  return g_bytes_new_take (text, strlen (text));
}

static void
test_example (gconstpointer data)
{
  const char *name = data;
  g_autofree char *message_name = g_strndup (name, strlen ("CEB303Message"));
  const TgXmlShape *shape = find_shape (message_name);
  g_autoptr (GBytes) example = read_example (name);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgXmlMessage) message = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autofree char *expected = canonicalise (example);
  g_autofree char *found = NULL;

  g_assert_nonnull (shape);
  message = tg_xml_reader_read (shape, example, &world.context, &error);
  g_assert_no_error (error);
  again = tg_xml_writer_write (shape, message, &world.context, &error);
  g_assert_no_error (error);
  found = canonicalise (again);
  g_assert_cmpstr (found, ==, expected);
  g_assert_true (is_valid (again));
  g_assert_true (g_bytes_equal (again, example));
}

static void
add_examples (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "examples", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_strdup_printf ("/messages/customs-xml/example/%s", name);

      if (g_str_has_prefix (name, "CEB"))
        g_test_add_data_func_full (path, g_strdup (name), test_example, g_free);
    }
}

/* ---- the values of an example, so that a swapped mapping is seen ---- */

static void
test_values (void)
{
  g_autoptr (GBytes) example = read_example ("CEB603Message.xml");
  g_autoptr (GError) error = NULL;
  g_autoptr (TgXmlMessage) message = tg_xml_reader_read (find_shape ("CEB603Message"), example,
                                                         &world.context, &error);
  const TgXmlItem *item;

  g_assert_no_error (error);
  g_assert_cmpuint (message->items->len, ==, 1);
  item = message->items->pdata[0];
  g_assert_cmpstr (tg_envelope_get (message->envelope, TG_ENVELOPE_MESSAGE_GUID), ==,
                   "00000000-0000-4000-8000-000000000015");
  g_assert_cmpstr (tg_envelope_get (message->envelope, TG_ENVELOPE_DXP_ID), ==,
                   "DXPENT0000000001");
  g_assert_cmpstr (tg_envelope_get (item->envelope, TG_ENVELOPE_APP_TIME), ==,
                   "2026-03-01 09:30:00");
  g_assert_cmpstr (tg_document_get (item->document, "ie_date"), ==, "2026-03-02");
  g_assert_cmpstr (tg_document_get (item->document, "country"), ==, "USA");
  g_assert_cmpstr (tg_document_get (item->document, "f_currency"), ==, "USD");
  g_assert_cmpstr (tg_document_get (item->document, "pod"), ==, "3154");
  g_assert_cmpuint (tg_document_get_n_lines (item->document, "goods"), ==, 2);
  g_assert_cmpstr (tg_document_get_cell (item->document, "goods", 1, "qty1"), ==, "0.3");
  g_assert_cmpstr (tg_document_get_cell (item->document, "goods", 1, "currency"), ==, "USD");
}

/* ---- elements and fields ---- */

static gboolean
has_alias (const TgField *field,
           const char    *element)
{
  for (guint i = 0; field->aliases != NULL && field->aliases[i] != NULL; i++)
    {
      const char *slash = strrchr (field->aliases[i], '/');

      if (strcmp (slash != NULL ? slash + 1 : field->aliases[i], element) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_names (const GPtrArray *content)
{
  for (guint i = 0; i < content->len; i++)
    {
      const TgXmlElement *element = content->pdata[i];

      check_names (element->content);
      if (element->source == TG_XML_FIELD && !has_alias (element->field, element->name))
        g_error ("%s is not %s", element->name, element->field->key);
    }
}

/* The form says the official name of each field, the mapping does: they are the same. */
static void
test_names (void)
{
  for (guint i = 0; i < world.maps->len; i++)
    check_names (((const TgXmlMap *) world.maps->pdata[i])->data->content);
}

/* ---- the cases of the forms ---- */

static TgXmlMessage *
make_message (TgDocument *document)
{
  TgXmlMessage *message = tg_xml_message_new ();
  TgXmlItem *item = tg_xml_message_add (message, document);

  tg_envelope_set (message->envelope, TG_ENVELOPE_MESSAGE_GUID,
                   "00000000-0000-4000-8000-000000000001");
  tg_envelope_set (message->envelope, TG_ENVELOPE_COP_CODE, "91410100MA0000015B");
  tg_envelope_set (message->envelope, TG_ENVELOPE_COP_NAME, "河南示例跨境电子商务有限公司");
  tg_envelope_set (message->envelope, TG_ENVELOPE_DXP_ID, "DXPENT0000000001");
  tg_envelope_set (item->envelope, TG_ENVELOPE_GUID, "00000000-0000-4000-8000-000000000002");
  tg_envelope_set (item->envelope, TG_ENVELOPE_APP_TYPE, "1");
  tg_envelope_set (item->envelope, TG_ENVELOPE_APP_TIME, "2026-03-01 09:30:00");
  tg_envelope_set (item->envelope, TG_ENVELOPE_APP_STATUS, "2");
  return message;
}

static gboolean
is_blocked (GPtrArray *issues)
{
  for (guint i = 0; i < issues->len; i++)
    if (tg_issue_get_level (issues->pdata[i]) == TG_LEVEL_BLOCKING)
      return TRUE;
  return FALSE;
}

/* Attachments are not read back, so a message with one is only written. */
static void
hand_in_files (TgDocument *document)
{
  for (guint i = 0; i < tg_document_get_n_lines (document, "mark_lobs"); i++)
    g_hash_table_replace (world.files,
                          (char *) g_intern_string (tg_document_get_cell (document, "mark_lobs", i,
                                                                          "attachment")),
                          g_bytes_new_static ("PDF", 3));
}

static void
check_written (const TgXmlMap *map,
               TgDocument     *document)
{
  g_autoptr (TgXmlMessage) message = make_message (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) again = NULL;
  g_autoptr (TgXmlMessage) read = NULL;

  hand_in_files (document);
  bytes = tg_xml_writer_write (map->data, message, &world.context, &error);
  g_assert_no_error (error);
  if (strcmp (map->data->prefix, "ceb") == 0 && !is_valid (bytes))
    g_error ("not valid: %s", (const char *) g_bytes_get_data (bytes, NULL));
  read = tg_xml_reader_read (map->data, bytes, &world.context, &error);
  g_assert_no_error (error);
  if (tg_document_get_n_lines (document, "mark_lobs") > 0)
    return;
  again = tg_xml_writer_write (map->data, read, &world.context, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_bytes_get_data (again, NULL), ==, g_bytes_get_data (bytes, NULL));
}

/* FALSE where the form would not let the document out. */
static gboolean
try_case (const TgXmlMap *map,
          const char     *path)
{
  TgRules *rules = tg_catalogue_get_rules (world.catalogue, map->form);
  g_autofree char *text = tg_test_read_file (path);
  g_autoptr (JsonNode) root = tg_json_parse (text, -1, &TG_JSON_LIMITS_DEFAULT, NULL);
  JsonObject *object = json_node_get_object (root);
  g_autofree char *json = json_to_string (json_object_get_member (object, "document"), FALSE);
  g_autoptr (TgDocument) document = tg_document_new_from_json (json, -1, NULL);
  g_autoptr (TgDocument) sent = NULL;
  g_autoptr (GPtrArray) issues = NULL;
  TgRulesContext context = {
    .today = tg_json_get_string (object, "today", "2026-11-23"), .codes = world.codes,
  };

  tg_rules_compute (rules, document, &context, NULL);
  issues = tg_rules_check (rules, document, &context);
  if (is_blocked (issues))
    return FALSE;
  g_test_message ("%s", path);
  sent = tg_rules_to_sent (rules, document, &context);
  check_written (map, sent);
  return TRUE;
}

static void
test_cases (gconstpointer data)
{
  const TgXmlMap *map = data;
  g_autofree char *folder = g_strdup_printf ("%s/forms/%s/%u/cases", tg_data_dir_get (),
                                             map->form->id, map->form->version);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".json"))
        count += try_case (map, path) ? 1 : 0;
    }
  g_test_message ("%u messages", count);
  g_assert_cmpuint (count, >, 0);
}

static void
add_cases (void)
{
  for (guint i = 0; i < world.maps->len; i++)
    {
      const TgXmlMap *map = world.maps->pdata[i];
      g_autofree char *path = g_strdup_printf ("/messages/customs-xml/cases/%s", map->form->id);

      g_test_add_data_func (path, map, test_cases);
    }
}

/* ---- what may not be written ---- */

static TgDocument *
make_order (void)
{
  g_autoptr (GBytes) example = read_example ("CEB303Message.xml");
  g_autoptr (TgXmlMessage) message = tg_xml_reader_read (find_shape ("CEB303Message"), example,
                                                         &world.context, NULL);
  const TgXmlItem *item;

  g_assert_nonnull (message);
  item = message->items->pdata[0];
  return tg_document_copy (item->document);
}

static void
test_not_written (void)
{
  static const struct { const char *path; const char *value; const char *place; } faults[] = {
    { "order_no", "", "CEB303Message/Order[1]/OrderHead/orderNo: “order_no” has no value" },
    { "order_no", "a\xef\xbf\xbe", "U+FFFE" },
    { "currency", "XYZ", "OrderHead/currency: code “XYZ” has no counterpart" },
    { "goods_value", "ten", "OrderHead/goodsValue: “ten” is no number" },
    { "goods_value", "1.123456", "goodsValue: “1.123456” has more than 19 digits or 5 places" },
    { "ebp_code", "1234567890123456789", "OrderHead/ebpCode: longer than 18 characters" },
    { "goods/2/qty", "", "OrderList[2]/qty: “qty” has no value" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (TgDocument) document = make_order ();
      g_autoptr (TgXmlMessage) message = make_message (document);
      g_autoptr (GError) error = NULL;

      g_assert_true (tg_document_set (document, faults[i].path, faults[i].value, NULL));
      g_assert_null (tg_xml_writer_write (find_shape ("CEB303Message"), message, &world.context,
                                          &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      if (strstr (error->message, faults[i].place) == NULL)
        g_error ("“%s” does not say “%s”", error->message, faults[i].place);
    }
}

static void
test_no_envelope (void)
{
  g_autoptr (TgDocument) document = make_order ();
  g_autoptr (TgXmlMessage) message = make_message (document);
  g_autoptr (TgXmlMessage) none = tg_xml_message_new ();
  g_autoptr (GError) error = NULL;

  tg_envelope_set (message->envelope, TG_ENVELOPE_DXP_ID, NULL);
  g_assert_null (tg_xml_writer_write (find_shape ("CEB303Message"), message, &world.context,
                                      &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "BaseTransfer/dxpId"));
  g_clear_error (&error);
  g_assert_null (tg_xml_writer_write (find_shape ("CEB303Message"), none, &world.context, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
}

/* Two documents are two business nodes; the same message gives the same bytes. */
static void
test_batch (void)
{
  const TgXmlShape *shape = find_shape ("CEB303Message");
  g_autoptr (TgDocument) document = make_order ();
  g_autoptr (TgXmlMessage) message = make_message (document);
  g_autoptr (GBytes) first = NULL;
  g_autoptr (GBytes) second = NULL;
  g_autoptr (TgXmlMessage) read = NULL;
  g_autoptr (GError) error = NULL;
  TgXmlItem *item = tg_xml_message_add (message, document);

  for (guint i = TG_ENVELOPE_GUID; i <= TG_ENVELOPE_APP_STATUS; i++)
    tg_envelope_set (item->envelope, (TgEnvelopeFact) i,
                     tg_envelope_get (((TgXmlItem *) message->items->pdata[0])->envelope,
                                      (TgEnvelopeFact) i));
  first = tg_xml_writer_write (shape, message, &world.context, &error);
  g_assert_no_error (error);
  second = tg_xml_writer_write (shape, message, &world.context, &error);
  g_assert_true (g_bytes_equal (first, second));
  g_assert_true (is_valid (first));
  read = tg_xml_reader_read (shape, first, &world.context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->items->len, ==, 2);
}

/* A hundred documents, or lines, and no more. */
static void
test_most (void)
{
  const TgXmlShape *shape = find_shape ("CEB303Message");
  g_autoptr (TgDocument) document = make_order ();
  g_autoptr (TgXmlMessage) message = make_message (document);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) full = NULL;
  const TgXmlItem *first = message->items->pdata[0];

  while (message->items->len < 100)
    {
      TgXmlItem *item = tg_xml_message_add (message, document);

      for (guint i = TG_ENVELOPE_GUID; i <= TG_ENVELOPE_APP_STATUS; i++)
        tg_envelope_set (item->envelope, (TgEnvelopeFact) i,
                         tg_envelope_get (first->envelope, (TgEnvelopeFact) i));
    }
  full = tg_xml_writer_write (shape, message, &world.context, &error);
  g_assert_no_error (error);
  g_assert_true (is_valid (full));
  tg_xml_message_add (message, document);
  g_assert_null (tg_xml_writer_write (shape, message, &world.context, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, "CEB303Message/Order: at most 100 in a message, not 101");
}

/* What would break out of its element stays in it. */
static void
test_escaped (void)
{
  const TgXmlShape *shape = find_shape ("CEB303Message");
  const char *nasty = "</ceb:note><x a=\"1\">&amp;]]>\r\n\tü🙂";
  g_autoptr (TgDocument) document = make_order ();
  g_autoptr (TgXmlMessage) message = make_message (document);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TgXmlMessage) read = NULL;
  g_autoptr (GError) error = NULL;
  const TgXmlItem *item;

  tg_document_set (document, "note", nasty, &error);
  g_assert_no_error (error);
  bytes = tg_xml_writer_write (shape, message, &world.context, &error);
  g_assert_no_error (error);
  g_assert_true (is_valid (bytes));
  read = tg_xml_reader_read (shape, bytes, &world.context, &error);
  g_assert_no_error (error);
  item = read->items->pdata[0];
  g_assert_cmpstr (tg_document_get (item->document, "note"), ==, nasty);
}

/* ---- what may not be read ---- */

static void
test_not_read (void)
{
  static const struct { const char *from; const char *to; const char *place; } faults[] = {
    { "<ceb:appType>1</ceb:appType>", "", "appTime: “appType” was expected here" },
    { "<ceb:appType>", "<ceb:other/><ceb:appType>", "line 6, other: “appType” was expected" },
    { "<ceb:dxpId>DXPENT0000000001</ceb:dxpId>", "", "BaseTransfer: “dxpId” is missing" },
    { "</ceb:OrderHead>", "<ceb:other/></ceb:OrderHead>", "line 18, other: was not expected" },
    { "<ceb:freight>6", "<ceb:freight>six", "“six” is no number" },
    { "20260301093000", "20261301093000", "is no time" },
    { "<ceb:currency>502", "<ceb:currency>999", "code “999” has no counterpart" },
    { "<ceb:dxpMode>DXP", "<ceb:dxpMode>MQ", "“MQ” should be “DXP”" },
    { "version=\"1.0\">", "version=\"2.0\">", "“2.0” should be “1.0”" },
    { "gov.cn/ceb\"", "gov.cn/dec\"", "namespace" },
    { "<ceb:OrderHead>", "<ceb:OrderHead>text", "holds text" },
    { "<ceb:orderNo>", "<ceb:orderNo><ceb:a/>", "holds elements" },
  };
  g_autoptr (GBytes) example = read_example ("CEB303Message.xml");
  const char *text = g_bytes_get_data (example, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      const char *at = g_strstr_len (text, (gssize) g_bytes_get_size (example), faults[i].from);
      g_autoptr (GString) changed = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (at);
      changed = g_string_new_len (text, at - text);
      g_string_append (changed, faults[i].to);
      g_string_append_len (changed, at + strlen (faults[i].from),
                           text + g_bytes_get_size (example) - at -
                           (gssize) strlen (faults[i].from));
      bytes = g_bytes_new (changed->str, changed->len);
      g_assert_null (tg_xml_reader_read (find_shape ("CEB303Message"), bytes, &world.context,
                                         &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      if (strstr (error->message, faults[i].place) == NULL)
        g_error ("“%s” does not say “%s”", error->message, faults[i].place);
    }
}

/* A signature and copies for third parties may stand behind; another prefix is the same. */
static void
test_frame (void)
{
  g_autoptr (GBytes) example = read_example ("CEB303Message.xml");
  g_autofree char *text = g_strndup (g_bytes_get_data (example, NULL), g_bytes_get_size (example));
  g_auto (GStrv) parts = g_strsplit (text, "ceb:", -1);
  g_autofree char *bare = g_strjoinv ("", parts);
  g_auto (GStrv) roots = g_strsplit (bare, "xmlns:ceb", 2);
  g_auto (GStrv) more = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *signed_text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TgXmlMessage) message = NULL;
  g_autoptr (GError) error = NULL;

  joined = g_strjoinv ("xmlns", roots);
  more = g_strsplit (joined, "</CEB303Message>", 2);
  signed_text = g_strjoinv ("<BaseSubscribe/><s:Signature xmlns:s='urn:s'><s:a/></s:Signature>"
                            "</CEB303Message>", more);
  bytes = g_bytes_new (signed_text, strlen (signed_text));
  message = tg_xml_reader_read (find_shape ("CEB303Message"), bytes, &world.context, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (message->items->len, ==, 1);
}

/* ---- the general declaration ---- */

static void
test_declaration (void)
{
  const TgXmlMap *map = find_map ("customs.declaration");
  const char *json =
    "{\"client_seq_no\":\"C1\",\"type\":\"  0   Z\",\"sign_date\":\"2026-03-01 09:30:05\","
    "\"goods\":[{\"_line\":\"a\",\"g_no\":\"1\"},{\"_line\":\"b\",\"g_no\":\"2\"}],"
    "\"goods_limits\":[{\"_line\":\"c\",\"goods_no\":\"2\",\"lic_type_code\":\"1\","
    "\"licence_no\":\"L\"}],"
    "\"goods_limit_vins\":[{\"_line\":\"d\",\"goods_no\":\"2\",\"lic_type_code\":\"1\","
    "\"licence_no\":\"L\",\"vin_no\":\"V\"}]}";
  g_autoptr (TgDocument) document = tg_document_new_from_json (json, -1, NULL);
  g_autoptr (TgXmlMessage) message = make_message (document);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (TgXmlMessage) read = NULL;
  g_autoptr (GError) error = NULL;
  const TgXmlItem *item;

  for (guint i = 0; i < map->form->sections->len; i++)
    {
      const TgSection *section = map->form->sections->pdata[i];

      for (guint f = 0; section->table == NULL && f < section->fields->len; f++)
        {
          const TgField *field = section->fields->pdata[f];

          if (*tg_document_get (document, field->key) == '\0' && field->kind == TG_FIELD_CODE)
            tg_document_set (document, field->key, "1", NULL);
          else if (*tg_document_get (document, field->key) == '\0' &&
                   field->kind != TG_FIELD_DATE && field->kind != TG_FIELD_TIME)
            tg_document_set (document, field->key, "2", NULL);
        }
    }
  for (guint f = 0; f < tg_form_find_table (map->form, "goods")->fields->len; f++)
    {
      const TgField *field = tg_form_find_table (map->form, "goods")->fields->pdata[f];
      g_autofree char *a = tg_path_new ("goods", "a", field->key);
      g_autofree char *b = tg_path_new ("goods", "b", field->key);

      if (strcmp (field->key, "g_no") == 0 || field->kind == TG_FIELD_DATE)
        continue;
      tg_document_set (document, a, "1", NULL);
      tg_document_set (document, b, "1", NULL);
    }
  bytes = tg_xml_writer_write (map->data, message, &world.context, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "<Type>  0   Z</Type>"));
  g_assert_nonnull (strstr (g_bytes_get_data (bytes, NULL), "<SignDate>2026030109300500<"));
  read = tg_xml_reader_read (map->data, bytes, &world.context, &error);
  g_assert_no_error (error);
  item = read->items->pdata[0];
  g_assert_cmpstr (tg_document_get (item->document, "type"), ==, "  0   Z");
  g_assert_cmpuint (tg_document_get_n_lines (item->document, "goods_limit_vins"), ==, 1);
  g_assert_cmpstr (tg_document_get_cell (item->document, "goods_limit_vins", 0, "goods_no"), ==,
                   "2");
  g_assert_cmpstr (tg_document_get_cell (item->document, "goods_limit_vins", 0, "licence_no"), ==,
                   "L");
}

int
main (int   argc,
      char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up ();
  add_examples ();
  add_cases ();
  g_test_add_func ("/messages/customs-xml/names", test_names);
  g_test_add_func ("/messages/customs-xml/values", test_values);
  g_test_add_func ("/messages/customs-xml/not-written", test_not_written);
  g_test_add_func ("/messages/customs-xml/no-envelope", test_no_envelope);
  g_test_add_func ("/messages/customs-xml/batch", test_batch);
  g_test_add_func ("/messages/customs-xml/most", test_most);
  g_test_add_func ("/messages/customs-xml/escaped", test_escaped);
  g_test_add_func ("/messages/customs-xml/not-read", test_not_read);
  g_test_add_func ("/messages/customs-xml/frame", test_frame);
  g_test_add_func ("/messages/customs-xml/declaration", test_declaration);
  result = g_test_run ();
  tear_down ();
  return result;
}
