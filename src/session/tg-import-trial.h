/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A cell that an import cannot take, with the reason. Immutable, any thread. */
#define TG_TYPE_IMPORT_CELL (tg_import_cell_get_type ())
G_DECLARE_FINAL_TYPE (TgImportCell, tg_import_cell, TG, IMPORT_CELL, GObject)

guint       tg_import_cell_get_row     (TgImportCell *self);   /* from 1; 1 is the heading */
guint       tg_import_cell_get_column  (TgImportCell *self);   /* from 1; 0: the row as a whole */
const char *tg_import_cell_get_heading (TgImportCell *self);
const char *tg_import_cell_get_value   (TgImportCell *self);
const char *tg_import_cell_get_reason  (TgImportCell *self);

/* A dry run: what a file would bring. Nothing is stored by it. Immutable, main thread. */
#define TG_TYPE_IMPORT_TRIAL (tg_import_trial_get_type ())
G_DECLARE_FINAL_TYPE (TgImportTrial, tg_import_trial, TG, IMPORT_TRIAL, GObject)

guint       tg_import_trial_get_n_rows      (TgImportTrial *self);
guint       tg_import_trial_get_n_good_rows (TgImportTrial *self);
guint       tg_import_trial_get_n_documents (TgImportTrial *self);
/* Of TgImportCell. (transfer full) */
GListModel *tg_import_trial_list_faults     (TgImportTrial *self);
/* Headings that name no field: their cells are left out. */
char      **tg_import_trial_dup_unknown     (TgImportTrial *self);

G_END_DECLS
