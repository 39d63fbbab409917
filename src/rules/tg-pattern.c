/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-pattern.h"

#include <string.h>

#include "tg-error.h"

/* Patterns are data, so they may be anything: what can cost more than a look at the value is
 * refused when the form is loaded, and what is left is limited by PCRE2 itself. */

#define MAX_PATTERN 256
#define MAX_VALUE 4096
#define LIMITS "(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=1000)"

static gboolean
is_allowed (const char  *text,
            const char **why)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (p[0] == '\\' && p[1] != '\0')
        {
          if (g_ascii_isdigit (p[1]) || strchr ("gkKGXCQE", p[1]) != NULL)
            {
              *why = "back references are not allowed";
              return FALSE;
            }
          p++;
        }
      else if (p[0] == '(' && (p[1] == '*' || (p[1] == '?' && p[2] != ':')))
        {
          *why = "of the groups only ( and (?: are allowed";
          return FALSE;
        }
    }
  return TRUE;
}

GRegex *
tg_pattern_compile (const char  *text,
                    GError     **error)
{
  g_autofree char *whole = NULL;
  g_autoptr (GError) local = NULL;
  const char *why = "it is too long";
  GRegex *regex;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) > MAX_PATTERN || !is_allowed (text, &why))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "pattern “%.80s”: %s", text, why);
      return NULL;
    }
  whole = g_strconcat (LIMITS "\\A(?:", text, ")\\z", NULL);
  regex = g_regex_new (whole, 0, 0, &local);
  if (regex == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "pattern “%s”: %s", text, local->message);
  return regex;
}

gboolean
tg_pattern_matches (GRegex     *pattern,
                    const char *value)
{
  g_return_val_if_fail (pattern != NULL && value != NULL, FALSE);

  return strlen (value) <= MAX_VALUE && g_regex_match (pattern, value, 0, NULL);
}
