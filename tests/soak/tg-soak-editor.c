/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tg-draft-exchange.h"
#include "tg-hasty-transport.h"
#include "tg-merge-item.h"
#include "tg-soup-transport.h"
#include "tg-store-private.h"
#include "tg-sync-local-store.h"
#include "tg-test.h"
#include "tg-workspace-fixture.h"
#include "tg-workspace-merge.h"
#include "tg-workspace-private.h"

/* One of two computers of a soak that work on the same drafts, there to be killed: somebody types
 * into them and they are exchanged with the window. It is told what to do line by line and ends
 * with its input:
 *   live N   there are to be N drafts; types, exchanges, and says what counts where it is asked
 *   calm     types no more
 * What it says, a line each, with numbers that grow over both computers:
 *   typing ID FIELD TEXT     before it is saved, and typed … afterwards
 *   asked ID FIELD MINE THEIRS
 *   has N ID FIELD TEXT      and told N after the last one, when in the calm a round went well */

#define FORM        "customs.export-list"
#define OWN_FIELDS  2
#define COMMON      "cop_no"
#define COMMON_IN   2         /* one of so many is typed where both type */
#define PAUSE       60        /* ms at most between two deeds */
#define CALM_PAUSE  400
#define NOTHING     "-"       /* in what it says */

typedef struct
{
  TgWorkspace *workspace;
  TgChance    *chance;
  guint        who;           /* 0 begins the drafts */
  guint        n_wanted;
  gboolean     is_calm;
  gboolean     is_ended;
  guint        n_told;
} Editor;

static const char * const own_fields[2][OWN_FIELDS] = {
  { "note", "voyage_no" },
  { "bill_no", "license_no" },
};

static const char *
say_text (const char *text)
{
  return text != NULL && *text != '\0' ? text : NOTHING;
}

/* Later texts have larger numbers, whoever types. */
static char *
make_text (Editor *self)
{
  return g_strdup_printf ("%c%" G_GINT64_FORMAT, self->who == 0 ? 'A' : 'B',
                          g_get_real_time () / 10 % G_GINT64_CONSTANT (10000000000000));
}

static gint64
get_number (const char *text)
{
  return *text != '\0' ? g_ascii_strtoll (text + 1, NULL, 10) : 0;
}

/* What it has */

static gpointer
list_job (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (conn->db, "SELECT id FROM filing WHERE form = '" FORM "' AND state = 'draft'"
                      " AND attempt_state = 'none' AND window_revision = 0 AND removed = 0"
                      " ORDER BY id", error);
  return st != NULL ? tg_store_read_texts (st, error) : NULL;
}

static GPtrArray *
list_drafts (Editor *self)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *ids = tg_store_read (self->workspace->store, list_job, NULL, &error);

  g_assert_no_error (error);
  return ids;
}

static void
tell_field (Editor     *self,
            TgDraft    *draft,
            const char *field)
{
  g_print ("has %u %s %s %s\n", self->n_told, tg_draft_get_id (draft), field,
           say_text (tg_draft_get_value (draft, field)));
}

static void
tell (Editor *self)
{
  g_autoptr (GPtrArray) ids = list_drafts (self);

  self->n_told++;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (TgDraft) draft =
        tg_workspace_fixture_open_draft (self->workspace, ids->pdata[i]);

      for (guint who = 0; who < 2; who++)
        for (guint k = 0; k < OWN_FIELDS; k++)
          tell_field (self, draft, own_fields[who][k]);
      tell_field (self, draft, COMMON);
    }
  g_print ("told %u\n", self->n_told);
  fflush (stdout);
}

/* What it does */

static void
type (Editor     *self,
      const char *id)
{
  g_autoptr (TgDraft) draft = tg_workspace_fixture_open_draft (self->workspace, id);
  g_autofree char *text = make_text (self);
  const char *field = tg_chance_below (self->chance, COMMON_IN) == 0
                      ? COMMON : own_fields[self->who][tg_chance_below (self->chance, OWN_FIELDS)];

  g_print ("typing %s %s %s\n", id, field, text);
  fflush (stdout);
  tg_draft_set_value (draft, field, text);
  tg_workspace_fixture_flush (draft);
  g_print ("typed %s %s %s\n", id, field, text);
  fflush (stdout);
}

static void
begin_draft (Editor *self)
{
  g_autoptr (TgDraft) draft = tg_workspace_fixture_new_draft (self->workspace, FORM, NULL);

  tg_workspace_fixture_flush (draft);
  type (self, tg_draft_get_id (draft));
}

static gpointer
list_merges_job (TgStoreConnection  *conn,
                 gpointer            data,
                 GError            **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, "SELECT filing FROM pending_merge",
                                                error);

  return st != NULL ? tg_store_read_texts (st, error) : NULL;
}

/* Who types knows what was typed last. (transfer full) */
static GPtrArray *
list_later (const char *id,
            GListModel *items)
{
  GPtrArray *theirs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (TgMergeItem) item = g_list_model_get_item (items, i);
      const TgMergeItemFields *fields = tg_merge_item_get_fields (item);

      g_print ("asked %s %s %s %s\n", id, fields->path, say_text (fields->mine),
               say_text (fields->theirs));
      if (get_number (fields->theirs) > get_number (fields->mine))
        g_ptr_array_add (theirs, g_strdup (fields->path));
    }
  fflush (stdout);
  g_ptr_array_add (theirs, NULL);
  return theirs;
}

