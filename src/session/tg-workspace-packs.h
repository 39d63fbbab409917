/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-pack-trial.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* What a pack touches among this workspace's drafts, and where: of TgPackTouch, by draft. Nothing
 * is changed. Empty where the pack can't be installed. */
void        tg_workspace_list_touched_async  (TgWorkspace          *self,
                                              TgPackTrial          *trial,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
GListModel *tg_workspace_list_touched_finish (TgWorkspace          *self,
                                              GAsyncResult         *result,
                                              GError              **error);
/* The forms, rules and codes that were installed since the workspace was opened count from now on.
 * Drafts stay on the version that they were made under. */
void        tg_workspace_take_packs_async    (TgWorkspace          *self,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
gboolean    tg_workspace_take_packs_finish   (TgWorkspace          *self,
                                              GAsyncResult         *result,
                                              GError              **error);

G_END_DECLS
