/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-value.h"

#include <string.h>

#include "tg-date.h"

/* TgValue: empty, text, number, boolean, span or unknown. Pure functions on a value type. Equality
 * of two plain texts is of text, unless both read as numbers written without leading zeros: 12.50
 * and 12.5 are one amount, 0012 and 12 are two codes. */

static gboolean
is_plain_number (const char *text)
{
  const char *p = text[0] == '-' ? text + 1 : text;

  if (!g_ascii_isdigit (p[0]) || (p[0] == '0' && g_ascii_isdigit (p[1])))
    return FALSE;
  p += strspn (p, "0123456789");
  if (*p == '.' && g_ascii_isdigit (p[1]))
    p += 1 + strspn (p + 1, "0123456789");
  return *p == '\0' && p - text <= 36;
}

static gboolean
text_to_number (const char *text,
                TgDecimal  *out)
{
  /* Most texts that are no numbers are told by their first character, without making an error. */
  if (!g_ascii_isdigit (text[0]) && text[0] != '-')
    return FALSE;
  /* tg_decimal_parse knows canonical text only; here a code such as 04 may be asked for its
   * number. */
  while (text[0] == '0' && g_ascii_isdigit (text[1]))
    text++;
  return tg_decimal_parse (text, out, NULL);
}

static const char *
as_text (TgValue value)
{
  if (value.kind == TG_VALUE_BOOLEAN)
    return value.truth ? "true" : "false";
  return value.text;
}

static gboolean
is_bad_date (TgValue value)
{
  return value.form == TG_VALUE_DATED && !tg_date_is_valid (value.text);
}

static TgValue
order_to_value (int          order,
                TgComparison comparison)
{
  switch (comparison)
    {
    case TG_COMPARE_EQUAL:
      return tg_value_from_boolean (order == 0);
    case TG_COMPARE_DIFFERENT:
      return tg_value_from_boolean (order != 0);
    case TG_COMPARE_LESS:
      return tg_value_from_boolean (order < 0);
    case TG_COMPARE_LESS_EQUAL:
      return tg_value_from_boolean (order <= 0);
    case TG_COMPARE_GREATER:
      return tg_value_from_boolean (order > 0);
    case TG_COMPARE_GREATER_EQUAL:
      return tg_value_from_boolean (order >= 0);
    }
  g_return_val_if_reached (TG_VALUE_MALFORMED);
}

static gboolean
is_equality (TgComparison comparison)
{
  return comparison == TG_COMPARE_EQUAL || comparison == TG_COMPARE_DIFFERENT;
}

TgValue
tg_value_from_text (const char *text)
{
  if (text == NULL || text[0] == '\0')
    return TG_VALUE_NOTHING;
  return (TgValue) { .kind = TG_VALUE_TEXT, .text = text };
}

TgValue
tg_value_from_number (TgDecimal number)
{
  return (TgValue) { .kind = TG_VALUE_NUMBER, .form = TG_VALUE_NUMERIC, .number = number };
}

TgValue
tg_value_from_int (gint64 number)
{
  return tg_value_from_number (tg_decimal_from_int (number));
}

TgValue
tg_value_from_boolean (gboolean truth)
{
  return (TgValue) { .kind = TG_VALUE_BOOLEAN, .truth = truth };
}

gboolean
tg_value_is_true (TgValue value)
{
  switch (value.kind)
    {
    case TG_VALUE_BOOLEAN:
      return value.truth;
    case TG_VALUE_TEXT:
      return strcmp (value.text, "true") == 0;
    case TG_VALUE_NUMBER:
      return !tg_decimal_is_zero (value.number);
    case TG_VALUE_EMPTY:
    case TG_VALUE_SPAN:
    case TG_VALUE_UNKNOWN:
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

gboolean
tg_value_to_number (TgValue    value,
                    TgDecimal *out)
{
  if (value.kind == TG_VALUE_NUMBER)
    {
      *out = value.number;
      return TRUE;
    }
  return value.kind == TG_VALUE_TEXT && text_to_number (value.text, out);
}

char *
tg_value_dup_text (TgValue value)
{
  switch (value.kind)
    {
    case TG_VALUE_NUMBER:
      return tg_decimal_to_string (value.number);
    case TG_VALUE_TEXT:
    case TG_VALUE_BOOLEAN:
      return g_strdup (as_text (value));
    case TG_VALUE_EMPTY:
    case TG_VALUE_SPAN:
    case TG_VALUE_UNKNOWN:
      return g_strdup ("");
    }
  g_return_val_if_reached (g_strdup (""));
}

TgValue
tg_value_compare (TgValue      a,
                  TgValue      b,
                  TgComparison comparison)
{
  gboolean numeric = a.form == TG_VALUE_NUMERIC || b.form == TG_VALUE_NUMERIC;
  TgDecimal x, y;
  gboolean is_x, is_y;

  if (a.kind == TG_VALUE_UNKNOWN || b.kind == TG_VALUE_UNKNOWN)
    return TG_VALUE_MALFORMED;
  if (a.kind == TG_VALUE_EMPTY || b.kind == TG_VALUE_EMPTY)
    return tg_value_from_boolean (is_equality (comparison) &&
                                  (a.kind == b.kind) == (comparison == TG_COMPARE_EQUAL));
  if (a.kind == TG_VALUE_SPAN || b.kind == TG_VALUE_SPAN)
    return TG_VALUE_MALFORMED;
  if (numeric || !is_equality (comparison) ||
      (a.kind == TG_VALUE_TEXT && b.kind == TG_VALUE_TEXT &&
       is_plain_number (a.text) && is_plain_number (b.text)))
    {
      is_x = tg_value_to_number (a, &x);
      is_y = tg_value_to_number (b, &y);
      if (is_x && is_y)
        return order_to_value (tg_decimal_compare (x, y), comparison);
      if ((a.form == TG_VALUE_NUMERIC && !is_x) || (b.form == TG_VALUE_NUMERIC && !is_y))
        return TG_VALUE_MALFORMED;
      if (numeric)
        return is_equality (comparison) ? order_to_value (1, comparison) : TG_VALUE_MALFORMED;
    }
  if (is_bad_date (a) || is_bad_date (b))
    return TG_VALUE_MALFORMED;
  return order_to_value (strcmp (as_text (a), as_text (b)), comparison);
}

char *
tg_value_dup_key (TgValue  value,
                  gboolean numeric)
{
  TgDecimal number;
  g_autofree char *text = NULL;

  switch (value.kind)
    {
    case TG_VALUE_EMPTY:
      return g_strdup ("");
    case TG_VALUE_NUMBER:
    case TG_VALUE_TEXT:
    case TG_VALUE_BOOLEAN:
      if ((numeric || (value.kind == TG_VALUE_TEXT && is_plain_number (value.text))) &&
          tg_value_to_number (value, &number))
        {
          text = tg_decimal_to_string (number);
          return g_strconcat ("#", text, NULL);
        }
      if (numeric || is_bad_date (value))
        return NULL;
      return g_strconcat ("'", as_text (value), NULL);
    case TG_VALUE_SPAN:
    case TG_VALUE_UNKNOWN:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}
