/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-machine.h"

#include <string.h>

#include "tg-date.h"
#include "tg-validator.h"
#include "tg-working-days.h"

/* The functions of the rule language: one small function each, one table. An argument that is
 * unknown makes the result unknown, an empty one makes it empty, except where a function says
 * otherwise. */

#define MAX_TEXT 65536

static const char *
text_of (TgMachine *machine,
         TgValue    value)
{
  return value.kind == TG_VALUE_TEXT ? value.text
         : tg_machine_keep (machine, tg_value_dup_text (value));
}

static TgValue
keep_text (TgMachine *machine,
           char      *text)
{
  return tg_value_from_text (tg_machine_keep (machine, text));
}

static gboolean
int_of (TgValue  value,
        gint64  *out)
{
  g_autofree char *text = NULL;
  TgDecimal number;

  if (!tg_value_to_number (value, &number))
    return FALSE;
  text = tg_decimal_to_string (number);
  return g_ascii_string_to_signed (text, 10, -1000000, 1000000, out, NULL);
}

/* A date, or the date of a date and time. NULL if it is none. */
static const char *
date_of (TgMachine *machine,
         TgValue    value)
{
  const char *date = text_of (machine, value);

  if (strlen (date) > 10 && strchr (" T", date[10]) != NULL)
    date = tg_machine_keep (machine, g_strndup (date, 10));
  return tg_date_is_valid (date) ? date : NULL;
}

static TgValue
call_empty (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  return tg_value_from_boolean (a[0].kind == TG_VALUE_EMPTY);
}

static TgValue
call_filled (TgMachine     *machine,
             const TgValue *a,
             guint          n)
{
  return tg_value_from_boolean (a[0].kind != TG_VALUE_EMPTY);
}

static TgValue
call_length (TgMachine     *machine,
             const TgValue *a,
             guint          n)
{
  if (a[0].kind == TG_VALUE_UNKNOWN)
    return a[0];
  return tg_value_from_int (g_utf8_strlen (text_of (machine, a[0]), -1));
}

static TgValue
call_bytes (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  const char *text;
  g_autofree char *converted = NULL;
  gsize written = 0;

  if (a[0].kind == TG_VALUE_UNKNOWN)
    return a[0];
  text = text_of (machine, a[0]);
  converted = g_convert (text, -1, "GB18030", "UTF-8", NULL, &written, NULL);
  return converted == NULL ? TG_VALUE_MALFORMED : tg_value_from_int ((gint64) written);
}

static TgValue
call_upper (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  return a[0].kind == TG_VALUE_TEXT ? keep_text (machine, g_utf8_strup (a[0].text, -1)) : a[0];
}

static TgValue
call_lower (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  return a[0].kind == TG_VALUE_TEXT ? keep_text (machine, g_utf8_strdown (a[0].text, -1)) : a[0];
}

static TgValue
call_concat (TgMachine     *machine,
             const TgValue *a,
             guint          n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (a[i].kind == TG_VALUE_UNKNOWN)
        return a[i];
      g_string_append (text, text_of (machine, a[i]));
    }
  if (text->len > MAX_TEXT)
    return TG_VALUE_MALFORMED;
  return keep_text (machine, g_strdup (text->str));
}

/* `start` from 0, in characters. */
static TgValue
cut (TgMachine *machine,
     TgValue    value,
     gint64     start,
     gint64     count)
{
  const char *text;
  gint64 length;

  if (value.kind == TG_VALUE_UNKNOWN || value.kind == TG_VALUE_EMPTY)
    return value;
  text = text_of (machine, value);
  length = g_utf8_strlen (text, -1);
  start = CLAMP (start, 0, length);
  count = CLAMP (count, 0, length - start);
  return keep_text (machine, g_utf8_substring (text, start, start + count));
}

static TgValue
call_left (TgMachine     *machine,
           const TgValue *a,
           guint          n)
{
  gint64 count;

  return int_of (a[1], &count) ? cut (machine, a[0], 0, count) : TG_VALUE_MALFORMED;
}

static TgValue
call_right (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  gint64 count;
  gint64 length;

  if (!int_of (a[1], &count))
    return TG_VALUE_MALFORMED;
  length = g_utf8_strlen (text_of (machine, a[0]), -1);
  return cut (machine, a[0], MAX (0, length - count), count);
}

