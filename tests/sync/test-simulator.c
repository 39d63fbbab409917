/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tg-sim-network.h"
#include "tg-sync-engine.h"
#include "tg-test.h"
#include "tg-wire-codec.h"

/* The engine in a small world without time, network or disk: whatever is lost, repeated, falsified
 * or ended, each submission has one effect and each receipt arrives once. A run is its seed:
 * TG_SEEDS=5000 for more of them, TG_SEED=17 for that one. */

#define SEEDS     2000
#define FILINGS   6
#define ERRANDS   8
#define MAX_STEPS 20000

typedef struct
{
  TgSimWorld    world;
  TgSimDisk    *disk;
  TgSimStore   *store;
  TgSyncEngine *engine;
  guint         planned[FILINGS];    /* submissions still to be queued */
  guint         n_attempts;
  guint         n_asked;             /* errands, */
  guint         n_told;              /* and those of them that came back */
  char         *breach;              /* nullable: what was wrong with one */
} Run;

typedef struct
{
  Run   *run;
  guint  number;
} Errand;

static const char *
choose_kind (Run *run)
{
  guint64 roll = tg_chance_below (run->world.chance, 20);

  return roll == 0 ? "poison" : roll < 3 ? "refuse" : "good";
}

static GBytes *
make_content (Run *run)
{
  gsize size = 1 + (gsize) tg_chance_below (run->world.chance, 40);
  guint8 *data = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) tg_chance_below (run->world.chance, 256);
  return g_bytes_new_take (data, size);
}

/* Every third goes with a file, now and then with one that another goes with as well. (nullable) */
static GPtrArray *
name_file (Run             *run,
           const TgAttempt *attempt)
{
  g_autoptr (GPtrArray) refs = NULL;
  g_autoptr (GBytes) content = NULL;
  TgAttachmentRef *ref;
  TgSimFile *file;

  if (tg_chance_below (run->world.chance, 3) != 0)
    return NULL;
  content = tg_chance_below (run->world.chance, 4) == 0 ? g_bytes_new ("the same again", 14)
                                                        : make_content (run);
  file = tg_sim_disk_add_file (run->disk, content);
  g_hash_table_replace (run->disk->named, g_strdup (attempt->id), file);
  ref = g_new0 (TgAttachmentRef, 1);
  ref->sha256 = g_strdup (file->sha256);
  ref->name = g_strdup ("invoice.pdf");
  ref->media_type = g_strdup ("application/pdf");
  ref->bytes = (gint64) g_bytes_get_size (content);
  refs = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attachment_ref_free);
  g_ptr_array_add (refs, ref);
  return g_steal_pointer (&refs);
}

static GBytes *
freeze (Run        *run,
        TgAttempt  *attempt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDocument) document = tg_document_new ();
  TgSubmission item = {
    .id = attempt->id, .action = attempt->action, .filing = attempt->filing,
    .form = (char *) "sim", .form_version = 1, .enterprise = (char *) "E",
    .document = document, .base_revision = attempt->base_revision,
  };
  g_autoptr (GPtrArray) named = name_file (run, attempt);
  GBytes *frozen;

  item.attachments = named;
  tg_document_set (document, "kind", choose_kind (run), NULL);
  tg_document_freeze (document);
  frozen = tg_wire_freeze_submission (&item, &error);
  g_assert_no_error (error);
  g_free (item.digest);
  return frozen;
}

/* The person files, and files again once the window has answered. */
static gboolean
queue_next (Run   *run,
            guint  number)
{
  g_autofree char *filing = g_strdup_printf ("0190a06c-0000-7000-8000-%012x", number + 1);
  g_autofree char *id = g_strdup_printf ("0190a06c-0000-7000-9000-%012x", run->n_attempts + 1);
  gint64 revision = 0;
  TgAttempt *attempt;

  if (run->planned[number] == 0)
    return FALSE;
  for (guint i = 0; i < run->disk->attempts->len; i++)
    {
      attempt = run->disk->attempts->pdata[i];
      if (strcmp (attempt->filing, filing) != 0)
        continue;
      if (attempt->state != TG_ATTEMPT_RECEIVED && attempt->state != TG_ATTEMPT_REFUSED)
        return FALSE;
      revision = MAX (revision, attempt->revision);
    }
  attempt = tg_attempt_new (id, filing, revision == 0 ? TG_ACTION_FILE : TG_ACTION_AMEND);
  attempt->state = TG_ATTEMPT_QUEUED;
  attempt->base_revision = revision;
  attempt->frozen = freeze (run, attempt);
  g_ptr_array_add (run->disk->attempts, attempt);
  run->planned[number]--;
  run->n_attempts++;
  return TRUE;
}

