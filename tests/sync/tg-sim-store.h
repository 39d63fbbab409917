/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sync-store.h"

G_BEGIN_DECLS

/* An attachment. */
typedef struct
{
  char     *sha256;
  GBytes   *content;
  gboolean  is_uploaded;
} TgSimFile;

/* What survives the client's end: a store in memory. */
typedef struct
{
  GPtrArray  *attempts;     /* of TgAttempt, in the order of queueing */
  GHashTable *files;        /* SHA-256 → TgSimFile */
  GHashTable *named;        /* id of an attempt → the TgSimFile that it names */
  GHashTable *events;       /* ids that were applied */
  GHashTable *listed;       /* ids of submissions that the listing named */
  GPtrArray  *receipts;     /* of TgReceipt, as they were applied */
  char       *epoch;
  char       *cursor;
  gboolean    is_listing;
} TgSimDisk;

/* TgSyncStore over such a disk, as one process has it. Once `dies` jobs are done it is dead: the
 * next one is, by `is_late`, done or not, and no answer says so. */
#define TG_TYPE_SIM_STORE (tg_sim_store_get_type ())
G_DECLARE_FINAL_TYPE (TgSimStore, tg_sim_store, TG, SIM_STORE, GObject)

TgSimDisk  *tg_sim_disk_new      (void);
void        tg_sim_disk_free     (TgSimDisk  *self);
/* (transfer none) (nullable) */
TgAttempt  *tg_sim_disk_find     (TgSimDisk  *self,
                                  const char *id);
/* (transfer none) */
TgSimFile  *tg_sim_disk_add_file (TgSimDisk  *self,
                                  GBytes     *content);
TgSimStore *tg_sim_store_new     (TgSimDisk  *disk,
                                  guint       dies,
                                  gboolean    is_late);
gboolean    tg_sim_store_is_dead (TgSimStore *self);
void        tg_sim_store_kill    (TgSimStore *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSimDisk, tg_sim_disk_free)

G_END_DECLS
