/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-workspace-private.h"

#include "tg-date.h"
#include "tg-month-figures.h"
#include "tg-month-total.h"
#include "tg-table-list.h"

/* The last twelve months for the overview's charts, empty ones too. */

#define N_MONTHS 12
#define UNITS_SCALE 5      /* the store's amounts are in 1/100,000 */

static TgMonthTotal *
make_total (GPtrArray  *figures,
            const char *month)
{
  const TgMonthFigures *found = NULL;
  g_autofree char *refund = NULL;

  for (guint i = 0; i < figures->len; i++)
    if (g_str_equal (((TgMonthFigures *) figures->pdata[i])->month, month))
      found = figures->pdata[i];
  refund = tg_decimal_to_string ((TgDecimal) { found != NULL ? found->refund_units : 0,
                                               UNITS_SCALE });
  return tg_month_total_new (month, found != NULL ? found->n_filed : 0, refund);
}

static char *
get_month (const char *today,
           int         months_ago)
{
  g_autofree char *first = g_strdup_printf ("%.7s-01", today);
  g_autofree char *date = tg_date_add_months (first, -months_ago);

  return g_strndup (date, 7);
}

static GPtrArray *
read_months (TgStoreConnection  *conn,
             const char         *today,
             GError            **error)
{
  g_autofree char *from = get_month (today, N_MONTHS - 1);
  g_autoptr (GPtrArray) figures = tg_month_figures_list (conn, from, error);
  GPtrArray *totals = NULL;

  if (figures == NULL)
    return NULL;
  totals = g_ptr_array_new_with_free_func (g_object_unref);
  for (int i = N_MONTHS - 1; i >= 0; i--)
    {
      g_autofree char *month = get_month (today, i);

      g_ptr_array_add (totals, make_total (figures, month));
    }
  return totals;
}

GListModel *
tg_workspace_list_months (TgWorkspace *self)
{
  g_autofree char *today = NULL;

  g_return_val_if_fail (TG_IS_WORKSPACE (self), NULL);

  today = tg_clock_dup_today (self->clock);
  return tg_table_list_new (self->store, TG_TYPE_MONTH_TOTAL, TG_STORE_CHANGE_FILINGS, read_months,
                            today);
}
