/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-account-table.h"
#include "tg-decimal.h"
#include "tg-posting-table.h"
#include "tg-store-private.h"

G_BEGIN_DECLS

/* For the files of accounts and postings. */

/* A trillion: what says more is no amount of money, and no sum of those overflows. */
#define TG_POSTING_MAX_UNITS G_GINT64_CONSTANT (100000000000000000)

/* Units of 0.00001, 0 for what is no amount. */
gint64 tg_posting_units         (const char *amount);
char  *tg_posting_units_to_text (gint64      units);

/* A posting that is there and says the same, told by the other side: by the bank of what a filing
 * moved, by a filing of what the bank told. */
typedef struct
{
  gint64  rid;       /* 0: there is none */
  char   *account;
  gint64  units;
  char   *event;     /* "" where the bank has not told it */
} TgPostingMatch;

gboolean tg_posting_match_find  (TgStoreConnection  *conn,
                                 const TgPosting    *posting,
                                 TgPostingMatch     *out,
                                 GError            **error);
void     tg_posting_match_clear (TgPostingMatch     *self);
char    *tg_posting_match_hash  (TgStoreConnection  *conn,
                                 const TgPosting    *posting);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TgPostingMatch, tg_posting_match_clear)

G_END_DECLS
