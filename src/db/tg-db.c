/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <unistd.h>

#include "tg-db-private.h"
#include "tg-db-statement.h"
#include "tg-error.h"

#define RECENT 256

/* A connection. What is set here was measured: WAL with synchronous=FULL loses nothing that was
 * acknowledged when the power goes; Debian's SQLite accepts double-quoted strings, loads
 * extensions and trusts the schema unless it is told otherwise. Owned by whoever opened it, used
 * on that thread only. */
struct _TgDb
{
  sqlite3    *handle;
  GHashTable *statements;
  TgDbStatement *recent[RECENT];
  pthread_t   thread;    /* not GThread: that is gone when a thread ends */
  char       *path;
  gboolean    is_read_only;
  guint64     n_commits;
};

#define BUSY_MILLISECONDS 5000

static const char each_open[] =
  "PRAGMA foreign_keys = ON;"
  "PRAGMA trusted_schema = OFF;"
  "PRAGMA cell_size_check = ON;"
  "PRAGMA cache_size = -65536;"
  "PRAGMA temp_store = MEMORY;"
  "PRAGMA mmap_size = 0;"
  "PRAGMA recursive_triggers = ON;";

static const char writing_open[] =
  "PRAGMA synchronous = FULL;"
  "PRAGMA journal_size_limit = 67108864;"
  "PRAGMA wal_autocheckpoint = 1000;";

static gboolean
is_memory (const char *path)
{
  return strcmp (path, ":memory:") == 0;
}

static int
code_from_sqlite (int extended)
{
  switch (extended & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return TG_ERROR_BUSY;
    case SQLITE_FULL:
      return TG_ERROR_NO_SPACE;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return TG_ERROR_CORRUPT;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return TG_ERROR_READ_ONLY;
    case SQLITE_TOOBIG:
      return TG_ERROR_TOO_LARGE;
    case SQLITE_MISMATCH:
      return TG_ERROR_INVALID;
    case SQLITE_CONSTRAINT:
      return extended == SQLITE_CONSTRAINT_UNIQUE || extended == SQLITE_CONSTRAINT_PRIMARYKEY ||
             extended == SQLITE_CONSTRAINT_ROWID ? TG_ERROR_EXISTS : TG_ERROR_INVALID;
    default:
      return TG_ERROR_FAILED;
    }
}

/* Before SQLite makes the file with the process's umask. The files beside it take over its mode. */
static gboolean
prepare_file (const TgDbOptions  *options,
              GError            **error)
{
  int fd;

  if (options->is_read_only && !g_file_test (options->path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no file %s", options->path);
      return FALSE;
    }
  if (options->is_read_only)
    return TRUE;
  fd = g_open (options->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      g_set_error (error, TG_ERROR, errno == ENOSPC ? TG_ERROR_NO_SPACE : TG_ERROR_READ_ONLY,
                   "Cannot write %s: %s", options->path, g_strerror (errno));
      return FALSE;
    }
  fchmod (fd, 0600);
  g_close (fd, NULL);
  return TRUE;
}

/* Called for what writes only; a return of 0 lets it be committed. */
static int
commit_cb (void *data)
{
  TgDb *self = data;

  self->n_commits++;
  return 0;
}

static gboolean
configure (TgDb    *self,
           GError **error)
{
  static const struct
  {
    int option;
    int value;
  } settings[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      if (sqlite3_db_config (self->handle, settings[i].option, settings[i].value,
                             NULL) != SQLITE_OK)
        return tg_db_fail (self, "configure", error);
    }
  sqlite3_busy_timeout (self->handle, BUSY_MILLISECONDS);
  sqlite3_commit_hook (self->handle, commit_cb, self);
  if (!tg_db_tokenizer_add (self->handle))
    return tg_db_fail (self, "add the tokenizer", error);
  return tg_db_exec (self, each_open, error);
}

/* A page size takes effect only while the file is empty. */
static gboolean
set_journal (TgDb    *self,
             GError **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row;

  if (!tg_db_exec (self, "PRAGMA page_size = 8192; PRAGMA auto_vacuum = NONE;", error))
    return FALSE;
  st = tg_db_prepare (self, "PRAGMA journal_mode = WAL", error);
  if (st == NULL || !tg_db_step (st, &has_row, error))
    return FALSE;
  if (!has_row || (g_strcmp0 (tg_db_column_text (st, 0), "wal") != 0 && !is_memory (self->path)))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_FAILED,
                   "%s cannot be kept safe here: the file system has no shared memory", self->path);
      return FALSE;
    }
  return tg_db_exec (self, writing_open, error);
}

static gboolean
check_application (TgDb     *self,
                   guint32   wanted,
                   GError  **error)
{
  gint64 found, objects;

  if (!tg_db_query_int (self, "PRAGMA application_id", &found, error) ||
      !tg_db_query_int (self, "SELECT count(*) FROM sqlite_schema", &objects, error))
    return FALSE;
  if (wanted == 0 || (guint32) found == wanted)
    return TRUE;
  if (found == 0 && objects == 0 && !self->is_read_only)
    return tg_db_set_pragma (self, "application_id", (gint32) wanted, error);
  g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED, "%s is not a file of this kind", self->path);
  return FALSE;
}

static gboolean
set_up (TgDb               *self,
        const TgDbOptions  *options,
        GError            **error)
{
  if (!configure (self, error))
    return FALSE;
  if (!options->is_read_only && !set_journal (self, error))
    return FALSE;
  if (options->is_cache && !tg_db_exec (self, "PRAGMA synchronous = NORMAL", error))
    return FALSE;
  return check_application (self, options->application_id, error);
}

