/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "tg-backup-file.h"
#include "tg-backup-rule.h"
#include "tg-code-import.h"
#include "tg-code-table.h"
#include "tg-dated-code.h"
#include "tg-db.h"
#include "tg-error.h"
#include "tg-fault-vfs.h"
#include "tg-filing-table.h"
#include "tg-inbox.h"
#include "tg-receipt-table.h"
#include "tg-restore.h"
#include "tg-salvage.h"
#include "tg-store-fixture.h"
#include "tg-swap.h"
#include "tg-test.h"

/* Whatever the store is asked to do, the n-th thing that the disk is asked for fails, for each n
 * until a run comes through: the disk is full, an I/O error, the process dies, the power goes. Each
 * time the deed is there as a whole or not at all, what was acknowledged is there, and doing it
 * again succeeds. TG_TEST_DISK=all runs every n and each power cut with many draws; without it
 * longer runs are sampled. The seed is what --seed says. */

#define ID      "01900000-0000-7000-8000-000000000001"
#define ATTEMPT "01900000-0000-7000-8000-0000000000a1"
#define N_BATCH 12
#define SAMPLED 10      /* so many places of each run, evenly spread from a drawn beginning */
#define DRAWS   12
#define LAST    4       /* and always the last ones */

typedef struct _Disk Disk;

typedef struct
{
  const char *name;
  /* In an empty folder, no faults: what is there before. */
  void     (*prepare)(Disk *disk);
  /* Returns: whether it is acknowledged. */
  gboolean (*act)(Disk *disk);
  /* No faults: whether the deed is done; the test fails if it is by half. */
  gboolean (*is_done)(Disk *disk);
  gboolean opens_itself;
} Deed;

struct _Disk
{
  TgStoreFixture  fixture;      /* its store is open through the faulty VFS while acting */
  const Deed     *deed;
  char           *before;       /* folder: what was prepared */
  char           *backup;       /* name of one in backups/ */
  guint           n_places;     /* where the last run could have failed */
};

static const TgForm *
find_form (gpointer    data,
           gboolean    is_fact,
           const char *name,
           guint       version)
{
  return is_fact ? NULL : data;
}

static TgStore *
open_store (Disk       *disk,
            const char *vfs,
            GError    **error)
{
  TgStoreOptions options = {
    .folder = disk->fixture.folder,
    .sealer = disk->fixture.sealer,
    .clock = TG_CLOCK (disk->fixture.clock),
    .vfs = vfs,
    .forms = find_form,
    .forms_data = disk->fixture.form,
  };

  return tg_store_open (&options, error);
}

static TgStore *
open_safely (Disk *disk)
{
  g_autoptr (GError) error = NULL;
  TgStore *store = open_store (disk, NULL, &error);

  g_assert_no_error (error);
  return store;
}

static char *
make_path (Disk       *disk,
           const char *name)
{
  return g_build_filename (disk->fixture.folder, name, NULL);
}

/* ---- what all look at ---- */

typedef struct
{
  gint64 revision;
  char  *name;
  guint  n_entries;
  guint  n_found;
  guint  n_attempts;
  guint  n_receipts;
  guint  n_filings;
  char  *cursor;
} Seen;

static void
seen_clear (Seen *seen)
{
  g_free (seen->name);
  g_free (seen->cursor);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Seen, seen_clear)

static void
look_at_filing (TgStoreConnection  *conn,
                Seen               *seen,
                GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, ID, error);
  g_autoptr (GPtrArray) entries = tg_journal_table_list_last (conn, ID, 100, error);
  g_autoptr (GPtrArray) attempts = tg_attempt_table_list (conn, ID, error);
  g_autoptr (GPtrArray) receipts = tg_receipt_table_list (conn, ID, error);

  g_assert_no_error (*error);
  seen->revision = filing->revision;
  seen->name = g_strdup (tg_document_get (filing->document, "name"));
  seen->n_entries = entries->len;
  seen->n_attempts = attempts->len;
  seen->n_receipts = receipts->len;
  g_assert_cmpint (filing->attempt_state, ==, attempts->len > 0 ? TG_ATTEMPT_QUEUED
                   : TG_ATTEMPT_NONE);
}

