/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-text.h"

#include "tg-initials.h"

/* Words in Chinese and English, the language of the process, and the forgiving of typed text. A
 * TgText is immutable and may be read on any thread; the language is an atomic pointer to one of
 * two constants. */
struct _TgText
{
  gatomicrefcount  ref_count;
  char            *zh;
  char            *en;
};

static const char *language = "zh";

static gboolean
is_english (const char *name)
{
  return g_strcmp0 (name, "en") == 0;
}

static gunichar
fold_char (gunichar c)
{
  if (c >= 0xff01 && c <= 0xff5e)
    return c - 0xff01 + '!';
  if (c == 0x3000 || c == 0x00a0)
    return ' ';
  return c;
}

/* Marks that copying from a web page or a PDF leaves behind. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0xfeff || (c >= 0x200b && c <= 0x200f) || c == 0x2060;
}

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

TgText *
tg_text_new (const char *zh,
             const char *en)
{
  TgText *self = g_new0 (TgText, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->zh = g_strdup (zh);
  self->en = g_strdup (en);
  return self;
}

TgText *
tg_text_ref (TgText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tg_text_unref (TgText *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->zh);
  g_free (self->en);
  g_free (self);
}

const char *
tg_text_get (const TgText *self)
{
  return tg_text_get_in (self, tg_language_get ());
}

/* A language that is not there is stood in for by the other one. */
const char *
tg_text_get_in (const TgText *self,
                const char   *wanted)
{
  const char *first;
  const char *second;

  if (self == NULL)
    return "";
  first = is_english (wanted) ? self->en : self->zh;
  second = is_english (wanted) ? self->zh : self->en;
  if (first != NULL)
    return first;
  return second != NULL ? second : "";
}

const char *
tg_language_get (void)
{
  return g_atomic_pointer_get (&language);
}

/* Anything that does not begin with "en" is Chinese. */
void
tg_language_set (const char *name)
{
  gboolean wants_english = name != NULL && g_str_has_prefix (name, "en");

  g_atomic_pointer_set (&language, wants_english ? "en" : "zh");
}

/* Bytes that are not UTF-8 become U+FFFD. */
char *
tg_text_fold_width (const char *typed)
{
  g_autofree char *valid = NULL;
  GString *folded;

  g_return_val_if_fail (typed != NULL, NULL);

  valid = g_utf8_make_valid (typed, -1);
  folded = g_string_sized_new (strlen (valid));
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_invisible (c))
        g_string_append_unichar (folded, fold_char (c));
    }
  return g_strstrip (g_string_free (folded, FALSE));
}

char *
tg_text_fold_number (const char *typed)
{
  g_autofree char *folded = NULL;
  GString *number;

  g_return_val_if_fail (typed != NULL, NULL);

  folded = tg_text_fold_width (typed);
  number = g_string_sized_new (strlen (folded));
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && !is_hyphen (c))
        g_string_append_unichar (number, c);
    }
  return g_string_free (number, FALSE);
}

char *
tg_text_initials (const char *text)
{
  g_autofree char *folded = NULL;
  GString *initials;

  g_return_val_if_fail (text != NULL, NULL);

  folded = tg_text_fold_width (text);
  initials = g_string_new (NULL);
  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isalnum ((char) c))
        g_string_append_c (initials, g_ascii_tolower ((char) c));
      else if (tg_initials_find (c) != '\0')
        g_string_append_c (initials, tg_initials_find (c));
    }
  return g_string_free (initials, FALSE);
}
