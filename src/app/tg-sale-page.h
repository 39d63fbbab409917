/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* The documents of one sale beside each other, as customs compares them: what agrees, what differs
 * with both values, what is missing. Main thread, owned by the window. */
#define TG_TYPE_SALE_PAGE (tg_sale_page_get_type ())
G_DECLARE_FINAL_TYPE (TgSalePage, tg_sale_page, TG, SALE_PAGE, TgPage)

GtkWidget *tg_sale_page_new (TgWorkspace *workspace,
                             const char  *order_no);

G_END_DECLS
