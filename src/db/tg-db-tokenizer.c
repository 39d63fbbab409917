/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db-private.h"

/* The full-text tokenizer `tg_cjk`. A run of Chinese, Japanese or Korean characters becomes
 * overlapping pairs, so that a word of two characters is found, which SQLite's trigrams miss;
 * other letters and digits become words in lower case. Full-width letters count as their
 * half-width forms.  A document also gets the last character of a run alone, so that one character
 * is a prefix query (关*). A query leaves it out when the run is longer: 蓄电池 asks for 蓄电 + 电池 as a
 * phrase. Stateless. */

#define MAX_WORD 63

typedef int (*TokenFunc) (void       *context,
                          int         flags,
                          const char *token,
                          int         length,
                          int         start,
                          int         end);

typedef struct
{
  const char *text;
  int         length;
  int         flags;
  void       *context;
  TokenFunc   token;
} Input;

typedef enum
{
  KIND_GAP,
  KIND_WORD,
  KIND_CJK,
} Kind;

/* Reads the character at `place` and its length in bytes; a byte that is not UTF-8 is a gap. */
static gunichar
read_char (const Input *input,
           int          place,
           int         *length)
{
  guchar first = (guchar) input->text[place];
  gunichar c;

  *length = 1;
  if (first < 0x80)
    return first;
  c = g_utf8_get_char_validated (input->text + place, input->length - place);
  if (c == (gunichar) -1 || c == (gunichar) -2)
    return 0;
  *length = (guchar) g_utf8_skip[first];
  if (c >= 0xff01 && c <= 0xff5e)
    c = c - 0xff01 + '!';
  return c;
}

/* The two that nearly all are come first. */
static Kind
classify (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum (c) ? KIND_WORD : KIND_GAP;
  if (c >= 0x4e00 && c <= 0x9fff)
    return KIND_CJK;
  if (!g_unichar_isalnum (c) && !g_unichar_ismark (c))
    return KIND_GAP;
  if (c == 0x3005 || c == 0x3007 || (c >= 0x3041 && c <= 0x30ff) ||
      (c >= 0x3400 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7a3) ||
      (c >= 0xf900 && c <= 0xfaff) || (c >= 0x20000 && c <= 0x3ffff))
    return KIND_CJK;
  return KIND_WORD;
}

static Kind
kind_at (const Input *input,
         int          place,
         int         *length)
{
  *length = 0;
  if (place >= input->length)
    return KIND_GAP;
  return classify (read_char (input, place, length));
}

/* A word over MAX_WORD bytes is cut, in documents and in queries alike. */
static int
emit_word (const Input *input,
           int         *place)
{
  char word[MAX_WORD + 6];
  int used = 0;
  int start = *place;
  int length;

  while (kind_at (input, *place, &length) == KIND_WORD)
    {
      gunichar c = g_unichar_tolower (read_char (input, *place, &length));

      if (used + g_unichar_to_utf8 (c, NULL) <= MAX_WORD)
        used += g_unichar_to_utf8 (c, word + used);
      *place += length;
    }
  return input->token (input->context, 0, word, used, start, *place);
}

static int
emit_pairs (const Input *input,
            int         *place)
{
  gboolean is_query = (input->flags & FTS5_TOKENIZE_QUERY) != 0;
  gboolean is_first = TRUE;
  int result = SQLITE_OK;
  int length;
  int next_length;

  while (result == SQLITE_OK && kind_at (input, *place, &length) == KIND_CJK)
    {
      gboolean is_last = kind_at (input, *place + length, &next_length) != KIND_CJK;
      int token_length = length + (is_last ? 0 : next_length);

      if (!is_last || !is_query || is_first)
        result = input->token (input->context, 0, input->text + *place, token_length,
                               *place, *place + token_length);
      *place += length;
      is_first = FALSE;
    }
  return result;
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void          *context,
          int            flags,
          const char    *text,
          int            length,
          TokenFunc      token)
{
  const Input input = { text, length, flags, context, token };
  int result = SQLITE_OK;
  int place = 0;

  while (result == SQLITE_OK && place < length)
    {
      int char_length;

      switch (kind_at (&input, place, &char_length))
        {
        case KIND_GAP:
          place += char_length;
          break;
        case KIND_WORD:
          result = emit_word (&input, &place);
          break;
        case KIND_CJK:
          result = emit_pairs (&input, &place);
          break;
        }
    }
  return result;
}

/* There is no state, but SQLite wants an address. */
static int
create (void           *context,
        const char    **arguments,
        int             count,
        Fts5Tokenizer **out)
{
  static char nothing;

  *out = (Fts5Tokenizer *) &nothing;
  return SQLITE_OK;
}

static void
destroy (Fts5Tokenizer *tokenizer)
{
}

gboolean
tg_db_tokenizer_add (sqlite3 *handle)
{
  fts5_tokenizer tokenizer = { create, destroy, tokenize };
  sqlite3_stmt *st = NULL;
  fts5_api *api = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5(?1)", -1, &st, NULL) != SQLITE_OK)
    return FALSE;
  sqlite3_bind_pointer (st, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (st);
  sqlite3_finalize (st);
  return api != NULL &&
         api->xCreateTokenizer (api, "tg_cjk", NULL, &tokenizer, NULL) == SQLITE_OK;
}
