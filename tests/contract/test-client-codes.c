/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-import.h"
#include "tg-error.h"
#include "tg-exchange-server.h"
#include "tg-test.h"
#include "tg-workspace-fixture.h"
#include "tg-workspace-tables.h"

/* The client's side of code tables, in literal exchanges: what it asks for, in which order, what it
 * takes, and that what it does not take changes nothing. */

typedef struct
{
  TgWorkspaceFixture  workspace;
  char               *codes;
  TgExchangeServer   *server;
} Fixture;

static void
add_row (GPtrArray  *rows,
         const char *code,
         const char *zh,
         const char *en)
{
  GHashTable *extra = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_add (rows, tg_dated_code_new (tg_code_row_new (code, zh, en, extra), "2018-01-01",
                                            ""));
}

/* The program of this test has one table. */
static void
write_base (const char *path)
{
  g_autoptr (GPtrArray) rows =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tg_dated_code_free);
  const TgCodeImport import = { .table = "units", .title_zh = "计量单位", .title_en = "Units",
                                .version = "2026-01", .source = "test", .rows = rows };
  guint n_new, n_changed;
  g_autoptr (GError) error = NULL;

  add_row (rows, "007", "个", "piece");
  add_row (rows, "035", "千克", "kilogram");
  tg_code_import_run (&import, path, &n_new, &n_changed, &error);
  g_assert_no_error (error);
}

static void
connect (Fixture            *fixture,
         const char * const *names)
{
  TgWorkspace *workspace = fixture->workspace.workspace;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_exchange_server_play (fixture->server, names);
  tg_workspace_connect_async (workspace, tg_exchange_server_get_url (fixture->server), "sample",
                              "secret: of+it%", NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_connect_finish (workspace, result, &error);
  g_assert_no_error (error);
  tg_exchange_server_finish (fixture->server);
}

/* TG_ERROR code, -1: it went well. */
static int
update (Fixture            *fixture,
        const char * const *names,
        const char         *words)
{
  TgWorkspace *workspace = fixture->workspace.workspace;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_exchange_server_play (fixture->server, names);
  tg_workspace_update_tables_async (workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  tg_workspace_update_tables_finish (workspace, result, &error);
  tg_exchange_server_finish (fixture->server);
  if (error == NULL)
    return -1;
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, words));
  return error->domain == TG_ERROR ? error->code : TG_ERROR_FAILED;
}

static void
assert_units (Fixture    *fixture,
              const char *version,
              guint       n_rows)
{
  TgWorkspace *workspace = fixture->workspace.workspace;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) states = NULL;
  const TgTableState *state;

  tg_workspace_list_tables_async (workspace, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  states = tg_workspace_list_tables_finish (workspace, result, NULL);
  g_assert_cmpuint (states->len, ==, 1);
  state = states->pdata[0];
  g_assert_cmpstr (state->name, ==, "units");
  g_assert_cmpstr (state->version, ==, version);
  g_assert_cmpuint (state->n_rows, ==, n_rows);
  g_assert_cmpint (state->is_of_window, ==, !g_str_equal (version, "2026-01"));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char *const names[] = {
    "codes-discovery", "token", "codes-events", "codes-discovery", "codes-list-2",
    "codes-discovery", "codes-delta-2", NULL
  };

  fixture->codes = tg_test_make_folder ();
  {
    g_autofree char *path = g_build_filename (fixture->codes, "codes.db", NULL);

    write_base (path);
    g_setenv ("TONGGUAN_CODES_DB", path, TRUE);
  }
  fixture->server = tg_exchange_server_new ();
  tg_workspace_fixture_set_up (&fixture->workspace, NULL);
  assert_units (fixture, "2026-01", 2);
  connect (fixture, names);
  assert_units (fixture, "2026-02", 3);
  g_assert_cmpstr (tg_workspace_get_tables_fault (fixture->workspace.workspace), ==, "");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  tg_workspace_fixture_tear_down (&fixture->workspace, NULL);
  g_clear_pointer (&fixture->server, tg_exchange_server_free);
  tg_test_remove_folder (fixture->codes);
  g_free (fixture->codes);
}

