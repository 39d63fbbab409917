/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-quota-meter.h"

#include <glib/gi18n-lib.h>

#include "tg-decimal.h"

/* Made anew for each reading of the quota. */
struct _TgQuotaMeter
{
  AdwBin       parent_instance;

  GtkLabel    *title;
  GtkLabel    *figures;
  GtkLevelBar *bar;
  GtkLabel    *remarks;
};

G_DEFINE_FINAL_TYPE (TgQuotaMeter, tg_quota_meter, ADW_TYPE_BIN)

#define NEAR 0.8

static void
tg_quota_meter_class_init (TgQuotaMeterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tongguan/Tongguan/tg-quota-meter.ui");
  gtk_widget_class_bind_template_child (widget_class, TgQuotaMeter, title);
  gtk_widget_class_bind_template_child (widget_class, TgQuotaMeter, figures);
  gtk_widget_class_bind_template_child (widget_class, TgQuotaMeter, bar);
  gtk_widget_class_bind_template_child (widget_class, TgQuotaMeter, remarks);
}

static void
tg_quota_meter_init (TgQuotaMeter *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_grouped (const char *amount)
{
  TgDecimal number;

  return tg_decimal_parse (amount, &number, NULL) ? tg_decimal_to_grouped (number, 2)
         : g_strdup (amount);
}

static gboolean
is_zero (const char *amount)
{
  TgDecimal number;

  return !tg_decimal_parse (amount, &number, NULL) || tg_decimal_is_zero (number);
}

/* Colour comes with a word. */
static void
show_state (TgQuotaMeter *self,
            TgQuota      *quota,
            GString      *remarks)
{
  gboolean is_over = tg_quota_get_left (quota)[0] == '-';

  if (is_over)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "quota-over");
      g_string_append (remarks, _("Over the quota. "));
    }
  else if (tg_quota_get_fraction (quota) >= NEAR)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "quota-near");
      g_string_append (remarks, _("Four fifths or more are used. "));
    }
}

static char *
dup_remarks (TgQuotaMeter *self,
             TgQuota      *quota)
{
  g_autoptr (GString) remarks = g_string_new (NULL);
  guint n_unknown = tg_quota_get_n_unknown (quota);

  show_state (self, quota, remarks);
  if (!is_zero (tg_quota_get_exempt (quota)))
    {
      g_autofree char *exempt = dup_grouped (tg_quota_get_exempt (quota));

      g_string_append_printf (remarks, _("Outside the quota %s USD. "), exempt);
    }
  if (n_unknown > 0)
    g_string_append_printf (remarks, ngettext ("%u has no value in USD and is not counted. ",
                                               "%u have no value in USD and are not counted. ",
                                               n_unknown), n_unknown);
  if (tg_quota_get_rates (quota)[0] != '\0')
    g_string_append_printf (remarks, _("Values in USD by: %s. "), tg_quota_get_rates (quota));
  return g_strdup (g_strchomp (remarks->str));
}

static void
show (TgQuotaMeter *self,
      TgQuota      *quota)
{
  g_autofree char *title = g_strdup_printf ("%s %s · %s", tg_quota_get_year (quota),
                                            tg_quota_get_label (quota),
                                            tg_quota_get_person (quota));
  g_autofree char *used = dup_grouped (tg_quota_get_used (quota));
  g_autofree char *left = dup_grouped (tg_quota_get_left (quota));
  g_autofree char *figures = g_strdup_printf (_("used %s, left %s USD"), used, left);
  g_autofree char *remarks = dup_remarks (self, quota);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->figures, figures);
  gtk_label_set_label (self->remarks, remarks);
  gtk_widget_set_visible (GTK_WIDGET (self->remarks), remarks[0] != '\0');
  gtk_level_bar_set_value (self->bar, tg_quota_get_fraction (quota));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, figures, -1);
}

GtkWidget *
tg_quota_meter_new (TgQuota *quota)
{
  TgQuotaMeter *self = g_object_new (TG_TYPE_QUOTA_METER, NULL);

  show (self, quota);
  return GTK_WIDGET (self);
}
