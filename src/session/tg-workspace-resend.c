/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-resend.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-outbox.h"
#include "tg-workspace-private.h"

/* A restored window is sent by itself what it lost, but not what was finished. */

typedef struct
{
  char     *filing;
  gboolean  again;
} Answer;

static void
answer_free (gpointer data)
{
  g_free (((Answer *) data)->filing);
  g_free (data);
}

static gpointer
run_answer (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  const Answer *answer = data;

  if (answer->again)
    tg_outbox_send_finished (conn, answer->filing, error);
  else
    tg_outbox_leave_finished (conn, answer->filing, error);
  return NULL;
}

static void
on_answered (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (g_error_matches (error, TG_ERROR, TG_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      g_set_error_literal (&error, TG_ERROR, TG_ERROR_NOT_FOUND,
                           _("The window has not lost this filing."));
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->engine != NULL)
    tg_sync_engine_wake (self->engine, TRUE);
  g_task_return_boolean (task, TRUE);
}

void
tg_workspace_resend_async (TgWorkspace         *self,
                           const char          *id,
                           gboolean             again,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  TgStoreJob job = { run_answer, NULL, answer_free, NULL };
  Answer *answer;
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_resend_async);
  answer = g_new0 (Answer, 1);
  answer->filing = g_strdup (id);
  answer->again = again;
  job.data = answer;
  tg_store_write_async (self->store, &job, NULL, on_answered, task);
}

gboolean
tg_workspace_resend_finish (TgWorkspace   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
