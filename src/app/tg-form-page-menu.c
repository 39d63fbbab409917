/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-page-private.h"

#include <glib/gi18n-lib.h>

#include "tg-form-item.h"
#include "tg-menus.h"

/* The menu of a form: what every form has, and what can be drawn from this one. */

/* "fact:order" and "order" are one: what a form is drawn from is named without the prefix. */
static const char *
get_kind (TgFormPage *self)
{
  return tg_draft_get_form (self->draft)->id;
}

static GMenuModel *
list_drawn (TgFormPage *self)
{
  g_autoptr (GListModel) forms = tg_workspace_list_forms (self->workspace);
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < g_list_model_get_n_items (forms); i++)
    {
      g_autoptr (TgFormItem) form = g_list_model_get_item (forms, i);
      g_autoptr (GMenuItem) item = NULL;

      if (g_strcmp0 (tg_form_item_get_source (form), get_kind (self)) != 0 ||
          !tg_form_item_can_make (form))
        continue;
      item = g_menu_item_new (tg_form_item_get_title (form), NULL);
      g_menu_item_set_action_and_target (item, "page.draw", "s", tg_form_item_get_id (form));
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

GMenuModel *
tg_form_page_make_menu (TgFormPage *self)
{
  g_autoptr (GMenuModel) general = tg_menus_load ("form-menu");
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenuModel) drawn = self->workspace != NULL ? list_drawn (self) : NULL;

  if (drawn != NULL && g_menu_model_get_n_items (drawn) > 0)
    g_menu_append_submenu (menu, _("Draw _from This"), drawn);
  for (int i = 0; i < g_menu_model_get_n_items (general); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new_from_model (general, i);

      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}
