/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-merge-item.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* A document that another computer, or the window, has changed as well, where the person is to say
 * what counts. */

/* Where both changed one field: of TgMergeItem. `n_others` (nullable): how many fields only the
 * other side changed; they are taken in any case. TG_ERROR_NOT_FOUND if nothing waits. */
void        tg_workspace_list_merge_async   (TgWorkspace          *self,
                                             TgDraft              *draft,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
GListModel *tg_workspace_list_merge_finish  (TgWorkspace          *self,
                                             GAsyncResult         *result,
                                             guint                *n_others,
                                             GError              **error);
/* At the paths of `theirs` (NULL-terminated) theirs counts, else mine. One step of the draft, which
 * undo takes back. */
void        tg_workspace_settle_merge_async  (TgWorkspace         *self,
                                              TgDraft             *draft,
                                              const char * const  *theirs,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean    tg_workspace_settle_merge_finish (TgWorkspace         *self,
                                              GAsyncResult        *result,
                                              GError             **error);
/* Whether drafts are kept on the window, too, so that several computers have them. */
gboolean    tg_workspace_get_keeps_drafts    (TgWorkspace         *self);
void        tg_workspace_keep_drafts_async   (TgWorkspace         *self,
                                              gboolean             is_wanted,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean    tg_workspace_keep_drafts_finish  (TgWorkspace         *self,
                                              GAsyncResult        *result,
                                              GError             **error);

G_END_DECLS
