/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-book.h"

#include <glib/gstdio.h>

#include "tg-error.h"
#include "tg-id.h"
#include "tg-practice-resources.h"

/* Opens the database, keeps the few settings in memory and knows how a class begins anew and
 * how a backup comes back. Whatever changes the history gives a new epoch in the same
 * transaction. Owned by the server; on the server's thread. */

#define APPLICATION_ID 0x54475057   /* TGPW */
#define CHINA_OFFSET (8 * 3600)
#define SCHEMA_PATH "/io/github/tongguan/practice/schema/"

struct _TgBook
{
  char     *path;
  TgDb     *db;
  TgClock  *clock;
  TgChance *chance;
  char     *epoch;
  char     *history;
  gint64    offset;
  guint64   n_commits;      /* of databases that were replaced */
  guint     n_checks;
};

static const char clear_sql[] =
  "DELETE FROM task; DELETE FROM event; DELETE FROM entry_list; DELETE FROM entry;"
  "DELETE FROM partner; DELETE FROM bank_account; DELETE FROM filing; DELETE FROM submission;"
  "DELETE FROM attachment_piece; DELETE FROM attachment; DELETE FROM draft;";

/* The bytes of a resource of the program stay where they are. */
static const char *
find_script (const char  *path,
             GError     **error)
{
  g_autoptr (GBytes) script = g_resource_lookup_data (tg_practice_get_resource (), path,
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return script != NULL ? g_bytes_get_data (script, NULL) : NULL;
}

static TgDb *
open_db (const char  *path,
         GError     **error)
{
  TgDbOptions options = { .path = path, .application_id = APPLICATION_ID };
  const char *names[] = {
    SCHEMA_PATH "001.sql", SCHEMA_PATH "002.sql", SCHEMA_PATH "003.sql", SCHEMA_PATH "004.sql"
  };
  const char *scripts[G_N_ELEMENTS (names) + 1] = { NULL };
  g_autoptr (TgDb) db = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((scripts[i] = find_script (names[i], error)) == NULL)
      return NULL;
  db = tg_db_open (&options, error);
  if (db == NULL)
    return NULL;
  return tg_db_migrate (db, scripts, NULL, error) ? g_steal_pointer (&db) : NULL;
}

char *
tg_book_dup_setting (TgBook      *self,
                     const char  *name,
                     GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (self->db, "SELECT value FROM setting WHERE name = :name", error);
  gboolean has_row;

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":name", name);
  if (!tg_db_step (st, &has_row, error) || !has_row)
    return NULL;
  return tg_db_column_dup_text (st, 0);
}

