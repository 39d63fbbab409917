/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store.h"

G_BEGIN_DECLS

/* A list of all that one query gives, read again when the store changes: for lists that stay short.
 * Items of the new reading replace the old ones. A GListModel; main thread. */
typedef GPtrArray *(*TgTableListFunc) (TgStoreConnection *conn, const char *argument,
                                       GError **error);

GListModel *tg_table_list_new (TgStore         *store,
                               GType            item_type,
                               guint            changes,    /* TgStoreChange */
                               TgTableListFunc  func,
                               const char      *argument);  /* nullable */
/* Whether its first reading has come back, also where it found nothing. Any other list is. */
gboolean    tg_table_list_is_filled (GListModel *list);

G_END_DECLS
