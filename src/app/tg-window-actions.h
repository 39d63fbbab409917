/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-window.h"

G_BEGIN_DECLS

/* The actions `win.…` of the window, and the keys of the page that is on screen. */
void tg_window_actions_install  (GtkWidgetClass *klass);
void tg_window_actions_add_keys (TgWindow       *window);

G_END_DECLS
