/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <sys/prctl.h>

#include "tg-draft-exchange.h"
#include "tg-fault-transport.h"
#include "tg-shared-draft-table.h"
#include "tg-soup-transport.h"
#include "tg-sync-local-store.h"
#include "tg-test.h"
#include "tg-workspace-fixture.h"
#include "tg-workspace-merge.h"
#include "tg-workspace-private.h"

/* Rounds of drafts of two computers with one window, over a way that loses, repeats and falsifies;
 * between them a person at each edits fields that the other one leaves alone. Whatever happened,
 * both have in the end what was typed last, and nobody is asked anything. A run is its --seed. */

#define FORM       "customs.export-list"
#define ENTERPRISE "91410100MA0000015B"
#define SHARED     2           /* drafts that both edit, */
#define OWN        2           /* and that one begins while the way is bad, and edits alone */
#define DRAFTS     (SHARED + OWN)
#define FIELDS     2
#define STEPS      160
#define PERCENT    40
#define CALM       4           /* rounds in which all must be settled */

typedef struct
{
  TgWorkspaceFixture fixture;
  TgFaultTransport  *way;
} Computer;

typedef struct
{
  GSubprocess *window;
  char        *address;
  TgChance    *chance;
  Computer     computers[2];
  char        *drafts[DRAFTS];               /* ids */
  guint        n_drafts;
  guint        typed[DRAFTS][2][FIELDS];     /* what each computer typed last, 0: nothing */
  guint        n_typed;
} World;

static const char * const fields[2][FIELDS] = {
  { "note", "voyage_no" },
  { "bill_no", "pre_no" },
};

/* Also if the test breaks off. */
static void
end_with_parent (gpointer nothing)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static void
start_window (World      *world,
              const char *database)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autofree char *program =
    g_test_build_filename (G_TEST_BUILT, "..", "src", "programs", "tongguan-practice", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDataInputStream) output = NULL;
  g_autofree char *line = NULL;

  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  world->window = g_subprocess_launcher_spawn (launcher, &error, program, "--db", database,
                                               "--account", "sample:sample", "--enterprise",
                                               ENTERPRISE, NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (world->window));
  line = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (line, "listening on "));
  world->address = g_strdup (line + strlen ("listening on "));
}

static void
stop_window (World *world)
{
  g_subprocess_send_signal (world->window, SIGTERM);
  g_subprocess_wait (world->window, NULL, NULL);
  g_clear_object (&world->window);
  g_clear_pointer (&world->address, g_free);
}

static void
set_up_computer (World    *world,
                 Computer *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgTransport) good = tg_soup_transport_new (world->address, &error);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TgSyncStore) store = NULL;
  TgWorkspace *workspace;

  g_assert_no_error (error);
  tg_workspace_fixture_set_up_sample (&self->fixture, NULL);
  workspace = self->fixture.workspace;
  store = tg_sync_local_store_new (workspace->store);
  self->way = tg_fault_transport_new (good, world->chance);
  workspace->engine = tg_sync_engine_new (TG_TRANSPORT (self->way), store, workspace->clock,
                                          workspace->chance, "practice");
  tg_sync_engine_set_account (workspace->engine, "sample", "sample");
  tg_workspace_keep_drafts_async (workspace, TRUE, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_keep_drafts_finish (workspace, result, &error);
  g_assert_no_error (error);
}

static void
tear_down_computer (Computer *self)
{
  g_clear_object (&self->way);
  tg_workspace_fixture_tear_down (&self->fixture, NULL);
}

/* What happens on the way is no fault of the round's; it goes on in the next. */
static void
exchange (Computer *self,
          gboolean  must_succeed)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_draft_exchange_run_async (self->fixture.workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_draft_exchange_run_finish (self->fixture.workspace, result, &error);
  if (must_succeed)
    g_assert_no_error (error);
}

static void
begin_draft (World    *world,
             Computer *computer)
{
  g_autoptr (TgDraft) draft =
    tg_workspace_fixture_new_draft (computer->fixture.workspace, FORM, NULL);

  tg_draft_set_value (draft, "cop_no", "EX");
  tg_workspace_fixture_flush (draft);
  world->drafts[world->n_drafts++] = g_strdup (tg_draft_get_id (draft));
}

