/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-saver.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"
#include "tg-duties.h"
#include "tg-merging.h"
#include "tg-saver-private.h"
#include "tg-workspace-private.h"

/* Saves of one draft go one after the other, each stating the revision that the one before gave;
 * what is committed meanwhile waits and goes together. A conflict means that another process saved:
 * its document is merged with ours against the one that both started from, the draft shows the
 * result, and the save is tried again on top. */

struct _TgSaver
{
  GObject      parent_instance;

  TgWorkspace *workspace;      /* not owned: drafts keep it */
};

static void saver_init (TgDraftSaverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgSaver, tg_saver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_DRAFT_SAVER, saver_init))

static GQuark
kept_quark (void)
{
  return g_quark_from_static_string ("tg-kept");
}

typedef struct
{
  TgKept      *known;
  GPtrArray   *steps;          /* waiting to be saved: of TgStep */
  TgDocument  *document;       /* (nullable) the newest that waits */
  gboolean     is_saving;
  GPtrArray   *flushing;       /* of GTask */
  GError      *failure;        /* (nullable) of the last save */
} State;

static void
kept_free (TgKept *self)
{
  g_free (self->enterprise);
  g_clear_pointer (&self->base, tg_document_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_free (self);
}

static void
state_free (gpointer data)
{
  State *state = data;

  kept_free (state->known);
  g_ptr_array_unref (state->steps);
  g_clear_pointer (&state->document, tg_document_unref);
  g_ptr_array_unref (state->flushing);
  g_clear_error (&state->failure);
  g_free (state);
}

static State *
get_state (TgDraft *draft)
{
  return g_object_get_qdata (G_OBJECT (draft), kept_quark ());
}

TgKept *
tg_kept_new (const char *enterprise,
             gint64      revision,
             TgDocument *base)
{
  TgKept *self = g_new0 (TgKept, 1);

  self->enterprise = g_strdup (enterprise != NULL ? enterprise : "");
  self->revision = revision;
  self->base = base != NULL ? tg_document_ref (base) : NULL;
  return self;
}

void
tg_saver_adopt (TgSaver *self,
                TgDraft *draft,
                TgKept  *kept)
{
  State *state = g_new0 (State, 1);

  state->known = kept;
  state->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_step_unref);
  state->flushing = g_ptr_array_new_with_free_func (g_object_unref);
  g_object_set_qdata_full (G_OBJECT (draft), kept_quark (), state, state_free);
}

const char *
tg_saver_get_enterprise (TgSaver *self,
                         TgDraft *draft)
{
  return get_state (draft)->known->enterprise;
}

/* What was begun before there was an enterprise belongs to the one that there is now. */
void
tg_saver_find_owner (TgSaver *self,
                     TgDraft *draft)
{
  TgKept *kept = get_state (draft)->known;
  const TgEnterprise *enterprise = NULL;

  if (kept->enterprise[0] == '\0')
    enterprise = tg_workspace_choose_enterprise (self->workspace, tg_draft_get_form (draft));
  if (enterprise != NULL)
    {
      g_free (kept->enterprise);
      kept->enterprise = g_strdup (enterprise->id);
    }
}

TgKept *
tg_saver_get_kept (TgDraft *draft)
{
  return get_state (draft)->known;
}

gboolean
tg_saver_is_saving (TgDraft *draft)
{
  State *state = get_state (draft);

  return state->is_saving || state->document != NULL;
}

/* ---- one save ---- */

typedef struct
{
  TgSaver      *saver;
  TgDraft      *draft;
  TgSave       *save;
  TgEnterprise *enterprise;    /* (nullable) that this fact is the master record of */
  TgDocument   *document;
  GPtrArray    *steps;
  TgCatalogue  *catalogue;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_object (&saving->saver);
  g_clear_object (&saving->draft);
  g_clear_pointer (&saving->save, tg_save_free);
  g_clear_pointer (&saving->enterprise, tg_enterprise_free);
  g_clear_pointer (&saving->document, tg_document_unref);
  g_clear_pointer (&saving->steps, g_ptr_array_unref);
  g_clear_pointer (&saving->catalogue, tg_catalogue_unref);
  g_free (saving);
}

static gpointer
run_save (TgStoreConnection  *conn,
          gpointer            data,
          GError            **error)
{
  Saving *saving = data;
  gint64 revision = 0;

  if (saving->enterprise != NULL && (!tg_enterprise_table_put (conn, saving->enterprise, error) ||
                                     !tg_enterprise_table_adopt (conn, saving->enterprise->id,
                                                                 error)))
    return NULL;
  if (!tg_duties_save (conn, saving->catalogue, saving->save, &revision, error))
    return NULL;
  return g_memdup2 (&revision, sizeof revision);
}

