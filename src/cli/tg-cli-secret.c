/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-cli-secret.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "tg-error.h"

#define MAX_SECRET 4096

char *
tg_cli_secret_read (int      fd,
                    GError **error)
{
  char buffer[MAX_SECRET] = "";
  gsize length = 0;
  gssize n = 0;

  while (length < sizeof buffer - 1 &&
         (n = read (fd, buffer + length, sizeof buffer - 1 - length)) > 0)
    length += (gsize) n;
  if (n < 0 || length == 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                   _("No secret could be read from file descriptor %d"), fd);
      return NULL;
    }
  return g_strdup (g_strchomp (buffer));
}

int
tg_cli_secret_find (char       **arguments,
                    const char  *option,
                    int          fallback)
{
  for (guint i = 0; arguments[i] != NULL && arguments[i + 1] != NULL; i++)
    if (g_str_equal (arguments[i], option))
      return (int) g_ascii_strtoll (arguments[i + 1], NULL, 10);
  return fallback;
}
