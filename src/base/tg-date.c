/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-date.h"

#include "tg-text.h"

/* Dates of the Gregorian calendar as text, years 0001 to 9999. Pure functions; a date that is not
 * one gives FALSE or NULL, never an error. Days are counted in eras of 400 years that begin in
 * March, so that the leap day is the last day of a year. */

typedef struct
{
  gint64 year;
  int    month;
  int    day;
} Civil;

#define DAYS_PER_ERA 146097
#define EPOCH_SHIFT  719468

static gboolean
is_leap (gint64 year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_length (gint64 year,
              int    month)
{
  static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return month == 2 && is_leap (year) ? 29 : lengths[month - 1];
}

static gboolean
civil_is_valid (const Civil *civil)
{
  return civil->year >= 1 && civil->year <= 9999 &&
         civil->month >= 1 && civil->month <= 12 &&
         civil->day >= 1 && civil->day <= month_length (civil->year, civil->month);
}

static gint64
civil_to_days (const Civil *civil)
{
  gint64 year = civil->year - (civil->month <= 2 ? 1 : 0);
  gint64 era = year / 400;
  gint64 year_of_era = year - era * 400;
  int month_from_march = (civil->month + 9) % 12;
  int day_of_year = (153 * month_from_march + 2) / 5 + civil->day - 1;

  return era * DAYS_PER_ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 +
         day_of_year - EPOCH_SHIFT;
}

static Civil
civil_from_days (gint64 days)
{
  gint64 shifted = days + EPOCH_SHIFT;
  gint64 era = shifted / DAYS_PER_ERA;
  gint64 day_of_era = shifted - era * DAYS_PER_ERA;
  gint64 leap_days = day_of_era / 1460 - day_of_era / 36524 + day_of_era / 146096;
  gint64 year_of_era = (day_of_era - leap_days) / 365;
  int day_of_year = (int) (day_of_era - 365 * year_of_era - year_of_era / 4 + year_of_era / 100);
  int month_from_march = (5 * day_of_year + 2) / 153;
  Civil civil;

  civil.day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  civil.month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  civil.year = year_of_era + era * 400 + (civil.month <= 2 ? 1 : 0);
  return civil;
}

/* NULL if it is no date. */
static char *
civil_to_text (const Civil *civil)
{
  if (!civil_is_valid (civil))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", (int) civil->year, civil->month, civil->day);
}

static gboolean
civil_from_text (const char *date,
                 Civil      *out)
{
  Civil civil;

  if (date == NULL || strlen (date) != 10 || date[4] != '-' || date[7] != '-')
    return FALSE;
  for (int i = 0; i < 10; i++)
    {
      if (i != 4 && i != 7 && !g_ascii_isdigit (date[i]))
        return FALSE;
    }
  civil.year = g_ascii_strtoll (date, NULL, 10);
  civil.month = (int) g_ascii_strtoll (date + 5, NULL, 10);
  civil.day = (int) g_ascii_strtoll (date + 8, NULL, 10);
  if (!civil_is_valid (&civil))
    return FALSE;
  *out = civil;
  return TRUE;
}

/* Splits into runs of digits; anything but the separators that people use makes it no date. */
static guint
split_parts (const char *text,
             char        parts[3][9])
{
  guint count = 0;

  while (*text != '\0')
    {
      gsize length = strspn (text, "0123456789");
      gunichar separator;

      if (length == 0 || length > 8 || count == 3)
        return 0;
      memcpy (parts[count], text, length);
      parts[count++][length] = '\0';
      text += length;
      separator = g_utf8_get_char (text);
      if (separator == 0)
        break;
      if (g_utf8_strchr ("-/. 年月日", -1, separator) == NULL)
        return 0;
      text = g_utf8_next_char (text);
    }
  return count;
}

static int
number_at (const char *digits,
           gsize       length)
{
  g_autofree char *part = g_strndup (digits, length);

  return (int) g_ascii_strtoll (part, NULL, 10);
}

/* 20261123, 261123, 1123 or 23: what is left out is today's. */
static gboolean
civil_from_digits (const char *digits,
                   Civil      *civil)
{
  gsize length = strlen (digits);

  switch (length)
    {
    case 8:
      civil->year = number_at (digits, 4);
      break;
    case 6:
      civil->year = 2000 + number_at (digits, 2);
      break;
    case 4:
    case 2:
    case 1:
      break;
    default:
      return FALSE;
    }
  if (length >= 4)
    civil->month = number_at (digits + length - 4, 2);
  civil->day = length == 1 ? number_at (digits, 1) : number_at (digits + length - 2, 2);
  return TRUE;
}

static gboolean
civil_from_parts (char   parts[3][9],
                  guint  count,
                  Civil *civil)
{
  gsize year_length = strlen (parts[0]);

  if (count == 1)
    return civil_from_digits (parts[0], civil);
  if (count == 3)
    {
      if (year_length != 4 && year_length != 2)
        return FALSE;
      civil->year = number_at (parts[0], 4) + (year_length == 2 ? 2000 : 0);
    }
  if (strlen (parts[count - 2]) > 2 || strlen (parts[count - 1]) > 2)
    return FALSE;
  civil->month = number_at (parts[count - 2], 2);
  civil->day = number_at (parts[count - 1], 2);
  return TRUE;
}

gboolean
tg_date_is_valid (const char *date)
{
  Civil civil;

  return civil_from_text (date, &civil);
}

gboolean
tg_date_to_days (const char *date,
                 gint64     *days)
{
  Civil civil;

  if (!civil_from_text (date, &civil))
    return FALSE;
  *days = civil_to_days (&civil);
  return TRUE;
}

/* NULL outside the years 0001 to 9999. */
char *
tg_date_from_days (gint64 days)
{
  Civil civil;

  if (days < -EPOCH_SHIFT || days > G_GINT64_CONSTANT (10000) * 366)
    return NULL;
  civil = civil_from_days (days);
  return civil_to_text (&civil);
}

/* The last day of the month stands in for a day that it lacks: 31 January and a month is 28
 * February. */
char *
tg_date_add_months (const char *date,
                    int         months)
{
  Civil civil;
  gint64 total;

  if (!civil_from_text (date, &civil))
    return NULL;
  total = civil.year * 12 + civil.month - 1 + months;
  if (total < 12 || total >= G_GINT64_CONSTANT (10000) * 12)
    return NULL;
  civil.year = total / 12;
  civil.month = (int) (total % 12) + 1;
  civil.day = MIN (civil.day, month_length (civil.year, civil.month));
  return civil_to_text (&civil);
}

/* What a person types for a date: `=` is today; digits without separators (20261123, 261123, 1123,
 * 23) or parts with any usual separator. NULL if it is not to be read as a date. */
char *
tg_date_parse_typed (const char *text,
                     const char *today)
{
  g_autofree char *folded = NULL;
  char parts[3][9];
  Civil civil;
  guint count;

  g_return_val_if_fail (text != NULL, NULL);

  folded = tg_text_fold_width (text);
  if (!civil_from_text (today, &civil))
    return NULL;
  if (strcmp (folded, "=") == 0)
    return civil_to_text (&civil);
  count = split_parts (folded, parts);
  if (count == 0 || !civil_from_parts (parts, count, &civil))
    return NULL;
  return civil_to_text (&civil);
}

/* The keys of a date field: d, m, y go forward by a day, month, year; D, M, Y back. */
char *
tg_date_step (const char *date,
              char        unit,
              int         steps)
{
  int signed_steps = g_ascii_isupper (unit) ? -steps : steps;
  gint64 days;

  switch (g_ascii_tolower (unit))
    {
    case 'd':
      return tg_date_to_days (date, &days) ? tg_date_from_days (days + signed_steps) : NULL;
    case 'm':
      return tg_date_add_months (date, signed_steps);
    case 'y':
      return ABS (steps) < 10000 ? tg_date_add_months (date, signed_steps * 12) : NULL;
    default:
      return NULL;
    }
}
