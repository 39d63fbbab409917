/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Copies of the store in its backups/ folder: store-20261123-120000.db in UTC. The last ten are
 * kept, and the last of each of the thirty last days. */

char      *tg_backup_make_name     (gint64               time);
/* Which of `names` (as made above) may go, with `now` as the time. (transfer container) */
GPtrArray *tg_backup_list_stale    (GPtrArray           *names,
                                    gint64               now);
/* Removes what may go from `folder`. */
gboolean   tg_backup_prune         (const char          *folder,
                                    gint64               now,
                                    GError             **error);

/* The table of them. */
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
