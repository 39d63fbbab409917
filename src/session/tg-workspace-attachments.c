/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-attachments.h"

#include <glib/gi18n-lib.h>

#include "tg-attachment-files.h"
#include "tg-attachment-table.h"
#include "tg-error.h"
#include "tg-filing-table.h"
#include "tg-workspace-private.h"

/* Adding, removing and listing. A file is read whole and checked before anything is kept; what is
 * kept, and that the filing goes with it, are one job of the store. */

typedef struct
{
  char               *subject;
  char               *sha256;      /* to remove */
  TgAttachmentRecord *record;      /* to add */
  GBytes             *content;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->subject);
  g_free (change->sha256);
  g_clear_pointer (&change->record, tg_attachment_record_free);
  g_clear_pointer (&change->content, g_bytes_unref);
  g_free (change);
}

/* ---- list ---- */

static gpointer
run_list (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  return tg_attachment_table_list (conn, data, error);
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) records = tg_store_read_finish (TG_STORE (source), result, &error);
  GListStore *list;

  if (records == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  list = g_list_store_new (TG_TYPE_ATTACHMENT);
  for (guint i = 0; i < records->len; i++)
    {
      const TgAttachmentRecord *record = records->pdata[i];
      const TgAttachmentFields fields = {
        .sha256 = record->sha256, .name = record->name, .media_type = record->media_type,
        .bytes = record->bytes, .is_uploaded = record->uploaded > 0,
      };
      g_autoptr (TgAttachment) attachment = tg_attachment_new (&fields);

      g_list_store_append (list, attachment);
    }
  g_task_return_pointer (task, list, g_object_unref);
}

void
tg_workspace_list_attachments_async (TgWorkspace         *self,
                                     const char          *id,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  TgStoreJob job = { run_list, NULL, g_free, (GDestroyNotify) g_ptr_array_unref };
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_list_attachments_async);
  job.data = g_strdup (id);
  tg_store_read_async (self->store, &job, cancellable, on_listed, task);
}

GListModel *
tg_workspace_list_attachments_finish (TgWorkspace   *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- change ---- */

static gboolean
check_editable (TgStoreConnection  *conn,
                const char         *id,
                GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, id, error);

  if (filing == NULL)
    return FALSE;
  if (tg_state_can_edit (filing->state, filing->attempt_state))
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_REFUSED, "%s",
               _("This can't be changed in its present state."));
  return FALSE;
}

static gboolean
check_room (TgStoreConnection  *conn,
            const char         *id,
            GError            **error)
{
  g_autoptr (GPtrArray) records = tg_attachment_table_list (conn, id, error);

  if (records == NULL)
    return FALSE;
  if (records->len < TG_ATTACHMENT_MAX_FILES)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
               _("A filing goes with at most %d files."), TG_ATTACHMENT_MAX_FILES);
  return FALSE;
}

static gpointer
run_add (TgStoreConnection  *conn,
         gpointer            data,
         GError            **error)
{
  const Change *change = data;

  if (check_editable (conn, change->subject, error) && check_room (conn, change->subject, error))
    tg_attachment_table_add (conn, change->subject, change->record, change->content, error);
  return NULL;
}

static gpointer
run_remove (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  const Change *change = data;
  g_autoptr (GBytes) content = NULL;

  if (!check_editable (conn, change->subject, error))
    return NULL;
  content = tg_attachment_files_load (conn, change->sha256, NULL);
  if (!tg_attachment_table_remove (conn, change->subject, change->sha256, error))
    return NULL;
  return g_steal_pointer (&content);
}

static void
on_changed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GBytes *content = tg_store_write_finish (TG_STORE (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, content, (GDestroyNotify) g_bytes_unref);
}

static void
add (GTask      *task,
     const char *name,
     GBytes     *content)
{
  TgWorkspace *self = g_task_get_source_object (task);
  TgStoreJob job = { run_add, NULL, change_free, NULL };
  GError *error = NULL;
  g_autofree char *type = tg_attachment_check (name, content, &error);
  Change *change;

  if (type == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  change = g_new0 (Change, 1);
  change->subject = g_strdup (g_task_get_task_data (task));
  change->record = tg_attachment_record_new (name, type, content);
  change->content = g_bytes_ref (content);
  job.data = change;
  tg_store_write_async (self->store, &job, NULL, on_changed, g_object_ref (task));
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) content = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *shown = g_filename_display_name (name);

  if (content != NULL)
    add (task, shown, content);
  else
    g_task_return_error (task, error);
}

/* What is far too large is not even read. */
static void
on_measured (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, &error);

  if (info == NULL)
    g_task_return_error (task, error);
  else if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_INVALID, _("“%s” is no file."),
                             g_file_info_get_display_name (info));
  else if (g_file_info_get_size (info) > TG_ATTACHMENT_MAX_BYTES)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_INVALID,
                             _("“%s” is larger than %d MB, which is the most that the single "
                               "window takes."),
                             g_file_info_get_display_name (info),
                             TG_ATTACHMENT_MAX_BYTES / 1024 / 1024);
  else
    g_file_load_bytes_async (G_FILE (source), cancellable, on_loaded, g_steal_pointer (&task));
}

void
tg_workspace_attach_async (TgWorkspace         *self,
                           const char          *id,
                           GFile               *file,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_attach_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_file_query_info_async (file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE ","
                           G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                           G_FILE_QUERY_INFO_NONE, G_PRIORITY_DEFAULT, cancellable, on_measured,
                           task);
}

void
tg_workspace_attach_bytes_async (TgWorkspace         *self,
                                 const char          *id,
                                 const char          *name,
                                 GBytes              *content,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_attach_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  add (task, name, content);
}

gboolean
tg_workspace_attach_finish (TgWorkspace   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return tg_workspace_detach_finish (self, result, NULL, error);
}

void
tg_workspace_detach_async (TgWorkspace         *self,
                           const char          *id,
                           const char          *sha256,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  TgStoreJob job = { run_remove, NULL, change_free, (GDestroyNotify) g_bytes_unref };
  Change *change;
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_detach_async);
  change = g_new0 (Change, 1);
  change->subject = g_strdup (id);
  change->sha256 = g_strdup (sha256);
  job.data = change;
  tg_store_write_async (self->store, &job, NULL, on_changed, task);
}

gboolean
tg_workspace_detach_finish (TgWorkspace   *self,
                            GAsyncResult  *result,
                            GBytes       **content,
                            GError       **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (GBytes) removed = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  removed = g_task_propagate_pointer (G_TASK (result), &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (content != NULL)
    *content = g_steal_pointer (&removed);
  return TRUE;
}
