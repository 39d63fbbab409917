/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-inbox.h"
#include "tg-store.h"
#include "tg-sync-store.h"

G_BEGIN_DECLS

/* TgSyncStore over the workspace's store: each job is one transaction of its writer. The lease
 * `sync` is a lock on a file beside the store, so it ends with the process that has it, however
 * that ends. */
#define TG_TYPE_SYNC_LOCAL_STORE (tg_sync_local_store_get_type ())
G_DECLARE_FINAL_TYPE (TgSyncLocalStore, tg_sync_local_store, TG, SYNC_LOCAL_STORE, GObject)

/* How a listed filing that the store does not have is saved; runs on the writer. (transfer full)
 * of a TgSave. */
typedef gpointer (*TgSyncMakeSave) (const TgListed *listed,
                                    gpointer        data);

TgSyncStore *tg_sync_local_store_new           (TgStore          *store);
/* Before the first job. Without it, filings of others are left alone. */
void         tg_sync_local_store_set_make_save (TgSyncLocalStore *self,
                                                TgSyncMakeSave    make_save,
                                                gpointer          data,
                                                GDestroyNotify    free_data);

/* What a receipt does beyond the store; `follow` is copied, its data taken. */
void         tg_sync_local_store_set_follow (TgSyncLocalStore    *self,
                                             const TgInboxFollow *follow,
                                             GDestroyNotify       free_data);

G_END_DECLS
