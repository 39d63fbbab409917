/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-figure.h"

static guint n_over;

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

double
tg_figure_time (TgFigureFunc func,
                gpointer     user_data,
                guint        n_runs)
{
  g_autofree double *times = g_new0 (double, n_runs);

  for (guint i = 0; i < n_runs; i++)
    {
      gint64 start = g_get_monotonic_time ();

      func (user_data);
      times[i] = (double) (g_get_monotonic_time () - start) / 1000;
    }
  qsort (times, n_runs, sizeof (double), compare_times);
  return times[n_runs / 2];
}

void
tg_figure_print (const char *what,
                 double      time,
                 const char *floor_name,
                 double      floor,
                 double      limit)
{
  double ratio = time / MAX (floor, 0.001);
  gboolean is_over = ratio > limit;

  if (is_over)
    n_over++;
  g_print ("%-46s %10.2f ms   %s %.2f ms   %.1f times (limit %.0f)%s\n", what, time, floor_name,
           floor, ratio, limit, is_over ? "  OVER" : "");
}

guint
tg_figure_n_over (void)
{
  return n_over;
}
