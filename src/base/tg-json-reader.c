/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-json-reader.h"

#include "tg-error.h"

/* A recursive descent over RFC 8259 that builds json-glib's tree, with the limits that its own
 * parser lacks: depth, duplicate members, numbers within ±2^53, UTF-8 and no U+0000. It lives on
 * the stack of its caller, which is why the depth is capped whatever the caller allows. Whether
 * a number is over the limit is seen from its digits, before it is converted. Any thread. */
typedef struct
{
  const char  *start;
  const char  *at;
  const char  *end;
  GString     *text;      /* of the string read last */
  guint        depth;
  guint        max_depth;
  GError     **error;
} Reader;

#define HARD_MAX_DEPTH 512
#define LIMIT_DIGITS   16
#define MAX_EXPONENT   100000

/* 2^53 */
static const char limit_digits[] = "9007199254740992";

static JsonNode *read_value (Reader *self);

static gboolean
fail_at (Reader    *self,
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
fail (Reader    *self,
      const char *reason)
{
  return fail_at (self, self->at, TG_ERROR_INVALID, reason);
}

static char
peek (Reader *self)
{
  return self->at < self->end ? *self->at : '\0';
}

static void
skip_blanks (Reader *self)
{
  while (self->at < self->end && (*self->at == ' ' || (*self->at >= '\t' && *self->at <= '\r' &&
                                                       *self->at != '\v' && *self->at != '\f')))
    self->at++;
}

static gboolean
read_word (Reader     *self,
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
read_hex (Reader  *self,
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
read_unicode_escape (Reader *self)
{
  const char *escape = self->at - 2;
  gunichar first;
  gunichar second;

  if (!read_hex (self, &first))
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
      if (!read_hex (self, &second))
        return FALSE;
      if (second < 0xdc00 || second > 0xdfff)
        return fail_at (self, escape, TG_ERROR_INVALID, "half a surrogate pair");
      first = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
    }
  g_string_append_unichar (self->text, first);
  return TRUE;
}

static gboolean
read_escape (Reader *self)
{
  static const char letters[] = "\"\\/bfnrt";
  static const char meanings[] = "\"\\/\b\f\n\r\t";
  const char *letter;

  self->at++;
  if (peek (self) == 'u')
    {
      self->at++;
      return read_unicode_escape (self);
    }
  letter = peek (self) == '\0' ? NULL : strchr (letters, *self->at);
  if (letter == NULL)
    return fail (self, "an unknown escape");
  g_string_append_c (self->text, meanings[letter - letters]);
  self->at++;
  return TRUE;
}

/* Takes a string into `text`. UTF-8 was checked before. */
static gboolean
read_text (Reader *self)
{
  const char *opening = self->at;
  const char *run = ++self->at;

  g_string_truncate (self->text, 0);
  for (;;)
    {
      while (self->at < self->end && *self->at != '"' && *self->at != '\\' &&
             (guchar) *self->at >= 0x20)
        self->at++;
      g_string_append_len (self->text, run, self->at - run);
      if (self->at >= self->end)
        return fail_at (self, opening, TG_ERROR_INVALID, "the string does not end");
      if ((guchar) *self->at < 0x20)
        return fail (self, "a control character in a string");
      if (*self->at == '"')
        break;
      if (!read_escape (self))
        return FALSE;
      run = self->at;
    }
  self->at++;
  return TRUE;
}

static gboolean
skip_digits (Reader *self)
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
read_exponent (Reader *self,
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

/* `is_whole`: neither point nor exponent. */
static gboolean
check_number (Reader   *self,
              gboolean *is_whole)
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
  if ((peek (self) == 'e' || peek (self) == 'E') && !read_exponent (self, &exponent))
    return FALSE;
  *is_whole = self->at - digits == whole;
  if (is_over_limit (digits, self->at, whole + exponent))
    return fail_at (self, start, TG_ERROR_TOO_LARGE, "the number is outside ±2^53");
  return TRUE;
}

static JsonNode *
read_number (Reader *self)
{
  g_autofree char *digits = NULL;
  const char *start = self->at;
  JsonNode *node;
  gboolean is_whole = FALSE;

  if (!check_number (self, &is_whole))
    return NULL;
  digits = g_strndup (start, (gsize) (self->at - start));
  node = json_node_alloc ();
  return is_whole ? json_node_init_int (node, g_ascii_strtoll (digits, NULL, 10))
                  : json_node_init_double (node, g_ascii_strtod (digits, NULL));
}

static gboolean
read_member (Reader     *self,
             JsonObject *object)
{
  g_autofree char *name = NULL;
  const char *start = self->at;
  JsonNode *value;

  if (peek (self) != '"')
    return fail (self, "the name of a member is expected here");
  if (!read_text (self))
    return FALSE;
  name = g_strndup (self->text->str, self->text->len);
  if (json_object_has_member (object, name))
    {
      g_autofree char *reason = g_strdup_printf ("the member “%s” occurs twice", name);

      return fail_at (self, start, TG_ERROR_INVALID, reason);
    }
  skip_blanks (self);
  if (peek (self) != ':')
    return fail (self, "a colon is expected here");
  self->at++;
  skip_blanks (self);
  value = read_value (self);
  if (value == NULL)
    return FALSE;
  json_object_set_member (object, name, value);
  return TRUE;
}

static gboolean
read_element (Reader    *self,
              JsonArray *array)
{
  JsonNode *value = read_value (self);

  if (value == NULL)
    return FALSE;
  json_array_add_element (array, value);
  return TRUE;
}

/* After an element: a comma and on, or the closing bracket. */
static gboolean
read_separator (Reader  *self,
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

/* The elements up to the closing bracket, which go into the one that is not NULL. */
static gboolean
read_elements (Reader     *self,
               JsonObject *object,
               JsonArray  *array)
{
  char closing = object != NULL ? '}' : ']';
  gboolean is_done = FALSE;

  if (self->depth >= self->max_depth)
    return fail_at (self, self->at, TG_ERROR_TOO_LARGE, "the nesting is too deep");
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
      if (!(object != NULL ? read_member (self, object) : read_element (self, array)) ||
          !read_separator (self, closing, &is_done))
        return FALSE;
    }
  self->depth--;
  return TRUE;
}

static JsonNode *
read_object (Reader *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (!read_elements (self, object, NULL))
    return NULL;
  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
read_array (Reader *self)
{
  g_autoptr (JsonArray) array = json_array_new ();

  if (!read_elements (self, NULL, array))
    return NULL;
  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
read_value (Reader *self)
{
  switch (peek (self))
    {
    case '{':
      return read_object (self);
    case '[':
      return read_array (self);
    case '"':
      return read_text (self) ? json_node_init_string (json_node_alloc (), self->text->str) : NULL;
    case 't':
      return read_word (self, "true") ? json_node_init_boolean (json_node_alloc (), TRUE) : NULL;
    case 'f':
      return read_word (self, "false") ? json_node_init_boolean (json_node_alloc (), FALSE) : NULL;
    case 'n':
      return read_word (self, "null") ? json_node_init_null (json_node_alloc ()) : NULL;
    default:
      if (peek (self) == '-' || g_ascii_isdigit (peek (self)))
        return read_number (self);
      fail (self, "a value is expected here");
      return NULL;
    }
}

JsonNode *
tg_json_reader_run (const char  *text,
                    gsize        length,
                    guint        max_depth,
                    GError     **error)
{
  g_autoptr (GString) buffer = g_string_sized_new (128);
  g_autoptr (JsonNode) root = NULL;
  Reader self = { text, text, text + length, buffer, 0, MIN (max_depth, HARD_MAX_DEPTH), error };
  const char *bad;

  if (!g_utf8_validate_len (text, length, &bad))
    {
      fail_at (&self, bad, TG_ERROR_INVALID, "this is not UTF-8");
      return NULL;
    }
  skip_blanks (&self);
  root = read_value (&self);
  if (root == NULL)
    return NULL;
  skip_blanks (&self);
  if (self.at == self.end)
    return g_steal_pointer (&root);
  fail (&self, "there is text after the value");
  return NULL;
}
