/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-transport.h"

G_BEGIN_DECLS

/* A single window in memory, by the contract, for the simulator. Item by item it keeps what it
 * did; `crash_after` lets it end in the middle of a batch. A document whose `kind` is "refuse" is
 * refused, one whose `kind` is "poison" spoils the request that it is in. */
typedef struct
{
  TgChance   *chance;
  GPtrArray  *log;          /* of TgSimEffect, in order; what a restored copy is cut from */
  GHashTable *known;        /* id of a submission → TgSimEffect */
  GHashTable *filings;      /* id → revision */
  GHashTable *files;        /* SHA-256 → TgSimUpload */
  GPtrArray  *feed;         /* of TgSimReceipt */
  GPtrArray  *due;          /* of TgSimReceipt: not in the feed yet */
  guint       n_epochs;
  guint       n_tokens;
  guint       n_events;
  gboolean    was_restored;
  gboolean    is_forgetful; /* the negative control: it does not look at ids */
} TgSimWindow;

typedef struct
{
  char     *id;
  char     *filing;
  gboolean  received;
  gint64    revision;
  guint     n_effects;
} TgSimEffect;

/* An attachment as far as it has arrived. */
typedef struct
{
  GByteArray *arrived;
  gboolean    is_whole;
  guint       n_log;            /* length of the log when its last byte came */
} TgSimUpload;

typedef struct
{
  char   *id;
  char   *filing;
  char   *submission;
  gint64  revision;
  guint   n_log;            /* length of the log when it came about */
} TgSimReceipt;

TgSimWindow *tg_sim_window_new       (TgChance        *chance);
void         tg_sim_window_free      (TgSimWindow     *self);
/* `crash_after`: so many items are done, then there is no answer (NULL); -1 all. Of a piece of an
 * attachment so many bytes arrive. */
TgResponse  *tg_sim_window_answer    (TgSimWindow     *self,
                                      const TgRequest *request,
                                      int              crash_after);
/* An agency writes: up to `count` receipts that are due come into the feed. */
void         tg_sim_window_pass_time (TgSimWindow     *self,
                                      guint            count);
/* Tokens are forgotten. */
void         tg_sim_window_restart   (TgSimWindow     *self);
/* Back to a copy: the last `count` items and all that came of them are gone. */
void         tg_sim_window_restore   (TgSimWindow     *self,
                                      guint            count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSimWindow, tg_sim_window_free)

G_END_DECLS
