/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table.h"

/* Code tables with their versions. Rows are kept as their canonical JSON, so a digest is taken
 * over the very bytes that are sent; for every earlier version the keys that differ from now
 * are kept. */

#define SEPARATOR "\n"

void
tg_code_table_free (TgCodeTable *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->version);
  g_free (self->sha256);
  g_free (self);
}

static GPtrArray *
list_tables (TgDbStatement  *st,
             GError        **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_table_free);
  gboolean has_row;

  while (tg_db_step (st, &has_row, error))
    {
      TgCodeTable *table;

      if (!has_row)
        return g_steal_pointer (&list);
      table = g_new0 (TgCodeTable, 1);
      table->name = tg_db_column_dup_text (st, 0);
      table->version = tg_db_column_dup_text (st, 1);
      table->rows = tg_db_column_int (st, 2);
      table->bytes = tg_db_column_int (st, 3);
      table->sha256 = tg_db_column_dup_text (st, 4);
      g_ptr_array_add (list, table);
    }
  return NULL;
}

GPtrArray *
tg_code_table_list (TgBook  *book,
                    GError **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT name, version, rows, bytes, sha256 FROM code_table ORDER BY name",
                   error);

  return st != NULL ? list_tables (st, error) : NULL;
}

gboolean
tg_code_table_find (TgBook       *book,
                    const char   *name,
                    TgCodeTable **out,
                    GError      **error)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT name, version, rows, bytes, sha256 FROM code_table"
                   " WHERE name = :name", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", name);
  list = list_tables (st, error);
  if (list != NULL && list->len > 0)
    *out = g_ptr_array_steal_index (list, 0);
  return list != NULL;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Sorted as the digest wants them: by code, then by date. The separator sorts before all that
 * a code may hold. */
static GPtrArray *
sort_keys (GHashTable *rows)
{
  GPtrArray *keys = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (keys, key);
  g_ptr_array_sort (keys, compare_keys);
  return keys;
}

static char *
digest_rows (GPtrArray  *keys,
             GHashTable *rows,
             gint64     *bytes)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  *bytes = 0;
  for (guint i = 0; i < keys->len; i++)
    {
      const char *row = g_hash_table_lookup (rows, keys->pdata[i]);

      g_checksum_update (checksum, (const guchar *) row, -1);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
      *bytes += (gint64) strlen (row) + 1;
    }
  return g_strdup (g_checksum_get_string (checksum));
}

/* The rows that the book has of this table, in the same shape. */
static GHashTable *
load_rows (TgBook      *book,
           const char  *name,
           GError     **error)
{
  g_autoptr (GHashTable) rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT code, valid_from, row FROM code_row WHERE table_name = :name", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":name", name);
  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&rows);
      g_hash_table_insert (rows,
                           g_strconcat (tg_db_column_text (st, 0), SEPARATOR,
                                        tg_db_column_text (st, 1), NULL),
                           tg_db_column_dup_text (st, 2));
    }
  return NULL;
}

