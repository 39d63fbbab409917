/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-welcome-page.h"

/* All of it is in the template. */
struct _TgWelcomePage
{
  TgPage parent_instance;
};

G_DEFINE_FINAL_TYPE (TgWelcomePage, tg_welcome_page, TG_TYPE_PAGE)

static void
tg_welcome_page_class_init (TgWelcomePageClass *klass)
{
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/tongguan/Tongguan/tg-welcome-page.ui");
}

static void
tg_welcome_page_init (TgWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_welcome_page_new (void)
{
  return g_object_new (TG_TYPE_WELCOME_PAGE, NULL);
}
