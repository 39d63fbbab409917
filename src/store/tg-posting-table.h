/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* What moved on an account. Strings are never NULL in what is read; NULL is "" in what is put. */
typedef struct
{
  gint64    rid;
  char     *id;
  char     *account;
  char     *kind;          /* of forex_posting_kind */
  char     *currency;      /* of the amount: not always the account's */
  char     *amount;        /* plain decimal, without a sign */
  char     *balance;       /* after it, "" where it is in another currency */
  char     *counterparty;
  char     *reference;
  char     *date;
  char     *subject;       /* the filing or fact that it comes from */
  char     *part;          /* which of the subject's movements */
  char     *event;         /* the window's, "" where the bank did not tell it */
  char     *named;         /* put only: the filing that the event names */
  char     *enterprise;    /* whose quota it uses */
  char     *quota;         /* settlement, purchase, "" for none */
  gboolean  exempt;        /* proved by documents: outside the quota */
  char     *usd;           /* "" where it is not known */
  char     *rate;          /* where the value in USD comes from */
  gboolean  reversed;
  gint64    at;
} TgPosting;

/* Puts what an event or the part of a subject moved, once: what the other side told already is
 * joined with it, what the subject said before is replaced. Keeps the balance. */
gboolean   tg_posting_table_put       (TgStoreConnection  *conn,
                                       const TgPosting    *posting,
                                       GError            **error);
/* What the subject moved holds no more, but for the `kept` parts (nullable, NULL-terminated). What
 * the bank told stays. */
gboolean   tg_posting_table_reverse   (TgStoreConnection  *conn,
                                       const char         *subject,
                                       const char * const *kept,
                                       GError            **error);
/* Newest first; `account` NULL for all. */
GArray    *tg_posting_table_list_ids  (TgStoreConnection  *conn,
                                       const char         *account,
                                       guint               limit,
                                       GError            **error);
GPtrArray *tg_posting_table_load      (TgStoreConnection  *conn,
                                       const gint64       *rids,
                                       guint               n_rids,
                                       GError            **error);
/* NULL without an error where there is none. */
TgPosting *tg_posting_table_find      (TgStoreConnection  *conn,
                                       const char         *id,
                                       GError            **error);
void       tg_posting_free            (TgPosting          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPosting, tg_posting_free)

G_END_DECLS
