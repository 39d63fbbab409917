/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-decimal.h"

#include "tg-error.h"
#include "tg-wide.h"

/* Decimal arithmetic for money and quantities. Every operation works on magnitudes in a 256-bit
 * intermediate and comes back through `finish`, which drops trailing zeros only where the result
 * would not fit otherwise. Values, no state: any thread. Sums that a person types are in
 * tg-decimal-typed.c. */

#define MAX_MAGNITUDE ((~(unsigned __int128) 0) >> 1)

static unsigned __int128
magnitude (__int128 value)
{
  return value < 0 ? -(unsigned __int128) value : (unsigned __int128) value;
}

static gboolean
fail_too_large (GError **error)
{
  g_set_error_literal (error, TG_ERROR, TG_ERROR_TOO_LARGE, "The number has too many digits");
  return FALSE;
}

/* Rounds off the last `places` decimal places, half up, away from zero. */
static TgWide
drop_places (TgWide number,
             guint  places)
{
  TgWide divisor = tg_wide_from_power (places);
  TgWide rest;
  TgWide quotient = tg_wide_divide (number, divisor, &rest);

  if (tg_wide_compare (tg_wide_add (rest, rest), divisor) >= 0)
    quotient = tg_wide_add (quotient, tg_wide_from (1));
  return quotient;
}

static gboolean
finish (TgWide      number,
        guint       scale,
        gboolean    is_negative,
        TgDecimal  *out,
        GError    **error)
{
  TgWide ten = tg_wide_from (10);

  if (scale > TG_DECIMAL_MAX_SCALE)
    {
      number = drop_places (number, scale - TG_DECIMAL_MAX_SCALE);
      scale = TG_DECIMAL_MAX_SCALE;
    }
  while (scale > 0 && (number.high != 0 || number.low > MAX_MAGNITUDE))
    {
      TgWide rest;
      TgWide shorter = tg_wide_divide (number, ten, &rest);

      if (rest.low != 0)
        return fail_too_large (error);
      number = shorter;
      scale--;
    }
  if (number.high != 0 || number.low > MAX_MAGNITUDE)
    return fail_too_large (error);

  out->value = is_negative ? -(__int128) number.low : (__int128) number.low;
  out->scale = (guint8) scale;
  return TRUE;
}

static TgWide
scaled_magnitude (TgDecimal number,
                  guint     scale)
{
  return tg_wide_multiply (magnitude (number.value), tg_wide_from_power (scale - number.scale).low);
}

static TgDecimal
without_trailing_zeros (TgDecimal number)
{
  while (number.scale > 0 && number.value % 10 == 0)
    {
      number.value /= 10;
      number.scale--;
    }
  return number;
}

static GString *
digits_of (unsigned __int128 value)
{
  char reversed[40];
  guint count = 0;
  GString *digits = g_string_sized_new (48);

  do
    {
      reversed[count++] = (char) ('0' + (int) (value % 10));
      value /= 10;
    }
  while (value > 0);
  while (count > 0)
    g_string_append_c (digits, reversed[--count]);
  return digits;
}

/* Writes with all places of the scale. */
static GString *
write_plain (TgDecimal number)
{
  GString *text = digits_of (magnitude (number.value));

  while (text->len <= number.scale)
    g_string_prepend_c (text, '0');
  if (number.scale > 0)
    g_string_insert_c (text, (gssize) text->len - number.scale, '.');
  if (number.value < 0)
    g_string_prepend_c (text, '-');
  return text;
}

/* The end of the number that begins at `text`, or NULL: an optional '-', digits without needless
 * zeros in front, and a point with digits after it. */
static const char *
scan_canonical (const char *text)
{
  if (*text == '-')
    text++;
  if (!g_ascii_isdigit (*text) || (*text == '0' && g_ascii_isdigit (text[1])))
    return NULL;
  while (g_ascii_isdigit (*text))
    text++;
  if (*text != '.')
    return text;
  text++;
  if (!g_ascii_isdigit (*text))
    return NULL;
  while (g_ascii_isdigit (*text))
    text++;
  return text;
}

TgDecimal
tg_decimal_from_int (gint64 value)
{
  return (TgDecimal) { value, 0 };
}

/* Reads canonical text: an optional '-', digits, an optional point with digits after it. Zeros in
 * front are refused (TG_ERROR_INVALID), so that a code such as 0110 is never taken for a number. */
gboolean
tg_decimal_parse (const char  *text,
                  TgDecimal   *out,
                  GError     **error)
{
  const char *end;
  unsigned __int128 value = 0;
  guint scale = 0;
  gboolean is_after_point = FALSE;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  end = scan_canonical (text);
  if (end == NULL || *end != '\0')
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” is not a number", text);
      return FALSE;
    }
  for (const char *p = *text == '-' ? text + 1 : text; p < end; p++)
    {
      unsigned digit;

      if (*p == '.')
        {
          is_after_point = TRUE;
          continue;
        }
      digit = (unsigned) (*p - '0');
      if (value > (MAX_MAGNITUDE - digit) / 10 ||
          (is_after_point && ++scale > TG_DECIMAL_MAX_SCALE))
        return fail_too_large (error);
      value = value * 10 + digit;
    }
  out->value = *text == '-' ? -(__int128) value : (__int128) value;
  out->scale = (guint8) scale;
  return TRUE;
}

