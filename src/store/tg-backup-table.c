/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-backup-table.h"

#include "tg-store-private.h"

/* When the last backups were made. The files speak for themselves. */

gboolean
tg_backup_table_add (TgStoreConnection  *conn,
                     const char         *file,
                     const char         *why,
                     gint64              bytes,
                     GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO backup (file, why, bytes, at) VALUES (:file, :why, :bytes, :at)"
                      " ON CONFLICT (file) DO UPDATE SET bytes = excluded.bytes", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":file", file);
  tg_db_bind_text (st, ":why", why);
  tg_db_bind_int (st, ":bytes", bytes);
  tg_db_bind_int (st, ":at", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

gboolean
tg_backup_table_get_last (TgStoreConnection  *conn,
                          gint64             *at,
                          GError            **error)
{
  tg_store_connection_assert (conn);

  return tg_db_query_int (conn->db, "SELECT coalesce (max (at), 0) FROM backup", at, error);
}
