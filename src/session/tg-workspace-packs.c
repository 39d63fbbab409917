/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-packs.h"

#include "tg-data-dir.h"
#include "tg-draft-private.h"
#include "tg-pack-folder.h"
#include "tg-pack-touching.h"
#include "tg-pack-trial-private.h"
#include "tg-workspace-private.h"

/* Drafts are gone over in the reader, a few at a time, so that lists are served in between. */

#define DRAFTS_AT_A_TIME 20

typedef struct
{
  TgPackTrial    *trial;
  TgCodeSource   *codes;
  char           *today;
  GArray         *rids;       /* of gint64; nullable: not listed yet */
  guint           n_done;
  GPtrArray      *touched;    /* of TgPackTouch */
} Touching;

static void
touching_free (gpointer data)
{
  Touching *self = data;

  g_object_unref (self->trial);
  g_object_unref (self->codes);
  g_free (self->today);
  g_clear_pointer (&self->rids, g_array_unref);
  g_ptr_array_unref (self->touched);
  g_free (self);
}

static gpointer
run_touching (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  Touching *self = data;
  TgPackTouching touching = {
    tg_pack_trial_get_read (self->trial), tg_pack_trial_get_before (self->trial),
    tg_pack_trial_get_after (self->trial), TG_CODE_LOOKUP (self->codes),
    tg_pack_trial_get_codes_path (self->trial), self->today,
  };
  guint n;

  if (self->rids == NULL)
    self->rids = tg_pack_touching_list_drafts (conn, error);
  if (self->rids == NULL)
    return NULL;
  n = MIN (DRAFTS_AT_A_TIME, self->rids->len - self->n_done);
  if (!tg_pack_touching_run (&touching, conn,
                             &g_array_index (self->rids, gint64, self->n_done), n, self->touched,
                             error))
    return NULL;
  self->n_done += n;
  return NULL;
}

static void on_touched (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data);

/* The task is its own task data's; the job only borrows that. */
static void
read_more (GTask *task)
{
  TgWorkspace *self = g_task_get_source_object (task);
  TgStoreJob job = { run_touching, g_task_get_task_data (task), NULL, NULL };

  tg_store_read_async (self->store, &job, g_task_get_cancellable (task), on_touched, task);
}

static void
on_touched (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Touching *touching = g_task_get_task_data (task);
  GError *error = NULL;
  GListStore *items;

  tg_store_read_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (touching->n_done < touching->rids->len)
    {
      read_more (g_steal_pointer (&task));
      return;
    }
  items = g_list_store_new (TG_TYPE_PACK_TOUCH);
  g_list_store_splice (items, 0, 0, touching->touched->pdata, touching->touched->len);
  g_task_return_pointer (task, items, g_object_unref);
}

void
tg_workspace_list_touched_async (TgWorkspace         *self,
                                 TgPackTrial         *trial,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  Touching *touching;
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_list_touched_async);
  if (tg_pack_trial_get_after (trial) == NULL)
    {
      g_task_return_pointer (task, g_list_store_new (TG_TYPE_PACK_TOUCH), g_object_unref);
      g_object_unref (task);
      return;
    }
  touching = g_new0 (Touching, 1);
  touching->trial = g_object_ref (trial);
  touching->codes = g_object_ref (self->codes);
  touching->today = tg_clock_dup_today (self->clock);
  touching->touched = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, touching, touching_free);
  read_more (task);
}

GListModel *
tg_workspace_list_touched_finish (TgWorkspace   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- taking ---- */

typedef struct
{
  TgCatalogue  *catalogue;
  TgCodeSource *codes;
} Taking;

static void
taking_free (gpointer data)
{
  Taking *self = data;

  tg_catalogue_unref (self->catalogue);
  g_object_unref (self->codes);
  g_free (self);
}

static void
run_take (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  const Taking *taking = data;
  g_autofree char *root = tg_data_dir_dup_packs ();
  GError *error = NULL;

  if (tg_pack_folder_add_all (taking->catalogue, root, &error) &&
      tg_code_source_reload (taking->codes, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tg_workspace_check_drafts (TgWorkspace *self)
{
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, self->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    {
      if (tg_workspace_choose_sets (self, draft))
        tg_draft_settle (draft);
      tg_draft_refresh_issues (draft);
    }
  tg_workspace_surround_all (self);
  tg_workspace_refresh (self, TG_CHANGE_FILINGS | TG_CHANGE_FACTS);
}

static void
on_taken (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  tg_workspace_check_drafts (g_task_get_source_object (task));
  g_task_return_boolean (task, TRUE);
}

void
tg_workspace_take_packs_async (TgWorkspace         *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) reading = NULL;
  Taking *taking;
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_take_packs_async);
  taking = g_new0 (Taking, 1);
  taking->catalogue = tg_catalogue_ref (self->catalogue);
  taking->codes = g_object_ref (self->codes);
  reading = g_task_new (self, NULL, on_taken, task);
  g_task_set_task_data (reading, taking, taking_free);
  g_task_run_in_thread (reading, run_take);
}

gboolean
tg_workspace_take_packs_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
