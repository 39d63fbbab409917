/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-clock.h"
#include "tg-signer.h"
#include "tg-sync-store.h"
#include "tg-transport.h"

G_BEGIN_DECLS

/* Keeps one workspace and one window in step: sends what is queued, fetches what the window
 * says. It obeys tg_sync_step(); here are only the hands. Main thread.
 *
 * Properties (read only, notified): state (TgSyncState…, see TgSyncOnline), reason (text for the
 * person, ""), n-pending,
 *   last-contact (µs UTC, 0: never).
 * Signals:
 *   events-applied (GPtrArray of TgReceipt, guint n_events): the store changed by what the
 *   window sent
 *   answered (guint n): the store changed by answers to what was sent
 *   history-lost (guint n_resent): the window was restored from a copy; so many were queued
 *   again */
#define TG_TYPE_SYNC_ENGINE (tg_sync_engine_get_type ())
G_DECLARE_FINAL_TYPE (TgSyncEngine, tg_sync_engine, TG, SYNC_ENGINE, GObject)

typedef enum
{
  TG_SYNC_OFFLINE,      /* not started, or no window there; tries again by itself */
  TG_SYNC_WORKING,
  TG_SYNC_ONLINE,       /* nothing to do: waits for what the window says */
  TG_SYNC_HALTED,       /* the person must act; `reason` says how */
} TgSyncOnline;

/* `environment` is the workspace's. */
TgSyncEngine *tg_sync_engine_new             (TgTransport          *transport,
                                              TgSyncStore          *store,
                                              TgClock              *clock,
                                              TgChance             *chance,
                                              const char           *environment);
/* Whom the window knows us as; from the Secret Service or the key file. */
/* Logs in by a signed text in place of the account's secret; `address` is the window's. */
void          tg_sync_engine_set_signer      (TgSyncEngine         *self,
                                              TgSigner             *signer,
                                              const char           *address);
void          tg_sync_engine_set_account     (TgSyncEngine         *self,
                                              const char           *client_id,
                                              const char           *secret);
/* Goes on until tg_sync_engine_stop(), with a long poll when there is nothing to do. */
void          tg_sync_engine_start           (TgSyncEngine         *self);
void          tg_sync_engine_stop            (TgSyncEngine         *self);
/* Something was queued. `by_person`: somebody asked for it now, so a back-off is cut short. */
void          tg_sync_engine_wake            (TgSyncEngine         *self,
                                              gboolean              by_person);
/* Sends all that is due and reads the feed to its end; while started, the running engine does
 * it. Fails with OFFLINE, AUTH, REFUSED or BUSY, in words for the person. */
void          tg_sync_engine_run_once_async  (TgSyncEngine         *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean      tg_sync_engine_run_once_finish (TgSyncEngine         *self,
                                              GAsyncResult         *result,
                                              GError              **error);

/* An errand: one request beside the sync, for whoever asked. `request`s path is that below the
 * interface's base; its authorization is filled in. (transfer full) Any answer of the window is a
 * success, a problem too. Fails with OFFLINE, AUTH or REFUSED, in words for the person; it is not
 * tried again. */
void          tg_sync_engine_ask_async       (TgSyncEngine         *self,
                                              TgRequest            *request,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TgResponse   *tg_sync_engine_ask_finish      (TgSyncEngine         *self,
                                              GAsyncResult         *result,
                                              GError              **error);

TgSyncOnline  tg_sync_engine_get_state        (TgSyncEngine        *self);
const char   *tg_sync_engine_get_reason       (TgSyncEngine        *self);
guint         tg_sync_engine_get_n_pending    (TgSyncEngine        *self);
gint64        tg_sync_engine_get_last_contact (TgSyncEngine        *self);

G_END_DECLS
