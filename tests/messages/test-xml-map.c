/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-error.h"
#include "tg-form-reader.h"
#include "tg-xml-map.h"

/* The reader of message.json refuses what is not understood, and says where. */

#define HEAD "{\"form\":\"a.b\",\"version\":1,"
#define DATA "\"data\":{\"message\":\"M\",\"content\":["
#define END  "]}}"

static TgForm *
make_form (void)
{
  const char *text =
    "{\"form\":\"a.b\",\"version\":1,\"family\":\"declaration\","
    "\"title\":{\"zh\":\"一\",\"en\":\"a\"},"
    "\"sections\":[{\"key\":\"s\",\"title\":{\"zh\":\"一\",\"en\":\"a\"},\"fields\":["
    "{\"key\":\"no\",\"kind\":\"text\",\"label\":{\"zh\":\"号\",\"en\":\"No\"}},"
    "{\"key\":\"day\",\"kind\":\"date\",\"label\":{\"zh\":\"日\",\"en\":\"Day\"}}]},"
    "{\"key\":\"t\",\"title\":{\"zh\":\"一\",\"en\":\"a\"},\"table\":{\"key\":\"t\",\"fields\":["
    "{\"key\":\"qty\",\"kind\":\"decimal\",\"label\":{\"zh\":\"数\",\"en\":\"Qty\"}}]}}]}";
  g_autoptr (GError) error = NULL;
  TgForm *form = tg_form_reader_parse (text, -1, "forms/a.b/1/form.json", NULL, &error);

  g_assert_no_error (error);
  return form;
}

static void
test_right (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (GError) error = NULL;
  const char *text =
    HEAD "\"key\":[\"no\"],\"codes\":{\"flag\":{\"values\":{\"true\":\"1\"}}},"
    DATA "{\"element\":\"No\",\"field\":\"no\",\"codes\":\"flag\",\"optional\":true},"
    "{\"element\":\"Day\",\"field\":\"day\"},"
    "{\"element\":\"T\",\"each\":\"t\",\"content\":[{\"element\":\"Q\",\"field\":\"qty\"}]}]},"
    "\"answers\":[{\"message\":\"R\",\"status\":\"table/1\",\"content\":["
    "{\"element\":\"X\",\"field\":\"elsewhere\"}]}]}";
  g_autoptr (TgXmlMap) map = tg_xml_map_parse (form, text, -1, "message.json", &error);
  const TgXmlElement *element;

  g_assert_no_error (error);
  g_assert_cmpstr (map->data->message, ==, "M");
  element = map->data->content->pdata[0];
  g_assert_cmpstr (g_hash_table_lookup (element->codes->in_values, "1"), ==, "true");
  element = map->data->content->pdata[1];
  g_assert_cmpint (element->format, ==, TG_XML_DATE);
  element = map->data->content->pdata[2];
  element = element->content->pdata[0];
  g_assert_cmpint (element->format, ==, TG_XML_NUMBER);
  g_assert_cmpstr (tg_xml_map_find_answer (map, "R")->status_message, ==, "1");
  g_assert_null (tg_xml_map_find_answer (map, "M"));
}

static void
test_wrong (void)
{
  static const struct { const char *text; const char *place; } faults[] = {
    { "[]", "a JSON object was expected" },
    { "{}", "the form is a.b version 1" },
    { "{\"form\":\"a.b\",\"version\":2," DATA END, "version 2" },
    { HEAD "\"x\":1," DATA END, "“x” is unknown" },
    { HEAD "\"key\":[\"x\"]," DATA END, "no field “x”" },
    { HEAD "\"codes\":{\"c\":{\"out\":\"x\"}}," DATA END, "codes “c”" },
    { HEAD "\"codes\":{\"c\":1}," DATA END, "codes “c”" },
    { HEAD "\"data\":1}", "“data” should be an object" },
    { HEAD "\"data\":{\"content\":[]}}", "“message” is missing" },
    { HEAD "\"data\":{\"message\":\"M\"}}", "M: “content” should be a list" },
    { HEAD "\"data\":{\"message\":\"M\",\"status\":\"a/b\",\"content\":[]}}",
      "“status” is unknown" },
    { HEAD DATA "1" END, "should hold objects" },
    { HEAD DATA "{\"field\":\"no\"}" END, "M: ?: “element” is missing" },
    { HEAD DATA "{\"element\":\"A\"}" END, "A: needs one of" },
    { HEAD DATA "{\"element\":\"A\",\"field\":\"no\",\"constant\":\"1\"}" END, "A: needs one of" },
    { HEAD DATA "{\"element\":\"A\",\"field\":\"x\"}" END, "A: the form has no field “x”" },
    { HEAD DATA "{\"element\":\"A\",\"field\":1}" END, "“field” should be a text" },
    { HEAD DATA "{\"element\":\"A\",\"envelope\":\"x\"}" END, "the envelope has no “x”" },
    { HEAD DATA "{\"element\":\"A\",\"field\":\"no\",\"format\":\"x\"}" END, "format “x”" },
    { HEAD DATA "{\"element\":\"A\",\"field\":\"no\",\"codes\":\"x\"}" END, "no codes “x”" },
    { HEAD DATA "{\"element\":\"A\",\"field\":\"no\",\"each\":\"t\"}" END, "only a group" },
    { HEAD DATA "{\"element\":\"A\",\"field\":\"no\",\"most\":1}" END, "“most”" },
    { HEAD DATA "{\"element\":\"A\",\"each\":\"t\",\"most\":\"1\",\"content\":[]}" END,
      "“most”" },
    { HEAD DATA "{\"element\":\"A\",\"field\":\"day\",\"with\":\"x\"}" END, "“with”" },
    { HEAD DATA "{\"element\":\"A\",\"each\":\"x\",\"content\":[]}" END, "no table “x”" },
    { HEAD DATA "{\"element\":\"A\",\"each\":\"t\",\"item\":true,\"content\":[]}" END, "“item”" },
    { HEAD DATA "{\"element\":\"A\",\"each\":\"t\",\"join\":[\"qty\",\"no\"],\"content\":[]}" END,
      "“join”" },
    { HEAD DATA "{\"element\":\"A\",\"each\":\"t\",\"content\":["
      "{\"element\":\"B\",\"field\":\"no\"}]}" END, "A: B: the form has no field “t/no”" },
    { HEAD DATA "{\"element\":\"A\",\"field\":\"no\",\"optional\":\"yes\"}" END, "true or false" },
  };
  g_autoptr (TgForm) form = make_form ();

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tg_xml_map_parse (form, faults[i].text, -1, "message.json", &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "message.json: "));
      if (strstr (error->message, faults[i].place) == NULL)
        g_error ("“%s” does not say “%s”", error->message, faults[i].place);
    }
}

static void
test_none (void)
{
  g_autoptr (TgForm) form = make_form ();
  g_autoptr (GError) error = NULL;

  g_assert_null (tg_xml_map_load (form, "/nonexistent", &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_NOT_FOUND);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messages/xml-map/right", test_right);
  g_test_add_func ("/messages/xml-map/wrong", test_wrong);
  g_test_add_func ("/messages/xml-map/none", test_none);
  return g_test_run ();
}
