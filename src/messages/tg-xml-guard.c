/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-xml-guard.h"

#include <string.h>

#include "tg-error.h"
#include "tg-xml-tree.h"

/* A scanner of markup only: comments, CDATA and processing instructions are jumped over, in tags
 * quotes are respected. Where the text is broken it may count wrongly, but never stops short of the
 * end and never counts less than the parser would see before it finds the break. */

typedef struct
{
  const char *at;
  const char *end;
  guint       line;
  guint       depth;
  guint       elements;
} Guard;

G_GNUC_PRINTF (4, 5)
static gboolean
fail (const Guard  *self,
      GError      **error,
      TgError       code,
      const char   *format,
      ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, TG_ERROR, (int) code, "line %u: %s", self->line, what);
  return FALSE;
}

static gboolean
starts (const Guard *self,
        const char  *word)
{
  gsize length = strlen (word);

  return (gsize) (self->end - self->at) >= length && memcmp (self->at, word, length) == 0;
}

static void
advance (Guard      *self,
         const char *to)
{
  for (; self->at < to; self->at++)
    if (*self->at == '\n')
      self->line++;
}

/* Behind the next `word` after `skip` bytes, or the end where there is none. */
static void
jump_behind (Guard      *self,
             gsize       skip,
             const char *word)
{
  const char *from = self->at + skip;
  const char *found = memmem (from, (gsize) (self->end - from), word, strlen (word));

  advance (self, found != NULL ? found + strlen (word) : self->end);
}

/* `<?xml … encoding="GBK"?>` */
static gboolean
check_declaration (const Guard  *self,
                   GError      **error)
{
  const char *close = memmem (self->at, (gsize) (self->end - self->at), "?>", 2);
  g_autofree char *text = NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (close == NULL || close - self->at > TG_XML_TREE_MAX_TAG)
    return fail (self, error, TG_ERROR_INVALID, "the XML declaration has no end");
  text = g_strndup (self->at, (gsize) (close - self->at));
  regex = g_regex_new ("encoding\\s*=\\s*[\"']([^\"']*)", 0, 0, NULL);
  if (g_regex_match (regex, text, 0, &match))
    {
      g_autofree char *encoding = g_match_info_fetch (match, 1);

      if (g_ascii_strcasecmp (encoding, "UTF-8") != 0)
        return fail (self, error, TG_ERROR_INVALID, "the encoding %s is not UTF-8", encoding);
    }
  return TRUE;
}

/* The `>` of a tag, outside quotes; NULL where it is too far. */
static const char *
find_tag_end (const Guard *self)
{
  const char *limit = MIN (self->end, self->at + TG_XML_TREE_MAX_TAG);
  char quote = '\0';

  for (const char *p = self->at; p < limit; p++)
    {
      if (quote != '\0')
        quote = *p == quote ? '\0' : quote;
      else if (*p == '"' || *p == '\'')
        quote = *p;
      else if (*p == '>')
        return p;
    }
  return NULL;
}

static gboolean
pass_tag (Guard   *self,
          GError **error)
{
  const char *close = find_tag_end (self);

  if (close == NULL)
    return fail (self, error, TG_ERROR_INVALID, "a tag has no end within %d bytes",
                 TG_XML_TREE_MAX_TAG);
  if (self->at[1] == '/')
    self->depth -= self->depth > 0 ? 1 : 0;
  else
    {
      self->elements++;
      self->depth += close[-1] == '/' ? 0 : 1;
      if (self->depth > TG_XML_TREE_MAX_DEPTH)
        return fail (self, error, TG_ERROR_TOO_LARGE, "nested deeper than %d",
                     TG_XML_TREE_MAX_DEPTH);
      if (self->elements > TG_XML_TREE_MAX_ELEMENTS)
        return fail (self, error, TG_ERROR_TOO_LARGE, "more than %d elements",
                     TG_XML_TREE_MAX_ELEMENTS);
    }
  advance (self, close + 1);
  return TRUE;
}

static gboolean
pass_markup (Guard   *self,
             GError **error)
{
  if (starts (self, "<!--"))
    jump_behind (self, 4, "-->");
  else if (starts (self, "<![CDATA["))
    jump_behind (self, 9, "]]>");
  else if (starts (self, "<!"))
    return fail (self, error, TG_ERROR_INVALID, "a document type or entity is not accepted");
  else if (starts (self, "<?"))
    jump_behind (self, 2, "?>");
  else
    return pass_tag (self, error);
  return TRUE;
}

gboolean
tg_xml_guard_check (const char  *text,
                    gsize        size,
                    GError     **error)
{
  Guard self = { .at = text, .end = text, .line = 1 };

  if (size > TG_XML_TREE_MAX_BYTES)
    return fail (&self, error, TG_ERROR_TOO_LARGE, "larger than %d bytes", TG_XML_TREE_MAX_BYTES);
  if (size == 0 || !g_utf8_validate_len (text, size, NULL))
    return fail (&self, error, TG_ERROR_INVALID, "empty, or not UTF-8");
  self.end = text + size;
  if (starts (&self, "\xef\xbb\xbf"))
    self.at += 3;
  if (starts (&self, "<?xml") && !check_declaration (&self, error))
    return FALSE;
  while (self.at < self.end)
    {
      const char *next = memchr (self.at, '<', (gsize) (self.end - self.at));

      advance (&self, next != NULL ? next : self.end);
      if (next != NULL && !pass_markup (&self, error))
        return FALSE;
    }
  return TRUE;
}
