/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-upgrade-page.h"

#include <glib/gi18n-lib.h>

/* A status page with a bar. There is nothing to press: the upgrade takes what it takes, and goes on
 * at the next start if the window is closed. */
struct _TgUpgradePage
{
  TgPage          parent_instance;

  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (TgUpgradePage, tg_upgrade_page, TG_TYPE_PAGE)

static void
tg_upgrade_page_class_init (TgUpgradePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-upgrade-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgUpgradePage, bar);
}

static void
tg_upgrade_page_init (TgUpgradePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_upgrade_page_new (void)
{
  return g_object_new (TG_TYPE_UPGRADE_PAGE, "title", _("The Workspace Is Being Upgraded"), NULL);
}

void
tg_upgrade_page_set_done (TgUpgradePage *self,
                          double         done)
{
  g_return_if_fail (TG_IS_UPGRADE_PAGE (self));

  gtk_progress_bar_set_fraction (self->bar, CLAMP (done, 0, 1));
}
