/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tg-db.h"
#include "tg-hasty-transport.h"
#include "tg-soak-filer.h"
#include "tg-soup-transport.h"
#include "tg-sync-engine.h"
#include "tg-sync-local-store.h"
#include "tg-test-sealer.h"

/* The client of a soak, there to be killed: the engine over the store in FOLDER runs for good, as
 * in the program, while filings are queued beside it. It is told what to do line by line and ends
 * with its input:
 *   file FIRST LAST PAUSE   queues what is not there yet of these numbers, a few at a time with at
 *                           most so many ms in between
 *   hasty, patient          how long an answer is waited for; who is hasty amends now and then
 * A filing that is shown as refused is sent anew, some time.
 * Each change of the engine's state is a line of its output. */

#define MOST_AT_ONCE  6
#define AMENDED       8        /* at one of so many moments, one */
#define MEND_PAUSE    400      /* ms */
#define EXIT_HALTED   3

typedef struct
{
  TgStore          *store;
  TgChance         *chance;
  TgHastyTransport *transport;
  TgSyncEngine     *engine;
  GMainLoop        *loop;
  guint             timer;
  guint             mending;   /* another timer */
  guint             first;     /* of the filings that there should be, */
  guint             next;      /* looked at next, */
  guint             last;      /* and last */
  guint             pause;     /* 0: nothing was ordered yet */
  gboolean          is_hasty;
  int               status;
} Client;

static void set_timer (Client *self);

/* The person */

static void
give_up (Client       *self,
         const GError *error)
{
  g_printerr ("tg-soak-client: %s\n", error->message);
  self->status = EXIT_FAILURE;
  g_main_loop_quit (self->loop);
}

static gboolean
queue_some (Client  *self,
            GError **error)
{
  guint count = 1 + (guint) tg_chance_below (self->chance, MOST_AT_ONCE);
  gboolean is_queued = FALSE;

  while (count > 0 && self->next <= self->last && *error == NULL)
    if (tg_soak_filer_file (self->store, self->next++, error))
      {
        is_queued = TRUE;
        count--;
      }
  if (*error == NULL && self->next > self->first && tg_chance_below (self->chance, AMENDED) == 0)
    is_queued |= tg_soak_filer_amend (self->store, self->first +
                                      (guint) tg_chance_below (self->chance,
                                                               self->next - self->first), error);
  return is_queued;
}

static gboolean
on_time (gpointer data)
{
  Client *self = data;
  GError *error = NULL;
  gboolean is_queued = queue_some (self, &error);

  self->timer = 0;
  if (error != NULL)
    give_up (self, error);
  g_clear_error (&error);
  if (is_queued)
    tg_sync_engine_wake (self->engine, tg_chance_below (self->chance, 2) == 0);
  set_timer (self);
  return G_SOURCE_REMOVE;
}

/* Only a window that was put back from a copy refuses: it lacked what came before. */
static gboolean
on_mending (gpointer data)
{
  Client *self = data;
  GError *error = NULL;

  if (tg_soak_filer_mend (self->store, &error))
    tg_sync_engine_wake (self->engine, FALSE);
  if (error != NULL)
    give_up (self, error);
  g_clear_error (&error);
  return G_SOURCE_CONTINUE;
}

static void
set_timer (Client *self)
{
  if (self->timer == 0 && self->pause > 0 && (self->is_hasty || self->next <= self->last))
    self->timer = g_timeout_add (1 + (guint) tg_chance_below (self->chance, self->pause), on_time,
                                 self);
}

/* What it is told */

static void
obey (Client     *self,
      const char *line)
{
  guint first, last, pause;

  if (sscanf (line, "file %u %u %u", &first, &last, &pause) == 3)
    {
      if (first != self->first)
        self->first = self->next = first;
      self->last = last;
      self->pause = MAX (pause, 1);
    }
  else
    {
      self->is_hasty = g_str_equal (line, "hasty");
      tg_hasty_transport_set_hasty (self->transport, self->is_hasty);
    }
  set_timer (self);
}

static gboolean
on_input (GIOChannel   *input,
          GIOCondition  condition,
          gpointer      data)
{
  Client *self = data;
  g_autofree char *line = NULL;
  gsize end;

  if (g_io_channel_read_line (input, &line, NULL, &end, NULL) != G_IO_STATUS_NORMAL)
    {
      g_main_loop_quit (self->loop);
      return G_SOURCE_REMOVE;
    }
  line[end] = '\0';
  obey (self, line);
  return G_SOURCE_CONTINUE;
}

/* Nothing that happens in a soak needs a person. */
static void
on_state (TgSyncEngine *engine,
          GParamSpec   *property,
          Client       *self)
{
  static const char * const names[] = { "offline", "working", "online", "halted" };
  TgSyncOnline state = tg_sync_engine_get_state (engine);

  g_print ("%s %s\n", names[state], tg_sync_engine_get_reason (engine));
  fflush (stdout);
  if (state != TG_SYNC_HALTED)
    return;
  self->status = EXIT_HALTED;
  g_main_loop_quit (self->loop);
}

static void
run (Client      *self,
     TgTransport *way)
{
  g_autoptr (TgSyncStore) jobs = tg_sync_local_store_new (self->store);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);

  self->loop = g_main_loop_new (NULL, FALSE);
  self->transport = tg_hasty_transport_new (way);
  self->engine = tg_sync_engine_new (TG_TRANSPORT (self->transport), jobs, clock, self->chance,
                                     "practice");
  tg_sync_engine_set_account (self->engine, "sample", "sample");
  g_signal_connect (self->engine, "notify::state", G_CALLBACK (on_state), self);
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, on_input, self);
  self->mending = g_timeout_add (MEND_PAUSE, on_mending, self);
  tg_sync_engine_start (self->engine);
  g_main_loop_run (self->loop);
  g_signal_handlers_disconnect_by_data (self->engine, self);
  tg_sync_engine_stop (self->engine);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->mending, g_source_remove);
  g_clear_object (&self->engine);
  g_clear_object (&self->transport);
  g_clear_pointer (&self->loop, g_main_loop_unref);
}

static int
check (const char *path)
{
  const TgDbOptions options = { .path = path, .is_read_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDb) db = tg_db_open (&options, &error);

  if (db != NULL && tg_db_quick_check (db, &error))
    return EXIT_SUCCESS;
  g_printerr ("tg-soak-client: %s: %s\n", path, error->message);
  return EXIT_FAILURE;
}

static int
sync_folder (const char *folder,
             const char *address,
             const char *seed)
{
  g_autoptr (TgChance) chance = tg_chance_new_seeded (g_ascii_strtoull (seed, NULL, 10));
  g_autoptr (TgSealer) sealer = tg_test_sealer_new ();
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (TgTransport) way = tg_soup_transport_new (address, &error);
  g_autoptr (TgStore) store = NULL;
  TgStoreOptions options = { .folder = folder, .sealer = sealer, .clock = clock };
  Client self = { .chance = chance };

  if (way != NULL)
    store = tg_store_open (&options, &error);
  if (store == NULL)
    {
      g_printerr ("tg-soak-client: %s\n", error->message);
      return EXIT_FAILURE;
    }
  self.store = store;
  run (&self, way);
  return self.status;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--check"))
    return check (argv[2]);
  if (argc == 4)
    return sync_folder (argv[1], argv[2], argv[3]);
  g_printerr ("Usage: tg-soak-client FOLDER ADDRESS SEED | --check FILE\n");
  return 2;
}
