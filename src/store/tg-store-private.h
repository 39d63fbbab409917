/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-attempt.h"
#include "tg-clock.h"
#include "tg-db-statement.h"
#include "tg-filing-table.h"
#include "tg-sale-input.h"
#include "tg-sealer.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* For the files of this folder: what seals columns, what tells the time. */
struct _TgStoreConnection
{
  TgDb       *db;
  TgSealer   *sealer;
  TgClock    *clock;
  TgSaleRule  sale_rule;     /* (nullable): then no rows of the chain board */
  TgCodeLookup *codes;       /* (nullable) */
  guint       changes;       /* TgStoreChange of this transaction so far */
};

void      tg_store_connection_assert      (TgStoreConnection  *conn);
void      tg_store_connection_changed     (TgStoreConnection  *conn,
                                           TgStoreChange       change);
gint64    tg_store_connection_get_time    (TgStoreConnection  *conn);

/* A place is "table/row/column"; it is the same when a value is sealed and when it is opened. */
char     *tg_store_place                  (const char         *table,
                                           const char         *row,
                                           const char         *column);
gboolean  tg_store_bind_sealed            (TgStoreConnection  *conn,
                                           TgDbStatement      *statement,
                                           const char         *name,
                                           const char         *place,
                                           const char         *text,      /* (nullable) */
                                           GError            **error);
/* For columns of text: "#" and the sealed value in base64; "" stays "". What has no "#" was written
 * in clear by an older version. (transfer full) */
char     *tg_store_seal_text              (TgStoreConnection  *conn,
                                           const char         *place,
                                           const char         *text,
                                           GError            **error);
char     *tg_store_open_text              (TgStoreConnection  *conn,
                                           const char         *place,
                                           const char         *sealed,
                                           GError            **error);
/* "" where the column is NULL. (transfer full) */
char     *tg_store_open_column            (TgStoreConnection  *conn,
                                           TgDbStatement      *statement,
                                           int                 column,
                                           const char         *place,
                                           GError            **error);
/* An amount in units of 0.00001, to sort and sum by; 0 for what is no amount, the extremes
 * beyond 64 bits. */
gint64    tg_store_amount_units           (const char         *amount);
/* Text of a column, "" for NULL. Lives as tg_db_column_text's. */
const char *tg_store_column               (TgDbStatement      *statement,
                                           int                 column);
/* A JSON list of the texts, for json_each () in SQL. (transfer full) */
char     *tg_store_write_list             (const char * const *texts);
/* Runs `statement` once; FALSE in `found` when it has no row. */
gboolean  tg_store_find                   (TgDbStatement      *statement,
                                           gboolean           *found,
                                           GError            **error);

/* Frozen. */
TgDocument *tg_store_open_document        (TgStoreConnection  *conn,
                                           TgDbStatement      *statement,
                                           int                 column,
                                           const char         *place,
                                           GError            **error);
/* The first column of all rows. */
GPtrArray  *tg_store_read_texts           (TgDbStatement      *statement,
                                           GError            **error);
GArray     *tg_store_read_ints            (TgDbStatement      *statement,
                                           GError            **error);
GPtrArray  *tg_lookup_table_find_hash     (TgStoreConnection  *conn,
                                           const char         *kind,
                                           const char         *hash,
                                           GError            **error);

/* An attempt as its columns stand, table alias `a`; the bytes follow them or are left out. */
#define TG_ATTEMPT_COLUMNS \
  "a.id, a.filing, a.action, a.state, a.digest, a.base_revision, a.revision, a.reference," \
  " a.created, " \
  "a.sent, a.answered, a.problem_code, a.tries, a.next_try"
#define TG_ATTEMPT_FROZEN_COLUMN 14

/* Not answered yet: in the words of the index. */
#define TG_ATTEMPT_OPEN "(state = 'queued' OR state = 'sending' OR state = 'unknown')"

TgAttempt *tg_attempt_table_read          (TgStoreConnection  *conn,
                                           TgDbStatement      *statement,
                                           gboolean            with_frozen,
                                           GError            **error);
/* The window's listing in `epoch` named it. */
/* Nobody is asked about it any more. */
gboolean   tg_outbox_forget_lost          (TgStoreConnection  *conn,
                                           const char         *filing,
                                           GError            **error);
gboolean   tg_outbox_queue_next_lost      (TgStoreConnection  *conn,
                                           const char         *filing,
                                           TgAttemptState     *state,
                                           GError            **error);
gboolean   tg_outbox_mark_listed          (TgStoreConnection  *conn,
                                           const char         *id,
                                           const char         *epoch,
                                           GError            **error);
/* The rows of the chain board that a change of `subject` (a filing or a fact) touches; many are
 * only marked. */
gboolean   tg_sale_table_update           (TgStoreConnection  *conn,
                                           const char         *subject,
                                           GError            **error);
/* After a change of its states: group, list columns that follow from them. The second alone is no
 * news unless it moves the filing to another group. */
gboolean   tg_filing_table_set_states     (TgStoreConnection  *conn,
                                           const char         *id,
                                           TgFilingState       state,
                                           TgAttemptState      attempt_state,
                                           GError            **error);
gboolean   tg_filing_table_move_group     (TgStoreConnection  *conn,
                                           const char         *id,
                                           TgStateGroup        before,
                                           TgStateGroup        after,
                                           GError            **error);
gboolean   tg_filing_table_set_attempt_state (TgStoreConnection *conn,
                                           const char         *id,
                                           TgAttemptState      attempt_state,
                                           GError            **error);

G_END_DECLS
