/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-chance.h"
#include "tg-clock.h"
#include "tg-db-statement.h"

G_BEGIN_DECLS

/* The practice window's database with what belongs to it: the epoch, the time in the
 * classroom, ids. The files tg-*-table.c hold its SQL. */
typedef struct _TgBook TgBook;

TgBook     *tg_book_open             (const char  *path,
                                      TgClock     *clock,
                                      TgChance    *chance,
                                      GError     **error);
void        tg_book_close            (TgBook      *self);
TgDb       *tg_book_get_db           (TgBook      *self);
TgChance   *tg_book_get_chance       (TgBook      *self);
/* The classroom's time: the clock's, and what a teacher advanced it by. */
gint64      tg_book_get_time         (TgBook      *self);
/* The clock's alone. */
gint64      tg_book_get_clock_time   (TgBook      *self);
char       *tg_book_dup_today        (TgBook      *self);
char       *tg_book_new_id           (TgBook      *self);
const char *tg_book_get_epoch        (TgBook      *self);
const char *tg_book_get_history      (TgBook      *self);   /* "", "cleared" or "restored" */

gboolean    tg_book_advance          (TgBook      *self,
                                      gint64       microseconds,
                                      GError     **error);
/* TRUE if it can be read and written just now, which is tried. */
gboolean    tg_book_check            (TgBook      *self,
                                      GError     **error);
/* Transactions that wrote, since it was opened. */
guint64     tg_book_get_commits      (TgBook      *self);
/* The class begins anew: accounts, tokens and code tables stay, all else goes. */
gboolean    tg_book_clear            (TgBook      *self,
                                      GError     **error);
/* Keeps a copy beside the database; puts it back, as an operator does after a loss. */
gboolean    tg_book_keep             (TgBook      *self,
                                      GError     **error);
gboolean    tg_book_restore          (TgBook      *self,
                                      GError     **error);
/* The file is an older one that somebody put back: it cannot tell by itself. */
gboolean    tg_book_begin_restored   (TgBook      *self,
                                      GError     **error);

char       *tg_book_dup_setting      (TgBook      *self,
                                      const char  *name,
                                      GError     **error);   /* nullable */
gboolean    tg_book_set_setting      (TgBook      *self,
                                      const char  *name,
                                      const char  *value,
                                      GError     **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgBook, tg_book_close)

G_END_DECLS
