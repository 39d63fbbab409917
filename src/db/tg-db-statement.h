/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-db.h"

G_BEGIN_DECLS

/* A prepared statement, lent by its connection, which keeps it for the next time. Use:
 * g_autoptr (TgDbStatement) st = tg_db_prepare (db, "SELECT … WHERE id = :id", error);    if (st
 * == NULL)     return FALSE;   tg_db_bind_text (st, ":id", id);   while (tg_db_step (st, &has_row,
 * error) && has_row)     … tg_db_column_text (st, 0) …  Parameters are bound by name (with the
 * colon); one that is not in the SQL is a fault of the program. What is not bound is NULL.
 * Everything is copied. */
typedef struct _TgDbStatement TgDbStatement;

TgDbStatement *tg_db_prepare         (TgDb           *db,
                                      const char     *sql,
                                      GError        **error);
/* Gives it back: reset, without bindings. The cleanup of g_autoptr. */
void           tg_db_statement_done  (TgDbStatement  *self);

void           tg_db_bind_text       (TgDbStatement  *self,
                                      const char     *name,
                                      const char     *value);   /* (nullable) */
void           tg_db_bind_int        (TgDbStatement  *self,
                                      const char     *name,
                                      gint64          value);
void           tg_db_bind_blob       (TgDbStatement  *self,
                                      const char     *name,
                                      GBytes         *value);   /* (nullable) */

/* FALSE is an error. `has_row` is FALSE after the last row; the statement may then be bound and
 * stepped again. */
gboolean       tg_db_step            (TgDbStatement  *self,
                                      gboolean       *has_row,
                                      GError        **error);
/* Steps to the end and resets, keeping the bindings: for INSERT, UPDATE, DELETE. */
gboolean       tg_db_run             (TgDbStatement  *self,
                                      GError        **error);

/* Of the row where it stands. Text lives until the next step. */
const char    *tg_db_column_text     (TgDbStatement  *self,
                                      int             column);  /* (nullable) */
char          *tg_db_column_dup_text (TgDbStatement  *self,
                                      int             column);  /* (nullable) */
gint64         tg_db_column_int      (TgDbStatement  *self,
                                      int             column);
GBytes        *tg_db_column_bytes    (TgDbStatement  *self,
                                      int             column);  /* (transfer full) (nullable) */
gboolean       tg_db_column_is_null  (TgDbStatement  *self,
                                      int             column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDbStatement, tg_db_statement_done)

G_END_DECLS
