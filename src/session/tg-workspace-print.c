/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include "tg-draft-private.h"

/* Printing to a file: the content is gathered on the main thread, set out and written in the
 * pool. */

typedef struct
{
  TgPageContent *content;     /* until it is set out */
  char          *path;
  char          *created;
} Printing;

static void
printing_free (gpointer data)
{
  Printing *printing = data;

  g_clear_pointer (&printing->content, tg_page_content_free);
  g_free (printing->path);
  g_free (printing->created);
  g_free (printing);
}

static void
run_print (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  Printing *printing = data;
  g_autoptr (TgPageLayout) pages = tg_page_layout_new (g_steal_pointer (&printing->content),
                                                       TG_PAGE_WIDTH, TG_PAGE_HEIGHT);
  GError *error = NULL;

  if (tg_page_layout_write_pdf (pages, printing->path, printing->created, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_draft (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Printing *printing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TgDraft) draft = tg_workspace_open_draft_finish (TG_WORKSPACE (source), result,
                                                              &error);

  if (draft == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  printing->content = tg_draft_make_content (draft);
  g_task_run_in_thread (task, run_print);
}

void
tg_workspace_print_async (TgWorkspace         *self,
                          const char          *id,
                          const char          *path,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Printing *printing;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  printing = g_new0 (Printing, 1);
  printing->path = g_strdup (path);
  printing->created = tg_time_to_rfc3339 (tg_clock_get_time (self->clock));
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_print_async);
  g_task_set_task_data (task, printing, printing_free);
  tg_workspace_open_draft_async (self, id, cancellable, on_draft, g_steal_pointer (&task));
}

gboolean
tg_workspace_print_finish (TgWorkspace   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
