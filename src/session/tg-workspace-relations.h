/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-relation.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* What a filing or a fact was drawn from, and then what it is used in: of TgRelation, each document
 * once. */
void        tg_workspace_list_relations_async  (TgWorkspace          *self,
                                                const char           *id,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
GListModel *tg_workspace_list_relations_finish (TgWorkspace          *self,
                                                GAsyncResult         *result,
                                                GError              **error);

G_END_DECLS
