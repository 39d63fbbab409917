/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-draft.h"
#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* What the facts of a filing say otherwise by now, old and new value side by side; the ticked ones
 * are taken by one button. Main thread, owned by the window. */
#define TG_TYPE_REDRAW_PAGE (tg_redraw_page_get_type ())
G_DECLARE_FINAL_TYPE (TgRedrawPage, tg_redraw_page, TG, REDRAW_PAGE, TgPage)

GtkWidget *tg_redraw_page_new (TgWorkspace *workspace,
                               TgDraft     *draft);

G_END_DECLS
