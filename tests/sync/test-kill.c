/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tg-filing-table.h"
#include "tg-receipt-table.h"
#include "tg-soup-transport.h"
#include "tg-store-fixture.h"
#include "tg-sync-request.h"
#include "tg-test.h"
#include "tg-wire-codec.h"

/* Two real processes, the practice window and a client, are killed at any moment, by the run's
 * --seed. When peace comes, each submission has had one effect and each receipt is here once. */

#define ROUNDS       14
#define PER_ROUND    4
#define MOMENT       320          /* ms: until something is killed, at most */
#define PEACE_ROUNDS 12
#define FORM         "customs.order"
#define ENTERPRISE   "91410100MA0000015B"
#define DOCUMENT \
  "{\"order_type\":\"E\",\"order_no\":\"EX20261121%06u\",\"ebp_code\":\"无\"," \
  "\"ebp_name\":\"Example Marketplace\",\"ebc_code\":\"91410100MA0000015B\"," \
  "\"ebc_name\":\"河南示例跨境电子商务有限公司\",\"freight\":\"36\",\"currency\":\"USD\"," \
  "\"goods\":[{\"_line\":\"l1\",\"item_no\":\"HNY-500\",\"item_name\":\"天然蜂蜜\"," \
  "\"bar_code\":\"无\",\"unit\":\"142\",\"currency\":\"USD\",\"qty\":\"48\",\"price\":\"9.6\"," \
  "\"g_num\":\"1\",\"total_price\":\"460.8\"}],\"goods_value\":\"460.8\"}"

typedef struct
{
  char     *folder;       /* of both */
  char     *store;
  char     *database;
  char     *port;
  char     *url;
  GPid      window;       /* 0: not running */
  guint     n_filings;
} World;

/* Processes */

static char *
find_program (const char *name)
{
  return g_test_build_filename (G_TEST_BUILT, name, NULL);
}

static GPid
spawn (const char * const *argv)
{
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async (NULL, (char **) argv, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                 G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

static void
start_window (World *world)
{
  g_autofree char *program = find_program ("../src/programs/tongguan-practice");
  const char *argv[] = { program, "--db", world->database, "--port", world->port, "--instant",
                         "--account", "sample:sample", "--enterprise", ENTERPRISE, NULL };

  if (world->window == 0)
    world->window = spawn (argv);
}

static GPid
start_client (World *world)
{
  g_autofree char *program = find_program ("tg-sync-client");
  const char *argv[] = { program, world->store, world->url, NULL };

  return spawn (argv);
}

static void
kill_window (World *world)
{
  if (world->window == 0)
    return;
  kill (world->window, SIGKILL);
  waitpid (world->window, NULL, 0);
  world->window = 0;
}

/* Below those that the kernel gives to who connects: else one may have it, or even connect to
 * itself, while the window is down. */
static char *
find_free_port (TgChance *chance)
{
  while (TRUE)
    {
      g_autoptr (GSocketListener) listener = g_socket_listener_new ();
      guint16 port = (guint16) (15000 + tg_chance_below (chance, 17000));

      if (g_socket_listener_add_inet_port (listener, port, NULL, NULL))
        {
          g_socket_listener_close (listener);
          return g_strdup_printf ("%u", port);
        }
    }
}

/* What the person files */

static char *
make_id (guint number,
         guint kind)
{
  return g_strdup_printf ("01900000-0000-7000-%u000-%012u", kind, number);
}

static char *
dup_filing (guint number)
{
  return make_id (number, 8);
}

static GBytes *
freeze (const TgAttempt *attempt,
        guint            number)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup_printf (DOCUMENT, number);
  g_autoptr (TgDocument) document = tg_document_new_from_json (json, -1, &error);
  TgSubmission item = {
    .id = attempt->id, .action = TG_ACTION_FILE, .filing = attempt->filing,
    .form = (char *) FORM, .form_version = 1, .enterprise = (char *) ENTERPRISE,
    .document = document,
  };
  GBytes *frozen;

  g_assert_no_error (error);
  frozen = tg_wire_freeze_submission (&item, &error);
  g_assert_no_error (error);
  g_free (item.digest);
  return frozen;
}

static gpointer
queue_job (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgAttempt *attempt = data;
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, attempt->filing, error);

  if (filing != NULL)
    tg_outbox_queue (conn, attempt, filing->document, filing->revision, error);
  return NULL;
}

static void
open_store (World          *world,
            TgStoreFixture *fixture)
{
  tg_store_fixture_set_up (fixture, world->store);
}

/* The folder stays. */
static void
close_store (TgStoreFixture *fixture)
{
  g_clear_pointer (&fixture->folder, g_free);
  tg_store_fixture_tear_down (fixture, NULL);
}

static void
file_some (World *world)
{
  TgStoreFixture fixture = { 0 };
  g_autoptr (TgDocument) document = tg_store_fixture_document ("CX-1", "a", "1");

  open_store (world, &fixture);
  for (guint i = 0; i < PER_ROUND; i++)
    {
      guint number = ++world->n_filings;
      g_autofree char *filing = dup_filing (number);
      g_autofree char *id = make_id (number, 9);
      g_autoptr (TgAttempt) attempt = tg_attempt_new (id, filing, TG_ACTION_FILE);

      attempt->frozen = freeze (attempt, number);
      tg_store_fixture_save (&fixture, filing, 0, document);
      tg_store_fixture_write (&fixture, queue_job, attempt);
    }
  close_store (&fixture);
}

