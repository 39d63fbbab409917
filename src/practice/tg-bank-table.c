/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-bank-table.h"

/* Bank accounts with their balances, as the practice bank keeps them. */

void
tg_bank_account_free (TgBankAccount *self)
{
  if (self == NULL)
    return;
  g_free (self->account);
  g_free (self->enterprise);
  g_free (self->currency);
  g_free (self->number);
  g_free (self->balance);
  g_free (self);
}

gboolean
tg_bank_table_find (TgBook         *book,
                    const char     *account,
                    const char     *enterprise,
                    const char     *currency,
                    TgBankAccount **out,
                    GError        **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "SELECT number, balance FROM bank_account WHERE account = :account"
                   " AND enterprise = :enterprise AND currency = :currency", error);
  TgBankAccount *bank;
  gboolean has_row;

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", account);
  tg_db_bind_text (st, ":enterprise", enterprise);
  tg_db_bind_text (st, ":currency", currency);
  if (!tg_db_step (st, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  bank = g_new0 (TgBankAccount, 1);
  bank->account = g_strdup (account);
  bank->enterprise = g_strdup (enterprise);
  bank->currency = g_strdup (currency);
  bank->number = tg_db_column_dup_text (st, 0);
  bank->balance = tg_db_column_dup_text (st, 1);
  *out = bank;
  return TRUE;
}

gboolean
tg_bank_table_put (TgBook               *book,
                   const TgBankAccount  *bank,
                   GError              **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (tg_book_get_db (book),
                   "INSERT INTO bank_account (account, enterprise, currency, number, balance)"
                   " VALUES (:account, :enterprise, :currency, :number, :balance)"
                   " ON CONFLICT (account, enterprise, currency)"
                   " DO UPDATE SET balance = excluded.balance", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":account", bank->account);
  tg_db_bind_text (st, ":enterprise", bank->enterprise);
  tg_db_bind_text (st, ":currency", bank->currency);
  tg_db_bind_text (st, ":number", bank->number);
  tg_db_bind_text (st, ":balance", bank->balance);
  return tg_db_run (st, error);
}
