/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-enterprise-table.h"

#include "tg-error.h"
#include "tg-store-private.h"

/* Whom the workspace files for: enterprises and individual sellers. The master data themselves
 * are a fact; here is what lists and the window need.
 * An enterprise's code is its public credit code. A seller's may be the number of an identity card:
 * its column holds "#HASH:SEALED", the keyed hash to find it by and the value. Writer and
 * reader. */

#define COLUMNS "SELECT rid, id, kind, code, name, fact, standing FROM enterprise "

static char *
dup_hidden_key (TgStoreConnection *conn,
                const char        *code)
{
  g_autofree char *hash = tg_sealer_hash (conn->sealer, "enterprise_code", code);

  return g_strdup_printf ("#%s:", hash);
}

char *
tg_enterprise_table_hide_code (TgStoreConnection  *conn,
                               const char         *id,
                               const char         *code,
                               GError            **error)
{
  g_autofree char *place = tg_store_place ("enterprise", id, "code");
  g_autofree char *sealed = tg_store_seal_text (conn, place, code, error);
  g_autofree char *key = NULL;

  if (sealed == NULL || *sealed == '\0')
    return g_steal_pointer (&sealed);
  key = dup_hidden_key (conn, code);
  return g_strconcat (key, sealed, NULL);
}

static char *
dup_stored_code (TgStoreConnection  *conn,
                 const TgEnterprise *enterprise,
                 GError            **error)
{
  const char *code = enterprise->code != NULL ? enterprise->code : "";

  return g_strcmp0 (enterprise->kind, TG_ENTERPRISE_SELLER) == 0
    ? tg_enterprise_table_hide_code (conn, enterprise->id, code, error) : g_strdup (code);
}

static char *
show_code (TgStoreConnection  *conn,
           TgDbStatement      *st,
           GError            **error)
{
  const char *text = tg_store_column (st, 3);
  const char *sealed = *text == '#' ? strchr (text, ':') : NULL;
  g_autofree char *place = tg_store_place ("enterprise", tg_store_column (st, 1), "code");

  return sealed != NULL ? tg_store_open_text (conn, place, sealed + 1, error) : g_strdup (text);
}

static TgEnterprise *
read_enterprise (TgStoreConnection  *conn,
                 TgDbStatement      *st,
                 GError            **error)
{
  g_autofree char *place = tg_store_place ("enterprise", tg_store_column (st, 1), "standing");
  g_autofree char *standing = tg_store_open_column (conn, st, 6, place, error);
  g_autofree char *code = standing != NULL ? show_code (conn, st, error) : NULL;
  TgEnterprise *enterprise;

  if (code == NULL)
    return NULL;

  enterprise = g_new0 (TgEnterprise, 1);
  enterprise->rid = tg_db_column_int (st, 0);
  enterprise->id = tg_db_column_dup_text (st, 1);
  enterprise->kind = tg_db_column_dup_text (st, 2);
  enterprise->code = g_steal_pointer (&code);
  enterprise->name = tg_db_column_dup_text (st, 4);
  enterprise->fact = tg_db_column_dup_text (st, 5);
  enterprise->standing = g_steal_pointer (&standing);
  return enterprise;
}

gboolean
tg_enterprise_table_put (TgStoreConnection   *conn,
                         const TgEnterprise  *enterprise,
                         GError             **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *code = NULL;

  tg_store_connection_assert (conn);

  code = dup_stored_code (conn, enterprise, error);
  if (code == NULL)
    return FALSE;
  st = tg_db_prepare (conn->db,
                      "INSERT INTO enterprise (id, kind, code, name, fact, created, updated)"
                      " VALUES (:id, :kind, :code, :name, :fact, :now, :now) ON CONFLICT (id)"
                      " DO UPDATE SET"
                      " kind = excluded.kind, code = excluded.code, name = excluded.name,"
                      " fact = excluded.fact, updated = excluded.updated", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", enterprise->id);
  tg_db_bind_text (st, ":kind", enterprise->kind != NULL ? enterprise->kind : "enterprise");
  tg_db_bind_text (st, ":code", code);
  tg_db_bind_text (st, ":name", enterprise->name != NULL ? enterprise->name : "");
  tg_db_bind_text (st, ":fact", enterprise->fact != NULL ? enterprise->fact : "");
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FACTS);
  return tg_db_run (st, error);
}

gboolean
tg_enterprise_table_adopt (TgStoreConnection  *conn,
                           const char         *id,
                           GError            **error)
{
  static const char * const updates[] = {
    "UPDATE fact SET enterprise = :id WHERE enterprise IS NULL"
    " AND (SELECT count(*) FROM enterprise) = 1",
    "UPDATE filing SET enterprise = :id WHERE enterprise IS NULL"
    " AND (SELECT count(*) FROM enterprise) = 1",
  };

  tg_store_connection_assert (conn);

  for (guint i = 0; i < G_N_ELEMENTS (updates); i++)
    {
      g_autoptr (TgDbStatement) st = tg_db_prepare (conn->db, updates[i], error);

      if (st == NULL)
        return FALSE;
      tg_db_bind_text (st, ":id", id);
      if (!tg_db_run (st, error))
        return FALSE;
    }
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FACTS | TG_STORE_CHANGE_FILINGS);
  return TRUE;
}

GPtrArray *
tg_enterprise_table_list (TgStoreConnection  *conn,
                          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_enterprise_free);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, COLUMNS "ORDER BY rid", error);
  if (st == NULL)
    return NULL;

  while (tg_db_step (st, &has_row, error))
    {
      TgEnterprise *enterprise;

      if (!has_row)
        return g_steal_pointer (&list);
      enterprise = read_enterprise (conn, st, error);
      if (enterprise == NULL)
        return NULL;
      g_ptr_array_add (list, enterprise);
    }

  return NULL;
}

TgEnterprise *
tg_enterprise_table_load (TgStoreConnection  *conn,
                          const char         *id,
                          GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, COLUMNS "WHERE id = :id", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":id", id);
  if (!tg_store_find (st, &found, error))
    return NULL;
  if (!found)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "There is no enterprise %s", id);
      return NULL;
    }

  return read_enterprise (conn, st, error);
}

TgEnterprise *
tg_enterprise_table_find_code (TgStoreConnection  *conn,
                               const char         *code,
                               GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *hidden = NULL;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      COLUMNS "WHERE code = :code OR substr (code, 1, length (:hidden)) = :hidden"
                      " ORDER BY rid LIMIT 1", error);
  if (st == NULL)
    return NULL;

  hidden = dup_hidden_key (conn, code);
  tg_db_bind_text (st, ":code", code);
  tg_db_bind_text (st, ":hidden", hidden);
  if (!tg_store_find (st, &found, error) || !found)
    return NULL;

  return read_enterprise (conn, st, error);
}

gboolean
tg_enterprise_table_set_standing (TgStoreConnection  *conn,
                                  const char         *id,
                                  const char         *standing,
                                  GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("enterprise", id, "standing");

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "UPDATE enterprise SET standing = :standing, updated = :now WHERE id = :id",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  tg_store_connection_changed (conn, TG_STORE_CHANGE_FACTS);
  return tg_store_bind_sealed (conn, st, ":standing", place, standing, error) &&
         tg_db_run (st, error);
}

void
tg_enterprise_free (TgEnterprise *self)
{
  g_free (self->id);
  g_free (self->kind);
  g_free (self->code);
  g_free (self->name);
  g_free (self->fact);
  g_free (self->standing);
  g_free (self);
}
