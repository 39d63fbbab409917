/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-page-layout.h"

#include "tg-disk.h"
#include "tg-error.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <pango/pangocairo.h>

#define MARGIN       42.0
#define HEADER       58.0
#define FOOTER       22.0
#define LABEL_SHARE  0.36     /* of an answer's half of the page */
#define CELL_GAP     4.0
#define FONT         "Sans"

/* Where a block's cells stand and what they look like. */
typedef struct
{
  double         x;
  double         width;
  const char    *text;
  gboolean       is_figure;
  gboolean       is_bold;
  gboolean       is_quiet;
} TgCell;

typedef struct
{
  const TgBlock *block;
  double         height;
} TgPlaced;

struct _TgPageLayout
{
  TgPageContent *content;
  double         width;
  double         height;
  GArray        *placed;       /* of TgPlaced, with table heads repeated */
  GArray        *page_starts;  /* of guint, into `placed` */
};

/* One text */

static PangoLayout *
set_text (cairo_t      *cairo,
          const TgCell *cell,
          double        size)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (FONT);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (cell->is_bold)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (cell->width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, cell->is_figure ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  pango_layout_set_text (layout, cell->text, -1);
  return layout;
}

static double
put_text (cairo_t      *cairo,
          const TgCell *cell,
          double        size,
          double        y,
          gboolean      draw)
{
  g_autoptr (PangoLayout) layout = set_text (cairo, cell, size);
  PangoRectangle extents;

  pango_layout_get_extents (layout, NULL, &extents);
  if (draw)
    {
      double grey = cell->is_quiet ? 0.38 : 0.0;

      cairo_set_source_rgb (cairo, grey, grey, grey);
      cairo_move_to (cairo, cell->x, y);
      pango_cairo_show_layout (cairo, layout);
    }
  return (double) extents.height / PANGO_SCALE;
}

/* One block */

static gboolean
is_table (TgBlockKind kind)
{
  return kind == TG_BLOCK_TABLE_HEAD || kind == TG_BLOCK_TABLE_ROW || kind == TG_BLOCK_TABLE_TOTAL;
}

static void
find_table_cell (TgPageLayout  *self,
                 const TgBlock *block,
                 guint          i,
                 TgCell        *cell)
{
  const TgColumnSet *set = self->content->column_sets->pdata[block->columns];
  double inner = self->width - 2 * MARGIN;
  guint before = 0;
  guint all = 0;

  for (guint column = 0; column < set->n_columns; column++)
    {
      all += set->shares[column];
      before += column < i ? set->shares[column] : 0;
    }
  cell->x = MARGIN + inner * before / MAX (all, 1) + CELL_GAP / 2;
  cell->width = inner * set->shares[i] / MAX (all, 1) - CELL_GAP;
  cell->is_figure = set->is_figure[i];
  cell->is_bold = block->kind != TG_BLOCK_TABLE_ROW;
  cell->is_quiet = FALSE;
}

static void
find_answer_cell (TgPageLayout *self,
                  guint         n_cells,
                  guint         i,
                  TgCell       *cell)
{
  double inner = self->width - 2 * MARGIN;
  double half = inner / 2;
  double left = MARGIN + (i >= 2 ? half : 0);
  double label = half * LABEL_SHARE;

  cell->is_quiet = i % 2 == 0;
  cell->is_figure = cell->is_bold = FALSE;
  cell->x = cell->is_quiet ? left : left + label;
  cell->width = cell->is_quiet ? label - CELL_GAP
                : (n_cells == 2 ? inner : half) - label - CELL_GAP;
}

static void
find_cell (TgPageLayout  *self,
           const TgBlock *block,
           guint          i,
           TgCell        *cell)
{
  cell->text = block->cells[i];
  if (is_table (block->kind))
    find_table_cell (self, block, i, cell);
  else if (block->kind == TG_BLOCK_ANSWERS)
    find_answer_cell (self, g_strv_length (block->cells), i, cell);
  else
    {
      cell->x = MARGIN;
      cell->width = self->width - 2 * MARGIN;
      cell->is_bold = block->kind == TG_BLOCK_HEADING;
      cell->is_figure = cell->is_quiet = FALSE;
    }
}

