/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "tg-workspace.h"

G_BEGIN_DECLS

/* The areas of the program with what each of them wants from the person, and how it stands with
 * the window of the authorities. Chooses by the action `win.show`. Main thread. */
#define TG_TYPE_SIDEBAR (tg_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (TgSidebar, tg_sidebar, TG, SIDEBAR, AdwBin)

void tg_sidebar_set_workspace (TgSidebar   *self,
                               TgWorkspace *workspace);   /* nullable */
void tg_sidebar_select        (TgSidebar   *self,
                               const char  *area);

G_END_DECLS
