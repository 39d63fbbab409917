/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "tg-editing-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-store-fixture.h"
#include "tg-test.h"

#define ID "01900000-0000-7000-8000-000000000001"
#define SECRET "41010119900101123X"

static gpointer
load_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  return tg_filing_table_load (conn, data, error);
}

static gpointer
journal_job (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  return tg_journal_table_list_last (conn, data, 100, error);
}

static void
test_create (TgStoreFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "保温杯", "1280.5");
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  TgJournalEntry *entry;

  tg_store_fixture_save (fixture, ID, 0, document);
  tg_store_fixture_reopen (fixture);
  filing = tg_store_fixture_read (fixture, load_job, (gpointer) ID);

  g_assert_true (tg_document_equal (filing->document, document));
  g_assert_cmpstr (filing->number, ==, "CX-1");
  g_assert_cmpstr (filing->amount, ==, "1280.5");
  g_assert_cmpint (filing->revision, ==, 1);
  g_assert_cmpint (filing->state, ==, TG_FILING_DRAFT);
  g_assert_cmpint (filing->n_blocking, ==, -1);

  entries = tg_store_fixture_read (fixture, journal_job, (gpointer) ID);
  g_assert_cmpuint (entries->len, ==, 1);
  entry = g_ptr_array_index (entries, 0);
  g_assert_cmpint (entry->kind, ==, TG_JOURNAL_CREATED);
  g_assert_nonnull (strstr (entry->new_value, "保温杯"));
}

static gpointer
save_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  tg_save_changes (conn, data, NULL, error);
  return NULL;
}

static void
test_conflict (TgStoreFixture *fixture,
               gconstpointer   data)
{
  g_autoptr (TgDocument) first = tg_store_fixture_document ("CX-1", "a", "1");
  g_autoptr (TgDocument) second = tg_store_fixture_document ("CX-1", "b", "1");
  g_autoptr (TgDocument) late = tg_store_fixture_document ("CX-1", "late", "1");
  g_autoptr (TgFilingRecord) filing = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgSave) save = tg_save_new (FALSE, ID, "test.form", 1);

  tg_store_fixture_save (fixture, ID, 0, first);
  tg_store_fixture_save (fixture, ID, 1, second);
  tg_save_set_document (save, fixture->form, late);
  tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_SET, "name", "a", "late"));
  save->base_revision = 1;
  tg_store_write (fixture->store, save_job, save, &error);
  g_assert_error (error, TG_ERROR, TG_ERROR_CONFLICT);

  filing = tg_store_fixture_read (fixture, load_job, (gpointer) ID);
  entries = tg_store_fixture_read (fixture, journal_job, (gpointer) ID);
  g_assert_cmpstr (tg_document_get (filing->document, "name"), ==, "b");
  g_assert_cmpint (filing->revision, ==, 2);
  g_assert_cmpuint (entries->len, ==, 2);
}

static gpointer
type_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  if (tg_editing_table_put (conn, ID, "name", "half a w", error))
    tg_editing_table_put (conn, ID, "number", "CX", error);
  return NULL;
}

static gpointer
typed_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  return tg_editing_table_list (conn, ID, error);
}

static void
test_editing (TgStoreFixture *fixture,
              gconstpointer   data)
{
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "a", "1");
  g_autoptr (TgDocument) changed = tg_store_fixture_document ("CX-1", "half a word", "1");
  g_autoptr (GHashTable) before = NULL;
  g_autoptr (GHashTable) after = NULL;

  tg_store_fixture_save (fixture, ID, 0, document);
  tg_store_fixture_write (fixture, type_job, NULL);
  tg_store_fixture_reopen (fixture);
  before = tg_store_fixture_read (fixture, typed_job, NULL);
  g_assert_cmpstr (g_hash_table_lookup (before, "name"), ==, "half a w");

  tg_store_fixture_save (fixture, ID, 1, changed);
  after = tg_store_fixture_read (fixture, typed_job, NULL);
  g_assert_null (g_hash_table_lookup (after, "name"));
  g_assert_cmpstr (g_hash_table_lookup (after, "number"), ==, "CX");
}

static gpointer
find_secret_job (TgStoreConnection  *conn,
                 gpointer            data,
                 GError            **error)
{
  return tg_lookup_table_find (conn, "id_no", data, error);
}

static gboolean
file_has (TgStoreFixture *fixture,
          const char     *name,
          const char     *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *contents = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, NULL))
    return FALSE;
  return memmem (contents, length, text, strlen (text)) != NULL;
}

