/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-draft.h"
#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* All answers once more before sending: each leads back to its field, values that are left out
 * are named, and the button says where it sends to. Main thread, owned by the window. */
#define TG_TYPE_ANSWERS_PAGE (tg_answers_page_get_type ())
G_DECLARE_FINAL_TYPE (TgAnswersPage, tg_answers_page, TG, ANSWERS_PAGE, TgPage)

GtkWidget *tg_answers_page_new (TgWorkspace *workspace,   /* nullable */
                                TgDraft     *draft);

G_END_DECLS
