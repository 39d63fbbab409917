/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-page.h"

G_BEGIN_DECLS

/* What went wrong, in place of what should have been there, with one thing to do about it. Main
 * thread. */
#define TG_TYPE_ERROR_PAGE (tg_error_page_get_type ())
G_DECLARE_FINAL_TYPE (TgErrorPage, tg_error_page, TG, ERROR_PAGE, TgPage)

GtkWidget *tg_error_page_new (const char   *what,      /* what could not be done */
                              const GError *error,
                              const char   *button,    /* nullable */
                              const char   *action);   /* detailed action name, nullable */

G_END_DECLS
