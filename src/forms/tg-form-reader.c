/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-reader.h"

#include <string.h>

#include "tg-date.h"
#include "tg-error.h"
#include "tg-form-parts.h"
#include "tg-json.h"

/* The strict reader of form.json, fact.json and rules.json. These are our own files: what is not
 * understood is an error with file and place, never skipped. Helpers return FALSE once an error is
 * set; places are prefixed on the way out. Pure but for tg_form_reader_load. */

#define MAX_BYTES (2 * 1024 * 1024)
#define MAX_DEPTH 16

static gboolean
fail (GError     **error,
      const char  *format,
      ...) G_GNUC_PRINTF (2, 3);

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

/* Members: absent leaves `out` alone, null counts as absent, another type is an error. */
static JsonNode *
get_member (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

static gboolean
read_string (JsonObject  *object,
             const char  *member,
             char       **out,
             GError     **error)
{
  JsonNode *node = get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return fail (error, "“%s” should be a text", member);
  g_free (*out);
  *out = json_node_dup_string (node);
  return TRUE;
}

static gboolean
read_count (JsonObject  *object,
            const char  *member,
            guint       *out,
            GError     **error)
{
  JsonNode *node = get_member (object, member);
  gint64 value;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return fail (error, "“%s” should be a whole number", member);
  value = json_node_get_int (node);
  if (value < 0 || value > 1000000)
    return fail (error, "“%s” is out of range", member);
  *out = (guint) value;
  return TRUE;
}

static gboolean
read_flag (JsonObject  *object,
           const char  *member,
           gboolean    *out,
           GError     **error)
{
  JsonNode *node = get_member (object, member);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (error, "“%s” should be true or false", member);
  *out = json_node_get_boolean (node);
  return TRUE;
}

/* An expression; `true` and `false` may stand as JSON values. False is the same as none. */
static gboolean
read_expression (JsonObject  *object,
                 const char  *member,
                 char       **out,
                 GError     **error)
{
  JsonNode *node = get_member (object, member);

  if (node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
      json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    {
      *out = g_strdup (json_node_get_boolean (node) ? "true" : NULL);
      return TRUE;
    }
  return read_string (object, member, out, error);
}

static gboolean
read_words (JsonObject  *object,
            const char  *member,
            gboolean     needed,
            TgText     **out,
            GError     **error)
{
  static const char * const languages[] = { "zh", "en", NULL };
  JsonNode *node = get_member (object, member);
  JsonObject *words;
  const char *zh;
  const char *en;

  if (node == NULL)
    return !needed || fail (error, "“%s” is missing", member);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "“%s” should be {\"zh\", \"en\"}", member);
  words = json_node_get_object (node);
  if (!tg_json_only_members (words, languages, error))
    {
      g_prefix_error (error, "“%s”: ", member);
      return FALSE;
    }
  zh = tg_json_get_string (words, "zh", NULL);
  en = tg_json_get_string (words, "en", NULL);
  if (zh == NULL || en == NULL)
    return fail (error, "“%s” needs both zh and en", member);
  *out = tg_text_new (zh, en);
  return TRUE;
}

static gboolean
read_strings (JsonObject   *object,
              const char   *member,
              char       ***out,
              GError      **error)
{
  JsonNode *node = get_member (object, member);
  g_autoptr (GPtrArray) strings = NULL;
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“%s” should be a list of texts", member);
  array = json_node_get_array (node);
  strings = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
        return fail (error, "“%s” should be a list of texts", member);
      g_ptr_array_add (strings, json_node_dup_string (element));
    }
  g_ptr_array_add (strings, NULL);
  *out = (char **) g_ptr_array_steal (strings, NULL);
  return TRUE;
}

static gboolean
check_key (const char  *key,
           GError     **error)
{
  if (key != NULL && strlen (key) <= 60 &&
      g_regex_match_simple ("^[a-z][a-z0-9_]*$", key, G_REGEX_DOLLAR_ENDONLY, 0))
    return TRUE;
  return fail (error, "key “%s” should be lower case words with underscores",
               key == NULL ? "" : key);
}

static gboolean
read_agencies (JsonObject   *object,
               char       ***must,
               char       ***may,
               GError      **error)
{
  return read_strings (object, "agencies", must, error) &&
         read_strings (object, "agencies_may", may, error);
}

