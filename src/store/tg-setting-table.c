/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-setting-table.h"

#include "tg-store-private.h"

/* Settings of the workspace: plain ones, and sealed ones. Writer and reader. */

static gboolean
find_setting (TgStoreConnection  *conn,
              const char         *name,
              TgDbStatement     **st,
              gboolean           *found,
              GError            **error)
{
  tg_store_connection_assert (conn);

  *st = tg_db_prepare (conn->db, "SELECT value, sealed FROM setting WHERE name = :name", error);
  if (*st == NULL)
    return FALSE;

  tg_db_bind_text (*st, ":name", name);
  return tg_store_find (*st, found, error);
}

char *
tg_setting_table_get (TgStoreConnection  *conn,
                      const char         *name,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  if (!find_setting (conn, name, &st, &found, error))
    return NULL;

  return g_strdup (found ? tg_store_column (st, 0) : "");
}

gboolean
tg_setting_table_set (TgStoreConnection  *conn,
                      const char         *name,
                      const char         *value,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO setting (name, value) VALUES (:name, :value)"
                      " ON CONFLICT (name) DO UPDATE SET value = excluded.value", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":name", name);
  tg_db_bind_text (st, ":value", value != NULL ? value : "");
  return tg_db_run (st, error);
}

char *
tg_setting_table_get_sealed (TgStoreConnection  *conn,
                             const char         *name,
                             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("setting", name, "sealed");
  gboolean found = FALSE;

  if (!find_setting (conn, name, &st, &found, error))
    return NULL;

  return found ? tg_store_open_column (conn, st, 1, place, error) : g_strdup ("");
}

gboolean
tg_setting_table_set_sealed (TgStoreConnection  *conn,
                             const char         *name,
                             const char         *value,
                             GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("setting", name, "sealed");

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO setting (name, sealed) VALUES (:name, :sealed)"
                      " ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":name", name);
  return tg_store_bind_sealed (conn, st, ":sealed", place, value, error) && tg_db_run (st, error);
}

gboolean
tg_setting_table_remove (TgStoreConnection  *conn,
                         const char         *name,
                         GError            **error)
{
  g_autoptr (TgDbStatement) st =
    tg_db_prepare (conn->db, "DELETE FROM setting WHERE name = :name", error);

  tg_store_connection_assert (conn);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":name", name);
  return tg_db_run (st, error);
}
