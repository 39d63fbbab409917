/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>

#include "tg-agreed-table.h"
#include "tg-db.h"
#include "tg-disk.h"
#include "tg-enterprise-table.h"
#include "tg-error.h"
#include "tg-feed-table.h"
#include "tg-filing-table.h"
#include "tg-receipt-table.h"
#include "tg-store-fixture.h"
#include "tg-test.h"

/* Stores that older versions left behind open with all that was in them. */

#define ID "01900000-0000-7000-8000-000000000001"

/* With `more` done to it by the old program. */
static void
put_old_store (TgStoreFixture *fixture,
               const char     *name,
               const char     *more)
{
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autofree char *sql = tg_test_read_file (dump);
  g_autofree char *path = g_build_filename (fixture->folder, TG_STORE_FILE, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = NULL;
  TgDbOptions options = { .path = path, .application_id = TG_STORE_APPLICATION_ID };

  g_clear_object (&fixture->store);
  g_assert_cmpint (g_unlink (path), ==, 0);
  db = tg_db_open (&options, &error);
  g_assert_no_error (error);
  tg_db_exec (db, sql, &error);
  g_assert_no_error (error);
  tg_db_exec (db, more, &error);
  g_assert_no_error (error);
}

static gpointer
load_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  return tg_filing_table_load (conn, data, error);
}

static gpointer
look_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  TgFilingFilter filter = { .search = "保温" };
  g_autoptr (GArray) hits = tg_filing_table_list_ids (conn, &filter, TG_FILING_SORT_DUE, FALSE,
                                                      error);
  g_autoptr (GPtrArray) entries = tg_journal_table_list_last (conn, ID, 9, error);
  g_autoptr (GPtrArray) receipts = tg_receipt_table_list (conn, ID, error);
  g_autoptr (GPtrArray) links = tg_link_table_list_sources (conn, ID, error);
  g_autoptr (TgDocument) agreed = tg_agreed_table_load (conn, ID, NULL, error);
  g_autoptr (TgFeedPosition) position = tg_feed_table_load (conn, TG_FEED_EVENTS, error);

  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (((TgJournalEntry *) g_ptr_array_index (entries, 1))->new_value, ==, "1280.5");
  g_assert_cmpuint (receipts->len, ==, 1);
  g_assert_cmpstr (tg_receipt_get_message (g_ptr_array_index (receipts, 0)), ==, "放行");
  g_assert_cmpuint (links->len, ==, 1);
  g_assert_cmpstr (tg_document_get (agreed, "number"), ==, "CX-1");
  g_assert_cmpstr (position->cursor, ==, "c1");
  return NULL;
}

static void
test_version_1 (TgStoreFixture *fixture,
                gconstpointer   data)
{
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (TgDocument) changed = tg_store_fixture_document ("CX-1", "later", "2");

  put_old_store (fixture, "store-1.sql", "");
  tg_store_fixture_reopen (fixture);
  filing = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  g_assert_cmpstr (tg_document_get (filing->document, "goods/l1/g_name"), ==, "保温杯");
  g_assert_cmpint (filing->state, ==, TG_FILING_RELEASED);
  g_assert_cmpstr (filing->pack, ==, "");
  tg_store_fixture_read (fixture, look_job, NULL);
  tg_store_fixture_save (fixture, ID, 2, changed);
}

/* ---- what older versions left in clear ---- */

#define CLEAR  "QZCLEAR"
#define SELLER "01900000-0000-7000-8000-0000000000a1"

/* What is deleted stays on its pages, as where SQLite was not built to write over it. */
static const char * const in_clear =
  "PRAGMA secure_delete = OFF;"
  "INSERT INTO enterprise (id, kind, code, name, created, updated) VALUES"
  " ('" SELLER "', 'seller', '" CLEAR "1', 's', 1, 1),"
  " ('01900000-0000-7000-8000-0000000000a2', 'enterprise', 'OPEN2', 'e', 1, 1),"
  " ('01900000-0000-7000-8000-0000000000a3', 'seller', '" CLEAR "3', 'gone', 1, 1);"
  "DELETE FROM enterprise WHERE name = 'gone';"
  "INSERT INTO exercise (id, title, score, at) WITH n (i) AS (VALUES (1) UNION ALL"
  " SELECT i + 1 FROM n WHERE i < 20)"
  " SELECT i, hex (zeroblob (20000)) || '" CLEAR "7', '', 1 FROM n;"
  "DELETE FROM exercise;"
  "UPDATE filing SET official_number = '" CLEAR "4', number = '" CLEAR "5';"
  "INSERT INTO search (search, rowid, words) SELECT 'delete', rid, words FROM search_text;"
  "UPDATE search_text SET words = words || ' " CLEAR "6';"
  "INSERT INTO search (rowid, words) SELECT rid, words FROM search_text;";