static gboolean
read_field_texts (JsonObject  *object,
                  TgField     *field,
                  GError     **error)
{
  return read_words (object, "label", TRUE, &field->label, error) &&
         read_words (object, "help", FALSE, &field->help, error) &&
         read_words (object, "formula", FALSE, &field->formula, error) &&
         read_strings (object, "aliases", &field->aliases, error) &&
         read_string (object, "minimum", &field->minimum, error) &&
         read_string (object, "maximum", &field->maximum, error) &&
         read_string (object, "pattern", &field->pattern, error) &&
         read_string (object, "list", &field->list, error) &&
         read_string (object, "from", &field->from, error) &&
         read_string (object, "check", &field->check, error) &&
         read_string (object, "unit", &field->unit, error) &&
         read_agencies (object, &field->agencies, &field->agencies_may, error) &&
         read_string (object, "source", &field->source, error);
}

static gboolean
read_field_rules (JsonObject  *object,
                  TgField     *field,
                  GError     **error)
{
  return read_count (object, "min_length", &field->min_length, error) &&
         read_count (object, "max_length", &field->max_length, error) &&
         read_count (object, "max_bytes_gb18030", &field->max_bytes_gb18030, error) &&
         read_count (object, "digits", &field->digits, error) &&
         read_count (object, "decimals", &field->decimals, error) &&
         read_expression (object, "required", &field->required, error) &&
         read_expression (object, "visible", &field->visible, error) &&
         read_expression (object, "default", &field->initial, error) &&
         read_expression (object, "computed", &field->computed, error) &&
         read_flag (object, "override", &field->override, error) &&
         read_flag (object, "read_only", &field->read_only, error) &&
         read_flag (object, "sensitive", &field->sensitive, error);
}

static gboolean
check_field (const TgField  *field,
             GError        **error)
{
  gboolean coded = field->kind == TG_FIELD_CODE || field->kind == TG_FIELD_MULTI_CODE;

  if (coded && field->list == NULL)
    return fail (error, "a code needs “list”");
  if (field->digits < field->decimals)
    return fail (error, "“decimals” is more than “digits”");
  if (field->override && field->computed == NULL)
    return fail (error, "“override” is for computed fields");
  if (field->max_length > 0 && field->min_length > field->max_length)
    return fail (error, "“min_length” is more than “max_length”");
  return TRUE;
}

static TgField *
read_field (JsonObject  *object,
            GError     **error)
{
  static const char * const known[] = {
    "key", "kind", "label", "help", "aliases", "max_length", "min_length", "max_bytes_gb18030",
    "digits",
    "decimals", "minimum", "maximum", "pattern", "list", "required", "visible", "default",
    "computed",
    "formula", "override", "read_only", "given", "from", "check", "sensitive", "unit", "source",
    "agencies", "agencies_may", NULL
  };
  const char *key = tg_json_get_string (object, "key", NULL);
  const char *kind_name = tg_json_get_string (object, "kind", NULL);
  g_autoptr (TgField) field = NULL;
  TgFieldKind kind;

  if (!check_key (key, error))
    return NULL;
  if (kind_name == NULL || !tg_field_kind_parse (kind_name, &kind))
    fail (error, "kind “%s” is not known", kind_name == NULL ? "" : kind_name);
  else
    {
      field = tg_field_new (key, kind);
      if (tg_json_only_members (object, known, error) && read_field_texts (object, field, error) &&
          read_field_rules (object, field, error) &&
          tg_form_parts_read_given (object, field, error) && check_field (field, error))
        return g_steal_pointer (&field);
    }
  g_prefix_error (error, "field “%s”: ", key);
  return NULL;
}

static gboolean
read_fields (JsonObject  *object,
             GPtrArray   *fields,
             GHashTable  *seen,
             GError     **error)
{
  JsonNode *node = get_member (object, "fields");
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“fields” should be a list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      TgField *field;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "“fields” should hold objects");
      field = read_field (json_node_get_object (element), error);
      if (field == NULL)
        return FALSE;
      g_ptr_array_add (fields, field);
      if (!g_hash_table_add (seen, field->key))
        return fail (error, "field “%s” stands twice", field->key);
    }
  return TRUE;
}

/* `"join": {"goods": "item_no"}`: the fact of each row is the one whose number equals the
 * column. */
static gboolean
read_join (JsonObject  *object,
           TgTable     *table,
           GError     **error)
{
  JsonNode *node = get_member (object, "join");
  g_autoptr (GList) members = NULL;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node) || json_object_get_size (json_node_get_object (node)) != 1)
    return fail (error, "“join” should be {fact: column}");
  members = json_object_get_members (json_node_get_object (node));
  table->join_fact = g_strdup (members->data);
  return read_string (json_node_get_object (node), table->join_fact, &table->join_field, error);
}

