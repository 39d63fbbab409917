/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Questions to the window: a kind, words, and its answer with the time that it is of. Main thread,
 * owned by the window. */
#define TG_TYPE_ENQUIRY_PAGE (tg_enquiry_page_get_type ())
G_DECLARE_FINAL_TYPE (TgEnquiryPage, tg_enquiry_page, TG, ENQUIRY_PAGE, TgPage)

GtkWidget *tg_enquiry_page_new (TgWorkspace *workspace);

G_END_DECLS
