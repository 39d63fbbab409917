/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-account-words.h"

#include <glib/gi18n-lib.h>

#include "tg-decimal.h"

/* Figures are grouped and never go without their currency. */

char *
tg_account_words_dup_amount (const char *amount,
                             const char *currency)
{
  TgDecimal number;
  g_autofree char *grouped = NULL;

  if (!tg_decimal_parse (amount, &number, NULL))
    return g_strdup (amount);
  grouped = tg_decimal_to_grouped (number, 2);
  return g_strdup_printf ("%s %s", grouped, currency);
}

char *
tg_account_words_dup_balance (const TgAccountRowFields *fields)
{
  g_autofree char *amount = tg_account_words_dup_amount (fields->balance, fields->currency);

  /* Translators: the sum of what moved on an account whose opening balance is not known */
  return fields->is_begun || amount[0] == '\0' ? g_steal_pointer (&amount)
         : g_strdup_printf (_("moved %s"), amount);
}

char *
tg_account_words_dup_stated (const TgAccountRowFields *fields)
{
  TgDecimal own, stated;
  g_autofree char *amount = NULL;

  if (!tg_decimal_parse (fields->stated, &stated, NULL) ||
      !tg_decimal_parse (fields->balance, &own, NULL) || tg_decimal_compare (own, stated) == 0)
    return g_strdup ("");
  amount = tg_account_words_dup_amount (fields->stated, fields->currency);
  return g_strdup_printf (_("The bank says %s"), amount);
}
