/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-cli-wait.h"

#include "tg-workspace.h"

/* A list that does not fill within this time is shown as it is. */
#define PATIENCE (20 * G_USEC_PER_SEC)

void
tg_cli_wait_done (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  TgCliWait *self = user_data;

  self->result = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

GAsyncResult *
tg_cli_wait_result (TgCliWait *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

void
tg_cli_wait_clear (TgCliWait *self)
{
  g_clear_object (&self->result);
}

static gboolean
is_loaded (GObject *row)
{
  gboolean loaded = TRUE;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (row), "loaded") != NULL)
    g_object_get (row, "loaded", &loaded, NULL);
  return loaded;
}

void
tg_cli_wait_rows (GListModel *model)
{
  gint64 end = g_get_monotonic_time () + PATIENCE;

  while (!tg_workspace_is_list_filled (model) && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (model, i);

      while (!is_loaded (row) && g_get_monotonic_time () < end)
        if (!g_main_context_iteration (NULL, FALSE))
          g_usleep (200);
    }
}
