/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-sale-match.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The documents of one sale beside each other, by its order number. TG_ERROR_NOT_FOUND where there
 * is no such order. */
void         tg_workspace_match_sale_async  (TgWorkspace          *self,
                                             const char           *order_no,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
TgSaleMatch *tg_workspace_match_sale_finish (TgWorkspace          *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
