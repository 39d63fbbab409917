/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-settings.h"
#include "tg-workspace.h"

G_BEGIN_DECLS

/* Connection, language, and where the data are. Main thread. */
#define TG_TYPE_PREFERENCES_WINDOW (tg_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (TgPreferencesWindow, tg_preferences_window, TG, PREFERENCES_WINDOW,
                      AdwPreferencesWindow)

GtkWindow *tg_preferences_window_new (GtkWindow   *parent,
                                      TgSettings  *settings,     /* must outlive it */
                                      TgWorkspace *workspace);   /* nullable */

G_END_DECLS
