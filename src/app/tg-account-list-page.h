/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-list-page.h"

G_BEGIN_DECLS

/* The register of accounts with its balances; above it quotas, categories and what is due. */
#define TG_TYPE_ACCOUNT_LIST_PAGE (tg_account_list_page_get_type ())
G_DECLARE_FINAL_TYPE (TgAccountListPage, tg_account_list_page, TG, ACCOUNT_LIST_PAGE, TgListPage)

GtkWidget *tg_account_list_page_new (TgWorkspace *workspace,
                                     const char  *title);

G_END_DECLS
