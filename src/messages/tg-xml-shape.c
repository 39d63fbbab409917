/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-xml-shape.h"

#include <string.h>

#include "tg-error.h"

/* TgXmlShape: elements of one message, read strictly, since the files are our own. Places are
 * prefixed on the way out: `CEB303Message/Order/OrderHead/guid: …`. */

#define MAX_DEPTH 12

typedef struct
{
  const TgXmlMap *map;
  gboolean        is_answer;
  const char     *table;      /* nullable: the one whose rows are gone over */
  guint           depth;
} Reading;

static TgXmlElement *read_element (const Reading  *reading,
                                   JsonObject     *object,
                                   GError        **error);

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, what);
  return FALSE;
}

static void
element_free (gpointer data)
{
  TgXmlElement *self = data;

  g_free (self->name);
  g_free (self->value);
  g_free (self->with);
  g_free (self->empty);
  g_free (self->each);
  g_strfreev (self->join);
  g_ptr_array_unref (self->content);
  g_free (self);
}

void
tg_xml_shape_free (TgXmlShape *self)
{
  if (self == NULL)
    return;
  g_free (self->message);
  g_free (self->space);
  g_free (self->prefix);
  g_ptr_array_unref (self->attributes);
  g_ptr_array_unref (self->content);
  g_strfreev (self->skip);
  g_free (self->status_table);
  g_free (self->status_message);
  g_strfreev (self->key);
  g_free (self->report_form);
  g_free (self->report_message);
  g_strfreev (self->numbers);
  g_free (self);
}

gboolean
tg_xml_shape_read_string (JsonObject  *object,
                          const char  *member,
                          char       **out,
                          GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (error, "“%s” should be a text", member);
  g_free (*out);
  *out = json_node_dup_string (node);
  return TRUE;
}

gboolean
tg_xml_shape_read_strings (JsonObject   *object,
                           const char   *member,
                           char       ***out,
                           GError      **error)
{
  JsonNode *node = json_object_get_member (object, member);
  g_autoptr (GStrvBuilder) strings = g_strv_builder_new ();
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“%s” should be a list of texts", member);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        return fail (error, "“%s” should be a list of texts", member);
      g_strv_builder_add (strings, json_node_get_string (element));
    }
  g_strfreev (*out);
  *out = g_strv_builder_end (strings);
  return TRUE;
}

static gboolean
read_flag (JsonObject  *object,
           const char  *member,
           gboolean    *out,
           GError     **error)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (error, "“%s” should be true or false", member);
  *out = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
parse_format (const char   *name,
              TgXmlFormat  *out,
              GError      **error)
{
  static const char * const names[] = { "text", "number", "date", "dashed-date", "time", "time-ms",
                                        "time-cs", "time-spaced", "base64" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *out = (TgXmlFormat) i;
        return TRUE;
      }
  return fail (error, "format “%s” is not known", name);
}

/* What a field's kind looks like unless the mapping says otherwise. */
static TgXmlFormat
get_usual_format (TgFieldKind kind)
{
  switch (kind)
    {
    case TG_FIELD_DATE:
      return TG_XML_DATE;
    case TG_FIELD_TIME:
      return TG_XML_TIME;
    case TG_FIELD_DECIMAL:
    case TG_FIELD_INTEGER:
      return TG_XML_NUMBER;
    case TG_FIELD_TEXT:
    case TG_FIELD_MULTILINE:
    case TG_FIELD_NUMBER:
    case TG_FIELD_CODE:
    case TG_FIELD_MULTI_CODE:
    case TG_FIELD_MONTH:
    case TG_FIELD_BOOLEAN:
    case TG_FIELD_FILE:
      break;
    }
  return TG_XML_TEXT;
}

static gboolean
take_field (const Reading  *reading,
            TgXmlElement   *self,
            GError        **error)
{
  g_autofree char *path = reading->table != NULL
                          ? g_strdup_printf ("%s/%s", reading->table, self->value)
                          : g_strdup (self->value);

  self->field = tg_form_find_field (reading->map->form, path);
  if (self->field != NULL)
    self->format = get_usual_format (self->field->kind);
  else if (!reading->is_answer)
    return fail (error, "the form has no field “%s”", path);
  if (self->with != NULL && (reading->table != NULL ||
                             tg_form_find_field (reading->map->form, self->with) == NULL))
    return fail (error, "“with”: the form has no field “%s”", self->with);
  if (self->with != NULL)
    self->format = TG_XML_TIME;
  return TRUE;
}

