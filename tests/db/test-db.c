/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#include "tg-db-statement.h"
#include "tg-error.h"
#include "tg-test.h"

#define APPLICATION 0x54474b31

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = tg_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "store.db", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tg_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static TgDb *
open_file (Fixture *fixture)
{
  const TgDbOptions options = { .path = fixture->path, .application_id = APPLICATION };
  g_autoptr (GError) error = NULL;
  TgDb *db = tg_db_open (&options, &error);

  g_assert_no_error (error);
  return db;
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
run (TgDb       *db,
     const char *sql)
{
  g_autoptr (GError) error = NULL;

  tg_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TgDb) db = open_file (fixture);
  g_autoptr (TgDbStatement) st = tg_db_prepare (db, "PRAGMA journal_mode", NULL);
  gboolean has_row;

  g_assert_true (tg_db_step (st, &has_row, NULL));
  g_assert_cmpstr (tg_db_column_text (st, 0), ==, "wal");
  g_assert_cmpint (query (db, "PRAGMA synchronous"), ==, 2);
  g_assert_cmpint (query (db, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (db, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (query (db, "PRAGMA cell_size_check"), ==, 1);
  g_assert_cmpint (query (db, "PRAGMA page_size"), ==, 8192);
  g_assert_cmpint (query (db, "PRAGMA application_id"), ==, APPLICATION);
  g_assert_cmpint (query (db, "PRAGMA busy_timeout"), ==, 5000);
}

static void
test_defences (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (TgDb) db = open_file (fixture);

  g_assert_false (tg_db_exec (db, "CREATE TABLE a (b TEXT CHECK (b <> \"word\")) STRICT", NULL));
  g_assert_false (tg_db_exec (db, "SELECT \"no such column\"", NULL));
  g_assert_false (tg_db_exec (db, "SELECT load_extension('x')", NULL));
  run (db, "PRAGMA writable_schema = ON");
  g_assert_false (tg_db_exec (db, "DELETE FROM sqlite_schema", NULL));
}

static void
test_mode (Fixture       *fixture,
           gconstpointer  data)
{
  static const char * const ends[] = { "", "-wal", "-shm" };
  g_autoptr (TgDb) db = open_file (fixture);

  run (db, "CREATE TABLE a (b TEXT) STRICT");
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, ends[i], NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
    }
}

static void
test_other_application (Fixture       *fixture,
                        gconstpointer  data)
{
  const TgDbOptions options = { .path = fixture->path, .application_id = APPLICATION + 1 };
  g_autoptr (TgDb) db = open_file (fixture);
  g_autoptr (GError) error = NULL;

  run (db, "CREATE TABLE a (b TEXT) STRICT");
  g_assert_null (tg_db_open (&options, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  const TgDbOptions options = { .path = fixture->path, .is_read_only = TRUE };
  g_autoptr (GError) missing_error = NULL;
  g_autoptr (GError) write_error = NULL;
  g_autoptr (TgDb) writer = NULL;
  g_autoptr (TgDb) reader = NULL;
  gint64 version;

  g_assert_null (tg_db_open (&options, &missing_error));
  g_assert_error (missing_error, TG_ERROR, TG_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));

  writer = open_file (fixture);
  run (writer, "CREATE TABLE a (b TEXT) STRICT");
  reader = tg_db_open (&options, NULL);
  version = tg_db_get_data_version (reader);
  g_assert_cmpint (query (reader, "SELECT count(*) FROM a"), ==, 0);
  g_assert_cmpint (tg_db_get_data_version (reader), ==, version);
  run (writer, "INSERT INTO a VALUES ('x')");
  g_assert_cmpint (tg_db_get_data_version (reader), !=, version);
  g_assert_cmpint (query (reader, "SELECT count(*) FROM a"), ==, 1);
  g_assert_false (tg_db_exec (reader, "DELETE FROM a", &write_error));
  g_assert_error (write_error, TG_ERROR, TG_ERROR_READ_ONLY);
}

static void
test_not_a_database (Fixture       *fixture,
                     gconstpointer  data)
{
  const TgDbOptions options = { .path = fixture->path };
  g_autofree char *text = g_strnfill (20000, 'x');
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  tg_test_write_file (fixture->path, text);
  g_assert_null (tg_db_open (&options, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
  after = tg_test_read_file (fixture->path);
  g_assert_cmpstr (after, ==, text);
}

static void
test_errors (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (TgDb) db = open_file (fixture);
  static const struct
  {
    const char *sql;
    TgError     code;
  } cases[] = {
    { "INSERT INTO a VALUES (1, 1, 1)", TG_ERROR_EXISTS },
    { "INSERT INTO a VALUES (2, NULL, 1)", TG_ERROR_INVALID },
    { "INSERT INTO a VALUES (2, 1, 7)", TG_ERROR_INVALID },
    { "INSERT INTO a VALUES ('x', 1, 1)", TG_ERROR_INVALID },
    { "SELEKT 1", TG_ERROR_FAILED },
  };

  run (db, "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER NOT NULL,"
       " up INTEGER NOT NULL REFERENCES a (id)) STRICT; INSERT INTO a VALUES (1, 1, 1);");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tg_db_exec (db, cases[i].sql, &error));
      g_assert_error (error, TG_ERROR, (int) cases[i].code);
    }
  g_assert_cmpint (query (db, "SELECT count(*) FROM a"), ==, 1);
}

static void
test_transaction (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (TgDb) db = open_file (fixture);

  run (db, "CREATE TABLE a (b TEXT) STRICT");
  g_assert_true (tg_db_begin (db, NULL));
  run (db, "INSERT INTO a VALUES ('x'), ('y')");
  g_assert_cmpint (tg_db_get_changes (db), ==, 2);
  g_assert_cmpint (tg_db_get_last_row_id (db), ==, 2);
  g_assert_true (tg_db_is_in_transaction (db));
  tg_db_rollback (db);
  g_assert_false (tg_db_is_in_transaction (db));
  g_assert_cmpint (query (db, "SELECT count(*) FROM a"), ==, 0);
  g_assert_true (tg_db_begin (db, NULL));
  run (db, "INSERT INTO a VALUES ('x')");
  g_assert_true (tg_db_commit (db, NULL));
  tg_db_rollback (db);
  g_assert_cmpint (query (db, "SELECT count(*) FROM a"), ==, 1);
}

/* What only reads, and what is rolled back, is no commit. */
static void
test_commits (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (TgDb) db = open_file (fixture);
  guint64 before;

  run (db, "CREATE TABLE a (b TEXT) STRICT");
  before = tg_db_get_commits (db);
  g_assert_cmpuint (before, >, 0);
  g_assert_cmpint (query (db, "SELECT count(*) FROM a"), ==, 0);
  g_assert_true (tg_db_begin (db, NULL));
  run (db, "INSERT INTO a VALUES ('x')");
  tg_db_rollback (db);
  g_assert_cmpuint (tg_db_get_commits (db), ==, before);
  run (db, "INSERT INTO a VALUES ('x')");
  g_assert_cmpuint (tg_db_get_commits (db), ==, before + 1);
  g_assert_true (tg_db_begin (db, NULL));
  run (db, "INSERT INTO a VALUES ('x')");
  run (db, "INSERT INTO a VALUES ('y')");
  g_assert_true (tg_db_commit (db, NULL));
  g_assert_cmpuint (tg_db_get_commits (db), ==, before + 2);
}

static void
test_quick_check (Fixture       *fixture,
                  gconstpointer  data)
{
  const TgDbOptions options = { .path = fixture->path, .is_read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = open_file (fixture);
  FILE *file;

  run (db, "CREATE TABLE a (b TEXT) STRICT;"
       "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
       " INSERT INTO a SELECT hex(randomblob(40)) FROM n;");
  g_assert_true (tg_db_quick_check (db, NULL));
  g_clear_pointer (&db, tg_db_close);

  file = g_fopen (fixture->path, "r+b");
  for (int page = 2; page < 10; page++)
    {
      fseek (file, page * 8192, SEEK_SET);
      fputs ("this is no page of a table", file);
    }
  fclose (file);
  db = tg_db_open (&options, NULL);
  g_assert_nonnull (db);
  g_assert_false (tg_db_quick_check (db, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
}

static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *part = g_strconcat (copy, ".part", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "copy.db", NULL);
  const TgDbOptions options = { .path = copy, .application_id = APPLICATION, .is_read_only = TRUE };
  g_autoptr (TgDb) db = open_file (fixture);
  g_autoptr (TgDb) copied = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  run (db, "CREATE TABLE a (b TEXT) STRICT; INSERT INTO a VALUES ('x'); PRAGMA user_version = 3");
  tg_test_write_file (copy, "the backup of yesterday");
  tg_db_backup_to (db, copy, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (g_file_test (part, G_FILE_TEST_EXISTS));
  copied = tg_db_open (&options, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (copied, "SELECT count(*) FROM a"), ==, 1);
  g_assert_cmpint (query (copied, "PRAGMA user_version"), ==, 3);

  g_assert_false (tg_db_backup_to (db, nowhere, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_READ_ONLY);
}

static void
test_backup_fails_whole (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *copy = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autoptr (TgDb) db = open_file (fixture);
  g_autofree char *after = NULL;

  run (db, "CREATE TABLE a (b TEXT) STRICT");
  tg_test_write_file (copy, "the backup of yesterday");
  /* VACUUM is refused inside a transaction. */
  g_assert_true (tg_db_begin (db, NULL));
  g_assert_false (tg_db_backup_to (db, copy, NULL));
  tg_db_rollback (db);
  after = tg_test_read_file (copy);
  g_assert_cmpstr (after, ==, "the backup of yesterday");
}

static void
add (const char *path,
     void      (*test)(Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/db/db/settings", test_settings);
  add ("/db/db/defences", test_defences);
  add ("/db/db/mode", test_mode);
  add ("/db/db/other-application", test_other_application);
  add ("/db/db/read-only", test_read_only);
  add ("/db/db/not-a-database", test_not_a_database);
  add ("/db/db/errors", test_errors);
  add ("/db/db/transaction", test_transaction);
  add ("/db/db/commits", test_commits);
  add ("/db/db/quick-check", test_quick_check);
  add ("/db/db/backup", test_backup);
  add ("/db/db/backup-fails-whole", test_backup_fails_whole);
  return g_test_run ();
}
