/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* What one month brought: filings first received in it, and the refund claimed in it that has not
 * been paid yet, in 1/100,000 yuan. */
typedef struct
{
  char   *month;           /* YYYY-MM */
  guint   n_filed;
  gint64  refund_units;
} TgMonthFigures;

/* Of the months from `from` (YYYY-MM) on that had any, oldest first. */
GPtrArray *tg_month_figures_list (TgStoreConnection  *conn,
                                  const char         *from,
                                  GError            **error);
void       tg_month_figures_free (TgMonthFigures     *self);

G_END_DECLS
