/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"

G_BEGIN_DECLS

/* The foreign currency accounts that the practice bank keeps: one a currency of an enterprise.
 * Owned strings. */
typedef struct
{
  char *account;        /* of the window */
  char *enterprise;
  char *currency;
  char *number;
  char *balance;        /* decimal text */
} TgBankAccount;

void     tg_bank_account_free (TgBankAccount        *self);
/* FALSE is an error; `*out` stays NULL where there is none. */
gboolean tg_bank_table_find   (TgBook               *book,
                               const char           *account,
                               const char           *enterprise,
                               const char           *currency,
                               TgBankAccount       **out,
                               GError              **error);
gboolean tg_bank_table_put    (TgBook               *book,
                               const TgBankAccount  *bank,
                               GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgBankAccount, tg_bank_account_free)

G_END_DECLS
