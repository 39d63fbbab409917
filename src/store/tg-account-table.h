/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A forex account. Its id is the keyed hash of its number; the number is sealed. Strings are
 * never NULL. */
typedef struct
{
  char   *id;
  char   *enterprise;
  char   *filing;       /* that opened it, "" if unknown */
  char   *number;
  char   *currency;
  char   *balance;      /* plain decimal */
  gint64  updated;
} TgAccount;

typedef struct
{
  char   *id;           /* of the event */
  char   *account;
  char   *kind;
  char   *currency;
  char   *amount;
  char   *balance;
  char   *counterparty;
  char   *reference;
  gint64  at;
} TgPosting;

/* Adds the account, or fills in its enterprise, filing and currency where they are given. Sets
 * `id`. */
gboolean   tg_account_table_put            (TgStoreConnection  *conn,
                                            TgAccount          *account,
                                            GError            **error);
/* Adds the posting and sets the balance of its account. */
gboolean   tg_account_table_add_posting    (TgStoreConnection  *conn,
                                            const TgPosting    *posting,
                                            GError            **error);
GPtrArray *tg_account_table_list           (TgStoreConnection  *conn,
                                            GError            **error);
/* Newest first; `account` NULL for all. */
GPtrArray *tg_account_table_list_postings  (TgStoreConnection  *conn,
                                            const char         *account,
                                            guint               limit,
                                            GError            **error);
void       tg_account_free                 (TgAccount          *self);
void       tg_posting_free                 (TgPosting          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgAccount, tg_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPosting, tg_posting_free)

G_END_DECLS
