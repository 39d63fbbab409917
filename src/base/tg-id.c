/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-id.h"

/* UUIDs of version 7: 48 bits of milliseconds, then chance; so ids sort by the time they were
 * made. */

#define ID_LENGTH   36
#define LOW_48_BITS G_GUINT64_CONSTANT (0xffffffffffff)

static gboolean
is_dash_place (int place)
{
  return place == 8 || place == 13 || place == 18 || place == 23;
}

char *
tg_id_new (TgClock  *clock,
           TgChance *chance)
{
  guint64 milliseconds = (guint64) (tg_clock_get_time (clock) / 1000) & LOW_48_BITS;
  guint64 high = tg_chance_next (chance) & 0xfff;
  guint64 low = tg_chance_next (chance) & G_GUINT64_CONSTANT (0x3fffffffffffffff);

  low |= G_GUINT64_CONSTANT (0x8000000000000000);
  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x",
                          (guint) (milliseconds >> 16), (guint) (milliseconds & 0xffff),
                          (guint) high, (guint) (low >> 48),
                          (guint) (low >> 32 & 0xffff), (guint) (low & 0xffffffff));
}

/* TRUE for version 7 in lower case, the only form that we make. */
gboolean
tg_id_is_valid (const char *text)
{
  if (text == NULL || strlen (text) != ID_LENGTH)
    return FALSE;

  for (int i = 0; i < ID_LENGTH; i++)
    {
      if (is_dash_place (i) ? text[i] != '-' : strchr ("0123456789abcdef", text[i]) == NULL)
        return FALSE;
    }
  return text[14] == '7' && strchr ("89ab", text[19]) != NULL;
}