/* Errands. Whoever asks is told once: with the answer to just that, or that nothing came. */

static void ask (Run *run);

/* Half of one is for the asker to notice. */
static gboolean
is_answer_to (const TgResponse *response,
              guint             number)
{
  g_autofree char *path = g_strdup_printf ("/v1/enquiries/%u", number);
  gsize size;
  const char *body = g_bytes_get_data (response->body, &size);

  if (response->status != 200)
    return number % 5 == 0 || response->status != 404;
  return number % 5 != 0 && size <= strlen (path) && memcmp (body, path, size) == 0;
}

static void
on_told (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree Errand *errand = data;
  Run *run = errand->run;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);

  run->n_told++;
  if (response != NULL && !is_answer_to (response, errand->number) && run->breach == NULL)
    run->breach = g_strdup_printf ("errand %u got another answer", errand->number);
  /* Who is told one thing may want to know the next at once. */
  if (response != NULL && tg_chance_below (run->world.chance, 2) == 0)
    ask (run);
}

static void
ask (Run *run)
{
  g_autofree char *path = NULL;
  Errand *errand;
  TgRequest *request;

  if (run->n_asked == ERRANDS)
    return;
  errand = g_new0 (Errand, 1);
  errand->run = run;
  errand->number = ++run->n_asked;
  path = g_strdup_printf ("/enquiries/%u", errand->number);
  request = tg_request_new ("GET", path);
  request->is_idempotent = TRUE;
  tg_sync_engine_ask_async (run->engine, request, NULL, on_told, errand);
}

static void
live (Run *run)
{
  g_autoptr (TgSimNetwork) network = NULL;
  guint dies = G_MAXUINT;

  if (run->world.faults > 0)
    dies = (guint) tg_chance_below (run->world.chance, 60);
  run->store = tg_sim_store_new (run->disk, dies, tg_chance_below (run->world.chance, 2) == 0);
  network = tg_sim_network_new (&run->world, run->store);
  run->engine = tg_sync_engine_new (TG_TRANSPORT (network), TG_SYNC_STORE (run->store),
                                    TG_CLOCK (run->world.clock), run->world.chance, "practice");
  tg_sync_engine_set_account (run->engine, "sample", "secret");
  tg_sync_engine_start (run->engine);
}

static void
die (Run *run)
{
  tg_sim_store_kill (run->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  tg_sync_engine_stop (run->engine);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&run->engine);
  g_clear_object (&run->store);
}

static gboolean
is_settled (Run *run)
{
  TgSimWindow *window = run->world.window;
  g_autofree char *end = g_strdup_printf ("epoch-%u:%u", window->n_epochs, window->feed->len);

  if (run->n_told < run->n_asked || window->due->len > 0 || run->disk->is_listing ||
      strcmp (run->disk->cursor, end) != 0)
    return FALSE;
  for (guint i = 0; i < FILINGS; i++)
    if (run->planned[i] > 0)
      return FALSE;
  for (guint i = 0; i < run->disk->attempts->len; i++)
    {
      const TgAttempt *attempt = run->disk->attempts->pdata[i];

      if (attempt->state != TG_ATTEMPT_RECEIVED && attempt->state != TG_ATTEMPT_REFUSED)
        return FALSE;
    }
  return TRUE;
}

static void
step (Run *run)
{
  guint number = (guint) tg_chance_below (run->world.chance, FILINGS);

  if (tg_chance_below (run->world.chance, 10) == 0 && queue_next (run, number))
    tg_sync_engine_wake (run->engine, tg_chance_below (run->world.chance, 2) == 0);
  if (tg_chance_below (run->world.chance, 20) == 0)
    ask (run);
  g_main_context_iteration (NULL, FALSE);
  if (tg_sim_store_is_dead (run->store))
    {
      die (run);
      live (run);
    }
  else if (tg_sync_engine_get_state (run->engine) == TG_SYNC_HALTED)
    tg_sync_engine_start (run->engine);
}

/* Only what the window refused, by itself or with the request that it spoilt. */
static gboolean
is_refused_for_nothing (const TgAttempt   *attempt,
                        const TgSimEffect *effect)
{
  gsize size;
  const char *data = g_bytes_get_data (attempt->frozen, &size);

  return attempt->state == TG_ATTEMPT_REFUSED && effect == NULL &&
         g_strstr_len (data, (gssize) size, "poison") == NULL;
}

