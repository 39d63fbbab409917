/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-saver-private.h"

#include "tg-attachment-table.h"
#include "tg-attempt-table.h"
#include "tg-editing-table.h"
#include "tg-fact-table.h"
#include "tg-filing-table.h"
#include "tg-journal-table.h"
#include "tg-merging.h"
#include "tg-receipt-table.h"
#include "tg-workspace-private.h"

/* What the store says of a draft that is open: read after every change, from whatever process. New
 * states and receipts are shown; a document that somebody else saved is merged under the one in
 * hand. Text still being typed goes the other way. */

/* So many changes since an answer are taken back to see what it was about. */
#define ANSWERED_HISTORY 1000

void
tg_saver_stored_free (TgStored *self)
{
  g_clear_pointer (&self->document, tg_document_unref);
  g_clear_pointer (&self->sent, tg_document_unref);
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self);
}

static gboolean
load_fact (TgStoreConnection  *conn,
           const char         *id,
           TgStored           *stored,
           GError            **error)
{
  g_autoptr (TgFactRecord) record = tg_fact_table_load (conn, id, error);

  if (record == NULL)
    return FALSE;
  stored->revision = record->revision;
  stored->document = tg_document_ref (record->document);
  stored->receipts = g_ptr_array_new_with_free_func (g_object_unref);
  return TRUE;
}

/* What was sent by another way, as a file to customs' own client, is known by its answer: it is the
 * document as it stood when the answer came in. */
static gboolean
load_answered (TgStoreConnection  *conn,
               const char         *id,
               TgStored           *stored,
               GError            **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  gint64 received = 0;

  if (stored->sent != NULL || stored->receipts->len == 0)
    return TRUE;
  entries = tg_journal_table_list_last (conn, id, ANSWERED_HISTORY, error);
  if (entries == NULL || !tg_receipt_table_find_last_received (conn, id, &received, error))
    return FALSE;
  stored->sent = tg_saver_take_back (stored->document, entries, received);
  return TRUE;
}

static gboolean
load_filing (TgStoreConnection  *conn,
             const char         *id,
             TgStored           *stored,
             GError            **error)
{
  g_autoptr (TgFilingRecord) record = tg_filing_table_load (conn, id, error);
  g_autoptr (TgAttempt) last = NULL;
  g_autoptr (GError) local = NULL;

  if (record == NULL)
    return FALSE;
  stored->revision = record->revision;
  stored->window_revision = record->window_revision;
  stored->document = tg_document_ref (record->document);
  stored->state = record->state;
  stored->attempt_state = record->attempt_state;
  stored->receipts = tg_receipt_table_list (conn, id, error);
  stored->attachments = tg_attachment_table_list (conn, id, error);
  if (stored->receipts == NULL || stored->attachments == NULL)
    return FALSE;
  last = tg_attempt_table_find_last (conn, id, &local);
  if (last != NULL)
    stored->sent = tg_attempt_table_load_document (conn, last->id, &local);
  if (local == NULL)
    return load_answered (conn, id, stored, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

TgStored *
tg_saver_stored_load (TgStoreConnection  *conn,
                      gboolean            is_fact,
                      const char         *id,
                      GError            **error)
{
  g_autoptr (TgStored) stored = g_new0 (TgStored, 1);

  if (is_fact ? !load_fact (conn, id, stored, error) : !load_filing (conn, id, stored, error))
    return NULL;
  return g_steal_pointer (&stored);
}

typedef struct
{
  gboolean  is_fact;
  char     *id;
} Wanted;

static void
wanted_free (gpointer data)
{
  g_free (((Wanted *) data)->id);
  g_free (data);
}

static gpointer
run_stored (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  const Wanted *wanted = data;

  return tg_saver_stored_load (conn, wanted->is_fact, wanted->id, error);
}

void
tg_saver_read_stored (TgStore             *store,
                      TgDraft             *draft,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  TgStoreJob job = { run_stored, NULL, wanted_free, (GDestroyNotify) tg_saver_stored_free };
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->is_fact = tg_draft_is_fact (draft);
  wanted->id = g_strdup (tg_draft_get_id (draft));
  job.data = wanted;
  tg_store_read_async (store, &job, NULL, callback, user_data);
}

/* ---- drafts that are open ---- */

static gboolean
has_new_receipts (TgDraft   *draft,
                  GPtrArray *receipts)
{
  g_autoptr (GListModel) shown = tg_draft_list_receipts (draft);

  return g_list_model_get_n_items (shown) != receipts->len;
}

static void
take_document (TgDraft  *draft,
               TgStored *stored)
{
  TgKept *kept = tg_saver_get_kept (draft);
  g_autoptr (TgDocument) mine = NULL;
  g_autoptr (TgMerge) merge = NULL;

  if (stored->revision <= kept->revision || kept->base == NULL || tg_saver_is_saving (draft))
    return;
  mine = tg_draft_dup_document (draft);
  merge = tg_merge_documents (kept->base, mine, stored->document);
  tg_merging_decide (merge, tg_draft_get_form (draft));
  kept->revision = stored->revision;
  g_clear_pointer (&kept->base, tg_document_unref);
  kept->base = tg_document_ref (stored->document);
  if (!tg_document_equal (merge->document, mine))
    tg_draft_tell_merged (draft, merge);
}

static void
on_stored (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (TgDraft) draft = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TgStored) stored = tg_store_read_finish (TG_STORE (source), result, &error);

  if (stored == NULL)
    {
      g_debug ("%s can't be read again: %s", tg_draft_get_id (draft), error->message);
      return;
    }
  take_document (draft, stored);
  if (tg_draft_is_fact (draft))
    return;
  tg_draft_set_states (draft, stored->state, stored->attempt_state);
  if (has_new_receipts (draft, stored->receipts))
    tg_draft_set_receipts (draft, stored->receipts, stored->sent);
}

void
tg_saver_refresh_drafts (TgSaver *self)
{
  TgWorkspace *workspace = tg_saver_get_workspace (self);
  GHashTableIter iter;
  gpointer draft;

  g_hash_table_iter_init (&iter, workspace->drafts);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (tg_saver_get_kept (draft)->revision > 0)
      tg_saver_read_stored (workspace->store, draft, on_stored, g_object_ref (draft));
}

/* ---- text being typed ---- */

typedef struct
{
  char *subject;
  char *path;
  char *text;      /* NULL: it was committed */
} Typing;

static void
typing_free (gpointer data)
{
  Typing *typing = data;

  g_free (typing->subject);
  g_free (typing->path);
  g_free (typing->text);
  g_free (typing);
}

static gpointer
run_typing (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  const Typing *typing = data;

  if (typing->text == NULL)
    tg_editing_table_clear (conn, typing->subject, typing->path, error);
  else
    tg_editing_table_put (conn, typing->subject, typing->path, typing->text, error);
  return NULL;
}

static void
on_typing_kept (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr (TgDraft) draft = user_data;
  g_autoptr (GError) error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    tg_draft_tell_save_failed (draft, error);
}

void
tg_saver_type (TgDraftSaver *saver,
               TgDraft      *draft,
               const char   *path,
               const char   *text)
{
  TgStoreJob job = { run_typing, NULL, typing_free, NULL };
  Typing *typing = g_new0 (Typing, 1);

  typing->subject = g_strdup (tg_draft_get_id (draft));
  typing->path = g_strdup (path);
  typing->text = g_strdup (text);
  job.data = typing;
  tg_store_write_async (tg_saver_get_workspace (TG_SAVER (saver))->store, &job, NULL,
                        on_typing_kept,
                        g_object_ref (draft));
}
