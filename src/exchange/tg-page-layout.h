/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page-content.h"

#include <cairo.h>

G_BEGIN_DECLS

/* Content set out on pages of one size; drawn on any cairo_t: a printer's, a PDF's, a preview's.
 * Lengths are points (1/72 inch). One thread at a time. */
typedef struct _TgPageLayout TgPageLayout;

#define TG_PAGE_A4_WIDTH  595.276
#define TG_PAGE_A4_HEIGHT 841.89

/* Takes the content. */
TgPageLayout *tg_page_layout_new         (TgPageContent  *content,
                                          double          width,
                                          double          height);
void          tg_page_layout_free        (TgPageLayout   *self);
guint         tg_page_layout_get_n_pages (TgPageLayout   *self);
void          tg_page_layout_draw_page   (TgPageLayout   *self,
                                          cairo_t        *cairo,
                                          guint           page);
/* `created` is an RFC 3339 time for the file's own data, so that the same content gives the same
 * bytes. */
gboolean      tg_page_layout_write_pdf   (TgPageLayout   *self,
                                          const char     *path,
                                          const char     *created,
                                          GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPageLayout, tg_page_layout_free)

G_END_DECLS
