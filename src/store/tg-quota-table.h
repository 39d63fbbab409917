/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-quota-use.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Both quotas, also where nothing was used; `except` (nullable) is a filing that is not counted.
 * (transfer full) of TgQuotaUse */
GPtrArray *tg_quota_table_list (TgStoreConnection  *conn,
                                const char         *enterprise,
                                const char         *year,
                                const char         *except,
                                GError            **error);

G_END_DECLS
