/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-receipts.h"

#include "tg-workspace-private.h"

#include "tg-declaring.h"
#include "tg-receipt-taking.h"

/* Files are read in the pool, their receipts taken in one job of the writer; then what follows from
 * them goes on as with receipts of the window. */

typedef struct
{
  GPtrArray    *files;      /* of GFile */
  TgCatalogue  *catalogue;
  TgCodeLookup *codes;
  char         *today;
  GPtrArray    *reads;      /* of TgReadReceipt */
  GPtrArray    *receipts;   /* of TgReceipt: the new ones */
  GPtrArray    *taken;      /* of TgTakenReceipt */
} Taking;

static void
taken_free (gpointer data)
{
  TgTakenReceipt *self = data;

  g_free (self->file);
  g_free (self->filing);
  g_free (self->text);
  g_free (self);
}

static void
taking_free (gpointer data)
{
  Taking *self = data;

  g_ptr_array_unref (self->files);
  tg_catalogue_unref (self->catalogue);
  g_object_unref (self->codes);
  g_free (self->today);
  g_clear_pointer (&self->reads, g_ptr_array_unref);
  g_ptr_array_unref (self->receipts);
  g_ptr_array_unref (self->taken);
  g_free (self);
}

const char *
tg_receipt_outcome_to_name (TgReceiptOutcome outcome)
{
  switch (outcome)
    {
    case TG_RECEIPT_TAKEN:
      return "taken";
    case TG_RECEIPT_KNOWN:
      return "known";
    case TG_RECEIPT_UNMATCHED:
      return "unmatched";
    case TG_RECEIPT_UNREADABLE:
      return "unreadable";
    }
  g_return_val_if_reached ("");
}

gboolean
tg_receipt_outcome_is_problem (TgReceiptOutcome outcome)
{
  return outcome == TG_RECEIPT_UNMATCHED || outcome == TG_RECEIPT_UNREADABLE;
}

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  Taking *taking = g_task_get_task_data (task);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  tg_workspace_tell_receipts (self, taking->receipts);
  tg_declaring_wait (self, g_steal_pointer (&task));
}

static gpointer
run_take (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  Taking *self = data;

  for (guint i = 0; i < self->reads->len; i++)
    {
      TgTakenReceipt *taken = tg_receipt_taking_take (conn, self->catalogue,
                                                      self->reads->pdata[i], self->receipts,
                                                      error);

      if (taken == NULL)
        return NULL;
      g_ptr_array_add (self->taken, taken);
    }
  return NULL;
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = TG_WORKSPACE (source);
  TgStoreJob job = { run_take, g_task_get_task_data (task), NULL, NULL };
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    tg_store_write_async (self->store, &job, cancellable, on_taken, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

static void
run_read (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  Taking *self = data;
  GError *error = NULL;

  self->reads = tg_receipt_files_read (self->files, self->catalogue, self->codes, self->today,
                                       &error);
  if (self->reads != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static Taking *
taking_new (TgWorkspace *self,
            GPtrArray   *files)
{
  Taking *taking = g_new0 (Taking, 1);

  taking->files = g_ptr_array_ref (files);
  taking->catalogue = tg_catalogue_ref (self->catalogue);
  taking->codes = TG_CODE_LOOKUP (g_object_ref (self->codes));
  taking->today = tg_clock_dup_today (self->clock);
  taking->receipts = g_ptr_array_new_with_free_func (g_object_unref);
  taking->taken = g_ptr_array_new_with_free_func (taken_free);
  return taking;
}

void
tg_workspace_take_receipts_async (TgWorkspace         *self,
                                  GPtrArray           *files,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) reading = NULL;
  Taking *taking;

  g_return_if_fail (TG_IS_WORKSPACE (self) && files != NULL);

  taking = taking_new (self, files);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_take_receipts_async);
  g_task_set_task_data (task, taking, taking_free);
  reading = g_task_new (self, cancellable, on_read, g_steal_pointer (&task));
  g_task_set_task_data (reading, taking, NULL);
  g_task_run_in_thread (reading, run_read);
}

GPtrArray *
tg_workspace_take_receipts_finish (TgWorkspace   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  Taking *taking;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  taking = g_task_get_task_data (G_TASK (result));
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_ptr_array_ref (taking->taken);
}
