/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-month-chart.h"

#include "tg-decimal.h"
#include "tg-month-total.h"

#include <glib/gi18n-lib.h>

#define N_MONTHS 12
#define LABEL_HEIGHT 20

/* Draws at most N_MONTHS bars; the model is small by its nature. Bars have one colour; a
 * tooltip and the accessible label say the figures. */
struct _TgMonthChart
{
  GtkWidget         parent_instance;
  GListModel       *months;
  TgMonthChartKind  kind;
};

G_DEFINE_FINAL_TYPE (TgMonthChart, tg_month_chart, GTK_TYPE_WIDGET)

/* Whole units: a bar's height in pixels is all that they are for. */
static gint64
to_units (const char *text)
{
  TgDecimal number;

  if (!tg_decimal_parse (text, &number, NULL) || !tg_decimal_round (number, 0, &number, NULL))
    return 0;
  return (gint64) CLAMP (number.value, 0, (__int128) G_MAXINT64 / 4);
}

static gint64
get_height (TgMonthChart *self,
            TgMonthTotal *month)
{
  if (self->kind == TG_MONTH_CHART_FILED)
    return tg_month_total_get_n_filed (month);
  return to_units (tg_month_total_get_refund_due (month));
}

static gint64
find_highest (TgMonthChart *self)
{
  gint64 highest = 1;

  for (guint i = 0; i < g_list_model_get_n_items (self->months); i++)
    {
      g_autoptr (TgMonthTotal) month = g_list_model_get_item (self->months, i);

      highest = MAX (highest, get_height (self, month));
    }
  return highest;
}

static void
draw_text (TgMonthChart *self,
           GtkSnapshot  *snapshot,
           const char   *text,
           float         x,
           float         width,
           float         y)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA colour;

  pango_attr_list_insert (attributes, pango_attr_scale_new (0.8));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  G_GNUC_BEGIN_IGNORE_DEPRECATIONS
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &colour);
  G_GNUC_END_IGNORE_DEPRECATIONS
  colour.alpha *= 0.6f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, &colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_month (TgMonthChart    *self,
            GtkSnapshot     *snapshot,
            TgMonthTotal    *month,
            graphene_rect_t  area,
            gint64           highest)
{
  const GdkRGBA colour = { 0.11f, 0.50f, 0.55f, 1.0f };
  float height = area.size.height * (float) get_height (self, month) / (float) highest;
  graphene_rect_t bar = GRAPHENE_RECT_INIT (area.origin.x + area.size.width * 0.2f,
                                            area.origin.y + area.size.height - height,
                                            area.size.width * 0.6f, height);

  if (height >= 1)
    gtk_snapshot_append_color (snapshot, &colour, &bar);
  draw_text (self, snapshot, tg_month_total_get_month (month) + 5, area.origin.x, area.size.width,
             area.origin.y + area.size.height + 3);
}

static void
tg_month_chart_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  TgMonthChart *self = TG_MONTH_CHART (widget);
  float width = (float) gtk_widget_get_width (widget);
  float height = (float) gtk_widget_get_height (widget) - LABEL_HEIGHT;
  guint n_months = MIN (g_list_model_get_n_items (self->months), N_MONTHS);
  gint64 highest = find_highest (self);

  for (guint i = 0; i < n_months; i++)
    {
      g_autoptr (TgMonthTotal) month = g_list_model_get_item (self->months, i);
      float step = width / (float) N_MONTHS;

      draw_month (self, snapshot, month, GRAPHENE_RECT_INIT (step * (float) i, 0, step, height),
                  highest);
    }
}

/* What the bars say, in words. */
static void
describe (TgMonthChart *self)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->months); i++)
    {
      g_autoptr (TgMonthTotal) month = g_list_model_get_item (self->months, i);

      if (i > 0)
        g_string_append_c (words, '\n');
      if (self->kind == TG_MONTH_CHART_FILED)
        g_string_append_printf (words, _("%s: %u filed"), tg_month_total_get_month (month),
                                tg_month_total_get_n_filed (month));
      else
        g_string_append_printf (words, _("%s: refund %s"),
                                tg_month_total_get_month (month),
                                tg_month_total_get_refund_due (month));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words->str,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words->str);
}

static void
on_months_changed (GListModel   *months,
                   guint         position,
                   guint         removed,
                   guint         added,
                   TgMonthChart *self)
{
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tg_month_chart_dispose (GObject *object)
{
  g_clear_object (&TG_MONTH_CHART (object)->months);
  G_OBJECT_CLASS (tg_month_chart_parent_class)->dispose (object);
}

static void
tg_month_chart_class_init (TgMonthChartClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tg_month_chart_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = tg_month_chart_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
tg_month_chart_init (TgMonthChart *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), 240, 120);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
tg_month_chart_new (GListModel       *months,
                    TgMonthChartKind  kind)
{
  TgMonthChart *self = g_object_new (TG_TYPE_MONTH_CHART, NULL);

  self->months = g_object_ref (months);
  self->kind = kind;
  g_signal_connect_object (months, "items-changed", G_CALLBACK (on_months_changed), self, 0);
  describe (self);
  return GTK_WIDGET (self);
}
