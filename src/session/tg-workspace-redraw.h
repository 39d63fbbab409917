/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* What drawing a filing again would change: of TgRedrawItem. */
void        tg_workspace_list_redraw_async  (TgWorkspace          *self,
                                             TgDraft              *draft,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GListModel *tg_workspace_list_redraw_finish (TgWorkspace          *self,
                                             GAsyncResult         *result,
                                             GError              **error);
/* Takes what the facts now say into a filing that was drawn from them, as one step that undo takes
 * back, and strikes it out of the list of what is to do. `paths` (nullable) are those to take: none
 * leaves the filing as it is, NULL is all but what the person has typed over. Gives how many
 * values changed. */
void        tg_workspace_redraw_async       (TgWorkspace          *self,
                                             TgDraft              *draft,
                                             const char * const   *paths,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean    tg_workspace_redraw_finish      (TgWorkspace          *self,
                                             GAsyncResult         *result,
                                             guint                *n_changed,   /* nullable */
                                             GError              **error);

G_END_DECLS
