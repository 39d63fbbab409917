/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* An account in one currency. Its id is the keyed hash of its number; the number is sealed. Strings
 * are never NULL in what is read; NULL is "" in what is put. */
typedef struct
{
  gint64  rid;
  char   *id;
  char   *enterprise;
  char   *filing;       /* or the fact that opened it, "" if unknown */
  char   *number;
  char   *currency;
  char   *kind;         /* of forex_account_kind */
  char   *bank;
  char   *balance;      /* plain decimal: what was there and what moved */
  gboolean is_begun;    /* it is known what was there before the first posting */
  char   *stated;       /* what the bank said last, "" if it never did */
  gint64  stated_at;
  char   *last;         /* day of the last posting */
  gint64  updated;
} TgAccount;

/* Adds the account, or fills in what is given. With `stated` the bank says its balance; an account
 * that is new begins so that it is right after `moved` (plain decimal, nullable). Sets `id`. */
gboolean   tg_account_table_put        (TgStoreConnection  *conn,
                                        TgAccount          *account,
                                        const char         *moved,
                                        GError            **error);
/* One that nothing was posted on, and that only this filing or fact named. */
gboolean   tg_account_table_drop       (TgStoreConnection  *conn,
                                        const char         *id,
                                        const char         *filing,
                                        GError            **error);
/* Ids of the accounts that this filing or fact opened. */
GPtrArray *tg_account_table_list_opened (TgStoreConnection *conn,
                                        const char         *filing,
                                        GError            **error);
/* NULL without an error where there is none. `currency` NULL: the first with this number. */
TgAccount *tg_account_table_find       (TgStoreConnection  *conn,
                                        const char         *number,
                                        const char         *currency,
                                        GError            **error);
TgAccount *tg_account_table_find_id    (TgStoreConnection  *conn,
                                        const char         *id,
                                        GError            **error);
/* Those moved last come first; `enterprise` "" for all. */
GArray    *tg_account_table_list_ids   (TgStoreConnection  *conn,
                                        const char         *enterprise,
                                        guint               limit,
                                        GError            **error);
GPtrArray *tg_account_table_load       (TgStoreConnection  *conn,
                                        const gint64       *rids,
                                        guint               n_rids,
                                        GError            **error);
void       tg_account_free             (TgAccount          *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgAccount, tg_account_free)

G_END_DECLS
