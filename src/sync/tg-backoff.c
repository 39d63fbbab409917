/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backoff.h"

#include <stdio.h>

/* Exponential back-off with full jitter (so that a class of students does not come back in
 * step), and what the window asks for itself. Clocks are not trusted: a Retry-After that names a
 * time is measured against the Date of the same answer. Pure; any thread. */

#define MAX_DOUBLINGS 10

/* RFC 9110 5.6.7, the preferred form only: "Sun, 06 Nov 1994 08:49:37 GMT". */
static gboolean
parse_http_date (const char *text,
                 gint64     *out)
{
  static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  g_autoptr (GDateTime) time = NULL;
  char month_name[4];
  const char *month;
  int day, year, hour, minute, second;

  if (text == NULL ||
      sscanf (text, "%*3s, %2d %3s %4d %2d:%2d:%2d GMT",
              &day, month_name, &year, &hour, &minute, &second) != 6)
    return FALSE;
  month = strstr (months, month_name);
  if (month == NULL || strlen (month_name) != 3 || (month - months) % 3 != 0)
    return FALSE;
  time = g_date_time_new_utc (year, (int) (month - months) / 3 + 1, day, hour, minute, second);
  if (time == NULL)
    return FALSE;
  *out = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return TRUE;
}

/* `failures` counts from 1: the first wait lies between one and two seconds. */
gint64
tg_backoff_delay (guint     failures,
                  TgChance *chance)
{
  gint64 ceiling = TG_BACKOFF_SHORTEST << MIN (failures, MAX_DOUBLINGS);

  ceiling = MIN (ceiling, TG_BACKOFF_LONGEST);
  return TG_BACKOFF_SHORTEST +
         (gint64) tg_chance_below (chance, (guint64) (ceiling - TG_BACKOFF_SHORTEST) + 1);
}

gint64
tg_backoff_retry_after (const char *retry_after,
                        const char *date,
                        gint64      now)
{
  guint64 seconds;
  gint64 until, base;

  if (retry_after == NULL)
    return -1;
  if (g_ascii_string_to_unsigned (retry_after, 10, 0, G_MAXUINT32, &seconds, NULL))
    return MIN ((gint64) seconds * G_USEC_PER_SEC, TG_BACKOFF_OBEY_LONGEST);
  if (!parse_http_date (retry_after, &until))
    return -1;
  if (!parse_http_date (date, &base))
    base = now;
  return CLAMP (until - base, 0, TG_BACKOFF_OBEY_LONGEST);
}
