/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-notice-table.h"

#include "tg-store-private.h"

/* Notices from the window. Writer and reader. */

gboolean
tg_notice_table_add (TgStoreConnection  *conn,
                     TgNotice           *notice,
                     GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  const char *id = tg_notice_get_id (notice);
  g_autofree char *title_place = tg_store_place ("notice", id, "title");
  g_autofree char *body_place = tg_store_place ("notice", id, "body");

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO notice (id, severity, title, body, at, expires)"
                      " VALUES (:id, :severity, :title, :body, :at, :expires) ON CONFLICT"
                      " DO NOTHING",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_db_bind_text (st, ":severity", tg_severity_to_name (tg_notice_get_severity (notice)));
  tg_db_bind_int (st, ":at", tg_notice_get_at (notice));
  tg_db_bind_int (st, ":expires", tg_notice_get_expires (notice));
  tg_store_connection_changed (conn, TG_STORE_CHANGE_NOTICES);
  return tg_store_bind_sealed (conn, st, ":title", title_place, tg_notice_get_title (notice),
                               error) &&
         tg_store_bind_sealed (conn, st, ":body", body_place, tg_notice_get_body (notice), error) &&
         tg_db_run (st, error);
}

static TgNotice *
read_notice (TgStoreConnection  *conn,
             TgDbStatement      *st,
             GError            **error)
{
  const char *id = tg_store_column (st, 0);
  g_autofree char *title_place = tg_store_place ("notice", id, "title");
  g_autofree char *body_place = tg_store_place ("notice", id, "body");
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  title = tg_store_open_column (conn, st, 2, title_place, error);
  if (title == NULL)
    return NULL;
  body = tg_store_open_column (conn, st, 3, body_place, error);
  if (body == NULL)
    return NULL;

  return tg_notice_new (id, tg_severity_parse (tg_store_column (st, 1)), title, body,
                        tg_db_column_int (st, 4), tg_db_column_int (st, 5));
}

GPtrArray *
tg_notice_table_list (TgStoreConnection  *conn,
                      gboolean            only_unseen,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) notices = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT id, severity, title, body, at, expires FROM notice"
                      " WHERE seen <= :seen AND (expires = 0 OR expires > :now) ORDER BY rid DESC",
                      error);
  if (st == NULL)
    return NULL;

  tg_db_bind_int (st, ":seen", only_unseen ? 0 : 1);
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  while (tg_db_step (st, &has_row, error))
    {
      TgNotice *notice;

      if (!has_row)
        return g_steal_pointer (&notices);
      notice = read_notice (conn, st, error);
      if (notice == NULL)
        return NULL;
      g_ptr_array_add (notices, notice);
    }

  return NULL;
}

gboolean
tg_notice_table_mark_seen (TgStoreConnection  *conn,
                           const char         *id,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "UPDATE notice SET seen = 1 WHERE id = :id", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", id);
  tg_store_connection_changed (conn, TG_STORE_CHANGE_NOTICES);
  return tg_db_run (st, error);
}
