/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-attempt.h"
#include "tg-document.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Attempts as they are stored. What moves them is in tg-outbox.h. */

/* All of a filing, oldest first, without their bytes. */
GPtrArray  *tg_attempt_table_list           (TgStoreConnection  *conn,
                                             const char         *filing,
                                             GError            **error);
/* With its bytes. */
TgAttempt  *tg_attempt_table_load           (TgStoreConnection  *conn,
                                             const char         *id,
                                             GError            **error);
/* Without its bytes and the words of its problem: what moves it needs neither. */
TgAttempt  *tg_attempt_table_load_head      (TgStoreConnection  *conn,
                                             const char         *id,
                                             GError            **error);
/* The last one of a filing that was sent, NULL without an error if there is none; without its
 * bytes. */
TgAttempt  *tg_attempt_table_find_last      (TgStoreConnection  *conn,
                                             const char         *filing,
                                             GError            **error);
/* What it files. Frozen. */
TgDocument *tg_attempt_table_load_document  (TgStoreConnection  *conn,
                                             const char         *id,
                                             GError            **error);
/* The problem as the window stated it, "" if there was none. */
char       *tg_attempt_table_load_problem   (TgStoreConnection  *conn,
                                             const char         *id,
                                             GError            **error);

G_END_DECLS