static gboolean
is_column (const TgTable *table,
           const char    *key)
{
  for (guint i = 0; i < table->fields->len; i++)
    if (strcmp (((TgField *) g_ptr_array_index (table->fields, i))->key, key) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_table (const TgTable  *table,
             GError        **error)
{
  if (table->max_lines > 0 && table->min_lines > table->max_lines)
    return fail (error, "“min” is more than “max”");
  if (table->join_field != NULL && !is_column (table, table->join_field))
    return fail (error, "“join”: there is no column “%s”", table->join_field);
  for (guint i = 0; table->totals != NULL && table->totals[i] != NULL; i++)
    if (!is_column (table, table->totals[i]))
      return fail (error, "“totals”: there is no column “%s”", table->totals[i]);
  return TRUE;
}

static TgTable *
read_table (JsonObject  *object,
            GError     **error)
{
  static const char * const known[] = { "key", "min", "max", "fields", "totals", "from", "join",
                                        NULL };
  const char *key = tg_json_get_string (object, "key", NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (TgTable) table = NULL;

  if (!check_key (key, error))
    return NULL;
  table = tg_table_new (key);
  if (tg_json_only_members (object, known, error) &&
      read_count (object, "min", &table->min_lines, error) &&
      read_count (object, "max", &table->max_lines, error) &&
      read_fields (object, table->fields, seen, error) &&
      read_strings (object, "totals", &table->totals, error) &&
      read_string (object, "from", &table->from, error) &&
      read_join (object, table, error) && check_table (table, error))
    return g_steal_pointer (&table);
  g_prefix_error (error, "table “%s”: ", key);
  return NULL;
}

static gboolean
read_section_body (JsonObject  *object,
                   TgSection   *section,
                   GHashTable  *seen,
                   GError     **error)
{
  static const char * const known[] = { "key", "title", "visible", "agencies", "agencies_may",
                                        "fields", "table", NULL };
  JsonNode *table = get_member (object, "table");

  if (!tg_json_only_members (object, known, error) ||
      !read_words (object, "title", TRUE, &section->title, error) ||
      !read_expression (object, "visible", &section->visible, error) ||
      !read_agencies (object, &section->agencies, &section->agencies_may, error))
    return FALSE;
  if (table == NULL)
    return read_fields (object, section->fields, seen, error);
  if (json_object_has_member (object, "fields"))
    return fail (error, "a section has “fields” or “table”, not both");
  if (!JSON_NODE_HOLDS_OBJECT (table))
    return fail (error, "“table” should be an object");
  section->table = read_table (json_node_get_object (table), error);
  if (section->table == NULL)
    return FALSE;
  return g_hash_table_add (seen, section->table->key) ||
         fail (error, "“%s” is a field or table already", section->table->key);
}

static gboolean
read_sections (JsonObject  *object,
               TgForm      *form,
               GError     **error)
{
  JsonNode *node = get_member (object, "sections");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“sections” should be a list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *key;
      TgSection *section;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "“sections” should hold objects");
      key = tg_json_get_string (json_node_get_object (element), "key", NULL);
      if (!check_key (key, error))
        return FALSE;
      section = tg_section_new (key);
      g_ptr_array_add (form->sections, section);
      if (!read_section_body (json_node_get_object (element), section, seen, error))
        {
          g_prefix_error (error, "section “%s”: ", key);
          return FALSE;
        }
    }
  return TRUE;
}

/* "refund-claim": the word that the store and "settles" use. */
static gboolean
check_due_id (const char  *id,
              GError     **error)
{
  if (id != NULL && g_regex_match_simple ("^[a-z][a-z-]{0,39}$", id, G_REGEX_DOLLAR_ENDONLY, 0))
    return TRUE;
  return fail (error, "deadline “%s” should be lower case words with hyphens",
               id == NULL ? "" : id);
}

static gboolean
read_level (JsonObject  *object,
            TgLevel     *out,
            GError     **error)
{
  static const struct { const char *name; TgLevel level; } levels[] = {
    { "blocking", TG_LEVEL_BLOCKING },
    { "warning", TG_LEVEL_WARNING },
    { "information", TG_LEVEL_INFORMATION },
  };
  const char *name = tg_json_get_string (object, "level", "");

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strcmp (levels[i].name, name) == 0)
      {
        *out = levels[i].level;
        return TRUE;
      }
  return fail (error, "level “%s” is not known", name);
}

