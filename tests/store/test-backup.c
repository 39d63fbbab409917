/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "tg-archive.h"
#include "tg-backup-file.h"
#include "tg-backup-rule.h"
#include "tg-db.h"
#include "tg-db-statement.h"
#include "tg-error.h"
#include "tg-feed-table.h"
#include "tg-filing-table.h"
#include "tg-restore.h"
#include "tg-salvage.h"
#include "tg-store-fixture.h"
#include "tg-swap.h"
#include "tg-test.h"
#include "tg-window-codes.h"

/* The rule, the file, the way back, and what can be saved without one. */

#define ID    "01900000-0000-7000-8000-000000000001"
#define OTHER "01900000-0000-7000-8000-000000000002"

/* ---- the rule ---- */

static guint
count_kept (GPtrArray      *names,
            GPtrArray      *stale,
            TgBackupReason  wanted)
{
  guint count = 0;

  for (guint i = 0; i < names->len; i++)
    {
      TgBackupReason reason;
      gint64 time;

      g_assert_true (tg_backup_rule_parse_name (names->pdata[i], &time, &reason));
      count += reason == wanted && !g_ptr_array_find (stale, names->pdata[i], NULL);
    }
  return count;
}

static void
test_rule (void)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) stale = NULL;
  gint64 now = 0;

  g_assert_true (tg_time_from_rfc3339 ("2026-11-25T12:00:00.000Z", &now, NULL));
  /* Three a day for five hundred days, and one of each other kind every fifty. */
  for (guint day = 0; day < 500; day++)
    {
      gint64 time = now - day * G_TIME_SPAN_DAY;

      for (guint part = 0; part < 3; part++)
        g_ptr_array_add (names, tg_backup_rule_make_name (time - part * G_TIME_SPAN_HOUR,
                                                          TG_BACKUP_CLOSE));
      if (day % 50 != 0)
        continue;
      g_ptr_array_add (names, tg_backup_rule_make_name (time, TG_BACKUP_HAND));
      g_ptr_array_add (names, tg_backup_rule_make_name (time, TG_BACKUP_UPGRADE));
    }

  stale = tg_backup_rule_list_stale (names, now);
  /* Wednesday: seven days reach back to Thursday; of four weeks three are further back, and the
   * month of November is there already. */
  g_assert_cmpuint (count_kept (names, stale, TG_BACKUP_CLOSE), ==, 7 + 2 + 11);
  g_assert_cmpuint (count_kept (names, stale, TG_BACKUP_HAND), ==, 10);
  g_assert_cmpuint (count_kept (names, stale, TG_BACKUP_UPGRADE), ==, 8);
}

static void
test_names (void)
{
  TgBackupReason reason;
  gint64 time;

  g_assert_true (tg_backup_rule_parse_name ("tongguan-20261123-040000-restore.tgbackup", &time,
                                            &reason));
  g_assert_cmpint (reason, ==, TG_BACKUP_RESTORE);
  g_assert_false (tg_backup_rule_parse_name ("tongguan-20261123-040000-other.tgbackup", &time,
                                             &reason));
  g_assert_false (tg_backup_rule_parse_name ("my own.tgbackup", &time, &reason));
  g_assert_false (tg_backup_rule_parse_name ("tongguan-.tgbackup", &time, &reason));
}

/* ---- the file ---- */

static void
save (TgStoreFixture *fixture,
      const char     *id,
      gint64          base,
      const char     *name)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document (g_str_equal (id, ID) ? "CX-1"
                                                                                       : "CX-2",
                                                               name, "1");

  tg_store_fixture_save (fixture, id, base, document);
}

static char *
back_up (TgStoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *path = tg_store_backup (fixture->store, TG_BACKUP_HAND, &error);

  g_assert_no_error (error);
  return path;
}

static void
add_file (TgStoreFixture *fixture,
          const char     *name,
          const char     *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

  tg_test_write_file (path, text);
}

static void
test_file (TgStoreFixture *fixture,
           gconstpointer   data)
{
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "invoice", -1);
  g_autofree char *attachment = g_build_filename (TG_BACKUP_ATTACHMENTS, digest, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (TgBackup) backup = NULL;
  g_autofree char *key = NULL;
  const TgBackupFields *fields;

  save (fixture, ID, 0, "a");
  add_file (fixture, attachment, "invoice");
  add_file (fixture, TG_BACKUP_ATTACHMENTS "/half.part", "in");
  add_file (fixture, TG_BACKUP_WRAPPED_KEY, "[key]\n");
  path = back_up (fixture);
  backup = tg_backup_file_read (path, &error);
  g_assert_no_error (error);
  fields = tg_backup_get_fields (backup);
  g_assert_cmpint (fields->n_filings, ==, 1);
  g_assert_cmpint (fields->n_attachments, ==, 1);
  g_assert_cmpint (fields->reason, ==, TG_BACKUP_HAND);
  g_assert_cmpint (fields->key, ==, TG_BACKUP_KEY_WRAPPED);
  key = tg_backup_file_read_text (path, TG_BACKUP_WRAPPED_KEY, &error);
  g_assert_cmpstr (key, ==, "[key]\n");
  g_assert_true (tg_backup_file_verify (path, TRUE, &error));
  g_assert_no_error (error);
}

