/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An unsigned number of 256 bits, the intermediate of decimal arithmetic. Sums and products of
 * what decimals hold cannot overflow it: 127 bits of value and at most 36 decimal places (120
 * bits). */
typedef struct
{
  unsigned __int128 high;
  unsigned __int128 low;
} TgWide;

TgWide tg_wide_from       (guint64            number);
TgWide tg_wide_from_power (guint              exponent);   /* 10^exponent, at most 38 */
TgWide tg_wide_add        (TgWide             a,
                           TgWide             b);
TgWide tg_wide_subtract   (TgWide             a,
                           TgWide             b);          /* a is not less than b */
TgWide tg_wide_multiply   (unsigned __int128  a,
                           unsigned __int128  b);
TgWide tg_wide_divide     (TgWide             number,
                           TgWide             divisor,
                           TgWide            *rest);
int    tg_wide_compare    (TgWide             a,
                           TgWide             b);

G_END_DECLS
