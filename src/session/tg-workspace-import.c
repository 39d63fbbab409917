/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-import.h"

#include <glib/gi18n-lib.h>

#include "tg-csv.h"
#include "tg-duties.h"
#include "tg-error.h"
#include "tg-fact-table.h"
#include "tg-id.h"
#include "tg-import-sheet-private.h"
#include "tg-import-trial-private.h"
#include "tg-ledger.h"
#include "tg-saver-private.h"
#include "tg-workspace-private.h"
#include "tg-workspace-step.h"

/* Reading and checking happen in the pool, storing in one job of the writer. Every document of an
 * import is created by an entry that bears the batch; that is all that taking back needs. */

/* ---- try ---- */

typedef struct
{
  GBytes       *bytes;       /* read and split first, where there are no rows */
  GPtrArray    *rows;
  char        **paths;       /* nullable */
  TgCatalogue  *catalogue;
  TgForm       *form;
  TgCodeLookup *codes;
  TgClock      *clock;
  TgChance     *chance;      /* of this task alone */
  char         *today;
  TgImportSheet *sheet;      /* (nullable) main thread */
  guint         serial;      /* of the sheet as it is tried */
} Trying;

static void
trying_free (gpointer data)
{
  Trying *trying = data;

  g_clear_pointer (&trying->bytes, g_bytes_unref);
  g_clear_pointer (&trying->rows, g_ptr_array_unref);
  g_strfreev (trying->paths);
  g_clear_object (&trying->sheet);
  tg_catalogue_unref (trying->catalogue);
  g_object_unref (trying->codes);
  g_object_unref (trying->clock);
  tg_chance_unref (trying->chance);
  g_free (trying->today);
  g_free (trying);
}

static char *
new_line_id (gpointer data)
{
  Trying *trying = data;

  return tg_id_new (trying->clock, trying->chance);
}

static GPtrArray *
split (GBytes  *bytes,
       GError **error)
{
  g_autofree char *text = tg_csv_to_utf8 (bytes, error);

  return text != NULL ? tg_csv_read (text, tg_csv_find_separator (text), error) : NULL;
}

static void
run_try (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  Trying *trying = data;
  TgRulesContext context = { trying->today, trying->codes, NULL };
  TgImportInput input = {
    .paths = (const char * const *) trying->paths,
    .rules = tg_catalogue_get_rules (trying->catalogue, trying->form), .context = &context,
    .new_line_id = new_line_id, .user_data = trying,
  };
  GError *error = NULL;
  TgImportPlan *plan = NULL;

  if (trying->rows == NULL)
    trying->rows = split (trying->bytes, &error);
  input.rows = trying->rows;
  if (input.rows != NULL)
    plan = tg_import_plan (&input, &error);
  if (plan != NULL)
    g_task_return_pointer (task, tg_import_trial_new (trying->catalogue, trying->form, plan),
                           g_object_unref);
  else
    g_task_return_error (task, error);
}

static Trying *
trying_new (TgWorkspace *self,
            TgForm      *form)
{
  Trying *trying = g_new0 (Trying, 1);

  trying->catalogue = tg_catalogue_ref (self->catalogue);
  trying->form = form;
  trying->codes = TG_CODE_LOOKUP (g_object_ref (self->codes));
  trying->clock = g_object_ref (self->clock);
  trying->chance = tg_chance_new_system ();
  trying->today = tg_clock_dup_today (self->clock);
  return trying;
}

static void
on_file_read (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Trying *trying = g_task_get_task_data (task);
  GError *error = NULL;

  trying->bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  if (trying->bytes == NULL)
    g_task_return_error (task, error);
  else if (g_bytes_get_size (trying->bytes) > TG_CSV_MAX_BYTES)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_TOO_LARGE, "%s", _("The file is too large."));
  else
    g_task_run_in_thread (task, run_try);
}

void
tg_workspace_try_import_async (TgWorkspace         *self,
                               const char          *name,
                               GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;
  TgForm *form;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_try_import_async);
  form = tg_workspace_find_form (self, name, &error);
  if (form == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, trying_new (self, form), trying_free);
  g_file_load_bytes_async (file, cancellable, on_file_read, g_steal_pointer (&task));
}

