/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tg-filing-table.h"
#include "tg-store-fixture.h"
#include "tg-test-sealer.h"
#include "tg-test.h"

/* A child saves filings and says so of each; it is killed at any moment. What it said stays true,
 * and nothing is there by half: a filing has its journal entry and its search words. */

#define ROUNDS 12

static char *self_path;

static char *
make_id (guint number)
{
  return g_strdup_printf ("01900000-0000-7000-8000-%012u", number);
}

static int
write_for_ever (const char *folder,
                guint       first)
{
  TgStoreFixture fixture = { 0 };

  tg_store_fixture_set_up (&fixture, folder);
  for (guint number = first;; number++)
    {
      g_autofree char *id = make_id (number);
      g_autoptr (TgDocument) document = tg_store_fixture_document (id, "保温杯", "1");

      tg_store_fixture_save (&fixture, id, 0, document);
      if (write (STDOUT_FILENO, &number, sizeof number) != sizeof number)
        return 1;
    }
}

static guint
let_it_write (const char *folder,
              guint       first,
              guint       milliseconds)
{
  g_autofree char *start = g_strdup_printf ("%u", first);
  const char *argv[] = { self_path, "--write", folder, start, NULL };
  g_autoptr (GError) error = NULL;
  guint last = first - 1;
  guint number;
  GPid child;
  int output;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                            &child, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  g_usleep (milliseconds * 1000);
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
  while (read (output, &number, sizeof number) == sizeof number)
    last = number;
  close (output);
  return last;
}

static gpointer
count_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgFilingFilter all = { 0 };
  TgFilingFilter found = { .search = "保温杯" };
  guint *counts = data;
  g_autoptr (GArray) rids = tg_filing_table_list_ids (conn, &all, TG_FILING_SORT_UPDATED, FALSE,
                                                      error);
  g_autoptr (GArray) hits = tg_filing_table_list_ids (conn, &found, TG_FILING_SORT_UPDATED, FALSE,
                                                      error);

  counts[0] = rids->len;
  counts[1] = hits->len;
  for (guint i = 0; i < rids->len; i++)
    {
      g_autofree char *id = make_id (i + 1);
      g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, id, error);
      g_autoptr (GPtrArray) entries = tg_journal_table_list_last (conn, id, 9, error);

      if (filing == NULL || entries == NULL)
        return NULL;
      counts[2] += entries->len;
    }

  return NULL;
}

static void
test_kill (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autoptr (TgChance) chance = tg_test_new_chance ();
  guint stored = 0;

  for (guint round = 0; round < ROUNDS; round++)
    {
      TgStoreFixture fixture = { 0 };
      guint counts[3] = { 0 };
      guint milliseconds = 60 + (guint) tg_chance_below (chance, 200);
      guint acknowledged = let_it_write (folder, stored + 1, milliseconds);

      tg_store_fixture_set_up (&fixture, folder);
      tg_store_fixture_read (&fixture, count_job, counts);
      g_test_message ("%u acknowledged, %u stored", acknowledged, counts[0]);
      g_assert_cmpuint (counts[0], >=, acknowledged);
      g_assert_cmpuint (counts[0], <=, acknowledged + 1);
      g_assert_cmpuint (counts[1], ==, counts[0]);
      g_assert_cmpuint (counts[2], ==, counts[0]);
      stored = counts[0];
      g_clear_object (&fixture.store);
      fixture.folder = NULL;
      tg_store_fixture_tear_down (&fixture, NULL);
    }

  g_assert_cmpuint (stored, >, 0);
  tg_test_remove_folder (folder);
}

int
main (int    argc,
      char **argv)
{
  if (argc == 4 && strcmp (argv[1], "--write") == 0)
    return write_for_ever (argv[2], (guint) g_ascii_strtoull (argv[3], NULL, 10));

  self_path = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/store-crash/kill", test_kill);
  return g_test_run ();
}
