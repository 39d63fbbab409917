/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-library.h"

#include "tg-clock.h"
#include "tg-code-import.h"
#include "tg-error.h"
#include "tg-pool.h"
#include "tg-rate-library.h"
#include "tg-rate-lookup.h"

#include <glib/gi18n-lib.h>

/* Both files are read first, then worked on in the pool: parsed, turned into rows, stored in one
 * transaction. */

typedef struct
{
  GFile  *table;
  GFile  *memo;          /* nullable */
  GBytes *table_bytes;
  GBytes *memo_bytes;    /* nullable */
  char     *today;
  char     *path;
  gboolean  is_trial;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_object_unref (self->table);
  g_clear_object (&self->memo);
  g_clear_pointer (&self->table_bytes, g_bytes_unref);
  g_clear_pointer (&self->memo_bytes, g_bytes_unref);
  g_free (self->today);
  g_free (self->path);
  g_free (self);
}

void
tg_code_library_report_free (TgCodeLibraryReport *self)
{
  g_free (self->table);
  g_free (self);
}

char *
tg_code_library_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "tongguan", "codes-imported.db", NULL);
}

static TgCodeLibraryReport *
store_library (const Import         *import,
               const TgRateLibrary  *library,
               GError              **error)
{
  gboolean has_rates = g_str_equal (library->table, "refund_rates");
  g_autofree char *folder = g_path_get_dirname (import->path);
  g_autofree char *source = g_file_get_basename (import->table);
  TgCodeImport batch = {
    .table = library->table,
    .title_zh = has_rates ? "出口退税率文库" : "退税商品名称",
    .title_en = has_rates ? "Library of refund rates" : "Goods of the library of refund rates",
    .version = import->today,
    .source = source,
    .rows = library->rows,
    .is_trial = import->is_trial,
  };
  g_autoptr (TgCodeLibraryReport) report = g_new0 (TgCodeLibraryReport, 1);

  g_mkdir_with_parents (folder, 0700);
  if (!tg_code_import_run (&batch, import->path, &report->n_new, &report->n_changed, error))
    return NULL;
  report->table = g_strdup (library->table);
  report->n_rows = library->rows->len;
  report->n_deleted = library->n_deleted;
  report->n_skipped = library->n_skipped;
  report->n_doubtful = library->n_doubtful;
  return g_steal_pointer (&report);
}

static gpointer
run_import (gpointer   source,
            gpointer   data,
            GError   **error)
{
  const Import *import = data;
  g_autoptr (TgDbf) dbf = tg_dbf_new (import->table_bytes, import->memo_bytes, error);
  g_autoptr (TgRateLibrary) library = dbf != NULL ? tg_rate_library_read (dbf, error) : NULL;
  TgCodeLibraryReport *report = library != NULL ? store_library (import, library, error) : NULL;

  return report;
}

static GBytes *
take_bytes (GObject      *source,
            GAsyncResult *result,
            GTask        *task)
{
  char *contents = NULL;
  gsize length = 0;
  GError *error = NULL;

  if (g_file_load_contents_finish (G_FILE (source), result, &contents, &length, NULL, &error))
    return g_bytes_new_take (contents, length);
  g_task_return_error (task, error);
  return NULL;
}

static void
on_memo_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);

  import->memo_bytes = take_bytes (source, result, task);
  if (import->memo_bytes != NULL)
    tg_pool_run (task, run_import, (GDestroyNotify) tg_code_library_report_free);
}

static void
on_table_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Import *import = g_task_get_task_data (task);

  import->table_bytes = take_bytes (source, result, task);
  if (import->table_bytes != NULL && import->memo != NULL)
    g_file_load_contents_async (import->memo, g_task_get_cancellable (task), on_memo_read,
                                g_object_ref (task));
  else if (import->table_bytes != NULL)
    tg_pool_run (task, run_import, (GDestroyNotify) tg_code_library_report_free);
}

static void
begin (GFile               *table,
       GFile               *memo,
       gboolean             is_trial,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  Import *import = g_new0 (Import, 1);

  import->table = g_object_ref (table);
  import->memo = memo != NULL ? g_object_ref (memo) : NULL;
  import->today = tg_clock_dup_today (clock);
  import->path = tg_code_library_dup_path ();
  import->is_trial = is_trial;
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, import, import_free);
  g_file_load_contents_async (table, cancellable, on_table_read, task);
}

void
tg_code_library_import_async (GFile               *table,
                              GFile               *memo,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  begin (table, memo, FALSE, cancellable, callback, user_data);
}

void
tg_code_library_try_async (GFile               *table,
                           GFile               *memo,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  begin (table, memo, TRUE, cancellable, callback, user_data);
}

TgCodeLibraryReport *
tg_code_library_import_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TgCodeRow *
tg_code_library_find_rate (const char  *code,
                           const char  *date,
                           GError     **error)
{
  g_autofree char *path = tg_code_library_dup_path ();
  g_autoptr (TgCodeTable) tables = tg_code_table_open (path, error);
  TgCodeRow *row = tables != NULL ? tg_rate_lookup_run (tables, code, date) : NULL;

  if (tables != NULL && row == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND,
                 _("The library has no rate for %s on %s: it is unknown, not 0"), code, date);
  return row;
}

static void
run_state (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  g_autofree char *path = tg_code_library_dup_path ();
  g_autoptr (TgCodeTable) tables = g_file_test (path, G_FILE_TEST_EXISTS)
                                   ? tg_code_table_open (path, NULL) : NULL;
  char *state = tables != NULL ? tg_code_table_dup_state (tables, "refund_rates") : NULL;

  g_task_return_pointer (task, state != NULL ? state : g_strdup (""), g_free);
}

void
tg_code_library_state_async (GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_code_library_state_async);
  g_task_run_in_thread (task, run_state);
}

char *
tg_code_library_state_finish (GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