static gpointer
look_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  Seen *seen = data;
  TgFilingFilter all = { 0 };
  TgFilingFilter found = { .search = "保温杯" };
  g_autoptr (GArray) rids = tg_filing_table_list_ids (conn, &all, TG_FILING_SORT_UPDATED, FALSE,
                                                      error);
  g_autoptr (GArray) hits = tg_filing_table_list_ids (conn, &found, TG_FILING_SORT_UPDATED, FALSE,
                                                      error);
  g_autoptr (TgFeedPosition) feed = tg_feed_table_load (conn, TG_FEED_EVENTS, error);

  look_at_filing (conn, seen, error);
  seen->n_filings = rids->len;
  seen->n_found = hits->len;
  seen->cursor = g_strdup (feed->cursor);
  return NULL;
}

/* Whole: every filing can be found by its words, the one that all know has its history. */
static void
look (Disk *disk,
      Seen *seen)
{
  g_autofree char *mark = make_path (disk, "open");
  g_autoptr (TgStore) store = NULL;
  g_autoptr (GError) error = NULL;

  tg_test_write_file (mark, "");      /* so that it is checked */
  store = open_safely (disk);
  tg_store_read (store, look_job, seen, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seen->n_entries, ==, seen->revision);
  g_assert_cmpuint (seen->n_found, ==, seen->n_filings);
}

/* ---- save ---- */

static gpointer
save_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  tg_save_changes (conn, data, NULL, error);
  return NULL;
}

static void
prepare_filing (Disk *disk)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "保温杯 1", "1");

  disk->fixture.store = open_safely (disk);
  tg_store_fixture_save (&disk->fixture, ID, 0, document);
}

static gboolean
act_save (Disk *disk)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "保温杯 2", "2");
  g_autoptr (TgSave) save = tg_save_new (FALSE, ID, "test.form", 1);
  g_autoptr (GError) error = NULL;

  save->base_revision = 1;
  tg_save_set_document (save, disk->fixture.form, document);
  tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_SET, "name", "保温杯 1", "保温杯 2"));
  tg_store_write (disk->fixture.store, save_job, save, &error);
  return error == NULL;
}

static gboolean
is_saved (Disk *disk)
{
  g_auto (Seen) seen = { 0 };

  look (disk, &seen);
  g_assert_cmpstr (seen.name, ==, seen.revision == 2 ? "保温杯 2" : "保温杯 1");
  return seen.revision == 2;
}

/* ---- queue ---- */

static gpointer
queue_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgAttempt *attempt = data;
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, ID, error);

  if (filing != NULL)
    tg_outbox_queue (conn, attempt, filing->document, filing->revision, error);
  return NULL;
}

static gboolean
act_queue (Disk *disk)
{
  g_autoptr (TgAttempt) attempt = tg_attempt_new (ATTEMPT, ID, TG_ACTION_FILE);
  g_autoptr (GError) error = NULL;

  attempt->frozen = g_bytes_new_static ("{}", 2);
  tg_store_write (disk->fixture.store, queue_job, attempt, &error);
  return error == NULL;
}

static gboolean
is_queued (Disk *disk)
{
  g_auto (Seen) seen = { 0 };

  look (disk, &seen);
  return seen.n_attempts == 1;
}

/* ---- a page of the feed ---- */

static gpointer
page_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  g_autoptr (TgInboxSummary) summary = tg_inbox_apply_page (conn, data, error);

  return NULL;
}