static TgValue
call_mid (TgMachine     *machine,
          const TgValue *a,
          guint          n)
{
  gint64 start, count;

  if (!int_of (a[1], &start) || !int_of (a[2], &count) || start < 1)
    return TG_VALUE_MALFORMED;
  return cut (machine, a[0], start - 1, count);
}

static TgValue
ask_texts (TgMachine     *machine,
           const TgValue *a,
           gboolean     (*ask)(const char *, const char *))
{
  if (a[0].kind == TG_VALUE_UNKNOWN || a[1].kind == TG_VALUE_UNKNOWN)
    return TG_VALUE_MALFORMED;
  if (a[0].kind == TG_VALUE_EMPTY || a[1].kind == TG_VALUE_EMPTY)
    return tg_value_from_boolean (FALSE);
  return tg_value_from_boolean (ask (text_of (machine, a[0]), text_of (machine, a[1])));
}

static gboolean
has_text (const char *text,
          const char *part)
{
  return strstr (text, part) != NULL;
}

/* A member of a list of codes joined by commas. */
static gboolean
has_member (const char *text,
            const char *code)
{
  g_auto (GStrv) codes = g_strsplit (text, ",", 0);

  return g_strv_contains ((const char * const *) codes, code);
}

static TgValue
call_starts (TgMachine     *machine,
             const TgValue *a,
             guint          n)
{
  return ask_texts (machine, a, g_str_has_prefix);
}

static TgValue
call_ends (TgMachine     *machine,
           const TgValue *a,
           guint          n)
{
  return ask_texts (machine, a, g_str_has_suffix);
}

static TgValue
call_contains (TgMachine     *machine,
               const TgValue *a,
               guint          n)
{
  return ask_texts (machine, a, has_text);
}

static TgValue
call_has (TgMachine     *machine,
          const TgValue *a,
          guint          n)
{
  return ask_texts (machine, a, has_member);
}

/* Of the arguments that are filled in. */
static TgValue
choose (const TgValue *a,
        guint          n,
        TgComparison   comparison)
{
  TgValue best = TG_VALUE_NOTHING;

  for (guint i = 0; i < n; i++)
    {
      if (a[i].kind == TG_VALUE_UNKNOWN)
        return a[i];
      if (a[i].kind == TG_VALUE_EMPTY)
        continue;
      if (best.kind == TG_VALUE_EMPTY ||
          tg_value_is_true (tg_value_compare (a[i], best, comparison)))
        best = a[i];
    }
  return best;
}

static TgValue
call_min (TgMachine     *machine,
          const TgValue *a,
          guint          n)
{
  return choose (a, n, TG_COMPARE_LESS);
}

static TgValue
call_max (TgMachine     *machine,
          const TgValue *a,
          guint          n)
{
  return choose (a, n, TG_COMPARE_GREATER);
}

/* Empty stays empty, what is no number is unknown; else FALSE and the number. */
static gboolean
is_settled (TgValue    value,
            TgDecimal *number,
            TgValue   *result)
{
  if (value.kind == TG_VALUE_EMPTY)
    *result = value;
  else if (!tg_value_to_number (value, number))
    *result = TG_VALUE_MALFORMED;
  else
    return FALSE;
  return TRUE;
}

static TgValue
call_number (TgMachine     *machine,
             const TgValue *a,
             guint          n)
{
  TgDecimal number;
  TgValue result;

  return is_settled (a[0], &number, &result) ? result : tg_value_from_number (number);
}

static TgValue
call_abs (TgMachine     *machine,
          const TgValue *a,
          guint          n)
{
  TgDecimal number;
  TgValue result;

  return is_settled (a[0], &number, &result) ? result
         : tg_value_from_number (tg_decimal_abs (number));
}

static TgValue
call_round (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  TgDecimal number;
  TgValue result;
  gint64 places;

  if (is_settled (a[0], &number, &result))
    return result;
  if (!int_of (a[1], &places) || places < 0 || places > TG_DECIMAL_MAX_SCALE ||
      !tg_decimal_round (number, (guint) places, &number, NULL))
    return TG_VALUE_MALFORMED;
  return tg_value_from_number (number);
}

/* Towards minus infinity. */
static TgValue
call_floor (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  TgDecimal number, rounded, step;
  TgValue result;
  gint64 places;

  if (is_settled (a[0], &number, &result))
    return result;
  if (!int_of (a[1], &places) || places < 0 || places > TG_DECIMAL_MAX_SCALE ||
      !tg_decimal_round (number, (guint) places, &rounded, NULL))
    return TG_VALUE_MALFORMED;
  step = (TgDecimal) { 1, (guint8) places };
  if (tg_decimal_compare (rounded, number) > 0 &&
      !tg_decimal_subtract (rounded, step, &rounded, NULL))
    return TG_VALUE_MALFORMED;
  return tg_value_from_number (rounded);
}

