/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-field-entry.h"
#include "tg-line-table.h"

G_BEGIN_DECLS

/* Shared by tg-line-table.c (what the cells show, the caret, changing lines) and
 * tg-line-table-grid.c (the grid itself). */

/* Slot i shows line `first + i`; a slot has a number, a cell for every column and a button that
 * removes the line. The grid's first row are the titles, its last one the totals. A column that no
 * line has is left out. A cell keeps the caret when it is given another line. */
struct _TgLineTable
{
  AdwPreferencesRow  parent_instance;

  GtkGrid           *grid;
  GtkScrollbar      *scrollbar;
  GtkWidget         *sheet;
  GtkLabel          *empty;
  GtkButton         *add_button;
  GtkWidget         *tools;
  GtkLabel          *remark;       /* on the cell that has the caret */
  GtkAdjustment     *adjustment;   /* first line on screen */

  TgWorkspace       *workspace;
  TgDraft           *draft;
  const TgTable     *table;        /* of the draft's form, which the draft keeps */
  GPtrArray         *slots;        /* of Slot */
  GPtrArray         *totals;       /* of GtkLabel, NULL where a column has none */
  gboolean          *shown;        /* by column */
  guint              first;
  guint              totals_idle;
  guint              cells_idle;
};

typedef struct
{
  GtkWidget *number;
  GPtrArray *cells;    /* of TgFieldEntry, by column */
  GtkWidget *remove;
} Slot;

#define TG_LINE_TABLE_MAX_SLOTS 12

const TgField *tg_line_table_get_column     (TgLineTable  *self,
                                             guint         column);
guint          tg_line_table_get_n_lines    (TgLineTable  *self);

/* The grid. */
void           tg_line_table_init_grid      (TgLineTable  *self);
void           tg_line_table_add_titles     (TgLineTable  *self);
/* As many slots as there are lines, up to the most. */
void           tg_line_table_fit_slots      (TgLineTable  *self);
/* Which columns are there. `keeps`: those on screen stay. */
void           tg_line_table_show_columns   (TgLineTable  *self,
                                             gboolean      keeps);

/* What the grid's widgets call. */
void           tg_line_table_cell_done      (TgFieldEntry *cell,
                                             TgLineTable  *self);
void           tg_line_table_remove_clicked (GtkWidget    *button,
                                             TgLineTable  *self);
void           tg_line_table_queue_totals   (TgLineTable  *self);

G_END_DECLS
