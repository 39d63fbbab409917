/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-clock.h"

#include "tg-date.h"
#include "tg-error.h"

/* The clock interface, the system's clock, and times as text. A program makes one TgSystemClock and
 * hands it down; nothing else asks the system for the time. Stateless, so any thread may use it. */

struct _TgSystemClock
{
  GObject parent_instance;
};

#define SECOND       ((gint64) G_USEC_PER_SEC)
#define DAY          (86400 * SECOND)
#define CHINA_OFFSET (8 * 3600 * SECOND)

static void tg_system_clock_clock_init (TgClockInterface *iface);

G_DEFINE_INTERFACE (TgClock, tg_clock, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (TgSystemClock, tg_system_clock, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CLOCK, tg_system_clock_clock_init))

static void
tg_clock_default_init (TgClockInterface *iface)
{
}

static gint64
floor_days (gint64 time)
{
  return time / DAY - (time % DAY < 0 ? 1 : 0);
}

/* Reads `count` digits at *text and moves behind them. */
static gboolean
take_digits (const char **text,
             int          count,
             gint64      *out)
{
  gint64 value = 0;

  for (int i = 0; i < count; i++)
    {
      if (!g_ascii_isdigit ((*text)[i]))
        return FALSE;
      value = value * 10 + ((*text)[i] - '0');
    }
  *text += count;
  *out = value;
  return TRUE;
}

static gboolean
take_char (const char **text,
           char         expected)
{
  if (**text != expected)
    return FALSE;
  (*text)++;
  return TRUE;
}

/* HH:MM:SS and an optional fraction, of which microseconds are kept. */
static gboolean
take_time_of_day (const char **text,
                  gint64      *out)
{
  gint64 hour, minute, second;
  gint64 fraction = 0;
  gint64 unit = SECOND;

  if (!take_digits (text, 2, &hour) || !take_char (text, ':') ||
      !take_digits (text, 2, &minute) || !take_char (text, ':') ||
      !take_digits (text, 2, &second) || hour > 23 || minute > 59 || second > 60)
    return FALSE;

  if (take_char (text, '.'))
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      for (; g_ascii_isdigit (**text); (*text)++)
        {
          unit /= 10;
          fraction += unit * (**text - '0');
        }
    }
  *out = ((hour * 60 + minute) * 60 + second) * SECOND + fraction;
  return TRUE;
}

/* "Z" or ±HH:MM, the difference from UTC. */
static gboolean
take_offset (const char **text,
             gint64      *out)
{
  gint64 hour, minute;
  gboolean is_negative = **text == '-';

  if (take_char (text, 'Z') || take_char (text, 'z'))
    {
      *out = 0;
      return TRUE;
    }
  if ((!take_char (text, '+') && !take_char (text, '-')) ||
      !take_digits (text, 2, &hour) || !take_char (text, ':') ||
      !take_digits (text, 2, &minute) || hour > 23 || minute > 59)
    return FALSE;
  *out = (hour * 60 + minute) * 60 * SECOND * (is_negative ? -1 : 1);
  return TRUE;
}

static gboolean
parse_rfc3339 (const char *text,
               gint64     *out)
{
  g_autofree char *date = NULL;
  gint64 days, time_of_day, offset;

  if (strlen (text) < strlen ("2026-11-23T00:00:00Z"))
    return FALSE;
  date = g_strndup (text, 10);
  text += 10;
  if (!tg_date_to_days (date, &days) ||
      (!take_char (&text, 'T') && !take_char (&text, 't')) ||
      !take_time_of_day (&text, &time_of_day) ||
      !take_offset (&text, &offset) ||
      *text != '\0')
    return FALSE;
  *out = days * DAY + time_of_day - offset;
  return TRUE;
}

static gint64
tg_system_clock_get_time (TgClock *clock)
{
  return g_get_real_time ();
}

static gint64
tg_system_clock_get_monotonic (TgClock *clock)
{
  return g_get_monotonic_time ();
}

static void
tg_system_clock_clock_init (TgClockInterface *iface)
{
  iface->get_time = tg_system_clock_get_time;
  iface->get_monotonic = tg_system_clock_get_monotonic;
}

static void
tg_system_clock_class_init (TgSystemClockClass *klass)
{
}

static void
tg_system_clock_init (TgSystemClock *self)
{
}

gint64
tg_clock_get_time (TgClock *self)
{
  g_return_val_if_fail (TG_IS_CLOCK (self), 0);

  return TG_CLOCK_GET_IFACE (self)->get_time (self);
}

gint64
tg_clock_get_monotonic (TgClock *self)
{
  g_return_val_if_fail (TG_IS_CLOCK (self), 0);

  return TG_CLOCK_GET_IFACE (self)->get_monotonic (self);
}

char *
tg_clock_dup_today (TgClock *self)
{
  g_return_val_if_fail (TG_IS_CLOCK (self), NULL);

  return tg_date_from_days (floor_days (tg_clock_get_time (self) + CHINA_OFFSET));
}

TgClock *
tg_system_clock_new (void)
{
  return g_object_new (TG_TYPE_SYSTEM_CLOCK, NULL);
}

char *
tg_time_to_rfc3339 (gint64 time)
{
  gint64 days = floor_days (time);
  gint64 rest = (time - days * DAY) / 1000;
  g_autofree char *date = tg_date_from_days (days);

  return g_strdup_printf ("%sT%02d:%02d:%02d.%03dZ", date,
                          (int) (rest / 3600000), (int) (rest / 60000 % 60),
                          (int) (rest / 1000 % 60), (int) (rest % 1000));
}

gboolean
tg_time_from_rfc3339 (const char  *text,
                      gint64      *out,
                      GError     **error)
{
  g_return_val_if_fail (text != NULL && out != NULL, FALSE);

  if (parse_rfc3339 (text, out))
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” is not a time of RFC 3339", text);
  return FALSE;
}