static double
get_size (TgBlockKind kind)
{
  if (kind == TG_BLOCK_HEADING)
    return 11.0;
  return is_table (kind) ? 8.0 : 9.0;
}

static double
get_space_above (TgBlockKind kind)
{
  return kind == TG_BLOCK_HEADING ? 12.0 : 2.0;
}

static void
draw_rule (TgPageLayout *self,
           cairo_t      *cairo,
           double        y,
           double        grey)
{
  cairo_set_source_rgb (cairo, grey, grey, grey);
  cairo_set_line_width (cairo, 0.5);
  cairo_move_to (cairo, MARGIN, y);
  cairo_line_to (cairo, self->width - MARGIN, y);
  cairo_stroke (cairo);
}

/* Gives the block's height; draws it at `y` too where `draw`. */
static double
put_block (TgPageLayout  *self,
           cairo_t       *cairo,
           const TgBlock *block,
           double         y,
           gboolean       draw)
{
  double top = y + get_space_above (block->kind);
  double height = 0;

  for (guint i = 0; block->cells[i] != NULL; i++)
    {
      TgCell cell;

      find_cell (self, block, i, &cell);
      height = fmax (height, put_text (cairo, &cell, get_size (block->kind), top, draw));
    }
  if (draw && (block->kind == TG_BLOCK_HEADING || block->kind == TG_BLOCK_TABLE_HEAD))
    draw_rule (self, cairo, top + height + 1.5, 0.55);
  if (draw && block->kind == TG_BLOCK_TABLE_TOTAL)
    draw_rule (self, cairo, top - 1, 0.55);
  return top - y + height + 2.5;
}

/* Pages */

static void
start_page (TgPageLayout *self)
{
  g_array_append_val (self->page_starts, self->placed->len);
}

static void
place (TgPageLayout  *self,
       const TgBlock *block,
       double         height)
{
  TgPlaced placed = { block, height };

  g_array_append_val (self->placed, placed);
}

static void
set_out (TgPageLayout *self,
         cairo_t      *cairo)
{
  double room = self->height - 2 * MARGIN - HEADER - FOOTER;
  double used = 0;
  const TgBlock *head = NULL;

  start_page (self);
  for (guint i = 0; i < self->content->blocks->len; i++)
    {
      const TgBlock *block = self->content->blocks->pdata[i];
      double height = put_block (self, cairo, block, 0, FALSE);
      /* A heading never stands alone at the foot of a page. */
      double wanted = height + (block->kind == TG_BLOCK_HEADING ? 30 : 0);

      if (block->kind == TG_BLOCK_TABLE_HEAD)
        head = block;
      if (used > 0 && used + wanted > room)
        {
          start_page (self);
          used = 0;
          if (is_table (block->kind) && block != head && head != NULL)
            {
              used = put_block (self, cairo, head, 0, FALSE);
              place (self, head, used);
            }
        }
      place (self, block, height);
      used += height;
    }
}

static void
draw_header (TgPageLayout *self,
             cairo_t      *cairo)
{
  double inner = self->width - 2 * MARGIN;
  TgCell title = { MARGIN, inner * 0.7, self->content->title, FALSE, TRUE, FALSE };
  TgCell number = { MARGIN + inner * 0.7, inner * 0.3, self->content->number, TRUE, FALSE, TRUE };
  TgCell state = { MARGIN, inner, self->content->state, FALSE, FALSE, TRUE };

  put_text (cairo, &title, 15, MARGIN, TRUE);
  put_text (cairo, &number, 9, MARGIN + 5, TRUE);
  put_text (cairo, &state, 9, MARGIN + 25, TRUE);
  draw_rule (self, cairo, MARGIN + HEADER - 14, 0.0);
}

