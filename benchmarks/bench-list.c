/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-data-key.h"
#include "tg-figure.h"
#include "tg-filing-table.h"
#include "tg-id.h"
#include "tg-key-sealer.h"
#include "tg-save.h"
#include "tg-store.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>

/* A store of 100,000 filings: open, first page, all ids, search, the last lines of the same goods;
 * each beside the same by bare SQLite on the same file. */

#define N_FILINGS 100000
#define N_BATCH   1000
#define N_RUNS    15

typedef struct
{
  char       *folder;
  char       *path;
  TgClock    *clock;
  TgChance   *chance;
  TgSealer   *sealer;
  TgForm     *form;
  TgStore    *store;
  sqlite3    *bare;
  const char *search;
} TgBench;

static void
need (gboolean      ok,
      const GError *error)
{
  if (!ok)
    g_error ("%s", error != NULL ? error->message : "failed");
}

/* Filling the store */

/* A table of goods whose last lines are asked for. */
static void
add_goods (TgForm *form)
{
  TgSection *section = tg_section_new ("goods");
  const char *same_by[] = { "item_no", NULL };

  section->title = tg_text_new ("goods", "goods");
  section->table = tg_table_new ("goods");
  for (guint i = 0; i < 2; i++)
    {
      TgField *field = tg_field_new (i == 0 ? "item_no" : "price", TG_FIELD_TEXT);

      field->label = tg_text_new (field->key, field->key);
      g_ptr_array_add (section->table->fields, field);
    }
  g_ptr_array_add (form->sections, section);
  form->usual = tg_usual_new ();
  form->usual->table = g_strdup ("goods");
  form->usual->same_by = g_strdupv ((char **) same_by);
}

static TgForm *
make_form (void)
{
  TgForm *form = tg_form_new ();
  TgSection *section = tg_section_new ("head");
  const char *keys[] = { "number", "summary", "amount", NULL };

  for (guint i = 0; keys[i] != NULL; i++)
    {
      TgField *field = tg_field_new (keys[i], i == 2 ? TG_FIELD_DECIMAL : TG_FIELD_TEXT);

      field->label = tg_text_new (keys[i], keys[i]);
      g_ptr_array_add (section->fields, field);
    }
  section->title = tg_text_new ("head", "head");
  g_ptr_array_add (form->sections, section);
  form->id = g_strdup ("bench.form");
  form->version = 1;
  form->family = TG_FAMILY_DECLARATION;
  form->title = tg_text_new ("出口清单", "Export list");
  form->list_number = g_strdup ("number");
  form->list_summary = g_strdup ("summary");
  form->list_amount = g_strdup ("amount");
  add_goods (form);
  tg_form_index (form);
  return form;
}

static TgSave *
make_save (TgBench *bench,
           guint    i)
{
  static const char *goods[] = { "保温杯", "发制品", "塑料玩具", "天然蜂蜜", "箱包", "银饰品", "锂离子蓄电池", "电缆" };
  g_autofree char *id = tg_id_new (bench->clock, bench->chance);
  g_autofree char *number = g_strdup_printf ("CX%08u", i);
  g_autofree char *summary = g_strdup_printf ("%s %u 号", goods[i % G_N_ELEMENTS (goods)], i % 977);
  g_autofree char *amount = g_strdup_printf ("%u.%02u", i % 100000, i % 100);
  g_autofree char *item = g_strdup_printf ("G-%zu", i % G_N_ELEMENTS (goods));
  g_autofree char *json = NULL;
  g_autoptr (TgDocument) document = tg_document_new ();
  TgSave *save = tg_save_new (FALSE, id, "bench.form", 1);

  tg_document_set (document, "number", number, NULL);
  tg_document_set (document, "summary", summary, NULL);
  tg_document_set (document, "amount", amount, NULL);
  tg_document_add_line (document, "goods", "l1", -1, NULL);
  tg_document_set (document, "goods/l1/item_no", item, NULL);
  tg_document_set (document, "goods/l1/price", amount, NULL);
  json = tg_document_to_json (document);
  tg_save_add_entry (save, tg_journal_entry_new (TG_JOURNAL_CREATED, "", NULL, json));
  tg_save_set_document (save, bench->form, tg_document_freeze (document));
  return save;
}

typedef struct
{
  TgBench *bench;
  guint    first;
} TgFill;

static gpointer
fill (TgStoreConnection  *conn,
      gpointer            data,
      GError            **error)
{
  TgFill *job = data;

  for (guint i = job->first; i < job->first + N_BATCH; i++)
    {
      g_autoptr (TgSave) save = make_save (job->bench, i);
      gint64 revision = 0;

      if (!tg_save_changes (conn, save, &revision, error))
        return NULL;
    }
  return NULL;
}

static void
fill_store (TgBench *bench)
{
  for (guint i = 0; i < N_FILINGS; i += N_BATCH)
    {
      TgFill job = { bench, i };
      g_autoptr (GError) error = NULL;

      tg_store_write (bench->store, fill, &job, &error);
      need (error == NULL, error);
    }
}

/* What is measured */

static void
open_store (gpointer user_data)
{
  TgBench *bench = user_data;
  TgStoreOptions options = { bench->folder, bench->sealer, bench->clock, NULL, NULL, FALSE };
  g_autoptr (GError) error = NULL;

  g_clear_object (&bench->store);
  bench->store = tg_store_open (&options, &error);
  need (bench->store != NULL, error);
}

