/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-feed-table.h"

#include "tg-store-private.h"

/* Where we stand in the window's feeds, and every event that was applied, by its id. The cursor
 * moves in the transaction of the events before it. Writer and reader. */

TgFeedPosition *
tg_feed_table_load (TgStoreConnection  *conn,
                    const char         *name,
                    GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  TgFeedPosition *position;
  gboolean found = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "SELECT cursor, resume, epoch FROM feed WHERE name = :name", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":name", name);
  if (!tg_store_find (st, &found, error))
    return NULL;

  position = g_new0 (TgFeedPosition, 1);
  position->cursor = g_strdup (found ? tg_store_column (st, 0) : "");
  position->resume = g_strdup (found ? tg_store_column (st, 1) : "");
  position->epoch = g_strdup (found ? tg_store_column (st, 2) : "");
  return position;
}

gboolean
tg_feed_table_put (TgStoreConnection     *conn,
                   const char            *name,
                   const TgFeedPosition  *position,
                   GError               **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO feed (name, cursor, resume, epoch, updated)"
                      " VALUES (:name, :cursor, :resume, :epoch, :now) ON CONFLICT (name)"
                      " DO UPDATE SET"
                      " cursor = excluded.cursor, resume = excluded.resume, epoch = excluded.epoch,"
                      " updated = excluded.updated", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":name", name);
  tg_db_bind_text (st, ":cursor", position->cursor != NULL ? position->cursor : "");
  tg_db_bind_text (st, ":resume", position->resume != NULL ? position->resume : "");
  tg_db_bind_text (st, ":epoch", position->epoch != NULL ? position->epoch : "");
  tg_db_bind_int (st, ":now", tg_store_connection_get_time (conn));
  return tg_db_run (st, error);
}

gboolean
tg_feed_table_remove (TgStoreConnection  *conn,
                      const char         *name,
                      GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db, "DELETE FROM feed WHERE name = :name", error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":name", name);
  return tg_db_run (st, error);
}

gboolean
tg_feed_table_add_event (TgStoreConnection  *conn,
                         TgEvent            *event,
                         gboolean            keep_data,
                         gboolean           *is_new,
                         GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autofree char *place = tg_store_place ("event", tg_event_get_id (event), "data");
  const char *filing = tg_event_get_filing (event);

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "INSERT INTO event (id, type, filing, data, at, received)"
                      " VALUES (:id, :type, :filing, :data, :at, :received) ON CONFLICT DO NOTHING",
                      error);
  if (st == NULL)
    return FALSE;

  tg_db_bind_text (st, ":id", tg_event_get_id (event));
  tg_db_bind_text (st, ":type", tg_event_get_type (event));
  tg_db_bind_text (st, ":filing", filing != NULL ? filing : "");
  tg_db_bind_int (st, ":at", tg_event_get_at (event));
  tg_db_bind_int (st, ":received", tg_store_connection_get_time (conn));
  if (!tg_store_bind_sealed (conn, st, ":data", place, keep_data ? tg_event_get_data (event) : NULL,
                             error) ||
      !tg_db_run (st, error))
    return FALSE;

  *is_new = tg_db_get_changes (conn->db) > 0;
  return TRUE;
}

static TgEvent *
read_event (TgStoreConnection  *conn,
            TgDbStatement      *st,
            GError            **error)
{
  const char *id = tg_store_column (st, 0);
  const char *filing = tg_store_column (st, 2);
  g_autofree char *place = tg_store_place ("event", id, "data");
  g_autofree char *data = tg_store_open_column (conn, st, 3, place, error);

  if (data == NULL)
    return NULL;

  return tg_event_new (TG_EVENT_UNKNOWN, id, tg_store_column (st, 1), tg_db_column_int (st, 4),
                       filing[0] != '\0' ? filing : NULL, data);
}

GPtrArray *
tg_feed_table_list_events (TgStoreConnection  *conn,
                           const char         *type,
                           guint               limit,
                           GError            **error)
{
  g_autoptr (TgDbStatement) st = NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_event_unref);
  gboolean has_row = FALSE;

  tg_store_connection_assert (conn);

  st = tg_db_prepare (conn->db,
                      "SELECT id, type, filing, data, at FROM event"
                      " WHERE type = :type AND data IS NOT NULL ORDER BY rid LIMIT :limit", error);
  if (st == NULL)
    return NULL;

  tg_db_bind_text (st, ":type", type);
  tg_db_bind_int (st, ":limit", limit > 0 ? (gint64) limit : -1);
  while (tg_db_step (st, &has_row, error))
    {
      TgEvent *event;

      if (!has_row)
        return g_steal_pointer (&events);
      event = read_event (conn, st, error);
      if (event == NULL)
        return NULL;
      g_ptr_array_add (events, event);
    }

  return NULL;
}

void
tg_feed_position_free (TgFeedPosition *self)
{
  g_free (self->cursor);
  g_free (self->resume);
  g_free (self->epoch);
  g_free (self);
}