static void
draw_footer (TgPageLayout *self,
             cairo_t      *cairo,
             guint         page)
{
  g_autofree char *numbers = g_strdup_printf (_("Page %u of %u"), page + 1, self->page_starts->len);
  double inner = self->width - 2 * MARGIN;
  TgCell left = { MARGIN, inner * 0.75, self->content->footer, FALSE, FALSE, TRUE };
  TgCell right = { MARGIN + inner * 0.75, inner * 0.25, numbers, TRUE, FALSE, TRUE };

  put_text (cairo, &left, 8, self->height - MARGIN - 10, TRUE);
  put_text (cairo, &right, 8, self->height - MARGIN - 10, TRUE);
}

static void
draw_watermark (TgPageLayout *self,
                cairo_t      *cairo)
{
  TgCell cell = { 0, self->width * 2, self->content->watermark, FALSE, TRUE, FALSE };
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle extents;

  if (self->content->watermark == NULL)
    return;
  cairo_save (cairo);
  layout = set_text (cairo, &cell, 110);
  pango_layout_get_extents (layout, NULL, &extents);
  cairo_translate (cairo, self->width / 2, self->height / 2);
  cairo_rotate (cairo, -G_PI / 5);
  cairo_move_to (cairo, -(double) extents.width / PANGO_SCALE / 2,
                 -(double) extents.height / PANGO_SCALE / 2);
  cairo_set_source_rgb (cairo, 0.9, 0.9, 0.9);
  pango_cairo_show_layout (cairo, layout);
  cairo_restore (cairo);
}

TgPageLayout *
tg_page_layout_new (TgPageContent *content,
                    double         width,
                    double         height)
{
  TgPageLayout *self = g_new0 (TgPageLayout, 1);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cairo = cairo_create (surface);

  self->content = content;
  self->width = width;
  self->height = height;
  self->placed = g_array_new (FALSE, FALSE, sizeof (TgPlaced));
  self->page_starts = g_array_new (FALSE, FALSE, sizeof (guint));
  set_out (self, cairo);
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return self;
}

void
tg_page_layout_free (TgPageLayout *self)
{
  tg_page_content_free (self->content);
  g_array_unref (self->placed);
  g_array_unref (self->page_starts);
  g_free (self);
}

guint
tg_page_layout_get_n_pages (TgPageLayout *self)
{
  return self->page_starts->len;
}

void
tg_page_layout_draw_page (TgPageLayout *self,
                          cairo_t      *cairo,
                          guint         page)
{
  double y = MARGIN + HEADER;
  guint first = 0;
  guint end = 0;

  g_return_if_fail (page < self->page_starts->len);

  first = g_array_index (self->page_starts, guint, page);
  end = page + 1 < self->page_starts->len ? g_array_index (self->page_starts, guint, page + 1)
        : self->placed->len;
  draw_watermark (self, cairo);
  draw_header (self, cairo);
  for (guint i = first; i < end; i++)
    {
      const TgPlaced *placed = &g_array_index (self->placed, TgPlaced, i);

      put_block (self, cairo, placed->block, y, TRUE);
      y += placed->height;
    }
  draw_footer (self, cairo, page);
}

static gboolean
draw_pdf (TgPageLayout *self,
          const char   *path,
          const char   *created)
{
  cairo_surface_t *surface = cairo_pdf_surface_create (path, self->width, self->height);
  cairo_t *cairo = cairo_create (surface);
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->content->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  for (guint page = 0; page < self->page_starts->len; page++)
    {
      tg_page_layout_draw_page (self, cairo, page);
      cairo_show_page (cairo);
    }
  cairo_destroy (cairo);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return status == CAIRO_STATUS_SUCCESS;
}

gboolean
tg_page_layout_write_pdf (TgPageLayout  *self,
                          const char    *path,
                          const char    *created,
                          GError       **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (GError) local = NULL;

  if (draw_pdf (self, part, created) && tg_disk_sync (part, &local) &&
      tg_disk_move (part, path, &local))
    return TRUE;
  tg_disk_remove (part, NULL);
  g_set_error (error, TG_ERROR, local != NULL ? local->code : TG_ERROR_FAILED,
               _("The page could not be written to “%s”"), path);
  return FALSE;
}
