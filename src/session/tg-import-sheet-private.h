/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-import-sheet.h"

G_BEGIN_DECLS

/* For who reads and tries sheets. Takes `rows`, as tg_csv_read() gives them. */
TgImportSheet *tg_import_sheet_new        (TgCatalogue    *catalogue,
                                           TgForm         *form,
                                           GPtrArray      *rows);
TgForm        *tg_import_sheet_get_form   (TgImportSheet  *self);
/* A copy with headings, as an import takes it. (transfer full) */
GPtrArray     *tg_import_sheet_dup_rows   (TgImportSheet  *self);
char         **tg_import_sheet_dup_paths  (TgImportSheet  *self);
/* Counts the changes: a trial of an older one is no longer of this table. */
guint          tg_import_sheet_get_serial (TgImportSheet  *self);
void           tg_import_sheet_set_trial  (TgImportSheet  *self,
                                           TgImportTrial  *trial);

G_END_DECLS
