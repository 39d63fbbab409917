/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-redraw.h"

#include "tg-duties.h"
#include "tg-redraw-item.h"
#include "tg-redrawing.h"
#include "tg-workspace-private.h"
#include "tg-workspace-step.h"

/* The reader finds what differs, the draft takes it as one step of origin `derivation`, the writer
 * strikes the mark out. */

typedef struct
{
  TgCatalogue *catalogue;
  TgDraft     *draft;
  char        *id;
  char       **paths;         /* (nullable) */
  guint        n_changed;
} Redrawing;

static void
redrawing_free (gpointer data)
{
  Redrawing *redrawing = data;

  tg_catalogue_unref (redrawing->catalogue);
  g_object_unref (redrawing->draft);
  g_free (redrawing->id);
  g_strfreev (redrawing->paths);
  g_free (redrawing);
}

static Redrawing *
redrawing_new (TgWorkspace        *self,
               TgDraft            *draft,
               const char * const *paths)
{
  Redrawing *redrawing = g_new0 (Redrawing, 1);

  redrawing->catalogue = tg_catalogue_ref (self->catalogue);
  redrawing->draft = g_object_ref (draft);
  redrawing->id = g_strdup (tg_draft_get_id (draft));
  redrawing->paths = g_strdupv ((char **) paths);
  return redrawing;
}

static gpointer
run_list (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Redrawing *redrawing = data;

  return tg_redrawing_list (conn, redrawing->catalogue, redrawing->id, error);
}

/* The task is its own task data's; the job only borrows that. */
static void
read_list (TgWorkspace         *self,
           GTask               *task,
           GAsyncReadyCallback  callback)
{
  TgStoreJob job = { run_list, g_task_get_task_data (task), NULL,
                     (GDestroyNotify) g_ptr_array_unref };

  tg_store_read_async (self->store, &job, g_task_get_cancellable (task), callback, task);
}

/* ---- what would change ---- */

static TgRedrawItem *
new_item (const Redrawing *redrawing,
          const TgRedrawn *value)
{
  TgForm *kind = tg_catalogue_find_fact (redrawing->catalogue, value->source_kind, 0);
  const char *title = kind != NULL ? tg_text_get (kind->title) : value->source_kind;
  g_autofree char *place = tg_draft_dup_place (redrawing->draft, value->path);
  g_autofree char *before = tg_draft_dup_shown (redrawing->draft, value->path);
  g_autofree char *after = tg_draft_dup_value_shown (redrawing->draft, value->path, value->present);
  g_autofree char *name = g_strdup_printf ("%s %s", title, value->source_number);
  TgRedrawItemFields fields = { value->path, place, before, after, value->source, name,
                                value->is_own };

  return tg_redraw_item_new (&fields);
}

/* In the order of the form. */
static gint64
get_rank (const Redrawing *redrawing,
          const TgRedrawn *value)
{
  const TgForm *form = tg_draft_get_form (redrawing->draft);
  const TgSection *section = tg_form_find_section (form, value->path);
  const TgField *field = tg_form_find_field (form, value->path);
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;
  guint section_index = 0;
  guint field_index = 0;
  gint64 position = -1;

  g_ptr_array_find (form->sections, section, &section_index);
  if (tg_path_split (value->path, &table, &line, NULL) && table != NULL)
    for (guint i = 0; i < tg_draft_get_n_lines (redrawing->draft, table) && position < 0; i++)
      if (g_str_equal (tg_draft_get_line_id (redrawing->draft, table, i), line))
        position = i;
  if (section != NULL)
    g_ptr_array_find (position >= 0 ? section->table->fields : section->fields, field,
                      &field_index);
  return ((gint64) section_index << 48) + ((position + 1) << 16) + field_index;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      redrawing)
{
  gint64 x = get_rank (redrawing, *(TgRedrawn * const *) a);
  gint64 y = get_rank (redrawing, *(TgRedrawn * const *) b);

  return x < y ? -1 : x > y;
}

static void
on_listed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Redrawing *redrawing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) values = tg_store_read_finish (TG_STORE (source), result, &error);
  GListStore *items;

  if (values == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort_with_data (values, compare, redrawing);
  items = g_list_store_new (TG_TYPE_REDRAW_ITEM);
  for (guint i = 0; i < values->len; i++)
    {
      g_autoptr (TgRedrawItem) item = new_item (redrawing, values->pdata[i]);

      g_list_store_append (items, item);
    }
  g_task_return_pointer (task, items, g_object_unref);
}

void
tg_workspace_list_redraw_async (TgWorkspace         *self,
                                TgDraft             *draft,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_list_redraw_async);
  g_task_set_task_data (task, redrawing_new (self, draft, NULL), redrawing_free);
  read_list (self, task, on_listed);
}

GListModel *
tg_workspace_list_redraw_finish (TgWorkspace   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- taking it ---- */

static gpointer
run_drawn (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  tg_duties_set_drawn (conn, data, TRUE, error);
  return NULL;
}

static gboolean
is_wanted (const Redrawing *redrawing,
           const TgRedrawn *value)
{
  return redrawing->paths == NULL ? !value->is_own
         : g_strv_contains ((const char * const *) redrawing->paths, value->path);
}

static gboolean
take_values (TgWorkspace  *self,
             Redrawing    *redrawing,
             GPtrArray    *values,
             GError      **error)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_edit_free);

  for (guint i = 0; i < values->len; i++)
    {
      const TgRedrawn *value = values->pdata[i];
      const char *before = tg_draft_get_value (redrawing->draft, value->path);

      if (is_wanted (redrawing, value) && g_strcmp0 (before, value->present) != 0)
        g_ptr_array_add (edits, tg_edit_new (TG_EDIT_SET, value->path, before, value->present));
    }
  redrawing->n_changed = edits->len;
  return tg_workspace_take_edits (self, redrawing->draft, edits, TRUE, error);
}

/* After the save, which sets the mark by what still differs: what was not taken is not wanted. */
static void
on_values (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Redrawing *redrawing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) values = tg_store_read_finish (TG_STORE (source), result, &error);

  if (values == NULL || !take_values (g_task_get_source_object (task), redrawing, values, &error))
    g_task_return_error (task, error);
  else
    tg_workspace_save_and_note (redrawing->draft, run_drawn, g_steal_pointer (&task));
}

void
tg_workspace_redraw_async (TgWorkspace         *self,
                           TgDraft             *draft,
                           const char * const  *paths,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_redraw_async);
  g_task_set_task_data (task, redrawing_new (self, draft, paths), redrawing_free);
  read_list (self, task, on_values);
}

gboolean
tg_workspace_redraw_finish (TgWorkspace   *self,
                            GAsyncResult  *result,
                            guint         *n_changed,
                            GError       **error)
{
  const Redrawing *redrawing;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  redrawing = g_task_get_task_data (G_TASK (result));
  if (n_changed != NULL)
    *n_changed = redrawing->n_changed;
  return TRUE;
}
