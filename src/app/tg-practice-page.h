/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Exercises without a teacher: what they are, and a way to begin one. Main thread, owned by the
 * window. */
#define TG_TYPE_PRACTICE_PAGE (tg_practice_page_get_type ())
G_DECLARE_FINAL_TYPE (TgPracticePage, tg_practice_page, TG, PRACTICE_PAGE, TgPage)

GtkWidget *tg_practice_page_new (TgWorkspace *workspace,
                                 const char  *title);

G_END_DECLS