/* Also after the workspace was closed and opened again. */
static void
test_same (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const names[] = { "codes-discovery", "codes-same", NULL };
  static const char *const again[] = { "codes-discovery", "token", "codes-same", NULL };

  g_assert_cmpint (update (fixture, names, ""), ==, -1);
  assert_units (fixture, "2026-02", 3);
  tg_workspace_fixture_restart (&fixture->workspace);
  assert_units (fixture, "2026-02", 3);
  g_assert_cmpint (update (fixture, again, ""), ==, -1);
}

static void
test_older (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const names[] = { "codes-discovery", "codes-older", NULL };

  g_assert_cmpint (update (fixture, names, "/tables/0/version"), ==, TG_ERROR_REFUSED);
  assert_units (fixture, "2026-02", 3);
  g_assert_nonnull (strstr (tg_workspace_get_tables_fault (fixture->workspace.workspace),
                            "2026-01"));
}

/* Neither what leads there nor the whole is what the list says. */
static void
test_bad_rows (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const names[] = {
    "codes-discovery", "codes-list-3", "codes-discovery", "codes-delta-bad", "codes-discovery",
    "codes-whole-bad", NULL
  };

  g_assert_cmpint (update (fixture, names, "units"), ==, TG_ERROR_CONFLICT);
  assert_units (fixture, "2026-02", 3);
}

static void
test_whole (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const names[] = {
    "codes-discovery", "codes-list-3", "codes-discovery", "codes-delta-bad", "codes-discovery",
    "codes-whole-3", NULL
  };

  g_assert_cmpint (update (fixture, names, ""), ==, -1);
  assert_units (fixture, "2026-03", 2);
}

/* The window has another version by the time that the table is asked for. */
static void
test_moved_on (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const third[] = {
    "codes-discovery", "codes-list-3", "codes-discovery", "codes-delta-bad",
    "codes-discovery", "codes-whole-3", NULL
  };
  static const char *const fifth[] = {
    "codes-discovery", "codes-list-4", "codes-discovery", "codes-delta-moved",
    "codes-discovery", "codes-list-5", "codes-discovery", "codes-delta-5", NULL
  };

  g_assert_cmpint (update (fixture, third, ""), ==, -1);
  g_assert_cmpint (update (fixture, fifth, ""), ==, -1);
  assert_units (fixture, "2026-05", 1);
}

/* Signed for other tables, or not at all. */
static void
test_forged (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const forged[] = { "codes-discovery", "codes-forged", NULL };
  static const char *const bare[] = { "codes-discovery", "codes-unsigned", NULL };

  g_assert_cmpint (update (fixture, forged, "/signature"), ==, TG_ERROR_REFUSED);
  assert_units (fixture, "2026-02", 3);
  g_assert_cmpint (update (fixture, bare, "/signature"), ==, TG_ERROR_REFUSED);
  assert_units (fixture, "2026-02", 3);
}

/* A key that discovery names later is not the one that was pinned; connecting again pins anew. */
static void
test_other_key (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const other[] = { "codes-discovery-2", "codes-other-key", NULL };
  static const char *const again[] = {
    "codes-discovery-2", "token", "codes-events-2", "codes-discovery-2", "codes-other-key",
    "codes-discovery-2", "codes-delta-2", NULL
  };

  g_assert_cmpint (update (fixture, other, "/signature"), ==, TG_ERROR_REFUSED);
  assert_units (fixture, "2026-02", 3);
  connect (fixture, again);
  assert_units (fixture, "2026-02", 3);
}

/* Something in between, and a window that has no tables: nothing is concluded from it. */
static void
test_nothing (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const portal[] = { "codes-discovery", "codes-portal", NULL };
  static const char *const none[] = { "codes-discovery", "codes-none", NULL };

  g_assert_cmpint (update (fixture, portal, ""), ==, TG_ERROR_OFFLINE);
  assert_units (fixture, "2026-02", 3);
  g_assert_cmpint (update (fixture, none, ""), ==, -1);
  assert_units (fixture, "2026-02", 3);
}

static void
add (const char *path,
     void      (*test)(Fixture       *fixture,
                       gconstpointer  data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/contract/client-codes/same", test_same);
  add ("/contract/client-codes/older", test_older);
  add ("/contract/client-codes/bad-rows", test_bad_rows);
  add ("/contract/client-codes/whole", test_whole);
  add ("/contract/client-codes/moved-on", test_moved_on);
  add ("/contract/client-codes/forged", test_forged);
  add ("/contract/client-codes/other-key", test_other_key);
  add ("/contract/client-codes/nothing", test_nothing);
  return g_test_run ();
}