/* One round: something is killed at some moment. */
static void
live_a_moment (World    *world,
               TgChance *chance)
{
  guint64 fate = tg_chance_below (chance, 4);
  GPid client;

  file_some (world);
  start_window (world);
  client = start_client (world);
  g_usleep ((gulong) tg_chance_below (chance, MOMENT) * 1000);
  if (fate == 0)
    {
      kill_window (world);
      g_usleep ((gulong) tg_chance_below (chance, 50) * 1000);
    }
  kill (client, SIGKILL);
  waitpid (client, NULL, 0);
  if (fate == 1)
    kill_window (world);
}

static gboolean
sync_in_peace (World *world)
{
  int status;

  start_window (world);
  waitpid (start_client (world), &status, 0);
  return WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

/* What the window says */

static TgResponse *
ask (TgTransport     *transport,
     const TgRequest *request)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  TgResponse *response;

  tg_transport_send_async (transport, request, NULL, tg_test_keep_result, &result);
  tg_test_wait_result (&result);
  response = tg_transport_send_finish (transport, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  return response;
}

static GPtrArray *
list_filings (World *world)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgTransport) transport = tg_soup_transport_new (world->url, &error);
  g_autoptr (TgRequest) login = tg_sync_request_token ("sample", "sample");
  g_autoptr (TgResponse) welcome = ask (transport, login);
  GPtrArray *filings = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_listed_filing_free);
  g_autofree char *cursor = g_strdup ("");
  gint64 seconds;
  g_autofree char *token = tg_wire_read_token (welcome->body, &seconds, &error);
  gboolean more = TRUE;

  g_assert_no_error (error);
  while (more)
    {
      g_autoptr (TgRequest) request = tg_sync_request_listing ("/v1", token, cursor);
      g_autoptr (TgResponse) response = ask (transport, request);
      g_autoptr (TgFilingPage) page = tg_wire_read_filing_page (response->body, &error);

      g_assert_no_error (error);
      while (page->filings->len > 0)
        g_ptr_array_add (filings, g_ptr_array_steal_index (page->filings, 0));
      more = page->more;
      g_free (cursor);
      cursor = g_strdup (page->cursor);
    }
  return filings;
}

/* What must hold */

static gpointer
receipts_job (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  return tg_receipt_table_list (conn, data, error);
}

static gpointer
filing_job (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  return tg_filing_table_load (conn, data, error);
}

static guint
check_filing (TgStoreFixture       *fixture,
              const TgListedFiling *listed)
{
  g_autoptr (TgFilingRecord) filing = tg_store_fixture_read (fixture, filing_job, listed->filing);
  g_autoptr (GPtrArray) receipts = tg_store_fixture_read (fixture, receipts_job, listed->filing);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpint (filing->attempt_state, ==, TG_ATTEMPT_RECEIVED);
  g_assert_cmpint (listed->revision, ==, 1);
  g_assert_cmpuint (listed->submissions->len, ==, 1);
  for (guint i = 0; i < receipts->len; i++)
    g_assert_true (g_hash_table_add (ids, (char *) tg_receipt_get_id (receipts->pdata[i])));
  g_assert_cmpuint (receipts->len, ==, listed->receipts->len);
  for (guint i = 0; i < listed->receipts->len; i++)
    g_assert_true (g_hash_table_contains (ids, tg_event_get_id (listed->receipts->pdata[i])));
  return receipts->len;
}

static void
check (World *world)
{
  TgStoreFixture fixture = { 0 };
  g_autoptr (GPtrArray) filings = list_filings (world);
  guint n_receipts = 0;

  g_assert_cmpuint (filings->len, ==, world->n_filings);
  open_store (world, &fixture);
  for (guint i = 0; i < filings->len; i++)
    n_receipts += check_filing (&fixture, filings->pdata[i]);
  close_store (&fixture);
  g_assert_cmpuint (n_receipts, >=, world->n_filings);
}

static void
test_kill (void)
{
  g_autoptr (TgChance) chance = tg_test_new_chance ();
  g_autofree char *folder = tg_test_make_folder ();
  g_autofree char *store = g_build_filename (folder, "workspace", NULL);
  g_autofree char *database = g_build_filename (folder, "practice.db", NULL);
  g_autofree char *port = find_free_port (chance);
  g_autofree char *url = g_strconcat ("http://127.0.0.1:", port, NULL);
  World world = { .folder = folder, .store = store, .database = database, .port = port,
                  .url = url };
  guint n_good = 0;

  for (guint i = 0; i < ROUNDS; i++)
    live_a_moment (&world, chance);
  /* Twice good: what the agencies wrote after the first is here after the second. */
  for (guint i = 0; i < PEACE_ROUNDS && n_good < 2; i++)
    {
      n_good += sync_in_peace (&world);
      g_usleep (G_USEC_PER_SEC / 2);
    }
  g_assert_cmpuint (n_good, ==, 2);
  check (&world);
  kill_window (&world);
  tg_test_remove_folder (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/kill/both-sides", test_kill);
  return g_test_run ();
}
