/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-document.h"
#include "tg-event.h"
#include "tg-feed-table.h"
#include "tg-state.h"

G_BEGIN_DECLS

/* What else a receipt that moved its filing does, in the same transaction: the store knows no
 * form. */
typedef struct
{
  gboolean (*func) (TgStoreConnection *conn, TgReceipt *receipt, gpointer data, GError **error);
  gpointer   data;
} TgInboxFollow;

/* One page of the window's events. `from` is the cursor that it was asked with. */
typedef struct
{
  GPtrArray  *events;     /* of TgEvent */
  const char *from;
  const char *cursor;
  const char *epoch;
  const TgInboxFollow *follow;   /* nullable */
} TgInboxPage;

/* What one page brought, for notifications and for the engine. */
typedef struct
{
  guint      n_new;           /* events that were not there before */
  GPtrArray *receipts;        /* of TgReceipt, the new ones */
  GPtrArray *notices;         /* of TgNotice */
  GPtrArray *foreign;         /* of char *: filings that somebody else changed at the window */
  GPtrArray *code_tables;     /* of char *: names of tables to be fetched */
  gboolean   has_enterprise;  /* what the agencies say of an enterprise changed */
} TgInboxSummary;

/* Applies the page and moves the cursor, in the transaction of the job. Ids that are there
 * already have no effect; what cannot be understood is kept and stops nothing. TG_ERROR_CONFLICT
 * if the cursor is no longer at `from`: another process was faster. (transfer full) */
TgInboxSummary *tg_inbox_apply_page     (TgStoreConnection     *conn,
                                         const TgInboxPage     *page,
                                         GError               **error);

/* A receipt that did not come by the feed but was read from a file; its event has an id that is
 * made of what it says. The same effects, with one difference: files come in any order, so it does
 * not move a filing of which something later was said. `is_new`: it was not there before. */
gboolean        tg_inbox_take_receipt   (TgStoreConnection     *conn,
                                         TgEvent               *event,
                                         const TgInboxFollow   *follow,   /* nullable */
                                         gboolean              *is_new,
                                         GError               **error);

/* One filing as the window lists it after `cursor-expired`. */
typedef struct
{
  const char        *filing;
  const char        *form;
  guint              version;
  const char        *enterprise;   /* its code at the window */
  gint64             revision;
  TgFilingState      state;
  const TgDocument  *document;
  GPtrArray         *receipts;     /* of TgEvent */
  GPtrArray         *submissions;  /* of TgListedSubmission */
} TgListed;

typedef struct
{
  const char *id;
  gboolean    received;
  gint64      revision;
} TgListedSubmission;

typedef struct
{
  const TgListed *filings;
  guint           n_filings;
  const char     *from;
  const char     *cursor;
  const char     *resume;       /* (nullable): `feed` of the first page */
  const char     *epoch;
  gboolean        is_last;
  /* How a filing that we do not have is saved; NULL in a job that only knows ours. (transfer
   * full) */
  gpointer      (*make_save)   (const TgListed *listed, gpointer data);
  gpointer        data;
  const TgInboxFollow *follow;  /* nullable */
} TgListingPage;

/* Reconciles one page of the listing; after the last one the events go on at `resume`. */
TgInboxSummary *tg_inbox_apply_listing  (TgStoreConnection     *conn,
                                         const TgListingPage   *page,
                                         GError               **error);
void            tg_inbox_summary_free   (TgInboxSummary        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgInboxSummary, tg_inbox_summary_free)

G_END_DECLS
