/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-saver-private.h"

#include <glib/gi18n-lib.h>

#include "tg-attachment-table.h"
#include "tg-duties.h"
#include "tg-error.h"
#include "tg-id.h"
#include "tg-journal-table.h"
#include "tg-outbox.h"
#include "tg-sharing.h"
#include "tg-signer.h"
#include "tg-wire-codec.h"
#include "tg-workspace-private.h"

/* Queueing: the exact bytes of the item are frozen here, signed where the workspace has a
 * certificate, stored as an attempt in one transaction, and never change again. Taking back works
 * until the first byte has left. */

typedef struct
{
  TgAttempt  *attempt;
  TgDocument *document;
  TgForm     *form;
  char       *shared;       /* (nullable) who is given what, for the journal */
  gint64      revision;     /* of the saves that the document has in it */
  GPtrArray  *attachments;  /* of TgAttachmentRecord */
} Queueing;

static void
queueing_free (gpointer data)
{
  Queueing *queueing = data;

  g_clear_pointer (&queueing->attempt, tg_attempt_unref);
  g_clear_pointer (&queueing->document, tg_document_unref);
  g_clear_pointer (&queueing->form, tg_form_unref);
  g_free (queueing->shared);
  g_clear_pointer (&queueing->attachments, g_ptr_array_unref);
  g_free (queueing);
}

static gboolean
log_sharing (TgStoreConnection  *conn,
             const Queueing     *queueing,
             GError            **error)
{
  g_autoptr (TgJournalEntry) entry = NULL;

  if (queueing->shared == NULL)
    return TRUE;
  entry = tg_journal_entry_new (TG_JOURNAL_SHARED, "", NULL, queueing->shared);
  entry->subject = g_strdup (queueing->attempt->filing);
  entry->base_revision = queueing->revision;
  entry->revision = queueing->revision;
  entry->at = queueing->attempt->created;
  return tg_journal_table_add (conn, entry, error);
}

