/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The packs of this computer; a file that is opened shows what it holds and which drafts it
 * touches, before one button installs it. Main thread, owned by the window. */
#define TG_TYPE_PACKS_PAGE (tg_packs_page_get_type ())
G_DECLARE_FINAL_TYPE (TgPacksPage, tg_packs_page, TG, PACKS_PAGE, TgPage)

GtkWidget *tg_packs_page_new       (TgWorkspace *workspace);
void       tg_packs_page_open_file (TgPacksPage *self,
                                    GFile       *file);

G_END_DECLS
