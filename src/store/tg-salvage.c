/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-salvage.h"

#include "tg-db-statement.h"
#include "tg-disk.h"
#include "tg-error.h"
#include "tg-schema.h"
#include "tg-store.h"
#include "tg-swap.h"

/* A new store with the old one attached as `old`. Each table is copied by ranges of its row ids: a
 * range that fails is halved until the rows that cannot be read stand alone. Tables without row
 * ids are copied for each document by their index. What points to a row that is gone goes too,
 * since a store with such rows would be refused; search is built anew. */

/* Where the row ids cannot be counted any more, so many are tried beyond the last that was
 * found. */
#define BEYOND     10000
#define MOST_FAULTS 20000
#define MOST_NAMED 200

typedef struct
{
  const char *name;
  const char *last;       /* SQL: the highest row id */
  const char *last_seen;  /* SQL: that of the copy */
  const char *copy;       /* SQL: the rows from :first to :last */
  const char *count;      /* SQL: how many there were; an index answers it */
  const char *saved;      /* SQL: how many there are */
} Table;

#define BY_ROW(t, id) \
  { #t, \
    "SELECT coalesce (max (" #id "), 0) FROM old." #t, \
    "SELECT coalesce (max (" #id "), 0) FROM main." #t, \
    "INSERT OR IGNORE INTO main." #t " SELECT * FROM old." #t \
    " WHERE " #id " BETWEEN :first AND :last", \
    "SELECT count(*) FROM old." #t, "SELECT count(*) FROM main." #t }

/* What others point to comes before them. */
static const Table tables[] = {
  BY_ROW (enterprise, rid),
  BY_ROW (filing, rid),
  BY_ROW (fact, rid),
  BY_ROW (attempt, rid),
  BY_ROW (receipt, rid),
  BY_ROW (journal, seq),
  BY_ROW (agreed, rowid),
  BY_ROW (editing, rowid),
  BY_ROW (sale, rid),
  BY_ROW (feed, rowid),
  BY_ROW (event, rid),
  BY_ROW (account, rid),
  BY_ROW (posting, rid),
  BY_ROW (notice, rid),
  BY_ROW (exercise, rid),
  BY_ROW (enquiry, rowid),
  BY_ROW (attachment, rowid),
  BY_ROW (attachment_use, rowid),
  BY_ROW (search_text, rid),
  BY_ROW (setting, rowid),
  BY_ROW (backup, rowid),
  BY_ROW (shared_draft, rowid),
  BY_ROW (pending_merge, rowid),
};

typedef struct
{
  const char *name;
  const char *ids;        /* SQL: what it is kept by */
  const char *copy;       /* SQL: the rows of :id */
  const char *count;
  const char *saved;
} KeyedTable;

#define DOCUMENTS "SELECT id FROM main.filing UNION SELECT id FROM main.fact"

#define BY_KEY(t, ids, column) \
  { #t, ids, "INSERT OR IGNORE INTO main." #t " SELECT * FROM old." #t " WHERE " #column " = :id", \
    "SELECT count(*) FROM old." #t, "SELECT count(*) FROM main." #t }

static const KeyedTable keyed_tables[] = {
  BY_KEY (link, DOCUMENTS, target),
  BY_KEY (lookup, DOCUMENTS, subject),
  BY_KEY (deadline, DOCUMENTS, subject),
  BY_KEY (attempt_attachment, "SELECT id FROM main.attempt", attempt),
};

/* In this order; the counts are taken after it. */
static const struct
{
  const char *table;
  const char *sql;
} loose_ends[] = {
  { "filing", "UPDATE filing SET enterprise = NULL"
    " WHERE enterprise NOT IN (SELECT id FROM enterprise)" },
  { "fact", "UPDATE fact SET enterprise = NULL"
    " WHERE enterprise NOT IN (SELECT id FROM enterprise)" },
  { "attempt", "DELETE FROM attempt WHERE filing NOT IN (SELECT id FROM filing)" },
  { "agreed", "DELETE FROM agreed WHERE filing NOT IN (SELECT id FROM filing)" },
  { "sale", "DELETE FROM sale WHERE id NOT IN (SELECT id FROM fact)" },
  { "posting", "DELETE FROM posting WHERE account NOT IN (SELECT id FROM account)" },
  { "attachment_use",
    "DELETE FROM attachment_use WHERE sha256 NOT IN (SELECT sha256 FROM attachment)" },
  { "attempt_attachment", "DELETE FROM attempt_attachment"
    " WHERE attempt NOT IN (SELECT id FROM attempt)"
    " OR sha256 NOT IN (SELECT sha256 FROM attachment)" },
  { "shared_draft", "DELETE FROM shared_draft WHERE filing NOT IN (SELECT id FROM filing)" },
  { "pending_merge", "DELETE FROM pending_merge WHERE filing NOT IN (SELECT id FROM filing)" },
  { "search", "INSERT INTO search (search) VALUES ('rebuild')" },
};

typedef struct
{
  TgDb            *db;
  TgSalvageReport *report;
  guint            n_faults;      /* of the table under way */
} Salvage;

/* What the damage causes; anything else, such as a full disk, ends the work. */
static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, TG_ERROR, TG_ERROR_CORRUPT) ||
         g_error_matches (error, TG_ERROR, TG_ERROR_INVALID) ||
         g_error_matches (error, TG_ERROR, TG_ERROR_FAILED);
}