/* The one canonical text of the value: no zeros at the end of the fraction and no lone point. */
char *
tg_decimal_to_string (TgDecimal number)
{
  return g_string_free (write_plain (without_trailing_zeros (number)), FALSE);
}

/* Exactly `places` decimal places, rounded or filled up with zeros. */
char *
tg_decimal_to_fixed (TgDecimal number,
                     guint     places)
{
  GString *text;

  tg_decimal_round (number, places, &number, NULL);
  text = write_plain (number);
  if (number.scale == 0 && places > 0)
    g_string_append_c (text, '.');
  for (guint i = number.scale; i < places; i++)
    g_string_append_c (text, '0');
  return g_string_free (text, FALSE);
}

/* As `tg_decimal_to_fixed`, with a comma between each three digits: for the eye, never for the
 * store. */
char *
tg_decimal_to_grouped (TgDecimal number,
                       guint     places)
{
  g_autofree char *fixed = tg_decimal_to_fixed (number, places);
  const char *digits = *fixed == '-' ? fixed + 1 : fixed;
  gsize whole = strcspn (digits, ".");
  GString *text = g_string_new (*fixed == '-' ? "-" : "");

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  g_string_append (text, digits + whole);
  return g_string_free (text, FALSE);
}

int
tg_decimal_compare (TgDecimal a,
                    TgDecimal b)
{
  guint scale = MAX (a.scale, b.scale);
  int order;

  if ((a.value < 0) != (b.value < 0))
    return a.value < 0 ? -1 : 1;
  order = tg_wide_compare (scaled_magnitude (a, scale), scaled_magnitude (b, scale));
  return a.value < 0 ? -order : order;
}

gboolean
tg_decimal_is_zero (TgDecimal number)
{
  return number.value == 0;
}

TgDecimal
tg_decimal_negate (TgDecimal number)
{
  return (TgDecimal) { -number.value, number.scale };
}

TgDecimal
tg_decimal_abs (TgDecimal number)
{
  return number.value < 0 ? tg_decimal_negate (number) : number;
}

gboolean
tg_decimal_add (TgDecimal   a,
                TgDecimal   b,
                TgDecimal  *out,
                GError    **error)
{
  guint scale = MAX (a.scale, b.scale);
  TgWide left = scaled_magnitude (a, scale);
  TgWide right = scaled_magnitude (b, scale);

  g_return_val_if_fail (out != NULL, FALSE);

  if ((a.value < 0) == (b.value < 0))
    return finish (tg_wide_add (left, right), scale, a.value < 0, out, error);
  if (tg_wide_compare (left, right) >= 0)
    return finish (tg_wide_subtract (left, right), scale, a.value < 0, out, error);
  return finish (tg_wide_subtract (right, left), scale, b.value < 0, out, error);
}

gboolean
tg_decimal_subtract (TgDecimal   a,
                     TgDecimal   b,
                     TgDecimal  *out,
                     GError    **error)
{
  return tg_decimal_add (a, tg_decimal_negate (b), out, error);
}

/* A product of more than 18 places is rounded to 18. */
gboolean
tg_decimal_multiply (TgDecimal   a,
                     TgDecimal   b,
                     TgDecimal  *out,
                     GError    **error)
{
  g_return_val_if_fail (out != NULL, FALSE);

  return finish (tg_wide_multiply (magnitude (a.value), magnitude (b.value)), a.scale + b.scale,
                 (a.value < 0) != (b.value < 0), out, error);
}

/* The quotient rounded to `places` (at most 18). Division by zero is TG_ERROR_INVALID. */
gboolean
tg_decimal_divide (TgDecimal   a,
                   TgDecimal   b,
                   guint       places,
                   TgDecimal  *out,
                   GError    **error)
{
  TgWide numerator;
  TgWide denominator;
  TgWide quotient;
  TgWide rest;

  g_return_val_if_fail (out != NULL && places <= TG_DECIMAL_MAX_SCALE, FALSE);

  if (b.value == 0)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "Division by zero");
      return FALSE;
    }
  /* a / b = (a.value × 10^(places + b.scale)) / (b.value × 10^a.scale), in units of 10^-places. */
  numerator = tg_wide_multiply (magnitude (a.value), tg_wide_from_power (places + b.scale).low);
  denominator = tg_wide_multiply (magnitude (b.value), tg_wide_from_power (a.scale).low);
  quotient = tg_wide_divide (numerator, denominator, &rest);
  if (tg_wide_compare (tg_wide_add (rest, rest), denominator) >= 0)
    quotient = tg_wide_add (quotient, tg_wide_from (1));
  return finish (quotient, places, (a.value < 0) != (b.value < 0), out, error);
}

/* Leaves a number that has no more than `places` as it is. */
gboolean
tg_decimal_round (TgDecimal   number,
                  guint       places,
                  TgDecimal  *out,
                  GError    **error)
{
  g_return_val_if_fail (out != NULL, FALSE);

  if (places >= number.scale)
    {
      *out = number;
      return TRUE;
    }
  return finish (drop_places ((TgWide) { 0, magnitude (number.value) }, number.scale - places),
                 places, number.value < 0, out, error);
}

/* How many digits a numeric column needs: those before the point and those after it, without zeros
 * at either end. 0.05 has 2, 12.50 has 3, 0 has 1. */
guint
tg_decimal_get_digits (TgDecimal number)
{
  TgDecimal plain = without_trailing_zeros (number);
  g_autoptr (GString) digits = digits_of (magnitude (plain.value));

  return (guint) MAX (digits->len, plain.scale);
}
