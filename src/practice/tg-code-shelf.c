/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-shelf.h"

#include "tg-account-table.h"
#include "tg-book.h"
#include "tg-code-table.h"
#include "tg-event-table.h"
#include "tg-json.h"

/* codes.db behind TgCodeLookup, and its way into the book. The file is read only and may be
 * newer at the next start; then the accounts are told. Owned by the server; on its thread. */

#define APPLICATION_ID 0x54474344   /* TGCD */

struct _TgCodeShelf
{
  GObject  parent_instance;
  char    *path;
  TgDb    *db;
};

static void tg_code_shelf_lookup_init (TgCodeLookupInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgCodeShelf, tg_code_shelf, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CODE_LOOKUP,
                                                      tg_code_shelf_lookup_init))

static gboolean
tg_code_shelf_has_table (TgCodeLookup *lookup,
                         const char   *table)
{
  TgCodeShelf *self = TG_CODE_SHELF (lookup);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row;

  st = tg_db_prepare (self->db, "SELECT 1 FROM code_table WHERE name = :name", NULL);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", table);
  return tg_db_step (st, &has_row, NULL) && has_row;
}

/* `extra` as the row's further columns. */
static GHashTable *
read_extra (const char *text)
{
  g_autoptr (JsonNode) node = tg_json_parse (text, -1, NULL, NULL);
  GHashTable *extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const char *name;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return extra;
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, NULL))
    g_hash_table_insert (extra, g_strdup (name),
                         g_strdup (tg_json_get_string (json_node_get_object (node), name, "")));
  return extra;
}

static TgCodeRow *
tg_code_shelf_find (TgCodeLookup *lookup,
                    const char   *table,
                    const char   *code,
                    const char   *date)
{
  TgCodeShelf *self = TG_CODE_SHELF (lookup);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row;

  st = tg_db_prepare (self->db,
                      "SELECT code, name_zh, name_en, extra FROM code WHERE table_name = :table"
                      " AND code = :code AND valid_from <= :date"
                      " AND (valid_to = '' OR valid_to >= :date) ORDER BY valid_from DESC LIMIT 1",
                      NULL);
  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":code", code);
  tg_db_bind_text (st, ":date", date);
  if (!tg_db_step (st, &has_row, NULL) || !has_row)
    return NULL;
  return tg_code_row_new (tg_db_column_text (st, 0), tg_db_column_text (st, 1),
                          tg_db_column_text (st, 2), read_extra (tg_db_column_text (st, 3)));
}

static void
tg_code_shelf_finalize (GObject *object)
{
  TgCodeShelf *self = TG_CODE_SHELF (object);

  g_clear_pointer (&self->db, tg_db_close);
  g_free (self->path);
  G_OBJECT_CLASS (tg_code_shelf_parent_class)->finalize (object);
}

static void
tg_code_shelf_lookup_init (TgCodeLookupInterface *iface)
{
  iface->find = tg_code_shelf_find;
  iface->has_table = tg_code_shelf_has_table;
}

static void
tg_code_shelf_class_init (TgCodeShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_code_shelf_finalize;
}

static void
tg_code_shelf_init (TgCodeShelf *self)
{
}

TgCodeShelf *
tg_code_shelf_open (const char  *path,
                    GError     **error)
{
  g_autoptr (TgCodeShelf) self = g_object_new (TG_TYPE_CODE_SHELF, NULL);
  TgDbOptions options = {
    .path = path,
    .application_id = APPLICATION_ID,
    .is_read_only = TRUE,
    .is_cache = TRUE,
  };

  self->path = g_strdup (path);
  self->db = tg_db_open (&options, error);
  return self->db != NULL ? g_steal_pointer (&self) : NULL;
}

