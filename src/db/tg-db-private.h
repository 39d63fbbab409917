/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "tg-db-statement.h"

G_BEGIN_DECLS

/* What the files of this layer share. */
sqlite3    *tg_db_get_handle      (TgDb           *self);
GHashTable *tg_db_get_statements  (TgDb           *self);   /* SQL → TgDbStatement, lent or not */
/* Where the statement may be that was last asked for with this address. */
TgDbStatement **tg_db_get_recent  (TgDb           *self,
                                   const char     *sql);
/* When the connection closes: not one that is lent. */
void        tg_db_statement_drop  (TgDbStatement  *self);
/* Sets `error` from the connection's last fault. Returns: FALSE */
gboolean    tg_db_fail            (TgDb           *self,
                                   const char     *doing,
                                   GError        **error);
/* For a number that PRAGMA cannot take as a parameter. */
gboolean    tg_db_set_pragma      (TgDb           *self,
                                   const char     *pragma,
                                   gint64          value,
                                   GError        **error);
gboolean    tg_db_tokenizer_add   (sqlite3        *handle);

G_END_DECLS
