/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where a column's text goes on a card, the narrow form of a row. */
typedef enum
{
  TG_CARD_NOWHERE,
  TG_CARD_TITLE,
  TG_CARD_SUBTITLE,
  TG_CARD_FIGURE,
  TG_CARD_NOWHERE_FIGURE,   /* a figure, in the column alone */
  TG_CARD_PILL,
} TgCardPlace;

typedef struct
{
  const char  *id;          /* given to "sort" */
  const char  *title;       /* not translated: N_() */
  TgCardPlace  card;
  gboolean     is_sortable;
  gboolean     expands;
  int          width;       /* characters */
  char      *(*get_text)  (gpointer row);    /* (transfer full) */
  const char *(*get_class) (gpointer row);   /* nullable: CSS class of the pill */
} TgRecordColumn;

/* A list of records: a column view, or cards where it is narrow. Rows are shown at once and
 * filled in when they say `notify::loaded`. Signals: "open" (row), "sort" (column id,
 * descending). */
#define TG_TYPE_RECORD_VIEW (tg_record_view_get_type ())
G_DECLARE_FINAL_TYPE (TgRecordView, tg_record_view, TG, RECORD_VIEW, AdwBin)

/* The columns must outlive the view. */
GtkWidget *tg_record_view_new       (const TgRecordColumn *columns,
                                     guint                 n_columns,
                                     const char           *label);
/* Keeps the selected row's place if it is there still. */
void       tg_record_view_set_model (TgRecordView         *self,
                                     GListModel           *model);
void       tg_record_view_set_narrow (TgRecordView        *self,
                                     gboolean              is_narrow);
/* (transfer none) (nullable): the selected one */
gpointer   tg_record_view_get_row   (TgRecordView         *self);

G_END_DECLS
