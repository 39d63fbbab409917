/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-reply-policy.h"

G_BEGIN_DECLS

/* The sync engine's mind: a pure step from state and event to state and commands. No I/O, no
 * clock, no chance of its own. Of the commands that a step gives, at most one will be answered
 * by an event; `serial` ties the two. */

typedef enum
{
  TG_SYNC_IDLE,
  TG_SYNC_LEASING,
  TG_SYNC_LOADING,
  TG_SYNC_DISCOVERING,
  TG_SYNC_TOKEN,
  TG_SYNC_CHOOSING,        /* a batch, which the store marks as sending */
  TG_SYNC_UPLOADING,
  TG_SYNC_STORING_RESULTS,
  TG_SYNC_RELEASING,       /* a batch whose answer is lost */
  TG_SYNC_ASKING_FILE,     /* how much of an attachment has arrived */
  TG_SYNC_READING_FILE,
  TG_SYNC_SENDING_FILE,
  TG_SYNC_STORING_FILE,    /* that it is there, or that the window will not have it */
  TG_SYNC_ASKING,          /* an errand of the person */
  TG_SYNC_POLLING,
  TG_SYNC_APPLYING,
  TG_SYNC_LISTING,
  TG_SYNC_RECONCILING,
  TG_SYNC_WAITING,
  TG_SYNC_STOPPED,         /* the person must act */
} TgSyncPhase;

typedef enum
{
  TG_SYNC_EVENT_START,
  TG_SYNC_EVENT_STOP,
  TG_SYNC_EVENT_WAKE,      /* something was queued, or the person wants it now */
  TG_SYNC_EVENT_ASK,       /* an errand more */
  TG_SYNC_EVENT_TIMER,
  TG_SYNC_EVENT_REPLY,
  TG_SYNC_EVENT_STORED,    /* the store did it */
  TG_SYNC_EVENT_FAILED,    /* the store did not */
} TgSyncEventKind;

typedef struct
{
  TgSyncEventKind  kind;
  guint            serial;       /* of the command that this answers */
  gboolean         once;         /* START: to the end, then finish */
  gboolean         by_person;    /* WAKE: cuts a back-off short */
  TgReply          reply;        /* REPLY */
  gint64           retry_after;  /* REPLY: µs, -1 none */
  gboolean         is_posted;    /* FAILED: nobody waited for it */
  const char      *text;         /* REPLY, FAILED: in words, for the person */
  const char      *epoch;        /* REPLY: of the window; STORED after LOAD: of the store */
  const char      *history;      /* REPLY to discovery */
  const char      *environment;  /* REPLY to discovery */
  guint            batch;        /* REPLY to discovery: limits */
  gsize            body_bytes;
  guint            wait_seconds;
  gsize            chunk_bytes;
  gboolean         is_leased;    /* STORED after LEASE */
  gboolean         is_listing;   /* STORED after LOAD: a listing was cut off */
  guint            count;        /* STORED after CHOOSE, READ_FILE (bytes; 0: it is not what it
                                  * was); REPLY to events, listing */
  gint64           file_bytes;   /* STORED after CHOOSE: of an attachment that is due, 0 none */
  gint64           offset;       /* REPLY to ASK_FILE, SEND_FILE: -1 none */
  gboolean         more;         /* REPLY to events, listing */
  gboolean         is_unmoved;   /* REPLY to events, listing: the cursor that was asked with */
} TgSyncEvent;

typedef enum
{
  TG_SYNC_COMMAND_LEASE,
  TG_SYNC_COMMAND_UNLEASE,       /* not answered */
  TG_SYNC_COMMAND_LOAD,
  TG_SYNC_COMMAND_DISCOVER,
  TG_SYNC_COMMAND_GET_TOKEN,
  TG_SYNC_COMMAND_CHOOSE,
  TG_SYNC_COMMAND_UPLOAD,        /* first, count of the batch */
  TG_SYNC_COMMAND_STORE_RESULTS, /* first, count; posted; ahead, bytes */
  TG_SYNC_COMMAND_REFUSE,        /* the one item at `first`, by the problem just read */
  TG_SYNC_COMMAND_RELEASE,       /* from first to the end of the batch */
  TG_SYNC_COMMAND_ASK_FILE,
  TG_SYNC_COMMAND_READ_FILE,     /* offset, bytes */
  TG_SYNC_COMMAND_SEND_FILE,     /* offset: the piece just read */
  TG_SYNC_COMMAND_STORE_FILE,    /* it is there whole */
  TG_SYNC_COMMAND_REFUSE_FILE,   /* by the problem just read, or as it is not what it was */
  TG_SYNC_COMMAND_ASK,           /* the first errand */
  TG_SYNC_COMMAND_HAND_OVER,     /* the answer to it; not answered */
  TG_SYNC_COMMAND_POLL,          /* seconds */
  TG_SYNC_COMMAND_APPLY,         /* the page just read */
  TG_SYNC_COMMAND_BEGIN_LISTING, /* history */
  TG_SYNC_COMMAND_LIST,
  TG_SYNC_COMMAND_APPLY_LISTING, /* the page just read */
  TG_SYNC_COMMAND_END_LISTING,   /* the same with the last page */
  TG_SYNC_COMMAND_WAIT,          /* until */
  TG_SYNC_COMMAND_CANCEL,        /* the request or timer under way; not answered */
  TG_SYNC_COMMAND_FINISH,        /* not answered */
} TgSyncCommandKind;

typedef struct
{
  TgSyncCommandKind  kind;
  guint              serial;
  gboolean           is_posted;  /* goes on beside what follows; only its failure is answered */
  guint              first;
  guint              count;      /* CHOOSE: at most so many */
  guint              ahead;      /* STORE_RESULTS: so many in all may be chosen for later */
  gsize              bytes;      /* CHOOSE, STORE_RESULTS: at most so many */
  gint64             offset;
  guint              seconds;
  gint64             until;
} TgSyncCommand;

typedef struct _TgSyncState TgSyncState;

TgSyncState *tg_sync_state_new             (const char        *environment);
void         tg_sync_state_free            (TgSyncState       *self);
TgSyncPhase  tg_sync_state_get_phase       (const TgSyncState *self);
const char  *tg_sync_state_get_reason      (const TgSyncState *self);   /* "" when all is well */
int          tg_sync_state_get_error       (const TgSyncState *self);   /* TgError with it */
const char  *tg_sync_state_get_epoch       (const TgSyncState *self);   /* of the window */
const char  *tg_sync_state_get_history     (const TgSyncState *self);
gboolean     tg_sync_state_is_finished     (const TgSyncState *self);
/* Everything was sent, and the feed read to its end. */
gboolean     tg_sync_state_is_drained      (const TgSyncState *self);

/* Changes `state` and appends to `commands` (of TgSyncCommand). */
void         tg_sync_step                  (TgSyncState       *state,
                                            const TgSyncEvent *event,
                                            gint64             now,
                                            TgChance          *chance,
                                            GArray            *commands);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgSyncState, tg_sync_state_free)

G_END_DECLS
