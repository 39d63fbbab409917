/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-xml-map.h"

#include <string.h>

#include "tg-data-dir.h"
#include "tg-error.h"
#include "tg-json.h"
#include "tg-xml-shape.h"

/* TgXmlMap: the strict reader of message.json. Every field that it names is one of the form's, so a
 * mapping that no longer fits its form is refused when it is loaded. */

#define MAX_BYTES (1024 * 1024)
#define JSON_DEPTH 40

static gboolean
fail (GError     **error,
      const char  *what)
{
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, what);
  return FALSE;
}

static void
codes_free (gpointer data)
{
  TgXmlCodes *self = data;

  g_free (self->out_table);
  g_free (self->out_column);
  g_free (self->in_table);
  g_free (self->in_column);
  g_clear_pointer (&self->out_values, g_hash_table_unref);
  g_clear_pointer (&self->in_values, g_hash_table_unref);
  g_free (self);
}

/* `"out": "currencies_alpha3/numeric"` */
static gboolean
read_column (JsonObject  *object,
             const char  *member,
             char       **table,
             char       **column,
             GError     **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;

  if (!tg_xml_shape_read_string (object, member, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  parts = g_strsplit (text, "/", 2);
  if (g_strv_length (parts) != 2)
    return fail (error, "codes should be TABLE/COLUMN");
  *table = g_strdup (parts[0]);
  *column = g_strdup (parts[1]);
  return TRUE;
}

/* `"values": {"true": "1", "false": "0"}` */
static gboolean
read_values (JsonObject  *object,
             TgXmlCodes  *self,
             GError     **error)
{
  JsonNode *node = json_object_get_member (object, "values");
  JsonObjectIter iter;
  const char *from;
  JsonNode *to;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "“values” should be an object");
  self->out_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->in_values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &from, &to))
    {
      if (!JSON_NODE_HOLDS_VALUE (to) || json_node_get_value_type (to) != G_TYPE_STRING)
        return fail (error, "“values” should hold texts");
      g_hash_table_insert (self->out_values, g_strdup (from), json_node_dup_string (to));
      if (!g_hash_table_contains (self->in_values, json_node_get_string (to)))
        g_hash_table_insert (self->in_values, json_node_dup_string (to), g_strdup (from));
    }
  return TRUE;
}

static TgXmlCodes *
read_codes (JsonObject  *object,
            GError     **error)
{
  static const char * const known[] = { "out", "in", "values", NULL };
  TgXmlCodes *self = g_new0 (TgXmlCodes, 1);

  if (tg_json_only_members (object, known, error) &&
      read_column (object, "out", &self->out_table, &self->out_column, error) &&
      read_column (object, "in", &self->in_table, &self->in_column, error) &&
      read_values (object, self, error))
    return self;
  codes_free (self);
  return NULL;
}

static gboolean
read_all_codes (TgXmlMap    *self,
                JsonObject  *object,
                GError     **error)
{
  JsonNode *node = json_object_get_member (object, "codes");
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, "“codes” should be an object");
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      TgXmlCodes *codes = JSON_NODE_HOLDS_OBJECT (member)
                          ? read_codes (json_node_get_object (member), error) : NULL;

      if (codes == NULL)
        {
          if (error != NULL && *error == NULL)
            fail (error, "should be an object");
          g_prefix_error (error, "codes “%s”: ", name);
          return FALSE;
        }
      g_hash_table_insert (self->codes, g_strdup (name), codes);
    }
  return TRUE;
}

static gboolean
read_answers (TgXmlMap    *self,
              JsonObject  *object,
              GError     **error)
{
  JsonNode *node = json_object_get_member (object, "answers");
  JsonArray *array;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (error, "“answers” should be a list");
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      TgXmlShape *shape;

      if (!JSON_NODE_HOLDS_OBJECT (element))
        return fail (error, "“answers” should hold objects");
      shape = tg_xml_shape_read (self, json_node_get_object (element), TRUE, error);
      if (shape == NULL)
        return FALSE;
      g_ptr_array_add (self->answers, shape);
    }
  return TRUE;
}

