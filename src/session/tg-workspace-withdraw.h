/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Queues that the filing is withdrawn, with the document that was last sent. Until its first byte
 * is sent that can be taken back like any sending. TG_ERROR_REFUSED, in words for the person, where
 * there is nothing to withdraw. */
void     tg_workspace_withdraw_async  (TgWorkspace          *self,
                                       const char           *id,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean tg_workspace_withdraw_finish (TgWorkspace          *self,
                                       GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS
