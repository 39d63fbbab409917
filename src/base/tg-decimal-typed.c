/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-decimal.h"

#include "tg-error.h"
#include "tg-text.h"

/* Numbers as a person types them: full-width digits, thousands marks, blanks, and simple sums such
 * as 12*50+20. Multiplication goes before addition; there are no brackets and no division, whose
 * rounding nobody asked for. A thousands mark counts only between groups of three digits, so that
 * 1,28 is not read as 128. */

static gboolean
fail_invalid (const char  *text,
              GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” is not a number", text);
  return FALSE;
}

/* Folded, without blanks, and with each sign that people use for times and minus in its ASCII
 * form. */
static char *
plain_signs (const char *text)
{
  g_autofree char *folded = tg_text_fold_width (text);
  GString *plain = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        continue;
      if (c == 0x00d7)
        c = '*';
      else if (c == 0x2212)
        c = '-';
      else if (c == 0x3002)
        c = '.';
      g_string_append_unichar (plain, c);
    }
  return g_string_free (plain, FALSE);
}

/* Takes digits with optional thousands marks; FALSE if a mark stands in a wrong place. */
static gboolean
take_whole (const char **text,
            GString     *number)
{
  gsize run = strspn (*text, "0123456789");
  gboolean may_group = run >= 1 && run <= 3;

  g_string_append_len (number, *text, (gssize) run);
  *text += run;
  while (**text == ',')
    {
      if (!may_group || strspn (*text + 1, "0123456789") != 3)
        return FALSE;
      g_string_append_len (number, *text + 1, 3);
      *text += 4;
    }
  return TRUE;
}

static gboolean
take_number (const char **text,
             TgDecimal   *out,
             GError     **error)
{
  const char *start = *text;
  g_autoptr (GString) number = g_string_new (NULL);
  gboolean is_negative = **text == '-';
  gsize zeros;

  if (**text == '-' || **text == '+')
    (*text)++;
  if (!take_whole (text, number))
    return fail_invalid (start, error);
  zeros = strspn (number->str, "0");
  g_string_erase (number, 0, (gssize) zeros);
  if (number->len == 0 && (zeros > 0 || **text == '.'))
    g_string_append_c (number, '0');
  if (**text == '.')
    {
      gsize run = strspn (*text + 1, "0123456789");

      if (run == 0 && zeros == 0 && strcmp (number->str, "0") == 0)
        return fail_invalid (start, error);
      if (run > 0)
        g_string_append_len (number, *text, (gssize) run + 1);
      *text += run + 1;
    }
  if (!tg_decimal_parse (number->str, out, error))
    return FALSE;
  if (is_negative)
    *out = tg_decimal_negate (*out);
  return TRUE;
}

static gboolean
take_product (const char **text,
              TgDecimal   *out,
              GError     **error)
{
  TgDecimal product;

  if (!take_number (text, &product, error))
    return FALSE;
  while (**text == '*')
    {
      TgDecimal factor;

      (*text)++;
      if (!take_number (text, &factor, error) ||
          !tg_decimal_multiply (product, factor, &product, error))
        return FALSE;
    }
  *out = product;
  return TRUE;
}

static gboolean
take_sum (const char **text,
          TgDecimal   *out,
          GError     **error)
{
  TgDecimal sum;

  if (!take_product (text, &sum, error))
    return FALSE;
  while (**text == '+' || **text == '-')
    {
      gboolean is_minus = **text == '-';
      TgDecimal term;

      (*text)++;
      if (!take_product (text, &term, error) ||
          !tg_decimal_add (sum, is_minus ? tg_decimal_negate (term) : term, &sum, error))
        return FALSE;
    }
  *out = sum;
  return TRUE;
}

gboolean
tg_decimal_parse_typed (const char  *text,
                        TgDecimal   *out,
                        GError     **error)
{
  g_autofree char *plain = NULL;
  const char *rest;
  TgDecimal sum;

  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  plain = plain_signs (text);
  rest = plain;
  if (!take_sum (&rest, &sum, error))
    return FALSE;
  if (*rest != '\0')
    return fail_invalid (text, error);
  *out = sum;
  return TRUE;
}
