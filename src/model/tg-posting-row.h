/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-stored-row.h"

G_BEGIN_DECLS

/* What a row of an account's postings says; all copied. */
typedef struct
{
  const char *date;
  const char *kind;           /* in the language in force */
  const char *amount;         /* plain decimal with its sign */
  const char *currency;
  const char *balance;        /* after it; "" where it is in another currency */
  const char *counterparty;
  const char *reference;
  const char *source;         /* filing or fact, "" if the bank alone told it */
  const char *source_title;   /* "FX-21 HK2026…", "" without one */
  const char *draws;          /* the form that declares it, "" where it is declared or needs none */
  const char *quota;          /* what it uses of a quota, in words; "" for none */
  gboolean    is_told;        /* the bank told it */
  gboolean    is_reversed;    /* its filing was taken back */
} TgPostingRowFields;

/* A row of a list of postings. */
#define TG_TYPE_POSTING_ROW (tg_posting_row_get_type ())
G_DECLARE_FINAL_TYPE (TgPostingRow, tg_posting_row, TG, POSTING_ROW, TgStoredRow)

TgPostingRow             *tg_posting_row_new (const char *id);
void                      tg_posting_row_fill (TgPostingRow *self,
                                               const TgPostingRowFields *fields);
/* Its values; strings are "" until it is loaded. */
const TgPostingRowFields *tg_posting_row_get_fields (TgPostingRow *self);

G_END_DECLS
