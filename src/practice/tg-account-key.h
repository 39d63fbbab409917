/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"

G_BEGIN_DECLS

/* The certificates that an account registered: what it signs with is checked by them, and with one
 * it must sign. In DER. */

gboolean   tg_account_key_add  (TgBook      *book,
                                const char  *account,
                                GBytes      *certificate,
                                GError     **error);
/* Of GBytes; empty where it has none. (transfer full) */
GPtrArray *tg_account_key_list (TgBook      *book,
                                const char  *account,
                                GError     **error);
/* By its SHA-256, as signatures name it. (transfer full) (nullable) */
GBytes    *tg_account_key_find (GPtrArray   *keys,
                                const char  *key_id);

G_END_DECLS
