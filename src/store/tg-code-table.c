/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-code-table.h"

#include <string.h>

#include "tg-db-statement.h"
#include "tg-error.h"
#include "tg-json.h"

/* The computer's code tables, read-only: dated rows that rules look up and people search. The
 * file is made at build time by data/codes/make-codes-db.py, whose way of cutting names into
 * words the queries here repeat. Lives on the thread that opened it. */

struct _TgCodeTable
{
  GObject parent_instance;
  TgDb   *db;
};

static void tg_code_table_lookup_init (TgCodeLookupInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TgCodeTable, tg_code_table, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TG_TYPE_CODE_LOOKUP,
                                                      tg_code_table_lookup_init))

#define COLUMNS "SELECT c.code, c.name_zh, c.name_en, c.extra FROM code c "
#define VALID \
  " AND (:date = '' OR (c.valid_from <= :date AND (c.valid_to = '' OR c.valid_to >= :date)))"
#define NEWEST " ORDER BY c.code, c.valid_from DESC LIMIT :limit"

/* Above every character that a code can have. */
#define AFTER_LAST "\xf4\x8f\xbf\xbf"

static GHashTable *
read_extra (const char *json)
{
  g_autoptr (JsonNode) node = tg_json_parse (json, -1, &TG_JSON_LIMITS_DEFAULT, NULL);
  g_autoptr (GHashTable) extra = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  extra = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (json_node_get_value_type (value) == G_TYPE_STRING)
      g_hash_table_insert (extra, g_strdup (name), json_node_dup_string (value));

  return g_steal_pointer (&extra);
}

static TgCodeRow *
read_row (TgDbStatement *st)
{
  return tg_code_row_new (tg_db_column_text (st, 0), tg_db_column_text (st, 1),
                          tg_db_column_text (st, 2), read_extra (tg_db_column_text (st, 3)));
}

static TgCodeRow *
tg_code_table_find (TgCodeLookup *lookup,
                    const char   *table,
                    const char   *code,
                    const char   *date)
{
  TgCodeTable *self = TG_CODE_TABLE (lookup);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  st = tg_db_prepare (self->db,
                      COLUMNS "WHERE c.table_name = :table AND c.code = :code" VALID NEWEST, NULL);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":table", table);
  tg_db_bind_text (st, ":code", code);
  tg_db_bind_text (st, ":date", date != NULL ? date : "");
  tg_db_bind_int (st, ":limit", 1);
  if (!tg_db_step (st, &has_row, NULL) || !has_row)
    return NULL;

  return read_row (st);
}

static gboolean
tg_code_table_has_table (TgCodeLookup *lookup,
                         const char   *table)
{
  TgCodeTable *self = TG_CODE_TABLE (lookup);
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  st = tg_db_prepare (self->db, "SELECT 1 FROM code_table WHERE name = :table", NULL);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":table", table);
  return tg_db_step (st, &has_row, NULL) && has_row;
}

static void
tg_code_table_lookup_init (TgCodeLookupInterface *iface)
{
  iface->find = tg_code_table_find;
  iface->has_table = tg_code_table_has_table;
}

static void
tg_code_table_finalize (GObject *object)
{
  TgCodeTable *self = TG_CODE_TABLE (object);

  g_clear_pointer (&self->db, tg_db_close);

  G_OBJECT_CLASS (tg_code_table_parent_class)->finalize (object);
}

static void
tg_code_table_class_init (TgCodeTableClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tg_code_table_finalize;
}

static void
tg_code_table_init (TgCodeTable *self)
{
}

