/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store-object.h"

#include "tg-enterprise-table.h"
#include "tg-error.h"
#include "tg-lookup-table.h"
#include "tg-save.h"
#include "tg-search-table.h"
#include "tg-setting-table.h"

/* Seals what versions before 5 of the store left in clear: values, then what lists and search show
 * of documents, then the pages that the old values stood on. The setting "unsealed" names the step
 * that is next; each is a transaction of its own (the last one SQLite's), so that whoever is cut
 * off goes on at the next opening. On the writer, alone. */

#define UNSEALED "unsealed"

#define TELL_EVERY 256

/* One step under way. */
typedef struct
{
  TgStore        *store;
  TgUpgradePart   part;
  gint64          n_done;
  gint64          n_rows;        /* that it will go over */
  gboolean        is_fact;
  gboolean        has_changed;   /* the words of search */
} Sealing;

typedef gboolean (*RowFunc) (TgStoreConnection  *conn,
                             TgDbStatement      *st,
                             Sealing            *sealing,
                             GError            **error);

/* `sql` gives the next row after :rid, with its rid and id first. */
static gboolean
each_row (TgStoreConnection  *conn,
          Sealing            *sealing,
          const char         *sql,
          RowFunc             func,
          GError            **error)
{
  gboolean found = TRUE;
  gint64 rid = 0;

  while (found)
    {
      g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, sql, error);

      if (st == NULL)
        return FALSE;
      tg_db_bind_int (st, ":rid", rid);
      if (!tg_store_find (st, &found, error))
        return FALSE;
      rid = found ? tg_db_column_int (st, 0) : 0;
      if (found && !func (conn, st, sealing, error))
        return FALSE;
      if (sealing->n_done++ % TELL_EVERY == 0)
        tg_store_tell_upgrade (sealing->store, sealing->part, sealing->n_done, sealing->n_rows);
    }
  return TRUE;
}

/* ---- values ---- */

static gboolean
put_text (TgStoreConnection  *conn,
          const char         *sql,
          gint64              rid,
          const char         *text,
          GError            **error)
{
  g_autoptr (TgDbStatement) st = text != NULL ? tg_db_prepare (conn->db, sql, error) : NULL;

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":rid", rid);
  tg_db_bind_text (st, ":text", text);
  return tg_db_run (st, error);
}

static gboolean
seal_code (TgStoreConnection  *conn,
           TgDbStatement      *st,
           Sealing            *sealing,
           GError            **error)
{
  g_autofree char *hidden = tg_enterprise_table_hide_code (conn, tg_store_column (st, 1),
                                                           tg_store_column (st, 2), error);

  return put_text (conn, "UPDATE enterprise SET code = :text WHERE rid = :rid",
                   tg_db_column_int (st, 0), hidden, error);
}

static gboolean
seal_number (TgStoreConnection  *conn,
             TgDbStatement      *st,
             Sealing            *sealing,
             GError            **error)
{
  g_autofree char *place = tg_store_place ("filing", tg_store_column (st, 1), "official_number");
  g_autofree char *sealed = tg_store_seal_text (conn, place, tg_store_column (st, 2), error);

  return put_text (conn, "UPDATE filing SET official_number = :text WHERE rid = :rid",
                   tg_db_column_int (st, 0), sealed, error);
}

static gboolean
seal_values (TgStoreConnection  *conn,
             TgStore            *store,
             GError            **error)
{
  Sealing sealing = { .store = store, .part = TG_UPGRADE_VALUES };

  return tg_db_query_int (conn->db, "SELECT count(*) FROM filing", &sealing.n_rows, error) &&
         each_row (conn, &sealing, "SELECT rid, id, code FROM enterprise WHERE rid > :rid"
                   " AND kind = '" TG_ENTERPRISE_SELLER "' AND code <> '' ORDER BY rid LIMIT 1",
                   seal_code, error) &&
         each_row (conn, &sealing, "SELECT rid, id, official_number FROM filing WHERE rid > :rid"
                   " AND official_number <> '' ORDER BY rid LIMIT 1", seal_number, error);
}

/* ---- what is shown of documents ---- */

static gboolean
has_sensitive (const TgForm *form)
{
  GHashTableIter iter;
  gpointer field;

  g_hash_table_iter_init (&iter, form->by_path);
  while (g_hash_table_iter_next (&iter, NULL, &field))
    if (((const TgField *) field)->sensitive)
      return TRUE;
  return FALSE;
}

static gboolean
put_shown (TgStoreConnection  *conn,
           Sealing            *sealing,
           const TgSave       *save,
           gint64              rid,
           GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db, save->is_fact
                   ? "UPDATE fact SET number = :number, summary = :summary WHERE rid = :rid"
                   " AND (number <> :number OR summary <> :summary)"
                   : "UPDATE filing SET number = :number, summary = :summary WHERE rid = :rid"
                   " AND (number <> :number OR summary <> :summary)",
                   error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":rid", rid);
  tg_db_bind_text (st, ":number", save->number != NULL ? save->number : "");
  tg_db_bind_text (st, ":summary", save->summary != NULL ? save->summary : "");
  return tg_db_run (st, error) &&
         tg_lookup_table_replace (conn, save->subject, save->keys, error) &&
         tg_search_table_put_text (conn, save->is_fact ? TG_SEARCH_FACTS : TG_SEARCH_FILINGS,
                                   rid, save->words, &sealing->has_changed, error);
}

