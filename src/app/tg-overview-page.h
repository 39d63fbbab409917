/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* What to do next, with days left; every sale on one row; two charts. */
#define TG_TYPE_OVERVIEW_PAGE (tg_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (TgOverviewPage, tg_overview_page, TG, OVERVIEW_PAGE, TgPage)

GtkWidget *tg_overview_page_new (TgWorkspace *workspace,
                                 const char  *title);

G_END_DECLS