/* The master record of somebody for whom this workspace files. */
TgEnterprise *
tg_saver_make_enterprise (const char       *id,
                          const char       *type,
                          const TgDocument *document)
{
  gboolean is_seller = g_str_equal (type, "seller");
  TgEnterprise *enterprise;
  const char *code;

  if (!is_seller && !g_str_equal (type, "enterprise"))
    return NULL;
  code = tg_document_get (document, "uscc");
  if (code[0] == '\0' && is_seller)
    code = tg_document_get (document, "id_no");
  enterprise = g_new0 (TgEnterprise, 1);
  enterprise->id = g_strdup (id);
  enterprise->kind = g_strdup (type);
  enterprise->code = g_strdup (code);
  enterprise->name = g_strdup (tg_document_get (document, is_seller ? "name" : "name_zh"));
  enterprise->fact = g_strdup (id);
  enterprise->standing = g_strdup ("");
  return enterprise;
}

static TgSave *
make_save (TgDraft    *draft,
           State      *state,
           TgDocument *document)
{
  const TgForm *form = tg_draft_get_form (draft);
  gboolean is_fact = tg_draft_is_fact (draft);
  TgSave *save = tg_save_new (is_fact, tg_draft_get_id (draft), form->id, form->version);

  save->base_revision = state->known->revision;
  save->enterprise = g_strdup (state->known->enterprise);
  tg_save_set_document (save, form, document);
  return save;
}

static void start_save (TgSaver *self,
                        TgDraft *draft);

static void
answer_flushes (State *state)
{
  g_autoptr (GPtrArray) flushing = g_steal_pointer (&state->flushing);

  state->flushing = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushing->len; i++)
    if (state->failure != NULL)
      g_task_return_error (flushing->pdata[i], g_error_copy (state->failure));
    else
      g_task_return_boolean (flushing->pdata[i], TRUE);
}

/* What could not be saved waits in front of what came since. */
static void
put_back (State  *state,
          Saving *saving)
{
  for (guint i = saving->steps->len; i > 0; i--)
    g_ptr_array_insert (state->steps, 0, tg_step_ref (saving->steps->pdata[i - 1]));
  if (state->document == NULL)
    state->document = tg_document_ref (saving->document);
}

static void
on_theirs (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Saving *saving = user_data;
  TgDraft *draft = saving->draft;
  State *state = get_state (draft);
  g_autoptr (GError) error = NULL;
  g_autoptr (TgStored) theirs = tg_store_read_finish (TG_STORE (source), result, &error);
  g_autoptr (TgDocument) mine = NULL;
  g_autoptr (TgMerge) merge = NULL;

  state->is_saving = FALSE;
  put_back (state, saving);
  if (theirs == NULL)
    {
      tg_draft_tell_save_failed (draft, error);
      state->failure = g_steal_pointer (&error);
      answer_flushes (state);
    }
  else
    {
      mine = tg_draft_dup_document (draft);
      merge = tg_merge_documents (state->known->base, mine, theirs->document);
      tg_merging_decide (merge, tg_draft_get_form (draft));
      state->known->revision = theirs->revision;
      g_clear_pointer (&state->known->base, tg_document_unref);
      state->known->base = tg_document_ref (theirs->document);
      tg_draft_tell_merged (draft, merge);
      g_clear_pointer (&state->document, tg_document_unref);
      state->document = tg_draft_dup_document (draft);
      start_save (saving->saver, draft);
    }
  saving_free (saving);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Saving *saving = user_data;
  TgSaver *self = saving->saver;
  TgDraft *draft = saving->draft;
  State *state = get_state (draft);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *revision = tg_store_write_finish (TG_STORE (source), result, &error);

  if (revision == NULL && g_error_matches (error, TG_ERROR, TG_ERROR_CONFLICT) &&
      state->known->revision > 0)
    {
      tg_saver_read_stored (TG_STORE (source), draft, on_theirs, saving);
      return;
    }
  state->is_saving = FALSE;
  if (revision == NULL)
    {
      put_back (state, saving);
      tg_draft_tell_save_failed (draft, error);
      g_clear_error (&state->failure);
      state->failure = g_steal_pointer (&error);
      answer_flushes (state);
    }
  else
    {
      state->known->revision = *revision;
      g_clear_pointer (&state->known->base, tg_document_unref);
      state->known->base = tg_document_ref (saving->document);
      g_clear_pointer (&state->known->links, g_ptr_array_unref);
      g_clear_error (&state->failure);
      tg_draft_tell_saved (draft, tg_clock_get_time (self->workspace->clock));
      if (state->document != NULL)
        start_save (self, draft);
      else
        answer_flushes (state);
    }
  saving_free (saving);
}

