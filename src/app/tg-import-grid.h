/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-import-sheet.h"

G_BEGIN_DECLS

/* The cells of a sheet to map and to mend: above each column its heading and the field that it
 * goes to, in each cell what came, marked where a trial could not take it. A window on the rows:
 * a dozen of them have widgets. Main thread. */
#define TG_TYPE_IMPORT_GRID (tg_import_grid_get_type ())
G_DECLARE_FINAL_TYPE (TgImportGrid, tg_import_grid, TG, IMPORT_GRID, AdwBin)

void     tg_import_grid_set_sheet  (TgImportGrid  *self,
                                    TgImportSheet *sheet);
/* What is half typed goes to the sheet. */
void     tg_import_grid_commit     (TgImportGrid  *self);
/* To the next cell with a fault after the caret. FALSE: there is none. */
gboolean tg_import_grid_next_fault (TgImportGrid  *self);
void     tg_import_grid_fill_down  (TgImportGrid  *self);
gboolean tg_import_grid_grab_caret (TgImportGrid  *self);

G_END_DECLS