static TgCheck *
read_check (JsonObject  *object,
            GError     **error)
{
  static const char * const known[] = {
    "id", "level", "scope", "when", "assert", "at", "message", "source", NULL
  };
  const char *id = tg_json_get_string (object, "id", NULL);
  g_autoptr (TgCheck) check = NULL;

  if (id == NULL || id[0] == '\0')
    {
      fail (error, "a check needs an “id”");
      return NULL;
    }
  check = tg_check_new (id);
  if (tg_json_only_members (object, known, error) &&
      read_level (object, &check->level, error) &&
      read_string (object, "scope", &check->scope, error) &&
      read_expression (object, "when", &check->when, error) &&
      read_expression (object, "assert", &check->assertion, error) &&
      read_strings (object, "at", &check->at, error) &&
      read_words (object, "message", TRUE, &check->message, error) &&
      read_string (object, "source", &check->source, error) &&
      (check->assertion != NULL || fail (error, "“assert” is missing")))
    return g_steal_pointer (&check);
  g_prefix_error (error, "check “%s”: ", id);
  return NULL;
}

static gboolean
read_checks (JsonObject  *object,
             TgForm      *form,
             GError     **error)
{
  JsonNode *node = get_member (object, "checks");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“checks” should be a list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      TgCheck *check;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "“checks” should hold objects");
      check = read_check (json_node_get_object (element), error);
      if (check == NULL)
        return FALSE;
      g_ptr_array_add (form->checks, check);
      if (!g_hash_table_add (seen, check->id))
        return fail (error, "check “%s” stands twice", check->id);
    }
  return TRUE;
}

static TgDue *
read_due (JsonObject  *object,
          GError     **error)
{
  static const char * const known[] = { "id", "due", "title", "source", NULL };
  const char *id = tg_json_get_string (object, "id", NULL);
  g_autoptr (TgDue) due = NULL;

  if (!check_due_id (id, error))
    return NULL;
  due = tg_due_new (id);
  if (tg_json_only_members (object, known, error) &&
      read_string (object, "due", &due->due, error) &&
      read_words (object, "title", TRUE, &due->title, error) &&
      read_string (object, "source", &due->source, error) &&
      ((due->due != NULL && due->source != NULL) || fail (error, "needs “due” and “source”")))
    return g_steal_pointer (&due);
  g_prefix_error (error, "deadline “%s”: ", id);
  return NULL;
}

static gboolean
read_dues (JsonObject  *object,
           TgForm      *form,
           GError     **error)
{
  JsonNode *node = get_member (object, "deadlines");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“deadlines” should be a list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      TgDue *due;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "“deadlines” should hold objects");
      due = read_due (json_node_get_object (element), error);
      if (due == NULL)
        return FALSE;
      g_ptr_array_add (form->dues, due);
    }
  return TRUE;
}

static gboolean
read_date (JsonObject  *object,
           const char  *member,
           char       **out,
           GError     **error)
{
  *out = g_strdup ("");
  if (!read_string (object, member, out, error))
    return FALSE;
  return (*out)[0] == '\0' || tg_date_is_valid (*out) || fail (error, "“%s” is no date", member);
}

static gboolean
read_list (JsonObject  *object,
           TgForm      *form,
           GError     **error)
{
  static const char * const known[] = { "number", "summary", "amount", "currency", "date", NULL };
  JsonNode *node = get_member (object, "list");
  JsonObject *list;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "“list” should be an object");
  list = json_node_get_object (node);
  if (tg_json_only_members (list, known, error) &&
      read_string (list, "number", &form->list_number, error) &&
      read_string (list, "summary", &form->list_summary, error) &&
      read_string (list, "amount", &form->list_amount, error) &&
      read_string (list, "currency", &form->list_currency, error) &&
      read_string (list, "date", &form->list_date, error))
    return TRUE;
  g_prefix_error (error, "“list”: ");
  return FALSE;
}

static gboolean
check_list (const TgForm  *form,
            GError       **error)
{
  const char *paths[] = {
    form->list_number, form->list_summary, form->list_amount, form->list_currency, form->list_date
  };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    if (paths[i] != NULL && !g_hash_table_contains (form->by_path, paths[i]))
      return fail (error, "“list”: there is no field “%s”", paths[i]);
  return TRUE;
}

/* The member that names the thing says what it is. */
static gboolean
read_identity (JsonObject  *object,
               TgForm      *form,
               GError     **error)
{
  gboolean is_fact = json_object_has_member (object, "fact");
  gboolean is_set = json_object_has_member (object, "rules");
  const char *id = tg_json_get_string (object, is_fact ? "fact" : is_set ? "rules" : "form", NULL);
  g_autofree char *family = NULL;

  if (id == NULL)
    return fail (error, "“form”, “fact” or “rules” is missing");
  form->id = g_strdup (id);
  if (!read_count (object, "version", &form->version, error) ||
      !read_string (object, "family", &family, error))
    return FALSE;
  if (form->version == 0)
    return fail (error, "“version” is missing");
  if (family == NULL && (is_fact || is_set))
    form->family = TG_FAMILY_FACT;
  else if (family == NULL || !tg_family_parse (family, &form->family))
    return fail (error, "family “%s” is not known", family == NULL ? "" : family);
  if ((form->family == TG_FAMILY_FACT) != (is_fact || is_set))
    return fail (error, "family “%s” is wrong here", family);
  return TRUE;
}

