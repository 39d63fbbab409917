/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* The tax offices' library of refund rates on this computer: what there is, and the import of
 * another one: files, what they would change, then the change. */
#define TG_TYPE_LIBRARY_ROW (tg_library_row_get_type ())
G_DECLARE_FINAL_TYPE (TgLibraryRow, tg_library_row, TG, LIBRARY_ROW, AdwActionRow)

/* Its codes are asked anew after an import; nullable. */
void tg_library_row_set_workspace (TgLibraryRow *self,
                                   TgWorkspace  *workspace);

G_END_DECLS
