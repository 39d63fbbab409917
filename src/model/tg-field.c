/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-field.h"

#include <string.h>

#include "tg-date.h"

/* TgField: what a form file says of one field, and how typed text for it becomes canonical text.
 * Normalising never loses anything: what does not parse stays as typed, for a check to speak
 * about. */

static const struct
{
  TgFieldKind  kind;
  const char  *name;
} kinds[] = {
  { TG_FIELD_TEXT, "text" },
  { TG_FIELD_MULTILINE, "multiline" },
  { TG_FIELD_NUMBER, "number" },
  { TG_FIELD_CODE, "code" },
  { TG_FIELD_MULTI_CODE, "multi-code" },
  { TG_FIELD_DATE, "date" },
  { TG_FIELD_MONTH, "month" },
  { TG_FIELD_TIME, "time" },
  { TG_FIELD_DECIMAL, "decimal" },
  { TG_FIELD_INTEGER, "integer" },
  { TG_FIELD_BOOLEAN, "boolean" },
  { TG_FIELD_FILE, "file" },
};

static char *
remove_characters (const char *text,
                   const char *unwanted)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    if (strchr (unwanted, *p) == NULL)
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

static gboolean
only_characters (const char *text,
                 const char *allowed)
{
  return text[0] != '\0' && text[strspn (text, allowed)] == '\0';
}

/* A time of day from 1432, 143207, 14:32, 9:05:07; in China's time. As a number: 143207. */
static gboolean
parse_clock (const char *typed,
             guint64    *out)
{
  g_auto (GStrv) parts = g_strsplit (typed, ":", 4);
  guint n_parts = g_strv_length (parts);
  gsize length = strlen (typed);
  guint64 all = 0;
  guint64 part;

  if (n_parts == 1)
    {
      if ((length != 4 && length != 6) ||
          !g_ascii_string_to_unsigned (typed, 10, 0, 235959, &all, NULL))
        return FALSE;
      all *= length == 4 ? 100 : 1;
    }
  for (guint i = 0; n_parts > 1 && i < 3; i++)
    {
      if (n_parts > 3 || (i < n_parts && (strlen (parts[i]) > 2 ||
                                          !g_ascii_string_to_unsigned (parts[i], 10, 0, 59, &part,
                                                                       NULL))))
        return FALSE;
      all = all * 100 + (i < n_parts ? part : 0);
    }
  *out = all;
  return all / 10000 <= 23 && all / 100 % 100 <= 59 && all % 100 <= 59;
}

/* The pattern of a text that is a time of day alone. */
#define TIME_OF_DAY "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"

static char *
normalise_clock (const char *folded)
{
  guint64 number;

  if (!parse_clock (folded, &number))
    return g_strdup (folded);
  return g_strdup_printf ("%02u:%02u:%02u", (guint) (number / 10000),
                          (guint) (number / 100 % 100), (guint) (number % 100));
}

/* A line of text: outer blanks go, line breaks pasted in become blanks. Chinese punctuation
 * stays. */
static char *
normalise_text (const TgField *self,
                const char    *typed)
{
  g_autofree char *line = NULL;

  if (self->check != NULL)
    {
      line = tg_text_fold_number (typed);
      return g_utf8_strup (line, -1);
    }
  line = g_strdup (typed);
  g_strdelimit (line, "\r\n\t", ' ');
  if (self->pattern != NULL)
    {
      g_autofree char *folded = tg_text_fold_width (line);

      g_strstrip (folded);
      if (strcmp (self->pattern, TIME_OF_DAY) == 0)
        return normalise_clock (folded);
      return g_steal_pointer (&folded);
    }
  return g_strdup (g_strstrip (line));
}

/* A document's number: letters, digits and hyphens. */
static char *
normalise_number (const char *typed)
{
  g_autofree char *wide = tg_text_fold_width (typed);
  g_autofree char *folded = remove_characters (wide, " \t\r\n");

  return g_utf8_strup (folded, -1);
}

