/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-xml-value.h"

#include <string.h>

#include "tg-date.h"
#include "tg-decimal.h"
#include "tg-error.h"

/* Formats in and out. What is written is never worse than what the field's own definition allows:
 * a text that is too long or a number with too many digits is refused here, since the authority
 * would refuse the whole message for it. */

G_GNUC_PRINTF (2, 3)
static char *
fail (GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, what);
  return NULL;
}

/* (nullable) the column of a code's row */
static char *
find_column (const char         *table,
             const char         *column,
             const char         *code,
             const TgXmlContext *context)
{
  g_autoptr (TgCodeRow) row = context->codes != NULL
                              ? tg_code_lookup_find (context->codes, table, code, context->today)
                              : NULL;
  const char *value = row != NULL ? tg_code_row_get_column (row, column) : "";

  return *value != '\0' ? g_strdup (value) : NULL;
}

static char *
translate (const TgXmlElement  *element,
           const char          *value,
           gboolean             is_out,
           const TgXmlContext  *context,
           GError             **error)
{
  const TgXmlCodes *codes = element->codes;
  GHashTable *values = codes == NULL ? NULL : is_out ? codes->out_values : codes->in_values;
  const char *table = codes == NULL ? NULL : is_out ? codes->out_table : codes->in_table;
  const char *column = codes == NULL ? NULL : is_out ? codes->out_column : codes->in_column;
  char *found;

  if (values != NULL && g_hash_table_contains (values, value))
    return g_strdup (g_hash_table_lookup (values, value));
  if (table != NULL)
    found = find_column (table, column, value, context);
  else
    found = values == NULL ? g_strdup (value) : NULL;
  return found != NULL ? found : fail (error, "code “%s” has no counterpart", value);
}

static gboolean
all_digits (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* The digits of a time, `length` of them, filled up with zeros behind. */
static char *
squeeze (const char *value,
         gsize       length)
{
  g_autoptr (GString) digits = g_string_new ("");

  for (const char *p = value; *p != '\0' && digits->len < length; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  while (digits->len < length)
    g_string_append_c (digits, '0');
  return g_strdup (digits->str);
}

static gboolean
is_time (const char *value)
{
  gint64 time;

  return tg_envelope_parse_time (value, &time);
}

static char *
write_number (const TgXmlElement  *element,
              const char          *value,
              GError             **error)
{
  const TgField *field = element->field;
  TgDecimal number;
  g_autofree char *text = NULL;

  if (!tg_decimal_parse (value, &number, NULL))
    return fail (error, "“%s” is no number", value);
  text = tg_decimal_to_string (number);
  if (field != NULL && field->digits > 0)
    {
      const char *point = strchr (text, '.');
      gsize places = point != NULL ? strlen (point + 1) : 0;

      if (places > field->decimals || tg_decimal_get_digits (number) > field->digits)
        return fail (error, "“%s” has more than %u digits or %u places", value, field->digits,
                     field->decimals);
    }
  return g_steal_pointer (&text);
}

static gboolean
is_allowed_character (gunichar c)
{
  return c >= 0x20 ? c != 0xfffe && c != 0xffff && !(c >= 0xd800 && c <= 0xdfff)
                   : c == '\t' || c == '\n' || c == '\r';
}

static char *
write_text (const TgXmlElement  *element,
            const char          *value,
            GError             **error)
{
  const TgField *field = element->field;

  if (!g_utf8_validate (value, -1, NULL))
    return fail (error, "not UTF-8");
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_allowed_character (g_utf8_get_char (p)))
      return fail (error, "the character U+%04X cannot stand in XML", g_utf8_get_char (p));
  if (field != NULL && field->max_length > 0 && element->codes == NULL &&
      (gsize) g_utf8_strlen (value, -1) > field->max_length)
    return fail (error, "longer than %u characters", field->max_length);
  return g_strdup (value);
}

static char *
write_file (const char          *name,
            const TgXmlContext  *context,
            GError             **error)
{
  GBytes *file = context->files != NULL ? g_hash_table_lookup (context->files, name) : NULL;

  if (file == NULL)
    return fail (error, "the file “%s” was not handed in", name);
  return g_base64_encode (g_bytes_get_data (file, NULL), g_bytes_get_size (file));
}

static char *
write_time (TgXmlFormat   format,
            const char   *value,
            GError      **error)
{
  g_autofree char *digits = NULL;

  if (!is_time (value))
    return fail (error, "“%s” is no time", value);
  digits = squeeze (value, 17);
  if (format == TG_XML_TIME_SPACED)
    return g_strdup_printf ("%.8s %.2s:%.2s:%.2s", digits, digits + 8, digits + 10, digits + 12);
  return g_strndup (digits, format == TG_XML_TIME ? 14 : format == TG_XML_TIME_CS ? 16 : 17);
}

static char *
write_formatted (const TgXmlElement  *element,
                 const char          *value,
                 const TgXmlContext  *context,
                 GError             **error)
{
  switch (element->format)
    {
    case TG_XML_TEXT:
      return write_text (element, value, error);
    case TG_XML_NUMBER:
      return write_number (element, value, error);
    case TG_XML_DATE:
      return tg_date_is_valid (value) ? squeeze (value, 8) : fail (error, "“%s” is no date", value);
    case TG_XML_DASHED_DATE:
      return tg_date_is_valid (value) ? g_strdup (value) : fail (error, "“%s” is no date", value);
    case TG_XML_TIME:
    case TG_XML_TIME_MS:
    case TG_XML_TIME_CS:
    case TG_XML_TIME_SPACED:
      return write_time (element->format, value, error);
    case TG_XML_BASE64:
      return write_file (value, context, error);
    }
  g_return_val_if_reached (NULL);
}

char *
tg_xml_value_to_message (const TgXmlElement *element,
                         const char         *value,
                         const TgXmlContext *context,
                         GError            **error)
{
  g_autofree char *code = NULL;

  if (*value == '\0')
    return g_strdup ("");
  code = translate (element, value, TRUE, context, error);
  return code != NULL ? write_formatted (element, code, context, error) : NULL;
}

static char *
read_date (const char  *text,
           GError     **error)
{
  g_autofree char *date = all_digits (text) && strlen (text) == 8
                          ? g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6)
                          : g_strdup (text);

  return tg_date_is_valid (date) ? g_steal_pointer (&date) : fail (error, "“%s” is no date", text);
}

