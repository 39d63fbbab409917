/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table.h"

#include <string.h>

/* Text cut into words as data/codes/make-codes-db.py cuts it for the index. */

static gboolean
is_han (gunichar character)
{
  return g_unichar_get_script (character) == G_UNICODE_SCRIPT_HAN;
}

static void
append_token (GString    *query,
              const char *start,
              const char *end,
              gboolean    open)
{
  if (query->len > 0)
    g_string_append_c (query, ' ');
  g_string_append_c (query, '"');
  g_string_append_len (query, start, end - start);
  g_string_append (query, open ? "\"*" : "\"");
}

static const char *
skip_while (const char *p,
            gboolean    han)
{
  while (*p != '\0')
    {
      gunichar character = g_utf8_get_char (p);

      if (han ? !is_han (character) : !(character < 128 && g_ascii_isalnum ((char) character)))
        break;
      p = g_utf8_next_char (p);
    }

  return p;
}

/* A run of Chinese as its pairs; a single character as itself. */
static void
append_han (GString    *query,
            const char *start,
            const char *end)
{
  const char *second = g_utf8_next_char (start);

  if (second >= end)
    append_token (query, start, end, FALSE);
  for (; second < end; start = g_utf8_next_char (start), second = g_utf8_next_char (second))
    append_token (query, start, g_utf8_next_char (second), FALSE);
}

char *
tg_code_table_make_query (const char *words)
{
  g_autoptr (GString) query = g_string_new (NULL);

  if (!g_utf8_validate (words, -1, NULL))
    return NULL;

  for (const char *p = words; *p != '\0';)
    {
      const char *han = skip_while (p, TRUE);
      const char *latin = skip_while (p, FALSE);

      if (han > p)
        append_han (query, p, han);
      else if (latin > p)
        append_token (query, p, latin, TRUE);
      p = han > p ? han : latin > p ? latin : g_utf8_next_char (p);
    }

  if (query->len == 0)
    return NULL;
  g_string_prepend (query, "words : (");
  g_string_append_c (query, ')');
  return g_string_free (g_steal_pointer (&query), FALSE);
}

/* ---- for the index ---- */

static void
add_word (GString    *words,
          GHashTable *seen,
          const char *start,
          const char *end)
{
  g_autofree char *copied = g_strndup (start, (gsize) (end - start));
  g_autofree char *word = g_utf8_strdown (copied, -1);

  if (word[0] == '\0' || g_hash_table_contains (seen, word))
    return;
  g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word);
  g_hash_table_add (seen, g_steal_pointer (&word));
}

/* A run of Chinese as its characters and its pairs. */
static void
add_han (GString    *words,
         GHashTable *seen,
         const char *start,
         const char *end)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      const char *second = g_utf8_next_char (p);

      add_word (words, seen, p, second);
      if (second < end)
        add_word (words, seen, p, g_utf8_next_char (second));
    }
}

static void
add_text (GString    *words,
          GHashTable *seen,
          const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      const char *han = skip_while (p, TRUE);
      const char *latin = skip_while (p, FALSE);

      if (han > p)
        add_han (words, seen, p, han);
      else if (latin > p)
        add_word (words, seen, p, latin);
      p = han > p ? han : latin > p ? latin : g_utf8_next_char (p);
    }
}

char *
tg_code_table_cut_words (const char *name_zh,
                         const char *name_en,
                         const char *initials)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_text (words, seen, name_zh);
  add_text (words, seen, name_en);
  add_word (words, seen, initials, initials + strlen (initials));
  return g_string_free (g_steal_pointer (&words), FALSE);
}
