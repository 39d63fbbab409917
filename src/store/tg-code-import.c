/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-import.h"

#include "tg-code-table-private.h"

/* The schema is that of data/codes/make-codes-db.py. */

#define SCHEMA \
  "CREATE TABLE IF NOT EXISTS code_table (" \
  "  name TEXT PRIMARY KEY, title_zh TEXT NOT NULL, title_en TEXT NOT NULL," \
  "  version TEXT NOT NULL, source TEXT NOT NULL, rows INTEGER NOT NULL," \
  "  look_up TEXT NOT NULL);" \
  "CREATE TABLE IF NOT EXISTS code (" \
  "  table_name TEXT NOT NULL, code TEXT NOT NULL, valid_from TEXT NOT NULL," \
  "  valid_to TEXT NOT NULL, name_zh TEXT NOT NULL, name_en TEXT NOT NULL," \
  "  initials TEXT NOT NULL, extra TEXT NOT NULL," \
  "  PRIMARY KEY (table_name, code, valid_from)) WITHOUT ROWID;" \
  "CREATE INDEX IF NOT EXISTS code_by_initials ON code (table_name, initials);" \
  "CREATE VIRTUAL TABLE IF NOT EXISTS code_search USING fts5 (" \
  "  table_name UNINDEXED, code, words, tokenize = 'unicode61');"

typedef struct
{
  const TgCodeImport *import;
  TgDb               *db;
  guint               n_new;
  guint               n_changed;
} Run;

static gboolean
add_words (Run         *run,
           TgDatedCode *dated,
           const char  *initials,
           GError     **error)
{
  g_autofree char *words =
    tg_code_table_cut_words (tg_code_row_get_column (dated->row, "name_zh"),
                             tg_code_row_get_column (dated->row, "name_en"), initials);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (run->db,
                   "INSERT INTO code_search (table_name, code, words)"
                   " VALUES (:table, :code, :words)", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", run->import->table);
  tg_db_bind_text (st, ":code", tg_code_row_get_code (dated->row));
  tg_db_bind_text (st, ":words", words);
  return tg_db_run (st, error);
}

typedef struct
{
  gboolean is_known;        /* a row with its code and first day is there */
  gboolean is_same;         /* and says the same */
  gboolean has_its_name;
} Known;

static gboolean
compare (Run         *run,
         TgDatedCode *dated,
         const char  *extra,
         Known       *known,
         GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (run->db,
                   "SELECT valid_to = :to AND name_zh = :zh AND name_en = :en AND extra = :extra,"
                   " name_zh = :zh AND name_en = :en FROM code"
                   " WHERE table_name = :table AND code = :code AND valid_from = :from", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", run->import->table);
  tg_db_bind_text (st, ":code", tg_code_row_get_code (dated->row));
  tg_db_bind_text (st, ":from", dated->valid_from);
  tg_db_bind_text (st, ":to", dated->valid_to);
  tg_db_bind_text (st, ":zh", tg_code_row_get_column (dated->row, "name_zh"));
  tg_db_bind_text (st, ":en", tg_code_row_get_column (dated->row, "name_en"));
  tg_db_bind_text (st, ":extra", extra);
  if (!tg_db_step (st, &known->is_known, error))
    return FALSE;
  known->is_same = known->is_known && tg_db_column_int (st, 0) != 0;
  known->has_its_name = known->is_known && tg_db_column_int (st, 1) != 0;
  return TRUE;
}

static gboolean
put (Run         *run,
     TgDatedCode *dated,
     const char  *extra,
     const char  *initials,
     GError     **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (run->db,
                   "INSERT INTO code (table_name, code, valid_from, valid_to, name_zh, name_en,"
                   " initials, extra) VALUES (:table, :code, :from, :to, :zh, :en, :initials,"
                   " :extra) ON CONFLICT (table_name, code, valid_from) DO UPDATE SET"
                   " valid_to = excluded.valid_to, name_zh = excluded.name_zh,"
                   " name_en = excluded.name_en,"
                   " initials = excluded.initials, extra = excluded.extra", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", run->import->table);
  tg_db_bind_text (st, ":code", tg_code_row_get_code (dated->row));
  tg_db_bind_text (st, ":from", dated->valid_from);
  tg_db_bind_text (st, ":to", dated->valid_to);
  tg_db_bind_text (st, ":zh", tg_code_row_get_column (dated->row, "name_zh"));
  tg_db_bind_text (st, ":en", tg_code_row_get_column (dated->row, "name_en"));
  tg_db_bind_text (st, ":initials", initials);
  tg_db_bind_text (st, ":extra", extra);
  return tg_db_run (st, error);
}

static gboolean
add_row (Run         *run,
         TgDatedCode *dated,
         GError     **error)
{
  g_autofree char *extra = tg_code_row_dup_extra (dated->row);
  g_autofree char *initials = tg_text_initials (tg_code_row_get_column (dated->row, "name_zh"));
  Known known = { FALSE, FALSE, FALSE };

  if (!compare (run, dated, extra, &known, error))
    return FALSE;
  if (known.is_same)
    return TRUE;
  run->n_new += known.is_known ? 0 : 1;
  run->n_changed += known.is_known ? 1 : 0;
  return put (run, dated, extra, initials, error) &&
         (known.has_its_name || add_words (run, dated, initials, error));
}

static gboolean
name_table (Run     *run,
            GError **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (run->db,
                   "INSERT INTO code_table (name, title_zh, title_en, version, source, rows,"
                   " look_up) VALUES (:table, :zh, :en, :version, :source,"
                   " (SELECT count(*) FROM code WHERE table_name = :table), '{}')"
                   " ON CONFLICT (name) DO UPDATE SET version = excluded.version,"
                   " source = excluded.source, rows = excluded.rows", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":table", run->import->table);
  tg_db_bind_text (st, ":zh", run->import->title_zh);
  tg_db_bind_text (st, ":en", run->import->title_en);
  tg_db_bind_text (st, ":version", run->import->version);
  tg_db_bind_text (st, ":source", run->import->source);
  return tg_db_run (st, error);
}

static gboolean
write_all (Run     *run,
           GError **error)
{
  if (!tg_db_exec (run->db, SCHEMA, error))
    return FALSE;
  for (guint i = 0; i < run->import->rows->len; i++)
    if (!add_row (run, run->import->rows->pdata[i], error))
      return FALSE;
  return name_table (run, error);
}

gboolean
tg_code_import_run (const TgCodeImport  *self,
                    const char          *path,
                    guint               *n_new,
                    guint               *n_changed,
                    GError             **error)
{
  TgDbOptions options = { .path = path, .vfs = self->vfs,
                          .application_id = TG_CODES_APPLICATION_ID };
  g_autoptr (TgDb) db = tg_db_open (&options, error);
  Run run = { self, db, 0, 0 };

  if (db == NULL || !tg_db_begin (db, error))
    return FALSE;
  if (!write_all (&run, error) || (!self->is_trial && !tg_db_commit (db, error)))
    {
      tg_db_rollback (db);
      return FALSE;
    }
  if (self->is_trial)
    tg_db_rollback (db);
  *n_new = run.n_new;
  *n_changed = run.n_changed;
  return TRUE;
}
