/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-practice-page.h"

#include <glib/gi18n-lib.h>

/* What can be done depends on where one is: in a practice workspace the case is begun here; in a
 * production one the page leads to a workspace of its own, so that nothing practised comes near
 * what is filed. */
struct _TgPracticePage
{
  TgPage          parent_instance;

  AdwWindowTitle *window_title;
  GtkWidget      *steps;
  GtkWidget      *elsewhere;
};

G_DEFINE_FINAL_TYPE (TgPracticePage, tg_practice_page, TG_TYPE_PAGE)

static void
tg_practice_page_class_init (TgPracticePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-practice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgPracticePage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TgPracticePage, steps);
  gtk_widget_class_bind_template_child (widget_class, TgPracticePage, elsewhere);
}

static void
tg_practice_page_init (TgPracticePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_practice_page_new (TgWorkspace *workspace,
                      const char  *title)
{
  TgPracticePage *self = g_object_new (TG_TYPE_PRACTICE_PAGE, "title", title, NULL);
  gboolean practice = tg_workspace_is_practice (workspace);

  adw_window_title_set_title (self->window_title, title);
  gtk_widget_set_visible (self->steps, practice);
  gtk_widget_set_visible (self->elsewhere, !practice);
  return GTK_WIDGET (self);
}
