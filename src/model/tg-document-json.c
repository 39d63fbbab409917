/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-document-json.h"

#include <string.h>

#include "tg-document-private.h"
#include "tg-error.h"
#include "tg-json.h"

/* Documents in and out of JSON. An array of objects with distinct `_line` ids is a line table;
 * anything else that is not text is kept as it came and written back so. What is written is
 * canonical (RFC 8785): members sorted by UTF-16 code units, no blanks. Limits: those of
 * TgDocument, and a nesting of 16. */

#define MAX_BYTES (16 * 1024 * 1024)
#define MAX_DEPTH 16

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  return tg_json_compare_names (*(const char * const *) a, *(const char * const *) b);
}

static void
append_value (GString    *out,
              const char *value)
{
  if (value[0] == TG_RAW_MARK)
    g_string_append (out, value + 1);
  else
    tg_json_append_string (out, value);
}

/* The columns of a table sorted by name, as pairs of name and number. */
typedef struct
{
  const char *key;
  guint       column;
} Column;

static GArray *
sort_columns (const TgLines *lines)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));

  for (guint i = 0; i < lines->columns->len; i++)
    {
      Column column = { g_ptr_array_index (lines->columns, i), i };

      g_array_append_val (columns, column);
    }
  g_array_append_val (columns, ((Column) { "_line", G_MAXUINT }));
  g_array_sort (columns, compare_members);
  return columns;
}

static void
append_line (GString      *out,
             const TgLine *line,
             GArray       *columns)
{
  char before = '{';

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *column = &g_array_index (columns, Column, i);
      const char *value = line->id;

      if (column->column != G_MAXUINT)
        value = column->column < line->n_cells ? line->cells[column->column] : NULL;
      if (value == NULL)
        continue;
      g_string_append_c (out, before);
      tg_json_append_string (out, column->key);
      g_string_append_c (out, ':');
      append_value (out, value);
      before = ',';
    }
  g_string_append_c (out, '}');
}

static void
append_table (GString       *out,
              const TgLines *lines)
{
  g_autoptr (GArray) columns = sort_columns (lines);

  g_string_append_c (out, '[');
  for (guint i = 0; i < lines->lines->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_line (out, g_ptr_array_index (lines->lines, i), columns);
    }
  g_string_append_c (out, ']');
}

