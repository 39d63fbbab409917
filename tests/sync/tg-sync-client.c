/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-soup-transport.h"
#include "tg-sync-engine.h"
#include "tg-sync-local-store.h"
#include "tg-test-sealer.h"

/* A client that is there to be killed: opens the store in a folder, syncs it once with the window
 * at an address, and says by its exit status whether all went well. */

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static gboolean
sync_once (TgStore      *store,
           TgTransport  *transport,
           GError      **error)
{
  g_autoptr (TgSyncStore) jobs = tg_sync_local_store_new (store);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (TgChance) chance = tg_chance_new_system ();
  g_autoptr (TgSyncEngine) engine = tg_sync_engine_new (transport, jobs, clock, chance,
                                                        "practice");
  g_autoptr (GAsyncResult) result = NULL;

  tg_sync_engine_set_account (engine, "sample", "sample");
  tg_sync_engine_run_once_async (engine, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return tg_sync_engine_run_once_finish (engine, result, error);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TgSealer) sealer = tg_test_sealer_new ();
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TgTransport) transport = NULL;
  g_autoptr (TgStore) store = NULL;
  TgStoreOptions options = { .sealer = sealer, .clock = clock };

  if (argc != 3)
    return 2;
  options.folder = argv[1];
  transport = tg_soup_transport_new (argv[2], &error);
  if (transport != NULL)
    store = tg_store_open (&options, &error);
  if (store != NULL && sync_once (store, transport, &error))
    return 0;
  g_printerr ("tg-sync-client: %s\n", error->message);
  return 1;
}
