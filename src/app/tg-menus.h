/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The menu of that id in ui/tg-menus.ui. (transfer full) */
GMenuModel *tg_menus_load (const char *id);

G_END_DECLS