static void
add_receipt (GPtrArray  *events,
             const char *id)
{
  TgReceiptFields fields = { .id = id, .filing = ID, .submission = "none", .revision = 1,
                             .agency = "customs", .status = TG_FILING_RECEIVED,
                             .status_text = "received", .code = "1", .message = "收到",
                             .number = "", .at = 1 };
  g_autoptr (TgReceipt) receipt = tg_receipt_new (&fields);
  TgEvent *event = tg_event_new (TG_EVENT_RECEIPT, id, "receipt", 1, ID, "{}");

  tg_event_set_receipt (event, receipt);
  g_ptr_array_add (events, event);
}

static gboolean
act_page (Disk *disk)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  TgInboxPage page = { .events = events, .from = "", .cursor = "c1", .epoch = "e" };
  g_autoptr (GError) error = NULL;

  add_receipt (events, "r1");
  add_receipt (events, "r2");
  tg_store_write (disk->fixture.store, page_job, &page, &error);
  return error == NULL;
}

static gboolean
is_applied (Disk *disk)
{
  g_auto (Seen) seen = { 0 };

  look (disk, &seen);
  g_assert_cmpuint (seen.n_receipts, ==, *seen.cursor != '\0' ? 2 : 0);
  return *seen.cursor != '\0';
}

/* ---- an import ---- */

static TgSave *
make_row (Disk  *disk,
          guint  number)
{
  g_autofree char *id = g_strdup_printf ("01900000-0000-7000-8000-0000000001%02u", number);
  g_autofree char *order = g_strdup_printf ("I-%u", number);
  g_autoptr (TgDocument) document = tg_store_fixture_document (order, "保温杯", "3");
  g_autofree char *json = tg_document_to_json (document);
  TgSave *save = tg_save_new (FALSE, id, "test.form", 1);

  tg_save_set_document (save, disk->fixture.form, document);
  tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_CREATED, "", NULL, json));
  return save;
}

static gpointer
import_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  for (guint i = 0; i < N_BATCH; i++)
    {
      g_autoptr (TgSave) save = make_row (data, i);

      if (!tg_save_changes (conn, save, NULL, error))
        return NULL;
    }
  return NULL;
}

static gboolean
act_import (Disk *disk)
{
  g_autoptr (GError) error = NULL;

  tg_store_write (disk->fixture.store, import_job, disk, &error);
  return error == NULL;
}

static gboolean
is_imported (Disk *disk)
{
  g_auto (Seen) seen = { 0 };

  look (disk, &seen);
  g_assert_true (seen.n_filings == 1 || seen.n_filings == 1 + N_BATCH);
  return seen.n_filings == 1 + N_BATCH;
}

/* ---- an old store is opened, and brought up to date ---- */

#define CLEAR "QZCLEAR"

/* What that version kept in clear. */
static const char * const in_clear =
  "UPDATE filing SET number = '" CLEAR "', official_number = '" CLEAR "';"
  "UPDATE search_text SET words = words || ' " CLEAR "';"
  "INSERT INTO search (search) VALUES ('rebuild');";

static void
prepare_old (Disk *disk)
{
  g_autofree char *dump = g_test_build_filename (G_TEST_DIST, "data", "store-1.sql", NULL);
  g_autofree char *sql = tg_test_read_file (dump);
  g_autofree char *path = make_path (disk, TG_STORE_FILE);
  const TgDbOptions options = { .path = path, .application_id = TG_STORE_APPLICATION_ID };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);

  g_assert_no_error (error);
  tg_db_exec (db, sql, &error);
  g_assert_no_error (error);
  tg_db_exec (db, in_clear, &error);
  g_assert_no_error (error);
}

static gboolean
act_open (Disk *disk)
{
  disk->fixture.store = open_store (disk, TG_FAULT_VFS, NULL);
  return disk->fixture.store != NULL;
}

static gpointer
count_entries_job (TgStoreConnection  *conn,
                   gpointer            data,
                   GError            **error)
{
  g_autoptr (GPtrArray) entries = tg_journal_table_list_last (conn, ID, 100, error);

  *(guint *) data = entries->len;
  return NULL;
}

