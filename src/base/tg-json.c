/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-json.h"

#include "tg-error.h"
#include "tg-json-reader.h"

/* Strict JSON in (tg-json-reader.c), canonical JSON out, and readers of members. Stateless, so any
 * thread. */

static const TgJsonLimits default_limits = { 16 * 1024 * 1024, 64 };

static gboolean append_node (GString   *out,
                             JsonNode  *node,
                             GError   **error);

static gboolean
fail_missing (const char  *member,
              const char  *kind,
              GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "The member “%s” is missing or not %s",
               member, kind);
  return FALSE;
}

/* UTF-8 sorts as Unicode does; UTF-16 differs where a surrogate meets U+E000 to U+FFFF. */
int
tg_json_compare_names (const char *a,
                       const char *b)
{
  while (*a != '\0' && *a == *b)
    {
      a++;
      b++;
    }
  if ((guchar) *a < 0x80 || (guchar) *b < 0x80 || ((guchar) *a < 0xee && (guchar) *b < 0xee))
    return (guchar) *a - (guchar) *b;
  if (((guchar) *a >= 0xf0) != ((guchar) *b >= 0xf0) && (guchar) *a >= 0xee && (guchar) *b >= 0xee)
    return (guchar) *a >= 0xf0 ? -1 : 1;
  return (guchar) *a - (guchar) *b;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return tg_json_compare_names (*(const char * const *) a, *(const char * const *) b);
}

static void
append_escape (GString *out,
               guchar   c)
{
  static const char letters[] = "btn\0fr";

  if (c == '"' || c == '\\')
    g_string_append_printf (out, "\\%c", c);
  else if (c >= '\b' && c <= '\r' && c != '\v')
    g_string_append_printf (out, "\\%c", letters[c - '\b']);
  else
    g_string_append_printf (out, "\\u%04x", c);
}

void
tg_json_append_string (GString    *out,
                       const char *text)
{
  const char *run = text;

  g_string_append_c (out, '"');
  for (const char *p = text; *p != '\0'; p++)
    if ((guchar) *p < 0x20 || *p == '"' || *p == '\\')
      {
        g_string_append_len (out, run, p - run);
        append_escape (out, (guchar) *p);
        run = p + 1;
      }
  g_string_append (out, run);
  g_string_append_c (out, '"');
}

/* `except`: members of the outermost object that are left out, nullable. */
static gboolean
append_object (GString             *out,
               JsonObject          *object,
               const char * const  *except,
               GError             **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (except == NULL || !g_strv_contains (except, name))
      g_ptr_array_add (names, (gpointer) name);
  g_ptr_array_sort (names, compare_names);

  g_string_append_c (out, '{');
  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      tg_json_append_string (out, names->pdata[i]);
      g_string_append_c (out, ':');
      if (!append_node (out, json_object_get_member (object, names->pdata[i]), error))
        return FALSE;
    }
  g_string_append_c (out, '}');
  return TRUE;
}

static gboolean
append_array (GString    *out,
              JsonArray  *array,
              GError    **error)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      if (!append_node (out, json_array_get_element (array, i), error))
        return FALSE;
    }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
append_value (GString   *out,
              JsonNode  *node,
              GError   **error)
{
  GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    tg_json_append_string (out, json_node_get_string (node));
  else if (type == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
  else if (type == G_TYPE_INT64)
    g_string_append_printf (out, "%" G_GINT64_FORMAT, json_node_get_int (node));
  else
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                           "A fractional number has no canonical form here; send it as text");
      return FALSE;
    }
  return TRUE;
}

static gboolean
append_node (GString   *out,
             JsonNode  *node,
             GError   **error)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return append_object (out, json_node_get_object (node), NULL, error);
    case JSON_NODE_ARRAY:
      return append_array (out, json_node_get_array (node), error);
    case JSON_NODE_VALUE:
      return append_value (out, node, error);
    case JSON_NODE_NULL:
      g_string_append (out, "null");
      return TRUE;
    }
  g_return_val_if_reached (FALSE);
}

/* No object has no members. */
static JsonNode *
find_member (JsonObject *object,
             const char *member)
{
  return object != NULL ? json_object_get_member (object, member) : NULL;
}

/* The member if it holds a plain value of this type. */
static JsonNode *
find_value (JsonObject *object,
            const char *member,
            GType       type)
{
  JsonNode *node = find_member (object, member);

  return node != NULL && json_node_get_value_type (node) == type ? node : NULL;
}