/* A document that can't be opened, or whose form is gone, keeps what there is to tell it by. */
static gboolean
show_again (TgStoreConnection  *conn,
            TgDbStatement      *st,
            Sealing            *sealing,
            GError            **error)
{
  TgStore *store = sealing->store;
  const char *id = tg_store_column (st, 1);
  const char *name = tg_store_column (st, 2);
  guint version = (guint) tg_db_column_int (st, 3);
  const TgForm *form = store->forms (store->forms_data, sealing->is_fact, name, version);
  g_autofree char *place = tg_store_place (sealing->is_fact ? "fact" : "filing", id, "document");
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (TgSave) save = NULL;

  if (form == NULL || !has_sensitive (form))
    return TRUE;
  document = tg_store_open_document (conn, st, 4, place, NULL);
  if (document == NULL)
    return TRUE;
  save = tg_save_new (sealing->is_fact, id, name, version);
  tg_save_set_document (save, form, document);
  return put_shown (conn, sealing, save, tg_db_column_int (st, 0), error);
}

/* The index keeps words that were taken out until it is made anew, once for all. */
static gboolean
show_all_again (TgStoreConnection  *conn,
                TgStore            *store,
                GError            **error)
{
  static const char count[] =
    "SELECT (SELECT count(*) FROM filing) + (SELECT count(*) FROM fact)";
  static const char filings[] =
    "SELECT rid, id, form, version, document FROM filing WHERE rid > :rid ORDER BY rid LIMIT 1";
  static const char facts[] =
    "SELECT rid, id, type, version, document FROM fact WHERE rid > :rid ORDER BY rid LIMIT 1";
  Sealing sealing = { .store = store, .part = TG_UPGRADE_SHOWN };

  if (!tg_db_query_int (conn->db, count, &sealing.n_rows, error) ||
      !each_row (conn, &sealing, filings, show_again, error))
    return FALSE;
  sealing.is_fact = TRUE;
  if (!each_row (conn, &sealing, facts, show_again, error))
    return FALSE;
  tg_store_tell_upgrade (store, TG_UPGRADE_SEARCH, 0, 1);
  return !sealing.has_changed || tg_search_table_index_again (conn, error);
}

/* ---- pages ---- */

/* Every page is written anew and the log emptied. The copy that SQLite makes meanwhile goes to a
 * file without a name, not into memory. */
static gboolean
write_pages (TgDb      *db,
             gboolean  *done,
             GError   **error)
{
  gint64 is_busy = 0;
  gboolean is_written = tg_db_exec (db, "PRAGMA temp_store = FILE", error) &&
                        tg_db_exec (db, "VACUUM", error) &&
                        tg_db_query_int (db, "PRAGMA wal_checkpoint (TRUNCATE)", &is_busy, error);

  *done = is_written && is_busy == 0;
  return tg_db_exec (db, "PRAGMA temp_store = MEMORY", is_written ? error : NULL) && is_written;
}

/* Without room for it the store opens all the same, and it is tried again next time. */
static gboolean
write_pages_if_room (TgStore   *self,
                     TgDb      *db,
                     gboolean  *done,
                     GError   **error)
{
  g_autoptr (GError) reason = NULL;

  tg_store_tell_upgrade (self, TG_UPGRADE_PAGES, 0, 1);
  if (tg_store_has_room_for_pages (self, &reason) && write_pages (db, done, &reason))
    return TRUE;
  *done = FALSE;
  if (g_error_matches (reason, TG_ERROR, TG_ERROR_NO_SPACE) ||
      g_error_matches (reason, TG_ERROR, TG_ERROR_BUSY))
    {
      g_debug ("What was in clear is not written over yet: %s", reason->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* ---- the steps ---- */

static gpointer
run_step (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  TgStore *store = data;
  g_autofree char *step = tg_setting_table_get (conn, UNSEALED, error);

  if (step == NULL)
    return NULL;
  if (g_str_equal (step, "values") && seal_values (conn, store, error))
    tg_setting_table_set (conn, UNSEALED, "shown", error);
  else if (g_str_equal (step, "shown") && store->forms != NULL &&
           show_all_again (conn, store, error))
    tg_setting_table_set (conn, UNSEALED, "pages", error);
  return NULL;
}

static gpointer
run_forget (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  tg_db_exec (conn->db, "DELETE FROM setting WHERE name = '" UNSEALED "'", error);
  return NULL;
}

static gboolean
run (TgStore      *self,
     TgDb         *db,
     TgStoreFunc   func,
     GError      **error)
{
  GError *reason = NULL;

  tg_store_run_job (self, db, func, self, &reason);
  if (reason == NULL)
    return TRUE;
  g_propagate_error (error, reason);
  return FALSE;
}

static gboolean
count_waiting (TgDb        *db,
               const char  *sql,
               gboolean    *waits,
               GError     **error)
{
  gint64 n = 0;

  if (!tg_db_query_int (db, sql, &n, error))
    return FALSE;
  *waits = n > 0;
  return TRUE;
}

#define COUNT(where) "SELECT count(*) FROM setting WHERE name = '" UNSEALED "'" where

gboolean
tg_store_seal_old (TgStore  *self,
                   TgDb     *db,
                   GError  **error)
{
  gboolean waits = FALSE;
  gboolean done = FALSE;

  if (!count_waiting (db, COUNT (""), &waits, error))
    return FALSE;
  if (!waits)
    return TRUE;
  if (!run (self, db, run_step, error) || !run (self, db, run_step, error) ||
      !count_waiting (db, COUNT (" AND value = 'pages'"), &waits, error))
    return FALSE;
  return !waits || (write_pages_if_room (self, db, &done, error) &&
                    (!done || run (self, db, run_forget, error)));
}
