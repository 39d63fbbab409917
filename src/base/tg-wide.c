/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wide.h"

/* 256-bit arithmetic, no more than decimals need. Schoolbook methods: what people file fits in 128
 * bits nearly always, and then the compiler's own division does the work. */

TgWide
tg_wide_from (guint64 number)
{
  return (TgWide) { 0, number };
}

TgWide
tg_wide_from_power (guint exponent)
{
  TgWide power = { 0, 1 };

  g_assert (exponent <= 38);
  while (exponent-- > 0)
    power.low *= 10;
  return power;
}

TgWide
tg_wide_add (TgWide a,
             TgWide b)
{
  TgWide sum;

  sum.low = a.low + b.low;
  sum.high = a.high + b.high + (sum.low < a.low ? 1 : 0);
  return sum;
}

TgWide
tg_wide_subtract (TgWide a,
                  TgWide b)
{
  TgWide difference;

  difference.low = a.low - b.low;
  difference.high = a.high - b.high - (a.low < b.low ? 1 : 0);
  return difference;
}

TgWide
tg_wide_multiply (unsigned __int128 a,
                  unsigned __int128 b)
{
  unsigned __int128 mask = ~(guint64) 0;
  unsigned __int128 low = (a & mask) * (b & mask);
  unsigned __int128 left = (a >> 64) * (b & mask);
  unsigned __int128 right = (a & mask) * (b >> 64);
  unsigned __int128 middle = (low >> 64) + (left & mask) + (right & mask);
  TgWide product;

  product.low = (middle << 64) | (low & mask);
  product.high = (a >> 64) * (b >> 64) + (left >> 64) + (right >> 64) + (middle >> 64);
  return product;
}

/* Shift and subtract, one bit a turn. */
static TgWide
divide_long (TgWide  number,
             TgWide  divisor,
             TgWide *rest)
{
  TgWide quotient = { 0, 0 };
  TgWide left = { 0, 0 };

  for (int bit = 255; bit >= 0; bit--)
    {
      unsigned __int128 word = bit >= 128 ? number.high : number.low;

      left = tg_wide_add (left, left);
      left.low |= (word >> (bit % 128)) & 1;
      quotient = tg_wide_add (quotient, quotient);
      if (tg_wide_compare (left, divisor) >= 0)
        {
          left = tg_wide_subtract (left, divisor);
          quotient.low |= 1;
        }
    }
  *rest = left;
  return quotient;
}

TgWide
tg_wide_divide (TgWide  number,
                TgWide  divisor,
                TgWide *rest)
{
  g_assert (divisor.high != 0 || divisor.low != 0);

  if (number.high != 0 || divisor.high != 0)
    return divide_long (number, divisor, rest);
  *rest = (TgWide) { 0, number.low % divisor.low };
  return (TgWide) { 0, number.low / divisor.low };
}

int
tg_wide_compare (TgWide a,
                 TgWide b)
{
  if (a.high != b.high)
    return a.high < b.high ? -1 : 1;
  if (a.low != b.low)
    return a.low < b.low ? -1 : 1;
  return 0;
}
