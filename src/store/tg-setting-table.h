/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Settings of the workspace: its environment, the window's address. What is secret is sealed. */

/* "" if it was never set. (transfer full) */
char     *tg_setting_table_get         (TgStoreConnection  *conn,
                                        const char         *name,
                                        GError            **error);
gboolean  tg_setting_table_set         (TgStoreConnection  *conn,
                                        const char         *name,
                                        const char         *value,
                                        GError            **error);
char     *tg_setting_table_get_sealed  (TgStoreConnection  *conn,
                                        const char         *name,
                                        GError            **error);
gboolean  tg_setting_table_set_sealed  (TgStoreConnection  *conn,
                                        const char         *name,
                                        const char         *value,
                                        GError            **error);
/* Either kind; nothing if it was never set. */
gboolean  tg_setting_table_remove      (TgStoreConnection  *conn,
                                        const char         *name,
                                        GError            **error);

G_END_DECLS