/* What must hold; NULL, or what does not. */
static char *
find_breach (Run *run)
{
  TgSimWindow *window = run->world.window;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (run->breach != NULL)
    return g_strdup (run->breach);
  if (run->n_told != run->n_asked)
    return g_strdup_printf ("of %u errands %u came back", run->n_asked, run->n_told);
  if (run->world.n_overlaps > 0)
    return g_strdup ("a request began before another one had ended");
  for (guint i = 0; i < run->disk->attempts->len; i++)
    {
      const TgAttempt *attempt = run->disk->attempts->pdata[i];
      const TgSimEffect *effect = g_hash_table_lookup (window->known, attempt->id);

      if (effect != NULL && effect->n_effects != 1)
        return g_strdup_printf ("%s had %u effects", attempt->id, effect->n_effects);
      if (!window->was_restored && is_refused_for_nothing (attempt, effect))
        return g_strdup_printf ("%s is refused, but not by the window", attempt->id);
      if ((attempt->state == TG_ATTEMPT_RECEIVED) != (effect != NULL && effect->received))
        return g_strdup_printf ("%s is %s here, the window says otherwise", attempt->id,
                                tg_attempt_state_to_name (attempt->state));
    }
  for (guint i = 0; i < run->disk->receipts->len; i++)
    if (!g_hash_table_add (seen, (char *) tg_receipt_get_id (run->disk->receipts->pdata[i])))
      return g_strdup_printf ("receipt %s was applied twice",
                              tg_receipt_get_id (run->disk->receipts->pdata[i]));
  for (guint i = 0; i < window->feed->len; i++)
    if (!g_hash_table_contains (seen, ((TgSimReceipt *) window->feed->pdata[i])->id))
      return g_strdup_printf ("receipt %s is lost", ((TgSimReceipt *) window->feed->pdata[i])->id);
  if (!window->was_restored && run->disk->receipts->len != window->feed->len)
    return g_strdup ("there are receipts that the window never wrote");
  return NULL;
}

static char *
run_seed (guint64  seed,
          gboolean is_forgetful)
{
  g_autoptr (TgChance) chance = tg_chance_new_seeded (seed);
  g_autoptr (TgTestClock) clock = tg_test_clock_new (NULL);
  g_autoptr (TgSimWindow) window = tg_sim_window_new (chance);
  g_autoptr (TgSimDisk) disk = tg_sim_disk_new ();
  Run run = {
    .world = { .window = window, .clock = clock, .chance = chance, .faults = 40,
               .restores = !is_forgetful && seed % 3 == 0 ? 2 : 0 },
    .disk = disk,
  };
  char *breach = NULL;
  guint steps = 0;

  window->is_forgetful = is_forgetful;
  for (guint i = 0; i < FILINGS; i++)
    run.planned[i] = 1 + (guint) tg_chance_below (chance, 3);
  live (&run);
  for (; steps < MAX_STEPS && !is_settled (&run); steps++)
    step (&run);
  die (&run);
  breach = find_breach (&run);
  g_free (run.breach);
  if (breach == NULL && steps == MAX_STEPS)
    breach = g_strdup ("it does not come to rest");
  return breach;
}

static void
test_invariants (void)
{
  const char *count = g_getenv ("TG_SEEDS");
  const char *only = g_getenv ("TG_SEED");
  guint64 first = only != NULL ? g_ascii_strtoull (only, NULL, 10) : 1;
  guint64 n_seeds = only != NULL ? 1 : count != NULL ? g_ascii_strtoull (count, NULL, 10) : SEEDS;

  for (guint64 seed = first; seed < first + n_seeds; seed++)
    {
      g_autofree char *breach = run_seed (seed, FALSE);

      if (breach == NULL)
        continue;
      g_test_message ("TG_SEED=%" G_GUINT64_FORMAT ": %s", seed, breach);
      g_test_fail ();
    }
}

/* The negative control: a window that forgets ids must break what must hold. */
static void
test_forgetful_window (void)
{
  guint n_breaches = 0;

  for (guint64 seed = 1; seed <= 20; seed++)
    {
      g_autofree char *breach = run_seed (seed, TRUE);

      n_breaches += breach != NULL;
    }
  /* Else the simulator sees nothing. */
  g_assert_cmpuint (n_breaches, >, 10);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/simulator/invariants", test_invariants);
  g_test_add_func ("/sync/simulator/forgetful-window", test_forgetful_window);
  return g_test_run ();
}
