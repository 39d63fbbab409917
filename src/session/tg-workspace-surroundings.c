/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include "tg-draft-private.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-form-version.h"
#include "tg-surroundings.h"

/* Reads what stands beside a draft and hands it over. The document is a frozen copy, so that the
 * reader may look at it while somebody goes on typing. Of one draft one reading is under way; what
 * changed meanwhile is read once more after it. */

typedef struct
{
  TgCatalogue *catalogue;
  TgRules     *rules;
  TgDocument  *document;
  char        *id;
  char        *today;
} Surrounding;

static void
surrounding_free (gpointer data)
{
  Surrounding *self = data;

  tg_catalogue_unref (self->catalogue);
  tg_rules_unref (self->rules);
  tg_document_unref (self->document);
  g_free (self->id);
  g_free (self->today);
  g_free (self);
}

static char *
dup_enterprise (TgStoreConnection *conn,
                const char        *id)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, id, NULL);
  g_autoptr (TgFactRecord) fact = NULL;

  if (filing != NULL)
    return g_strdup (filing->enterprise);
  fact = tg_fact_table_load (conn, id, NULL);
  return g_strdup (fact != NULL ? fact->enterprise : "");
}

static gpointer
run_surround (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  const Surrounding *surrounding = data;
  g_autofree char *enterprise = dup_enterprise (conn, surrounding->id);
  TgSurrounded about = {
    surrounding->catalogue, surrounding->rules, tg_rules_get_form (surrounding->rules),
    surrounding->document, surrounding->id, enterprise, surrounding->today,
  };

  return tg_surroundings_load (conn, &about, error);
}

/* What is under way for one draft; kept on it. */
typedef struct
{
  gboolean   is_reading;
  GPtrArray *asked;        /* of GTask: for the next reading */
  GPtrArray *answered;     /* of GTask: by the one under way */
} Readings;

static void
readings_free (gpointer data)
{
  Readings *self = data;

  g_ptr_array_unref (self->asked);
  g_ptr_array_unref (self->answered);
  g_free (self);
}

static Readings *
get_readings (TgDraft *draft)
{
  Readings *readings = g_object_get_data (G_OBJECT (draft), "tg-surrounding");

  if (readings != NULL)
    return readings;
  readings = g_new0 (Readings, 1);
  readings->asked = g_ptr_array_new_with_free_func (g_object_unref);
  readings->answered = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_data_full (G_OBJECT (draft), "tg-surrounding", readings, readings_free);
  return readings;
}

static void
answer (GPtrArray    *tasks,
        const GError *error)
{
  for (guint i = 0; i < tasks->len; i++)
    if (error != NULL)
      g_task_return_error (tasks->pdata[i], g_error_copy (error));
    else
      g_task_return_boolean (tasks->pdata[i], TRUE);
}

gboolean
tg_workspace_choose_sets (TgWorkspace *self,
                          TgDraft     *draft)
{
  g_autofree char *today = tg_clock_dup_today (self->clock);
  g_autoptr (GPtrArray) sets = tg_form_version_list_sets (self->catalogue,
                                                          tg_draft_get_form (draft),
                                                          draft->document, today);

  return tg_draft_set_sets (draft, sets);
}

static void start_reading (TgWorkspace *self,
                           TgDraft     *draft);

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (TgDraft) draft = user_data;
  Readings *readings = get_readings (draft);
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) others = tg_store_read_finish (TG_STORE (source), result, &error);
  g_autoptr (GPtrArray) answered = g_steal_pointer (&readings->answered);

  readings->answered = g_ptr_array_new_with_free_func (g_object_unref);
  readings->is_reading = FALSE;
  if (others != NULL)
    tg_draft_change_others (draft, others);
  if (readings->asked->len > 0)
    start_reading (g_task_get_source_object (readings->asked->pdata[0]), draft);
  answer (answered, error);
}

static void
start_reading (TgWorkspace *self,
               TgDraft     *draft)
{
  TgStoreJob job = { run_surround, NULL, surrounding_free, (GDestroyNotify) g_hash_table_unref };
  Readings *readings = get_readings (draft);
  Surrounding *surrounding = g_new0 (Surrounding, 1);

  readings->is_reading = TRUE;
  g_ptr_array_unref (readings->answered);
  readings->answered = g_steal_pointer (&readings->asked);
  readings->asked = g_ptr_array_new_with_free_func (g_object_unref);
  surrounding->catalogue = tg_catalogue_ref (self->catalogue);
  surrounding->rules = tg_rules_ref (tg_draft_get_rules (draft));
  surrounding->document = tg_draft_dup_document (draft);
  surrounding->id = g_strdup (tg_draft_get_id (draft));
  surrounding->today = tg_clock_dup_today (self->clock);
  job.data = surrounding;
  tg_store_read_async (self->store, &job, NULL, on_read, g_object_ref (draft));
}

void
tg_workspace_surround_async (TgWorkspace         *self,
                             TgDraft             *draft,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Readings *readings = get_readings (draft);

  g_task_set_source_tag (task, tg_workspace_surround_async);
  g_ptr_array_add (readings->asked, g_steal_pointer (&task));
  if (!readings->is_reading)
    start_reading (self, draft);
}

/* After a change of the store: what somebody else saved may stand beside any draft. */
void
tg_workspace_surround_all (TgWorkspace *self)
{
  g_autoptr (GList) drafts = g_hash_table_get_values (self->drafts);

  for (GList *l = drafts; l != NULL; l = l->next)
    tg_workspace_surround_async (self, l->data, NULL, NULL);
}

gboolean
tg_workspace_surround_finish (TgWorkspace   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
