/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-redraw.h"

#include "tg-duties.h"
#include "tg-id.h"
#include "tg-touch.h"
#include "tg-workspace-private.h"

/* The reader finds what differs, the draft takes it as one step, the writer strikes the mark
 * out. */

typedef struct
{
  TgCatalogue *catalogue;
  TgDraft     *draft;
  char        *id;
  guint        n_changed;
} Redrawing;

static void
redrawing_free (gpointer data)
{
  Redrawing *redrawing = data;

  tg_catalogue_unref (redrawing->catalogue);
  g_object_unref (redrawing->draft);
  g_free (redrawing->id);
  g_free (redrawing);
}

static gpointer
run_touched (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  const Redrawing *redrawing = data;

  return tg_duties_list_touched (conn, redrawing->catalogue, redrawing->id, error);
}

static gpointer
run_drawn (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  tg_duties_set_drawn (conn, ((Redrawing *) data)->id, TRUE, error);
  return NULL;
}

static gboolean
take_values (TgWorkspace  *self,
             Redrawing    *redrawing,
             GPtrArray    *touched,
             GError      **error)
{
  g_autofree char *batch = tg_id_new (self->clock, self->chance);
  g_autoptr (TgStep) step = tg_step_new (TG_STEP_EDIT, batch, NULL);

  for (guint i = 0; i < touched->len; i++)
    {
      const TgTouched *value = touched->pdata[i];
      const char *before = tg_draft_get_value (redrawing->draft, value->path);

      if (g_strcmp0 (before, value->present) != 0)
        g_ptr_array_add (step->edits,
                         tg_edit_new (TG_EDIT_SET, value->path, before, value->present));
    }
  redrawing->n_changed = step->edits->len;
  return step->edits->len == 0 || tg_draft_apply_step (redrawing->draft, step, error);
}

static void
on_struck_out (GObject      *source,
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

static void
on_touched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Redrawing *redrawing = g_task_get_task_data (task);
  TgStoreJob job = { run_drawn, redrawing, NULL, NULL };
  GError *error = NULL;
  g_autoptr (GPtrArray) touched = tg_store_read_finish (TG_STORE (source), result, &error);

  if (touched == NULL || !take_values (g_task_get_source_object (task), redrawing, touched, &error))
    g_task_return_error (task, error);
  else
    tg_store_write_async (TG_STORE (source), &job, NULL, on_struck_out, g_steal_pointer (&task));
}

void
tg_workspace_redraw_async (TgWorkspace         *self,
                           TgDraft             *draft,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_touched, NULL, NULL, (GDestroyNotify) g_ptr_array_unref };
  Redrawing *redrawing;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  redrawing = g_new0 (Redrawing, 1);
  redrawing->catalogue = tg_catalogue_ref (self->catalogue);
  redrawing->draft = g_object_ref (draft);
  redrawing->id = g_strdup (tg_draft_get_id (draft));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_redraw_async);
  g_task_set_task_data (task, redrawing, redrawing_free);
  job.data = redrawing;
  tg_store_read_async (self->store, &job, cancellable, on_touched, g_steal_pointer (&task));
}

gboolean
tg_workspace_redraw_finish (TgWorkspace   *self,
                            GAsyncResult  *result,
                            guint         *n_changed,
                            GError       **error)
{
  const Redrawing *redrawing;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  redrawing = g_task_get_task_data (G_TASK (result));
  if (n_changed != NULL)
    *n_changed = redrawing->n_changed;
  return TRUE;
}
