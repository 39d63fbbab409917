/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-store.h"

/* The interface and its job. */

G_DEFINE_INTERFACE (TgSyncStore, tg_sync_store, G_TYPE_OBJECT)

static void
tg_sync_store_default_init (TgSyncStoreInterface *iface)
{
}

TgSyncJob *
tg_sync_job_new (TgSyncJobKind kind)
{
  TgSyncJob *self = g_new0 (TgSyncJob, 1);

  self->kind = kind;
  self->receipts = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
tg_sync_job_free (TgSyncJob *self)
{
  g_clear_pointer (&self->attempts, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_clear_pointer (&self->problem, tg_problem_free);
  g_clear_pointer (&self->piece, g_bytes_unref);
  g_free (self->file);
  g_clear_pointer (&self->page, tg_event_page_free);
  g_clear_pointer (&self->filings, tg_filing_page_free);
  g_clear_pointer (&self->receipts, g_ptr_array_unref);
  g_free (self->history);
  g_free (self->epoch);
  g_free (self->cursor);
  g_free (self->from);
  g_free (self->resume);
  g_free (self);
}

void
tg_sync_store_run_async (TgSyncStore         *self,
                         TgSyncJob           *job,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (TG_IS_SYNC_STORE (self));
  g_return_if_fail (job != NULL);

  TG_SYNC_STORE_GET_IFACE (self)->run_async (self, job, callback, user_data);
}

TgSyncJob *
tg_sync_store_run_finish (TgSyncStore   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (TG_IS_SYNC_STORE (self), NULL);

  return TG_SYNC_STORE_GET_IFACE (self)->run_finish (self, result, error);
}
