/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include "tg-drawing.h"
#include "tg-editing-table.h"
#include "tg-error.h"
#include "tg-fact-table.h"
#include "tg-form-version.h"
#include "tg-id.h"
#include "tg-saver-private.h"
#include "tg-surroundings.h"

/* Drafts: opened with their history and with what was still being typed, or made and stored at
 * once, so that what somebody sees on the screen is on the disk. A document that is open is given
 * out again, never twice. */

#define HISTORY_LENGTH 400

/* ---- open ---- */

typedef struct
{
  gboolean    is_fact;
  char       *form;
  guint       version;
  char       *enterprise;
  char       *pack;         /* of a filing */
  TgStored   *stored;
  GPtrArray  *entries;
  GHashTable *typing;
  GHashTable *others;
} Opened;

/* What the reader is asked for. */
typedef struct
{
  char        *id;
  TgCatalogue *catalogue;
  char        *today;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_free (self->id);
  g_free (self->today);
  tg_catalogue_unref (self->catalogue);
  g_free (self);
}

static void
opened_free (Opened *self)
{
  g_free (self->form);
  g_free (self->enterprise);
  g_free (self->pack);
  g_clear_pointer (&self->stored, tg_saver_stored_free);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->typing, g_hash_table_unref);
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opened, opened_free)

static gboolean
read_head (TgStoreConnection  *conn,
           const char         *id,
           Opened             *opened,
           GError            **error)
{
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load_record (conn, id, NULL);
  g_autoptr (TgFactRecord) fact = NULL;

  if (filing != NULL)
    {
      opened->form = g_strdup (filing->form);
      opened->version = filing->version;
      opened->enterprise = g_strdup (filing->enterprise);
      opened->pack = g_strdup (filing->pack);
      return TRUE;
    }
  fact = tg_fact_table_load (conn, id, error);
  if (fact == NULL)
    return FALSE;
  opened->is_fact = TRUE;
  opened->form = g_strdup (fact->type);
  opened->version = fact->version;
  opened->enterprise = g_strdup (fact->enterprise);
  return TRUE;
}

static TgForm *
find_opened_form (TgCatalogue   *catalogue,
                  const Opened  *opened,
                  GError       **error)
{
  TgForm *form = opened->is_fact
    ? tg_catalogue_find_fact (catalogue, opened->form, opened->version)
    : tg_catalogue_find (catalogue, opened->form, opened->version);

  if (form == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_UNSUPPORTED, "The form %s, version %u, is not installed",
                 opened->form, opened->version);
  return form;
}

static Opening *
opening_new (TgWorkspace *self,
             const char  *id)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->id = g_strdup (id);
  opening->catalogue = tg_catalogue_ref (self->catalogue);
  opening->today = tg_clock_dup_today (self->clock);
  return opening;
}

static GHashTable *
load_others (TgStoreConnection  *conn,
             const Opening      *opening,
             const TgForm       *form,
             const Opened       *opened,
             GError            **error)
{
  TgSurrounded about = {
    opening->catalogue, tg_catalogue_get_rules (opening->catalogue, (TgForm *) form), form,
    opened->stored->document, opening->id, opened->enterprise, opening->today,
  };

  return tg_surroundings_load (conn, &about, error);
}

static gpointer
run_open (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  const Opening *opening = data;
  g_autoptr (Opened) opened = g_new0 (Opened, 1);
  TgForm *form;

  if (!read_head (conn, opening->id, opened, error))
    return NULL;
  opened->stored = tg_saver_stored_load (conn, opened->is_fact, opening->id, error);
  form = opened->stored != NULL ? find_opened_form (opening->catalogue, opened, error) : NULL;
  if (form == NULL)
    return NULL;
  opened->entries = tg_journal_table_list_last (conn, opening->id, HISTORY_LENGTH, error);
  if (opened->entries == NULL)
    return NULL;
  opened->others = load_others (conn, opening, form, opened, error);
  if (opened->others == NULL)
    return NULL;
  opened->typing = tg_editing_table_list (conn, opening->id, error);
  return opened->typing != NULL ? g_steal_pointer (&opened) : NULL;
}

static void
recover_typing (TgDraft    *draft,
                GHashTable *typing)
{
  GHashTableIter iter;
  gpointer path, text;

  g_hash_table_iter_init (&iter, typing);
  while (g_hash_table_iter_next (&iter, &path, &text))
    {
      tg_draft_type_value (draft, path, text);
      tg_draft_set_value (draft, path, text);
    }
}

