/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-working-days.h"

#include <string.h>

#include "tg-date.h"

/* Monday to Friday, but for the days that the State Council's yearly notice moves: the code table
 * working_calendar has a row for each, with "worked" yes or no. A year without a notice, or a place
 * without the table, has plain weeks. */

#define CALENDAR "working_calendar"

/* Day 0 was a Thursday. */
static gboolean
is_weekday (gint64 day)
{
  return ((day + 3) % 7 + 7) % 7 < 5;
}

static gboolean
is_worked (TgMachine *machine,
           gint64     day)
{
  g_autofree char *date = tg_date_from_days (day);
  TgCodeRow *row = date == NULL ? NULL : tg_machine_find_code (machine, CALENDAR, date);

  return row == NULL ? is_weekday (day)
                     : strcmp (tg_code_row_get_column (row, "worked"), "yes") == 0;
}

/* Whole weeks at once. */
static gint64
count_weekdays (gint64 from,
                gint64 to)
{
  gint64 count = (to - from) / 7 * 5;

  for (gint64 day = to - (to - from) % 7 + 1; day <= to; day++)
    count += is_weekday (day);
  return count;
}

gint64
tg_working_days_count (TgMachine *machine,
                       gint64     from,
                       gint64     to)
{
  gint64 count = 0;

  if (to < from)
    return -tg_working_days_count (machine, to, from);
  if (to - from > TG_WORKING_DAYS_MOST)
    return count_weekdays (from, to);
  for (gint64 day = from + 1; day <= to; day++)
    count += is_worked (machine, day);
  return count;
}

gint64
tg_working_days_after (TgMachine *machine,
                       gint64     from,
                       gint64     count)
{
  gint64 day = from;

  /* A calendar without any working day must not hold us for ever. */
  for (guint tries = 0; count > 0 && tries < 4 * TG_WORKING_DAYS_MOST; tries++)
    count -= is_worked (machine, ++day);
  return day;
}
