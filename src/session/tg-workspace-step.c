/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-step.h"

#include "tg-draft-host.h"
#include "tg-id.h"
#include "tg-workspace-private.h"

/* Both are told in the header; the function that is run waits in the task's own data. */

#define NOTE "tg-note"

gboolean
tg_workspace_take_edits (TgWorkspace  *self,
                         TgDraft      *draft,
                         GPtrArray    *edits,
                         gboolean      is_drawn,
                         GError      **error)
{
  g_autofree char *batch = tg_id_new (self->clock, self->chance);
  g_autoptr (TgStep) step = tg_step_new (TG_STEP_EDIT, batch, NULL);

  step->is_drawn = is_drawn;
  g_ptr_array_extend_and_steal (step->edits, edits);
  return step->edits->len == 0 || tg_draft_apply_step (draft, step, error);
}

void
tg_workspace_on_written (GObject      *store,
                         GAsyncResult *result,
                         gpointer      task)
{
  g_autoptr (GTask) owned = task;
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (store), result, &error);
  if (error != NULL)
    g_task_return_error (owned, error);
  else
    g_task_return_boolean (owned, TRUE);
}

static void
on_flushed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  TgStoreJob job = { .func = g_object_get_data (G_OBJECT (task), NOTE), .free_data = g_free };
  GError *error = NULL;

  if (!tg_draft_flush_finish (TG_DRAFT (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  job.data = g_strdup (tg_draft_get_id (TG_DRAFT (source)));
  tg_store_write_async (self->store, &job, NULL, tg_workspace_on_written,
                        g_steal_pointer (&task));
}

void
tg_workspace_save_and_note (TgDraft     *draft,
                            TgStoreFunc  func,
                            GTask       *task)
{
  g_object_set_data (G_OBJECT (task), NOTE, func);
  tg_draft_flush_async (draft, NULL, on_flushed, task);
}
