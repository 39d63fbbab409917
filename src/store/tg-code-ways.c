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
  for (guint i = 0; i < json_array_get_length (levels); i++)
    {
      JsonObject *object = json_array_get_object_element (levels, i);
      TgCodeLevel *level = g_new0 (TgCodeLevel, 1);

      level->table = g_strdup (json_object_get_string_member_with_default (object, "table", ""));
      level->length = (gsize) json_object_get_int_member_with_default (object, "length", 0);
      g_ptr_array_add (ways->path, level);
    }
}

static char **
read_units (JsonArray *columns)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    g_strv_builder_add (builder, json_array_get_string_element (columns, i));
  return g_strv_builder_end (builder);
}

static TgCodeWays *
read_ways (const char *json)
{
  g_autoptr (JsonNode) node = tg_json_parse (json, -1, &TG_JSON_LIMITS_DEFAULT, NULL);
  TgCodeWays *ways = g_new0 (TgCodeWays, 1);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonArray *units = NULL;

  ways->path = g_ptr_array_new_with_free_func (level_free);
  if (object != NULL && json_object_has_member (object, "path"))
    read_path (ways, json_object_get_array_member (object, "path"));
  if (object != NULL && json_object_has_member (object, "units"))
    units = json_object_get_array_member (object, "units");
  if (object != NULL)
    ways->synonyms =
      g_strdup (json_object_get_string_member_with_default (object, "synonyms", NULL));
  ways->units = read_units (units);
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
