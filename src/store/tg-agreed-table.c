/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agreed-table.h"

#include "tg-attempt-table.h"
#include "tg-error.h"
#include "tg-store-private.h"

/* The document last agreed with the window, one of a filing: the common base when both sides
 * changed it. Written when a submission is received, in that transaction. Writer and reader. */

gboolean
tg_agreed_table_put (TgStoreConnection  *conn,
                     const char         *filing,
                     gint64              revision,
                     const TgDocument   *document,
                     GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("agreed", filing, "document");
  g_autofree char *json = tg_document_to_json (document);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO agreed (filing, revision, document, at)"
                      " VALUES (:filing, :revision, :document, :at) ON CONFLICT (filing)"
                      " DO UPDATE SET revision = excluded.revision, document = excluded.document,"
                      " at = excluded.at, attempt = ''"
                      " WHERE excluded.revision >= revision", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":filing", filing);
  tg_db_bind_int (st, ":revision", revision);
  tg_db_bind_int (st, ":at", tg_store_connection_get_time (conn));
  return tg_store_bind_sealed (conn, st, ":document", place, json, error) && tg_db_run (st, error);
}

gboolean
tg_agreed_table_put_attempts (TgStoreConnection  *conn,
                              const char         *ids,
                              GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO agreed (filing, revision, document, at, attempt)"
                      " SELECT filing, revision, x'', :at, id FROM attempt"
                      " WHERE id IN (SELECT value FROM json_each (:ids))"
                      " ON CONFLICT (filing) DO UPDATE SET revision = excluded.revision,"
                      " document = excluded.document, at = excluded.at, attempt = excluded.attempt"
                      " WHERE excluded.revision >= agreed.revision", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":ids", ids);
  tg_db_bind_int (st, ":at", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

TgDocument *
tg_agreed_table_load (TgStoreConnection  *conn,
                      const char         *filing,
                      gint64             *revision,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("agreed", filing, "document");
  TgDocument *document;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "SELECT document, revision, attempt FROM agreed"
                      " WHERE filing = :filing", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":filing", filing);
  if (!tg_store_find (st, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND,
                   "The window has not received filing %s", filing);
      return NULL;
    }

  if (*tg_store_column (st, 2) != '\0')
    document = tg_attempt_table_load_document (conn, tg_store_column (st, 2), error);
  else
    document = tg_store_open_document (conn, st, 0, place, error);
  if (document != NULL && revision != NULL)
    *revision = tg_db_column_int (st, 1);
  return document;
}
