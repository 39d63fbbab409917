/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"

G_BEGIN_DECLS

/* Accounts, the enterprises that each may file for, and bearer tokens. */

/* Makes the account, or gives it this secret. */
gboolean  tg_account_table_put            (TgBook      *book,
                                           const char  *account,
                                           const char  *secret,
                                           GError     **error);
gboolean  tg_account_table_add_enterprise (TgBook      *book,
                                           const char  *account,
                                           const char  *code,
                                           GError     **error);
/* FALSE without an error: it has not. */
gboolean  tg_account_table_has_enterprise (TgBook      *book,
                                           const char  *account,
                                           const char  *code,
                                           GError     **error);
gboolean  tg_account_table_check_secret   (TgBook      *book,
                                           const char  *account,
                                           const char  *secret,
                                           GError     **error);
/* (transfer full) */
char     *tg_account_table_new_token      (TgBook      *book,
                                           const char  *account,
                                           gint64       seconds,
                                           GError     **error);
/* The account of a token in force. (transfer full) (nullable): there is none, or an error */
char     *tg_account_table_find_token     (TgBook      *book,
                                           const char  *token,
                                           GError     **error);
/* Of char *: every account. (transfer full) */
GPtrArray *tg_account_table_list          (TgBook      *book,
                                           GError     **error);

G_END_DECLS
