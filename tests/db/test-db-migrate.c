/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db.h"

#include "tg-error.h"
#include "tg-test.h"

static const char first_schema[] =
  "CREATE TABLE parent (id INTEGER PRIMARY KEY, t TEXT) STRICT;"
  "CREATE TABLE child (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES parent (id)) STRICT;"
  "INSERT INTO parent VALUES (1, 'x'); INSERT INTO child VALUES (1, 1);";

/* The way to rebuild a table, which needs foreign keys to be off. */
static const char second_schema[] =
  "CREATE TABLE renewed (id INTEGER PRIMARY KEY, t TEXT NOT NULL) STRICT;"
  "INSERT INTO renewed SELECT * FROM parent; DROP TABLE parent;"
  "ALTER TABLE renewed RENAME TO parent;";

static const char breaks_key[] = "DELETE FROM parent;";
static const char breaks_late[] = "DELETE FROM child; SELECT nonsense FROM nowhere;";

typedef struct
{
  char *folder;
  char *path;
  char *backups;
  TgDb *db;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  TgDbOptions options = { 0 };
  g_autoptr (GError) error = NULL;

  fixture->folder = tg_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "store.db", NULL);
  fixture->backups = g_build_filename (fixture->folder, "backups", NULL);
  options.path = fixture->path;
  fixture->db = tg_db_open (&options, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tg_db_close (fixture->db);
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->backups);
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

static void
migrate (Fixture    *fixture,
         const char *second)
{
  const char *scripts[] = { first_schema, second, NULL };
  g_autoptr (GError) error = NULL;

  tg_db_migrate (fixture->db, scripts, fixture->backups, &error);
  g_assert_no_error (error);
}

static void
test_new (Fixture       *fixture,
          gconstpointer  data)
{
  migrate (fixture, second_schema);
  migrate (fixture, second_schema);
  g_assert_cmpint (query (fixture->db, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (query (fixture->db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (fixture->db, "SELECT count(*) FROM child JOIN parent"), ==, 1);
  g_assert_false (g_file_test (fixture->backups, G_FILE_TEST_EXISTS));
}

static void
test_upgrade_copies_first (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *backup = g_build_filename (fixture->backups, "schema-1.db", NULL);
  const TgDbOptions options = { .path = backup, .is_read_only = TRUE };
  g_autoptr (TgDb) copy = NULL;

  migrate (fixture, NULL);
  migrate (fixture, second_schema);
  g_assert_cmpint (query (fixture->db, "PRAGMA user_version"), ==, 2);
  copy = tg_db_open (&options, NULL);
  g_assert_cmpint (query (copy, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (query (copy, "SELECT count(*) FROM parent"), ==, 1);
}

static void
test_failure_leaves_all (Fixture       *fixture,
                         gconstpointer  data)
{
  const char *bad = data;
  const char *scripts[] = { first_schema, bad, NULL };
  g_autoptr (GError) error = NULL;

  migrate (fixture, NULL);
  g_assert_false (tg_db_migrate (fixture->db, scripts, fixture->backups, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (query (fixture->db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (query (fixture->db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (fixture->db, "SELECT count(*) FROM child JOIN parent"), ==, 1);
  g_assert_false (tg_db_is_in_transaction (fixture->db));
}

static void
test_newer_is_refused (Fixture       *fixture,
                       gconstpointer  data)
{
  const char *scripts[] = { first_schema, NULL };
  g_autoptr (GError) error = NULL;

  migrate (fixture, second_schema);
  g_assert_false (tg_db_migrate (fixture->db, scripts, fixture->backups, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED);
  g_assert_cmpint (query (fixture->db, "PRAGMA user_version"), ==, 2);
}

static void
test_without_copy_nothing (Fixture       *fixture,
                           gconstpointer  data)
{
  const char *scripts[] = { first_schema, second_schema, NULL };
  g_autoptr (GError) error = NULL;

  migrate (fixture, NULL);
  tg_test_write_file (fixture->backups, "a file where the folder should be");
  g_assert_false (tg_db_migrate (fixture->db, scripts, fixture->backups, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_READ_ONLY);
  g_assert_cmpint (query (fixture->db, "PRAGMA user_version"), ==, 1);
}

static void
add (const char    *path,
     gconstpointer  data,
     void         (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/db/db-migrate/new", NULL, test_new);
  add ("/db/db-migrate/upgrade-copies-first", NULL, test_upgrade_copies_first);
  add ("/db/db-migrate/broken-key-leaves-all", breaks_key, test_failure_leaves_all);
  add ("/db/db-migrate/broken-sql-leaves-all", breaks_late, test_failure_leaves_all);
  add ("/db/db-migrate/newer-is-refused", NULL, test_newer_is_refused);
  add ("/db/db-migrate/without-copy-nothing", NULL, test_without_copy_nothing);
  return g_test_run ();
}