/* Opened at last, it has nothing in clear, whatever came between. */
/* Copies of an upgrade that was cut off are not sealed, and take room. */
static gboolean
has_left_over (Disk *disk)
{
  g_autofree char *folder = make_path (disk, TG_STORE_BACKUPS);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, TG_BACKUP_SUFFIX))
      return TRUE;
  return FALSE;
}

static gboolean
is_whole (Disk *disk)
{
  g_autofree char *path = make_path (disk, TG_STORE_FILE);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (TgStore) store = open_safely (disk);
  g_autoptr (GError) error = NULL;
  guint n_entries = 0;

  tg_store_read (store, count_entries_job, &n_entries, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_entries, ==, 2);
  g_assert_false (tg_test_file_has (path, CLEAR));
  g_assert_false (tg_test_file_has (log, CLEAR));
  g_assert_false (has_left_over (disk));
  return TRUE;
}

/* ---- backup ---- */

static void
prepare_with_attachment (Disk *disk)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "invoice", -1);
  g_autofree char *folder = make_path (disk, TG_BACKUP_ATTACHMENTS);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  prepare_filing (disk);
  tg_test_write_file (path, "invoice");
}

static gboolean
act_backup (Disk *disk)
{
  g_autofree char *path = tg_store_backup (disk->fixture.store, TG_BACKUP_HAND, NULL);

  return path != NULL;
}

static gboolean
is_backed_up (Disk *disk)
{
  g_autofree char *folder = make_path (disk, TG_STORE_BACKUPS);
  g_autoptr (GPtrArray) names = tg_backup_rule_list_names (folder, NULL);
  g_auto (Seen) seen = { 0 };

  look (disk, &seen);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autoptr (GError) error = NULL;

      tg_backup_file_verify (path, TRUE, &error);
      g_assert_no_error (error);
    }
  return names->len > 0;
}

/* ---- restore ---- */

static void
prepare_past (Disk *disk)
{
  g_autofree char *path = NULL;

  prepare_with_attachment (disk);
  path = tg_store_backup (disk->fixture.store, TG_BACKUP_HAND, NULL);
  disk->backup = g_path_get_basename (path);
  g_assert_true (act_save (disk));
}

static gboolean
act_restore (Disk *disk)
{
  const char *folder = disk->fixture.folder;
  g_autofree char *path = g_build_filename (folder, TG_STORE_BACKUPS, disk->backup, NULL);

  return tg_restore_unpack (folder, path, NULL) &&
         tg_restore_settle (folder, TG_FAULT_VFS, disk->fixture.sealer,
                            TG_CLOCK (disk->fixture.clock), NULL) &&
         tg_swap_commit (folder, TRUE, NULL);
}

static gboolean
is_restored (Disk *disk)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "invoice", -1);
  g_autofree char *path = g_build_filename (disk->fixture.folder, TG_BACKUP_ATTACHMENTS, name,
                                            NULL);
  g_autofree char *invoice = NULL;

  gboolean done = !is_saved (disk);

  invoice = tg_test_read_file (path);
  g_assert_cmpstr (invoice, ==, "invoice");
  return done;
}

/* ---- salvage: of a whole store all is saved ---- */

static gboolean
act_salvage (Disk *disk)
{
  const char *folder = disk->fixture.folder;
  g_autoptr (TgSalvageReport) report = tg_salvage_run (folder, TG_FAULT_VFS, NULL);

  return report != NULL &&
         tg_restore_settle (folder, TG_FAULT_VFS, disk->fixture.sealer,
                            TG_CLOCK (disk->fixture.clock), NULL) &&
         tg_swap_commit (folder, TRUE, NULL);
}

