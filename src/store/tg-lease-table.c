/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-lease-table.h"

#include "tg-store-private.h"

/* Leases between the processes that have the workspace open: each runs out by itself, so that a
 * killed process holds up nobody for long. Writer. */

gboolean
tg_lease_table_take (TgStoreConnection  *conn,
                     const char         *name,
                     const char         *holder,
                     guint               seconds,
                     gboolean           *taken,
                     GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gint64 now = tg_store_connection_get_time (conn);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO lease (name, holder, until) VALUES (:name, :holder, :until)"
                      " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder,"
                      " until = excluded.until"
                      " WHERE holder = excluded.holder OR until <= :now", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":name", name);
  tg_db_bind_text (st, ":holder", holder);
  tg_db_bind_int (st, ":until", now + (gint64) seconds * G_USEC_PER_SEC);
  tg_db_bind_int (st, ":now", now);
  if (!tg_db_run (st, error))
    return FALSE;

  *taken = tg_db_get_changes (conn->db) > 0;
  return TRUE;
}

gboolean
tg_lease_table_release (TgStoreConnection  *conn,
                        const char         *name,
                        const char         *holder,
                        GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "DELETE FROM lease WHERE name = :name AND holder = :holder", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":name", name);
  tg_db_bind_text (st, ":holder", holder);
  return tg_db_run (st, error);
}
