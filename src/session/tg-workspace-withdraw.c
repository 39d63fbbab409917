/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-withdraw.h"

#include <glib/gi18n-lib.h>

#include "tg-agreed-table.h"
#include "tg-error.h"
#include "tg-id.h"
#include "tg-outbox.h"
#include "tg-signer.h"
#include "tg-signing-key.h"
#include "tg-wire-codec.h"
#include "tg-workspace-private.h"

/* One job of the store: what was last sent is read, frozen as a withdrawal, signed where the
 * workspace has a certificate, and queued, so nothing can come in between. */

typedef struct
{
  char     *filing;
  char     *id;       /* of the submission */
  gint64    now;
  TgSigner *signer;   /* nullable */
} Withdrawal;

static void
withdrawal_free (gpointer data)
{
  Withdrawal *withdrawal = data;

  g_free (withdrawal->filing);
  g_free (withdrawal->id);
  g_clear_object (&withdrawal->signer);
  g_free (withdrawal);
}

static GBytes *
sign_and_freeze (const Withdrawal  *withdrawal,
                 TgSubmission      *submission,
                 GError           **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *signature = NULL;
  GBytes *frozen;

  if (withdrawal->signer == NULL)
    return tg_wire_freeze_submission (submission, error);
  bytes = tg_wire_get_signed_bytes (submission, error);
  signature = bytes != NULL ? tg_signer_sign (withdrawal->signer, bytes, error) : NULL;
  if (signature == NULL)
    return NULL;
  submission->signature = signature;
  frozen = tg_wire_freeze_submission (submission, error);
  submission->signature = NULL;
  return frozen;
}

static TgAttempt *
freeze (const Withdrawal      *withdrawal,
        const TgFilingRecord  *filing,
        const TgEnterprise    *enterprise,
        TgDocument            *document,
        GError               **error)
{
  TgSubmission submission = {
    .id = withdrawal->id,
    .action = TG_ACTION_WITHDRAW,
    .filing = withdrawal->filing,
    .form = filing->form,
    .form_version = filing->version,
    .enterprise = enterprise->code,
    .document = document,
    .base_revision = filing->window_revision,
  };
  g_autoptr (GBytes) bytes = sign_and_freeze (withdrawal, &submission, error);
  TgAttempt *attempt;

  if (bytes == NULL)
    return NULL;
  attempt = tg_attempt_new (withdrawal->id, withdrawal->filing, TG_ACTION_WITHDRAW);
  attempt->frozen = g_steal_pointer (&bytes);
  g_free (attempt->digest);
  attempt->digest = g_steal_pointer (&submission.digest);
  attempt->base_revision = filing->window_revision;
  attempt->created = withdrawal->now;
  return attempt;
}

static gpointer
run_withdraw (TgStoreConnection  *conn,
              gpointer            data,
              GError            **error)
{
  const Withdrawal *withdrawal = data;
  g_autoptr (TgFilingRecord) filing = tg_filing_table_load (conn, withdrawal->filing, error);
  g_autoptr (TgEnterprise) enterprise = NULL;
  g_autoptr (TgDocument) document = NULL;
  g_autoptr (TgAttempt) attempt = NULL;

  if (filing == NULL)
    return NULL;
  if (filing->window_revision == 0 ||
      !tg_state_can_withdraw (filing->state, filing->attempt_state))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_REFUSED, "%s",
                   _("This can't be withdrawn in its present state."));
      return NULL;
    }
  enterprise = tg_enterprise_table_load (conn, filing->enterprise, error);
  if (enterprise == NULL)
    return NULL;
  document = tg_agreed_table_load (conn, filing->id, NULL, error);
  if (document == NULL)
    return NULL;
  attempt = freeze (withdrawal, filing, enterprise, document, error);
  if (attempt != NULL)
    tg_outbox_queue (conn, attempt, document, filing->revision, error);
  return NULL;
}

static void
on_queued (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  tg_store_write_finish (TG_STORE (source), result, &error);
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->engine != NULL)
    tg_sync_engine_wake (self->engine, TRUE);
  g_task_return_boolean (task, TRUE);
}

void
tg_workspace_withdraw_async (TgWorkspace         *self,
                             const char          *id,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  TgStoreJob job = { run_withdraw, NULL, withdrawal_free, NULL };
  Withdrawal *withdrawal;
  GTask *task;

  g_return_if_fail (TG_IS_WORKSPACE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_workspace_withdraw_async);
  withdrawal = g_new0 (Withdrawal, 1);
  withdrawal->filing = g_strdup (id);
  withdrawal->id = tg_id_new (self->clock, self->chance);
  withdrawal->now = tg_clock_get_time (self->clock);
  if (self->signing_key != NULL)
    withdrawal->signer = TG_SIGNER (g_object_ref (self->signing_key));
  job.data = withdrawal;
  tg_store_write_async (self->store, &job, NULL, on_queued, task);
}

gboolean
tg_workspace_withdraw_finish (TgWorkspace   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
