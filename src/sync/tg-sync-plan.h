/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sync-step.h"

G_BEGIN_DECLS

/* The inside of the step: the state's members and what is due by them. For tg-sync-step.c and
 * tg-sync-plan.c. */

#define TG_SYNC_MAX_ITEMS  200
#define TG_SYNC_MAX_BYTES  (1024 * 1024)
#define TG_SYNC_AHEAD      4       /* requests' worth of items that are chosen at once */
#define TG_SYNC_MAX_RANGES 16      /* those, halvings of TG_SYNC_MAX_ITEMS, and then some */
#define TG_SYNC_MAX_CHUNK  (1024 * 1024)

typedef enum { LISTING_NONE, LISTING_WANTED, LISTING_BEGUN } Listing;

typedef struct
{
  guint first;
  guint count;
} Range;

/* An attachment on its way. What the window has of it is asked first, and again after a fault. */
typedef struct
{
  gint64   bytes;         /* 0: none is on its way */
  gint64   offset;        /* -1: not known */
  guint    piece;         /* bytes that were read and are to be sent from there, 0: none */
  guint    n_seeks;       /* times that the window named another offset */
  gboolean is_whole;
  gboolean is_refused;
} Upload;

struct _TgSyncState
{
  TgSyncPhase  phase;
  guint        serial;
  guint        asked;           /* TgSyncCommandKind of that serial */
  char        *environment;
  gboolean     once;
  gboolean     only_errands;
  guint        n_errands;       /* whoever waits at the next back-off or end is told so */
  gboolean     is_finished;

  char        *reason;
  int          error;
  guint        failures;
  gint64       until;
  gboolean     is_asked;        /* `until` is the window's wish: the person cannot shorten it */

  gboolean     is_leased;
  gboolean     is_loaded;
  gboolean     is_discovered;
  gboolean     has_token;
  gboolean     is_renewed;      /* the token, since the last good answer */
  gboolean     asks_history;
  gboolean     must_release;
  gboolean     must_stop;
  gboolean     is_uploaded;     /* nothing more was due */
  gboolean     is_woken;        /* something was queued since the last CHOOSE */
  gboolean     is_drained;      /* the feed was read to its end */
  gboolean     has_more;
  gboolean     has_listed;      /* at least one page since it began */
  Listing      listing;

  char        *epoch;           /* of the store, "" before the first contact */
  char        *window_epoch;
  char        *history;
  Range        ranges[TG_SYNC_MAX_RANGES];
  guint        n_ranges;
  guint        release_first;   /* with must_release: the first item that has no answer */
  Upload       upload;
  guint        n_mismatches;    /* of attachments, since the last one that arrived */
  guint        max_items;
  gsize        max_bytes;
  gsize        max_chunk;
  guint        wait_seconds;
};

/* One call of tg_sync_step. */
typedef struct
{
  TgSyncState       *state;
  const TgSyncEvent *event;
  gint64             now;
  TgChance          *chance;
  GArray            *commands;
} TgSyncStep;

void           tg_sync_plan_set_text        (char             **place,
                                             const char        *text);
void           tg_sync_plan_set_reason      (TgSyncState       *state,
                                             int                error,
                                             const char        *text);
TgSyncCommand *tg_sync_plan_command         (TgSyncStep        *step,
                                             TgSyncCommandKind  kind);
/* A command that will be answered. */
TgSyncCommand *tg_sync_plan_ask             (TgSyncStep        *step,
                                             TgSyncPhase        phase,
                                             TgSyncCommandKind  kind);
/* To the end of a run: the lease goes back, what must be looked at again is forgotten. */
void           tg_sync_plan_finish          (TgSyncStep        *step,
                                             TgSyncPhase        phase);
/* The first command that is due. */
void           tg_sync_plan_go_on           (TgSyncStep        *step);
void           tg_sync_plan_restart_listing (TgSyncState       *state);
void           tg_sync_plan_drop_file       (TgSyncState       *state);
/* `delay` -1: chosen by chance, longer each time. */
void           tg_sync_plan_back_off        (TgSyncStep        *step,
                                             gint64             delay,
                                             int                error,
                                             const char        *text);
void           tg_sync_plan_stop_for        (TgSyncStep        *step,
                                             int                error,
                                             const char        *text);

G_END_DECLS
