/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-month-figures.h"

#include "tg-store-private.h"

/* Sums over the filings for the overview's charts. Reader. */

static TgMonthFigures *
read_month (TgDbStatement *st)
{
  TgMonthFigures *self = g_new0 (TgMonthFigures, 1);

  self->month = g_strdup (tg_db_column_text (st, 0));
  self->n_filed = (guint) tg_db_column_int (st, 1);
  self->refund_units = tg_db_column_int (st, 2);
  return self;
}

GPtrArray *
tg_month_figures_list (TgStoreConnection  *conn,
                       const char         *from,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) months = NULL;
  gboolean row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT substr (filed, 1, 7) AS month, count (*),"
                      " sum (CASE WHEN family = 'refund' AND state NOT IN"
                      "  ('paid', 'closed', 'returned', 'refused', 'withdrawn')"
                      "  THEN amount_units ELSE 0 END)"
                      " FROM filing WHERE removed = 0 AND filed >= :from"
                      " GROUP BY month ORDER BY month", error);
  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":from", from);
  months = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_month_figures_free);
  while (tg_db_step (st, &row, error))
    {
      if (!row)
        return g_steal_pointer (&months);
      g_ptr_array_add (months, read_month (st));
    }
  return NULL;
}

void
tg_month_figures_free (TgMonthFigures *self)
{
  g_free (self->month);
  g_free (self);
}
