/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-menus.h"

#include <gtk/gtk.h>

/* Menus that several pages share, or that would make a template long. */

GMenuModel *
tg_menus_load (const char *id)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/io/github/tongguan/Tongguan/tg-menus.ui");

  return G_MENU_MODEL (g_object_ref (gtk_builder_get_object (builder, id)));
}