gboolean
tg_book_set_setting (TgBook      *self,
                     const char  *name,
                     const char  *value,
                     GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (self->db,
                   "INSERT INTO setting (name, value) VALUES (:name, :value)"
                   " ON CONFLICT (name) DO UPDATE SET value = excluded.value", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", name);
  tg_db_bind_text (st, ":value", value);
  return tg_db_run (st, error);
}

/* Inside a transaction. */
static gboolean
begin_epoch (TgBook      *self,
             const char  *history,
             GError     **error)
{
  g_autofree char *epoch = tg_id_new (self->clock, self->chance);

  return tg_book_set_setting (self, "epoch", epoch, error) &&
         tg_book_set_setting (self, "history", history, error);
}

static gboolean
load_settings (TgBook  *self,
               GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *epoch = tg_book_dup_setting (self, "epoch", &local);
  g_autofree char *history = NULL;
  g_autofree char *offset = NULL;

  if (local == NULL && epoch == NULL)
    {
      if (!begin_epoch (self, "", error))
        return FALSE;
      epoch = tg_book_dup_setting (self, "epoch", &local);
    }
  if (local == NULL)
    history = tg_book_dup_setting (self, "history", &local);
  if (local == NULL)
    offset = tg_book_dup_setting (self, "offset", &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  g_free (self->epoch);
  self->epoch = g_steal_pointer (&epoch);
  g_free (self->history);
  self->history = history != NULL ? g_steal_pointer (&history) : g_strdup ("");
  self->offset = offset != NULL ? g_ascii_strtoll (offset, NULL, 10) : 0;
  return TRUE;
}

TgBook *
tg_book_open (const char  *path,
              TgClock     *clock,
              TgChance    *chance,
              GError     **error)
{
  g_autoptr (TgBook) self = g_new0 (TgBook, 1);

  self->path = g_strdup (path);
  self->clock = g_object_ref (clock);
  self->chance = tg_chance_ref (chance);
  self->db = open_db (path, error);
  if (self->db == NULL || !load_settings (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
tg_book_close (TgBook *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->db, tg_db_close);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->chance, tg_chance_unref);
  g_free (self->path);
  g_free (self->epoch);
  g_free (self->history);
  g_free (self);
}

TgDb *
tg_book_get_db (TgBook *self)
{
  return self->db;
}

TgChance *
tg_book_get_chance (TgBook *self)
{
  return self->chance;
}

gint64
tg_book_get_time (TgBook *self)
{
  return tg_clock_get_time (self->clock) + self->offset;
}

gint64
tg_book_get_clock_time (TgBook *self)
{
  return tg_clock_get_time (self->clock);
}

char *
tg_book_dup_today (TgBook *self)
{
  gint64 seconds = tg_book_get_time (self) / G_USEC_PER_SEC + CHINA_OFFSET;
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return g_date_time_format (time, "%Y-%m-%d");
}

char *
tg_book_new_id (TgBook *self)
{
  return tg_id_new (self->clock, self->chance);
}

const char *
tg_book_get_epoch (TgBook *self)
{
  return self->epoch;
}

const char *
tg_book_get_history (TgBook *self)
{
  return self->history;
}

gboolean
tg_book_advance (TgBook  *self,
                 gint64   microseconds,
                 GError **error)
{
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, self->offset + microseconds);

  if (!tg_book_set_setting (self, "offset", offset, error))
    return FALSE;
  self->offset += microseconds;
  return TRUE;
}

gboolean
tg_book_check (TgBook  *self,
               GError **error)
{
  /* SQLite writes nothing where nothing changes. */
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %u",
                                           tg_clock_get_time (self->clock), ++self->n_checks);
  gint64 accounts;

  if (self->db == NULL)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_NOT_FOUND, "The database is not open");
      return FALSE;
    }
  return tg_db_query_int (self->db, "SELECT count (*) FROM account", &accounts, error) &&
         tg_book_set_setting (self, "checked", text, error);
}

guint64
tg_book_get_commits (TgBook *self)
{
  return self->n_commits + (self->db != NULL ? tg_db_get_commits (self->db) : 0);
}

gboolean
tg_book_clear (TgBook  *self,
               GError **error)
{
  if (!tg_db_begin (self->db, error))
    return FALSE;
  if (tg_db_exec (self->db, clear_sql, error) &&
      begin_epoch (self, "cleared", error) &&
      tg_db_commit (self->db, error))
    return load_settings (self, error);
  tg_db_rollback (self->db);
  return FALSE;
}

static char *
get_copy_path (TgBook *self)
{
  return g_strconcat (self->path, ".kept", NULL);
}

gboolean
tg_book_keep (TgBook  *self,
              GError **error)
{
  g_autofree char *copy = get_copy_path (self);

  if (g_str_equal (self->path, ":memory:"))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_UNSUPPORTED,
                           "A window in memory keeps no copy");
      return FALSE;
    }
  return tg_db_backup_to (self->db, copy, error);
}

/* The database file is replaced whole, so its write-ahead log must not outlive it. */
static gboolean
replace_file (TgBook      *self,
              const char  *copy,
              GError     **error)
{
  g_autofree char *wal = g_strconcat (self->path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (self->path, "-shm", NULL);
  g_autoptr (GFile) from = g_file_new_for_path (copy);
  g_autoptr (GFile) to = g_file_new_for_path (self->path);

  self->n_commits = tg_book_get_commits (self);
  g_clear_pointer (&self->db, tg_db_close);
  g_unlink (wal);
  g_unlink (shm);
  return g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, error);
}

gboolean
tg_book_begin_restored (TgBook  *self,
                        GError **error)
{
  if (!tg_db_begin (self->db, error))
    return FALSE;
  if (begin_epoch (self, "restored", error) && tg_db_commit (self->db, error))
    return load_settings (self, error);
  tg_db_rollback (self->db);
  return FALSE;
}

gboolean
tg_book_restore (TgBook  *self,
                 GError **error)
{
  g_autofree char *copy = get_copy_path (self);
  gboolean is_replaced;

  if (!g_file_test (copy, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_NOT_FOUND, "No copy was kept");
      return FALSE;
    }
  is_replaced = replace_file (self, copy, error);
  self->db = open_db (self->path, is_replaced ? error : NULL);
  return is_replaced && self->db != NULL && tg_book_begin_restored (self, error);
}