char *
tg_document_to_json (const TgDocument *self)
{
  GString *out = g_string_new ("{");
  g_autoptr (GPtrArray) members = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (self != NULL, NULL);

  g_hash_table_iter_init (&iter, self->header);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (members, key);
  g_hash_table_iter_init (&iter, self->tables);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (((TgLines *) value)->lines->len > 0)
      g_ptr_array_add (members, key);
  g_ptr_array_sort (members, compare_members);

  for (guint i = 0; i < members->len; i++)
    {
      const char *member = g_ptr_array_index (members, i);
      const TgLines *lines = tg_document_find_lines (self, member);

      if (i > 0)
        g_string_append_c (out, ',');
      tg_json_append_string (out, member);
      g_string_append_c (out, ':');
      if (lines != NULL)
        append_table (out, lines);
      else
        append_value (out, g_hash_table_lookup (self->header, member));
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

/* The JSON of a member that is not text, behind its mark. Canonical where that is possible. */
static char *
keep_raw (JsonNode *node)
{
  g_autofree char *text = tg_json_to_canonical (node, NULL);

  if (text == NULL)
    text = json_to_string (node, FALSE);
  return g_strdup_printf ("%c%s", TG_RAW_MARK, text);
}

/* NULL for an empty value. */
static char *
read_value (JsonNode *node)
{
  const char *text;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return keep_raw (node);
  text = json_node_get_string (node);
  if (text[0] == '\0')
    return NULL;
  return tg_document_check_text (text, "", NULL) ? g_strdup (text) : keep_raw (node);
}

static gboolean
is_table (JsonNode *node)
{
  g_autoptr (GHashTable) seen = NULL;
  JsonArray *array;
  guint n;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  n = json_array_get_length (array);
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *id;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return FALSE;
      id = tg_json_get_string (json_node_get_object (element), "_line", NULL);
      if (id == NULL || !g_hash_table_add (seen, (gpointer) id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_line (TgLines     *lines,
           JsonObject  *object,
           int          position,
           GError     **error)
{
  TgLine *line = tg_lines_insert (lines, tg_json_get_string (object, "_line", ""), position, error);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (line == NULL)
    return FALSE;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      g_autofree char *value = NULL;

      if (strcmp (member, "_line") == 0)
        continue;
      value = read_value (node);
      if (!tg_lines_put (lines, line, member, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_table (TgDocument  *self,
            const char  *key,
            JsonArray   *array,
            GError     **error)
{
  TgLines *lines = tg_document_make_lines (self, key, error);
  guint n = json_array_get_length (array);

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!read_line (lines, json_array_get_object_element (array, i), -1, error))
      {
        g_prefix_error (error, "/%s/%u: ", key, i);
        return FALSE;
      }
  return TRUE;
}

static JsonNode *
parse_object (const char  *text,
              gssize       length,
              GError     **error)
{
  TgJsonLimits limits = { MAX_BYTES, MAX_DEPTH };
  g_autoptr (JsonNode) root = tg_json_parse (text, length, &limits, error);

  if (root == NULL || JSON_NODE_HOLDS_OBJECT (root))
    return g_steal_pointer (&root);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "a JSON object was expected");
  return NULL;
}

static gboolean check_node (JsonNode  *node,
                            guint      levels,
                            GError   **error);

static gboolean
check_members (JsonObject  *object,
               guint        levels,
               GError     **error)
{
  JsonObjectIter iter;
  JsonNode *value;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    if (!check_node (value, levels, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_elements (JsonArray  *array,
                guint       levels,
                GError    **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!check_node (json_array_get_element (array, i), levels, error))
      return FALSE;
  return TRUE;
}

/* `levels`: of nesting, that it may still have. */
static gboolean
check_node (JsonNode  *node,
            guint      levels,
            GError   **error)
{
  gboolean is_container = JSON_NODE_HOLDS_OBJECT (node) || JSON_NODE_HOLDS_ARRAY (node);

  if (is_container && levels == 0)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_TOO_LARGE, "the nesting is too deep");
      return FALSE;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    return check_members (json_node_get_object (node), levels - 1, error);
  if (JSON_NODE_HOLDS_ARRAY (node))
    return check_elements (json_node_get_array (node), levels - 1, error);
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_DOUBLE)
    return TRUE;
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                       "A fractional number has no canonical form here; send it as text");
  return FALSE;
}

static TgDocument *
document_from_object (JsonObject  *object,
                      GError     **error)
{
  g_autoptr (TgDocument) self = tg_document_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (json_object_get_size (object) > TG_MAX_KEYS)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_TOO_LARGE,
                           "the document has too many members");
      return NULL;
    }
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      g_autofree char *value = NULL;

      if (is_table (node))
        {
          if (!read_table (self, member, json_node_get_array (node), error))
            return NULL;
          continue;
        }
      value = read_value (node);
      tg_document_put_header (self, member, value);
    }
  return g_steal_pointer (&self);
}

TgDocument *
tg_document_new_from_json (const char  *text,
                           gssize       length,
                           GError     **error)
{
  g_autoptr (JsonNode) root = parse_object (text, length, error);

  return root != NULL ? document_from_object (json_node_get_object (root), error) : NULL;
}

TgDocument *
tg_document_new_from_object (JsonObject  *object,
                             GError     **error)
{
  return check_members (object, MAX_DEPTH - 1, error) ? document_from_object (object, error) : NULL;
}

char *
tg_document_line_to_json (const TgDocument *self,
                          const char       *table,
                          const char       *line_id)
{
  TgLines *lines = tg_document_find_lines (self, table);
  TgLine *line = lines == NULL ? NULL : g_hash_table_lookup (lines->by_id, line_id);
  g_autoptr (GArray) columns = NULL;
  GString *out;

  if (line == NULL)
    return NULL;
  columns = sort_columns (lines);
  out = g_string_new (NULL);
  append_line (out, line, columns);
  return g_string_free (out, FALSE);
}

gboolean
tg_document_put_line_json (TgDocument  *self,
                           const char  *table,
                           int          position,
                           const char  *json,
                           GError     **error)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  TgLines *lines;

  g_return_val_if_fail (self != NULL && table != NULL && json != NULL, FALSE);

  root = parse_object (json, -1, error);
  if (root == NULL)
    return FALSE;
  object = json_node_get_object (root);
  /* Adding the line checks id and document; nothing is left behind when it fails. */
  if (!tg_document_add_line (self, table, tg_json_get_string (object, "_line", ""), position,
                             error))
    return FALSE;
  tg_document_remove_line (self, table, tg_json_get_string (object, "_line", ""), NULL);
  lines = tg_document_find_lines (self, table);
  return read_line (lines, object, position, error);
}
