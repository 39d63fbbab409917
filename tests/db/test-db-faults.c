/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db-statement.h"
#include "tg-fault-vfs.h"
#include "tg-test.h"

/* Lets every single disk access of a migration and some transactions fail in turn. After each
 * fault the file must be whole, hold all that was acknowledged and nothing by half, and take the
 * rest. */

#define BEFORE 3
#define ALL    9
#define SAMPLED 6   /* of the places for a power cut, unless TG_TEST_DISK=all */

static const char * const first_schema[] = {
  "CREATE TABLE filing (id INTEGER PRIMARY KEY, words TEXT) STRICT;"
  "CREATE TABLE line (filing INTEGER REFERENCES filing (id), number INTEGER) STRICT;"
  "CREATE VIRTUAL TABLE search USING fts5 (words, tokenize = 'tg_cjk');",
  NULL,
};

static const char * const both_schemas[] = {
  "this text is never run",
  "ALTER TABLE filing ADD COLUMN state TEXT NOT NULL DEFAULT 'draft';"
  "CREATE INDEX filing_by_state ON filing (state);",
  NULL,
};

static const char halves[] =
  "SELECT count(*) FROM filing f"
  " WHERE (SELECT count(*) FROM line WHERE filing = f.id) <> 2"
  " OR NOT EXISTS (SELECT 1 FROM search WHERE rowid = f.id)";

typedef struct
{
  char *folder;
  char *path;
  char *backups;
} Fixture;

static TgDb *
open_store (Fixture *fixture)
{
  const TgDbOptions options = { .path = fixture->path, .vfs = TG_FAULT_VFS, .application_id = 7 };

  return tg_db_open (&options, NULL);
}

static gint64
query (TgDb       *db,
       const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value = 0;

  tg_db_query_int (db, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static gboolean
insert (TgDb       *db,
        const char *sql,
        gint64      id)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, sql, NULL);

  if (st == NULL)
    return FALSE;
  tg_db_bind_int (st, ":id", id);
  return tg_db_run (st, NULL);
}

static gboolean
put (TgDb   *db,
     gint64  id)
{
  if (!tg_db_begin (db, NULL))
    return FALSE;
  if (insert (db, "INSERT INTO filing (id, words) VALUES (:id, hex(randomblob(3000)))", id) &&
      insert (db, "INSERT INTO line (filing, number) VALUES (:id, 1), (:id, 2)", id) &&
      insert (db, "INSERT INTO search (rowid, words) VALUES (:id, '保温杯')", id))
    return tg_db_commit (db, NULL);
  tg_db_rollback (db);
  return FALSE;
}

/* As the program does after each start. Returns: the last filing that was acknowledged */
static gint64
work (Fixture *fixture,
      gint64   done)
{
  g_autoptr (TgDb) db = open_store (fixture);

  if (db == NULL ||
      !tg_db_exec (db, "PRAGMA wal_autocheckpoint = 8", NULL) ||
      !tg_db_migrate (db, both_schemas, fixture->backups, NULL))
    return done;
  while (done < ALL && put (db, done + 1))
    done++;
  return done;
}

static void
make_store (Fixture *fixture)
{
  g_autoptr (TgDb) db = open_store (fixture);

  g_assert_nonnull (db);
  g_assert_true (tg_db_migrate (db, first_schema, NULL, NULL));
  for (int id = 1; id <= BEFORE; id++)
    g_assert_true (put (db, id));
}

static gint64
check_store (Fixture *fixture,
             gint64   acknowledged)
{
  g_autoptr (TgDb) db = open_store (fixture);
  g_autoptr (GError) error = NULL;
  gint64 found;

  g_assert_nonnull (db);
  tg_db_quick_check (db, &error);
  g_assert_no_error (error);
  found = query (db, "SELECT max(id) FROM filing");
  g_assert_cmpint (found, >=, acknowledged);
  g_assert_cmpint (query (db, "SELECT count(*) FROM filing"), ==, found);
  g_assert_cmpint (query (db, halves), ==, 0);
  return found;
}

static gboolean
survives_fault (TgDiskFault   fault,
                guint     number,
                TgChance *chance)
{
  Fixture fixture = { 0 };
  gint64 acknowledged;
  gboolean has_struck;

  fixture.folder = tg_test_make_folder ();
  fixture.path = g_build_filename (fixture.folder, "store.db", NULL);
  fixture.backups = g_build_filename (fixture.folder, "backups", NULL);
  make_store (&fixture);

  tg_fault_vfs_arm (fault, number);
  acknowledged = work (&fixture, BEFORE);
  has_struck = tg_fault_vfs_disarm (chance);
  acknowledged = check_store (&fixture, acknowledged);
  g_assert_cmpint (work (&fixture, acknowledged), ==, ALL);
  g_assert_cmpint (check_store (&fixture, ALL), ==, ALL);

  tg_test_remove_folder (fixture.folder);
  g_free (fixture.folder);
  g_free (fixture.path);
  g_free (fixture.backups);
  return has_struck;
}

static void
test_fault (gconstpointer data)
{
  TgDiskFault fault = (TgDiskFault) GPOINTER_TO_INT (data);
  g_autoptr (TgChance) chance = tg_test_new_chance ();
  gboolean runs_all = fault != TG_FAULT_POWER || g_strcmp0 (g_getenv ("TG_TEST_DISK"), "all") == 0;
  guint step = runs_all ? 1 : SAMPLED;
  guint number = 1 + (guint) tg_chance_below (chance, step);

  while (survives_fault (fault, number, chance))
    number += step;
  g_test_message ("%u places where it could fail, one of %u tried", number - 1, step);
  g_assert_cmpuint (number, >, 50);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tg_fault_vfs_register ();
  g_test_add_data_func ("/db/db-faults/no-space", GINT_TO_POINTER (TG_FAULT_NO_SPACE), test_fault);
  g_test_add_data_func ("/db/db-faults/io-error", GINT_TO_POINTER (TG_FAULT_IO_ERROR), test_fault);
  g_test_add_data_func ("/db/db-faults/death", GINT_TO_POINTER (TG_FAULT_DEATH), test_fault);
  g_test_add_data_func ("/db/db-faults/power", GINT_TO_POINTER (TG_FAULT_POWER), test_fault);
  return g_test_run ();
}
