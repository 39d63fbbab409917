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
#include "tg-import-trial-private.h"
#include "tg-saver-private.h"
#include "tg-workspace-private.h"

/* Reading and checking happen in the pool, storing in one job of the writer. Every document of an
 * import is created by an entry that bears the batch; that is all that taking back needs. */

/* ---- try ---- */

typedef struct
{
  GBytes       *bytes;
  TgCatalogue  *catalogue;
  TgForm       *form;
  TgCodeLookup *codes;
  TgClock      *clock;
  TgChance     *chance;      /* of this task alone */
  char         *today;
} Trying;

static void
trying_free (gpointer data)
{
  Trying *trying = data;

  g_clear_pointer (&trying->bytes, g_bytes_unref);
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

static void
run_try (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  Trying *trying = data;
  TgRulesContext context = { trying->today, trying->codes, NULL };
  GError *error = NULL;
  g_autofree char *text = tg_csv_to_utf8 (trying->bytes, &error);
  g_autoptr (GPtrArray) rows = NULL;
  TgImportPlan *plan = NULL;

  if (text != NULL)
    rows = tg_csv_read (text, tg_csv_find_separator (text), &error);
  if (rows != NULL)
    plan = tg_import_plan (rows, tg_catalogue_get_rules (trying->catalogue, trying->form), &context,
                           new_line_id, trying, &error);
  if (plan != NULL)
    g_task_return_pointer (task, tg_import_trial_new (trying->catalogue, trying->form, plan),
                           g_object_unref);
  else
    g_task_return_error (task, error);
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
  Trying *trying;
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
  trying = g_new0 (Trying, 1);
  trying->catalogue = tg_catalogue_ref (self->catalogue);
  trying->form = form;
  trying->codes = TG_CODE_LOOKUP (g_object_ref (self->codes));
  trying->clock = g_object_ref (self->clock);
  trying->chance = tg_chance_new_system ();
  trying->today = tg_clock_dup_today (self->clock);
  g_task_set_task_data (task, trying, trying_free);
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
                        : tg_fact_table_set_removed (conn, id, TRUE, error);
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

static void
on_undone (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
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
  tg_store_write_async (self->store, &job, NULL, on_undone, task);
}

gboolean
tg_workspace_undo_import_finish (TgWorkspace   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
