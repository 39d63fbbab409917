/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table-private.h"

#include <string.h>

/* Looking for a code. What the field does not take is set aside: a few of those are shown behind
 * the others as the way to a code, for who has to find its last digits elsewhere. */

#define MAX_WAYS     8        /* rows that only show the way */
#define MAX_HEADINGS 12       /* that words lead to */
#define MAX_SCANNED  4000     /* rows of one question */
#define BETWEEN      " › "

typedef struct
{
  TgCodeTable       *table;
  const TgCodeQuery *query;
  const TgCodeWays  *ways;
  const char        *date;
  const char        *typed;
  GPtrArray         *hits;      /* of TgCodeHit */
  GPtrArray         *aside;     /* of TgCodeHit: not taken by the field */
  GHashTable        *seen;      /* codes */
  GHashTable        *names;     /* "table\ncode" → name of what stands above */
} Search;

static gboolean
is_full (Search *search)
{
  return search->hits->len >= search->query->limit;
}

static gboolean
is_taken (Search     *search,
          const char *code)
{
  return search->query->accepts == NULL ||
         search->query->accepts (code, search->query->user_data);
}

/* Whether there is room for it; then it counts as seen. */
static gboolean
is_wanted (Search     *search,
           const char *code)
{
  gboolean has_room = is_taken (search, code) ? !is_full (search) : search->aside->len < MAX_WAYS;

  return has_room && g_hash_table_add (search->seen, g_strdup (code));
}

static void
add_hit (Search    *search,
         TgCodeRow *row,
         gboolean   was_used)
{
  TgCodeHit *hit = tg_code_hit_new (row);

  hit->was_used = was_used;
  hit->can_choose = is_taken (search, tg_code_row_get_code (row));
  g_ptr_array_add (hit->can_choose ? search->hits : search->aside, hit);
}

/* ---- questions ---- */

static TgDbStatement *
ask_by_code (Search      *search,
             const char  *table,
             const char  *start,
             GError     **error)
{
  g_autofree char *end = g_strconcat (start, TG_CODE_AFTER_LAST, NULL);
  TgDbStatement *st =
    tg_db_prepare (tg_code_table_get_db (search->table),
                   TG_CODE_COLUMNS "WHERE c.table_name = :table AND c.code >= :start"
                   " AND c.code < :end" TG_CODE_VALID
                   " ORDER BY c.code, c.valid_from DESC", error);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":date", search->date);
  tg_db_bind_text (st, ":start", start);
  tg_db_bind_text (st, ":end", end);
  return st;
}

static TgDbStatement *
ask_by_initials (Search      *search,
                 const char  *table,
                 GError     **error)
{
  g_autofree char *start = g_ascii_strdown (search->typed, -1);
  g_autofree char *end = g_strconcat (start, TG_CODE_AFTER_LAST, NULL);
  TgDbStatement *st =
    tg_db_prepare (tg_code_table_get_db (search->table),
                   TG_CODE_COLUMNS "WHERE c.table_name = :table AND c.initials >= :start"
                   " AND c.initials < :end" TG_CODE_VALID
                   " ORDER BY length (c.initials), c.code, c.valid_from DESC", error);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":date", search->date);
  tg_db_bind_text (st, ":start", start);
  tg_db_bind_text (st, ":end", end);
  return st;
}

/* NULL also where nothing that was typed is a word. */
static TgDbStatement *
ask_by_words (Search      *search,
              const char  *table,
              GError     **error)
{
  g_autofree char *query = tg_code_table_make_query (search->typed);
  TgDbStatement *st;

  if (query == NULL)
    return NULL;
  st = tg_db_prepare (tg_code_table_get_db (search->table),
                      TG_CODE_COLUMNS "JOIN code_search s ON s.code = c.code"
                      " AND s.table_name = c.table_name"
                      " WHERE code_search MATCH :query AND s.table_name = :table" TG_CODE_VALID
                      " ORDER BY length (c.name_zh), c.code, c.valid_from DESC", error);
  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":date", search->date);
  tg_db_bind_text (st, ":query", query);
  return st;
}