/* An end has a date: the last day on which the form was filed. */
static gboolean
read_force (JsonObject  *object,
            TgForm      *form,
            GError     **error)
{
  if (!read_date (object, "valid_from", &form->valid_from, error) ||
      !read_date (object, "valid_to", &form->valid_to, error) ||
      !read_words (object, "ended", FALSE, &form->ended, error))
    return FALSE;
  return form->ended == NULL || form->valid_to[0] != '\0' ||
         fail (error, "“ended” needs “valid_to”");
}

/* id and version are those of the folder. */
static gboolean
check_name (const TgForm  *form,
            const char    *name,
            GError       **error)
{
  g_autofree char *folder = g_path_get_dirname (name);
  g_autofree char *version = g_path_get_basename (folder);
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *id = g_path_get_basename (parent);
  g_autofree char *own = g_strdup_printf ("%u", form->version);

  if (strcmp (id, form->id) == 0 && strcmp (version, own) == 0)
    return TRUE;
  return fail (error, "it says %s version %s, its folder %s version %s", form->id, own, id,
               version);
}

static gboolean
read_form (JsonObject  *object,
           TgForm      *form,
           char       **same_as,
           GError     **error)
{
  static const char * const known[] = {
    "form", "fact", "rules", "version", "family", "agency", "aliases", "title", "valid_from",
    "valid_to", "ended", "dated_by", "usual", "for", "between", "list", "sections", "same_as",
    "checks", "deadlines", "settles", "once", "moves", "source", NULL
  };

  if (!tg_json_only_members (object, known, error) || !read_identity (object, form, error) ||
      !read_string (object, "agency", &form->agency, error) ||
      !read_strings (object, "aliases", &form->aliases, error) ||
      !read_words (object, "title", TRUE, &form->title, error) ||
      !read_force (object, form, error) ||
      !read_strings (object, "for", &form->subjects, error) ||
      !read_strings (object, "settles", &form->settles, error) ||
      !read_strings (object, "once", &form->once, error) ||
      !tg_form_parts_read_between (object, form, error) ||
      !tg_form_parts_read_moves (object, form, error) ||
      !read_dues (object, form, error) || !read_list (object, form, error) ||
      !tg_form_parts_read_same_as (object, same_as, error))
    return FALSE;
  if (*same_as != NULL)
    return !json_object_has_member (object, "sections") ||
           fail (error, "“same_as” and “sections” do not go together");
  if (!json_object_has_member (object, "rules") && !read_sections (object, form, error))
    return FALSE;
  tg_form_index (form);
  return check_list (form, error) && tg_form_parts_read_dating (object, form, error) &&
         tg_form_parts_read_usual (object, form, error) && read_checks (object, form, error);
}

TgForm *
tg_form_reader_parse (const char  *text,
                      gssize       length,
                      const char  *name,
                      char       **same_as,
                      GError     **error)
{
  TgJsonLimits limits = { MAX_BYTES, MAX_DEPTH };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (TgForm) form = tg_form_new ();
  g_autofree char *same = NULL;

  g_return_val_if_fail (text != NULL && name != NULL, NULL);

  root = tg_json_parse (text, length, &limits, error);
  if (root != NULL && !JSON_NODE_HOLDS_OBJECT (root))
    fail (error, "a JSON object was expected");
  else if (root != NULL && read_form (json_node_get_object (root), form, &same, error) &&
           check_name (form, name, error))
    {
      if (same_as != NULL)
        *same_as = g_steal_pointer (&same);
      return g_steal_pointer (&form);
    }
  g_prefix_error (error, "%s: ", name);
  return NULL;
}

TgForm *
tg_form_reader_load (const char  *path,
                     char       **same_as,
                     GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_get_contents (path, &text, &length, &local))
    {
      g_set_error (error, TG_ERROR,
                   g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? TG_ERROR_NOT_FOUND
                   : TG_ERROR_FAILED,
                   "%s", local->message);
      return NULL;
    }
  return tg_form_reader_parse (text, (gssize) length, path, same_as, error);
}
