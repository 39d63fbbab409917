/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is to be printed, before anybody knows where on the page: titles, answers, tables. Filled
 * once, then read. */
typedef enum
{
  TG_BLOCK_HEADING,     /* one cell: a section's title */
  TG_BLOCK_ANSWERS,     /* label, value; label, value: one row of two pairs */
  TG_BLOCK_TABLE_HEAD,
  TG_BLOCK_TABLE_ROW,
  TG_BLOCK_TABLE_TOTAL,
  TG_BLOCK_NOTE,        /* one cell of running text */
} TgBlockKind;

typedef struct
{
  TgBlockKind  kind;
  char       **cells;
  guint        columns;    /* index into `column_sets` for the three table kinds */
} TgBlock;

/* The columns of one table: a share of the width each, and which are figures. */
typedef struct
{
  guint     n_columns;
  guint    *shares;
  gboolean *is_figure;
} TgColumnSet;

typedef struct
{
  char      *title;
  char      *number;       /* official number of the form */
  char      *state;        /* in words, with the next step */
  char      *footer;
  char      *watermark;    /* nullable: 草稿, 实训 */
  GPtrArray *blocks;       /* of TgBlock */
  GPtrArray *column_sets;  /* of TgColumnSet */
} TgPageContent;

TgPageContent *tg_page_content_new         (const char    *title,
                                            const char    *number,
                                            const char    *state,
                                            const char    *footer,
                                            const char    *watermark);
void           tg_page_content_free        (TgPageContent *self);
void           tg_page_content_add_heading (TgPageContent *self,
                                            const char    *text);
void           tg_page_content_add_note    (TgPageContent *self,
                                            const char    *text);
/* Two of them stand in one row where both are short. */
void           tg_page_content_add_answer  (TgPageContent *self,
                                            const char    *label,
                                            const char    *value);
/* Begins a table; its rows follow by `add_row`. `headings` ends with NULL. */
void           tg_page_content_add_table   (TgPageContent *self,
                                            const char * const *headings,
                                            const guint   *shares,
                                            const gboolean *is_figure);
void           tg_page_content_add_row     (TgPageContent *self,
                                            const char * const *cells,
                                            gboolean       is_total);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPageContent, tg_page_content_free)

G_END_DECLS
