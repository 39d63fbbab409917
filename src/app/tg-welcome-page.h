/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"

G_BEGIN_DECLS

/* The first page of somebody without a workspace: three doors, and restoring a backup as a small
 * fourth link. They are the actions app.open-own, app.open-sample, app.open-class and
 * app.restore. Main thread. */
#define TG_TYPE_WELCOME_PAGE (tg_welcome_page_get_type ())
G_DECLARE_FINAL_TYPE (TgWelcomePage, tg_welcome_page, TG, WELCOME_PAGE, TgPage)

GtkWidget *tg_welcome_page_new (void);

G_END_DECLS
