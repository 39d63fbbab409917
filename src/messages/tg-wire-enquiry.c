/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-enquiry.h"

#include "tg-clock.h"
#include "tg-error.h"
#include "tg-wire-json.h"

/* What a row says is the window's own; here it is only made text, and bounded. */

#define MAX_COLUMNS 64

void
tg_wire_enquiry_free (TgWireEnquiry *self)
{
  g_free (self->kind);
  g_free (self->more);
  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* FALSE: a row is no object. */
static gboolean
collect_columns (TgWireEnquiry  *self,
                 JsonArray      *rows,
                 GError        **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = tg_wire_get_element (rows, i);
      JsonObjectIter iter;
      const char *name;

      if (row == NULL)
        {
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "/rows/%u is no object", i);
          return FALSE;
        }
      json_object_iter_init (&iter, row);
      while (json_object_iter_next (&iter, &name, NULL))
        if (self->columns->len < MAX_COLUMNS && g_hash_table_add (seen, (char *) name))
          g_ptr_array_add (self->columns, g_strdup (name));
    }
  g_ptr_array_sort (self->columns, compare);
  return TRUE;
}

static char *
make_cell (JsonObject *row,
           const char *name)
{
  JsonNode *node = json_object_get_member (row, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  return tg_wire_node_to_text (node);
}

static void
collect_rows (TgWireEnquiry *self,
              JsonArray     *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = tg_wire_get_element (rows, i);
      char **cells = g_new0 (char *, self->columns->len + 1);

      for (guint c = 0; c < self->columns->len; c++)
        cells[c] = make_cell (row, self->columns->pdata[c]);
      g_ptr_array_add (self->rows, cells);
    }
}

TgWireEnquiry *
tg_wire_read_enquiry (GBytes  *body,
                      GError **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse_answer (body, error);
  g_autoptr (TgWireEnquiry) self = g_new0 (TgWireEnquiry, 1);
  JsonObject *object;
  JsonArray *rows;
  const char *kind, *at;

  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  if (!tg_wire_need_bounded (object, "kind", TG_WIRE_MAX_ID, &kind, error) ||
      !tg_wire_need_bounded (object, "asked_at", TG_WIRE_MAX_ID, &at, error) ||
      !tg_time_from_rfc3339 (at, &self->asked_at, error) ||
      !tg_wire_need_list (object, "rows", &rows, error))
    return NULL;
  self->kind = g_strdup (kind);
  self->more = g_strdup (tg_json_get_string (object, "more", NULL));
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  if (!collect_columns (self, rows, error))
    return NULL;
  collect_rows (self, rows);
  return g_steal_pointer (&self);
}
