/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-base64url.h"

#include <string.h>

/* Made of GLib's base 64. What is read must be exactly what would be written: else one signature
 * would have several texts. */

char *
tg_base64url_encode (gconstpointer data,
                     gsize         length)
{
  char *text = length > 0 ? g_base64_encode (data, length) : g_strdup ("");
  char *padding = strchr (text, '=');

  if (padding != NULL)
    *padding = '\0';
  g_strdelimit (text, "+", '-');
  return g_strdelimit (text, "/", '_');
}

GBytes *
tg_base64url_decode (const char *text)
{
  static const char * const padding[] = { "", NULL, "==", "=" };
  const char *missing;
  g_autofree char *padded = NULL;
  g_autofree char *again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guchar *data;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  missing = padding[strlen (text) % 4];
  if (missing == NULL)
    return NULL;
  padded = g_strconcat (text, missing, NULL);
  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  data = g_base64_decode (padded, &length);
  bytes = g_bytes_new_take (data, length);
  again = tg_base64url_encode (data, length);
  return strcmp (again, text) == 0 ? g_steal_pointer (&bytes) : NULL;
}