/* Whichever byte changes, and wherever it is cut, is found. */
static void
test_damage_is_found (TgStoreFixture *fixture,
                      gconstpointer   data)
{
  g_autofree char *path = NULL;
  g_autofree char *contents = NULL;
  g_autoptr (TgChance) chance = tg_test_new_chance ();
  gsize length = 0;

  save (fixture, ID, 0, "a");
  path = back_up (fixture);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GPtrArray) parts = tg_archive_list (path, NULL);
      const TgArchivePart *part = parts->pdata[i % parts->len];
      gsize at = (gsize) part->offset + tg_chance_below (chance, (guint64) part->bytes);
      g_autoptr (GError) error = NULL;

      contents[at] ^= 1;
      g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
      g_assert_false (tg_backup_file_verify (path, FALSE, &error));
      g_assert_error (error, TG_ERROR, TG_ERROR_CORRUPT);
      contents[at] ^= 1;
      g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
    }
  g_assert_true (g_file_set_contents (path, contents, (gssize) length / 2, NULL));
  g_assert_false (tg_backup_file_verify (path, FALSE, NULL));
}

static void
test_last_good (TgStoreFixture *fixture,
                gconstpointer   data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, TG_STORE_BACKUPS, NULL);
  g_autofree char *older = NULL;
  g_autofree char *newer = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (TgBackup) good = NULL;

  save (fixture, ID, 0, "a");
  older = back_up (fixture);
  newer = back_up (fixture);
  g_assert_cmpstr (older, <, newer);
  tg_test_write_file (newer, "no backup any more");
  good = tg_backup_folder_find_good (folder, NULL);
  g_assert_nonnull (good);
  g_assert_cmpstr (tg_backup_get_fields (good)->path, ==, older);
  list = tg_backup_folder_list (folder, NULL);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (tg_backup_get_fields (list->pdata[0])->verdict, ==, TG_BACKUP_BAD);
  g_assert_cmpint (tg_backup_get_fields (list->pdata[1])->verdict, ==, TG_BACKUP_GOOD);
}

/* ---- the way back ---- */

static gpointer
name_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, ID, error);

  return filing != NULL ? g_strdup (tg_document_get (filing->document, "name")) : NULL;
}

static void
assert_name (TgStoreFixture *fixture,
             const char     *name)
{
  g_autofree char *found = tg_store_fixture_read (fixture, name_job, NULL);

  g_assert_cmpstr (found, ==, name);
}

static gpointer
attempt_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  g_autoptr (TgAttempt) attempt = tg_attempt_table_load (conn, "a1", error);
  g_autoptr (TgFeedPosition) listing = tg_feed_table_load (conn, TG_FEED_FILINGS, error);

  g_assert_cmpint (attempt->state, ==, TG_ATTEMPT_UNKNOWN);
  g_assert_cmpstr (listing->epoch, !=, "");
  return NULL;
}

static void
settle_and_commit (TgStoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  tg_restore_settle (fixture->folder, NULL, fixture->sealer, TG_CLOCK (fixture->clock), &error);
  g_assert_no_error (error);
  tg_swap_commit (fixture->folder, FALSE, &error);
  g_assert_no_error (error);
}

static void
test_restore (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autofree char *path = NULL;
  g_autoptr (TgRestorePreview) preview = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, ID, 0, "a");
  tg_store_fixture_queue (fixture, ID, "a1", 0);
  path = back_up (fixture);
  save (fixture, ID, 1, "b");
  save (fixture, OTHER, 0, "c");

  tg_restore_unpack (fixture->folder, path, &error);
  g_assert_no_error (error);
  preview = tg_restore_compare (fixture->folder, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (preview->counts[TG_RESTORE_FILING][TG_RESTORE_LOST], ==, 1);
  g_assert_cmpuint (preview->counts[TG_RESTORE_FILING][TG_RESTORE_OLDER], ==, 1);
  g_assert_cmpuint (preview->counts[TG_RESTORE_FILING][TG_RESTORE_BACK], ==, 0);
  g_assert_cmpstr (((TgRestoreChange *) preview->changes->pdata[0])->number, ==, "CX-2");
  assert_name (fixture, "b");

  /* Not while somebody has it open. */
  g_assert_false (tg_swap_commit (fixture->folder, FALSE, &error));
  g_assert_error (error, TG_ERROR, TG_ERROR_BUSY);
  g_clear_object (&fixture->store);
  settle_and_commit (fixture);
  tg_store_fixture_reopen (fixture);
  assert_name (fixture, "a");
  tg_store_fixture_read (fixture, attempt_job, NULL);
}

