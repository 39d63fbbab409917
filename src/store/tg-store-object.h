/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-db-thread.h"
#include "tg-store-lock.h"
#include "tg-store-private.h"
#include "tg-store.h"

G_BEGIN_DECLS

/* The object that the files of TgStore share. */
struct _TgStore
{
  GObject      parent_instance;
  char        *folder;
  char        *path;
  char        *vfs;
  TgSealer    *sealer;
  TgClock     *clock;
  TgSaleRule   sale_rule;
  TgCodeLookup *codes;         /* (nullable) */
  char        *shared_codes;   /* (nullable), as the next */
  char        *shared_packs;
  TgStoreForms *forms;         /* (nullable) */
  gpointer     forms_data;
  TgStoreUpgrading *upgrading; /* (nullable) */
  gpointer     upgrading_data;
  TgStoreLock *lock;           /* NULL when it is read-only or closed */
  TgDbThread  *writer;         /* the same */
  TgDbThread  *reader;
  gint64       data_version;   /* that the watch last saw, -1: none */
  guint        watch;
  gboolean     is_looking;
};

/* Makes the folder, takes the lock, starts the threads, migrates, checks. */
gboolean tg_store_start         (TgStore  *self,
                                 gboolean  is_read_only,
                                 GError  **error);
/* One transaction on a connection that the caller has. */
gpointer tg_store_run_job       (TgStore      *self,
                                 TgDb         *db,
                                 TgStoreFunc   func,
                                 gpointer      data,
                                 GError      **error);
/* Goes on with what an upgrade left to be sealed, if anything. */
gboolean tg_store_seal_old      (TgStore  *self,
                                 TgDb     *db,
                                 GError  **error);
/* The parts of an upgrade in their order. */
typedef enum
{
  TG_UPGRADE_COPY,
  TG_UPGRADE_VALUES,
  TG_UPGRADE_SHOWN,
  TG_UPGRADE_SEARCH,
  TG_UPGRADE_PAGES,
  TG_UPGRADE_DONE,
} TgUpgradePart;

/* Whoever opens the store may want to know that `done` of `of` are done in this part. */
void     tg_store_tell_upgrade  (TgStore        *self,
                                 TgUpgradePart   part,
                                 gint64          done,
                                 gint64          of);
/* Whether the disk has room for the backup before it and for the log; who asked to be told is told
 * what is missing. TG_ERROR_NO_SPACE. */
gboolean tg_store_has_room_to_upgrade (TgStore  *self,
                                       GError  **error);
/* Whether it has room for every page to be written anew. */
gboolean tg_store_has_room_for_pages  (TgStore  *self,
                                       GError  **error);
/* With `db`, a connection that the caller has; the path is one that tg_store_choose_backup made. */
gboolean tg_store_write_backup  (TgStore         *self,
                                 TgDb            *db,
                                 const char      *path,
                                 TgBackupReason   reason,
                                 GError         **error);
char    *tg_store_choose_backup (TgStore         *self,
                                 TgBackupReason   reason);
void     tg_store_stop          (TgStore  *self);
void     tg_store_emit_changed  (TgStore  *self,
                                 guint     changes);

G_END_DECLS
