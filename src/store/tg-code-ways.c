/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table-private.h"

#include "tg-json.h"

/* `look_up` of a table, read once a connection. A file that is made here says nothing wrong, so
 * what is not understood is left out. */

static void
level_free (gpointer data)
{
  TgCodeLevel *self = data;

  g_free (self->table);
  g_free (self);
}

void
tg_code_ways_free (TgCodeWays *self)
{
  g_ptr_array_unref (self->path);
  g_free (self->synonyms);
  g_strfreev (self->units);
  g_free (self);
}

static void
read_path (TgCodeWays *ways,
           JsonArray  *levels)
{
  for (guint i = 0; levels != NULL && i < json_array_get_length (levels); i++)
    {
      JsonObject *object = tg_json_get_object_at (levels, i);
      TgCodeLevel *level = g_new0 (TgCodeLevel, 1);

      level->table = g_strdup (tg_json_get_string (object, "table", ""));
      level->length = (gsize) tg_json_get_int (object, "length", 0);
      g_ptr_array_add (ways->path, level);
    }
}

static char **
read_units (JsonArray *columns)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonNode *column = json_array_get_element (columns, i);

      if (json_node_get_value_type (column) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (column));
    }
  return g_strv_builder_end (builder);
}

static TgCodeWays *
read_ways (const char *json)
{
  g_autoptr (JsonNode) node = tg_json_parse (json, -1, &TG_JSON_LIMITS_DEFAULT, NULL);
  TgCodeWays *ways = g_new0 (TgCodeWays, 1);
  JsonObject *object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                       : NULL;

  ways->path = g_ptr_array_new_with_free_func (level_free);
  read_path (ways, tg_json_get_array (object, "path"));
  ways->synonyms = g_strdup (tg_json_get_string (object, "synonyms", NULL));
  ways->units = read_units (tg_json_get_array (object, "units"));
  return ways;
}

TgCodeWays *
tg_code_ways_load (TgDb       *db,
                   const char *table)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  st = tg_db_prepare (db, "SELECT look_up FROM code_table WHERE name = :table", NULL);
  if (st == NULL)
    return read_ways ("{}");
  tg_db_bind_text (st, ":table", table);
  if (!tg_db_step (st, &has_row, NULL) || !has_row)
    return read_ways ("{}");
  return read_ways (tg_db_column_text (st, 0));
}