static void
assert_in_clear (TgStoreFixture *fixture,
                 gboolean        expected)
{
  g_autofree char *path = g_build_filename (fixture->folder, TG_STORE_FILE, NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);

  g_assert_cmpint (tg_test_file_has (path, CLEAR) || tg_test_file_has (log, CLEAR), ==,
                   expected);
}

static const TgForm *
find_form (gpointer    data,
           gboolean    is_fact,
           const char *name,
           guint       version)
{
  return is_fact ? NULL : data;
}

static void
open_with_forms (TgStoreFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  TgStoreOptions options = { .folder = fixture->folder, .sealer = fixture->sealer,
                             .clock = TG_CLOCK (fixture->clock), .forms = find_form,
                             .forms_data = fixture->form };

  g_clear_object (&fixture->store);
  fixture->store = tg_store_open (&options, &error);
  g_assert_no_error (error);
}

static gpointer
look_sealed_job (TgStoreConnection  *conn,
                 gpointer            data,
                 GError            **error)
{
  g_autoptr (TgEnterprise) seller = tg_enterprise_table_find_code (conn, CLEAR "1", error);
  g_autoptr (TgEnterprise) other = tg_enterprise_table_find_code (conn, "OPEN2", error);
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, ID, error);
  TgFilingFilter filter = { .search = "保温" };
  g_autoptr (GArray) hits = tg_filing_table_list_ids (conn, &filter, TG_FILING_SORT_DUE, FALSE,
                                                      error);

  g_assert_cmpstr (seller->id, ==, SELLER);
  g_assert_cmpstr (seller->code, ==, CLEAR "1");
  g_assert_cmpstr (other->code, ==, "OPEN2");
  g_assert_cmpstr (filing->official_number, ==, CLEAR "4");
  g_assert_cmpuint (hits->len, ==, 1);
  return NULL;
}

static void
test_sealed (TgStoreFixture *fixture,
             gconstpointer   data)
{
  put_old_store (fixture, "store-1.sql", in_clear);
  assert_in_clear (fixture, TRUE);
  open_with_forms (fixture);
  assert_in_clear (fixture, FALSE);
  tg_store_fixture_read (fixture, look_sealed_job, NULL);
  open_with_forms (fixture);             /* nothing is sealed twice */
  tg_store_fixture_read (fixture, look_sealed_job, NULL);
}

/* Who opens it without forms, as a restore does, leaves the rest to the next. */
static void
test_sealed_in_steps (TgStoreFixture *fixture,
                      gconstpointer   data)
{
  put_old_store (fixture, "store-1.sql", in_clear);
  tg_store_fixture_reopen (fixture);
  assert_in_clear (fixture, TRUE);
  tg_store_fixture_read (fixture, look_sealed_job, NULL);
  open_with_forms (fixture);
  assert_in_clear (fixture, FALSE);
  tg_store_fixture_read (fixture, look_sealed_job, NULL);
}

/* ---- what is told of it ---- */

typedef struct
{
  guint  n_told;
  double last;
  gint64 needed;
} Told;

static void
on_upgrading (gpointer              data,
              const TgStoreUpgrade *upgrade)
{
  Told *told = data;

  g_assert_cmpfloat (upgrade->done, >=, told->last);
  g_assert_cmpfloat (upgrade->done, <=, 1);
  told->n_told++;
  told->last = upgrade->done;
  told->needed = MAX (told->needed, upgrade->needed);
}

static void
open_told (TgStoreFixture *fixture,
           Told           *told,
           GError        **error)
{
  TgStoreOptions options = { .folder = fixture->folder, .sealer = fixture->sealer,
                             .clock = TG_CLOCK (fixture->clock), .forms = find_form,
                             .forms_data = fixture->form, .upgrading = on_upgrading,
                             .upgrading_data = told };

  *told = (Told) { 0 };
  g_clear_object (&fixture->store);
  fixture->store = tg_store_open (&options, error);
}

