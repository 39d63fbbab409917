/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-book.h"

G_BEGIN_DECLS

/* What the window itself adds to a case: the partners' 403 and 505, and declarations. */

gboolean tg_entry_table_put_partner (TgBook      *book,
                                     const char  *account,
                                     const char  *message,
                                     const char  *match_key,
                                     const char  *number,
                                     GError     **error);
/* FALSE without an error: it is not there. */
gboolean tg_entry_table_has_partner (TgBook      *book,
                                     const char  *account,
                                     const char  *message,
                                     const char  *match_key,
                                     GError     **error);

/* The serial of the next declaration, -1 is an error. */
gint64   tg_entry_table_get_serial  (TgBook      *book,
                                     GError     **error);
gboolean tg_entry_table_add_entry   (TgBook      *book,
                                     const char  *account,
                                     const char  *number,
                                     GError     **error);
gboolean tg_entry_table_add_list    (TgBook      *book,
                                     const char  *account,
                                     const char  *filing,
                                     const char  *entry,
                                     const char  *items,
                                     GError     **error);
gboolean tg_entry_table_has_list    (TgBook      *book,
                                     const char  *account,
                                     const char  *filing,
                                     GError     **error);
/* The declaration in which a list stands, "" where it stands in none; NULL is an error. (transfer
 * full) */
char    *tg_entry_table_dup_entry   (TgBook      *book,
                                     const char  *account,
                                     const char  *filing,
                                     GError     **error);

G_END_DECLS
