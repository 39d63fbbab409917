/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* The table of backups. */
gboolean   tg_backup_table_add     (TgStoreConnection   *conn,
                                    const char          *file,
                                    const char          *why,
                                    gint64               bytes,
                                    GError             **error);
/* µs UTC of the last one, 0 if there is none. */
gboolean   tg_backup_table_get_last (TgStoreConnection  *conn,
                                    gint64              *at,
                                    GError             **error);

G_END_DECLS