static void
type (World *world,
      guint  who,
      guint  number)
{
  guint field = (guint) tg_chance_below (world->chance, FIELDS);
  g_autoptr (TgDraft) draft =
    tg_workspace_fixture_open_draft (world->computers[who].fixture.workspace,
                                     world->drafts[number]);
  g_autofree char *text = g_strdup_printf ("T%u", ++world->n_typed);

  tg_draft_set_value (draft, fields[who][field], text);
  tg_workspace_fixture_flush (draft);
  world->typed[number][who][field] = world->n_typed;
}

static void
live_a_moment (World *world)
{
  guint who = (guint) tg_chance_below (world->chance, 2);
  guint number = (guint) tg_chance_below (world->chance, who == 0 ? world->n_drafts : SHARED);
  guint64 fate = tg_chance_below (world->chance, 10);

  if (fate == 0 && world->n_drafts < DRAFTS)
    begin_draft (world, &world->computers[0]);
  else if (fate < 6)
    type (world, who, number);
  else
    exchange (&world->computers[who], FALSE);
}

static gpointer
find_merge (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  return tg_pending_merge_table_find (conn, data, error);
}

static void
check_draft (World    *world,
             Computer *computer,
             guint     number)
{
  TgWorkspace *workspace = computer->fixture.workspace;
  g_autoptr (TgDraft) draft =
    tg_workspace_fixture_open_draft (workspace, world->drafts[number]);
  g_autoptr (TgPendingMerge) merge = tg_store_read (workspace->store, find_merge,
                                                    world->drafts[number], NULL);

  for (guint who = 0; who < 2; who++)
    for (guint i = 0; i < FIELDS; i++)
      {
        guint typed = world->typed[number][who][i];
        g_autofree char *text = typed > 0 ? g_strdup_printf ("T%u", typed) : g_strdup ("");

        g_assert_cmpstr (tg_draft_get_value (draft, fields[who][i]), ==, text);
      }
  /* Nobody changed what another one did. */
  g_assert_null (merge);
}

static void
set_percent (World *world,
             guint  percent)
{
  for (guint i = 0; i < 2; i++)
    tg_fault_transport_set_percent (world->computers[i].way, percent);
}

static void
exchange_in_peace (World *world)
{
  set_percent (world, 0);
  for (guint i = 0; i < CALM; i++)
    exchange (&world->computers[i % 2], TRUE);
}

static void
test_faults (void)
{
  World world = { .chance = tg_test_new_chance () };

  start_window (&world, ":memory:");
  for (guint i = 0; i < 2; i++)
    set_up_computer (&world, &world.computers[i]);
  for (guint i = 0; i < SHARED; i++)
    begin_draft (&world, &world.computers[i % 2]);
  exchange_in_peace (&world);
  set_percent (&world, PERCENT);
  for (guint i = 0; i < STEPS; i++)
    live_a_moment (&world);
  exchange_in_peace (&world);
  for (guint i = 0; i < world.n_drafts; i++)
    {
      check_draft (&world, &world.computers[0], i);
      check_draft (&world, &world.computers[1], i);
      g_free (world.drafts[i]);
    }
  for (guint i = 0; i < 2; i++)
    {
      /* Else the way was good. */
      g_assert_cmpuint (tg_fault_transport_get_count (world.computers[i].way), >, 0);
      tear_down_computer (&world.computers[i]);
    }
  tg_chance_unref (world.chance);
  stop_window (&world);
}

/* ---- a window that was put back from a copy ---- */

