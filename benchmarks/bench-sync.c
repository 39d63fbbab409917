/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-data-key.h"
#include "tg-figure.h"
#include "tg-filing-table.h"
#include "tg-floor-client.h"
#include "tg-floor-server.h"
#include "tg-id.h"
#include "tg-key-sealer.h"
#include "tg-outbox.h"
#include "tg-save.h"
#include "tg-soup-transport.h"
#include "tg-store.h"
#include "tg-sync-engine.h"
#include "tg-sync-local-store.h"
#include "tg-wire-codec.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* 10,000 queued filings to a practice window in a process of its own: sent, answered, and the
 * feed read to its end, before its agencies look at them. Beside it the same by the barest pair
 * that keeps the contract's laws (both sides store each filing and each answer, nothing is
 * sealed, judged or derived), and the bare posts of the same bytes, which nobody reads. The
 * median of three rounds.
 * bench-sync PRACTICE-PROGRAM [NUMBER] */

#define N_FILINGS  10000        /* unless said otherwise */
#define N_BATCH    200          /* what the engine sends at once */
#define ENTERPRISE "91410100MA0000015B"
#define FORM       "customs.order"
#define DOCUMENT \
  "{\"order_type\":\"E\",\"order_no\":\"EX20261121%06u\",\"ebp_code\":\"无\"," \
  "\"ebp_name\":\"Example Marketplace\",\"ebc_code\":\"91410100MA0000015B\"," \
  "\"ebc_name\":\"河南示例跨境电子商务有限公司\",\"freight\":\"36\",\"currency\":\"USD\"," \
  "\"goods\":[{\"_line\":\"l1\",\"item_no\":\"HNY-500\",\"item_name\":\"天然蜂蜜\"," \
  "\"bar_code\":\"无\",\"unit\":\"142\",\"currency\":\"USD\",\"qty\":\"48\",\"price\":\"9.6\"," \
  "\"g_num\":\"1\",\"total_price\":\"460.8\"}],\"goods_value\":\"460.8\"}"

typedef struct
{
  char        *folder;
  guint        n_filings;
  TgClock     *clock;
  TgChance    *chance;
  TgSealer    *sealer;
  TgForm      *form;
  TgStore     *store;
  TgTransport *transport;
  GPtrArray   *frozen;          /* of GBytes: what is sent, for the floor */
  char        *floor_url;
  TgFloorClient *pair;
} TgBench;

static void
need (gboolean      ok,
      const GError *error)
{
  if (!ok)
    g_error ("%s", error != NULL ? error->message : "failed");
}

/* Programs */

/* Reads the line in which a program says its address, the last word of it. With descriptors left
 * open it is spawned, not forked: after a fork each page that we write costs a copy. */
static char *
start_program (char **argv,
               GPid  *pid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOChannel) channel = NULL;
  g_autofree char *line = NULL;
  int out = -1;

  need (g_spawn_async_with_pipes (NULL, argv, NULL,
                                  G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL |
                                  G_SPAWN_LEAVE_DESCRIPTORS_OPEN, NULL, NULL, pid, NULL, &out,
                                  NULL, &error), error);
  channel = g_io_channel_unix_new (out);
  g_io_channel_read_line (channel, &line, NULL, NULL, &error);
  need (line != NULL && strchr (line, ' ') != NULL, error);
  return g_strdup (g_strstrip (strrchr (line, ' ') + 1));
}

static void
stop_program (GPid pid)
{
  kill (pid, SIGTERM);
  waitpid (pid, NULL, 0);
}

/* Queueing */

static TgForm *
make_form (void)
{
  TgForm *form = tg_form_new ();
  TgSection *section = tg_section_new ("head");
  TgField *field = tg_field_new ("order_no", TG_FIELD_TEXT);

  field->label = tg_text_new ("订单编号", "Order number");
  g_ptr_array_add (section->fields, field);
  section->title = tg_text_new ("head", "head");
  g_ptr_array_add (form->sections, section);
  form->id = g_strdup (FORM);
  form->version = 1;
  form->family = TG_FAMILY_DECLARATION;
  form->title = tg_text_new ("订单", "Order");
  form->list_number = g_strdup ("order_no");
  tg_form_index (form);
  return form;
}

static TgAttempt *
make_attempt (TgBench    *bench,
              const char *filing,
              TgDocument *document)
{
  g_autofree char *id = tg_id_new (bench->clock, bench->chance);
  TgAttempt *attempt = tg_attempt_new (id, filing, TG_ACTION_FILE);
  g_autoptr (GError) error = NULL;
  TgSubmission item = {
    .id = id, .action = TG_ACTION_FILE, .filing = attempt->filing, .form = (char *) FORM,
    .form_version = 1, .enterprise = (char *) ENTERPRISE, .document = document,
  };

  attempt->frozen = tg_wire_freeze_submission (&item, &error);
  need (attempt->frozen != NULL, error);
  g_free (item.digest);
  g_ptr_array_add (bench->frozen, g_bytes_ref (attempt->frozen));
  return attempt;
}

