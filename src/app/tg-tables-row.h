/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* Which code tables the workspace has from its window, why the last ones were not taken, and
 * fetching them now. */
#define TG_TYPE_TABLES_ROW (tg_tables_row_get_type ())
G_DECLARE_FINAL_TYPE (TgTablesRow, tg_tables_row, TG, TABLES_ROW, AdwActionRow)

void tg_tables_row_set_workspace (TgTablesRow *self,
                                  TgWorkspace *workspace);

G_END_DECLS
