/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-restoring.h"

#include "tg-key-sealer.h"
#include "tg-restore.h"
#include "tg-salvage.h"
#include "tg-swap.h"
#include "tg-workspace-key.h"

/* A rescue is a restore out of the damaged store itself: made ready beside it, settled, swapped.
 * In the pool. */

static TgSealer *
open_sealer (const char  *folder,
             GError     **error)
{
  g_autoptr (TgSecretBox) box = tg_workspace_key_find_box (folder, FALSE, error);
  g_autoptr (TgDataKey) key = box != NULL ? tg_data_key_open (box, FALSE, NULL, error) : NULL;

  return key != NULL ? tg_key_sealer_new (key) : NULL;
}

static TgSalvageReport *
rescue (const char  *folder,
        GError     **error)
{
  g_autoptr (TgSealer) sealer = NULL;
  g_autoptr (TgClock) clock = tg_system_clock_new ();
  g_autoptr (TgSalvageReport) report = NULL;

  if (!tg_swap_resume (folder, error))
    return NULL;
  sealer = open_sealer (folder, error);
  report = sealer != NULL ? tg_salvage_run (folder, NULL, error) : NULL;
  if (report == NULL)
    return NULL;
  if (tg_restore_settle (folder, NULL, sealer, clock, error) && tg_swap_commit (folder, TRUE, error))
    return g_steal_pointer (&report);
  tg_swap_give_up (folder);
  return NULL;
}

static void
run_rescue (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  GError *error = NULL;
  TgSalvageReport *report = rescue (data, &error);

  if (report != NULL)
    g_task_return_pointer (task, report, (GDestroyNotify) tg_salvage_report_free);
  else
    g_task_return_error (task, error);
}

void
tg_rescue_async (const char          *folder,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tg_rescue_async);
  g_task_set_task_data (task, g_canonicalize_filename (folder, NULL), g_free);
  g_task_run_in_thread (task, run_rescue);
}

TgSalvageReport *
tg_rescue_finish (GAsyncResult  *result,
                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