/* 14 digits, or 15 to 17 of which the rest are fractions of a second; also as ISO 8601 writes
 * it. */
static char *
read_time (const char  *text,
           gboolean     with_fraction,
           GError     **error)
{
  g_autofree char *digits = squeeze (text, 17);
  g_autofree char *time = g_strdup_printf ("%.4s-%.2s-%.2s %.2s:%.2s:%.2s%s%s", digits, digits + 4,
                                           digits + 6, digits + 8, digits + 10, digits + 12,
                                           with_fraction ? "." : "",
                                           with_fraction ? digits + 14 : "");

  if (strlen (text) < 14 || strlen (text) > 30 || !is_time (time))
    return fail (error, "“%s” is no time", text);
  return g_steal_pointer (&time);
}

static char *
read_number (const char  *text,
             GError     **error)
{
  TgDecimal number;

  if (!tg_decimal_parse (text, &number, NULL))
    return fail (error, "“%s” is no number", text);
  return tg_decimal_to_string (number);
}

static char *
read_formatted (const TgXmlElement  *element,
                const char          *text,
                GError             **error)
{
  switch (element->format)
    {
    case TG_XML_TEXT:
      return g_strdup (text);
    case TG_XML_NUMBER:
      return read_number (text, error);
    case TG_XML_DATE:
    case TG_XML_DASHED_DATE:
      return read_date (text, error);
    case TG_XML_TIME:
    case TG_XML_TIME_CS:
    case TG_XML_TIME_SPACED:
      return read_time (text, FALSE, error);
    case TG_XML_TIME_MS:
      return read_time (text, TRUE, error);
    case TG_XML_BASE64:
      return g_strdup ("");
    }
  g_return_val_if_reached (NULL);
}

char *
tg_xml_value_from_message (const TgXmlElement *element,
                           const char         *text,
                           const TgXmlContext *context,
                           GError            **error)
{
  g_autofree char *value = NULL;

  if (*text == '\0')
    return g_strdup ("");
  value = read_formatted (element, text, error);
  return value != NULL ? translate (element, value, FALSE, context, error) : NULL;
}
