/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-customs-text.h"

#include <string.h>

/* A field is named where its label or its element stands in the text; of several the first, of
 * those that begin at one place the longest. With a line the columns go before, else the header. */

#define MAX_FAULTS 100

typedef struct
{
  char *code;
  char *text;
} Part;

typedef struct
{
  const char    *table;      /* nullable */
  const TgField *field;      /* nullable: none found yet */
  gsize          at;
  gsize          length;
} Found;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_free (part->code);
  g_free (part->text);
  g_free (part);
}

static void
add_part (GPtrArray  *parts,
          const char *code,
          const char *from,
          const char *to)
{
  g_autofree char *text = g_strstrip (g_strndup (from, (gsize) (to - from)));
  Part *part;

  if (*text == '\0' || parts->len == MAX_FAULTS)
    return;
  part = g_new0 (Part, 1);
  part->code = g_strdup (code);
  part->text = g_steal_pointer (&text);
  g_ptr_array_add (parts, part);
}

/* Words outside brackets: a part for each sentence. */
static void
add_words (GPtrArray  *parts,
           const char *from,
           const char *to)
{
  static const char * const marks[] = { "；", "。", ";", "\n" };

  while (from < to)
    {
      const char *stop = to;
      gsize width = 0;

      for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
        {
          const char *mark = g_strstr_len (from, stop - from, marks[i]);

          if (mark != NULL)
            {
              stop = mark;
              width = strlen (marks[i]);
            }
        }
      add_part (parts, "", from, stop);
      from = stop + width;
    }
}

/* `[Code:2600;Desc:放行]…` into its parts. */
static GPtrArray *
split (const char *info)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  const char *rest = info;

  for (const char *open; (open = strstr (rest, "[Code:")) != NULL;)
    {
      const char *code = open + strlen ("[Code:");
      const char *semicolon = strstr (code, ";Desc:");
      const char *close = semicolon != NULL ? strchr (semicolon, ']') : NULL;
      g_autofree char *number = NULL;

      if (close == NULL)
        break;
      number = g_strndup (code, (gsize) (semicolon - code));
      add_words (parts, rest, open);
      add_part (parts, number, semicolon + strlen (";Desc:"), close);
      rest = close + 1;
    }
  add_words (parts, rest, rest + strlen (rest));
  return parts;
}

char *
tg_customs_text_get_plain (const char *info)
{
  g_autoptr (GPtrArray) parts = NULL;
  GString *text;

  g_return_val_if_fail (info != NULL, NULL);

  if (strstr (info, "[Code:") == NULL)
    return g_strdup (info);
  parts = split (info);
  text = g_string_new ("");
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "；" : "", ((Part *) parts->pdata[i])->text);
  return g_string_free (text, FALSE);
}

/* The line that the words name, from 1, 0 for none; `rest` are the words without it, so that its
 * own name (序号) is not taken for the field in question. */
static guint
find_line (const char  *text,
           char       **rest)
{
  static const char pattern[] = "第\\s*(\\d{1,5})\\s*[项行条]|\\S{0,2}序号\\s*[:：为=]?\\s*(\\d{1,5})|"
                                "gnum\\s*[:：=]?\\s*(\\d{1,5})|\\[(\\d{1,5})\\]";
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint line = 0;

  *rest = g_regex_replace_literal (regex, text, -1, 0, " ", 0, NULL);
  if (!g_regex_match (regex, text, 0, &match))
    return 0;
  for (int i = 1; i < g_match_info_get_match_count (match); i++)
    {
      g_autofree char *digits = g_match_info_fetch (match, i);

      if (*digits != '\0')
        line = (guint) g_ascii_strtoull (digits, NULL, 10);
    }
  return line;
}

static gboolean
is_word_character (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* An ASCII name must stand alone: `unit` is not in `unit1`. */
static const char *
find_name (const char *text,
           const char *name)
{
  gsize length = strlen (name);

  for (const char *p = text; (p = strstr (p, name)) != NULL; p++)
    if ((p == text || !is_word_character (p[-1]) || !is_word_character (*name)) &&
        (!is_word_character (name[length - 1]) || !is_word_character (p[length])))
      return p;
  return NULL;
}

static void
try_name (Found         *best,
          const char    *text,
          const char    *name,
          const TgField *field,
          const char    *table)
{
  const char *at = *name != '\0' ? find_name (text, name) : NULL;
  gsize place, length = strlen (name);

  if (at == NULL)
    return;
  place = (gsize) (at - text);
  if (best->field != NULL &&
      (place > best->at || (place == best->at && length <= best->length)))
    return;
  *best = (Found) { table, field, place, length };
}

/* 毛重（千克） is named by 毛重, 订单编号/订仓单编号 by either. */
static void
try_field (Found         *best,
           const char    *text,
           const TgField *field,
           const char    *table)
{
  g_auto (GStrv) names = g_strsplit (tg_text_get_in (field->label, "zh"), "/", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      char *bracket = strstr (names[i], "（");

      if (bracket != NULL)
        *bracket = '\0';
      try_name (best, text, g_strstrip (names[i]), field, table);
    }
  for (guint i = 0; field->aliases != NULL && field->aliases[i] != NULL; i++)
    try_name (best, text, field->aliases[i], field, table);
}

static void
try_sections (Found        *best,
              const char   *text,
              const TgForm *form,
              gboolean      tables)
{
  for (guint s = 0; s < form->sections->len; s++)
    {
      const TgSection *section = form->sections->pdata[s];
      const GPtrArray *fields = section->table != NULL ? section->table->fields : section->fields;
      const char *table = section->table != NULL ? section->table->key : NULL;

      for (guint f = 0; (table != NULL) == tables && f < fields->len; f++)
        try_field (best, text, fields->pdata[f], table);
    }
}

static TgFault *
make_fault (const Part   *part,
            const TgForm *form)
{
  g_autofree char *words = NULL;
  g_autofree char *pointer = NULL;
  guint line = find_line (part->text, &words);
  Found best = { 0 };

  try_sections (&best, words, form, line > 0);
  try_sections (&best, words, form, line == 0);
  if (best.field == NULL)
    return NULL;
  if (best.table == NULL)
    pointer = g_strdup_printf ("/%s", best.field->key);
  else if (line > 0)
    pointer = g_strdup_printf ("/%s/%u/%s", best.table, line - 1, best.field->key);
  else
    pointer = g_strdup_printf ("/%s", best.table);
  return tg_fault_new (pointer, part->code, part->text);
}

GPtrArray *
tg_customs_text_list_faults (const char   *info,
                             const TgForm *form)
{
  GPtrArray *faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  g_autoptr (GPtrArray) parts = NULL;

  g_return_val_if_fail (info != NULL && form != NULL, faults);

  parts = split (info);
  for (guint i = 0; i < parts->len; i++)
    {
      TgFault *fault = make_fault (parts->pdata[i], form);

      if (fault != NULL)
        g_ptr_array_add (faults, fault);
    }
  return faults;
}
