/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* What the person says of a finished filing that a restored window no longer has (TG_DUTY_LOST):
 * `again` sends all of it once more, in order; else it is left as it is here. TG_ERROR_NOT_FOUND,
 * in words for the person, of a filing about which nothing is asked. */
void     tg_workspace_resend_async  (TgWorkspace          *self,
                                     const char           *id,
                                     gboolean              again,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
gboolean tg_workspace_resend_finish (TgWorkspace          *self,
                                     GAsyncResult         *result,
                                     GError              **error);

G_END_DECLS