static TgValue
call_div (TgMachine     *machine,
          const TgValue *a,
          guint          n)
{
  TgDecimal x, y;
  TgValue result;
  gint64 places;

  if (is_settled (a[0], &x, &result) || is_settled (a[1], &y, &result))
    return result;
  if (!int_of (a[2], &places) || places < 0 || places > TG_DECIMAL_MAX_SCALE ||
      tg_decimal_is_zero (y) || !tg_decimal_divide (x, y, (guint) places, &x, NULL))
    return TG_VALUE_MALFORMED;
  return tg_value_from_number (x);
}

static TgValue
call_date (TgMachine     *machine,
           const TgValue *a,
           guint          n)
{
  const char *date;
  TgValue value;

  if (a[0].kind == TG_VALUE_EMPTY || a[0].kind == TG_VALUE_UNKNOWN)
    return a[0];
  date = date_of (machine, a[0]);
  if (date == NULL)
    return TG_VALUE_MALFORMED;
  value = tg_value_from_text (date);
  value.form = TG_VALUE_DATED;
  return value;
}

static TgValue
date_part (TgMachine     *machine,
           const TgValue *a,
           guint          start,
           guint          length)
{
  const char *date;
  g_autofree char *part = NULL;

  if (a[0].kind == TG_VALUE_EMPTY || a[0].kind == TG_VALUE_UNKNOWN)
    return a[0];
  date = date_of (machine, a[0]);
  if (date == NULL)
    return TG_VALUE_MALFORMED;
  part = g_strndup (date + start, length);
  return tg_value_from_int (g_ascii_strtoll (part, NULL, 10));
}

static TgValue
call_year (TgMachine     *machine,
           const TgValue *a,
           guint          n)
{
  return date_part (machine, a, 0, 4);
}

static TgValue
call_month (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  return date_part (machine, a, 5, 2);
}

static TgValue
call_day (TgMachine     *machine,
          const TgValue *a,
          guint          n)
{
  return date_part (machine, a, 8, 2);
}

/* Both dates as days; else the result. */
static gboolean
two_days (TgMachine     *machine,
          const TgValue *a,
          gint64        *from,
          gint64        *to,
          TgValue       *result)
{
  *result = TG_VALUE_MALFORMED;
  for (guint i = 0; i < 2; i++)
    if (a[i].kind == TG_VALUE_EMPTY)
      {
        *result = a[i];
        return FALSE;
      }
  return tg_date_to_days (date_of (machine, a[0]), from) &&
         tg_date_to_days (date_of (machine, a[1]), to);
}

static TgValue
call_days (TgMachine     *machine,
           const TgValue *a,
           guint          n)
{
  gint64 from, to;
  TgValue result;

  return two_days (machine, a, &from, &to, &result) ? tg_value_from_int (to - from) : result;
}

static TgValue
call_working_days (TgMachine     *machine,
                   const TgValue *a,
                   guint          n)
{
  gint64 from, to;
  TgValue result;

  if (!two_days (machine, a, &from, &to, &result))
    return result;
  return tg_value_from_int (tg_working_days_count (machine, from, to));
}

static TgValue
call_workday (TgMachine     *machine,
              const TgValue *a,
              guint          n)
{
  gint64 from, count;

  if (a[0].kind == TG_VALUE_EMPTY)
    return a[0];
  if (!tg_date_to_days (date_of (machine, a[0]), &from) || !int_of (a[1], &count) || count < 0 ||
      count > TG_WORKING_DAYS_MOST)
    return TG_VALUE_MALFORMED;
  return keep_text (machine, tg_date_from_days (tg_working_days_after (machine, from, count)));
}

static TgValue
call_today (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  TgValue value = tg_value_from_text (machine->context->today);

  value.form = TG_VALUE_DATED;
  return value;
}