static void
test_told (TgStoreFixture *fixture,
           gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  Told told;

  put_old_store (fixture, "store-1.sql", in_clear);
  open_told (fixture, &told, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (told.n_told, >=, 5);
  g_assert_cmpfloat (told.last, >, 0.5);
  g_assert_cmpint (told.needed, ==, 0);
  open_told (fixture, &told, &error);       /* nothing is left to be done */
  g_assert_no_error (error);
  g_assert_cmpuint (told.n_told, ==, 0);
}

static gboolean
has_backup (TgStoreFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, TG_STORE_BACKUPS, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return g_dir_read_name (dir) != NULL;
}

/* It is said before anything is done. */
static void
test_no_room (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  Told told;

  put_old_store (fixture, "store-1.sql", in_clear);
  tg_disk_set_free (1000);
  open_told (fixture, &told, &error);
  tg_disk_set_free (-1);
  g_assert_null (fixture->store);
  g_assert_error (error, TG_ERROR, TG_ERROR_NO_SPACE);
  g_assert_cmpint (told.needed, >, 1000);
  g_assert_false (has_backup (fixture));
  assert_in_clear (fixture, TRUE);
  g_clear_error (&error);
  open_told (fixture, &told, &error);
  g_assert_no_error (error);
  g_assert_true (has_backup (fixture));
  tg_store_fixture_read (fixture, look_sealed_job, NULL);
}

/* The last step waits for room, and is made up for. */
static void
test_no_room_for_pages (TgStoreFixture *fixture,
                        gconstpointer   data)
{
  g_autoptr (GError) error = NULL;
  Told told;

  put_old_store (fixture, "store-1.sql", in_clear);
  tg_store_fixture_reopen (fixture);        /* without forms: no further than values */
  tg_disk_set_free (1000);
  open_told (fixture, &told, &error);
  tg_disk_set_free (-1);
  g_assert_no_error (error);
  tg_store_fixture_read (fixture, look_sealed_job, NULL);
  assert_in_clear (fixture, TRUE);
  open_told (fixture, &told, &error);
  g_assert_no_error (error);
  assert_in_clear (fixture, FALSE);
}

static void
test_newer (TgStoreFixture *fixture,
            gconstpointer   data)
{
  g_autofree char *path = g_build_filename (fixture->folder, TG_STORE_FILE, NULL);
  TgDbOptions options = { .path = path, .application_id = TG_STORE_APPLICATION_ID };
  g_autoptr (GError) error = NULL;
  TgDb *db;

  g_clear_object (&fixture->store);
  db = tg_db_open (&options, &error);
  g_assert_no_error (error);
  tg_db_exec (db, "PRAGMA user_version = 999", &error);
  g_assert_no_error (error);
  tg_db_close (db);

  fixture->store = tg_store_fixture_open (fixture, &error);
  g_assert_null (fixture->store);
  g_assert_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/store/store-migration/version-1", TgStoreFixture, NULL, tg_store_fixture_set_up,
              test_version_1, tg_store_fixture_tear_down);
  g_test_add ("/store/store-migration/sealed", TgStoreFixture, NULL, tg_store_fixture_set_up,
              test_sealed, tg_store_fixture_tear_down);
  g_test_add ("/store/store-migration/sealed-in-steps", TgStoreFixture, NULL,
              tg_store_fixture_set_up, test_sealed_in_steps, tg_store_fixture_tear_down);
  g_test_add ("/store/store-migration/told", TgStoreFixture, NULL, tg_store_fixture_set_up,
              test_told, tg_store_fixture_tear_down);
  g_test_add ("/store/store-migration/no-room", TgStoreFixture, NULL, tg_store_fixture_set_up,
              test_no_room, tg_store_fixture_tear_down);
  g_test_add ("/store/store-migration/no-room-for-pages", TgStoreFixture, NULL,
              tg_store_fixture_set_up, test_no_room_for_pages, tg_store_fixture_tear_down);
  g_test_add ("/store/store-migration/newer", TgStoreFixture, NULL, tg_store_fixture_set_up,
              test_newer, tg_store_fixture_tear_down);

  return g_test_run ();
}