static TgDraft *
new_draft (TgWorkspace *self,
           const char  *id,
           TgForm      *form,
           TgDocument  *document)
{
  TgDraft *draft = tg_draft_new (id, tg_catalogue_get_rules (self->catalogue, form), document,
                                 self->clock, self->chance, TG_DRAFT_SAVER (self->saver));

  tg_draft_set_codes (draft, TG_CODE_LOOKUP (self->codes));
  tg_workspace_choose_sets (self, draft);
  tg_draft_set_pack (draft, tg_catalogue_get_pack (self->catalogue, form));
  tg_draft_set_practice (draft, tg_workspace_is_practice (self));
  return draft;
}

static TgDraft *
make_opened (TgWorkspace   *self,
             const char    *id,
             Opened        *opened,
             GError       **error)
{
  TgForm *form = find_opened_form (self->catalogue, opened, error);
  g_autoptr (GPtrArray) steps = NULL;
  TgDraft *draft;

  if (form == NULL)
    return NULL;
  draft = new_draft (self, id, form, opened->stored->document);
  tg_draft_set_others (draft, opened->others);
  tg_saver_adopt (self->saver, draft,
                  tg_kept_new (opened->enterprise, opened->stored->revision,
                               opened->stored->document));
  steps = tg_saver_read_steps (opened->entries);
  tg_draft_load_history (draft, steps);
  if (!opened->is_fact)
    {
      tg_draft_set_pack (draft, opened->pack);
      tg_draft_set_states (draft, opened->stored->state, opened->stored->attempt_state);
      tg_draft_set_receipts (draft, opened->stored->receipts, opened->stored->sent);
    }
  tg_workspace_watch_draft (self, draft);
  recover_typing (draft, opened->typing);
  return draft;
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (Opened) opened = tg_store_read_finish (TG_STORE (source), result, &error);
  TgDraft *draft = tg_workspace_find_draft (self, id);

  if (opened == NULL)
    g_task_return_error (task, error);
  else if (draft != NULL)
    g_task_return_pointer (task, g_object_ref (draft), g_object_unref);
  else if ((draft = make_opened (self, id, opened, &error)) != NULL)
    g_task_return_pointer (task, draft, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
tg_workspace_open_draft_async (TgWorkspace         *self,
                               const char          *id,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_open, NULL, opening_free, (GDestroyNotify) opened_free };
  TgDraft *draft;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_open_draft_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  draft = tg_workspace_find_draft (self, id);
  if (draft != NULL)
    {
      g_task_return_pointer (task, g_object_ref (draft), g_object_unref);
      return;
    }
  job.data = opening_new (self, id);
  tg_store_read_async (self->store, &job, cancellable, on_opened, g_steal_pointer (&task));
}

static TgDraft *
finish_draft (TgWorkspace   *self,
              GAsyncResult  *result,
              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

TgDraft *
tg_workspace_open_draft_finish (TgWorkspace   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return finish_draft (self, result, error);
}

/* ---- new ---- */

static void
on_surrounded (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgDraft *draft = g_object_get_data (G_OBJECT (task), "draft");
  GError *error = NULL;

  if (tg_workspace_surround_finish (TG_WORKSPACE (source), result, &error))
    g_task_return_pointer (task, g_object_ref (draft), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
on_created (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgDraft *draft = g_object_get_data (G_OBJECT (task), "draft");
  GError *error = NULL;

  if (!tg_saver_create_finish (TG_SAVER (source), result, &error))
    g_task_return_error (task, error);
  else
    {
      TgWorkspace *self = g_task_get_source_object (task);

      tg_workspace_surround_async (self, draft, on_surrounded, g_steal_pointer (&task));
    }
}

/* Stores it, then answers the task with it. */
static void
create (TgWorkspace *self,
        TgForm      *form,
        TgDrawn     *drawn,
        const char  *enterprise,
        GTask       *task)
{
  g_autofree char *id = tg_id_new (self->clock, self->chance);
  gboolean is_own = form->family == TG_FAMILY_FACT &&
                    (g_str_equal (form->id, "enterprise") || g_str_equal (form->id, "seller"));
  TgDraft *draft = new_draft (self, id, form, drawn->document);
  TgKept *kept = tg_kept_new (is_own ? id : enterprise, 0, NULL);

  kept->origin = drawn->links->len > 0 ? TG_ORIGIN_DERIVATION : TG_ORIGIN_PERSON;
  kept->links = g_ptr_array_ref (drawn->links);
  for (guint i = 0; i < kept->links->len; i++)
    {
      TgLink *link = kept->links->pdata[i];

      g_free (link->target);
      link->target = g_strdup (id);
    }
  tg_saver_adopt (self->saver, draft, kept);
  tg_workspace_watch_draft (self, draft);
  tg_draft_set_others (draft, drawn->others);
  tg_draft_fill_initial (draft, drawn->links->len > 0);
  g_object_set_data_full (G_OBJECT (task), "draft", draft, g_object_unref);
  tg_saver_create_async (self->saver, draft, on_created, g_object_ref (task));
}

static gpointer
run_drawing (TgStoreConnection  *conn,
             gpointer            data,
             GError            **error)
{
  tg_drawing_find_owner (data, conn);
  return tg_drawing_run (data, conn, error);
}

static void
on_drawn (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  const TgDrawing *drawing = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (TgDrawn) drawn = tg_store_read_finish (TG_STORE (source), result, &error);

  if (drawn == NULL)
    g_task_return_error (task, error);
  else
    create (g_task_get_source_object (task), drawn->form, drawn, drawing->enterprise, task);
}

void
tg_workspace_new_draft_async (TgWorkspace         *self,
                              const char          *form,
                              const char * const  *from,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_drawing, NULL, NULL, (GDestroyNotify) tg_drawn_free };
  const TgEnterprise *enterprise;
  GError *error = NULL;
  TgDrawing *drawing;
  TgForm *found;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_new_draft_async);
  found = tg_workspace_find_form (self, form, &error);
  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  enterprise = tg_workspace_choose_enterprise (self, found);
  drawing = g_new0 (TgDrawing, 1);
  drawing->catalogue = tg_catalogue_ref (self->catalogue);
  drawing->form = tg_form_ref (found);
  drawing->is_chosen = tg_form_version_is_chosen (form);
  drawing->from = g_strdupv ((char **) from);
  drawing->enterprise = g_strdup (enterprise != NULL ? enterprise->id : "");
  drawing->is_open = self->enterprise[0] == '\0';
  drawing->today = tg_clock_dup_today (self->clock);
  g_task_set_task_data (task, drawing, (GDestroyNotify) tg_drawing_free);
  job.data = drawing;
  tg_store_read_async (self->store, &job, cancellable, on_drawn, g_steal_pointer (&task));
}

TgDraft *
tg_workspace_new_draft_finish (TgWorkspace   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return finish_draft (self, result, error);
}

/* ---- duplicate ---- */

/* Numbers that must be unique, and what an authority gave, are not copied. */
static void
clear_unique (TgDocument   *document,
              const TgForm *form)
{
  if (form->list_number != NULL && strchr (form->list_number, '/') == NULL)
    tg_document_set (document, form->list_number, NULL, NULL);
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = form->sections->pdata[i];

      for (guint f = 0; section->table == NULL && f < section->fields->len; f++)
        {
          const TgField *field = section->fields->pdata[f];

          if (field->read_only)
            tg_document_set (document, field->key, NULL, NULL);
        }
    }
}

static void
on_original (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (Opened) opened = tg_store_read_finish (TG_STORE (source), result, &error);
  TgForm *form = opened != NULL ? find_opened_form (self->catalogue, opened, &error) : NULL;
  g_autoptr (TgDrawn) drawn = NULL;

  if (form == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  drawn = g_new0 (TgDrawn, 1);
  drawn->document = tg_document_copy (opened->stored->document);
  drawn->links = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_link_free);
  drawn->others = g_hash_table_ref (opened->others);
  clear_unique (drawn->document, form);
  create (self, form, drawn, opened->enterprise, task);
}

void
tg_workspace_duplicate_async (TgWorkspace         *self,
                              const char          *id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  TgStoreJob job = { run_open, NULL, opening_free, (GDestroyNotify) opened_free };

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_duplicate_async);
  job.data = opening_new (self, id);
  tg_store_read_async (self->store, &job, cancellable, on_original, g_steal_pointer (&task));
}

TgDraft *
tg_workspace_duplicate_finish (TgWorkspace   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return finish_draft (self, result, error);
}
