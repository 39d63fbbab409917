/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A decimal number: value × 10^-scale. A value type: copied, never freed. `scale` is 0..18.
 * Products and sums keep a 256-bit intermediate and fail (TG_ERROR_TOO_LARGE) only if the result
 * does not fit in 128 bits. Rounding is half up, away from zero. Never converted to double. */
typedef struct
{
  __int128 value;
  guint8   scale;
} TgDecimal;

#define TG_DECIMAL_MAX_SCALE 18
#define TG_DECIMAL_ZERO ((TgDecimal) { 0, 0 })

TgDecimal tg_decimal_from_int    (gint64             value);
gboolean  tg_decimal_parse       (const char        *text,
                                  TgDecimal         *out,
                                  GError           **error);
gboolean  tg_decimal_parse_typed (const char        *text,
                                  TgDecimal         *out,
                                  GError           **error);
char     *tg_decimal_to_string   (TgDecimal          number);
char     *tg_decimal_to_fixed    (TgDecimal          number,
                                  guint              places);
char     *tg_decimal_to_grouped  (TgDecimal          number,
                                  guint              places);
int       tg_decimal_compare     (TgDecimal          a,
                                  TgDecimal          b);
gboolean  tg_decimal_is_zero     (TgDecimal          number);
TgDecimal tg_decimal_negate      (TgDecimal          number);
TgDecimal tg_decimal_abs         (TgDecimal          number);
gboolean  tg_decimal_add         (TgDecimal          a,
                                  TgDecimal          b,
                                  TgDecimal         *out,
                                  GError           **error);
gboolean  tg_decimal_subtract    (TgDecimal          a,
                                  TgDecimal          b,
                                  TgDecimal         *out,
                                  GError           **error);
gboolean  tg_decimal_multiply    (TgDecimal          a,
                                  TgDecimal          b,
                                  TgDecimal         *out,
                                  GError           **error);
gboolean  tg_decimal_divide      (TgDecimal          a,
                                  TgDecimal          b,
                                  guint              places,
                                  TgDecimal         *out,
                                  GError           **error);
gboolean  tg_decimal_round       (TgDecimal          number,
                                  guint              places,
                                  TgDecimal         *out,
                                  GError           **error);
guint     tg_decimal_get_digits  (TgDecimal          number);

G_END_DECLS