static void
tell_window (World      *world,
             const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgTransport) way = tg_soup_transport_new (world->address, &error);
  g_autoptr (TgRequest) request = tg_request_new ("POST", path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (TgResponse) response = NULL;

  request->content_type = g_strdup ("application/json");
  request->body = g_bytes_new_static ("{}", 2);
  tg_transport_send_async (way, request, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  response = tg_transport_send_finish (way, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
}

static void
assert_text (Computer   *computer,
             const char *id,
             const char *field,
             const char *text)
{
  g_autoptr (TgDraft) draft = tg_workspace_fixture_open_draft (computer->fixture.workspace, id);

  g_assert_cmpstr (tg_draft_get_value (draft, field), ==, text);
}

static void
type_text (Computer   *computer,
           const char *id,
           const char *field,
           const char *text)
{
  g_autoptr (TgDraft) draft = tg_workspace_fixture_open_draft (computer->fixture.workspace, id);

  tg_draft_set_value (draft, field, text);
  tg_workspace_fixture_flush (draft);
}

static gboolean
is_asked (Computer   *computer,
          const char *id)
{
  g_autoptr (TgPendingMerge) merge =
    tg_store_read (computer->fixture.workspace->store, find_merge, (gpointer) id, NULL);

  return merge != NULL;
}

static void
settle_mine (Computer   *computer,
             const char *id)
{
  static const char * const theirs[] = { NULL };
  TgWorkspace *workspace = computer->fixture.workspace;
  g_autoptr (TgDraft) draft = tg_workspace_fixture_open_draft (workspace, id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_workspace_settle_merge_async (workspace, draft, theirs, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_settle_merge_finish (workspace, result, &error);
  g_assert_no_error (error);
}

/* Two drafts on both computers: one is in the copy as it was, the other one is not. */
static void
set_up_copy (World *world)
{
  begin_draft (world, &world->computers[0]);
  type_text (&world->computers[0], world->drafts[0], "note", "old");
  exchange_in_peace (world);
  tell_window (world, "/classroom/keep");
  type_text (&world->computers[0], world->drafts[0], "note", "new");
  type_text (&world->computers[1], world->drafts[0], "bill_no", "more");
  begin_draft (world, &world->computers[0]);
  exchange_in_peace (world);
  tell_window (world, "/classroom/restore");
}

/* What the window has of before is no change of another's: both values wait. What it has lost is
 * put there anew, though nobody changed it; a third computer gets all. */
static void
test_restored (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *database = g_build_filename (folder, "practice.db", NULL);
  World world = { .chance = tg_test_new_chance () };
  Computer third = { 0 };

  start_window (&world, database);
  for (guint i = 0; i < 2; i++)
    set_up_computer (&world, &world.computers[i]);
  set_up_copy (&world);
  exchange (&world.computers[0], TRUE);
  g_assert_true (is_asked (&world.computers[0], world.drafts[0]));
  settle_mine (&world.computers[0], world.drafts[0]);
  exchange (&world.computers[0], TRUE);
  exchange_in_peace (&world);
  set_up_computer (&world, &third);
  exchange (&third, TRUE);
  for (guint i = 0; i < 3; i++)
    {
      Computer *computer = i < 2 ? &world.computers[i] : &third;

      g_assert_false (is_asked (computer, world.drafts[0]));
      assert_text (computer, world.drafts[0], "note", "new");
      assert_text (computer, world.drafts[0], "bill_no", "more");
      assert_text (computer, world.drafts[1], "cop_no", "EX");
      tear_down_computer (computer);
    }
  for (guint i = 0; i < world.n_drafts; i++)
    g_free (world.drafts[i]);
  tg_chance_unref (world.chance);
  stop_window (&world);
  tg_test_remove_folder (folder);
}

/* While the person is asked, another computer goes on from what the window has of before: that
 * makes the older texts no more a change than they were. */
static void
test_restored_while_asked (void)
{
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *database = g_build_filename (folder, "practice.db", NULL);
  World world = { .chance = tg_test_new_chance () };
  Computer third = { 0 };

  start_window (&world, database);
  for (guint i = 0; i < 2; i++)
    set_up_computer (&world, &world.computers[i]);
  set_up_copy (&world);
  exchange (&world.computers[0], TRUE);
  g_assert_true (is_asked (&world.computers[0], world.drafts[0]));
  set_up_computer (&world, &third);
  exchange (&third, TRUE);
  assert_text (&third, world.drafts[0], "note", "old");
  type_text (&third, world.drafts[0], "voyage_no", "V1");
  exchange (&third, TRUE);
  exchange (&world.computers[0], TRUE);
  settle_mine (&world.computers[0], world.drafts[0]);
  exchange (&world.computers[0], TRUE);
  assert_text (&world.computers[0], world.drafts[0], "note", "new");
  assert_text (&world.computers[0], world.drafts[0], "bill_no", "more");
  assert_text (&world.computers[0], world.drafts[0], "voyage_no", "V1");
  tear_down_computer (&third);
  for (guint i = 0; i < 2; i++)
    tear_down_computer (&world.computers[i]);
  for (guint i = 0; i < world.n_drafts; i++)
    g_free (world.drafts[i]);
  tg_chance_unref (world.chance);
  stop_window (&world);
  tg_test_remove_folder (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/draft-faults/restored-while-asked", test_restored_while_asked);
  g_test_add_func ("/session/draft-faults/two-computers", test_faults);
  g_test_add_func ("/session/draft-faults/restored", test_restored);
  return g_test_run ();
}
