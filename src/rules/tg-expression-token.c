/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-expression-token.h"

#include <string.h>

#include "tg-error.h"
#include "tg-expression.h"

/* The tokenizer of the rule language. Pure. A text stands in single quotes; a quote inside is
 * doubled. */

static void
token_clear (gpointer data)
{
  g_clear_pointer (&((TgToken *) data)->text, g_free);
}

static gsize
cut_symbol (const char *p)
{
  if (strncmp (p, "==", 2) == 0 || strncmp (p, "!=", 2) == 0 || strncmp (p, "<=", 2) == 0 ||
      strncmp (p, ">=", 2) == 0)
    return 2;
  return strchr ("(),.+-*/~<>", *p) != NULL ? 1 : 0;
}

static gsize
cut_word (const char *p)
{
  gsize length = 0;

  while (g_ascii_isalnum (p[length]) || p[length] == '_')
    length++;
  return length;
}

static gsize
cut_number (const char *p)
{
  gsize length = strspn (p, "0123456789");

  if (p[length] == '.' && g_ascii_isdigit (p[length + 1]))
    length += 1 + strspn (p + length + 1, "0123456789");
  return length;
}

/* Length with both quotes, 0 if it has no end; its value in `out`. */
static gsize
cut_text (const char  *p,
          char       **out)
{
  GString *text = g_string_new (NULL);
  const char *q = p + 1;

  for (; *q != '\0'; q++)
    {
      if (*q == '\'' && q[1] != '\'')
        {
          *out = g_string_free (text, FALSE);
          return (gsize) (q - p) + 1;
        }
      if (*q == '\'')
        q++;
      g_string_append_c (text, *q);
    }
  g_string_free (text, TRUE);
  return 0;
}

static gsize
cut_token (const char *p,
           TgToken    *token)
{
  gsize length;

  if (*p == '\'')
    {
      token->kind = TG_TOKEN_TEXT;
      return cut_text (p, &token->text);
    }
  if (g_ascii_isdigit (*p))
    {
      token->kind = TG_TOKEN_NUMBER;
      length = cut_number (p);
    }
  else if (g_ascii_isalpha (*p) || *p == '_')
    {
      token->kind = TG_TOKEN_WORD;
      length = cut_word (p);
    }
  else
    {
      token->kind = TG_TOKEN_SYMBOL;
      length = cut_symbol (p);
    }
  token->text = g_strndup (p, length);
  return length;
}

GArray *
tg_expression_cut (const char  *text,
                   GError     **error)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, TRUE, sizeof (TgToken));
  const char *p = text;

  g_array_set_clear_func (tokens, token_clear);
  if (strlen (text) > TG_EXPRESSION_MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                           "the expression is too long or not UTF-8");
      return NULL;
    }
  for (;;)
    {
      TgToken token = { TG_TOKEN_END, NULL, 0 };
      gsize length;

      p += strspn (p, " \t\r\n");
      token.position = (guint) g_utf8_strlen (text, p - text);
      if (*p == '\0')
        {
          token.text = g_strdup ("the end");
          g_array_append_val (tokens, token);
          return g_steal_pointer (&tokens);
        }
      length = cut_token (p, &token);
      if (length == 0)
        {
          g_free (token.text);
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "character %u: “%.12s” is not understood",
                       token.position + 1, p);
          return NULL;
        }
      g_array_append_val (tokens, token);
      p += length;
    }
}
