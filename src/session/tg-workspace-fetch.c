/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-attachments.h"

#include <glib/gi18n-lib.h>

#include "tg-attachment-files.h"
#include "tg-error.h"
#include "tg-workspace-private.h"

/* Writing an attachment to a file: the bytes from the workspace, or from the window where the
 * workspace has lost them (a store that was put back from a copy on another computer). They come in
 * ranges, so what has come is not asked for again; what is whole is compared with its digest and
 * kept again. */

#define RANGE_BYTES (1024 * 1024)

typedef struct
{
  TgAttachment *attachment;
  GFile        *file;
  GByteArray   *arrived;
} Fetch;

static void ask_range (GTask *task);

static void
fetch_free (gpointer data)
{
  Fetch *fetch = data;

  g_object_unref (fetch->attachment);
  g_object_unref (fetch->file);
  g_byte_array_unref (fetch->arrived);
  g_free (fetch);
}

static const TgAttachmentFields *
get_fields (GTask *task)
{
  return tg_attachment_get_fields (((Fetch *) g_task_get_task_data (task))->attachment);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_out (GTask  *task,
           GBytes *content)
{
  const Fetch *fetch = g_task_get_task_data (task);

  g_file_replace_contents_bytes_async (fetch->file, content, NULL, FALSE,
                                       G_FILE_CREATE_REPLACE_DESTINATION,
                                       g_task_get_cancellable (task), on_written,
                                       g_object_ref (task));
}

/* ---- from the window ---- */

typedef struct
{
  char   *sha256;
  GBytes *content;
} Keeping;

static void
keeping_free (gpointer data)
{
  g_free (((Keeping *) data)->sha256);
  g_bytes_unref (((Keeping *) data)->content);
  g_free (data);
}

static gpointer
run_keep (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Keeping *keeping = data;

  tg_attachment_files_put (conn, keeping->sha256, keeping->content, error);
  return NULL;
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Fetch *fetch = g_task_get_task_data (task);
  g_autoptr (GBytes) content = g_bytes_new (fetch->arrived->data, fetch->arrived->len);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    write_out (task, content);
}

static void
take_whole (GTask *task)
{
  TgWorkspace *self = g_task_get_source_object (task);
  const Fetch *fetch = g_task_get_task_data (task);
  TgStoreJob job = { run_keep, NULL, keeping_free, NULL };
  g_autoptr (GBytes) content = g_bytes_new (fetch->arrived->data, fetch->arrived->len);
  g_autofree char *found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
  Keeping *keeping;

  if (!g_str_equal (found, get_fields (task)->sha256))
    {
      g_task_return_new_error (task, TG_ERROR, TG_ERROR_OFFLINE, "%s",
                               _("What the single window sent is not the file that was added."));
      return;
    }
  keeping = g_new0 (Keeping, 1);
  keeping->sha256 = g_steal_pointer (&found);
  keeping->content = g_steal_pointer (&content);
  job.data = keeping;
  tg_store_write_async (self->store, &job, NULL, on_kept, g_object_ref (task));
}

/* 206 brings what was asked for; 200 the whole, from a window that cuts no ranges. */
static gboolean
take_range (Fetch            *fetch,
            const TgResponse *response)
{
  const gsize whole = (gsize) tg_attachment_get_fields (fetch->attachment)->bytes;
  gsize size;
  const guint8 *data = g_bytes_get_data (response->body, &size);

  if (response->status == 200)
    g_byte_array_set_size (fetch->arrived, 0);
  if ((response->status != 200 && response->status != 206) || size == 0 ||
      fetch->arrived->len + size > whole)
    return FALSE;
  g_byte_array_append (fetch->arrived, data, (guint) size);
  return TRUE;
}

static void
on_range (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TgResponse) response =
    tg_sync_engine_ask_finish (TG_SYNC_ENGINE (source), result, &error);

  if (response == NULL)
    g_task_return_error (task, error);
  else if (!take_range (fetch, response))
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_NOT_FOUND, "%s",
                             _("This file is neither on this computer nor with the single "
                               "window."));
  else if (fetch->arrived->len < get_fields (task)->bytes)
    ask_range (task);
  else
    take_whole (task);
}

static void
ask_range (GTask *task)
{
  TgWorkspace *self = g_task_get_source_object (task);
  const Fetch *fetch = g_task_get_task_data (task);
  const TgAttachmentFields *fields = get_fields (task);
  g_autofree char *path = g_strconcat ("/attachments/", fields->sha256, NULL);
  guint first = fetch->arrived->len;
  g_autofree char *range = g_strdup_printf ("bytes=%u-%u", first, first + RANGE_BYTES - 1);
  TgRequest *request = tg_request_new ("GET", path);

  tg_request_set_header (request, "Range", range);
  request->max_bytes = (gsize) fields->bytes;
  request->is_idempotent = TRUE;
  tg_sync_engine_ask_async (self->engine, request, g_task_get_cancellable (task), on_range,
                            g_object_ref (task));
}

/* ---- from the workspace ---- */

static gpointer
run_load (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  return tg_attachment_files_load (conn, data, error);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (GBytes) content = tg_store_read_finish (TG_STORE (source), result, &error);

  if (content != NULL)
    write_out (task, content);
  else if (self->engine == NULL)
    g_task_return_error (task, error);
  else
    {
      g_clear_error (&error);
      ask_range (task);
    }
}

void
tg_workspace_save_attachment_async (TgWorkspace         *self,
                                    TgAttachment        *attachment,
                                    GFile               *file,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  TgStoreJob job = { run_load, NULL, g_free, (GDestroyNotify) g_bytes_unref };
  GTask *task;
  Fetch *fetch;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_save_attachment_async);
  fetch = g_new0 (Fetch, 1);
  fetch->attachment = g_object_ref (attachment);
  fetch->file = g_object_ref (file);
  fetch->arrived = g_byte_array_new ();
  g_task_set_task_data (task, fetch, fetch_free);
  job.data = g_strdup (tg_attachment_get_fields (attachment)->sha256);
  tg_store_read_async (self->store, &job, cancellable, on_loaded, task);
}

gboolean
tg_workspace_save_attachment_finish (TgWorkspace   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