/* 9617.00.11.00 is a code with its dots left out. */
static char *
normalise_code (const char *typed)
{
  g_autofree char *folded = tg_text_fold_width (typed);

  g_strstrip (folded);
  if (strlen (folded) >= 6 && only_characters (folded, "0123456789. "))
    return remove_characters (folded, ". ");
  return g_steal_pointer (&folded);
}

static int
compare_codes (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static char *
normalise_codes (const char *typed)
{
  g_autoptr (GString) commas = g_string_new (typed);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;

  g_string_replace (commas, "、", ",", 0);
  folded = tg_text_fold_width (commas->str);
  g_strdelimit (folded, ";|/\r\n\t ", ',');
  parts = g_strsplit (folded, ",", 0);
  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0' &&
        !g_ptr_array_find_with_equal_func (sorted, parts[i], g_str_equal, NULL))
      g_ptr_array_add (sorted, parts[i]);
  g_ptr_array_sort (sorted, compare_codes);
  g_ptr_array_add (sorted, NULL);
  return g_strjoinv (",", (char **) sorted->pdata);
}

static char *
normalise_date (const char *typed,
                const char *today)
{
  char *date = tg_date_parse_typed (typed, today);

  return date != NULL ? date : g_strdup (typed);
}

/* YYYYMM, from 2026-11, 2026年11月, 26.11, = */
static char *
normalise_month (const char *typed,
                 const char *today)
{
  g_autofree char *folded = tg_text_fold_width (typed);
  g_autofree char *digits = NULL;
  g_autoptr (GString) plain = NULL;
  guint64 month;

  g_strstrip (folded);
  if (strcmp (folded, "=") == 0 && tg_date_is_valid (today))
    return g_strdup_printf ("%.4s%.2s", today, today + 5);
  plain = g_string_new (folded);
  g_string_replace (plain, "年", "-", 0);
  g_string_replace (plain, "月", "", 0);
  digits = remove_characters (plain->str, "-./ ");
  if (strlen (digits) == 5 && strpbrk (plain->str, "-./") == plain->str + 4)
    return g_strdup_printf ("%.4s0%s", digits, digits + 4);
  if (strlen (digits) == 6 && g_ascii_string_to_unsigned (digits + 4, 10, 1, 12, &month, NULL) &&
      only_characters (digits, "0123456789"))
    return g_steal_pointer (&digits);
  return g_strdup (typed);
}

/* Four digits are a time, as are six that are no date of these years: 261123 is one. */
static gboolean
is_clock (const char *typed,
          const char *today)
{
  g_autofree char *date = strlen (typed) != 4 ? tg_date_parse_typed (typed, today) : NULL;
  guint64 number;

  return parse_clock (typed, &number) &&
         (date == NULL ||
          ABS (g_ascii_strtoll (date, NULL, 10) - g_ascii_strtoll (today, NULL, 10)) > 1);
}

/* 20261105143207 is a date and a time; so is a time alone, today's. */
static gboolean
split_time (const char *typed,
            const char *today,
            char      **date,
            char      **clock)
{
  gsize length = strlen (typed);
  const char *blank = strpbrk (typed, " T");

  if (blank != NULL)
    {
      *date = g_strndup (typed, (gsize) (blank - typed));
      *clock = g_strdup (blank + 1);
    }
  else if ((length == 12 || length == 14) && only_characters (typed, "0123456789"))
    {
      *date = g_strndup (typed, 8);
      *clock = g_strdup (typed + 8);
    }
  else if (is_clock (typed, today))
    {
      *date = g_strdup (today);
      *clock = g_strdup (typed);
    }
  return *clock != NULL;
}

/* YYYY-MM-DD HH:MM:SS: a date as for a date field, a blank, a time of day; midnight if there is
 * none. */
