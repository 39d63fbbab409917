/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-stored-row.h"

G_BEGIN_DECLS

/* What a row of the register of accounts says; all copied. */
typedef struct
{
  const char *enterprise;
  const char *number;         /* its last four characters alone */
  const char *currency;
  const char *kind;           /* in the language in force */
  const char *bank;
  const char *balance;        /* plain decimal */
  const char *stated;         /* what the bank said last, "" if it never did */
  const char *last;           /* day of the last posting */
  gboolean    is_begun;       /* what was there before is known */
  const char *filing;         /* or the fact that named it first, "" if unknown */
} TgAccountRowFields;

/* A row of a list of accounts. */
#define TG_TYPE_ACCOUNT_ROW (tg_account_row_get_type ())
G_DECLARE_FINAL_TYPE (TgAccountRow, tg_account_row, TG, ACCOUNT_ROW, TgStoredRow)

TgAccountRow             *tg_account_row_new (const char *id);
void                      tg_account_row_fill (TgAccountRow *self,
                                               const TgAccountRowFields *fields);
/* Its values; strings are "" until it is loaded. */
const TgAccountRowFields *tg_account_row_get_fields (TgAccountRow *self);

G_END_DECLS
