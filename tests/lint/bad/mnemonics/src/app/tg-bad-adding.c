/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

void
make_menu (GMenu *menu)
{
  tg_menus_load ("good-menu");
  g_menu_append (menu, _("_Paste"), "page.paste");
}