static char *
normalise_time (const char *typed,
                const char *today)
{
  g_autofree char *folded = tg_text_fold_width (typed);
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *date = NULL;
  guint64 number = 0;

  g_strstrip (folded);
  if (split_time (folded, today, &day, &clock))
    g_strstrip (clock);
  if (clock != NULL && !parse_clock (clock, &number))
    return g_strdup (typed);
  date = tg_date_parse_typed (day != NULL ? day : folded, today);
  if (date == NULL)
    return g_strdup (typed);
  return g_strdup_printf ("%s %02u:%02u:%02u", date, (guint) (number / 10000),
                          (guint) (number / 100 % 100), (guint) (number % 100));
}

/* Zeros behind the point say nothing: 12.50 and 12.5 are one value. */
static char *
normalise_decimal (const char *typed)
{
  TgDecimal number;

  if (!tg_decimal_parse_typed (typed, &number, NULL))
    return g_strdup (typed);
  return tg_decimal_to_string (number);
}

static char *
normalise_boolean (const char *typed)
{
  static const char * const yes[] = { "true", "yes", "y", "1", "是", "有", NULL };
  static const char * const no[] = { "false", "no", "n", "0", "否", "无", NULL };
  g_autofree char *folded = tg_text_fold_width (typed);
  g_autofree char *lower = g_utf8_strdown (g_strstrip (folded), -1);

  if (g_strv_contains (yes, lower))
    return g_strdup ("true");
  if (g_strv_contains (no, lower))
    return g_strdup ("false");
  return g_strdup (typed);
}

TgField *
tg_field_new (const char  *key,
              TgFieldKind  kind)
{
  TgField *self = g_new0 (TgField, 1);

  self->key = g_strdup (key);
  self->kind = kind;
  return self;
}

void
tg_field_free (TgField *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->label, tg_text_unref);
  g_clear_pointer (&self->help, tg_text_unref);
  g_clear_pointer (&self->formula, tg_text_unref);
  g_strfreev (self->aliases);
  g_strfreev (self->given);
  g_strfreev (self->agencies);
  g_strfreev (self->agencies_may);
  g_free (self->key);
  g_free (self->minimum);
  g_free (self->maximum);
  g_free (self->pattern);
  g_free (self->list);
  g_free (self->required);
  g_free (self->visible);
  g_free (self->initial);
  g_free (self->computed);
  g_free (self->from);
  g_free (self->check);
  g_free (self->unit);
  g_free (self->source);
  g_free (self);
}

gboolean
tg_field_kind_parse (const char  *name,
                     TgFieldKind *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].name, name) == 0)
      {
        *out = kinds[i].kind;
        return TRUE;
      }
  return FALSE;
}

const char *
tg_field_kind_to_name (TgFieldKind kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].kind == kind)
      return kinds[i].name;
  g_return_val_if_reached ("text");
}

gboolean
tg_field_is_numeric (const TgField *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->kind == TG_FIELD_DECIMAL || self->kind == TG_FIELD_INTEGER;
}

gboolean
tg_field_is_required_always (const TgField *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (self->required, "true") == 0;
}

char *
tg_field_normalise (const TgField *self,
                    const char    *typed,
                    const char    *today)
{
  g_autofree char *blank = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  blank = g_strdup (typed == NULL ? "" : typed);
  if (g_strstrip (blank)[0] == '\0')
    return g_strdup ("");
  switch (self->kind)
    {
    case TG_FIELD_TEXT:
      return normalise_text (self, typed);
    case TG_FIELD_MULTILINE:
    case TG_FIELD_FILE:
      return g_steal_pointer (&blank);
    case TG_FIELD_NUMBER:
      return normalise_number (typed);
    case TG_FIELD_CODE:
      return normalise_code (typed);
    case TG_FIELD_MULTI_CODE:
      return normalise_codes (typed);
    case TG_FIELD_DATE:
      return normalise_date (typed, today);
    case TG_FIELD_MONTH:
      return normalise_month (typed, today);
    case TG_FIELD_TIME:
      return normalise_time (typed, today);
    case TG_FIELD_DECIMAL:
    case TG_FIELD_INTEGER:
      return normalise_decimal (typed);
    case TG_FIELD_BOOLEAN:
      return normalise_boolean (typed);
    }
  g_return_val_if_reached (g_strdup (typed));
}