TgDb *
tg_db_open (const TgDbOptions  *options,
            GError            **error)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
  g_autoptr (TgDb) self = NULL;

  g_return_val_if_fail (options != NULL && options->path != NULL, NULL);

  if (options->vfs == NULL && !is_memory (options->path) && !prepare_file (options, error))
    return NULL;
  self = g_new0 (TgDb, 1);
  self->path = g_strdup (options->path);
  self->thread = pthread_self ();
  self->is_read_only = options->is_read_only;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) tg_db_statement_drop);
  flags |= options->is_read_only ? SQLITE_OPEN_READONLY
                                 : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  if (sqlite3_open_v2 (options->path, &self->handle, flags, options->vfs) != SQLITE_OK)
    {
      tg_db_fail (self, "open", error);
      return NULL;
    }
  if (!set_up (self, options, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tg_db_close (TgDb *self)
{
  g_return_if_fail (self != NULL);

  tg_db_assert_thread (self);
  g_hash_table_unref (self->statements);
  /* Refused only while a statement is lent, which is a fault of the program. */
  if (sqlite3_close (self->handle) != SQLITE_OK)
    g_critical ("%s was closed with a statement in use", self->path);
  g_free (self->path);
  g_free (self);
}

const char *
tg_db_get_path (TgDb *self)
{
  return self->path;
}

void
tg_db_assert_thread (TgDb *self)
{
  g_assert (pthread_equal (self->thread, pthread_self ()));
}

void
tg_db_interrupt (TgDb *self)
{
  sqlite3_interrupt (self->handle);
}

sqlite3 *
tg_db_get_handle (TgDb *self)
{
  tg_db_assert_thread (self);
  return self->handle;
}

TgDbStatement **
tg_db_get_recent (TgDb       *self,
                  const char *sql)
{
  return &self->recent[((guintptr) sql >> 3) % RECENT];
}

GHashTable *
tg_db_get_statements (TgDb *self)
{
  return self->statements;
}

gboolean
tg_db_fail (TgDb        *self,
            const char  *doing,
            GError     **error)
{
  int code = sqlite3_extended_errcode (self->handle);

  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The work was cancelled");
  else
    g_set_error (error, TG_ERROR, code_from_sqlite (code), "%s: cannot %s: %s (%d)",
                 self->path, doing, sqlite3_errmsg (self->handle), code);
  return FALSE;
}

gboolean
tg_db_attach (TgDb        *self,
              const char  *path,
              const char  *schema,
              GError     **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, NULL);
  g_autofree char *read_only = g_strconcat (uri, "?mode=ro", NULL);
  g_autoptr (TgDbStatement) st = tg_db_prepare (self, "ATTACH :uri AS :schema", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":uri", read_only);
  tg_db_bind_text (st, ":schema", schema);
  return tg_db_run (st, error);
}

gboolean
tg_db_exec (TgDb        *self,
            const char  *sql,
            GError     **error)
{
  if (sqlite3_exec (tg_db_get_handle (self), sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  return tg_db_fail (self, "run SQL", error);
}

gboolean
tg_db_set_pragma (TgDb        *self,
                  const char  *pragma,
                  gint64       value,
                  GError     **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA %s = %" G_GINT64_FORMAT, pragma, value);

  return tg_db_exec (self, sql, error);
}

gboolean
tg_db_query_int (TgDb        *self,
                 const char  *sql,
                 gint64      *out,
                 GError     **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (self, sql, error);
  gboolean has_row;

  if (st == NULL || !tg_db_step (st, &has_row, error))
    return FALSE;
  if (!has_row)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "%s: nothing found", self->path);
      return FALSE;
    }
  *out = tg_db_column_int (st, 0);
  return TRUE;
}

gboolean
tg_db_begin (TgDb    *self,
             GError **error)
{
  return tg_db_exec (self, self->is_read_only ? "BEGIN" : "BEGIN IMMEDIATE", error);
}

/* A failed commit is rolled back, so that the connection is never left half-way. */
gboolean
tg_db_commit (TgDb    *self,
              GError **error)
{
  if (tg_db_exec (self, "COMMIT", error))
    return TRUE;
  tg_db_rollback (self);
  return FALSE;
}

/* No matter if there is no transaction: some faults end it by themselves. */
void
tg_db_rollback (TgDb *self)
{
  g_autoptr (GError) error = NULL;

  if (tg_db_is_in_transaction (self) && !tg_db_exec (self, "ROLLBACK", &error))
    g_critical ("%s", error->message);
}

gboolean
tg_db_is_in_transaction (TgDb *self)
{
  return !sqlite3_get_autocommit (tg_db_get_handle (self));
}

gint64
tg_db_get_data_version (TgDb *self)
{
  gint64 version;

  return tg_db_query_int (self, "PRAGMA data_version", &version, NULL) ? version : -1;
}

guint64
tg_db_get_commits (TgDb *self)
{
  tg_db_assert_thread (self);
  return self->n_commits;
}

gint64
tg_db_get_changes (TgDb *self)
{
  return sqlite3_changes64 (tg_db_get_handle (self));
}

gint64
tg_db_get_last_row_id (TgDb *self)
{
  return sqlite3_last_insert_rowid (tg_db_get_handle (self));
}

gboolean
tg_db_quick_check (TgDb    *self,
                   GError **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (self, "PRAGMA quick_check(1)", error);
  gboolean has_row;

  if (st == NULL || !tg_db_step (st, &has_row, error))
    return FALSE;
  if (has_row && g_strcmp0 (tg_db_column_text (st, 0), "ok") == 0)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "%s is damaged: %s", self->path,
               has_row ? tg_db_column_text (st, 0) : "no answer");
  return FALSE;
}
