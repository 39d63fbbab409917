/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-course-private.h"

#include "tg-error.h"

/* Numbers that agencies give, from templates such as `B{date}{serial:9}`: text with the parts
 * `{date}` (YYYYMMDD), `{short_date}` (YYMMDD), `{year}`, `{office}` (the document's customs
 * office), `{direction}` (of a declaration: 0 out, 1 in) and `{serial:N}` (N digits that no other
 * filing has). Pure. */

#define MAX_DIGITS 18

typedef struct
{
  TgDocument *document;
  const char *today;        /* YYYY-MM-DD */
  gint64      serial;
} Source;

static const char *
get_office (TgDocument *document)
{
  const char *office = tg_document_get (document, "customs_code");

  if (*office == '\0')
    office = tg_document_get (document, "custom_master");
  return *office != '\0' ? office : "0000";
}

static gboolean
add_serial (GString    *out,
            const char *part,
            gint64      serial)
{
  guint64 digits;
  gint64 limit = 1;

  if (!g_ascii_string_to_unsigned (part, 10, 1, MAX_DIGITS, &digits, NULL))
    return FALSE;
  for (guint64 i = 0; i < digits; i++)
    limit *= 10;
  g_string_append_printf (out, "%0*" G_GINT64_FORMAT, (int) digits, serial % limit);
  return TRUE;
}

static gboolean
add_part (GString      *out,
          const char   *part,
          const Source *source)
{
  const char *day = source->today;

  if (g_str_has_prefix (part, "serial:"))
    return add_serial (out, part + strlen ("serial:"), source->serial);
  if (g_str_equal (part, "date"))
    g_string_append_printf (out, "%.4s%.2s%.2s", day, day + 5, day + 8);
  else if (g_str_equal (part, "short_date"))
    g_string_append_printf (out, "%.2s%.2s%.2s", day + 2, day + 5, day + 8);
  else if (g_str_equal (part, "year"))
    g_string_append_printf (out, "%.4s", day);
  else if (g_str_equal (part, "office"))
    g_string_append_printf (out, "%.4s", get_office (source->document));
  else if (g_str_equal (part, "direction"))
    g_string_append_c (out, g_str_equal (tg_document_get (source->document, "ie_flag"), "I")
                            ? '1' : '0');
  else
    return FALSE;
  return TRUE;
}

/* NULL where the template has a part that is none. */
static char *
expand (const char   *template,
        const Source *source)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = template; *at != '\0'; at++)
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;
      g_autofree char *part = NULL;

      if (*at != '{')
        {
          g_string_append_c (out, *at);
          continue;
        }
      if (end == NULL)
        return NULL;
      part = g_strndup (at + 1, (gsize) (end - at - 1));
      if (!add_part (out, part, source))
        return NULL;
      at = end;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
tg_course_check_number (const char  *template,
                        GError     **error)
{
  g_autoptr (TgDocument) document = tg_document_new ();
  Source source = { document, "2026-01-01", 1 };
  g_autofree char *number = expand (template, &source);

  if (number != NULL)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” is not a number's template", template);
  return FALSE;
}

char *
tg_course_make_number (const char *template,
                       TgDocument *document,
                       const char *today,
                       gint64      serial)
{
  Source source = { document, today, serial };

  return expand (template, &source);
}