static void
start_save (TgSaver *self,
            TgDraft *draft)
{
  State *state = get_state (draft);
  TgStoreJob job = { run_save, NULL, NULL, g_free };
  Saving *saving;

  if (state->is_saving || state->document == NULL)
    return;
  state->is_saving = TRUE;
  saving = g_new0 (Saving, 1);
  saving->saver = g_object_ref (self);
  saving->draft = g_object_ref (draft);
  saving->document = g_steal_pointer (&state->document);
  saving->steps = g_steal_pointer (&state->steps);
  state->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_step_unref);
  tg_saver_find_owner (self, draft);
  saving->save = make_save (draft, state, saving->document);
  saving->catalogue = tg_catalogue_ref (self->workspace->catalogue);
  if (state->known->revision == 0)
    {
      g_autofree char *json = tg_document_to_json (saving->document);
      TgJournalEntry *entry = tg_journal_entry_new (TG_JOURNAL_CREATED, "", NULL, json);

      entry->origin = state->known->origin;
      tg_save_add_entry (saving->save, entry);
      if (state->known->links != NULL)
        saving->save->links = g_ptr_array_ref (state->known->links);
    }
  for (guint i = 0; i < saving->steps->len; i++)
    {
      TgStep *step = saving->steps->pdata[i];

      tg_saver_add_step (saving->save, step,
                         step->is_drawn ? TG_ORIGIN_DERIVATION : TG_ORIGIN_PERSON);
    }
  if (tg_draft_is_fact (draft))
    saving->enterprise = tg_saver_make_enterprise (tg_draft_get_id (draft),
                                                   tg_draft_get_form (draft)->id,
                                                   saving->document);
  job.data = saving;
  tg_store_write_async (self->workspace->store, &job, NULL, on_saved, saving);
}

/* ---- TgDraftSaver ---- */

static void
save (TgDraftSaver *saver,
      TgDraft      *draft,
      TgDocument   *document,
      GPtrArray    *steps)
{
  State *state = get_state (draft);

  for (guint i = 0; i < steps->len; i++)
    g_ptr_array_add (state->steps, tg_step_ref (steps->pdata[i]));
  g_clear_pointer (&state->document, tg_document_unref);
  state->document = tg_document_ref (document);
  start_save (TG_SAVER (saver), draft);
}

static void
flush_async (TgDraftSaver        *saver,
             TgDraft             *draft,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (saver, cancellable, callback, user_data);
  State *state = get_state (draft);

  g_task_set_source_tag (task, flush_async);
  if (!state->is_saving && state->document == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_ptr_array_add (state->flushing, g_steal_pointer (&task));
  start_save (TG_SAVER (saver), draft);
}

static gboolean
finish_boolean (TgDraftSaver  *saver,
                GAsyncResult  *result,
                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, saver), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
has_owner (TgDraftSaver *saver,
           TgDraft      *draft)
{
  TgSaver *self = TG_SAVER (saver);

  tg_saver_find_owner (self, draft);
  return tg_workspace_find_enterprise (self->workspace,
                                       tg_saver_get_enterprise (self, draft)) != NULL;
}

static void
saver_init (TgDraftSaverInterface *iface)
{
  iface->save = save;
  iface->type = tg_saver_type;
  iface->flush_async = flush_async;
  iface->flush_finish = finish_boolean;
  iface->queue_async = tg_saver_queue_async;
  iface->queue_finish = finish_boolean;
  iface->cancel_async = tg_saver_cancel_async;
  iface->cancel_finish = finish_boolean;
  iface->has_owner = has_owner;
}

static void
tg_saver_class_init (TgSaverClass *klass)
{
}

static void
tg_saver_init (TgSaver *self)
{
}

TgSaver *
tg_saver_new (TgWorkspace *workspace)
{
  TgSaver *self = g_object_new (TG_TYPE_SAVER, NULL);

  self->workspace = workspace;
  return self;
}

TgWorkspace *
tg_saver_get_workspace (TgSaver *self)
{
  return self->workspace;
}

/* ---- create ---- */

static void
on_created (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (finish_boolean (TG_DRAFT_SAVER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tg_saver_create_async (TgSaver             *self,
                       TgDraft             *draft,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  State *state = get_state (draft);

  g_task_set_source_tag (task, tg_saver_create_async);
  g_clear_pointer (&state->document, tg_document_unref);
  state->document = tg_draft_dup_document (draft);
  flush_async (TG_DRAFT_SAVER (self), draft, NULL, on_created, g_steal_pointer (&task));
}

gboolean
tg_saver_create_finish (TgSaver       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- all drafts ---- */

static void
on_one_flushed (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  guint n_left = GPOINTER_TO_UINT (g_task_get_task_data (task)) - 1;
  GError *error = NULL;

  g_task_set_task_data (task, GUINT_TO_POINTER (n_left), NULL);
  if (g_task_get_completed (task))
    return;
  if (!tg_draft_flush_finish (TG_DRAFT (source), result, &error))
    g_task_return_error (task, error);
  else if (n_left == 0)
    g_task_return_boolean (task, TRUE);
}

void
tg_saver_flush_all_async (TgSaver             *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  g_autoptr (GList) drafts = g_hash_table_get_values (self->workspace->drafts);

  g_task_set_source_tag (task, tg_saver_flush_all_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (g_list_length (drafts)), NULL);
  if (drafts == NULL)
    g_task_return_boolean (task, TRUE);
  for (GList *l = drafts; l != NULL; l = l->next)
    tg_draft_flush_async (l->data, NULL, on_one_flushed, g_object_ref (task));
}

gboolean
tg_saver_flush_all_finish (TgSaver       *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