static gpointer
list_page (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgBench *bench = data;
  TgFilingFilter filter = { .search = bench->search, .limit = 50 };
  g_autoptr (GArray) rids = tg_filing_table_list_ids (conn, &filter, TG_FILING_SORT_UPDATED, TRUE,
                                                      error);
  g_autoptr (GPtrArray) rows = NULL;

  need (rids != NULL && rids->len == 50, *error);
  rows = tg_filing_table_load_rows (conn, (gint64 *) rids->data, rids->len, error);
  need (rows != NULL, *error);
  return NULL;
}

static void
show_page (gpointer user_data)
{
  TgBench *bench = user_data;

  tg_store_read (bench->store, list_page, bench, NULL);
}

static gpointer
list_all (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  TgFilingFilter filter = { .search = NULL };
  g_autoptr (GArray) rids = tg_filing_table_list_ids (conn, &filter, TG_FILING_SORT_UPDATED, TRUE,
                                                      error);

  need (rids != NULL && rids->len == N_FILINGS, *error);
  return NULL;
}

static void
show_all (gpointer user_data)
{
  tg_store_read (((TgBench *) user_data)->store, list_all, user_data, NULL);
}

/* What a rule is told of the last ten lines of the same goods, of 12,500. */
static gpointer
list_last (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  TgBench *bench = data;
  g_autofree char *kind = tg_save_dup_usual_kind (bench->form, "item_no");
  g_autoptr (GPtrArray) ids = tg_lookup_table_find_last (conn, kind, "G-3", 30, error);

  need (ids != NULL && ids->len == 30, *error);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, ids->pdata[i], error);

      need (filing != NULL, *error);
    }
  return NULL;
}

static void
show_last (gpointer user_data)
{
  tg_store_read (((TgBench *) user_data)->store, list_last, user_data, NULL);
}

/* The floor */

static void
run_bare (TgBench    *bench,
          const char *sql)
{
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (bench->bare, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    continue;
  sqlite3_finalize (statement);
}

static void
open_bare (gpointer user_data)
{
  TgBench *bench = user_data;

  sqlite3_close (bench->bare);
  g_assert_cmpint (sqlite3_open (bench->path, &bench->bare), ==, SQLITE_OK);
  run_bare (bench, "SELECT count(*) FROM sqlite_schema");
}

static void
page_bare (gpointer user_data)
{
  run_bare (user_data,
            "SELECT rid, id, number, summary, amount, currency, state, attempt_state, due, updated"
            " FROM filing WHERE removed = 0 ORDER BY updated DESC, rid DESC LIMIT 50");
}

static void
all_bare (gpointer user_data)
{
  run_bare (user_data, "SELECT rid FROM filing WHERE removed = 0 ORDER BY updated DESC, rid DESC");
}

static void
scan_bare (gpointer user_data)
{
  run_bare (user_data,
            "SELECT rid FROM filing WHERE summary LIKE '%蓄电池%' ORDER BY updated DESC LIMIT 50");
}

static void
last_bare (gpointer user_data)
{
  run_bare (user_data,
            "SELECT filing.document FROM (SELECT subject FROM lookup"
            " WHERE kind = 'usual:bench.form:item_no' AND hash = (SELECT hash FROM lookup"
            " WHERE kind = 'usual:bench.form:item_no' LIMIT 1) ORDER BY subject DESC LIMIT 10)"
            " JOIN filing ON filing.id = subject");
}

static void
measure (TgBench *bench)
{
  double open_floor = tg_figure_time (open_bare, bench, N_RUNS);
  double page_floor = tg_figure_time (page_bare, bench, N_RUNS);
  double all_floor = tg_figure_time (all_bare, bench, N_RUNS);
  double scan_floor = tg_figure_time (scan_bare, bench, N_RUNS);
  double last_floor = tg_figure_time (last_bare, bench, N_RUNS);

  tg_figure_print ("open the store of 100,000 filings", tg_figure_time (open_store, bench, N_RUNS),
                   "bare SQLite", open_floor, 200);
  tg_figure_print ("first page of 50", tg_figure_time (show_page, bench, N_RUNS), "bare SQLite",
                   page_floor, 30);
  tg_figure_print ("all 100,000 ids in order", tg_figure_time (show_all, bench, N_RUNS),
                   "bare SQLite", all_floor, 5);
  bench->search = "蓄电池";
  tg_figure_print ("search 蓄电池, newest 50", tg_figure_time (show_page, bench, N_RUNS), "bare page",
                   page_floor, 200);
  bench->search = "电缆 12";
  tg_figure_print ("search 电缆 12, newest 50", tg_figure_time (show_page, bench, N_RUNS),
                   "bare scan", scan_floor, 50);
  tg_figure_print ("last ten lines of the same goods", tg_figure_time (show_last, bench, N_RUNS),
                   "bare SQLite", last_floor, 30);
}

int
main (int    argc,
      char **argv)
{
  TgBench bench = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (TgDataKey) key = NULL;
  gint64 start = 0;
  g_autofree char *command = NULL;

  setlocale (LC_ALL, "");
  bench.folder = g_dir_make_tmp ("tg-bench-XXXXXX", NULL);
  bench.path = g_build_filename (bench.folder, TG_STORE_FILE, NULL);
  bench.clock = tg_system_clock_new ();
  bench.chance = tg_chance_new_seeded (1);
  bench.form = make_form ();
  key = tg_data_key_new_random ();
  bench.sealer = tg_key_sealer_new (key);
  open_store (&bench);
  start = g_get_monotonic_time ();
  fill_store (&bench);
  g_print ("%d filings saved in batches of %d: %.1f s\n", N_FILINGS, N_BATCH,
           (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
  measure (&bench);
  g_clear_object (&bench.store);
  sqlite3_close (bench.bare);
  command = g_strdup_printf ("rm -rf '%s'", bench.folder);
  return system (command) == 0 && tg_figure_n_over () == 0 ? 0 : 1;
}