/* ---- the window's tables ---- */

static void
write_tables (TgStoreFixture *fixture,
              const char     *sql)
{
  g_autofree char *path = g_build_filename (fixture->folder, TG_WINDOW_CODES_FILE, NULL);
  const TgDbOptions options = { .path = path, .is_cache = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = NULL;

  g_unlink (path);
  db = tg_db_open (&options, &error);
  g_assert_no_error (error);
  tg_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static void
assert_tables (TgStoreFixture *fixture,
               const char     *table)
{
  g_autofree char *path = g_build_filename (fixture->folder, TG_WINDOW_CODES_FILE, NULL);
  const TgDbOptions options = { .path = path, .is_read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  g_assert_no_error (error);
  st = tg_db_prepare (db, "SELECT name FROM sqlite_schema", &error);
  g_assert_true (tg_db_step (st, &has_row, &error) && has_row);
  g_assert_cmpstr (tg_db_column_text (st, 0), ==, table);
}

static void
put_back (TgStoreFixture *fixture,
          const char     *path,
          gboolean        is_other)
{
  g_autoptr (GError) error = NULL;

  tg_restore_unpack (fixture->folder, path, &error);
  g_assert_no_error (error);
  if (is_other)
    tg_swap_set_other_key (fixture->folder, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->store);
  settle_and_commit (fixture);
  tg_store_fixture_reopen (fixture);
}

/* They come back where there are none, or where those that are there are another workspace's. */
static void
test_window_tables (TgStoreFixture *fixture,
                    gconstpointer   data)
{
  g_autofree char *file = g_build_filename (fixture->folder, TG_WINDOW_CODES_FILE, NULL);
  g_autofree char *path = NULL;

  save (fixture, ID, 0, "a");
  write_tables (fixture, "CREATE TABLE old (a TEXT) STRICT");
  path = back_up (fixture);
  write_tables (fixture, "CREATE TABLE young (a TEXT) STRICT");
  put_back (fixture, path, FALSE);
  assert_tables (fixture, "young");
  g_assert_cmpint (g_unlink (file), ==, 0);
  put_back (fixture, path, FALSE);
  assert_tables (fixture, "old");
  write_tables (fixture, "CREATE TABLE strange (a TEXT) STRICT");
  put_back (fixture, path, TRUE);
  assert_tables (fixture, "old");
  assert_name (fixture, "a");
}

/* The window can give them again: damage to them stops no backup. */
static void
test_damaged_tables (TgStoreFixture *fixture,
                     gconstpointer   data)
{
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  save (fixture, ID, 0, "a");
  add_file (fixture, TG_WINDOW_CODES_FILE, "This is no database, and it is long enough for one");
  path = back_up (fixture);
  parts = tg_archive_list (path, NULL);
  g_assert_null (tg_archive_find (parts, TG_WINDOW_CODES_FILE));
}

/* ---- salvage ---- */

/* Every third page is overwritten, but for those with the schema. */
static void
damage (TgStoreFixture *fixture,
        guint           first)
{
  g_autofree char *path = g_build_filename (fixture->folder, TG_STORE_FILE, NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  g_clear_object (&fixture->store);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));
  for (gsize page = first; (page + 1) * 8192 <= length; page += 3)
    memset (contents + page * 8192, 0x5a, 8192);
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
}

static gpointer
count_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgFilingFilter all = { 0 };
  g_autoptr (GArray) rids = tg_filing_table_list_ids (conn, &all, TG_FILING_SORT_UPDATED, FALSE,
                                                      error);

  *(guint *) data = rids->len;
  return NULL;
}

/* Wherever the damage is: what comes out is a store that opens, and it says how much is in it. */
static void
test_salvage (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (TgSalvageReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const TgSalvagedTable *filings;
  guint n_filings = 0;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *id = g_strdup_printf ("01900000-0000-7000-8000-%012u", i);

      save (fixture, id, 0, "a name that takes some room");
    }
  damage (fixture, GPOINTER_TO_UINT (data));
  report = tg_salvage_run (fixture->folder, NULL, &error);
  g_assert_no_error (error);
  settle_and_commit (fixture);
  tg_store_fixture_reopen (fixture);
  filings = tg_salvage_report_find (report, "filing");
  tg_store_fixture_read (fixture, count_job, &n_filings);
  g_test_message ("%" G_GINT64_FORMAT " saved, %" G_GINT64_FORMAT " lost, %u named",
                  filings->n_saved, filings->n_lost, report->lost->len);
  g_assert_cmpint (filings->n_saved, ==, n_filings);
  g_assert_cmpuint (n_filings, >, 0);
  g_assert_cmpuint (n_filings, <, 400);
}

/* A table that a later version brings is saved too: this list is written nowhere else. */
static void
assert_knows_tables (TgStoreFixture        *fixture,
                     const TgSalvageReport *report)
{
  g_autofree char *path = g_build_filename (fixture->folder, TG_STORE_FILE, NULL);
  const TgDbOptions options = { .path = path, .is_read_only = TRUE };
  g_autoptr (TgDb) db = tg_db_open (&options, NULL);
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE"
                   " 'sqlite%' AND name NOT IN ('lease', 'search')"
                   " AND name NOT IN (SELECT 'search_' || column1 FROM"
                   " (VALUES ('data'), ('idx'), ('docsize'), ('config'), ('content')))", NULL);
  gboolean has_row = FALSE;

  while (tg_db_step (st, &has_row, NULL) && has_row)
    {
      const char *name = tg_db_column_text (st, 0);

      if (tg_salvage_report_find (report, name) == NULL)
        g_error ("The table %s is not saved", name);
    }
}