static gboolean
take_envelope (TgXmlElement  *self,
               GError       **error)
{
  if (!tg_envelope_parse_fact (self->value, &self->fact))
    return fail (error, "the envelope has no “%s”", self->value);
  if (self->fact == TG_ENVELOPE_APP_TIME)
    self->format = TG_XML_TIME;
  else if (self->fact == TG_ENVELOPE_RETURN_TIME)
    self->format = TG_XML_TIME_MS;
  return TRUE;
}

/* A leaf has one of these, a group has “content”. */
static gboolean
read_source (const Reading  *reading,
             JsonObject     *object,
             TgXmlElement   *self,
             GError        **error)
{
  static const struct { const char *member; TgXmlSource source; } sources[] = {
    { "field", TG_XML_FIELD }, { "envelope", TG_XML_ENVELOPE }, { "constant", TG_XML_CONSTANT },
    { "content", TG_XML_CONTENT },
  };
  guint found = 0;

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (json_object_has_member (object, sources[i].member))
      {
        found++;
        self->source = sources[i].source;
        if (self->source != TG_XML_CONTENT &&
            !tg_xml_shape_read_string (object, sources[i].member, &self->value, error))
          return FALSE;
      }
  if (!tg_xml_shape_read_string (object, "with", &self->with, error))
    return FALSE;
  if (found != 1)
    return fail (error, "needs one of “field”, “envelope”, “constant”, “content”");
  if (self->source == TG_XML_FIELD)
    return take_field (reading, self, error);
  return self->source != TG_XML_ENVELOPE || take_envelope (self, error);
}

static gboolean
read_manner (const Reading  *reading,
             JsonObject     *object,
             TgXmlElement   *self,
             GError        **error)
{
  g_autofree char *format = NULL;
  g_autofree char *codes = NULL;

  if (!tg_xml_shape_read_string (object, "format", &format, error) ||
      !tg_xml_shape_read_string (object, "codes", &codes, error) ||
      !tg_xml_shape_read_string (object, "empty", &self->empty, error) ||
      !read_flag (object, "optional", &self->is_optional, error))
    return FALSE;
  if (format != NULL && !parse_format (format, &self->format, error))
    return FALSE;
  if (codes == NULL)
    return TRUE;
  self->codes = g_hash_table_lookup (reading->map->codes, codes);
  return self->codes != NULL || fail (error, "there are no codes “%s”", codes);
}

static gboolean
check_join (const Reading       *reading,
            const TgXmlElement  *self,
            GError             **error)
{
  const char *outer = reading->table;

  if (self->join == NULL)
    return TRUE;
  if (self->each == NULL || outer == NULL || g_strv_length (self->join) % 2 != 0)
    return fail (error, "“join” is for rows within rows: column, outer column");
  for (guint i = 0; self->join[i] != NULL; i++)
    {
      const char *table = i % 2 == 0 ? self->each : outer;
      g_autofree char *path = g_strdup_printf ("%s/%s", table, self->join[i]);

      if (!reading->is_answer && tg_form_find_field (reading->map->form, path) == NULL)
        return fail (error, "“join”: the form has no field “%s”", path);
    }
  return TRUE;
}

static gboolean
read_elements (const Reading  *reading,
               JsonObject     *object,
               const char     *member,
               GPtrArray      *out,
               GError        **error)
{
  JsonNode *node = json_object_get_member (object, member);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“%s” should be a list", member);
  if (reading->depth > MAX_DEPTH)
    return fail (error, "nested too deep");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      TgXmlElement *read = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "“%s” should hold objects", member);
      read = read_element (reading, json_node_get_object (element), error);
      if (read == NULL)
        return FALSE;
      g_ptr_array_add (out, read);
    }
  return TRUE;
}

static gboolean
read_most (JsonObject   *object,
           TgXmlElement *self,
           GError      **error)
{
  gint64 most = tg_json_get_int (object, "most", 0);

  if (!json_object_has_member (object, "most"))
    return TRUE;
  if (most < 1 || most > 100000 || (self->each == NULL && !self->is_item))
    return fail (error, "“most” should be a number, of what is repeated");
  self->most = (guint) most;
  return TRUE;
}

