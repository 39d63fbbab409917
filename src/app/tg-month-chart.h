/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Bars for the last twelve months, with the figure of each in words for a screen reader and as a
 * tooltip. */
#define TG_TYPE_MONTH_CHART (tg_month_chart_get_type ())
G_DECLARE_FINAL_TYPE (TgMonthChart, tg_month_chart, TG, MONTH_CHART, GtkWidget)

typedef enum
{
  TG_MONTH_CHART_FILED,
  TG_MONTH_CHART_REFUND,      /* claimed and not paid yet */
} TgMonthChartKind;

GtkWidget *tg_month_chart_new (GListModel       *months,    /* of TgMonthTotal */
                               TgMonthChartKind  kind);

G_END_DECLS