static void
settle (Editor     *self,
        const char *id)
{
  g_autoptr (TgDraft) draft = tg_workspace_fixture_open_draft (self->workspace, id);
  g_autoptr (GAsyncResult) listed = NULL;
  g_autoptr (GAsyncResult) settled = NULL;
  g_autoptr (GListModel) items = NULL;
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_list_merge_async (self->workspace, draft, NULL, tg_test_keep_result, &listed);
  tg_test_wait_result (&listed);
  items = tg_workspace_list_merge_finish (self->workspace, listed, NULL, &error);
  g_assert_no_error (error);
  theirs = list_later (id, items);
  tg_workspace_settle_merge_async (self->workspace, draft,
                                   (const char * const *) theirs->pdata, NULL,
                                   tg_test_keep_result, &settled);
  tg_test_wait_result (&settled);
  tg_workspace_settle_merge_finish (self->workspace, settled, &error);
  g_assert_no_error (error);
}

static void
settle_all (Editor *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ids = tg_store_read (self->workspace->store, list_merges_job, NULL,
                                             &error);

  g_assert_no_error (error);
  for (guint i = 0; i < ids->len; i++)
    settle (self, ids->pdata[i]);
}

/* What happens on the way is no fault of the round's; it goes on in the next. */
static gboolean
exchange (Editor *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_draft_exchange_run_async (self->workspace, NULL, tg_test_keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return tg_draft_exchange_run_finish (self->workspace, result, &error);
}

static void
do_something (Editor *self)
{
  g_autoptr (GPtrArray) ids = list_drafts (self);
  guint64 fate = tg_chance_below (self->chance, 10);

  if (self->is_calm)
    {
      settle_all (self);
      if (exchange (self))
        tell (self);
    }
  else if (self->who == 0 && ids->len < self->n_wanted)
    begin_draft (self);
  else if (fate < 5 && ids->len > 0)
    type (self, ids->pdata[tg_chance_below (self->chance, ids->len)]);
  else if (fate < 9)
    exchange (self);
  else
    settle_all (self);
}

/* ---- beginning and end ---- */

static gboolean
on_input (GIOChannel   *input,
          GIOCondition  condition,
          gpointer      data)
{
  Editor *self = data;
  g_autofree char *line = NULL;

  if (g_io_channel_read_line (input, &line, NULL, NULL, NULL) != G_IO_STATUS_NORMAL)
    {
      self->is_ended = TRUE;
      return G_SOURCE_REMOVE;
    }
  self->is_calm = g_str_has_prefix (line, "calm");
  if (!self->is_calm)
    self->n_wanted = (guint) g_ascii_strtoull (line + strlen ("live "), NULL, 10);
  return G_SOURCE_CONTINUE;
}

static void
on_pause (gpointer data)
{
  *(gboolean *) data = TRUE;
}

static void
pause_a_little (Editor *self)
{
  gboolean is_over = FALSE;
  guint most = self->is_calm ? CALM_PAUSE : PAUSE;

  g_timeout_add_once (1 + (guint) tg_chance_below (self->chance, most), on_pause, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
keep_drafts (TgWorkspace *workspace)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_keep_drafts_async (workspace, TRUE, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_keep_drafts_finish (workspace, result, &error);
  g_assert_no_error (error);
}

static int
prepare (const char *folder)
{
  TgWorkspace *workspace = tg_workspace_fixture_open (folder);

  tg_workspace_fixture_load_sample (workspace);
  keep_drafts (workspace);
  tg_workspace_fixture_close (workspace);
  return EXIT_SUCCESS;
}

static int
edit (const char *folder,
      const char *address,
      guint64     seed,
      guint       who)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgTransport) way = tg_soup_transport_new (address, &error);
  g_autoptr (TgChance) chance = tg_chance_new_seeded (seed);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (STDIN_FILENO);
  g_autoptr (TgHastyTransport) hasty = NULL;
  g_autoptr (TgSyncStore) jobs = NULL;
  Editor self = { .chance = chance, .who = who };

  g_assert_no_error (error);
  self.workspace = tg_workspace_fixture_open (folder);
  hasty = tg_hasty_transport_new (way);
  tg_hasty_transport_set_hasty (hasty, TRUE);
  jobs = tg_sync_local_store_new (self.workspace->store);
  self.workspace->engine = tg_sync_engine_new (TG_TRANSPORT (hasty), jobs, self.workspace->clock,
                                               chance, "practice");
  tg_sync_engine_set_account (self.workspace->engine, "sample", "sample");
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, on_input, &self);
  while (!self.is_ended)
    {
      if (self.is_calm || self.n_wanted > 0)
        do_something (&self);
      pause_a_little (&self);
    }
  tg_workspace_fixture_close (self.workspace);
  return EXIT_SUCCESS;
}

int
main (int    argc,
      char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--prepare"))
    return prepare (argv[2]);
  if (argc == 5)
    return edit (argv[1], argv[2], g_ascii_strtoull (argv[3], NULL, 10),
                 (guint) g_ascii_strtoull (argv[4], NULL, 10));
  g_printerr ("Usage: tg-soak-editor FOLDER ADDRESS SEED 0|1 | --prepare FOLDER\n");
  return 2;
}