static TgSalvageReport *
salvage (TgStoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TgSalvageReport *report = tg_salvage_run (fixture->folder, NULL, &error);

  g_assert_no_error (error);
  settle_and_commit (fixture);
  return report;
}

static void
test_salvage_knows_tables (TgStoreFixture *fixture,
                           gconstpointer   data)
{
  g_autoptr (TgSalvageReport) report = NULL;

  save (fixture, "01900000-0000-7000-8000-000000000001", 0, "a");
  g_clear_object (&fixture->store);
  report = salvage (fixture);
  assert_knows_tables (fixture, report);
  g_assert_true (tg_salvage_report_is_complete (report));
}

/* A store of version 1 lacks what later versions brought: nothing of that is missed. */
static void
test_salvage_of_old (TgStoreFixture *fixture,
                     gconstpointer   data)
{
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", "store-1.sql", NULL);
  g_autofree char *sql = tg_test_read_file (dump);
  g_autofree char *path = g_build_filename (fixture->folder, TG_STORE_FILE, NULL);
  const TgDbOptions options = { .path = path, .application_id = TG_STORE_APPLICATION_ID };
  g_autoptr (TgSalvageReport) report = NULL;
  g_autoptr (TgDb) db = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->store);
  g_assert_cmpint (g_unlink (path), ==, 0);
  db = tg_db_open (&options, &error);
  tg_db_exec (db, sql, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, tg_db_close);
  report = salvage (fixture);
  g_assert_true (tg_salvage_report_is_complete (report));
  g_assert_cmpint (tg_salvage_report_find (report, "filing")->n_saved, ==, 1);
  g_assert_null (tg_salvage_report_find (report, "shared_draft"));
}

#define ADD(path, data, function) \
  g_test_add ("/store/backup/" path, TgStoreFixture, data, tg_store_fixture_set_up, function, \
              tg_store_fixture_tear_down)

static void
set_up (TgStoreFixture *fixture,
        gconstpointer   data)
{
  tg_store_fixture_set_up (fixture, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/backup/rule", test_rule);
  g_test_add_func ("/store/backup/names", test_names);
  ADD ("file", NULL, test_file);
  ADD ("damage-is-found", NULL, test_damage_is_found);
  ADD ("last-good", NULL, test_last_good);
  ADD ("restore", NULL, test_restore);
  ADD ("window-tables", NULL, test_window_tables);
  ADD ("damaged-tables", NULL, test_damaged_tables);
  ADD ("salvage/tables", NULL, test_salvage_knows_tables);
  ADD ("salvage/old", NULL, test_salvage_of_old);
  for (guint first = 100; first < 103; first++)
    {
      g_autofree char *path = g_strdup_printf ("/store/backup/salvage/%u", first);

      g_test_add (path, TgStoreFixture, GUINT_TO_POINTER (first), set_up, test_salvage,
                  tg_store_fixture_tear_down);
    }

  return g_test_run ();
}