static gboolean
queue_one (TgBench            *bench,
           TgStoreConnection  *conn,
           guint               number,
           GError            **error)
{
  g_autofree char *filing = tg_id_new (bench->clock, bench->chance);
  g_autofree char *json = g_strdup_printf (DOCUMENT, number);
  g_autoptr (TgDocument) document = tg_document_new_from_json (json, -1, error);
  g_autoptr (TgSave) save = tg_save_new (FALSE, filing, FORM, 1);
  g_autoptr (TgAttempt) attempt = NULL;
  gint64 revision = 0;

  tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_CREATED, "", NULL, json));
  tg_save_set_document (save, bench->form, tg_document_freeze (document));
  if (!tg_save_changes (conn, save, &revision, error))
    return FALSE;
  attempt = make_attempt (bench, filing, document);
  return tg_outbox_queue (conn, attempt, document, revision, error);
}

static gpointer
queue_all (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgBench *bench = data;

  for (guint i = 0; i < bench->n_filings; i++)
    if (!queue_one (bench, conn, i + 1, error))
      return NULL;
  return NULL;
}

static void
fill_store (TgBench *bench)
{
  TgStoreOptions options = { .folder = bench->folder, .sealer = bench->sealer,
                             .clock = bench->clock };
  g_autoptr (GError) error = NULL;

  bench->store = tg_store_open (&options, &error);
  need (bench->store != NULL, error);
  tg_store_write (bench->store, queue_all, bench, &error);
  need (error == NULL, error);
}

/* What is measured */

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      place)
{
  *(GAsyncResult **) place = g_object_ref (result);
}

