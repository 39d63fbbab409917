/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-document-private.h"

#include <string.h>

/* Paths ("goods/<line>/qty") and RFC 6901 pointers ("/goods/2/qty"). A pointer counts lines, a
 * path names them, so translating needs the very document that was sent. */

char *
tg_path_new (const char *table,
             const char *line_id,
             const char *field)
{
  g_return_val_if_fail (field != NULL, NULL);

  if (table == NULL)
    return g_strdup (field);
  return g_strconcat (table, "/", line_id, "/", field, NULL);
}

gboolean
tg_path_split (const char  *path,
               char       **table,
               char       **line_id,
               char       **field)
{
  g_auto (GStrv) parts = NULL;
  guint n;

  g_return_val_if_fail (path != NULL, FALSE);

  parts = g_strsplit (path, "/", 4);
  n = g_strv_length (parts);
  if ((n != 1 && n != 3) || parts[n - 1][0] == '\0' || parts[0][0] == '\0' ||
      (n == 3 && parts[1][0] == '\0'))
    return FALSE;
  if (table != NULL)
    *table = n == 3 ? g_strdup (parts[0]) : NULL;
  if (line_id != NULL)
    *line_id = n == 3 ? g_strdup (parts[1]) : NULL;
  if (field != NULL)
    *field = g_strdup (parts[n - 1]);
  return TRUE;
}

/* "~1" is a slash and "~0" a tilde; in place. */
static void
unescape_token (char *token)
{
  char *out = token;

  for (const char *p = token; *p != '\0'; p++)
    {
      if (p[0] == '~' && (p[1] == '0' || p[1] == '1'))
        {
          *out++ = p[1] == '0' ? '~' : '/';
          p++;
        }
      else
        *out++ = *p;
    }
  *out = '\0';
}

static void
append_token (GString    *out,
              const char *token)
{
  g_string_append_c (out, '/');
  for (const char *p = token; *p != '\0'; p++)
    {
      if (*p == '~')
        g_string_append (out, "~0");
      else if (*p == '/')
        g_string_append (out, "~1");
      else
        g_string_append_c (out, *p);
    }
}

/* "/goods" is "goods" and "/goods/2" is "goods/<line>/_line": places that a form can point at. */
char *
tg_pointer_to_path (const TgDocument *sent,
                    const char       *pointer)
{
  g_auto (GStrv) tokens = NULL;
  const char *line;
  guint64 position;
  guint n;

  g_return_val_if_fail (sent != NULL && pointer != NULL, NULL);

  if (pointer[0] == '\0')
    return g_strdup ("");
  if (pointer[0] != '/' || strlen (pointer) > 1024)
    return NULL;
  tokens = g_strsplit (pointer + 1, "/", 0);
  n = g_strv_length (tokens);
  for (guint i = 0; i < n; i++)
    unescape_token (tokens[i]);
  if (n == 0 || n > 3 || tokens[0][0] == '\0' || strchr (tokens[0], '/') != NULL)
    return NULL;
  if (n == 1)
    return g_strdup (tokens[0]);
  if (!g_ascii_string_to_unsigned (tokens[1], 10, 0, TG_MAX_LINES, &position, NULL))
    return NULL;
  line = tg_document_get_line_id (sent, tokens[0], (guint) position);
  if (line == NULL || (n == 3 && (tokens[2][0] == '\0' || strchr (tokens[2], '/') != NULL)))
    return NULL;
  return tg_path_new (tokens[0], line, n == 3 ? tokens[2] : "_line");
}

/* Returns: (nullable) NULL if the line is not in the document. */
char *
tg_path_to_pointer (const TgDocument *sent,
                    const char       *path)
{
  g_autofree char *table = NULL;
  g_autofree char *line = NULL;
  g_autofree char *field = NULL;
  GString *out;

  g_return_val_if_fail (sent != NULL && path != NULL, NULL);

  if (path[0] == '\0')
    return g_strdup ("");
  if (!tg_path_split (path, &table, &line, &field))
    return NULL;
  out = g_string_new (NULL);
  if (table != NULL)
    {
      int position = tg_document_find_line (sent, table, line);

      if (position < 0)
        {
          g_string_free (out, TRUE);
          return NULL;
        }
      append_token (out, table);
      g_string_append_printf (out, "/%d", position);
    }
  if (table == NULL || strcmp (field, "_line") != 0)
    append_token (out, field);
  return g_string_free (out, FALSE);
}
