/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Text still being typed: kept within a second, gone when its field is saved. */

gboolean    tg_editing_table_put    (TgStoreConnection  *conn,
                                     const char         *subject,
                                     const char         *path,
                                     const char         *text,
                                     GError            **error);
gboolean    tg_editing_table_clear  (TgStoreConnection  *conn,
                                     const char         *subject,
                                     const char         *path,
                                     GError            **error);
/* path → text */
GHashTable *tg_editing_table_list   (TgStoreConnection  *conn,
                                     const char         *subject,
                                     GError            **error);

G_END_DECLS
