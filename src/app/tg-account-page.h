/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* One account: its balance, and what moved on it with the balance after each and the filing that it
 * comes from. Main thread, owned by the window. */
#define TG_TYPE_ACCOUNT_PAGE (tg_account_page_get_type ())
G_DECLARE_FINAL_TYPE (TgAccountPage, tg_account_page, TG, ACCOUNT_PAGE, TgPage)

GtkWidget *tg_account_page_new (TgWorkspace *workspace,
                                const char  *id);

G_END_DECLS