TgCodeTable *
tg_code_table_open (const char  *path,
                    GError     **error)
{
  g_autoptr (TgCodeTable) self = g_object_new (TG_TYPE_CODE_TABLE, NULL);
  TgDbOptions options = {
    .path = path,
    .application_id = TG_CODES_APPLICATION_ID,
    .is_read_only = TRUE,
  };

  self->db = tg_db_open (&options, error);
  if (self->db == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/* What a search has found so far: each code once, in order of rank. */
typedef struct
{
  TgCodeTable *table;
  const char  *name;
  const char  *date;
  guint        limit;
  GPtrArray   *rows;
  GHashTable  *seen;
} Search;

static void
search_add (Search    *search,
            TgCodeRow *row)
{
  const char *code = tg_code_row_get_code (row);

  if (search->rows->len < search->limit && !g_hash_table_contains (search->seen, code))
    {
      g_hash_table_add (search->seen, (gpointer) code);
      g_ptr_array_add (search->rows, tg_code_row_ref (row));
    }
}

static gboolean
search_run (Search         *search,
            TgDbStatement  *st,
            GError        **error)
{
  gboolean has_row = FALSE;

  tg_db_bind_text (st, ":table", search->name);
  tg_db_bind_text (st, ":date", search->date);
  tg_db_bind_int (st, ":limit", (gint64) search->limit * 2);
  while (tg_db_step (st, &has_row, error))
    {
      g_autoptr (TgCodeRow) row = NULL;

      if (!has_row)
        return TRUE;
      row = read_row (st);
      search_add (search, row);
    }

  return FALSE;
}

static gboolean
search_by_code (Search      *search,
                const char  *start,
                GError     **error)
{
  g_autofree char *end = g_strconcat (start, AFTER_LAST, NULL);
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (search->table->db,
                      COLUMNS "WHERE c.table_name = :table AND c.code >= :start AND c.code < :end"
                      VALID NEWEST, error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":start", start);
  tg_db_bind_text (st, ":end", end);
  return search_run (search, st, error);
}

static gboolean
search_by_initials (Search      *search,
                    const char  *words,
                    GError     **error)
{
  g_autofree char *start = g_ascii_strdown (words, -1);
  g_autofree char *end = g_strconcat (start, AFTER_LAST, NULL);
  g_autoptr (TgDbStatement) st = NULL;

  st = tg_db_prepare (search->table->db,
                      COLUMNS "WHERE c.table_name = :table AND c.initials >= :start"
                      " AND c.initials < :end" VALID
                      " ORDER BY length (c.initials), c.code, c.valid_from DESC LIMIT :limit",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":start", start);
  tg_db_bind_text (st, ":end", end);
  return search_run (search, st, error);
}

static gboolean
search_by_words (Search      *search,
                 const char  *words,
                 GError     **error)
{
  g_autofree char *query = tg_code_table_make_query (words);
  g_autoptr (TgDbStatement) st = NULL;

  if (query == NULL)
    return TRUE;

  st = tg_db_prepare (search->table->db,
                      COLUMNS "JOIN code_search s ON s.code = c.code"
                      " AND s.table_name = c.table_name"
                      " WHERE code_search MATCH :query AND s.table_name = :table" VALID
                      " ORDER BY length (c.name_zh), c.code, c.valid_from DESC LIMIT :limit",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":query", query);
  return search_run (search, st, error);
}

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
search_recent (Search             *search,
               const char * const *recent,
               const char         *words)
{
  for (guint i = 0; recent != NULL && recent[i] != NULL; i++)
    {
      g_autoptr (TgCodeRow) row =
        tg_code_table_find (TG_CODE_LOOKUP (search->table), search->name, recent[i], search->date);

      if (row != NULL && (words[0] == '\0' || is_match (row, words)))
        search_add (search, row);
    }
}

GPtrArray *
tg_code_table_search (TgCodeTable        *self,
                      const TgCodeQuery  *query,
                      GError            **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *typed = g_strstrip (g_strdup (query->words != NULL ? query->words : ""));
  Search search = { self, query->table, query->date != NULL ? query->date : "", query->limit };

  g_return_val_if_fail (TG_IS_CODE_TABLE (self), NULL);

  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_code_row_unref);
  search.rows = rows;
  search.seen = seen;
  search_recent (&search, query->recent, typed);
  if (!search_by_code (&search, typed, error))
    return NULL;
  if (typed[0] != '\0' && rows->len < query->limit &&
      (!search_by_initials (&search, typed, error) || !search_by_words (&search, typed, error)))
    return NULL;

  return g_steal_pointer (&rows);
}

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

char *
tg_code_table_dup_version (TgCodeTable *self)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean has_row = FALSE;

  g_return_val_if_fail (TG_IS_CODE_TABLE (self), NULL);

  st = tg_db_prepare (self->db, "SELECT coalesce (max (version), '') FROM code_table", NULL);
  if (st == NULL || !tg_db_step (st, &has_row, NULL) || !has_row)
    return g_strdup ("");

  return tg_db_column_dup_text (st, 0);
}