static gboolean
is_salvaged (Disk *disk)
{
  g_auto (Seen) seen = { 0 };
  g_autoptr (GDir) dir = NULL;
  const char *name;

  look (disk, &seen);
  g_assert_cmpuint (seen.n_filings, ==, 1);
  dir = g_dir_open (disk->fixture.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "replaced-"))
      return TRUE;
  return FALSE;
}

/* ---- code tables ---- */

static gboolean
import_codes (Disk       *disk,
              const char *version,
              const char *name,
              const char *vfs)
{
  g_autofree char *path = make_path (disk, "codes.db");
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_dated_code_free);
  TgCodeImport import = { .table = "t", .title_zh = "表", .title_en = "Table", .version = version,
                          .source = "test", .rows = rows, .vfs = vfs };
  guint n_new, n_changed;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *code = g_strdup_printf ("%u", i);

      g_ptr_array_add (rows, tg_dated_code_new (tg_code_row_new (code, name, "", NULL), "", ""));
    }
  return tg_code_import_run (&import, path, &n_new, &n_changed, NULL);
}

static void
prepare_codes (Disk *disk)
{
  g_assert_true (import_codes (disk, "1", "旧", NULL));
}

static gboolean
act_codes (Disk *disk)
{
  return import_codes (disk, "2", "新", TG_FAULT_VFS);
}

static gboolean
is_new_codes (Disk *disk)
{
  g_autofree char *path = make_path (disk, "codes.db");
  const TgDbOptions options = { .path = path, .is_read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);
  gint64 n_new = 0;
  gint64 version = 0;

  g_assert_no_error (error);
  tg_db_quick_check (db, &error);
  g_assert_no_error (error);
  tg_db_query_int (db, "SELECT count(*) FROM code WHERE name_zh = '新'", &n_new, &error);
  g_assert_no_error (error);
  tg_db_query_int (db, "SELECT CAST (version AS INTEGER) FROM code_table", &version, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n_new, ==, version == 2 ? 20 : 0);
  return version == 2;
}

/* ---- the round ---- */

static const Deed deeds[] = {
  { "save", prepare_filing, act_save, is_saved, FALSE },
  { "queue", prepare_filing, act_queue, is_queued, FALSE },
  { "inbox-page", prepare_filing, act_page, is_applied, FALSE },
  { "import", prepare_filing, act_import, is_imported, FALSE },
  { "old-store", prepare_old, act_open, is_whole, TRUE },
  { "backup", prepare_with_attachment, act_backup, is_backed_up, FALSE },
  { "restore", prepare_past, act_restore, is_restored, TRUE },
  { "salvage", prepare_filing, act_salvage, is_salvaged, TRUE },
  { "code-tables", prepare_codes, act_codes, is_new_codes, TRUE },
};

static void
begin (Disk *disk)
{
  disk->fixture.folder = tg_test_make_folder ();
  tg_test_copy_folder (disk->before, disk->fixture.folder);
}

static void
end (Disk *disk)
{
  g_clear_object (&disk->fixture.store);
  tg_test_remove_folder (disk->fixture.folder);
  g_clear_pointer (&disk->fixture.folder, g_free);
}

static void
open_faulty (Disk *disk)
{
  g_autoptr (GError) error = NULL;

  if (disk->deed->opens_itself)
    return;
  disk->fixture.store = open_store (disk, TG_FAULT_VFS, &error);
  g_assert_no_error (error);
}

static gboolean
ends_process (TgDiskFault fault)
{
  return fault == TG_FAULT_DEATH || fault == TG_FAULT_POWER;
}

/* After an error the same process may try again, in the same store. */
static void
try_again (Disk *disk)
{
  if (disk->fixture.store == NULL)
    open_faulty (disk);
  g_assert_true (disk->deed->act (disk));
  g_clear_object (&disk->fixture.store);
  g_assert_true (disk->deed->is_done (disk));
}

