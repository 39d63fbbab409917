/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-json-scanner.h"

#include "tg-error.h"

/* A recursive descent over RFC 8259, with the limits that json-glib lacks: depth, duplicate
 * members, numbers within ±2^53, UTF-8 and no U+0000. It lives on the stack of its caller, which
 * is why the depth is capped whatever the caller allows. Numbers are compared as digits, never
 * converted. Any thread. */
typedef struct
{
  const char  *start;
  const char  *at;
  const char  *end;
  guint        depth;
  guint        max_depth;
  GError     **error;
} Scanner;

#define HARD_MAX_DEPTH 512
#define LIMIT_DIGITS   16
#define MAX_EXPONENT   100000

/* 2^53 */
static const char limit_digits[] = "9007199254740992";

static gboolean scan_value (Scanner *self);

static gboolean
fail_at (Scanner    *self,
         const char *place,
         TgError     code,
         const char *reason)
{
  guint line = 1;
  guint column = 1;

  for (const char *p = self->start; p < place; p++)
    {
      if (*p == '\n')
        {
          line++;
          column = 1;
        }
      else if (((guchar) *p & 0xc0) != 0x80)
        column++;
    }
  g_set_error (self->error, TG_ERROR, code, "line %u, column %u: %s", line, column, reason);
  return FALSE;
}

static gboolean
fail (Scanner    *self,
      const char *reason)
{
  return fail_at (self, self->at, TG_ERROR_INVALID, reason);
}

static char
peek (Scanner *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static void
skip_blanks (Scanner *self)
{
  while (self->at < self->end && strchr (" \t\r\n", *self->at) != NULL && *self->at != '\0')
    self->at++;
}

static gboolean
scan_word (Scanner    *self,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return fail (self, "a value is expected here");
  self->at += length;
  return TRUE;
}

/* Takes four hexadecimal digits, those of a \u escape. */
static gboolean
scan_hex (Scanner  *self,
          gunichar *out)
{
  gunichar value = 0;

  for (int i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (peek (self)))
        return fail (self, "four hexadecimal digits are expected after \\u");
      value = value * 16 + (gunichar) g_ascii_xdigit_value (*self->at++);
    }
  *out = value;
  return TRUE;
}

static gboolean
scan_unicode_escape (Scanner *self,
                     GString *out)
{
  const char *escape = self->at - 2;
  gunichar first;
  gunichar second;

  if (!scan_hex (self, &first))
    return FALSE;
  if (first == 0)
    return fail_at (self, escape, TG_ERROR_INVALID, "\\u0000 is not allowed");
  if (first >= 0xdc00 && first <= 0xdfff)
    return fail_at (self, escape, TG_ERROR_INVALID, "half a surrogate pair");
  if (first >= 0xd800 && first <= 0xdbff)
    {
      if (self->end - self->at < 2 || self->at[0] != '\\' || self->at[1] != 'u')
        return fail_at (self, escape, TG_ERROR_INVALID, "half a surrogate pair");
      self->at += 2;
      if (!scan_hex (self, &second))
        return FALSE;
      if (second < 0xdc00 || second > 0xdfff)
        return fail_at (self, escape, TG_ERROR_INVALID, "half a surrogate pair");
      first = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    }
  if (out != NULL)
    g_string_append_unichar (out, first);
  return TRUE;
}

static gboolean
scan_escape (Scanner *self,
             GString *out)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  self->at++;
  if (peek (self) == 'u')
    {
      self->at++;
      return scan_unicode_escape (self, out);
    }
  letter = peek (self) == '\0' ? NULL : strchr (letters, *self->at);
  if (letter == NULL)
    return fail (self, "an unknown escape");
  if (out != NULL)
    g_string_append_c (out, meanings[letter - letters]);
  self->at++;
  return TRUE;
}

/* Takes a string; its text goes to `out` if that is not NULL. UTF-8 was checked before. */
static gboolean
scan_string (Scanner *self,
             GString *out)
{
  const char *opening = self->at;

  self->at++;
  while (self->at < self->end && *self->at != '"')
    {
      if ((guchar) *self->at < 0x20)
        return fail (self, "a control character in a string");
      if (*self->at == '\\')
        {
          if (!scan_escape (self, out))
            return FALSE;
          continue;
        }
      if (out != NULL)
        g_string_append_c (out, *self->at);
      self->at++;
    }
  if (self->at >= self->end)
    return fail_at (self, opening, TG_ERROR_INVALID, "the string does not end");
  self->at++;
  return TRUE;
}

static gboolean
skip_digits (Scanner *self)
{
  if (!g_ascii_isdigit (peek (self)))
    return fail (self, "a digit is expected here");
  while (g_ascii_isdigit (peek (self)))
    self->at++;
  return TRUE;
}

