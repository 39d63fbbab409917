/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include "tg-clock.h"

/* Looking for a code: first what was used in the field before (the reader), then the tables (the
 * pool). A sensitive field's values are not shown out of their document. */

typedef struct
{
  TgForm        *form;
  const TgField *field;     /* of the form */
  char          *words;
} Look;

static void
look_free (gpointer data)
{
  Look *self = data;

  tg_form_unref (self->form);
  g_free (self->words);
  g_free (self);
}

static void
on_codes_found (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  GPtrArray *hits = tg_code_source_find_finish (TG_CODE_SOURCE (source), result, &error);

  if (hits != NULL)
    g_task_return_pointer (task, hits, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
find_codes (GTask              *task,
            const char * const *recent)
{
  TgWorkspace *self = g_task_get_source_object (task);
  const Look *look = g_task_get_task_data (task);
  g_autofree char *today = tg_clock_dup_today (self->clock);
  TgCodeQuery query = { look->field->list, look->words, today, recent };

  tg_code_source_find_async (self->codes, &query, tg_code_fit_new (look->field),
                             g_task_get_cancellable (task), on_codes_found, g_object_ref (task));
}

/* What cannot be read does not keep anybody from looking. */
static void
on_history_loaded (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  const Look *look = g_task_get_task_data (task);
  g_auto (GStrv) codes = tg_code_history_load_finish (TG_STORE (source), result, NULL);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (codes != NULL && self->code_history != NULL)
    tg_code_history_put (self->code_history, look->form, look->field, codes);
  find_codes (task, (const char * const *) codes);
}

void
tg_workspace_find_codes_async (TgWorkspace         *self,
                               const TgCodeSearch  *search,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  const char * const *recent;
  Look *look = g_new0 (Look, 1);

  g_return_if_fail (TG_IS_WORKSPACE (self));

  look->form = tg_form_ref ((TgForm *) search->form);
  look->field = search->field;
  look->words = g_strdup (search->words);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_find_codes_async);
  g_task_set_task_data (task, look, look_free);
  if (self->code_history == NULL)
    self->code_history = tg_code_history_new (self->store);
  recent = tg_code_history_get (self->code_history, look->form, look->field);
  if (recent != NULL || look->field->sensitive)
    find_codes (task, recent);
  else
    tg_code_history_load_async (self->code_history, look->form, look->field, cancellable,
                                on_history_loaded, g_steal_pointer (&task));
}

GPtrArray *
tg_workspace_find_codes_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
tg_workspace_dup_agency (TgWorkspace *self,
                         const char  *code)
{
  g_autoptr (TgCodeRow) row = NULL;

  g_return_val_if_fail (TG_IS_WORKSPACE (self) && code != NULL, NULL);

  row = tg_code_lookup_find (TG_CODE_LOOKUP (self->codes), "agency", code, NULL);
  return g_strdup (row != NULL ? tg_code_row_get_name (row) : code);
}

void
tg_workspace_forget_codes (TgWorkspace *self)
{
  g_return_if_fail (TG_IS_WORKSPACE (self));

  tg_code_source_forget (self->codes);
  tg_workspace_surround_all (self);
}