static gboolean
name_attachments (TgStoreConnection  *conn,
                  const Queueing     *queueing,
                  GError            **error)
{
  for (guint i = 0; i < queueing->attachments->len; i++)
    {
      const TgAttachmentRecord *record = queueing->attachments->pdata[i];

      if (!tg_attachment_table_name (conn, queueing->attempt->id, record->sha256, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
run_queue (TgStoreConnection  *conn,
           gpointer            data,
           GError            **error)
{
  Queueing *queueing = data;

  if (tg_outbox_queue (conn, queueing->attempt, queueing->document, queueing->revision, error) &&
      name_attachments (conn, queueing, error) && log_sharing (conn, queueing, error))
    tg_duties_set_done (conn, queueing->attempt->filing, queueing->form, error);
  return NULL;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgSaver *self = g_task_get_source_object (task);
  TgWorkspace *workspace = tg_saver_get_workspace (self);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (workspace->engine != NULL)
    tg_sync_engine_wake (workspace->engine, TRUE);
  g_task_return_boolean (task, TRUE);
}

static TgAttempt *
freeze (TgWorkspace     *workspace,
        TgSubmission    *submission,
        GError         **error)
{
  g_autoptr (GBytes) bytes = tg_wire_freeze_submission (submission, error);
  TgAttempt *attempt;

  if (bytes == NULL)
    return NULL;
  attempt = tg_attempt_new (submission->id, submission->filing, submission->action);
  attempt->state = TG_ATTEMPT_QUEUED;
  attempt->frozen = g_steal_pointer (&bytes);
  g_free (attempt->digest);
  attempt->digest = g_strdup (submission->digest);
  attempt->base_revision = submission->base_revision;
  attempt->created = tg_clock_get_time (workspace->clock);
  return attempt;
}

static GPtrArray *
list_refs (GPtrArray *records)
{
  GPtrArray *refs = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_attachment_ref_free);

  for (guint i = 0; i < records->len; i++)
    {
      const TgAttachmentRecord *record = records->pdata[i];
      TgAttachmentRef *ref = g_new0 (TgAttachmentRef, 1);

      ref->sha256 = g_strdup (record->sha256);
      ref->name = g_strdup (record->name);
      ref->media_type = g_strdup (record->media_type);
      ref->bytes = record->bytes;
      g_ptr_array_add (refs, ref);
    }
  return refs;
}

static TgSubmission *
new_submission (TgWorkspace *workspace,
                TgDraft     *draft,
                TgDocument  *sent,
                const char  *code,
                TgStored    *stored)
{
  const TgForm *form = tg_draft_get_form (draft);
  TgSubmission *submission = g_new0 (TgSubmission, 1);

  submission->id = tg_id_new (workspace->clock, workspace->chance);
  submission->action = stored->window_revision > 0 ? TG_ACTION_AMEND : TG_ACTION_FILE;
  submission->filing = g_strdup (tg_draft_get_id (draft));
  submission->form = g_strdup (form->id);
  submission->form_version = form->version;
  submission->enterprise = g_strdup (code);
  submission->document = tg_document_ref (sent);
  submission->base_revision = stored->window_revision;
  submission->attachments = list_refs (stored->attachments);
  return submission;
}

typedef struct
{
  TgDraft      *draft;
  TgDocument   *sent;
  TgSubmission *submission;    /* from when the store was asked on */
  char         *shared;        /* nullable */
  GPtrArray    *attachments;   /* of TgAttachmentRecord, from then on */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_object_unref (asked->draft);
  tg_document_unref (asked->sent);
  g_clear_pointer (&asked->submission, tg_submission_free);
  g_free (asked->shared);
  g_clear_pointer (&asked->attachments, g_ptr_array_unref);
  g_free (asked);
}

static char *
dup_sharing (const Asked    *asked,
             const TgStored *stored,
             const char     *attempt)
{
  g_autoptr (GPtrArray) blocks = tg_sharing_list_blocks (tg_draft_get_form (asked->draft),
                                                         asked->sent, stored->sent);

  return blocks->len > 0 ? tg_sharing_to_json (blocks, attempt) : NULL;
}

static void
keep (GTask *task)
{
  TgWorkspace *workspace = tg_saver_get_workspace (g_task_get_source_object (task));
  Asked *asked = g_task_get_task_data (task);
  TgStoreJob job = { run_queue, NULL, queueing_free, NULL };
  Queueing *queueing = g_new0 (Queueing, 1);
  GError *error = NULL;

  queueing->attempt = freeze (workspace, asked->submission, &error);
  queueing->document = tg_document_ref (asked->sent);
  queueing->form = tg_form_ref ((TgForm *) tg_draft_get_form (asked->draft));
  queueing->shared = g_steal_pointer (&asked->shared);
  queueing->revision = tg_saver_get_kept (asked->draft)->revision;
  queueing->attachments = g_steal_pointer (&asked->attachments);
  if (queueing->attempt == NULL)
    {
      queueing_free (queueing);
      g_task_return_error (task, error);
      return;
    }
  job.data = queueing;
  tg_store_write_async (workspace->store, &job, NULL, on_written, g_object_ref (task));
}

static void
on_signed (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Asked *asked = g_task_get_task_data (task);
  GError *error = NULL;

  asked->submission->signature = tg_signer_sign_finish (TG_SIGNER (source), result, &error);
  if (asked->submission->signature != NULL)
    keep (task);
  else
    g_task_return_error (task, error);
}

static void
on_revision (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Asked *asked = g_task_get_task_data (task);
  TgWorkspace *workspace = tg_saver_get_workspace (g_task_get_source_object (task));
  const TgEnterprise *enterprise =
    tg_workspace_find_enterprise (workspace, tg_saver_get_kept (asked->draft)->enterprise);
  GError *error = NULL;
  g_autoptr (TgStored) stored = tg_store_read_finish (TG_STORE (source), result, &error);
  g_autoptr (GBytes) bytes = NULL;

  if (stored == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  asked->submission = new_submission (workspace, asked->draft, asked->sent, enterprise->code,
                                      stored);
  asked->shared = dup_sharing (asked, stored, asked->submission->id);
  asked->attachments = g_ptr_array_ref (stored->attachments);
  if (workspace->signing_key == NULL)
    {
      keep (task);
      return;
    }
  bytes = tg_wire_get_signed_bytes (asked->submission, &error);
  if (bytes == NULL)
    g_task_return_error (task, error);
  else
    tg_signer_sign_async (TG_SIGNER (workspace->signing_key), bytes, cancellable, on_signed,
                          g_steal_pointer (&task));
}

void
tg_saver_queue_async (TgDraftSaver        *saver,
                      TgDraft             *draft,
                      TgDocument          *sent,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  TgWorkspace *workspace = tg_saver_get_workspace (TG_SAVER (saver));
  g_autoptr (GTask) task = g_task_new (saver, cancellable, callback, user_data);
  Asked *asked;

  g_task_set_source_tag (task, tg_saver_queue_async);
  tg_saver_find_owner (TG_SAVER (saver), draft);
  if (tg_workspace_find_enterprise (workspace, tg_saver_get_kept (draft)->enterprise) == NULL)
    {
      g_task_return_new_error (task, TG_ERROR, TG_ERROR_NOT_FOUND, "%s",
                               _("Enter the enterprise for which this is filed first."));
      return;
    }
  asked = g_new0 (Asked, 1);
  asked->draft = g_object_ref (draft);
  asked->sent = tg_document_ref (sent);
  g_task_set_task_data (task, asked, asked_free);
  tg_saver_read_stored (workspace->store, draft, on_revision, g_steal_pointer (&task));
}

/* ---- taking back ---- */

static gpointer
run_cancel (TgStoreConnection  *conn,
            gpointer            data,
            GError            **error)
{
  g_autoptr (TgAttempt) last = NULL;
  g_autoptr (GPtrArray) attempts = tg_attempt_table_list (conn, data, error);

  if (attempts == NULL)
    return NULL;
  for (guint i = attempts->len; i > 0; i--)
    {
      const TgAttempt *attempt = attempts->pdata[i - 1];

      if (attempt->state != TG_ATTEMPT_QUEUED)
        continue;
      tg_outbox_cancel (conn, attempt->id, error);
      return NULL;
    }
  g_set_error (error, TG_ERROR, TG_ERROR_REFUSED, "%s", _("Nothing of this waits to be sent."));
  return NULL;
}

void
tg_saver_cancel_async (TgDraftSaver        *saver,
                       TgDraft             *draft,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (saver, cancellable, callback, user_data);
  TgStoreJob job = { run_cancel, g_strdup (tg_draft_get_id (draft)), g_free, NULL };

  g_task_set_source_tag (task, tg_saver_cancel_async);
  tg_store_write_async (tg_saver_get_workspace (TG_SAVER (saver))->store, &job, NULL, on_written,
                        g_steal_pointer (&task));
}
