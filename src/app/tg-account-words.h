/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-account-row.h"

G_BEGIN_DECLS

/* How the register says an account's figures. */

/* "1,280.00 USD", or what moved since the register began. (transfer full) */
char *tg_account_words_dup_balance (const TgAccountRowFields *fields);
/* What the bank says where it says otherwise, else "". (transfer full) */
char *tg_account_words_dup_stated  (const TgAccountRowFields *fields);
/* (transfer full) */
char *tg_account_words_dup_amount  (const char               *amount,
                                    const char               *currency);

G_END_DECLS