static char *
row_to_text (TgDbStatement *st)
{
  g_autoptr (JsonNode) node = tg_json_parse (tg_db_column_text (st, 5), -1, NULL, NULL);
  JsonObject *row;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_clear_pointer (&node, json_node_unref);
      node = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (node, json_object_new ());
    }
  row = json_node_get_object (node);
  json_object_set_string_member (row, "code", tg_db_column_text (st, 0));
  json_object_set_string_member (row, "valid_from", tg_db_column_text (st, 1));
  json_object_set_string_member (row, "valid_to", tg_db_column_text (st, 2));
  json_object_set_string_member (row, "name_zh", tg_db_column_text (st, 3));
  json_object_set_string_member (row, "name_en", tg_db_column_text (st, 4));
  return tg_json_to_canonical (node, NULL);
}

static GHashTable *
load_rows (TgCodeShelf  *self,
           const char   *table,
           GError      **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (self->db,
                   "SELECT code, valid_from, valid_to, name_zh, name_en, extra FROM code"
                   " WHERE table_name = :table", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":table", table);
  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&rows);
      g_hash_table_insert (rows,
                           g_strconcat (tg_db_column_text (st, 0), "\n", tg_db_column_text (st, 1),
                                        NULL),
                           row_to_text (st));
    }
  return NULL;
}

static gboolean
tell_accounts (TgBook      *book,
               const char  *table,
               GError     **error)
{
  g_autoptr (GPtrArray) accounts = tg_account_table_list (book, error);
  g_autoptr (TgCodeTable) found = NULL;
  g_autofree char *data = NULL;

  if (accounts == NULL || !tg_code_table_find (book, table, &found, error))
    return FALSE;
  data = g_strdup_printf ("{\"table\":\"%s\",\"version\":\"%s\"}", table, found->version);
  for (guint i = 0; i < accounts->len; i++)
    {
      if (!tg_event_table_add (book, accounts->pdata[i], "code-table", NULL, data, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
publish_table (TgCodeShelf  *self,
               TgBook       *book,
               const char   *table,
               const char   *date,
               GError      **error)
{
  g_autoptr (GHashTable) rows = load_rows (self, table, error);
  gboolean changed;

  if (rows == NULL || !tg_code_table_replace (book, table, date, rows, &changed, error))
    return FALSE;
  return !changed || tell_accounts (book, table, error);
}

static gboolean
publish_all (TgCodeShelf  *self,
             TgBook       *book,
             GError      **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (self->db, "SELECT name, version FROM code_table ORDER BY name", error);
  gboolean has_row;

  while (st != NULL && tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!publish_table (self, book, tg_db_column_text (st, 0), tg_db_column_text (st, 1), error))
        return FALSE;
    }
  return FALSE;
}

/* The file as it was last published: reading all its rows at every start would take half a
 * second. */
static char *
make_stamp (TgCodeShelf  *self,
            GError      **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED ","
                       G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC, G_FILE_QUERY_INFO_NONE, NULL, error);
  g_autoptr (GDateTime) time = NULL;

  if (info == NULL)
    return NULL;
  time = g_file_info_get_modification_date_time (info);
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT ".%d",
                          (gint64) g_file_info_get_size (info), g_date_time_to_unix (time),
                          g_date_time_get_microsecond (time));
}

gboolean
tg_code_shelf_publish (TgCodeShelf  *self,
                       TgBook       *book,
                       GError      **error)
{
  TgDb *db = tg_book_get_db (book);
  g_autofree char *old = NULL;
  g_autofree char *stamp = NULL;

  stamp = make_stamp (self, error);
  if (stamp == NULL)
    return FALSE;
  old = tg_book_dup_setting (book, "codes", NULL);
  if (g_strcmp0 (old, stamp) == 0)
    return TRUE;
  if (!tg_db_begin (db, error))
    return FALSE;
  if (publish_all (self, book, error) &&
      tg_book_set_setting (book, "codes", stamp, error) &&
      tg_db_commit (db, error))
    return TRUE;
  tg_db_rollback (db);
  return FALSE;
}
