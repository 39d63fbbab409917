/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-workspace.h"

G_BEGIN_DECLS

/* A filing as the XML message of its agency, to be handed to customs' own client: what would be
 * sent, with a new guid and the time of now. The enterprise of the filing transmits; `dxp_id` is
 * its number at the data centre, NULL the one that is set for it (tg-workspace-dxp.h).
 * TG_ERROR_NOT_FOUND where the form has no message, TG_ERROR_INVALID where a value or the number
 * lacks, and says where it is entered. Nothing is kept of it. */
void    tg_workspace_export_xml_async  (TgWorkspace          *self,
                                        const char           *id,
                                        const char           *dxp_id,   /* nullable */
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GBytes *tg_workspace_export_xml_finish (TgWorkspace          *self,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