static void
sync_all (gpointer user_data)
{
  TgBench *bench = user_data;
  g_autoptr (TgSyncStore) jobs = tg_sync_local_store_new (bench->store);
  g_autoptr (TgSyncEngine) engine = tg_sync_engine_new (bench->transport, jobs, bench->clock,
                                                        bench->chance, "practice");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  tg_sync_engine_set_account (engine, "sample", "sample");
  tg_sync_engine_run_once_async (engine, NULL, on_done, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  need (tg_sync_engine_run_once_finish (engine, result, &error), error);
  need (tg_sync_engine_get_n_pending (engine) == 0, NULL);
}

static gpointer
count_received (TgStoreConnection  *conn,
                gpointer            data,
                GError            **error)
{
  TgFilingFilter filter = { .search = NULL };
  g_autoptr (GArray) rids = tg_filing_table_list_ids (conn, &filter, TG_FILING_SORT_UPDATED, TRUE,
                                                      error);
  g_autoptr (GPtrArray) rows = NULL;
  guint *n_received = data;

  need (rids != NULL, *error);
  rows = tg_filing_table_load_records (conn, (gint64 *) rids->data, rids->len, error);
  need (rows != NULL, *error);
  for (guint i = 0; i < rows->len; i++)
    *n_received += ((TgFilingRecord *) rows->pdata[i])->attempt_state == TG_ATTEMPT_RECEIVED;
  return NULL;
}

/* The floor */

static void
post (SoupSession *session,
      const char  *url,
      GString     *body)
{
  g_autoptr (SoupMessage) message = soup_message_new ("POST", url);
  g_autoptr (GBytes) bytes = g_bytes_new (body->str, body->len);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  answer = soup_session_send_and_read (session, message, NULL, &error);
  need (answer != NULL && soup_message_get_status (message) == SOUP_STATUS_OK, error);
}

static void
post_all (gpointer user_data)
{
  TgBench *bench = user_data;
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autoptr (GString) body = g_string_new (NULL);

  for (guint i = 0; i < bench->frozen->len; i++)
    {
      gsize size = 0;
      const char *data = g_bytes_get_data (bench->frozen->pdata[i], &size);

      g_string_append_len (body, data, (gssize) size);
      g_string_append_c (body, '\n');
      if ((i + 1) % N_BATCH == 0)
        {
          post (session, bench->floor_url, body);
          g_string_truncate (body, 0);
        }
    }
}

static void
sync_pair (gpointer user_data)
{
  TgBench *bench = user_data;

  tg_floor_client_sync (bench->pair, N_BATCH, bench->n_filings);
}

static double
measure_pair (TgBench    *bench,
              const char *program)
{
  g_autofree char *path = g_build_filename (bench->folder, "pair-window.db", NULL);
  g_autofree char *own = g_build_filename (bench->folder, "pair-client.db", NULL);
  char *argv[] = { (char *) program, (char *) "--floor", path, NULL };
  g_autofree char *url = NULL;
  GPid pid = 0;
  double time = 0;

  url = start_program (argv, &pid);
  bench->pair = tg_floor_client_new (own, url, bench->frozen);
  time = tg_figure_time (sync_pair, bench, 1);
  g_clear_pointer (&bench->pair, tg_floor_client_free);
  stop_program (pid);
  return time;
}

static double
measure_posts (TgBench    *bench,
               const char *program)
{
  g_autofree char *path = g_build_filename (bench->folder, "floor.db", NULL);
  char *argv[] = { (char *) program, (char *) "--floor", path, NULL };
  GPid pid = 0;
  double time = 0;

  bench->floor_url = start_program (argv, &pid);
  time = tg_figure_time (post_all, bench, 3);
  stop_program (pid);
  g_clear_pointer (&bench->floor_url, g_free);
  return time;
}

static double
measure_sync (TgBench    *bench,
              const char *practice)
{
  g_autofree char *path = g_build_filename (bench->folder, "practice.db", NULL);
  char *argv[] = { (char *) practice, (char *) "--db", path, (char *) "--port", (char *) "0",
                   (char *) "--wait", (char *) "3600",
                   (char *) "--account", (char *) "sample:sample",
                   (char *) "--enterprise", (char *) ENTERPRISE, NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *url = NULL;
  GPid pid = 0;
  double time = 0;

  url = start_program (argv, &pid);
  bench->transport = tg_soup_transport_new (url, &error);
  need (bench->transport != NULL, error);
  time = tg_figure_time (sync_all, bench, 1);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_clear_object (&bench->transport);
  stop_program (pid);
  return time;
}

/* One round in a folder of its own. */

typedef struct
{
  double posts;
  double pair;
  double sync;
} Times;

static void
run_round (TgBench    *bench,
           const char *program,
           const char *practice,
           Times      *times)
{
  g_autofree char *command = NULL;
  guint n_received = 0;

  bench->folder = g_dir_make_tmp ("tg-bench-XXXXXX", NULL);
  g_ptr_array_set_size (bench->frozen, 0);
  fill_store (bench);
  times->posts = measure_posts (bench, program);
  times->pair = measure_pair (bench, program);
  times->sync = measure_sync (bench, practice);
  tg_store_read (bench->store, count_received, &n_received, NULL);
  if (n_received != bench->n_filings)
    g_error ("%u of %u filings received by the window", n_received, bench->n_filings);
  g_clear_object (&bench->store);
  command = g_strdup_printf ("rm -rf '%s'", bench->folder);
  need (system (command) == 0, NULL);
  g_clear_pointer (&bench->folder, g_free);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double left = *(const double *) a;
  const double right = *(const double *) b;

  return (left > right) - (left < right);
}

static double
take_median (double first,
             double second,
             double third)
{
  double times[] = { first, second, third };

  qsort (times, G_N_ELEMENTS (times), sizeof (double), compare);
  return times[1];
}

static int
run (TgBench    *bench,
     const char *program,
     const char *practice)
{
  Times t[3];
  double sync;

  for (guint i = 0; i < G_N_ELEMENTS (t); i++)
    run_round (bench, program, practice, &t[i]);
  sync = take_median (t[0].sync, t[1].sync, t[2].sync);
  tg_figure_print ("sync of the filings", sync, "barest pair",
                   take_median (t[0].pair, t[1].pair, t[2].pair), 2);
  tg_figure_print ("the same", sync, "bare posts",
                   take_median (t[0].posts, t[1].posts, t[2].posts), 30);
  return tg_figure_n_over () == 0 ? 0 : 1;
}

int
main (int    argc,
      char **argv)
{
  TgBench bench = { 0 };
  g_autoptr (TgDataKey) key = NULL;

  if (argc == 3 && strcmp (argv[1], "--floor") == 0)
    return tg_floor_server_run (argv[2]);
  if (argc != 2 && argc != 3)
    return 2;
  bench.n_filings = argc == 3 ? (guint) strtoul (argv[2], NULL, 10) : N_FILINGS;
  bench.clock = tg_system_clock_new ();
  bench.chance = tg_chance_new_seeded (1);
  bench.form = make_form ();
  bench.frozen = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  key = tg_data_key_new_random ();
  bench.sealer = tg_key_sealer_new (key);
  return run (&bench, argv[0], argv[1]);
}
