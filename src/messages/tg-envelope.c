/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-envelope.h"

#include <string.h>

/* TgEnvelope: names of the facts as message.json has them, and China's time, which the messages
 * carry without saying so. Pure. */

#define CHINA (8 * 3600 * G_TIME_SPAN_SECOND)

/* in the order of the enum */
static const char * const names[] = {
  "message_guid", "cop_code", "cop_name", "dxp_id", "transfer_note", "guid", "app_type",
  "app_time", "app_status", "return_status", "return_time", "return_info", "return_note",
};

G_STATIC_ASSERT (G_N_ELEMENTS (names) == TG_ENVELOPE_N_FACTS);

TgEnvelope *
tg_envelope_new (void)
{
  return g_new0 (TgEnvelope, 1);
}

void
tg_envelope_free (TgEnvelope *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < TG_ENVELOPE_N_FACTS; i++)
    g_free (self->values[i]);
  g_free (self);
}

const char *
tg_envelope_get (const TgEnvelope *self,
                 TgEnvelopeFact    fact)
{
  return self != NULL && self->values[fact] != NULL ? self->values[fact] : "";
}

void
tg_envelope_set (TgEnvelope     *self,
                 TgEnvelopeFact  fact,
                 const char     *value)
{
  g_return_if_fail (self != NULL && fact < TG_ENVELOPE_N_FACTS);

  g_free (self->values[fact]);
  self->values[fact] = g_strdup (value);
}

gboolean
tg_envelope_parse_fact (const char     *name,
                        TgEnvelopeFact *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], name) == 0)
      {
        *out = (TgEnvelopeFact) i;
        return TRUE;
      }
  return FALSE;
}

char *
tg_envelope_format_time (gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_TIME_SPAN_SECOND);
  g_autoptr (GDateTime) china = g_date_time_add (utc, CHINA);

  return g_date_time_format (china, "%Y-%m-%d %H:%M:%S");
}

/* `2026-03-01 09:30:00`, with or without `.000` */
gboolean
tg_envelope_parse_time (const char *text,
                        gint64     *out)
{
  g_autofree char *iso = g_strdup (text);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) china = NULL;

  if (strlen (iso) < 19 || iso[10] != ' ')
    return FALSE;
  iso[10] = 'T';
  china = g_date_time_new_from_iso8601 (iso, utc);
  if (china == NULL)
    return FALSE;
  *out = g_date_time_to_unix (china) * G_USEC_PER_SEC + g_date_time_get_microsecond (china) -
         CHINA;
  return TRUE;
}
