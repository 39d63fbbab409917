/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* The number that an enterprise has at the data centre of the electronic port (DXPENT…), which
 * stands on every message to customs. Kept in the workspace by the enterprise's code; `code` NULL
 * is the enterprise that is shown, else the only one. */

/* "" takes it away. TG_ERROR_INVALID where it is no such number, TG_ERROR_NOT_FOUND where there is
 * no such enterprise, or several and none was named. Gives the number as it is kept. */
void    tg_workspace_set_dxp_async   (TgWorkspace          *self,
                                      const char           *code,      /* nullable */
                                      const char           *number,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
char   *tg_workspace_set_dxp_finish  (TgWorkspace          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
/* "" if none was set. */
void    tg_workspace_read_dxp_async  (TgWorkspace          *self,
                                      const char           *code,      /* nullable */
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
char   *tg_workspace_read_dxp_finish (TgWorkspace          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
/* Without blanks, in capital letters and narrow digits; NULL where it is no such number. */
char   *tg_workspace_normalise_dxp   (const char           *typed,
                                      GError              **error);

G_END_DECLS