static gboolean
read_group (const Reading  *reading,
            JsonObject     *object,
            TgXmlElement   *self,
            GError        **error)
{
  Reading inner = *reading;

  if (!tg_xml_shape_read_string (object, "each", &self->each, error) ||
      !tg_xml_shape_read_strings (object, "join", &self->join, error) ||
      !read_flag (object, "item", &self->is_item, error) || !read_most (object, self, error) ||
      !check_join (reading, self, error))
    return FALSE;
  if (self->source != TG_XML_CONTENT)
    return (self->each == NULL && !self->is_item) || fail (error, "only a group can be repeated");
  if (self->each != NULL && self->is_item)
    return fail (error, "“each” and “item” do not go together");
  if (self->each != NULL && !reading->is_answer &&
      tg_form_find_table (reading->map->form, self->each) == NULL)
    return fail (error, "the form has no table “%s”", self->each);
  inner.table = self->each != NULL ? self->each : reading->table;
  inner.depth++;
  return read_elements (&inner, object, "content", self->content, error);
}

static TgXmlElement *
read_element (const Reading  *reading,
              JsonObject     *object,
              GError        **error)
{
  static const char * const known[] = {
    "element", "field", "envelope", "constant", "content", "format", "codes", "optional", "empty",
    "each", "join", "item", "with", "most", NULL
  };
  TgXmlElement *self = g_new0 (TgXmlElement, 1);

  self->content = g_ptr_array_new_with_free_func (element_free);
  if (tg_xml_shape_read_string (object, "element", &self->name, error) &&
      (self->name != NULL || fail (error, "“element” is missing")) &&
      tg_json_only_members (object, known, error) && read_source (reading, object, self, error) &&
      read_manner (reading, object, self, error) && read_group (reading, object, self, error))
    return self;
  g_prefix_error (error, "%s: ", self->name != NULL ? self->name : "?");
  element_free (self);
  return NULL;
}

/* `"status": "ceb_return_status_map/604"` */
static gboolean
read_status (JsonObject  *object,
             TgXmlShape  *self,
             GError     **error)
{
  g_autofree char *status = NULL;
  g_auto (GStrv) parts = NULL;

  if (!tg_xml_shape_read_string (object, "status", &status, error))
    return FALSE;
  if (status == NULL)
    return TRUE;
  parts = g_strsplit (status, "/", 2);
  if (g_strv_length (parts) != 2)
    return fail (error, "“status” should be TABLE/MESSAGE");
  self->status_table = g_strdup (parts[0]);
  self->status_message = g_strdup (parts[1]);
  return TRUE;
}

static gboolean
read_root (const Reading  *reading,
           JsonObject     *object,
           TgXmlShape     *self,
           GError        **error)
{
  static const char * const data[] = { "message", "namespace", "prefix", "attributes", "content",
                                       "skip", NULL };
  static const char * const answer[] = { "message", "namespace", "prefix", "attributes", "content",
                                         "skip", "status", "reports_on", "report_status", "number",
                                         "key", NULL };

  if (!tg_xml_shape_read_string (object, "message", &self->message, error))
    return FALSE;
  if (self->message == NULL)
    return fail (error, "“message” is missing");
  return tg_json_only_members (object, reading->is_answer ? answer : data, error) &&
         tg_xml_shape_read_string (object, "namespace", &self->space, error) &&
         tg_xml_shape_read_string (object, "prefix", &self->prefix, error) &&
         tg_xml_shape_read_strings (object, "skip", &self->skip, error) &&
         tg_xml_shape_read_string (object, "reports_on", &self->report_form, error) &&
         tg_xml_shape_read_string (object, "report_status", &self->report_message, error) &&
         tg_xml_shape_read_strings (object, "number", &self->numbers, error) &&
         tg_xml_shape_read_strings (object, "key", &self->key, error) &&
         read_status (object, self, error) &&
         (!json_object_has_member (object, "attributes") ||
          read_elements (reading, object, "attributes", self->attributes, error)) &&
         read_elements (reading, object, "content", self->content, error);
}

TgXmlShape *
tg_xml_shape_read (const TgXmlMap  *map,
                   JsonObject      *object,
                   gboolean         is_answer,
                   GError         **error)
{
  Reading reading = { .map = map, .is_answer = is_answer };
  g_autoptr (TgXmlShape) self = g_new0 (TgXmlShape, 1);

  self->is_answer = is_answer;
  self->space = g_strdup ("");
  self->prefix = g_strdup ("");
  self->attributes = g_ptr_array_new_with_free_func (element_free);
  self->content = g_ptr_array_new_with_free_func (element_free);
  if (read_root (&reading, object, self, error))
    return g_steal_pointer (&self);
  g_prefix_error (error, "%s: ", self->message != NULL ? self->message : "?");
  return NULL;
}