TgImportTrial *
tg_workspace_try_import_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- a sheet ---- */

#define MOST_COLUMNS 100

typedef struct
{
  TgCatalogue *catalogue;
  TgForm      *form;
  GBytes      *bytes;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  tg_catalogue_unref (reading->catalogue);
  g_clear_pointer (&reading->bytes, g_bytes_unref);
  g_free (reading);
}

static void
run_split (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  Reading *reading = data;
  GError *error = NULL;
  g_autoptr (GPtrArray) rows = split (reading->bytes, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else if (rows->len == 0)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_INVALID, "%s", _("The table is empty"));
  else if (((GPtrArray *) rows->pdata[0])->len > MOST_COLUMNS)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_TOO_LARGE,
                             _("The table has more than %d columns"), MOST_COLUMNS);
  else
    g_task_return_pointer (task, tg_import_sheet_new (reading->catalogue, reading->form,
                                                      g_steal_pointer (&rows)),
                           g_object_unref);
}

static void
split_bytes (GTask  *task,
             GBytes *bytes)
{
  Reading *reading = g_task_get_task_data (task);

  reading->bytes = g_bytes_ref (bytes);
  if (g_bytes_get_size (bytes) > TG_CSV_MAX_BYTES)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_TOO_LARGE, "%s", _("The file is too large."));
  else
    g_task_run_in_thread (task, run_split);
}

static void
on_sheet_read (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    split_bytes (task, bytes);
}

static GTask *
new_reading (TgWorkspace         *self,
             const char          *name,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  TgForm *form = tg_workspace_find_form (self, name, &error);
  Reading *reading;

  g_task_set_source_tag (task, tg_workspace_read_sheet_async);
  if (form == NULL)
    {
      g_task_return_error (task, error);
      return NULL;
    }
  reading = g_new0 (Reading, 1);
  reading->catalogue = tg_catalogue_ref (self->catalogue);
  reading->form = form;
  g_task_set_task_data (task, reading, reading_free);
  return g_steal_pointer (&task);
}

void
tg_workspace_read_sheet_async (TgWorkspace         *self,
                               const char          *name,
                               GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = new_reading (self, name, cancellable, callback, user_data);
  if (task != NULL)
    g_file_load_bytes_async (file, cancellable, on_sheet_read, task);
}

void
tg_workspace_split_sheet_async (TgWorkspace         *self,
                                const char          *name,
                                const char          *text,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  bytes = g_bytes_new (text, strlen (text));
  task = new_reading (self, name, cancellable, callback, user_data);
  if (task != NULL)
    split_bytes (task, bytes);
}

TgImportSheet *
tg_workspace_read_sheet_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
tg_workspace_try_sheet_async (TgWorkspace         *self,
                              TgImportSheet       *sheet,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Trying *trying;

  g_return_if_fail (TG_IS_WORKSPACE (self) && TG_IS_IMPORT_SHEET (sheet));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_try_sheet_async);
  trying = trying_new (self, tg_import_sheet_get_form (sheet));
  trying->rows = tg_import_sheet_dup_rows (sheet);
  trying->paths = tg_import_sheet_dup_paths (sheet);
  trying->sheet = g_object_ref (sheet);
  trying->serial = tg_import_sheet_get_serial (sheet);
  g_task_set_task_data (task, trying, trying_free);
  g_task_run_in_thread (task, run_try);
}

gboolean
tg_workspace_try_sheet_finish (TgWorkspace   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_autoptr (TgImportTrial) trial = NULL;
  const Trying *trying;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  trial = g_task_propagate_pointer (G_TASK (result), error);
  if (trial == NULL)
    return FALSE;
  trying = g_task_get_task_data (G_TASK (result));
  if (trying->serial == tg_import_sheet_get_serial (trying->sheet))
    tg_import_sheet_set_trial (trying->sheet, trial);
  return TRUE;
}

/* ---- commit ---- */

typedef struct
{
  TgImportTrial *trial;
  TgCatalogue   *catalogue;
  TgClock       *clock;
  TgChance      *chance;
  char          *enterprise;
  char          *batch;
} Committing;

static void
committing_free (gpointer data)
{
  Committing *committing = data;

  g_object_unref (committing->trial);
  tg_catalogue_unref (committing->catalogue);
  g_object_unref (committing->clock);
  tg_chance_unref (committing->chance);
  g_free (committing->enterprise);
  g_free (committing->batch);
  g_free (committing);
}

