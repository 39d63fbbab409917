/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-enquiry-table.h"

#include "tg-store-private.h"

/* Questions may name people: they are kept as a keyed hash, their answers sealed. Writer and
 * reader. */

static char *
make_place (const char *kind,
            const char *hash)
{
  g_autofree char *row = g_strjoin ("+", kind, hash, NULL);

  return tg_store_place ("enquiry", row, "answer");
}

gboolean
tg_enquiry_table_put (TgStoreConnection  *conn,
                      const char         *kind,
                      const char         *question,
                      GBytes             *answer,
                      GError            **error)
{
  g_autofree char *hash = tg_sealer_hash (conn->sealer, "enquiry", question);
  g_autofree char *place = make_place (kind, hash);
  g_autoptr (GBytes) sealed = tg_sealer_seal (conn->sealer, place, answer, error);
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  if (sealed == NULL)
    return FALSE;
  st = tg_db_prepare (conn->db,
                      "INSERT INTO enquiry (kind, question, asked, answer)"
                      " VALUES (:kind, :question, :now, :answer) ON CONFLICT (kind, question)"
                      " DO UPDATE SET asked = excluded.asked, answer = excluded.answer", error);
  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":kind", kind);
  tg_db_bind_text (st, ":question", hash);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  tg_db_bind_blob (st, ":answer", sealed);
  return tg_db_run (st, error);
}

GBytes *
tg_enquiry_table_find (TgStoreConnection  *conn,
                       const char         *kind,
                       const char         *question,
                       GError            **error)
{
  g_autofree char *hash = tg_sealer_hash (conn->sealer, "enquiry", question);
  g_autofree char *place = make_place (kind, hash);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db,
                   "SELECT answer FROM enquiry WHERE kind = :kind AND question = :question",
                   error);
  gboolean found;

  tg_store_connection_assert (conn);

  if (st == NULL)
    return NULL;
  tg_db_bind_text (st, ":kind", kind);
  tg_db_bind_text (st, ":question", hash);
  if (!tg_store_find (st, &found, error) || !found)
    return NULL;
  sealed = tg_db_column_bytes (st, 0);
  return tg_sealer_open (conn->sealer, place, sealed, error);
}
