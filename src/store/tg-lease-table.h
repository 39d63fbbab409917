/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* What only one process may do at a time. TRUE in `taken` if `holder` now has it for `seconds`:
 * it was free, ours, or had run out. */
gboolean  tg_lease_table_take          (TgStoreConnection  *conn,
                                        const char         *name,
                                        const char         *holder,
                                        guint               seconds,
                                        gboolean           *taken,
                                        GError            **error);
gboolean  tg_lease_table_release       (TgStoreConnection  *conn,
                                        const char         *name,
                                        const char         *holder,
                                        GError            **error);

G_END_DECLS
