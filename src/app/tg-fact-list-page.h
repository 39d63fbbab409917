/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-list-page.h"

G_BEGIN_DECLS

/* Facts: what is entered once and filings are drawn from. One tab a type. */
#define TG_TYPE_FACT_LIST_PAGE (tg_fact_list_page_get_type ())
G_DECLARE_FINAL_TYPE (TgFactListPage, tg_fact_list_page, TG, FACT_LIST_PAGE, TgListPage)

/* Goods, partners, enterprises and sellers. */
GtkWidget *tg_fact_list_page_new_parties   (TgWorkspace *workspace,
                                            const char  *title);
/* Orders, payments, waybills, invoices and declarations. */
GtkWidget *tg_fact_list_page_new_documents (TgWorkspace *workspace,
                                            const char  *title);

G_END_DECLS
