/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db-statement.h"

#include "tg-db-private.h"

/* Statements are kept by their connection under their SQL and lent out; a second one with the
 * same SQL is prepared anew, for that once, while the first is in use. The same place in the
 * program asks with the same address, so that is looked at first: the text is compared, but not
 * hashed. The borrower's until `tg_db_statement_done`, on the connection's thread. */
struct _TgDbStatement
{
  TgDb         *db;
  sqlite3_stmt *handle;
  char         *sql;
  gboolean      is_kept;
  gboolean      is_lent;
};

#define MAX_KEPT 256

static int
parameter (TgDbStatement *self,
           const char    *name)
{
  int index = sqlite3_bind_parameter_index (self->handle, name);

  if (index == 0)
    g_error ("There is no parameter %s in: %s", name, self->sql);
  return index;
}

static void
check_bound (TgDbStatement *self,
             int            result)
{
  if (result != SQLITE_OK)
    g_error ("Cannot bind in “%s”: %s", self->sql, sqlite3_errstr (result));
}

static TgDbStatement *
statement_new (TgDb        *db,
               const char  *sql,
               GError     **error)
{
  TgDbStatement *self;
  sqlite3_stmt *handle;

  if (sqlite3_prepare_v3 (tg_db_get_handle (db), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle,
                          NULL) != SQLITE_OK)
    {
      tg_db_fail (db, "prepare SQL", error);
      return NULL;
    }
  self = g_new0 (TgDbStatement, 1);
  self->db = db;
  self->handle = handle;
  self->sql = g_strdup (sql);
  return self;
}

static void
statement_free (TgDbStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self->sql);
  g_free (self);
}

void
tg_db_statement_drop (TgDbStatement *self)
{
  if (!self->is_lent)
    statement_free (self);
}

static TgDbStatement *
find_kept (TgDb       *db,
           const char *sql)
{
  TgDbStatement **recent = tg_db_get_recent (db, sql);

  if (*recent == NULL || strcmp ((*recent)->sql, sql) != 0)
    *recent = g_hash_table_lookup (tg_db_get_statements (db), sql);
  return *recent;
}

TgDbStatement *
tg_db_prepare (TgDb        *db,
               const char  *sql,
               GError     **error)
{
  GHashTable *kept;
  TgDbStatement *self;

  g_return_val_if_fail (db != NULL && sql != NULL, NULL);

  tg_db_assert_thread (db);
  kept = tg_db_get_statements (db);
  self = find_kept (db, sql);
  if (self == NULL || self->is_lent)
    {
      gboolean is_kept = self == NULL && g_hash_table_size (kept) < MAX_KEPT;

      self = statement_new (db, sql, error);
      if (self == NULL)
        return NULL;
      self->is_kept = is_kept;
      if (is_kept)
        g_hash_table_insert (kept, self->sql, self);
    }
  self->is_lent = TRUE;
  return self;
}

void
tg_db_statement_done (TgDbStatement *self)
{
  g_return_if_fail (self != NULL && self->is_lent);

  tg_db_assert_thread (self->db);
  self->is_lent = FALSE;
  if (!self->is_kept)
    {
      statement_free (self);
      return;
    }
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
}

void
tg_db_bind_text (TgDbStatement *self,
                 const char    *name,
                 const char    *value)
{
  check_bound (self, sqlite3_bind_text (self->handle, parameter (self, name), value, -1,
                                        SQLITE_TRANSIENT));
}

void
tg_db_bind_int (TgDbStatement *self,
                const char    *name,
                gint64         value)
{
  check_bound (self, sqlite3_bind_int64 (self->handle, parameter (self, name), value));
}

void
tg_db_bind_blob (TgDbStatement *self,
                 const char    *name,
                 GBytes        *value)
{
  int index = parameter (self, name);
  gconstpointer data;
  gsize size;

  if (value == NULL)
    {
      check_bound (self, sqlite3_bind_null (self->handle, index));
      return;
    }
  data = g_bytes_get_data (value, &size);
  /* An empty GBytes may have no address, which SQLite would take for NULL. */
  check_bound (self, sqlite3_bind_blob64 (self->handle, index, data != NULL ? data : "", size,
                                          SQLITE_TRANSIENT));
}

gboolean
tg_db_step (TgDbStatement  *self,
            gboolean       *has_row,
            GError        **error)
{
  int result;

  tg_db_assert_thread (self->db);
  result = sqlite3_step (self->handle);
  if (result == SQLITE_ROW)
    {
      *has_row = TRUE;
      return TRUE;
    }
  if (result != SQLITE_DONE)
    {
      tg_db_fail (self->db, "run SQL", error);
      sqlite3_reset (self->handle);
      return FALSE;
    }
  sqlite3_reset (self->handle);
  *has_row = FALSE;
  return TRUE;
}

gboolean
tg_db_run (TgDbStatement  *self,
           GError        **error)
{
  gboolean has_row = TRUE;

  while (has_row)
    {
      if (!tg_db_step (self, &has_row, error))
        return FALSE;
    }
  return TRUE;
}

const char *
tg_db_column_text (TgDbStatement *self,
                   int            column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

char *
tg_db_column_dup_text (TgDbStatement *self,
                       int            column)
{
  return g_strdup (tg_db_column_text (self, column));
}

gint64
tg_db_column_int (TgDbStatement *self,
                  int            column)
{
  return sqlite3_column_int64 (self->handle, column);
}

GBytes *
tg_db_column_bytes (TgDbStatement *self,
                    int            column)
{
  gconstpointer data;

  if (tg_db_column_is_null (self, column))
    return NULL;
  data = sqlite3_column_blob (self->handle, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (self->handle, column));
}

gboolean
tg_db_column_is_null (TgDbStatement *self,
                      int            column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}
