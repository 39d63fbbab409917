/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Somebody entered `path`: where it is the number by which a line names a fact (the article number
 * of a goods record), the line's empty cells are filled from that fact. Anything else is left
 * alone. `callback` may be NULL. */
void     tg_workspace_fill_line_async  (TgWorkspace          *self,
                                        TgDraft              *draft,
                                        const char           *path,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
gboolean tg_workspace_fill_line_finish (TgWorkspace          *self,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