static void
test_sealed (TgStoreFixture *fixture,
             gconstpointer   data)
{
  g_autoptr (TgDocument) plain = tg_store_fixture_document ("CX-1", "visible name", "1");
  g_autoptr (TgDocument) document = tg_document_copy (plain);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  const char *files[] = { "store.db", "store.db-wal" };
  gboolean visible = FALSE;

  tg_document_set (document, "id_no", SECRET, NULL);
  tg_document_freeze (document);
  tg_store_fixture_save (fixture, ID, 0, document);
  found = tg_store_fixture_read (fixture, find_secret_job, (gpointer) SECRET);
  none = tg_store_fixture_read (fixture, find_secret_job, (gpointer) "410101199001011234");
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (found, 0), ==, ID);
  g_assert_cmpuint (none->len, ==, 0);

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_assert_false (file_has (fixture, files[i], SECRET));
      visible |= file_has (fixture, files[i], "visible name");
    }
  /* Else this test looks in the wrong place. */
  g_assert_true (visible);
}

static guint
count_undo (GPtrArray *entries)
{
  g_autoptr (GPtrArray) step = tg_journal_table_find_undo (entries);

  return step->len;
}

static TgJournalEntry *
add_entry (GPtrArray     *entries,
           TgJournalKind  kind,
           const char    *batch,
           gint64         undoes)
{
  TgJournalEntry *entry = tg_journal_entry_new (kind, "name", "a", "b");

  entry->seq = entries->len + 1;
  entry->undoes = undoes;
  g_free (entry->batch);
  entry->batch = g_strdup (batch);
  g_ptr_array_add (entries, entry);
  return entry;
}

static gint64
first_seq (GPtrArray *step)
{
  g_autoptr (GPtrArray) owned = step;

  return step->len > 0 ? ((TgJournalEntry *) g_ptr_array_index (step, 0))->seq : 0;
}

static void
test_undo (void)
{
  g_autoptr (GPtrArray) entries =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_journal_entry_free);

  add_entry (entries, TG_JOURNAL_CREATED, "", 0);
  g_assert_cmpuint (count_undo (entries), ==, 0);
  add_entry (entries, TG_JOURNAL_SET, "", 0);
  add_entry (entries, TG_JOURNAL_SET, "p", 0);
  add_entry (entries, TG_JOURNAL_SET, "p", 0);
  g_assert_cmpuint (count_undo (entries), ==, 2);

  /* Take the pasted block back, then the field. */
  add_entry (entries, TG_JOURNAL_UNDO, "u", 4);
  add_entry (entries, TG_JOURNAL_UNDO, "u", 3);
  g_assert_cmpint (first_seq (tg_journal_table_find_undo (entries)), ==, 2);
  g_assert_cmpint (first_seq (tg_journal_table_find_redo (entries)), ==, 6);
  add_entry (entries, TG_JOURNAL_UNDO, "", 2);
  g_assert_cmpint (first_seq (tg_journal_table_find_undo (entries)), ==, 0);
  g_assert_cmpint (first_seq (tg_journal_table_find_redo (entries)), ==, 7);

  /* Redo the field, then the block; then nothing is left to redo. */
  add_entry (entries, TG_JOURNAL_UNDO, "", 7);
  g_assert_cmpint (first_seq (tg_journal_table_find_undo (entries)), ==, 2);
  g_assert_cmpint (first_seq (tg_journal_table_find_redo (entries)), ==, 6);
  add_entry (entries, TG_JOURNAL_UNDO, "r", 6);
  add_entry (entries, TG_JOURNAL_UNDO, "r", 5);
  g_assert_cmpint (first_seq (tg_journal_table_find_redo (entries)), ==, 0);
  g_assert_cmpuint (count_undo (entries), ==, 2);

  /* Something new after an undo ends redoing. */
  add_entry (entries, TG_JOURNAL_UNDO, "v", 4);
  add_entry (entries, TG_JOURNAL_UNDO, "v", 3);
  add_entry (entries, TG_JOURNAL_SET, "", 0);
  g_assert_cmpint (first_seq (tg_journal_table_find_redo (entries)), ==, 0);
}

#define ADD(path, function) \
  g_test_add ("/store/save/" path, TgStoreFixture, NULL, tg_store_fixture_set_up, function, \
              tg_store_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("create", test_create);
  ADD ("conflict", test_conflict);
  ADD ("editing", test_editing);
  ADD ("sealed", test_sealed);
  g_test_add_func ("/store/save/undo", test_undo);

  return g_test_run ();
}
