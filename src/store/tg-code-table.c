/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table.h"

#include "tg-code-table-private.h"
#include "tg-error.h"
#include "tg-json.h"

/* The computer's code tables, read-only: dated rows that rules look up and people search. The
 * file is made at build time by data/codes/make-codes-db.py, whose way of cutting names into
 * words the queries here repeat. Lives on the thread that opened it. */

struct _TgCodeTable
{
  GObject     parent_instance;
  TgDb       *db;
  GHashTable *ways;     /* table → TgCodeWays */
};

static void tg_code_table_lookup_init (TgCodeLookupInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgCodeTable, tg_code_table, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CODE_LOOKUP,
                                                      tg_code_table_lookup_init))

static GHashTable *
read_extra (const char *json)
{
  g_autoptr (JsonNode) node = tg_json_parse (json, -1, &TG_JSON_LIMITS_DEFAULT, NULL);
  g_autoptr (GHashTable) extra = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (json_node_get_value_type (value) == G_TYPE_STRING)
      g_hash_table_insert (extra, g_strdup (name), json_node_dup_string (value));

  return g_steal_pointer (&extra);
}

TgCodeRow *
tg_code_table_read_row (TgDbStatement *st)
{
  return tg_code_row_new (tg_db_column_text (st, 0), tg_db_column_text (st, 1),
                          tg_db_column_text (st, 2), read_extra (tg_db_column_text (st, 3)));
}

static TgCodeRow *
tg_code_table_find (TgCodeLookup *lookup,
                    const char   *table,
                    const char   *code,
                    const char   *date)
{
  TgCodeTable *self = TG_CODE_TABLE (lookup);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  st = tg_db_prepare (self->db,
                      TG_CODE_COLUMNS "WHERE c.table_name = :table AND c.code = :code"
                      TG_CODE_VALID " ORDER BY c.valid_from DESC LIMIT 1", NULL);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":code", code);
  tg_db_bind_text (st, ":date", date != NULL ? date : "");
  if (!tg_db_step (st, &has_row, NULL) || !has_row)
    return NULL;

  return tg_code_table_read_row (st);
}

static gboolean
tg_code_table_has_table (TgCodeLookup *lookup,
                         const char   *table)
{
  TgCodeTable *self = TG_CODE_TABLE (lookup);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  st = tg_db_prepare (self->db, "SELECT 1 FROM code_table WHERE name = :table", NULL);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":table", table);
  return tg_db_step (st, &has_row, NULL) && has_row;
}

static void
tg_code_table_lookup_init (TgCodeLookupInterface *iface)
{
  iface->find = tg_code_table_find;
  iface->has_table = tg_code_table_has_table;
}

static void
tg_code_table_finalize (GObject *object)
{
  TgCodeTable *self = TG_CODE_TABLE (object);

  g_hash_table_unref (self->ways);
  g_clear_pointer (&self->db, tg_db_close);

  G_OBJECT_CLASS (tg_code_table_parent_class)->finalize (object);
}

static void
tg_code_table_class_init (TgCodeTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_code_table_finalize;
}

static void
tg_code_table_init (TgCodeTable *self)
{
  self->ways = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) tg_code_ways_free);
}

TgCodeTable *
tg_code_table_open (const char  *path,
                    GError     **error)
{
  g_autoptr (TgCodeTable) self = g_object_new (TG_TYPE_CODE_TABLE, NULL);
  TgDbOptions options = {
    .path = path,
    .application_id = TG_CODES_APPLICATION_ID,
    .is_read_only = TRUE,
  };

  self->db = tg_db_open (&options, error);
  if (self->db == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

TgDb *
tg_code_table_get_db (TgCodeTable *self)
{
  return self->db;
}

const TgCodeWays *
tg_code_table_get_ways (TgCodeTable *self,
                        const char  *table)
{
  TgCodeWays *ways = g_hash_table_lookup (self->ways, table);

  if (ways == NULL)
    {
      ways = tg_code_ways_load (self->db, table);
      g_hash_table_insert (self->ways, g_strdup (table), ways);
    }
  return ways;
}

char *
tg_code_table_dup_version (TgCodeTable *self)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (TG_IS_CODE_TABLE (self), NULL);

  st = tg_db_prepare (self->db, "SELECT coalesce (max (version), '') FROM code_table", NULL);
  if (st == NULL || !tg_db_step (st, &has_row, NULL) || !has_row)
    return g_strdup ("");

  return tg_db_column_dup_text (st, 0);
}

char *
tg_code_table_find_name (TgCodeTable *self,
                         const char  *table,
                         const char  *name)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (TG_IS_CODE_TABLE (self), NULL);

  st = tg_db_prepare (self->db,
                      "SELECT code FROM code WHERE table_name = :table AND name_zh = :name"
                      " ORDER BY valid_from DESC LIMIT 1", NULL);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":name", name);
  return tg_db_step (st, &has_row, NULL) && has_row ? tg_db_column_dup_text (st, 0) : NULL;
}

static void
info_free (gpointer data)
{
  TgCodeTableInfo *info = data;

  g_free (info->name);
  tg_text_unref (info->title);
  g_free (info->version);
  g_free (info->source);
  g_free (info);
}

GPtrArray *
tg_code_table_describe_all (TgCodeTable  *self,
                            GError      **error)
{
  g_autoptr (GPtrArray) infos = g_ptr_array_new_with_free_func (info_free);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row;

  g_return_val_if_fail (TG_IS_CODE_TABLE (self), NULL);

  st = tg_db_prepare (self->db,
                      "SELECT name, title_zh, title_en, version, source, rows FROM code_table"
                      " ORDER BY name", error);
  while (st != NULL && tg_db_step (st, &has_row, error))
    {
      TgCodeTableInfo *info;

      if (!has_row)
        return g_steal_pointer (&infos);
      info = g_new0 (TgCodeTableInfo, 1);
      info->name = tg_db_column_dup_text (st, 0);
      info->title = tg_text_new (tg_db_column_text (st, 1), tg_db_column_text (st, 2));
      info->version = tg_db_column_dup_text (st, 3);
      info->source = tg_db_column_dup_text (st, 4);
      info->n_rows = tg_db_column_int (st, 5);
      g_ptr_array_add (infos, info);
    }
  return NULL;
}

char *
tg_code_table_dup_day (TgCodeTable *self,
                       const char  *table)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (TG_IS_CODE_TABLE (self), NULL);

  st = tg_db_prepare (self->db, "SELECT version FROM code_table WHERE name = :table", NULL);
  if (st == NULL)
    return g_strdup ("");

  tg_db_bind_text (st, ":table", table);
  return tg_db_step (st, &has_row, NULL) && has_row ? tg_db_column_dup_text (st, 0)
                                                    : g_strdup ("");
}

char *
tg_code_table_dup_state (TgCodeTable *self,
                         const char  *table)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (TG_IS_CODE_TABLE (self), NULL);

  st = tg_db_prepare (self->db,
                      "SELECT source || ', ' || version || ', ' || rows FROM code_table"
                      " WHERE name = :table", NULL);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":table", table);
  return tg_db_step (st, &has_row, NULL) && has_row ? tg_db_column_dup_text (st, 0) : NULL;
}