static gboolean
store_one (Committing         *committing,
           TgStoreConnection  *conn,
           TgDocument         *document,
           GError            **error)
{
  TgForm *form = tg_import_trial_get_form (committing->trial);
  g_autofree char *id = tg_id_new (committing->clock, committing->chance);
  g_autoptr (TgEnterprise) own = tg_saver_make_enterprise (id, form->id, document);
  g_autoptr (TgSave) save = tg_save_new (form->family == TG_FAMILY_FACT, id, form->id,
                                         form->version);
  gint64 revision;

  if (own != NULL && !tg_enterprise_table_put (conn, own, error))
    return FALSE;
  save->enterprise = g_strdup (own != NULL ? id : committing->enterprise);
  tg_saver_add_changes (save, NULL, document, committing->batch, TG_ORIGIN_IMPORT);
  tg_save_set_document (save, form, document);
  return tg_duties_save (conn, committing->catalogue, save, &revision, error);
}

static gpointer
run_commit (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  Committing *committing = data;
  GPtrArray *documents = tg_import_trial_get_plan (committing->trial)->documents;

  for (guint i = 0; i < documents->len; i++)
    if (!store_one (committing, conn, documents->pdata[i], error))
      return NULL;
  return g_strdup (committing->batch);
}

static void
on_committed (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *batch = tg_store_write_finish (TG_STORE (source), result, &error);

  if (batch != NULL)
    g_task_return_pointer (task, batch, g_free);
  else
    g_task_return_error (task, error);
}

void
tg_workspace_commit_import_async (TgWorkspace         *self,
                                  TgImportTrial       *trial,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_commit, NULL, committing_free, g_free };
  const TgEnterprise *enterprise;
  Committing *committing;

  g_return_if_fail (TG_IS_WORKSPACE (self) && TG_IS_IMPORT_TRIAL (trial));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_commit_import_async);
  enterprise = tg_workspace_choose_enterprise (self, tg_import_trial_get_form (trial));
  committing = g_new0 (Committing, 1);
  committing->trial = g_object_ref (trial);
  committing->catalogue = tg_catalogue_ref (self->catalogue);
  committing->clock = g_object_ref (self->clock);
  committing->chance = tg_chance_new_system ();
  committing->enterprise = g_strdup (enterprise != NULL ? enterprise->id : "");
  committing->batch = tg_id_new (self->clock, self->chance);
  job.data = committing;
  tg_store_write_async (self->store, &job, NULL, on_committed, g_steal_pointer (&task));
}

char *
tg_workspace_commit_import_finish (TgWorkspace   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- undo ---- */

static gboolean
remove_one (TgStoreConnection  *conn,
            const char         *id,
            GError            **error)
{
  g_autoptr (GPtrArray) drawn = tg_link_table_list_targets (conn, id, error);
  g_autoptr (TgFilingRecord) filing = NULL;

  if (drawn == NULL)
    return FALSE;
  if (drawn->len > 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_REFUSED, "%s",
                   _("Filings were drawn from what was imported: it can no longer be taken back."));
      return FALSE;
    }
  filing = tg_filing_table_load_record (conn, id, NULL);
  return filing != NULL ? tg_filing_table_set_removed (conn, id, TRUE, error)
                        : tg_ledger_remove (conn, id, error) &&
         tg_fact_table_set_removed (conn, id, TRUE, error);
}

static gpointer
run_undo (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  g_autoptr (GPtrArray) entries = tg_journal_table_list_batch (conn, data, error);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const TgJournalEntry *entry = entries->pdata[i];

      if (entry->kind == TG_JOURNAL_CREATED && !remove_one (conn, entry->subject, error))
        return NULL;
    }
  return NULL;
}

void
tg_workspace_undo_import_async (TgWorkspace         *self,
                                const char          *batch,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  TgStoreJob job = { run_undo, g_strdup (batch), g_free, NULL };
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_undo_import_async);
  tg_store_write_async (self->store, &job, NULL, tg_workspace_on_written, task);
}

gboolean
tg_workspace_undo_import_finish (TgWorkspace   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