/* TRUE if the number with these digits, of which `whole` stand before the point, is over 2^53. */
static gboolean
is_over_limit (const char *digits,
               const char *end,
               gint64      whole)
{
  guint count = 0;
  gboolean is_equal = TRUE;

  for (const char *p = digits; p < end && *p != 'e' && *p != 'E'; p++)
    {
      if (*p == '.')
        continue;
      if (count == 0 && *p == '0')
        {
          whole--;
          continue;
        }
      if (whole != LIMIT_DIGITS)
        return whole > LIMIT_DIGITS;
      if (count < LIMIT_DIGITS && is_equal && *p != limit_digits[count])
        {
          if (*p > limit_digits[count])
            return TRUE;
          is_equal = FALSE;
        }
      else if (count >= LIMIT_DIGITS && is_equal && *p != '0')
        return TRUE;
      count++;
    }
  return FALSE;
}

static gboolean
scan_exponent (Scanner *self,
               gint64  *out)
{
  gboolean is_negative;
  gint64 value = 0;
  const char *digits;

  self->at++;
  is_negative = peek (self) == '-';
  if (peek (self) == '-' || peek (self) == '+')
    self->at++;
  digits = self->at;
  if (!skip_digits (self))
    return FALSE;
  for (const char *p = digits; p < self->at; p++)
    value = MIN (value * 10 + (*p - '0'), MAX_EXPONENT);
  *out = is_negative ? -value : value;
  return TRUE;
}

static gboolean
scan_number (Scanner *self)
{
  const char *start = self->at;
  const char *digits;
  gint64 whole;
  gint64 exponent = 0;

  if (peek (self) == '-')
    self->at++;
  digits = self->at;
  if (peek (self) == '0' && self->at + 1 < self->end && g_ascii_isdigit (self->at[1]))
    return fail (self, "a number does not begin with a needless zero");
  if (!skip_digits (self))
    return FALSE;
  whole = self->at - digits;
  if (peek (self) == '.')
    {
      self->at++;
      if (!skip_digits (self))
        return FALSE;
    }
  if ((peek (self) == 'e' || peek (self) == 'E') && !scan_exponent (self, &exponent))
    return FALSE;
  if (is_over_limit (digits, self->at, whole + exponent))
    return fail_at (self, start, TG_ERROR_TOO_LARGE, "the number is outside ±2^53");
  return TRUE;
}

static gboolean
scan_member (Scanner    *self,
             GHashTable *names)
{
  g_autoptr (GString) name = g_string_new (NULL);
  const char *start = self->at;

  if (peek (self) != '"')
    return fail (self, "the name of a member is expected here");
  if (!scan_string (self, name))
    return FALSE;
  if (!g_hash_table_add (names, g_strdup (name->str)))
    {
      g_autofree char *reason = g_strdup_printf ("the member “%s” occurs twice", name->str);

      return fail_at (self, start, TG_ERROR_INVALID, reason);
    }
  skip_blanks (self);
  if (peek (self) != ':')
    return fail (self, "a colon is expected here");
  self->at++;
  skip_blanks (self);
  return scan_value (self);
}

/* After an element: a comma and on, or the closing bracket. */
static gboolean
scan_separator (Scanner  *self,
                char      closing,
                gboolean *is_done)
{
  skip_blanks (self);
  *is_done = peek (self) == closing;
  if (!*is_done && peek (self) != ',')
    return fail (self, closing == '}' ? "a comma or } is expected here"
                                      : "a comma or ] is expected here");
  self->at++;
  skip_blanks (self);
  return TRUE;
}

static gboolean
scan_container (Scanner *self,
                char     closing)
{
  g_autoptr (GHashTable) names = NULL;
  gboolean is_done = FALSE;

  if (self->depth >= self->max_depth)
    return fail_at (self, self->at, TG_ERROR_TOO_LARGE, "the nesting is too deep");
  if (closing == '}')
    names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->at++;
  self->depth++;
  skip_blanks (self);
  if (peek (self) == closing)
    {
      self->at++;
      is_done = TRUE;
    }
  while (!is_done)
    {
      if (!(names != NULL ? scan_member (self, names) : scan_value (self)) ||
          !scan_separator (self, closing, &is_done))
        return FALSE;
    }
  self->depth--;
  return TRUE;
}

static gboolean
scan_value (Scanner *self)
{
  switch (peek (self))
    {
    case '{':
      return scan_container (self, '}');
    case '[':
      return scan_container (self, ']');
    case '"':
      return scan_string (self, NULL);
    case 't':
      return scan_word (self, "true");
    case 'f':
      return scan_word (self, "false");
    case 'n':
      return scan_word (self, "null");
    default:
      if (peek (self) == '-' || g_ascii_isdigit (peek (self)))
        return scan_number (self);
      return fail (self, "a value is expected here");
    }
}

gboolean
tg_json_scanner_run (const char  *text,
                     gsize        length,
                     guint        max_depth,
                     GError     **error)
{
  Scanner self = { text, text, text + length, 0, MIN (max_depth, HARD_MAX_DEPTH), error };
  const char *bad;

  if (!g_utf8_validate_len (text, length, &bad))
    return fail_at (&self, bad, TG_ERROR_INVALID, "this is not UTF-8");
  skip_blanks (&self);
  if (!scan_value (&self))
    return FALSE;
  skip_blanks (&self);
  if (self.at < self.end)
    return fail (&self, "there is text after the value");
  return TRUE;
}