/* A number that cannot be read is -1. */
static gint64
query (Salvage    *self,
       const char *sql)
{
  gint64 value;

  return tg_db_query_int (self->db, sql, &value, NULL) ? value : -1;
}

/* An older store has fewer tables. */
static gboolean
has_table (Salvage    *self,
           const char *name)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (self->db, "SELECT 1 FROM main.sqlite_schema WHERE name = :name", NULL);
  gboolean has_row = FALSE;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", name);
  return tg_db_step (st, &has_row, NULL) && has_row;
}

/* ---- tables with row ids ---- */

static gboolean
try_rows (Salvage      *self,
          const Table  *table,
          gint64        first,
          gint64        last,
          GError      **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (self->db, table->copy, error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":first", first);
  tg_db_bind_int (st, ":last", last);
  return tg_db_run (st, error);
}

/* A failing disk reads at the second try what it did not at the first: what is halved is tried
 * again anyway, a row that stands alone is tried twice before it is given up. */
static gboolean
copy_rows (Salvage      *self,
           const Table  *table,
           gint64        first,
           gint64        last,
           GError      **error)
{
  return (first == last && try_rows (self, table, first, last, NULL)) ||
         try_rows (self, table, first, last, error);
}

static gboolean
copy_range (Salvage      *self,
            const Table  *table,
            gint64        first,
            gint64        last,
            GError      **error)
{
  g_autoptr (GError) fault = NULL;
  gint64 middle = first + (last - first) / 2;

  if (first > last || copy_rows (self, table, first, last, &fault))
    return TRUE;
  if (!is_damage (fault))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (first == last || ++self->n_faults > MOST_FAULTS)
    return TRUE;
  return copy_range (self, table, first, middle, error) &&
         copy_range (self, table, middle + 1, last, error);
}

static gboolean
copy_table (Salvage      *self,
            const Table  *table,
            GError      **error)
{
  gint64 last;

  if (!has_table (self, table->name))
    return TRUE;
  self->n_faults = 0;
  last = query (self, table->last);
  if (last >= 0)
    return copy_range (self, table, 1, last, error);
  /* The end is not readable: step by step, as far as anything comes. */
  for (gint64 first = 1; first <= query (self, table->last_seen) + BEYOND; first += BEYOND)
    if (!copy_range (self, table, first, first + BEYOND - 1, error))
      return FALSE;
  return TRUE;
}

/* ---- tables without ---- */

static gboolean
try_document (Salvage           *self,
              const KeyedTable  *table,
              const char        *id,
              GError           **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (self->db, table->copy, error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":id", id);
  return tg_db_run (st, error);
}

/* Returns: whether the work may go on */
static gboolean
copy_document (Salvage           *self,
               const KeyedTable  *table,
               const char        *id,
               GError           **error)
{
  g_autoptr (GError) fault = NULL;

  if (try_document (self, table, id, NULL) || try_document (self, table, id, &fault) ||
      is_damage (fault))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&fault));
  return FALSE;
}

