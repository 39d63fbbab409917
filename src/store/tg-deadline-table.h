/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-deadline.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Adds it or moves its date; one of a kind for a subject. */
gboolean   tg_deadline_table_put        (TgStoreConnection  *conn,
                                         TgDeadline         *deadline,
                                         GError            **error);
/* Of today: what the person has to say about a filing. What it is called goes before the words. */
gboolean   tg_deadline_table_ask        (TgStoreConnection  *conn,
                                         const char         *filing,
                                         const char         *kind,
                                         const char         *chinese,
                                         const char         *english,
                                         GError            **error);
gboolean   tg_deadline_table_set_done   (TgStoreConnection  *conn,
                                         const char         *subject,
                                         const char         *kind,
                                         gboolean            done,
                                         GError            **error);
/* It is due no more: what it followed from is gone. */
gboolean   tg_deadline_table_remove     (TgStoreConnection  *conn,
                                         const char         *subject,
                                         const char         *kind,
                                         GError            **error);
/* Of TgDeadline: those of one filing or fact that are not yet done. */
GPtrArray *tg_deadline_table_list_of    (TgStoreConnection  *conn,
                                         const char         *subject,
                                         GError            **error);
/* Of TgDeadline, not yet done, soonest first. `until` NULL: all. */
GPtrArray *tg_deadline_table_list_open  (TgStoreConnection  *conn,
                                         const char         *until,
                                         GError            **error);

G_END_DECLS
