/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-backup.h"
#include "tg-clock.h"
#include "tg-form.h"
#include "tg-sale-input.h"
#include "tg-sealer.h"
#include "tg-store-connection.h"
#include "tg-store-upgrade.h"

G_BEGIN_DECLS

/* A workspace's store, opened: the writer's and the reader's thread, locks, copies. Every job is
 * one transaction. Made and used on the main thread; jobs run on theirs. */
#define TG_TYPE_STORE (tg_store_get_type ())
G_DECLARE_FINAL_TYPE (TgStore, tg_store, TG, STORE, GObject)

/* Signals: changed (guint TgStoreChange), after a commit of ours on the thread that asked for
 * it, and when another process changed the store. */

#define TG_STORE_APPLICATION_ID 0x54474e47u   /* "TGNG" */
#define TG_STORE_FILE           "store.db"
#define TG_STORE_BACKUPS        "backups"

/* A form, or a fact type, in one version; NULL: not known. Any thread. */
typedef const TgForm *TgStoreForms (gpointer    data,
                                    gboolean    is_fact,
                                    const char *name,
                                    guint       version);

typedef struct
{
  const char *folder;         /* of the workspace; it is made if need be */
  TgSealer   *sealer;
  TgClock    *clock;
  TgSaleRule  sale_rule;      /* (nullable) */
  const char *vfs;            /* (nullable) */
  gboolean    is_read_only;
  TgCodeLookup *codes;        /* (nullable): for jobs whose rules look codes up */
  const char *shared_codes;   /* (nullable): file of imported code tables, for backups */
  const char *shared_packs;   /* (nullable): folder of installed packs (tg-data-dir.h), the same */
  TgStoreForms *forms;        /* (nullable): by which what an older version showed is shown anew */
  gpointer    forms_data;     /* lives until it is open */
  TgStoreUpgrading *upgrading; /* (nullable) */
  gpointer    upgrading_data; /* the same */
} TgStoreOptions;

/* Runs on the writer or the reader inside one transaction. A failure is what sets `error`:
 * nothing is changed then. The result (transfer full) may be NULL. */
typedef gpointer (*TgStoreFunc) (TgStoreConnection  *conn,
                                 gpointer            data,
                                 GError            **error);

typedef struct
{
  TgStoreFunc    func;
  gpointer       data;
  GDestroyNotify free_data;     /* (nullable) */
  GDestroyNotify free_result;   /* (nullable): of a result that nobody took */
} TgStoreJob;

/* Opens, migrates if need be (nobody else may have it open then), checks it after an unclean
 * end. Waits; the async form runs it in the pool. `options` is copied. TG_ERROR_BUSY while
 * another migrates or restores. */
TgStore  *tg_store_open          (const TgStoreOptions *options,
                                  GError              **error);
void      tg_store_open_async    (const TgStoreOptions *options,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
TgStore  *tg_store_open_finish   (GAsyncResult         *result,
                                  GError              **error);
/* Ends the threads, after a copy if `with_backup`. The last unref does it without a copy. */
gboolean  tg_store_close         (TgStore              *self,
                                  gboolean              with_backup,
                                  GError              **error);
void      tg_store_close_async   (TgStore              *self,
                                  gboolean              with_backup,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean  tg_store_close_finish  (TgStore              *self,
                                  GAsyncResult         *result,
                                  GError              **error);

void      tg_store_write_async   (TgStore              *self,
                                  const TgStoreJob     *job,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gpointer  tg_store_write_finish  (TgStore              *self,
                                  GAsyncResult         *result,
                                  GError              **error);
void      tg_store_read_async    (TgStore              *self,
                                  const TgStoreJob     *job,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gpointer  tg_store_read_finish   (TgStore              *self,
                                  GAsyncResult         *result,
                                  GError              **error);
/* They wait: for the command line and tests. `data` stays the caller's. */
gpointer  tg_store_write         (TgStore              *self,
                                  TgStoreFunc           func,
                                  gpointer              data,
                                  GError              **error);
gpointer  tg_store_read          (TgStore              *self,
                                  TgStoreFunc           func,
                                  gpointer              data,
                                  GError              **error);

const char *tg_store_get_folder  (TgStore              *self);
gboolean  tg_store_is_read_only  (TgStore              *self);
/* From when another process's changes are looked for, each second; needs a main loop. */
void      tg_store_start_watching (TgStore             *self);

/* A dated backup in backups/ (tg-backup-file.h); older ones go by the rule in tg-backup-rule.h.
 * Gives its path. Waits. */
char     *tg_store_backup        (TgStore              *self,
                                  TgBackupReason        reason,
                                  GError              **error);
void      tg_store_backup_async  (TgStore              *self,
                                  TgBackupReason        reason,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
char     *tg_store_backup_finish (TgStore              *self,
                                  GAsyncResult         *result,
                                  GError              **error);
/* The same under a name of the person's choice. */
gboolean  tg_store_export        (TgStore              *self,
                                  const char           *path,
                                  GError              **error);
void      tg_store_export_async  (TgStore              *self,
                                  const char           *path,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
gboolean  tg_store_export_finish (TgStore              *self,
                                  GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
