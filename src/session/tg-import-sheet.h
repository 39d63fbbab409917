/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-import-target.h"
#include "tg-import-trial.h"

G_BEGIN_DECLS

/* A table on its way into the workspace: cells as they came and as somebody mends them, what each
 * column means, and what the last trial said. Rows and columns count from 0, without the headings.
 * Main thread. */
#define TG_TYPE_IMPORT_SHEET (tg_import_sheet_get_type ())
G_DECLARE_FINAL_TYPE (TgImportSheet, tg_import_sheet, TG, IMPORT_SHEET, GObject)

/* Signal: changed: cells, columns or what a trial found */

const char    *tg_import_sheet_get_name         (TgImportSheet *self);     /* "fact:order" */
const char    *tg_import_sheet_get_title        (TgImportSheet *self);
guint          tg_import_sheet_get_n_rows       (TgImportSheet *self);
guint          tg_import_sheet_get_n_columns    (TgImportSheet *self);
/* Whether the first row of what came is headings; guessed at first. */
gboolean       tg_import_sheet_has_headings     (TgImportSheet *self);
void           tg_import_sheet_set_has_headings (TgImportSheet *self,
                                                 gboolean       has_headings);
const char    *tg_import_sheet_get_heading      (TgImportSheet *self,
                                                 guint          column);
const char    *tg_import_sheet_get_cell         (TgImportSheet *self,
                                                 guint          row,
                                                 guint          column);
void           tg_import_sheet_set_cell         (TgImportSheet *self,
                                                 guint          row,
                                                 guint          column,
                                                 const char    *text);
/* The cell's text into all rows below. */
void           tg_import_sheet_fill_down        (TgImportSheet *self,
                                                 guint          row,
                                                 guint          column);
/* An empty column, for what the table lacks. */
void           tg_import_sheet_add_column       (TgImportSheet *self);
/* Of TgImportTarget, "leave out" first. (transfer full) */
GListModel    *tg_import_sheet_list_targets     (TgImportSheet *self);
const char    *tg_import_sheet_get_path         (TgImportSheet *self,
                                                 guint          column);
/* A field has one column: the one that had it loses it. */
void           tg_import_sheet_set_path         (TgImportSheet *self,
                                                 guint          column,
                                                 const char    *path);

/* The last trial of the table as it is now; NULL while there is none. (transfer none) */
TgImportTrial *tg_import_sheet_get_trial        (TgImportSheet *self);
gboolean       tg_import_sheet_is_good          (TgImportSheet *self,
                                                 guint          row);
/* (nullable) what is wrong with a cell; column -1: with the row as a whole */
const char    *tg_import_sheet_get_fault        (TgImportSheet *self,
                                                 guint          row,
                                                 int            column);
/* The next row that is not good, from `row` on and then from the top; -1: there is none. */
int            tg_import_sheet_find_fault       (TgImportSheet *self,
                                                 guint          row,
                                                 int           *column);
/* The rows of the trial that were committed go; the others stay. */
void           tg_import_sheet_take_out         (TgImportSheet *self);

G_END_DECLS
