/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Fields that two have changed differently: before, mine and theirs side by side, and for each the
 * choice which counts. Main thread, owned by the window. */
#define TG_TYPE_MERGE_PAGE (tg_merge_page_get_type ())
G_DECLARE_FINAL_TYPE (TgMergePage, tg_merge_page, TG, MERGE_PAGE, TgPage)

GtkWidget *tg_merge_page_new (TgWorkspace *workspace,
                              TgDraft     *draft);

G_END_DECLS
