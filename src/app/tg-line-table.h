/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-draft.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The lines of a table, edited in place like a sheet. There are cells only for the lines on
 * screen, so that a thousand lines cost no more than a dozen; scrolling gives the cells other
 * lines. Main thread. */
#define TG_TYPE_LINE_TABLE (tg_line_table_get_type ())
G_DECLARE_FINAL_TYPE (TgLineTable, tg_line_table, TG, LINE_TABLE, AdwPreferencesRow)

GtkWidget     *tg_line_table_new           (TgWorkspace   *workspace,   /* nullable */
                                            TgDraft       *draft,
                                            const TgTable *table);
const char    *tg_line_table_get_key       (TgLineTable   *self);
/* number of lines, cells, totals */
void           tg_line_table_refresh       (TgLineTable   *self);
void           tg_line_table_refresh_cells (TgLineTable   *self);
/* once an idle, however often it is asked */
void           tg_line_table_queue_cells   (TgLineTable   *self);
gboolean       tg_line_table_grab_caret    (TgLineTable   *self);
/* Scrolls to the line and puts the caret into the field; FALSE when there is no such line. */
gboolean       tg_line_table_go_to         (TgLineTable   *self,
                                            const char    *line_id,
                                            const char    *field);
gboolean       tg_line_table_is_typing     (TgLineTable   *self);
/* The field that has the caret, nullable. */
const TgField *tg_line_table_get_field     (TgLineTable   *self);

G_END_DECLS
