/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How the figures of ./bench are taken and printed: the median of some runs, beside the floor of
 * the same run. Times in milliseconds; these are measurements, not money, hence double. */

typedef void (*TgFigureFunc) (gpointer user_data);

/* The median of `n_runs` runs. */
double tg_figure_time   (TgFigureFunc  func,
                         gpointer      user_data,
                         guint         n_runs);
/* One line: what, its time, the floor's, the ratio, and the limit of the ratio with "over" where
 * it is passed. */
void   tg_figure_print  (const char   *what,
                         double        time,
                         const char   *floor_name,
                         double        floor,
                         double        limit);
/* How many lines were over their limit: the exit code's source. */
guint  tg_figure_n_over (void);

G_END_DECLS
