/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-exchange-server.h"
#include "tg-sim-store.h"
#include "tg-soup-transport.h"
#include "tg-sync-engine.h"
#include "tg-test.h"
#include "tg-wire-codec.h"

/* The client's side of the literal exchanges: it must send exactly these requests, in this order,
 * and understand these answers. */

#define SUBMISSION "0190a06c-0000-7000-8000-000000000001"
#define FILING     "0190a06c-0000-7000-8000-000000000002"

static void
sync_by_script (TgSimDisk           *disk,
                const char * const  *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgExchangeServer) server = tg_exchange_server_new ();
  g_autoptr (TgClock) clock = TG_CLOCK (tg_test_clock_new (NULL));
  g_autoptr (TgChance) chance = tg_chance_new_seeded (1);
  g_autoptr (TgSimStore) store = tg_sim_store_new (disk, G_MAXUINT, FALSE);
  g_autoptr (TgTransport) transport = NULL;
  g_autoptr (TgSyncEngine) engine = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  tg_exchange_server_play (server, names);
  transport = tg_soup_transport_new (tg_exchange_server_get_url (server), &error);
  g_assert_no_error (error);
  engine = tg_sync_engine_new (transport, TG_SYNC_STORE (store), clock, chance, "practice");
  tg_sync_engine_set_account (engine, "sample", "secret: of+it%");
  tg_sync_engine_run_once_async (engine, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_sync_engine_run_once_finish (engine, result, &error);
  g_assert_no_error (error);
  tg_exchange_server_finish (server);
}

static void
queue (TgSimDisk *disk)
{
  static const char document[] =
    "{\"name\":\"保温杯\",\"goods\":[{\"_line\":\"l1\",\"qty\":\"2\"}]}";
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDocument) parsed = tg_document_new_from_json (document, -1, &error);
  TgAttempt *attempt = tg_attempt_new (SUBMISSION, FILING, TG_ACTION_FILE);
  TgSubmission item = {
    .id = attempt->id, .action = TG_ACTION_FILE, .filing = attempt->filing,
    .form = (char *) "registration.goods", .form_version = 1,
    .enterprise = (char *) "91410100MA0000015B", .document = parsed,
  };

  g_assert_no_error (error);
  attempt->frozen = tg_wire_freeze_submission (&item, &error);
  g_assert_no_error (error);
  g_free (item.digest);
  attempt->state = TG_ATTEMPT_QUEUED;
  g_ptr_array_add (disk->attempts, attempt);
}

static void
test_file_and_list (void)
{
  static const char *const filing[] = { "discovery", "token", "submissions", "events", NULL };
  static const char *const listing[] = {
    "discovery", "token", "cursor-expired", "filings", "events-after", NULL
  };
  g_autoptr (TgSimDisk) disk = tg_sim_disk_new ();
  const TgAttempt *attempt;

  queue (disk);
  sync_by_script (disk, filing);
  attempt = disk->attempts->pdata[0];
  g_assert_cmpint (attempt->state, ==, TG_ATTEMPT_RECEIVED);
  g_assert_cmpint (attempt->revision, ==, 1);
  g_assert_cmpuint (disk->receipts->len, ==, 1);
  g_assert_cmpstr (tg_receipt_get_code (disk->receipts->pdata[0]), ==, "1");
  g_assert_cmpstr (disk->cursor, ==, "0190.5");
  g_assert_cmpstr (disk->epoch, ==, "0190e1");

  sync_by_script (disk, listing);
  g_assert_cmpuint (disk->receipts->len, ==, 2);
  g_assert_cmpstr (disk->cursor, ==, "0190.9");
  g_assert_false (disk->is_listing);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/contract/client/file-and-list", test_file_and_list);
  return g_test_run ();
}
