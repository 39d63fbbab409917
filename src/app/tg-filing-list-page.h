/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-list-page.h"

G_BEGIN_DECLS

/* The filings of one family (or all, family ""): groups with counts, search, and rows that say
 * who must act and by when. */
#define TG_TYPE_FILING_LIST_PAGE (tg_filing_list_page_get_type ())
G_DECLARE_FINAL_TYPE (TgFilingListPage, tg_filing_list_page, TG, FILING_LIST_PAGE, TgListPage)

GtkWidget *tg_filing_list_page_new (TgWorkspace *workspace,
                                    const char  *family,
                                    const char  *title);

G_END_DECLS