/* Returns: whether the fault came to pass */
static gboolean
survives (Disk     *disk,
          TgDiskFault   fault,
          guint     number,
          TgChance *chance)
{
  gboolean is_acknowledged;
  gboolean has_struck;
  gboolean is_done;

  begin (disk);
  open_faulty (disk);
  tg_fault_vfs_arm (fault, number);
  is_acknowledged = disk->deed->act (disk);
  if (ends_process (fault))
    g_clear_object (&disk->fixture.store);
  has_struck = tg_fault_vfs_disarm (chance);
  disk->n_places = tg_fault_vfs_count ();
  if (!has_struck)
    g_assert_true (is_acknowledged);
  if (!is_acknowledged && !ends_process (fault) && disk->fixture.store != NULL)
    {
      /* What failed may have been done all the same: only who looks knows. */
      is_done = disk->deed->is_done (disk);
      if (!is_done)
        g_assert_true (disk->deed->act (disk));
    }
  g_clear_object (&disk->fixture.store);
  is_done = disk->deed->is_done (disk);
  g_assert_true (is_done || !is_acknowledged);
  if (!is_done)
    try_again (disk);
  end (disk);
  return has_struck;
}

static gboolean
runs_all (void)
{
  return g_strcmp0 (g_getenv ("TG_TEST_DISK"), "all") == 0;
}

/* How many places there are: in a run without a fault. */
static guint
count_places (Disk        *disk,
              TgDiskFault  fault)
{
  g_assert_false (survives (disk, fault, G_MAXUINT, NULL));
  return disk->n_places;
}

static void
try_fault (Disk    *disk,
           TgDiskFault  fault)
{
  g_autoptr (TgChance) chance = tg_test_new_chance ();
  guint n_draws = runs_all () && fault == TG_FAULT_POWER ? DRAWS : 1;
  guint n_places = count_places (disk, fault);
  guint step = runs_all () ? 1 : MAX (1, (n_places + SAMPLED - 1) / SAMPLED);
  guint first = 1 + (guint) tg_chance_below (chance, step);

  g_test_message ("%s: %u places, one of %u is tried", disk->deed->name, n_places, step);
  g_assert_true (n_places > 0 || disk->deed->opens_itself);
  for (guint draw = 0; draw < n_draws; draw++)
    for (guint number = first; number <= n_places; number += step)
      survives (disk, fault, number, chance);
  /* Where all seems done, what was not flushed shows. */
  for (guint last = 0; last < LAST && last < n_places; last++)
    survives (disk, fault, n_places - last, chance);
}

static void
disk_set_up (Disk       *disk,
             const Deed *deed)
{
  disk->deed = deed;
  tg_store_fixture_set_up (&disk->fixture, NULL);
  g_clear_object (&disk->fixture.store);
  tg_test_remove_folder (disk->fixture.folder);
  g_assert_cmpint (g_mkdir_with_parents (disk->fixture.folder, 0700), ==, 0);
  deed->prepare (disk);
  g_clear_object (&disk->fixture.store);
  disk->before = g_steal_pointer (&disk->fixture.folder);
}

static void
disk_tear_down (Disk *disk)
{
  disk->fixture.folder = g_steal_pointer (&disk->before);
  tg_store_fixture_tear_down (&disk->fixture, NULL);
  g_free (disk->backup);
}

static void
test_deed (gconstpointer data)
{
  static const TgDiskFault faults[] = { TG_FAULT_NO_SPACE, TG_FAULT_IO_ERROR, TG_FAULT_DEATH,
                                        TG_FAULT_POWER };
  Disk disk = { 0 };

  disk_set_up (&disk, data);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    try_fault (&disk, faults[i]);
  disk_tear_down (&disk);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tg_fault_vfs_register ();

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autofree char *path = g_strconcat ("/store/store-disk/", deeds[i].name, NULL);

      g_test_add_data_func (path, &deeds[i], test_deed);
    }
  return g_test_run ();
}
