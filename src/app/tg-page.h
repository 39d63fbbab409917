/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What the window shows at one time: a list, a form, the overview. It has its own header bar,
 * asks for everything beyond itself by window actions, and is told how much room there is. Main
 * thread, owned by the window. */
#define TG_TYPE_PAGE (tg_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (TgPage, tg_page, TG, PAGE, AdwBin)

struct _TgPageClass
{
  AdwBinClass parent_class;

  /* The page came on screen, or its window got wider or narrower. */
  void     (*shown)      (TgPage *self);
  void     (*resized)    (TgPage *self, int width);
  /* Where the caret belongs when the page is opened. FALSE: wherever GTK likes. */
  gboolean (*grab_caret) (TgPage *self);
};

/* Properties: title; folded (the sidebar is away: the page has its own way back to it);
 * narrow (below 600 pixels: cards take the place of columns). */

const char *tg_page_get_title  (TgPage     *self);
void        tg_page_set_title  (TgPage     *self,
                                const char *title);
gboolean    tg_page_is_narrow  (TgPage     *self);
int         tg_page_get_width  (TgPage     *self);
void        tg_page_set_width  (TgPage     *self,
                                int         width,
                                gboolean    folded);
void        tg_page_shown      (TgPage     *self);
void        tg_page_grab_caret (TgPage     *self);
void        tg_page_toast      (TgPage     *self,
                                const char *text);
/* An error that the person should know, as a toast; CANCELLED is nothing to tell. */
void        tg_page_toast_error (TgPage       *self,
                                 const GError *error);

G_END_DECLS
