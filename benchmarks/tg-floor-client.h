/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The barest client that loses nothing and applies nothing twice: a table of items in its own file,
 * each marked before it is posted and when it is answered, each event stored once. */
typedef struct _TgFloorClient TgFloorClient;

/* `frozen`: GBytes, a submission each. */
TgFloorClient *tg_floor_client_new  (const char    *database,
                                     const char    *url,
                                     GPtrArray     *frozen);
/* Sends all, `batch` at once, and reads all events, `n_items` of them. */
void           tg_floor_client_sync (TgFloorClient *self,
                                     guint          batch,
                                     guint          n_items);
void           tg_floor_client_free (TgFloorClient *self);

G_END_DECLS
