/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What one month brought, for the overview's charts. Amounts are plain decimals in yuan. Immutable,
 * any thread. */
#define TG_TYPE_MONTH_TOTAL (tg_month_total_get_type ())
G_DECLARE_FINAL_TYPE (TgMonthTotal, tg_month_total, TG, MONTH_TOTAL, GObject)

TgMonthTotal *tg_month_total_new            (const char   *month,        /* YYYY-MM */
                                             guint         n_filed,
                                             const char   *refund_due);
const char   *tg_month_total_get_month      (TgMonthTotal *self);
guint         tg_month_total_get_n_filed    (TgMonthTotal *self);
const char   *tg_month_total_get_refund_due (TgMonthTotal *self);

G_END_DECLS
