/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-deadlines.h"

#include <stdlib.h>
#include <string.h>

#include "tg-date.h"

/* Each rule: a document of a kind, a date in it, and how the last day follows from that. */

typedef enum
{
  NEXT_YEAR_APRIL,      /* 30 April of the year after */
  MONTHS,
  DAYS,
  WORKING_DAYS,
} Arithmetic;

static const struct
{
  const char *kind;         /* of document */
  const char *field;
  const char *deadline;
  Arithmetic  arithmetic;
  guint       count;
  const char *zh;
  const char *en;
} rules[] = {
  { "declaration", "export_date", "refund-claim", NEXT_YEAR_APRIL, 0,
    "申报出口退税(次年4月各增值税纳税申报期内)", "Claim the refund" },
  { "declaration", "export_date", "forex-receipt", NEXT_YEAR_APRIL, 0,
    "收汇(次年4月30日前,合同另有约定的除外)", "Receive the money from abroad" },
  { "declaration", "export_date", "refund-last", MONTHS, 36,
    "逾期申报退税的最后日期,其后视同内销征税", "Last day for a late claim; then taxed as a sale at home" },
  { "tax.trader-refund", "claim_date", "documents", DAYS, 15,
    "备案单证", "File the supporting documents" },
  { "forex.receipt", "trade_date", "bop", WORKING_DAYS, 5,
    "国际收支申报(入账后5个工作日内)", "Declare the receipt from abroad" },
  { "payment", "accounting_date", "bop", WORKING_DAYS, 5,
    "国际收支申报(入账后5个工作日内)", "Declare the receipt from abroad" },
};

static gboolean
is_weekday (const char *date,
            gpointer    data)
{
  gint64 days;

  /* 1970-01-01 was a Thursday. */
  return tg_date_to_days (date, &days) && (days + 3) % 7 < 5;
}

char *
tg_deadlines_add_working_days (const char   *date,
                               guint         count,
                               TgWorkingDay  is_working_day,
                               gpointer      data)
{
  TgWorkingDay is_worked = is_working_day != NULL ? is_working_day : is_weekday;
  g_autofree char *day = NULL;
  gint64 days;

  if (!tg_date_to_days (date, &days))
    return NULL;

  day = g_strdup (date);
  /* A calendar without any working day must not hold us for ever. */
  for (guint tries = 0; count > 0 && tries < 366; tries++)
    {
      g_free (day);
      day = tg_date_from_days (++days);
      if (is_worked (day, data))
        count--;
    }

  return g_steal_pointer (&day);
}

static char *
next_year_april (const char *date)
{
  g_autofree char *year = g_strndup (date, 4);

  return g_strdup_printf ("%04ld-04-30", strtol (year, NULL, 10) + 1);
}

static char *
add_days (const char *date,
          guint       count)
{
  gint64 days;

  return tg_date_to_days (date, &days) ? tg_date_from_days (days + count) : NULL;
}

static char *
compute (guint         rule,
         const char   *date,
         TgWorkingDay  is_working_day,
         gpointer      data)
{
  if (!tg_date_is_valid (date))
    return NULL;

  switch (rules[rule].arithmetic)
    {
    case NEXT_YEAR_APRIL:
      return next_year_april (date);
    case MONTHS:
      return tg_date_add_months (date, (int) rules[rule].count);
    case DAYS:
      return add_days (date, rules[rule].count);
    case WORKING_DAYS:
      return tg_deadlines_add_working_days (date, rules[rule].count, is_working_day, data);
    }

  return NULL;
}

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  return strcmp (tg_deadline_get_date (*(TgDeadline * const *) a),
                 tg_deadline_get_date (*(TgDeadline * const *) b));
}

GPtrArray *
tg_deadlines_list (const char       *kind,
                   const char       *subject,
                   const TgDocument *document,
                   TgWorkingDay      is_working_day,
                   gpointer          data)
{
  GPtrArray *deadlines = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autofree char *date = NULL;
      g_autoptr (TgText) text = NULL;

      if (strcmp (rules[i].kind, kind) != 0)
        continue;
      date = compute (i, tg_document_get (document, rules[i].field), is_working_day, data);
      if (date == NULL)
        continue;
      text = tg_text_new (rules[i].zh, rules[i].en);
      g_ptr_array_add (deadlines, tg_deadline_new (rules[i].deadline, date, subject, text));
    }

  g_ptr_array_sort (deadlines, compare_dates);
  return deadlines;
}

char *
tg_deadlines_dup_date (const char       *kind,
                       const TgDocument *document,
                       const char       *deadline)
{
  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].kind, kind) == 0 && strcmp (rules[i].deadline, deadline) == 0)
      return compute (i, tg_document_get (document, rules[i].field), NULL, NULL);

  return NULL;
}
