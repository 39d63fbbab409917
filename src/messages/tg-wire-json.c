/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-json.h"

#include "tg-document-json.h"
#include "tg-error.h"
#include "tg-id.h"

/* What the readers and writers of bodies have in common. Pure; any thread. */

JsonNode *
tg_wire_parse (GBytes  *body,
               GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (JsonNode) root = NULL;

  root = tg_json_parse (text != NULL ? text : "", (gssize) length, NULL, error);
  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "The body is not a JSON object");
      return NULL;
    }
  return g_steal_pointer (&root);
}

JsonNode *
tg_wire_parse_answer (GBytes  *body,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = tg_wire_parse (body, &local);
  JsonObject *object;

  if (root == NULL)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_OFFLINE,
                   "The answer is not the single window's: %s", local->message);
      return NULL;
    }
  object = json_node_get_object (root);
  if (g_strcmp0 (tg_json_get_string (object, "api", NULL), "1") != 0 ||
      *tg_json_get_string (object, "epoch", "") == '\0')
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_OFFLINE,
                           "The answer is not the single window's: it names no version and epoch");
      return NULL;
    }
  return g_steal_pointer (&root);
}

char *
tg_wire_node_to_text (JsonNode *node)
{
  char *text = tg_json_to_canonical (node, NULL);

  return text != NULL ? text : json_to_string (node, FALSE);
}

char *
tg_wire_object_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, object);
  return tg_wire_node_to_text (node);
}

GBytes *
tg_wire_object_to_canonical (JsonObject  *object,
                             GError     **error)
{
  char *text = tg_json_object_to_canonical (object, NULL, error);

  return text != NULL ? g_bytes_new_take (text, strlen (text)) : NULL;
}

void
tg_wire_set_text (JsonObject *object,
                  const char *member,
                  const char *json)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = tg_json_parse (json, -1, NULL, &error);

  if (node == NULL)
    {
      g_critical ("The member “%s” is not JSON: %s", member, error->message);
      return;
    }
  json_object_set_member (object, member, node);
}

gboolean
tg_wire_need_bounded (JsonObject  *object,
                      const char  *member,
                      gsize        max,
                      const char **out,
                      GError     **error)
{
  const char *value;

  if (!tg_json_need_string (object, member, &value, error))
    return FALSE;
  if (*value == '\0' || strlen (value) > max)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   "The member “%s” is empty or longer than %" G_GSIZE_FORMAT " bytes",
                   member, max);
      return FALSE;
    }
  *out = value;
  return TRUE;
}

gboolean
tg_wire_need_id (JsonObject  *object,
                 const char  *member,
                 const char **out,
                 GError     **error)
{
  const char *value;

  if (!tg_json_need_string (object, member, &value, error))
    return FALSE;
  if (!tg_id_is_valid (value))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   "The member “%s” is not an identifier (UUID version 7)", member);
      return FALSE;
    }
  *out = value;
  return TRUE;
}

gboolean
tg_wire_need_list (JsonObject  *object,
                   const char  *member,
                   JsonArray  **out,
                   GError     **error)
{
  JsonArray *found;

  if (!tg_json_need_array (object, member, &found, error))
    return FALSE;
  if (json_array_get_length (found) > TG_WIRE_MAX_ITEMS)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "The member “%s” has more than %d entries",
                   member, TG_WIRE_MAX_ITEMS);
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (found); i++)
    if (tg_wire_get_element (found, i) == NULL)
      {
        g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "%s/%u is not an object", member, i);
        return FALSE;
      }
  *out = found;
  return TRUE;
}

JsonObject *
tg_wire_get_element (JsonArray *array,
                     guint      position)
{
  JsonNode *node = json_array_get_element (array, position);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

TgDocument *
tg_wire_read_document (JsonObject  *object,
                       const char  *member,
                       GError     **error)
{
  g_autoptr (TgDocument) document = NULL;
  JsonObject *found;

  if (!tg_json_need_object (object, member, &found, error))
    return NULL;
  document = tg_document_new_from_object (found, error);
  return document != NULL ? tg_document_freeze (g_steal_pointer (&document)) : NULL;
}

GPtrArray *
tg_wire_read_faults (JsonObject *object)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  JsonArray *array = tg_json_get_array (object, "errors");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *entry = tg_wire_get_element (array, i);

      if (entry == NULL || faults->len == TG_WIRE_MAX_FAULTS)
        continue;
      g_ptr_array_add (faults, tg_fault_new (tg_json_get_string (entry, "pointer", ""),
                                             tg_json_get_string (entry, "code", ""),
                                             tg_json_get_string (entry, "detail", "")));
    }
  return faults;
}

void
tg_wire_set_faults (JsonObject *object,
                    GPtrArray  *faults)
{
  JsonArray *array;

  if (faults == NULL || faults->len == 0)
    return;
  array = json_array_new ();
  for (guint i = 0; i < faults->len; i++)
    {
      const TgFault *fault = faults->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "pointer", fault->pointer);
      json_object_set_string_member (entry, "code", fault->code);
      json_object_set_string_member (entry, "detail", fault->detail);
      json_array_add_object_element (array, entry);
    }
  json_object_set_array_member (object, "errors", array);
}
