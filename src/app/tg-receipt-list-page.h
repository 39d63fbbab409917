/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-list-page.h"

G_BEGIN_DECLS

/* All receipts, newest first; one opens its filing. */
#define TG_TYPE_RECEIPT_LIST_PAGE (tg_receipt_list_page_get_type ())
G_DECLARE_FINAL_TYPE (TgReceiptListPage, tg_receipt_list_page, TG, RECEIPT_LIST_PAGE, TgListPage)

GtkWidget *tg_receipt_list_page_new (TgWorkspace *workspace,
                                     const char  *title);

G_END_DECLS
