/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

typedef enum
{
  TG_JOURNAL_CREATED,       /* `new_value` is the whole document */
  TG_JOURNAL_SET,
  TG_JOURNAL_LINE_ADDED,    /* path "table/line", `new_value` its position */
  TG_JOURNAL_LINE_REMOVED,
  /* `old_value` is the line as JSON with its position before it: "3 {…}" */
  TG_JOURNAL_LINE_MOVED,    /* positions before and after */
  TG_JOURNAL_BATCH,         /* names a batch: path "", `new_value` says what it was */
  TG_JOURNAL_UNDO,          /* takes back `undoes`; old and new as they then changed */
  TG_JOURNAL_SHARED,        /* it was queued: `new_value` says which agencies get which blocks */
} TgJournalKind;

typedef enum
{
  TG_ORIGIN_PERSON,
  TG_ORIGIN_IMPORT,
  TG_ORIGIN_EVENT,
  TG_ORIGIN_DERIVATION,
} TgOrigin;

/* One change of one document. Strings are owned and never NULL in what is read. */
typedef struct
{
  gint64         seq;           /* given by the store */
  char          *subject;       /* id of the filing or fact */
  TgJournalKind  kind;
  char          *path;
  char          *old_value;     /* (nullable) when written */
  char          *new_value;     /* (nullable) when written */
  TgOrigin       origin;
  char          *batch;         /* "" alone */
  gint64         undoes;        /* kind undo: the `seq` it takes back, else 0 */
  gint64         base_revision;
  gint64         revision;
  gint64         at;            /* µs UTC */
} TgJournalEntry;

TgJournalEntry *tg_journal_entry_new         (TgJournalKind          kind,
                                              const char            *path,
                                              const char            *old_value,
                                              const char            *new_value);
void            tg_journal_entry_free        (TgJournalEntry        *self);
const char     *tg_journal_kind_to_name      (TgJournalKind          kind);
const char     *tg_origin_to_name            (TgOrigin               origin);

/* Adds it and fills in `seq`. Called by the save verb, in its transaction. */
gboolean        tg_journal_table_add         (TgStoreConnection     *conn,
                                              TgJournalEntry        *entry,
                                              GError               **error);
/* The entries of `subject` after `seq`, oldest first. */
GPtrArray      *tg_journal_table_list_since  (TgStoreConnection     *conn,
                                              const char            *subject,
                                              gint64                 seq,
                                              GError               **error);
/* The last `limit` entries of `subject`, oldest first: what undo needs after a restart. */
GPtrArray      *tg_journal_table_list_last   (TgStoreConnection     *conn,
                                              const char            *subject,
                                              guint                  limit,
                                              GError               **error);
/* All entries of a batch over all documents, oldest first: to take back an import. */
GPtrArray      *tg_journal_table_list_batch  (TgStoreConnection     *conn,
                                              const char            *batch,
                                              GError               **error);
/* What undo and redo would take back next, as entries of one step, newest first; empty when
 * there is nothing. A step is one entry, or all of one batch. `entries` oldest first. (transfer
 * container) */
GPtrArray      *tg_journal_table_find_undo         (GPtrArray             *entries);
GPtrArray      *tg_journal_table_find_redo         (GPtrArray             *entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgJournalEntry, tg_journal_entry_free)

G_END_DECLS
