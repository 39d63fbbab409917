/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-editing-table.h"

#include "tg-store-private.h"

/* The texts still being typed, by document and path; sealed. A save clears those of its paths in
 * its own transaction, so that a text is either here or in the journal. Writer and reader. */

static char *
make_place (const char *subject,
            const char *path)
{
  g_autofree char *row = g_strjoin (":", subject, path, NULL);

  return tg_store_place ("editing", row, "text");
}

gboolean
tg_editing_table_put (TgStoreConnection  *conn,
                      const char         *subject,
                      const char         *path,
                      const char         *text,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = make_place (subject, path);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO editing (subject, path, text, at) VALUES (:subject, :path,"
                      " :text, :at)"
                      " ON CONFLICT (subject, path) DO UPDATE SET text = excluded.text,"
                      " at = excluded.at",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":subject", subject);
  tg_db_bind_text (st, ":path", path);
  tg_db_bind_int (st, ":at", tg_store_connection_get_time (conn));
  return tg_store_bind_sealed (conn, st, ":text", place, text != NULL ? text : "", error) &&
         tg_db_run (st, error);
}

gboolean
tg_editing_table_clear (TgStoreConnection  *conn,
                        const char         *subject,
                        const char         *path,
                        GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "DELETE FROM editing WHERE subject = :subject AND path = :path", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":subject", subject);
  tg_db_bind_text (st, ":path", path);
  return tg_db_run (st, error);
}

GHashTable *
tg_editing_table_list (TgStoreConnection  *conn,
                       const char         *subject,
                       GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "SELECT path, text FROM editing WHERE subject = :subject", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":subject", subject);
  for (;;)
    {
      g_autofree char *place = NULL;
      g_autofree char *text = NULL;

      if (!tg_db_step (st, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&texts);

      place = make_place (subject, tg_store_column (st, 0));
      text = tg_store_open_column (conn, st, 1, place, error);
      if (text == NULL)
        return NULL;
      g_hash_table_insert (texts, tg_db_column_dup_text (st, 0), g_steal_pointer (&text));
    }
}
