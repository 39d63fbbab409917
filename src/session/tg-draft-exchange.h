/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Keeps the drafts of a workspace on the window too, if the person wants that: fetches what other
 * computers changed, merges it, and sends what was changed here. After a sync; one at a time. */
void     tg_draft_exchange_run_async  (TgWorkspace          *workspace,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean tg_draft_exchange_run_finish (TgWorkspace          *workspace,
                                       GAsyncResult         *result,
                                       GError              **error);

/* The setting's name in the store: "1" when drafts are kept there. */
#define TG_KEEP_DRAFTS "keep-drafts"

G_END_DECLS
