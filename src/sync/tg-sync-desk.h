/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sync-answer.h"
#include "tg-sync-step.h"
#include "tg-sync-store.h"

G_BEGIN_DECLS

/* What lies on the engine's desk between two commands: the batch under way, the answer just
 * read, the cursors. Makes requests and jobs out of it. No I/O; main thread. */
typedef struct
{
  char         *client_id;
  char         *secret;
  char         *base;             /* of the interface, from discovery */
  char         *code_keys;        /* from discovery: who signs the list of code tables */
  char         *token;
  char         *cursor;           /* of the feed, as the store has it */
  char         *listing_cursor;
  char         *listing_feed;     /* where to go on after the listing */
  GPtrArray    *batch;            /* of TgAttempt; nullable */
  char         *file;             /* SHA-256 of the attachment on its way; nullable */
  gint64        file_bytes;
  GBytes       *piece;            /* of it, nullable */
  TgSyncAnswer *answer;           /* nullable */
} TgSyncDesk;

void       tg_sync_desk_init         (TgSyncDesk          *self);
void       tg_sync_desk_clear        (TgSyncDesk          *self);
/* The request of a command, its kind, and the ids that the answer must name (NULL if none). */
TgRequest *tg_sync_desk_make_request (TgSyncDesk          *self,
                                      const TgSyncCommand *command,
                                      TgRequestKind       *kind,
                                      char              ***ids);
/* The store's job of a command. */
TgSyncJob *tg_sync_desk_make_job     (TgSyncDesk          *self,
                                      const TgSyncCommand *command,
                                      const TgSyncState   *state,
                                      gint64               now);
/* Takes the answer (transfer full) and gives the event that says what it is. */
TgSyncEvent tg_sync_desk_take_answer (TgSyncDesk          *self,
                                      TgSyncAnswer        *answer,
                                      guint                serial);
TgSyncEvent tg_sync_desk_take_job    (TgSyncDesk          *self,
                                      const TgSyncJob     *job,
                                      guint                serial);

G_END_DECLS
