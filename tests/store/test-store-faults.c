/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error.h"
#include "tg-fault-vfs.h"
#include "tg-filing-table.h"
#include "tg-store-fixture.h"
#include "tg-test-sealer.h"
#include "tg-test.h"

/* Lets each disk access of a save and of a queueing fail in turn. It fails as a whole, says why,
 * and works again when the disk does. */

#define ID "01900000-0000-7000-8000-000000000001"
#define MOST_CALLS 400

static void
set_up (TgStoreFixture *fixture,
        gconstpointer   data)
{
  TgStoreOptions options = { .vfs = TG_FAULT_VFS };
  g_autoptr (GError) error = NULL;

  tg_store_fixture_set_up (fixture, NULL);
  g_clear_object (&fixture->store);
  options.folder = fixture->folder;
  options.sealer = fixture->sealer;
  options.clock = TG_CLOCK (fixture->clock);
  fixture->store = tg_store_open (&options, &error);
  g_assert_no_error (error);
}

static gpointer
save_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  tg_save_changes (conn, data, NULL, error);
  return NULL;
}

typedef struct
{
  gint64 revision;
  char  *name;
  guint  n_entries;
} Seen;

static gpointer
look_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  Seen *seen = data;
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, ID, error);
  g_autoptr (GPtrArray) entries = tg_journal_table_list_last (conn, ID, 10000, error);

  if (filing == NULL || entries == NULL)
    return NULL;
  seen->revision = filing->revision;
  seen->name = g_strdup (tg_document_get (filing->document, "name"));
  seen->n_entries = entries->len;
  return NULL;
}

static gboolean
try_save (TgStoreFixture *fixture,
          gint64          revision)
{
  g_autofree char *name = g_strdup_printf ("n%" G_GINT64_FORMAT, revision + 1);
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", name, "1");
  g_autoptr (TgSave) save = tg_save_new (FALSE, ID, "test.form", 1);
  g_autoptr (GError) error = NULL;

  save->base_revision = revision;
  tg_save_set_document (save, fixture->form, document);
  tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_SET, "name", "", name));
  tg_store_write (fixture->store, save_job, save, &error);
  return error == NULL;
}

static gint64
assert_whole (TgStoreFixture *fixture)
{
  Seen seen = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *expected = NULL;

  tg_store_fixture_read (fixture, look_job, &seen);
  name = seen.name;
  expected = g_strdup_printf ("n%" G_GINT64_FORMAT, seen.revision);
  g_assert_cmpstr (name, ==, expected);
  g_assert_cmpint (seen.n_entries, ==, seen.revision);
  return seen.revision;
}

static void
test_faults (TgStoreFixture *fixture,
             gconstpointer   data)
{
  TgDiskFault fault = (TgDiskFault) GPOINTER_TO_INT (data);
  gint64 revision = 0;
  guint n_hit = 0;

  g_assert_true (try_save (fixture, 0));
  revision = assert_whole (fixture);
  for (guint call = 1; call < MOST_CALLS; call++)
    {
      gboolean saved;
      gboolean hit;

      tg_fault_vfs_arm (fault, call);
      saved = try_save (fixture, revision);
      hit = tg_fault_vfs_disarm (NULL);
      if (!hit)
        {
          g_assert_true (saved);
          break;
        }

      n_hit++;
      g_assert_cmpint (assert_whole (fixture), ==, saved ? revision + 1 : revision);
      revision = assert_whole (fixture);
      g_assert_true (try_save (fixture, revision));
      revision++;
    }

  g_assert_cmpuint (n_hit, >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  tg_fault_vfs_register ();

  g_test_add ("/store/store-faults/io-error", TgStoreFixture, GINT_TO_POINTER (TG_FAULT_IO_ERROR),
              set_up, test_faults, tg_store_fixture_tear_down);
  g_test_add ("/store/store-faults/no-space", TgStoreFixture, GINT_TO_POINTER (TG_FAULT_NO_SPACE),
              set_up, test_faults, tg_store_fixture_tear_down);

  return g_test_run ();
}
