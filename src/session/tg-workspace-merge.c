/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-merge.h"

#include <glib/gi18n-lib.h>

#include "tg-draft-exchange.h"
#include "tg-draft-host.h"
#include "tg-error.h"
#include "tg-merging.h"
#include "tg-setting-table.h"
#include "tg-shared-draft-table.h"
#include "tg-workspace-private.h"
#include "tg-workspace-step.h"

/* What waits is read, merged with the draft as it stands now, and shown; what the person says is a
 * step of the draft. Only when that is saved is theirs the base of what comes: ended in between, it
 * is asked again. */

typedef struct
{
  TgDraft  *draft;
  char    **theirs;       /* nullable: only to be listed */
  guint     n_others;
} Settling;

static void
settling_free (gpointer data)
{
  Settling *settling = data;

  g_object_unref (settling->draft);
  g_strfreev (settling->theirs);
  g_free (settling);
}

static gpointer
run_find (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (TgPendingMerge) pending = tg_pending_merge_table_find (conn, data, &local);

  if (pending != NULL)
    return g_steal_pointer (&pending);
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "%s",
                 _("Nobody else changed this document."));
  return NULL;
}

static void
find (TgWorkspace         *self,
      GTask               *task,
      GAsyncReadyCallback  callback)
{
  const Settling *settling = g_task_get_task_data (task);
  const TgStoreJob job = { run_find, g_strdup (tg_draft_get_id (settling->draft)), g_free,
                           (GDestroyNotify) tg_pending_merge_free };

  tg_store_read_async (self->store, &job, NULL, callback, task);
}

static GTask *
begin (TgWorkspace         *self,
       TgDraft             *draft,
       const char * const  *theirs,
       GCancellable        *cancellable,
       GAsyncReadyCallback  callback,
       gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Settling *settling = g_new0 (Settling, 1);

  settling->draft = g_object_ref (draft);
  settling->theirs = g_strdupv ((char **) theirs);
  g_task_set_task_data (task, settling, settling_free);
  return task;
}

static TgMerge *
merge_now (TgDraft              *draft,
           const TgPendingMerge *pending)
{
  g_autoptr (TgDocument) mine = tg_draft_dup_document (draft);

  TgMerge *merge = tg_merge_documents (pending->base, mine, pending->theirs);

  tg_merging_decide (merge, tg_draft_get_form (draft));
  return merge;
}

/* ---- listing ---- */

static char *
dup_shown (TgDraft    *draft,
           const char *path,
           const char *value)
{
  if (*value == '\0')
    return g_strdup ("");
  if (g_str_has_suffix (path, "/_line"))
    return g_strdup (_("the line as it stands"));
  return tg_draft_dup_value_shown (draft, path, value);
}

static TgMergeItem *
make_item (TgDraft               *draft,
           const TgMergeConflict *conflict)
{
  g_autofree char *place = tg_draft_dup_place (draft, conflict->path);
  g_autofree char *base = dup_shown (draft, conflict->path, conflict->base);
  g_autofree char *mine = dup_shown (draft, conflict->path, conflict->mine);
  g_autofree char *theirs = dup_shown (draft, conflict->path, conflict->theirs);
  const TgMergeItemFields fields = { conflict->path, place, base, mine, theirs };

  return tg_merge_item_new (&fields);
}

static void
on_found_to_list (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Settling *settling = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TgPendingMerge) pending = tg_store_read_finish (TG_STORE (source), result, &error);
  g_autoptr (TgMerge) merge = NULL;
  g_autoptr (TgDocument) mine = NULL;
  g_autoptr (GPtrArray) others = NULL;
  GListStore *items;

  if (pending == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  merge = merge_now (settling->draft, pending);
  mine = tg_draft_dup_document (settling->draft);
  others = tg_edit_list_between (mine, merge->document);
  settling->n_others = others->len;
  items = g_list_store_new (TG_TYPE_MERGE_ITEM);
  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      g_autoptr (TgMergeItem) item = make_item (settling->draft, merge->conflicts->pdata[i]);

      g_list_store_append (items, item);
    }
  g_task_return_pointer (task, items, g_object_unref);
}

void
tg_workspace_list_merge_async (TgWorkspace         *self,
                               TgDraft             *draft,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = begin (self, draft, NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_list_merge_async);
  find (self, task, on_found_to_list);
}

GListModel *
tg_workspace_list_merge_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                guint         *n_others,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (n_others != NULL)
    *n_others = ((Settling *) g_task_get_task_data (G_TASK (result)))->n_others;
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- settling ---- */

static gpointer
run_settle (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  tg_merging_settle (conn, data, error);
  return NULL;
}

static gboolean
apply (TgWorkspace           *self,
       Settling              *settling,
       const TgPendingMerge  *pending,
       GError               **error)
{
  g_autoptr (TgMerge) merge = merge_now (settling->draft, pending);
  g_autoptr (TgDocument) mine = tg_draft_dup_document (settling->draft);
  g_autoptr (TgDocument) chosen =
    tg_merging_choose (merge, (const char * const *) settling->theirs);

  return tg_workspace_take_edits (self, settling->draft, tg_edit_list_between (mine, chosen), FALSE,
                                  error);
}

static void
on_found_to_settle (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Settling *settling = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TgPendingMerge) pending = tg_store_read_finish (TG_STORE (source), result, &error);

  if (pending == NULL ||
      !apply (g_task_get_source_object (task), settling, pending, &error))
    g_task_return_error (task, error);
  else
    tg_workspace_save_and_note (settling->draft, run_settle, g_steal_pointer (&task));
}

void
tg_workspace_settle_merge_async (TgWorkspace         *self,
                                 TgDraft             *draft,
                                 const char * const  *theirs,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = begin (self, draft, theirs, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_settle_merge_async);
  find (self, task, on_found_to_settle);
}

gboolean
tg_workspace_settle_merge_finish (TgWorkspace   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- the setting ---- */

static gpointer
run_keep (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  tg_setting_table_set (conn, TG_KEEP_DRAFTS, GPOINTER_TO_INT (data) ? "1" : "", error);
  return NULL;
}

gboolean
tg_workspace_get_keeps_drafts (TgWorkspace *self)
{
  g_return_val_if_fail (TG_IS_WORKSPACE (self), FALSE);

  return self->keeps_drafts;
}

void
tg_workspace_keep_drafts_async (TgWorkspace         *self,
                                gboolean             is_wanted,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  const TgStoreJob job = { run_keep, GINT_TO_POINTER (is_wanted), NULL, NULL };
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_keep_drafts_async);
  self->keeps_drafts = is_wanted;
  tg_store_write_async (self->store, &job, NULL, tg_workspace_on_written, task);
}

gboolean
tg_workspace_keep_drafts_finish (TgWorkspace   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return tg_workspace_settle_merge_finish (self, result, error);
}
