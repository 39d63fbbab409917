/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-lookup-table.h"

#include <string.h>

#include "tg-store-private.h"

/* Keyed hashes by which a document is found exactly: numbers that tie documents together, and
 * values of sensitive fields, which stand nowhere else in the clear. Only what changed is
 * written, in the transaction of the document. Writer and reader. */

TgKey *
tg_key_new (const char *kind,
            const char *value)
{
  TgKey *self = g_new0 (TgKey, 1);

  self->kind = g_strdup (kind);
  self->value = g_strdup (value);
  return self;
}

void
tg_key_free (TgKey *self)
{
  g_free (self->kind);
  g_free (self->value);
  g_free (self);
}

/* "kind\nhash" of what stands in the table for the subject. */
static GHashTable *
list_hashes (TgStoreConnection  *conn,
             const char         *subject,
             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_row = FALSE;

  st = tg_db_prepare (conn->db, "SELECT kind, hash FROM lookup WHERE subject = :subject", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":subject", subject);
  while (tg_db_step (st, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&hashes);
      g_hash_table_add (hashes,
                        g_strjoin ("\n", tg_store_column (st, 0), tg_store_column (st, 1), NULL));
    }

  return NULL;
}

static gboolean
run_on_hash (TgDbStatement  *st,
             const char     *subject,
             const char     *kind_and_hash,
             GError        **error)
{
  const char *break_at = strchr (kind_and_hash, '\n');
  g_autofree char *kind = g_strndup (kind_and_hash, (gsize) (break_at - kind_and_hash));

  tg_db_bind_text (st, ":subject", subject);
  tg_db_bind_text (st, ":kind", kind);
  tg_db_bind_text (st, ":hash", break_at + 1);
  return tg_db_run (st, error);
}

static gboolean
remove_hashes (TgStoreConnection  *conn,
               const char         *subject,
               GHashTable         *hashes,
               GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  GHashTableIter iter;
  gpointer hash;

  st = tg_db_prepare (conn->db,
                      "DELETE FROM lookup WHERE kind = :kind AND hash = :hash"
                      " AND subject = :subject",
                      error);
  if (st == NULL)
    return FALSE;

  g_hash_table_iter_init (&iter, hashes);
  while (g_hash_table_iter_next (&iter, &hash, NULL))
    if (!run_on_hash (st, subject, hash, error))
      return FALSE;

  return TRUE;
}

gboolean
tg_lookup_table_replace (TgStoreConnection  *conn,
                         const char         *subject,
                         GPtrArray          *keys,
                         GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GHashTable) old = NULL;

  tg_store_connection_assert (conn);

  old = list_hashes (conn, subject, error);
  if (old == NULL)
    return FALSE;
  st = tg_db_prepare (conn->db,
                      "INSERT INTO lookup (kind, hash, subject) VALUES (:kind, :hash, :subject)"
                      " ON CONFLICT DO NOTHING", error);
  if (st == NULL)
    return FALSE;

  for (guint i = 0; keys != NULL && i < keys->len; i++)
    {
      TgKey *key = g_ptr_array_index (keys, i);
      g_autofree char *hash = tg_sealer_hash (conn->sealer, key->kind, key->value);
      g_autofree char *both = g_strjoin ("\n", key->kind, hash, NULL);

      if (!g_hash_table_remove (old, both) && !run_on_hash (st, subject, both, error))
        return FALSE;
    }

  return remove_hashes (conn, subject, old, error);
}

GPtrArray *
tg_lookup_table_find (TgStoreConnection  *conn,
                      const char         *kind,
                      const char         *value,
                      GError            **error)
{
  g_autofree char *hash = tg_sealer_hash (conn->sealer, kind, value);

  return tg_lookup_table_find_hash (conn, kind, hash, error);
}

GPtrArray *
tg_lookup_table_find_hash (TgStoreConnection  *conn,
                           const char         *kind,
                           const char         *hash,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT subject FROM lookup WHERE kind = :kind AND hash = :hash"
                      " ORDER BY subject",
                      error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":kind", kind);
  tg_db_bind_text (st, ":hash", hash);
  return tg_store_read_texts (st, error);
}

/* Ids are made in the order of time. */
GPtrArray *
tg_lookup_table_find_last (TgStoreConnection  *conn,
                           const char         *kind,
                           const char         *value,
                           guint               most,
                           GError            **error)
{
  g_autofree char *hash = tg_sealer_hash (conn->sealer, kind, value);
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT subject FROM lookup WHERE kind = :kind AND hash = :hash"
                      " ORDER BY subject DESC LIMIT :most",
                      error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":kind", kind);
  tg_db_bind_text (st, ":hash", hash);
  tg_db_bind_int (st, ":most", most);
  return tg_store_read_texts (st, error);
}