static TgValue
call_month_end (TgMachine     *machine,
                const TgValue *a,
                guint          n)
{
  const char *date;
  g_autofree char *first = NULL;
  g_autofree char *next = NULL;
  gint64 days;
  TgValue value;

  if (a[0].kind == TG_VALUE_EMPTY || a[0].kind == TG_VALUE_UNKNOWN)
    return a[0];
  date = date_of (machine, a[0]);
  if (date == NULL)
    return TG_VALUE_MALFORMED;
  first = g_strdup_printf ("%.8s01", date);
  next = tg_date_add_months (first, 1);
  if (next == NULL || !tg_date_to_days (next, &days))
    return TG_VALUE_MALFORMED;
  value = keep_text (machine, tg_date_from_days (days - 1));
  value.form = TG_VALUE_DATED;
  return value;
}

/* Of an empty value: false. */
static TgValue
call_valid (TgMachine     *machine,
            const TgValue *a,
            guint          n)
{
  return ask_texts (machine, a, tg_validator_check);
}

/* Without tables at hand nothing is known. */
static TgValue
call_code (TgMachine     *machine,
           const TgValue *a,
           guint          n)
{
  const char *table = text_of (machine, a[0]);

  if (a[1].kind == TG_VALUE_UNKNOWN || !tg_machine_has_codes (machine, table))
    return TG_VALUE_MALFORMED;
  if (a[1].kind == TG_VALUE_EMPTY)
    return tg_value_from_boolean (FALSE);
  return tg_value_from_boolean (tg_machine_find_code (machine, table,
                                                      text_of (machine, a[1])) != NULL);
}

static TgValue
code_column (TgMachine     *machine,
             const TgValue *a,
             const char    *column)
{
  TgCodeRow *row;

  if (a[1].kind == TG_VALUE_EMPTY || a[1].kind == TG_VALUE_UNKNOWN)
    return a[1];
  row = tg_machine_find_code (machine, text_of (machine, a[0]), text_of (machine, a[1]));
  return row == NULL ? TG_VALUE_NOTHING : tg_value_from_text (tg_code_row_get_column (row, column));
}

static TgValue
call_column (TgMachine     *machine,
             const TgValue *a,
             guint          n)
{
  return code_column (machine, a, text_of (machine, a[2]));
}

static TgValue
call_name (TgMachine     *machine,
           const TgValue *a,
           guint          n)
{
  TgValue name = TG_VALUE_NOTHING;

  if (g_strcmp0 (machine->language, "en") == 0)
    name = code_column (machine, a, "name_en");
  return name.kind == TG_VALUE_TEXT ? name : code_column (machine, a, "name_zh");
}

static const TgFunction functions[] = {
  { "abs", 1, 1, TRUE, call_abs },
  { "bytes_gb18030", 1, 1, TRUE, call_bytes },
  { "code", 2, 2, FALSE, call_code },
  { "column", 3, 3, FALSE, call_column },
  { "concat", 1, TG_MAX_ARGUMENTS, FALSE, call_concat },
  { "contains", 2, 2, FALSE, call_contains },
  { "date", 1, 1, FALSE, call_date },
  { "day", 1, 1, TRUE, call_day },
  { "days", 2, 2, TRUE, call_days },
  { "div", 3, 3, TRUE, call_div },
  { "empty", 1, 1, FALSE, call_empty },
  { "ends", 2, 2, FALSE, call_ends },
  { "filled", 1, 1, FALSE, call_filled },
  { "floor", 2, 2, TRUE, call_floor },
  { "has", 2, 2, FALSE, call_has },
  { "left", 2, 2, FALSE, call_left },
  { "length", 1, 1, TRUE, call_length },
  { "lower", 1, 1, FALSE, call_lower },
  { "max", 1, TG_MAX_ARGUMENTS, FALSE, call_max },
  { "mid", 3, 3, FALSE, call_mid },
  { "min", 1, TG_MAX_ARGUMENTS, FALSE, call_min },
  { "month", 1, 1, TRUE, call_month },
  { "month_end", 1, 1, FALSE, call_month_end },
  { "name", 2, 2, FALSE, call_name },
  { "number", 1, 1, TRUE, call_number },
  { "right", 2, 2, FALSE, call_right },
  { "round", 2, 2, TRUE, call_round },
  { "starts", 2, 2, FALSE, call_starts },
  { "today", 0, 0, FALSE, call_today },
  { "upper", 1, 1, FALSE, call_upper },
  { "valid", 2, 2, FALSE, call_valid },
  { "workday", 2, 2, FALSE, call_workday },
  { "working_days", 2, 2, TRUE, call_working_days },
  { "year", 1, 1, TRUE, call_year },
};

const TgFunction *
tg_function_find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strcmp (functions[i].name, name) == 0)
      return &functions[i];
  return NULL;
}
