/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-month-total.h"

/* A bar of each of the two charts. */

struct _TgMonthTotal
{
  GObject  parent_instance;

  char    *month;
  guint    n_filed;
  char    *refund_due;
};

G_DEFINE_FINAL_TYPE (TgMonthTotal, tg_month_total, G_TYPE_OBJECT)

static void
tg_month_total_finalize (GObject *object)
{
  TgMonthTotal *self = TG_MONTH_TOTAL (object);

  g_free (self->month);
  g_free (self->refund_due);
  G_OBJECT_CLASS (tg_month_total_parent_class)->finalize (object);
}

static void
tg_month_total_class_init (TgMonthTotalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_month_total_finalize;
}

static void
tg_month_total_init (TgMonthTotal *self)
{
}

TgMonthTotal *
tg_month_total_new (const char *month,
                    guint       n_filed,
                    const char *refund_due)
{
  TgMonthTotal *self = g_object_new (TG_TYPE_MONTH_TOTAL, NULL);

  self->month = g_strdup (month);
  self->n_filed = n_filed;
  self->refund_due = g_strdup (refund_due);
  return self;
}

const char *
tg_month_total_get_month (TgMonthTotal *self)
{
  g_return_val_if_fail (TG_IS_MONTH_TOTAL (self), NULL);

  return self->month;
}

guint
tg_month_total_get_n_filed (TgMonthTotal *self)
{
  g_return_val_if_fail (TG_IS_MONTH_TOTAL (self), 0);

  return self->n_filed;
}

const char *
tg_month_total_get_refund_due (TgMonthTotal *self)
{
  g_return_val_if_fail (TG_IS_MONTH_TOTAL (self), NULL);

  return self->refund_due;
}
