/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-tables.h"

#include "tg-code-exchange.h"
#include "tg-code-overlay.h"
#include "tg-error.h"
#include "tg-pool.h"
#include "tg-workspace-private.h"

/* When the window's code tables are looked at: once after the window was set, and whenever it
 * said that one changed. What it can't be reached for is tried again with the next sync; what it
 * said and was not taken waits until it says something new. A sync does not fail with it: filing
 * goes on with the tables that are there. */

#define INTERVAL (15 * (gint64) G_USEC_PER_SEC)

void
tg_table_state_free (TgTableState *self)
{
  g_free (self->name);
  g_free (self->title);
  g_free (self->version);
  g_free (self->source);
  g_free (self);
}

const char *
tg_workspace_get_tables_fault (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  return self->tables_fault != NULL ? self->tables_fault : "";
}

/* ---- fetching ---- */

static gboolean
is_passing (const GError *error)
{
  return g_error_matches (error, TG_ERROR, TG_ERROR_OFFLINE) ||
         g_error_matches (error, TG_ERROR, TG_ERROR_AUTH) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
on_exchanged (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = TG_WORKSPACE (source);
  GError *error = NULL;

  self->is_fetching_tables = FALSE;
  self->tables_at = tg_clock_get_monotonic (self->clock);
  tg_code_exchange_run_finish (self, result, &error);
  self->needs_tables = self->needs_tables || (error != NULL && is_passing (error));
  if (!is_passing (error))
    {
      g_free (self->tables_fault);
      self->tables_fault = error != NULL ? g_strdup (error->message) : NULL;
      g_signal_emit_by_name (self, "changed", TG_CHANGE_TABLES);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
fetch (TgWorkspace *self,
       GTask       *task)
{
  self->is_fetching_tables = TRUE;
  self->needs_tables = FALSE;
  tg_code_exchange_run_async (self, g_task_get_cancellable (task), on_exchanged, task);
}

void
tg_workspace_update_tables_async (TgWorkspace         *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_update_tables_async);
  if (!self->is_fetching_tables)
    {
      fetch (self, task);
      return;
    }
  g_task_return_new_error (task, TG_ERROR, TG_ERROR_BUSY, "Code tables are being fetched");
  g_object_unref (task);
}

gboolean
tg_workspace_update_tables_finish (TgWorkspace   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
tg_workspace_settle_tables_async (TgWorkspace         *self,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, tg_workspace_settle_tables_async);
  if (self->needs_tables && !self->is_fetching_tables)
    {
      fetch (self, task);
      return;
    }
  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
on_followed (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  tg_workspace_update_tables_finish (TG_WORKSPACE (source), result, &error);
  if (error != NULL)
    g_debug ("Code tables: %s", error->message);
}

void
tg_workspace_follow_tables (TgWorkspace *self)
{
  gint64 since = tg_clock_get_monotonic (self->clock) - self->tables_at;
  gboolean is_early = self->tables_at > 0 && since < INTERVAL;

  if (self->is_started && self->online == TG_ONLINE_OK && !is_early)
    tg_workspace_settle_tables_async (self, on_followed, NULL);
}

/* ---- what there is ---- */

static GPtrArray *
list_tables (TgCodeSource  *codes,
             GError       **error)
{
  g_autoptr (TgCodeTable) table = tg_code_table_open (tg_code_source_get_path (codes), error);
  g_autoptr (GPtrArray) infos = table != NULL ? tg_code_table_describe_all (table, error) : NULL;
  GPtrArray *states;

  if (infos == NULL)
    return NULL;
  states = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_table_state_free);
  for (guint i = 0; i < infos->len; i++)
    {
      const TgCodeTableInfo *info = infos->pdata[i];
      TgTableState *state = g_new0 (TgTableState, 1);

      state->name = g_strdup (info->name);
      state->title = g_strdup (tg_text_get (info->title));
      state->version = g_strdup (info->version);
      state->source = g_strdup (info->source);
      state->n_rows = (guint) info->n_rows;
      state->is_of_window = g_str_equal (info->source, TG_CODE_OVERLAY_SOURCE);
      g_ptr_array_add (states, state);
    }
  return states;
}

static gpointer
run_list (gpointer   source,
          gpointer   data,
          GError   **error)
{
  GPtrArray *states = list_tables (data, error);

  return states;
}

void
tg_workspace_list_tables_async (TgWorkspace         *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_list_tables_async);
  g_task_set_task_data (task, g_object_ref (self->codes), g_object_unref);
  tg_pool_run (task, run_list, (GDestroyNotify) g_ptr_array_unref);
}

GPtrArray *
tg_workspace_list_tables_finish (TgWorkspace   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