/* Runs a statement for one row of a table. */
static gboolean
run_for_key (TgBook      *book,
             const char  *sql,
             const char  *name,
             const char  *key,
             const char  *row,
             GError     **error)
{
  g_auto (GStrv) parts = g_strsplit (key, SEPARATOR, 2);
  g_autoptr (TgDbStatement) st = tg_db_prepare (tg_book_get_db (book), sql, error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", name);
  tg_db_bind_text (st, ":code", parts[0]);
  tg_db_bind_text (st, ":valid_from", parts[1]);
  if (row != NULL)
    tg_db_bind_text (st, ":row", row);
  return tg_db_run (st, error);
}

/* The key now differs from what every earlier version had. */
static gboolean
note_change (TgBook      *book,
             const char  *name,
             const char  *key,
             GError     **error)
{
  return run_for_key (book,
                      "INSERT INTO code_change (table_name, from_version, code, valid_from)"
                      " SELECT :name, from_version, :code, :valid_from FROM"
                      " (SELECT version AS from_version FROM code_table WHERE name = :name UNION"
                      "  SELECT from_version FROM code_change WHERE table_name = :name)"
                      " WHERE true ON CONFLICT DO NOTHING", name, key, NULL, error);
}

static gboolean
put_rows (TgBook      *book,
          const char  *name,
          GHashTable  *old_rows,
          GHashTable  *rows,
          GError     **error)
{
  GHashTableIter iter;
  gpointer key, row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, &row))
    {
      if (g_strcmp0 (g_hash_table_lookup (old_rows, key), row) == 0)
        continue;
      if (!note_change (book, name, key, error) ||
          !run_for_key (book,
                        "INSERT INTO code_row (table_name, code, valid_from, row)"
                        " VALUES (:name, :code, :valid_from, :row)"
                        " ON CONFLICT (table_name, code, valid_from)"
                        " DO UPDATE SET row = excluded.row", name, key, row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
drop_rows (TgBook      *book,
           const char  *name,
           GHashTable  *old_rows,
           GHashTable  *rows,
           GError     **error)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, old_rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      if (g_hash_table_contains (rows, key))
        continue;
      if (!note_change (book, name, key, error) ||
          !run_for_key (book,
                        "DELETE FROM code_row WHERE table_name = :name AND code = :code"
                        " AND valid_from = :valid_from", name, key, NULL, error))
        return FALSE;
    }
  return TRUE;
}

static char *
make_version (const char        *date,
              const TgCodeTable *old)
{
  gsize length = strlen (date);

  if (old == NULL || !g_str_has_prefix (old->version, date))
    return g_strdup (date);
  if (old->version[length] != '.')
    return g_strconcat (date, ".2", NULL);
  return g_strdup_printf ("%s.%" G_GINT64_FORMAT, date,
                          g_ascii_strtoll (old->version + length + 1, NULL, 10) + 1);
}

static gboolean
store_table (TgBook             *book,
             const TgCodeTable  *table,
             GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO code_table (name, version, rows, bytes, sha256)"
                   " VALUES (:name, :version, :rows, :bytes, :sha256) ON CONFLICT (name) DO UPDATE"
                   " SET version = excluded.version, rows = excluded.rows,"
                   " bytes = excluded.bytes, sha256 = excluded.sha256", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", table->name);
  tg_db_bind_text (st, ":version", table->version);
  tg_db_bind_int (st, ":rows", table->rows);
  tg_db_bind_int (st, ":bytes", table->bytes);
  tg_db_bind_text (st, ":sha256", table->sha256);
  return tg_db_run (st, error);
}

gboolean
tg_code_table_replace (TgBook      *book,
                       const char  *name,
                       const char  *date,
                       GHashTable  *rows,
                       gboolean    *changed,
                       GError     **error)
{
  g_autoptr (GPtrArray) keys = sort_keys (rows);
  g_autoptr (TgCodeTable) table = g_new0 (TgCodeTable, 1);
  g_autoptr (TgCodeTable) old = NULL;
  g_autoptr (GHashTable) old_rows = NULL;

  if (!tg_code_table_find (book, name, &old, error))
    return FALSE;
  table->name = g_strdup (name);
  table->version = make_version (date, old);
  table->rows = keys->len;
  table->sha256 = digest_rows (keys, rows, &table->bytes);
  *changed = old == NULL || !g_str_equal (old->sha256, table->sha256);
  if (!*changed)
    return TRUE;
  old_rows = load_rows (book, name, error);
  return old_rows != NULL &&
         put_rows (book, name, old_rows, rows, error) &&
         drop_rows (book, name, old_rows, rows, error) &&
         store_table (book, table, error);
}

static void
append_line (GString    *text,
             const char *row,
             const char *op)
{
  /* A row is an object with members, written without blanks: `op` goes in before its end. */
  g_string_append_len (text, row, (gssize) strlen (row) - 1);
  g_string_append_printf (text, ",\"op\":\"%s\"}\n", op);
}

static GString *
write_all (TgBook             *book,
           const TgCodeTable  *table,
           GError            **error)
{
  GString *text = g_string_new (NULL);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT row FROM code_row WHERE table_name = :name ORDER BY code, valid_from",
                   error);
  gboolean has_row;

  if (st != NULL)
    tg_db_bind_text (st, ":name", table->name);
  while (st != NULL && tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return text;
      append_line (text, tg_db_column_text (st, 0), "put");
    }
  g_string_free (text, TRUE);
  return NULL;
}

static GString *
write_delta (TgBook             *book,
             const TgCodeTable  *table,
             const char         *from,
             GError            **error)
{
  GString *text = g_string_new (NULL);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT row, '{\"code\":' || json_quote (c.code) || ',\"valid_from\":'"
                   " || json_quote (c.valid_from) || '}'"
                   " FROM code_change AS c LEFT JOIN code_row AS r ON r.table_name = c.table_name"
                   " AND r.code = c.code AND r.valid_from = c.valid_from"
                   " WHERE c.table_name = :name AND c.from_version = :from"
                   " ORDER BY c.code, c.valid_from", error);
  gboolean has_row;

  if (st != NULL)
    {
      tg_db_bind_text (st, ":name", table->name);
      tg_db_bind_text (st, ":from", from);
    }
  while (st != NULL && tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return text;
      if (tg_db_column_is_null (st, 0))
        append_line (text, tg_db_column_text (st, 1), "delete");
      else
        append_line (text, tg_db_column_text (st, 0), "put");
    }
  g_string_free (text, TRUE);
  return NULL;
}

GString *
tg_code_table_write_rows (TgBook             *book,
                          const TgCodeTable  *table,
                          const char         *from,
                          gboolean           *is_delta,
                          GError            **error)
{
  GString *delta = NULL;

  *is_delta = from != NULL && g_str_equal (from, table->version);
  if (*is_delta)
    return g_string_new (NULL);
  if (from != NULL)
    {
      delta = write_delta (book, table, from, error);
      if (delta == NULL)
        return NULL;
      *is_delta = delta->len > 0 && (gint64) delta->len < table->bytes;
      if (*is_delta)
        return delta;
      g_string_free (delta, TRUE);
    }
  return write_all (book, table, error);
}
