/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-attempt.h"
#include "tg-wire.h"

G_BEGIN_DECLS

/* What the engine needs of a store: jobs, each one transaction, done off the main thread in the
 * order in which they are asked for; one that is posted may still be on its way when the next
 * is. Implemented over the workspace's store by TgSyncLocalStore, and in memory by the tests. */
#define TG_TYPE_SYNC_STORE (tg_sync_store_get_type ())
G_DECLARE_INTERFACE (TgSyncStore, tg_sync_store, TG, SYNC_STORE, GObject)

typedef enum
{
  TG_SYNC_JOB_LEASE,          /* → done: FALSE when another process has it */
  TG_SYNC_JOB_UNLEASE,
  TG_SYNC_JOB_LOAD,           /* `sending` becomes `unknown`; → epoch, cursor, is_listing */
  TG_SYNC_JOB_CHOOSE,         /* max_items, max_bytes; marks them `sending`; → attempts; where
                               * there are none, file: an attachment that keeps others back */
  TG_SYNC_JOB_RESULTS,        /* attempts, results; the epoch, if none is stored yet; for the next
                               * CHOOSE, max_items and max_bytes in all may be marked already */
  TG_SYNC_JOB_RELEASE,        /* attempts: those still `sending` become `unknown` */
  TG_SYNC_JOB_READ_FILE,      /* file, offset, max_bytes; → piece: NULL when it changed */
  TG_SYNC_JOB_FILE_SENT,      /* file */
  TG_SYNC_JOB_FILE_REFUSED,   /* file, problem (NULL: it is not what it was) */
  TG_SYNC_JOB_APPLY,          /* page, from: new events and cursor; → n_applied, receipts */
  TG_SYNC_JOB_BEGIN_LISTING,
  TG_SYNC_JOB_LIST_PAGE,      /* filings, from: receipts as if by the feed; notes the names */
  TG_SYNC_JOB_END_LISTING,    /* the last page, history, resume: the feed goes on there */
} TgSyncJobKind;

typedef struct
{
  TgSyncJobKind  kind;
  gboolean       is_posted;   /* nobody waits for it */
  gint64         now;
  /* in */
  guint          max_items;
  gsize          max_bytes;
  GPtrArray     *attempts;    /* of TgAttempt; CHOOSE: out, oldest first, one of a filing */
  GPtrArray     *results;     /* of TgResult */
  char          *file;        /* SHA-256; CHOOSE: out */
  gint64         file_bytes;  /* CHOOSE: out */
  gint64         offset;
  TgProblem     *problem;
  TgEventPage   *page;
  TgFilingPage  *filings;
  char          *from;
  char          *resume;
  char          *history;     /* "restored": what the listing did not name is sent again */
  char          *epoch;       /* of the window; LOAD: of the store, "" before first contact */
  /* out */
  GBytes        *piece;
  char          *cursor;      /* of the feed */
  gboolean       done;
  gboolean       is_listing;
  guint          n_pending;   /* after every job: queued, sending or unknown */
  guint          n_applied;
  GPtrArray     *receipts;    /* of TgReceipt: the new ones, for notices */
  gboolean       has_codes;   /* the window has another code table, or may have had */
  guint          n_resent;
} TgSyncJob;

struct _TgSyncStoreInterface
{
  GTypeInterface parent_iface;
  /* The job is handed over and comes back from finish. */
  void       (*run_async)  (TgSyncStore          *self,
                            TgSyncJob            *job,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
  TgSyncJob *(*run_finish) (TgSyncStore          *self,
                            GAsyncResult         *result,
                            GError              **error);
};

TgSyncJob *tg_sync_job_new          (TgSyncJobKind         kind);
void       tg_sync_job_free         (TgSyncJob            *self);
/* Not cancellable: a transaction is done or not. `job` (transfer full). */
void       tg_sync_store_run_async  (TgSyncStore          *self,
                                     TgSyncJob            *job,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
TgSyncJob *tg_sync_store_run_finish (TgSyncStore          *self,
                                     GAsyncResult         *result,
                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSyncJob, tg_sync_job_free)

G_END_DECLS
