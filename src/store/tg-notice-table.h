/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-notice.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

gboolean   tg_notice_table_add        (TgStoreConnection  *conn,
                                       TgNotice           *notice,
                                       GError            **error);
/* Of TgNotice, newest first; those that have expired are left out. */
GPtrArray *tg_notice_table_list       (TgStoreConnection  *conn,
                                       gboolean            only_unseen,
                                       GError            **error);
gboolean   tg_notice_table_mark_seen  (TgStoreConnection  *conn,
                                       const char         *id,
                                       GError            **error);

G_END_DECLS