/* ---- answers ---- */

/* Adds what the question finds until the list is full. A row that is not wanted is not read. */
static gboolean
take_rows (Search         *search,
           TgDbStatement  *st,
           GError        **error)
{
  gboolean has_row = FALSE;

  for (guint i = 0; i < MAX_SCANNED && !is_full (search); i++)
    {
      g_autoptr (TgCodeRow) row = NULL;

      if (!tg_db_step (st, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      if (!is_wanted (search, tg_db_column_text (st, 0)))
        continue;
      row = tg_code_table_read_row (st);
      add_hit (search, row, FALSE);
    }
  return TRUE;
}

static gboolean
take_by_code (Search      *search,
              const char  *start,
              GError     **error)
{
  g_autoptr (TgDbStatement) st = ask_by_code (search, search->query->table, start, error);

  return st != NULL && take_rows (search, st, error);
}

/* A heading that has no row of its own in the table shows the way. */
static void
add_above (Search     *search,
           const char *heading)
{
  for (guint i = search->ways->path->len; i > 0; i--)
    {
      const TgCodeLevel *level = search->ways->path->pdata[i - 1];
      g_autofree char *code = NULL;
      g_autoptr (TgCodeRow) row = NULL;

      if (level->length > strlen (heading))
        continue;
      code = g_strndup (heading, level->length);
      row = tg_code_lookup_find (TG_CODE_LOOKUP (search->table), level->table, code, search->date);
      if (row == NULL)
        continue;
      if (!is_taken (search, code) && is_wanted (search, code))
        add_hit (search, row, FALSE);
      return;
    }
}

static gboolean
take_below (Search      *search,
            const char  *heading,
            GError     **error)
{
  guint before = search->hits->len + search->aside->len;

  if (!take_by_code (search, heading, error))
    return FALSE;
  if (before == search->hits->len + search->aside->len)
    add_above (search, heading);
  return TRUE;
}

/* What stands in `column` of the rows that the question finds, words apart. "code": the code. */
static gboolean
collect (TgDbStatement  *st,
         const char     *column,
         GPtrArray      *headings,
         GError        **error)
{
  gboolean has_row = FALSE;

  while (headings->len < MAX_HEADINGS && tg_db_step (st, &has_row, error))
    {
      g_autoptr (TgCodeRow) row = NULL;
      g_auto (GStrv) found = NULL;

      if (!has_row)
        return TRUE;
      row = tg_code_table_read_row (st);
      found = g_strsplit (tg_code_row_get_column (row, column), " ", 0);
      for (guint i = 0; found[i] != NULL; i++)
        if (!g_ptr_array_find_with_equal_func (headings, found[i], g_str_equal, NULL))
          g_ptr_array_add (headings, g_strdup (found[i]));
    }
  return headings->len >= MAX_HEADINGS;
}

static gboolean
take_below_all (Search      *search,
                GPtrArray   *headings,
                GError     **error)
{
  for (guint i = 0; i < headings->len && !is_full (search); i++)
    if (!take_below (search, headings->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* ---- the ways to look ---- */

/* Codes of late that also match what was typed. */
static gboolean
is_match (TgCodeRow  *row,
          const char *words)
{
  g_autofree char *initials = tg_text_initials (tg_code_row_get_name (row));
  g_autofree char *typed = g_utf8_casefold (words, -1);
  g_autofree char *name = g_utf8_casefold (tg_code_row_get_name (row), -1);

  return g_str_has_prefix (tg_code_row_get_code (row), words) ||
         g_str_has_prefix (initials, typed) ||
         strstr (name, typed) != NULL;
}

static void
search_recent (Search *search)
{
  const char * const *recent = search->query->recent;

  for (guint i = 0; recent != NULL && recent[i] != NULL; i++)
    {
      g_autoptr (TgCodeRow) row =
        tg_code_lookup_find (TG_CODE_LOOKUP (search->table), search->query->table, recent[i],
                             search->date);

      if (row != NULL && is_taken (search, recent[i]) &&
          (search->typed[0] == '\0' || is_match (row, search->typed)) &&
          is_wanted (search, recent[i]))
        add_hit (search, row, TRUE);
    }
}

static gboolean
search_by_names (Search      *search,
                 GError     **error)
{
  g_autoptr (TgDbStatement) initials = ask_by_initials (search, search->query->table, error);
  g_autoptr (TgDbStatement) words = NULL;

  if (initials == NULL || !take_rows (search, initials, error))
    return FALSE;
  words = ask_by_words (search, search->query->table, NULL);
  return words == NULL || take_rows (search, words, error);
}

/* The very word, before anything else is looked for. */
static gboolean
search_by_word (Search      *search,
                GError     **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (TgCodeRow) row = NULL;
  g_auto (GStrv) found = NULL;

  if (search->ways->synonyms == NULL)
    return TRUE;
  row = tg_code_lookup_find (TG_CODE_LOOKUP (search->table), search->ways->synonyms, search->typed,
                             search->date);
  if (row == NULL)
    return TRUE;
  found = g_strsplit (tg_code_row_get_column (row, "headings"), " ", 0);
  for (guint i = 0; found[i] != NULL; i++)
    g_ptr_array_add (headings, g_strdup (found[i]));
  return take_below_all (search, headings, error);
}

static gboolean
collect_names (Search      *search,
               const char  *table,
               const char  *column,
               GPtrArray   *headings,
               GError     **error)
{
  g_autoptr (TgDbStatement) initials = ask_by_initials (search, table, error);
  g_autoptr (TgDbStatement) words = NULL;

  if (initials == NULL || !collect (initials, column, headings, error))
    return FALSE;
  words = ask_by_words (search, table, NULL);
  return words == NULL || collect (words, column, headings, error);
}

/* Everyday words that begin so, then the names of what stands above the codes. */
static gboolean
search_by_headings (Search      *search,
                    GError     **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  const char *last = search->query->table;

  if (search->ways->synonyms != NULL &&
      !collect_names (search, search->ways->synonyms, "headings", headings, error))
    return FALSE;
  for (guint i = search->ways->path->len; i > 0; i--)
    {
      const TgCodeLevel *level = search->ways->path->pdata[i - 1];

      if (!g_str_equal (level->table, last) && !g_str_equal (level->table, search->query->table) &&
          !collect_names (search, level->table, "code", headings, error))
        return FALSE;
      last = level->table;
    }
  return take_below_all (search, headings, error);
}

/* Digits beyond what the table knows: what stands above them shows how far they lead. */
static void
search_above (Search *search)
{
  if (search->hits->len == 0 && search->aside->len == 0 &&
      strspn (search->typed, "0123456789") == strlen (search->typed))
    add_above (search, search->typed);
}

/* ---- what is shown beside a code ---- */

static const char *
name_above (Search     *search,
            const char *table,
            const char *code)
{
  g_autofree char *key = g_strjoin ("\n", table, code, NULL);
  char *name = g_hash_table_lookup (search->names, key);
  g_autoptr (TgCodeRow) row = NULL;

  if (name != NULL)
    return name;
  row = tg_code_lookup_find (TG_CODE_LOOKUP (search->table), table, code, search->date);
  name = g_strdup (row != NULL ? tg_code_row_get_name (row) : "");
  g_hash_table_insert (search->names, g_steal_pointer (&key), name);
  return name;
}

static void
set_path (Search    *search,
          TgCodeHit *hit)
{
  const char *code = tg_code_row_get_code (hit->row);
  g_autoptr (GString) path = g_string_new (NULL);
  const char *before = "";

  for (guint i = 0; i < search->ways->path->len; i++)
    {
      const TgCodeLevel *level = search->ways->path->pdata[i];
      g_autofree char *above = NULL;
      const char *name;

      if (level->length >= strlen (code))
        break;
      above = g_strndup (code, level->length);
      name = name_above (search, level->table, above);
      if (name[0] == '\0' || g_str_equal (name, before) ||
          g_str_equal (name, tg_code_row_get_name (hit->row)))
        continue;
      g_string_append_printf (path, "%s%s", path->len > 0 ? BETWEEN : "", name);
      before = name;
    }
  g_free (hit->path);
  hit->path = g_string_free (g_steal_pointer (&path), FALSE);
}

static void
set_units (Search    *search,
           TgCodeHit *hit)
{
  g_autoptr (GString) units = g_string_new (NULL);

  for (guint i = 0; search->ways->units[i] != NULL; i++)
    {
      const char *unit = tg_code_row_get_column (hit->row, search->ways->units[i]);
      const char *name = unit[0] != '\0' ? name_above (search, "units", unit) : "";

      if (name[0] != '\0')
        g_string_append_printf (units, "%s%s", units->len > 0 ? " / " : "", name);
    }
  g_free (hit->units);
  hit->units = g_string_free (g_steal_pointer (&units), FALSE);
}

static gboolean
is_above_hit (Search     *search,
              const char *code)
{
  for (guint i = 0; i < search->hits->len; i++)
    if (g_str_has_prefix (tg_code_row_get_code (((TgCodeHit *) search->hits->pdata[i])->row), code))
      return TRUE;
  return FALSE;
}

/* The rows that only show the way go behind, but for those that already stand in a path. */
static GPtrArray *
finish (Search *search)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_hit_free);
  guint n_hits = search->hits->len;

  for (guint i = 0; i < search->aside->len; i++)
    {
      TgCodeHit *hit = search->aside->pdata[i];

      if (is_above_hit (search, tg_code_row_get_code (hit->row)))
        g_clear_pointer (&search->aside->pdata[i], tg_code_hit_free);
    }
  for (guint i = 0; i < n_hits; i++)
    g_ptr_array_add (all, search->hits->pdata[i]);
  for (guint i = 0; i < search->aside->len; i++)
    if (search->aside->pdata[i] != NULL)
      g_ptr_array_add (all, search->aside->pdata[i]);
  for (guint i = 0; i < all->len; i++)
    {
      set_path (search, all->pdata[i]);
      set_units (search, all->pdata[i]);
    }
  return all;
}

static gboolean
run (Search  *search,
     GError **error)
{
  search_recent (search);
  if (search->typed[0] != '\0' && !search_by_word (search, error))
    return FALSE;
  if (!take_by_code (search, search->typed, error))
    return FALSE;
  if (search->typed[0] == '\0' || is_full (search))
    return TRUE;
  if (!search_by_names (search, error) ||
      (!is_full (search) && !search_by_headings (search, error)))
    return FALSE;
  search_above (search);
  return TRUE;
}

GPtrArray *
tg_code_table_search (TgCodeTable        *self,
                      const TgCodeQuery  *query,
                      GError            **error)
{
  g_autofree char *typed = g_strstrip (g_strdup (query->words != NULL ? query->words : ""));
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();
  g_autoptr (GPtrArray) aside = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Search search = {
    self, query, NULL, query->date != NULL ? query->date : "", typed, hits, aside, seen, names,
  };
  g_autoptr (GPtrArray) all = NULL;
  gboolean is_done;

  g_return_val_if_fail (TG_IS_CODE_TABLE (self), NULL);

  search.ways = tg_code_table_get_ways (self, query->table);
  is_done = run (&search, error);
  all = finish (&search);
  return is_done ? g_steal_pointer (&all) : NULL;
}

void
tg_code_table_describe (TgCodeTable *self,
                        const char  *table,
                        const char  *date,
                        TgCodeHit   *hit)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Search search = {
    .table = self, .date = date != NULL ? date : "", .typed = "", .names = names,
  };

  g_return_if_fail (TG_IS_CODE_TABLE (self) && hit != NULL);

  search.ways = tg_code_table_get_ways (self, table);
  set_path (&search, hit);
  set_units (&search, hit);
}