JsonNode *
tg_json_parse (const char          *text,
               gssize               length,
               const TgJsonLimits  *limits,
               GError             **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  g_return_val_if_fail (text != NULL, NULL);

  limits = limits != NULL ? limits : &default_limits;
  if (size <= limits->max_bytes)
    return tg_json_reader_run (text, size, limits->max_depth, error);
  g_set_error (error, TG_ERROR, TG_ERROR_TOO_LARGE,
               "%" G_GSIZE_FORMAT " bytes of JSON; %" G_GSIZE_FORMAT " are allowed",
               size, limits->max_bytes);
  return NULL;
}

JsonNode *
tg_json_parse_object (const char  *text,
                      GError     **error)
{
  g_autoptr (JsonNode) node = tg_json_parse (text, -1, &TG_JSON_LIMITS_DEFAULT, error);

  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "It is JSON, but no object");
  return NULL;
}

char *
tg_json_to_canonical (JsonNode  *node,
                      GError   **error)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_return_val_if_fail (node != NULL, NULL);

  if (!append_node (out, node, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
tg_json_object_to_canonical (JsonObject          *object,
                             const char * const  *except,
                             GError             **error)
{
  g_autoptr (GString) out = g_string_sized_new (1024);

  if (!append_object (out, object, except, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
tg_json_digest (const char *canonical)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *base64 = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;

  g_return_val_if_fail (canonical != NULL, NULL);

  g_checksum_update (checksum, (const guchar *) canonical, (gssize) strlen (canonical));
  g_checksum_get_digest (checksum, digest, &length);
  base64 = g_base64_encode (digest, length);
  return g_strdup_printf ("sha-256=:%s:", base64);
}

const char *
tg_json_get_string (JsonObject *object,
                    const char *member,
                    const char *fallback)
{
  JsonNode *node = find_value (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : fallback;
}

gint64
tg_json_get_int (JsonObject *object,
                 const char *member,
                 gint64      fallback)
{
  JsonNode *node = find_value (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

gboolean
tg_json_get_boolean (JsonObject *object,
                     const char *member,
                     gboolean    fallback)
{
  JsonNode *node = find_value (object, member, G_TYPE_BOOLEAN);

  return node != NULL ? json_node_get_boolean (node) : fallback;
}

JsonObject *
tg_json_get_object (JsonObject *object,
                    const char *member)
{
  JsonNode *node = find_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonArray *
tg_json_get_array (JsonObject *object,
                   const char *member)
{
  JsonNode *node = find_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
tg_json_get_object_at (JsonArray *array,
                       guint      index)
{
  JsonNode *node = json_array_get_element (array, index);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

gboolean
tg_json_need_string (JsonObject  *object,
                     const char  *member,
                     const char **out,
                     GError     **error)
{
  JsonNode *node = find_value (object, member, G_TYPE_STRING);

  if (node == NULL)
    return fail_missing (member, "a string", error);
  *out = json_node_get_string (node);
  return TRUE;
}

gboolean
tg_json_need_int (JsonObject  *object,
                  const char  *member,
                  gint64      *out,
                  GError     **error)
{
  JsonNode *node = find_value (object, member, G_TYPE_INT64);

  if (node == NULL)
    return fail_missing (member, "a whole number", error);
  *out = json_node_get_int (node);
  return TRUE;
}

gboolean
tg_json_need_object (JsonObject  *object,
                     const char  *member,
                     JsonObject **out,
                     GError     **error)
{
  JsonObject *found = tg_json_get_object (object, member);

  if (found == NULL)
    return fail_missing (member, "an object", error);
  *out = found;
  return TRUE;
}

gboolean
tg_json_need_array (JsonObject  *object,
                    const char  *member,
                    JsonArray  **out,
                    GError     **error)
{
  JsonArray *found = tg_json_get_array (object, member);

  if (found == NULL)
    return fail_missing (member, "an array", error);
  *out = found;
  return TRUE;
}

gboolean
tg_json_only_members (JsonObject          *object,
                      const char * const  *known,
                      GError             **error)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, NULL))
    {
      if (g_strv_contains (known, name))
        continue;
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "The member “%s” is unknown", name);
      return FALSE;
    }
  return TRUE;
}
