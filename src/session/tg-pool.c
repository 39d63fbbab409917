/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pool.h"

/* What is to be run hangs on the task itself: its data is the caller's. */

#define WORK "tg-pool-work"

typedef struct
{
  TgPoolFunc     func;
  GDestroyNotify free_result;
} Work;

static void
run (GTask        *task,
     gpointer      source,
     gpointer      data,
     GCancellable *cancellable)
{
  const Work *work = g_object_get_data (G_OBJECT (task), WORK);
  GError *error = NULL;
  gpointer result = work->func (source, data, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, work->free_result);
}

void
tg_pool_run (GTask          *task,
             TgPoolFunc      func,
             GDestroyNotify  free_result)
{
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->free_result = free_result;
  g_object_set_data_full (G_OBJECT (task), WORK, work, g_free);
  g_task_run_in_thread (task, run);
}