static gboolean
copy_documents (Salvage           *self,
                const KeyedTable  *table,
                GError           **error)
{
  g_autoptr (TgDbStatement) ids = NULL;
  gboolean has_row = FALSE;

  if (!has_table (self, table->name))
    return TRUE;
  ids = tg_db_prepare (self->db, table->ids, error);
  while (ids != NULL && tg_db_step (ids, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      if (!copy_document (self, table, tg_db_column_text (ids, 0), error))
        return FALSE;
    }
  return FALSE;
}

/* ---- what was lost ---- */

static void
count_table (Salvage    *self,
             const char *name,
             const char *count,
             const char *saved)
{
  gint64 n_before = query (self, count);
  gint64 n_saved = query (self, saved);

  if (!has_table (self, name))
    return;
  tg_salvage_report_add (self->report, name, n_saved,
                         n_before >= n_saved ? n_before - n_saved : -1);
}

/* An index may know their numbers still. */
static void
name_lost_filings (Salvage *self)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (self->db,
                   "SELECT number FROM old.filing INDEXED BY filing_number"
                   " WHERE rid NOT IN (SELECT rid FROM main.filing) AND removed = 0", NULL);
  gboolean has_row = FALSE;

  while (st != NULL && self->report->lost->len < MOST_NAMED &&
         tg_db_step (st, &has_row, NULL) && has_row)
    if (tg_db_column_text (st, 0) != NULL && *tg_db_column_text (st, 0) != '\0')
      g_ptr_array_add (self->report->lost, tg_db_column_dup_text (st, 0));
}

static void
report_all (Salvage *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    count_table (self, tables[i].name, tables[i].count, tables[i].saved);
  for (guint i = 0; i < G_N_ELEMENTS (keyed_tables); i++)
    count_table (self, keyed_tables[i].name, keyed_tables[i].count, keyed_tables[i].saved);
  name_lost_filings (self);
}

/* ---- the whole ---- */

static gboolean
attach (Salvage     *self,
        const char  *path,
        GError     **error)
{
  gint64 n_tables;

  return tg_db_attach (self->db, path, "old", error) &&
         tg_db_query_int (self->db, "SELECT count(*) FROM old.sqlite_schema", &n_tables, error);
}

/* The tables as they were when the damaged store was written; opening it brings them up to
 * date. */
static gboolean
make_tables (Salvage  *self,
             GError  **error)
{
  g_autofree const char **scripts = g_new0 (const char *, TG_SCHEMA_VERSION + 1);
  gint64 version;

  if (!tg_db_query_int (self->db, "PRAGMA old.user_version", &version, error))
    return FALSE;
  if (version < 1 || version > TG_SCHEMA_VERSION)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT,
                   "The version of the damaged store is not readable");
      return FALSE;
    }
  for (gint64 i = 0; i < version; i++)
    scripts[i] = tg_schema_scripts[i];
  return tg_db_migrate (self->db, scripts, NULL, error);
}

static gboolean
copy_all (Salvage  *self,
          GError  **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!copy_table (self, &tables[i], error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (keyed_tables); i++)
    if (!copy_documents (self, &keyed_tables[i], error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (loose_ends); i++)
    if (has_table (self, loose_ends[i].table) && !tg_db_exec (self->db, loose_ends[i].sql, error))
      return FALSE;
  return TRUE;
}

static gboolean
salvage (Salvage     *self,
         const char  *damaged,
         GError     **error)
{
  if (!attach (self, damaged, error) || !make_tables (self, error) ||
      !tg_db_exec (self->db, "PRAGMA foreign_keys = OFF", error) || !copy_all (self, error))
    return FALSE;
  report_all (self);
  /* The check is of all that is attached, and the old one is known to fail it. */
  return tg_db_exec (self->db, "DETACH old", error) && tg_db_quick_check (self->db, error);
}

TgSalvageReport *
tg_salvage_run (const char  *folder,
                const char  *vfs,
                GError     **error)
{
  g_autofree char *damaged = g_build_filename (folder, TG_STORE_FILE, NULL);
  g_autofree char *part = tg_swap_prepare (folder, error);
  g_autofree char *path = tg_swap_dup_part (folder, TG_STORE_FILE);
  const TgDbOptions options = { .path = path, .vfs = vfs,
                                .application_id = TG_STORE_APPLICATION_ID, .is_cache = TRUE };
  g_autoptr (TgSalvageReport) report = tg_salvage_report_new ();
  Salvage self = { .db = part != NULL ? tg_db_open (&options, error) : NULL, .report = report };
  gboolean is_done = self.db != NULL && salvage (&self, damaged, error);

  g_clear_pointer (&self.db, tg_db_close);
  if (is_done && tg_disk_sync (path, error))
    return g_steal_pointer (&report);
  tg_swap_give_up (folder);
  return NULL;
}
