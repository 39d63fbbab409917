/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include "tg-draft-private.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-surroundings.h"

/* Reads what stands beside a draft and hands it over. The document is a frozen copy, so that the
 * reader may look at it while somebody goes on typing. */

typedef struct
{
  TgForm     *form;
  TgDocument *document;
  char       *id;
} Surrounding;

static void
surrounding_free (gpointer data)
{
  Surrounding *self = data;

  tg_form_unref (self->form);
  tg_document_unref (self->document);
  g_free (self->id);
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

  return tg_surroundings_load (conn, surrounding->form, surrounding->document, enterprise, error);
}

static void
on_read (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgDraft *draft = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GHashTable) others = tg_store_read_finish (TG_STORE (source), result, &error);

  if (others == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  tg_draft_set_others (draft, others);
  tg_draft_refresh_issues (draft);
  g_task_return_boolean (task, TRUE);
}

void
tg_workspace_surround_async (TgWorkspace         *self,
                             TgDraft             *draft,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  TgStoreJob job = { run_surround, NULL, surrounding_free, (GDestroyNotify) g_hash_table_unref };
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Surrounding *surrounding = g_new0 (Surrounding, 1);

  g_task_set_source_tag (task, tg_workspace_surround_async);
  g_task_set_task_data (task, g_object_ref (draft), g_object_unref);
  surrounding->form = tg_form_ref ((TgForm *) tg_draft_get_form (draft));
  surrounding->document = tg_draft_dup_document (draft);
  surrounding->id = g_strdup (tg_draft_get_id (draft));
  job.data = surrounding;
  tg_store_read_async (self->store, &job, NULL, on_read, g_steal_pointer (&task));
}

gboolean
tg_workspace_surround_finish (TgWorkspace   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
