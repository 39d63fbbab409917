/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-error-page.h"

#include <glib/gi18n-lib.h>

#include "tg-error.h"

/* A status page; the advice comes from the error's code, its words stand below as they came. */
struct _TgErrorPage
{
  TgPage         parent_instance;

  AdwStatusPage *status;
  GtkLabel      *detail;
  GtkButton     *button;
};

G_DEFINE_FINAL_TYPE (TgErrorPage, tg_error_page, TG_TYPE_PAGE)

static const char *
get_advice (const GError *error)
{
  if (g_error_matches (error, TG_ERROR, TG_ERROR_BUSY))
    return _("Another program has it open. Close it there and try again.");
  if (g_error_matches (error, TG_ERROR, TG_ERROR_CORRUPT))
    return _("Nothing was changed. Restore the last backup; your files stay where they are.");
  if (g_error_matches (error, TG_ERROR, TG_ERROR_NO_SPACE))
    return _("There is not enough room on the disk. Make room and try again; nothing was changed.");
  if (g_error_matches (error, TG_ERROR, TG_ERROR_UNSUPPORTED))
    return _("It was made by a newer version of this program. Nothing was changed.");
  return _("Nothing was changed.");
}

static void
tg_error_page_class_init (TgErrorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-error-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TgErrorPage, status);
  gtk_widget_class_bind_template_child (widget_class, TgErrorPage, detail);
  gtk_widget_class_bind_template_child (widget_class, TgErrorPage, button);
}

static void
tg_error_page_init (TgErrorPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
tg_error_page_new (const char   *what,
                   const GError *error,
                   const char   *button,
                   const char   *action)
{
  TgErrorPage *self = g_object_new (TG_TYPE_ERROR_PAGE, "title", what, NULL);

  adw_status_page_set_title (self->status, what);
  adw_status_page_set_description (self->status, get_advice (error));
  gtk_label_set_label (self->detail, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->button), action != NULL);
  if (action != NULL)
    {
      gtk_button_set_label (self->button, button);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), action);
    }
  return GTK_WIDGET (self);
}
