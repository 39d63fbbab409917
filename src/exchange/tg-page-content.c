/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-page-content.h"

/* A value longer than this has a row of its own. */
#define SHORT_VALUE 24

static void
block_free (TgBlock *block)
{
  g_strfreev (block->cells);
  g_free (block);
}

static void
column_set_free (TgColumnSet *set)
{
  g_free (set->shares);
  g_free (set->is_figure);
  g_free (set);
}

static TgBlock *
add_block (TgPageContent      *self,
           TgBlockKind         kind,
           const char * const *cells)
{
  TgBlock *block = g_new0 (TgBlock, 1);

  block->kind = kind;
  block->cells = g_strdupv ((char **) cells);
  block->columns = self->column_sets->len > 0 ? self->column_sets->len - 1 : 0;
  g_ptr_array_add (self->blocks, block);
  return block;
}

/* The row of answers that still has room for a second, short one. */
static TgBlock *
find_half_row (TgPageContent *self,
               const char    *value)
{
  TgBlock *last = self->blocks->len > 0 ? self->blocks->pdata[self->blocks->len - 1] : NULL;

  if (last == NULL || last->kind != TG_BLOCK_ANSWERS || g_strv_length (last->cells) != 2)
    return NULL;
  if (g_utf8_strlen (last->cells[1], -1) > SHORT_VALUE || g_utf8_strlen (value, -1) > SHORT_VALUE)
    return NULL;
  return last;
}

TgPageContent *
tg_page_content_new (const char *title,
                     const char *number,
                     const char *state,
                     const char *footer,
                     const char *watermark)
{
  TgPageContent *self = g_new0 (TgPageContent, 1);

  self->title = g_strdup (title);
  self->number = g_strdup (number);
  self->state = g_strdup (state);
  self->footer = g_strdup (footer);
  self->watermark = g_strdup (watermark);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) block_free);
  self->column_sets = g_ptr_array_new_with_free_func ((GDestroyNotify) column_set_free);
  return self;
}

void
tg_page_content_free (TgPageContent *self)
{
  g_free (self->title);
  g_free (self->number);
  g_free (self->state);
  g_free (self->footer);
  g_free (self->watermark);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->column_sets);
  g_free (self);
}

void
tg_page_content_add_heading (TgPageContent *self,
                             const char    *text)
{
  add_block (self, TG_BLOCK_HEADING, (const char *[]) { text, NULL });
}

void
tg_page_content_add_note (TgPageContent *self,
                          const char    *text)
{
  add_block (self, TG_BLOCK_NOTE, (const char *[]) { text, NULL });
}

void
tg_page_content_add_answer (TgPageContent *self,
                            const char    *label,
                            const char    *value)
{
  TgBlock *half = find_half_row (self, value);
  char **cells = NULL;

  if (half == NULL)
    {
      add_block (self, TG_BLOCK_ANSWERS, (const char *[]) { label, value, NULL });
      return;
    }
  cells = g_strdupv ((char *[]) { half->cells[0], half->cells[1], (char *) label, (char *) value,
                                  NULL });
  g_strfreev (half->cells);
  half->cells = cells;
}

void
tg_page_content_add_table (TgPageContent      *self,
                           const char * const *headings,
                           const guint        *shares,
                           const gboolean     *is_figure)
{
  TgColumnSet *set = g_new0 (TgColumnSet, 1);

  set->n_columns = g_strv_length ((char **) headings);
  set->shares = g_memdup2 (shares, set->n_columns * sizeof (guint));
  set->is_figure = g_memdup2 (is_figure, set->n_columns * sizeof (gboolean));
  g_ptr_array_add (self->column_sets, set);
  add_block (self, TG_BLOCK_TABLE_HEAD, headings);
}

void
tg_page_content_add_row (TgPageContent      *self,
                         const char * const *cells,
                         gboolean            is_total)
{
  add_block (self, is_total ? TG_BLOCK_TABLE_TOTAL : TG_BLOCK_TABLE_ROW, cells);
}
