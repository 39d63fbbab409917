/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-settings.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Navigates between pages, and nothing more: a place of start (welcome, error), the desk
 * (sidebar and an area), and pages opened over the desk. Main thread, owned by the application. */
#define TG_TYPE_WINDOW (tg_window_get_type ())
G_DECLARE_FINAL_TYPE (TgWindow, tg_window, TG, WINDOW, AdwApplicationWindow)

TgWindow    *tg_window_new           (GtkApplication *application,
                                      TgSettings     *settings);    /* must outlive the window */
TgSettings  *tg_window_get_settings  (TgWindow       *self);
TgWorkspace *tg_window_get_workspace (TgWindow       *self);        /* nullable */

/* In place of everything: welcome, error, waiting. */
void         tg_window_show_start    (TgWindow       *self,
                                      GtkWidget      *page);
/* The desk of a workspace, on the overview. NULL: there is none any more. */
void         tg_window_set_workspace (TgWindow       *self,
                                      TgWorkspace    *workspace);
gboolean     tg_window_show_area     (TgWindow       *self,
                                      const char     *name);
void         tg_window_show_sidebar  (TgWindow       *self);        /* where it is folded away */
/* Opens a page over the desk; `back` leads to what was there before. */
void         tg_window_push          (TgWindow       *self,
                                      GtkWidget      *page);
void         tg_window_back          (TgWindow       *self);
/* nullable: what is on screen */
TgPage      *tg_window_get_page      (TgWindow       *self);
void         tg_window_toast         (TgWindow       *self,
                                      const char     *text);
void         tg_window_add_toast     (TgWindow       *self,
                                      AdwToast       *toast);       /* (transfer full) */

G_END_DECLS
