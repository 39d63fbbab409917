/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-search-table.h"

#include "tg-store-private.h"

/* The words by which filings and facts are found. The index holds no text of its own: it follows
 * the table beside it, in the same transaction. Writer; queries run where the lists are. */

static gint64
get_row (TgSearchKind kind,
         gint64       rid)
{
  return rid * 2 + (gint64) kind;
}

static gboolean
remove_words (TgStoreConnection  *conn,
              gint64              row,
              GError            **error)
{
  g_autoptr (TgDbStatement) from_index = NULL;
  g_autoptr (TgDbStatement) from_table = NULL;

  from_index = tg_db_prepare (conn->db,
                              "INSERT INTO search (search, rowid, words)"
                              " SELECT 'delete', rid, words FROM search_text WHERE rid = :rid",
                              error);
  if (from_index == NULL)
    return FALSE;
  from_table = tg_db_prepare (conn->db, "DELETE FROM search_text WHERE rid = :rid", error);
  if (from_table == NULL)
    return FALSE;

  tg_db_bind_int (from_index, ":rid", row);
  tg_db_bind_int (from_table, ":rid", row);
  return tg_db_run (from_index, error) && tg_db_run (from_table, error);
}

static gboolean
add_words (TgStoreConnection  *conn,
           gint64              row,
           const char         *words,
           GError            **error)
{
  g_autoptr (TgDbStatement) to_table = NULL;
  g_autoptr (TgDbStatement) to_index = NULL;

  to_table = tg_db_prepare (conn->db,
                            "INSERT INTO search_text (rid, words) VALUES (:rid, :words)", error);
  if (to_table == NULL)
    return FALSE;
  to_index = tg_db_prepare (conn->db,
                            "INSERT INTO search (rowid, words) VALUES (:rid, :words)", error);
  if (to_index == NULL)
    return FALSE;

  tg_db_bind_int (to_table, ":rid", row);
  tg_db_bind_text (to_table, ":words", words);
  tg_db_bind_int (to_index, ":rid", row);
  tg_db_bind_text (to_index, ":words", words);
  return tg_db_run (to_table, error) && tg_db_run (to_index, error);
}

static gboolean
has_same_words (TgStoreConnection  *conn,
                gint64              row,
                const char         *words,
                gboolean           *same,
                GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  st = tg_db_prepare (conn->db, "SELECT words FROM search_text WHERE rid = :rid", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_int (st, ":rid", row);
  if (!tg_store_find (st, &found, error))
    return FALSE;

  *same = found && g_strcmp0 (tg_db_column_text (st, 0), words) == 0;
  return TRUE;
}

gboolean
tg_search_table_put (TgStoreConnection  *conn,
                     TgSearchKind        kind,
                     gint64              rid,
                     const char         *words,
                     GError            **error)
{
  gint64 row = get_row (kind, rid);
  gboolean same = FALSE;

  tg_store_connection_assert (conn);

  if (words == NULL)
    words = "";
  if (!has_same_words (conn, row, words, &same, error))
    return FALSE;
  if (same)
    return TRUE;

  return remove_words (conn, row, error) && add_words (conn, row, words, error);
}

gboolean
tg_search_table_put_text (TgStoreConnection  *conn,
                          TgSearchKind        kind,
                          gint64              rid,
                          const char         *words,
                          gboolean           *changed,
                          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO search_text (rid, words) VALUES (:rid, :words)"
                      " ON CONFLICT (rid) DO UPDATE SET words = excluded.words"
                      " WHERE words <> excluded.words", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_int (st, ":rid", get_row (kind, rid));
  tg_db_bind_text (st, ":words", words != NULL ? words : "");
  if (!tg_db_run (st, error))
    return FALSE;

  *changed = *changed || tg_db_get_changes (conn->db) > 0;
  return TRUE;
}

gboolean
tg_search_table_index_again (TgStoreConnection  *conn,
                             GError            **error)
{
  tg_store_connection_assert (conn);

  return tg_db_exec (conn->db, "INSERT INTO search (search) VALUES ('rebuild')", error);
}

static void
append_phrase (GString    *query,
               const char *word)
{
  g_autofree char *bare = g_strdelimit (g_strdup (word), "\"", ' ');

  if (g_strstrip (bare)[0] == '\0')
    return;
  if (query->len > 0)
    g_string_append_c (query, ' ');
  g_string_append_c (query, '"');
  g_string_append (query, bare);
  g_string_append (query, "\"*");
}

char *
tg_search_table_make_query (const char *typed)
{
  g_autoptr (GString) query = g_string_new (NULL);
  g_auto (GStrv) words = NULL;

  if (typed == NULL || !g_utf8_validate (typed, -1, NULL))
    return NULL;

  words = g_strsplit_set (typed, " \t\r\n", -1);
  for (guint i = 0; i < 16 && words[i] != NULL; i++)
    append_phrase (query, words[i]);

  return query->len > 0 ? g_string_free (g_steal_pointer (&query), FALSE) : NULL;
}
