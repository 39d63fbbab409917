/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Fetches the code tables that the window has in other versions than this workspace, and has them
 * count. One at a time. What is open is checked again when a table came. A list that can't be
 * trusted, and a table whose rows are not what the list says, are TG_ERROR_REFUSED or
 * TG_ERROR_INVALID with the place named, and change nothing. */
void     tg_code_exchange_run_async  (TgWorkspace          *workspace,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean tg_code_exchange_run_finish (TgWorkspace          *workspace,
                                      GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
