/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-fill.h"

#include "tg-draft-private.h"
#include "tg-workspace-private.h"

/* What stands beside the draft is read first; if the number was changed meanwhile, whoever changed
 * it asks again. */

typedef struct
{
  TgDraft *draft;
  char    *path;
  char    *number;
} Fill;

static void
fill_free (gpointer data)
{
  Fill *self = data;

  g_object_unref (self->draft);
  g_free (self->path);
  g_free (self->number);
  g_free (self);
}

static gboolean
is_join (const TgForm *form,
         const char   *path)
{
  g_autofree char *table_key = NULL;
  g_autofree char *field = NULL;
  const TgTable *table;

  if (!tg_path_split (path, &table_key, NULL, &field) || table_key == NULL)
    return FALSE;
  table = tg_form_find_table (form, table_key);
  return table != NULL && g_strcmp0 (table->join_field, field) == 0;
}

static void
on_surrounded (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const Fill *fill = g_task_get_task_data (task);
  GError *error = NULL;

  if (!tg_workspace_surround_finish (TG_WORKSPACE (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_str_equal (tg_draft_get_value (fill->draft, fill->path), fill->number))
    tg_draft_fill_line (fill->draft, fill->path);
  g_task_return_boolean (task, TRUE);
}

void
tg_workspace_fill_line_async (TgWorkspace         *self,
                              TgDraft             *draft,
                              const char          *path,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  Fill *fill = g_new0 (Fill, 1);

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, NULL, callback, user_data);
  fill->draft = g_object_ref (draft);
  fill->path = g_strdup (path);
  fill->number = g_strdup (tg_draft_get_value (draft, path));
  g_task_set_source_tag (task, tg_workspace_fill_line_async);
  g_task_set_task_data (task, fill, fill_free);
  if (fill->number[0] == '\0' || !is_join (tg_draft_get_form (draft), path))
    g_task_return_boolean (task, TRUE);
  else
    tg_workspace_surround_async (self, draft, on_surrounded, g_steal_pointer (&task));
}

gboolean
tg_workspace_fill_line_finish (TgWorkspace   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
