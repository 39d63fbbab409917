/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"

/* Verbs that wait for somebody: saving to the end, queueing, taking back. Queueing is check, then
* save, then the saver's part; each goes on in the callback below the function that started it. */

static void
fail_without_saver (GTask *task)
{
  g_task_return_new_error (task, TG_ERROR, TG_ERROR_UNSUPPORTED, "%s",
                           _("This document is not kept anywhere."));
}

/* ---- flush ---- */

static void
on_flushed (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (TG_DRAFT_SAVER_GET_IFACE (source)->flush_finish (TG_DRAFT_SAVER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tg_draft_flush_async (TgDraft             *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_draft_flush_async);
  tg_draft_hand_over (self);
  if (self->saver == NULL)
    g_task_return_boolean (task, TRUE);
  else
    TG_DRAFT_SAVER_GET_IFACE (self->saver)->flush_async (self->saver, self, cancellable, on_flushed,
                                                         g_steal_pointer (&task));
}

gboolean
tg_draft_flush_finish (TgDraft       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- queue ---- */

static void
on_queued (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (TG_DRAFT_SAVER_GET_IFACE (source)->queue_finish (TG_DRAFT_SAVER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_flushed_before_queue (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgDraft *self = TG_DRAFT (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  TgRulesContext context = tg_draft_get_context (self);
  g_autoptr (TgDocument) sent = NULL;
  GError *error = NULL;

  if (!tg_draft_flush_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  sent = tg_document_freeze (tg_rules_to_sent (self->rules, self->document, &context));
  TG_DRAFT_SAVER_GET_IFACE (self->saver)->queue_async (self->saver, self, sent,
                                                       cancellable,
                                                       on_queued, g_steal_pointer (&task));
}

static void
on_checked_before_queue (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  TgDraft *self = TG_DRAFT (source);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  guint n_blocking = 0;

  if (!tg_draft_check_finish (self, result, &n_blocking, &error))
    g_task_return_error (task, error);
  else if (n_blocking > 0)
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_REFUSED,
                             ngettext ("%u problem must be mended before sending.",
                                       "%u problems must be mended before sending.", n_blocking),
                             n_blocking);
  else
    tg_draft_flush_async (self, cancellable, on_flushed_before_queue,
                          g_steal_pointer (&task));
}

void
tg_draft_queue_async (TgDraft             *self,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  TgAction action;

  g_return_if_fail (TG_IS_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_draft_queue_async);
  if (self->saver == NULL)
    fail_without_saver (task);
  else if (tg_draft_is_fact (self) ||
           !tg_state_can_send (self->filing_state, self->attempt_state, &action))
    g_task_return_new_error (task, TG_ERROR, TG_ERROR_REFUSED, "%s",
                             _("This can't be sent in its present state."));
  else
    tg_draft_check_async (self, cancellable, on_checked_before_queue, g_steal_pointer (&task));
}

gboolean
tg_draft_queue_finish (TgDraft       *self,
                       GAsyncResult  *result,
                       GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* ---- cancel ---- */

static void
on_cancelled (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (TG_DRAFT_SAVER_GET_IFACE (source)->cancel_finish (TG_DRAFT_SAVER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
tg_draft_cancel_async (TgDraft             *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TG_IS_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tg_draft_cancel_async);
  if (self->saver == NULL)
    fail_without_saver (task);
  else
    TG_DRAFT_SAVER_GET_IFACE (self->saver)->cancel_async (self->saver, self, cancellable,
                                                          on_cancelled,
                                                          g_steal_pointer (&task));
}

gboolean
tg_draft_cancel_finish (TgDraft       *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
