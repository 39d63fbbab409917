/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Everything of the workspace in one file that can be restored: the store, attachments, imported
 * code tables, and the key if it has a passphrase or is for practice. */
void     tg_workspace_export_all_async      (TgWorkspace          *self,
                                             const char           *path,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean tg_workspace_export_all_finish     (TgWorkspace          *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* From now on each backup holds the key under this passphrase, so that it can be restored on
 * another computer; earlier backups stay as they are. TG_ERROR_INVALID if it is too short. */
void     tg_workspace_set_passphrase_async  (TgWorkspace          *self,
                                             const char           *passphrase,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean tg_workspace_set_passphrase_finish (TgWorkspace          *self,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