static gboolean
check_identity (const TgXmlMap  *self,
                JsonObject      *object,
                GError         **error)
{
  const char *id = tg_json_get_string (object, "form", "");
  gint64 version = tg_json_get_int (object, "version", 0);

  if (strcmp (id, self->form->id) != 0 || version != self->form->version)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   "it says %s version %" G_GINT64_FORMAT ", the form is %s version %u", id,
                   version, self->form->id, self->form->version);
      return FALSE;
    }
  for (guint i = 0; self->key != NULL && self->key[i] != NULL; i++)
    if (tg_form_find_field (self->form, self->key[i]) == NULL)
      {
        g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“key”: the form has no field “%s”",
                     self->key[i]);
        return FALSE;
      }
  return TRUE;
}

static gboolean
read_map (TgXmlMap    *self,
          JsonObject  *object,
          GError     **error)
{
  static const char * const known[] = { "form", "version", "key", "codes", "data", "answers",
                                        "source", NULL };
  JsonNode *data = json_object_get_member (object, "data");

  if (!tg_json_only_members (object, known, error) ||
      !tg_xml_shape_read_strings (object, "key", &self->key, error) ||
      !check_identity (self, object, error) || !read_all_codes (self, object, error))
    return FALSE;
  if (data == NULL || !JSON_NODE_HOLDS_OBJECT (data))
    return fail (error, "“data” should be an object");
  self->data = tg_xml_shape_read (self, json_node_get_object (data), FALSE, error);
  return self->data != NULL && read_answers (self, object, error);
}

TgXmlMap *
tg_xml_map_parse (TgForm      *form,
                  const char  *text,
                  gssize       length,
                  const char  *name,
                  GError     **error)
{
  TgJsonLimits limits = { MAX_BYTES, JSON_DEPTH };
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (TgXmlMap) self = g_new0 (TgXmlMap, 1);

  g_return_val_if_fail (form != NULL && text != NULL && name != NULL, NULL);

  g_atomic_ref_count_init (&self->refs);
  self->form = tg_form_ref (form);
  self->codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, codes_free);
  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_xml_shape_free);
  root = tg_json_parse (text, length, &limits, error);
  if (root != NULL && !JSON_NODE_HOLDS_OBJECT (root))
    fail (error, "a JSON object was expected");
  else if (root != NULL && read_map (self, json_node_get_object (root), error))
    return g_steal_pointer (&self);
  g_prefix_error (error, "%s: ", name);
  return NULL;
}

TgXmlMap *
tg_xml_map_load (TgForm      *form,
                 const char  *directory,
                 GError     **error)
{
  g_autofree char *version = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  g_return_val_if_fail (form != NULL, NULL);

  version = g_strdup_printf ("%u", form->version);
  path = g_build_filename (directory != NULL ? directory : tg_data_dir_get (), "forms", form->id,
                           version, "message.json", NULL);
  if (g_file_get_contents (path, &text, &length, &local))
    return tg_xml_map_parse (form, text, (gssize) length, path, error);
  g_set_error (error, TG_ERROR,
               g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? TG_ERROR_NOT_FOUND
                                                                         : TG_ERROR_FAILED,
               "%s has no XML message: %s", form->id, local->message);
  return NULL;
}

TgXmlMap *
tg_xml_map_ref (TgXmlMap *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_xml_map_unref (TgXmlMap *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->data, tg_xml_shape_free);
  g_ptr_array_unref (self->answers);
  g_hash_table_unref (self->codes);
  g_strfreev (self->key);
  tg_form_unref (self->form);
  g_free (self);
}

const TgXmlShape *
tg_xml_map_find_answer (const TgXmlMap *self,
                        const char     *message)
{
  for (guint i = 0; i < self->answers->len; i++)
    {
      const TgXmlShape *shape = self->answers->pdata[i];

      if (strcmp (shape->message, message) == 0)
        return shape;
    }
  return NULL;
}
