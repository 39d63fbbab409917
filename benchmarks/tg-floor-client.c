/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-floor-client.h"

#include "tg-json.h"

#include <libsoup/soup.h>
#include <sqlite3.h>

struct _TgFloorClient
{
  sqlite3      *db;
  SoupSession  *session;
  char         *url;
  sqlite3_stmt *choose;
  sqlite3_stmt *mark;
  sqlite3_stmt *tell;
};

static const char schema[] =
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
  " CREATE TABLE item (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL,"
  " body BLOB NOT NULL);"
  " CREATE INDEX item_queued ON item (seq) WHERE state = 'queued';"
  " CREATE TABLE event (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, filing TEXT NOT NULL,"
  " data TEXT NOT NULL)";

static void
exec (TgFloorClient *self,
      const char    *sql)
{
  if (sqlite3_exec (self->db, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s", sqlite3_errmsg (self->db));
}

static void
run (TgFloorClient *self,
     sqlite3_stmt  *statement)
{
  if (sqlite3_step (statement) != SQLITE_DONE)
    g_error ("%s", sqlite3_errmsg (self->db));
  sqlite3_reset (statement);
}

static sqlite3_stmt *
prepare (TgFloorClient *self,
         const char    *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (self->db));
  return statement;
}

static void
fill (TgFloorClient *self,
      GPtrArray     *frozen)
{
  sqlite3_stmt *insert = prepare (self, "INSERT INTO item (id, state, body)"
                                  " VALUES (?1, 'queued', ?2)");

  exec (self, "BEGIN");
  for (guint i = 0; i < frozen->len; i++)
    {
      gsize size;
      const char *data = g_bytes_get_data (frozen->pdata[i], &size);
      g_autoptr (JsonNode) node = tg_json_parse (data, (gssize) size, NULL, NULL);

      sqlite3_bind_text (insert, 1, tg_json_get_string (json_node_get_object (node), "id", ""), -1,
                         SQLITE_TRANSIENT);
      sqlite3_bind_blob64 (insert, 2, data, size, SQLITE_STATIC);
      run (self, insert);
    }
  exec (self, "COMMIT");
  sqlite3_finalize (insert);
}

static JsonNode *
ask (TgFloorClient *self,
     const char    *method,
     const char    *path,
     GBytes        *body)
{
  g_autofree char *url = g_strconcat (self->url, path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (body != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", body);
  answer = soup_session_send_and_read (self->session, message, NULL, &error);
  if (answer == NULL || soup_message_get_status (message) != SOUP_STATUS_OK)
    g_error ("%s: %s", url, error != NULL ? error->message : "no answer");
  return tg_json_parse (g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer), NULL,
                        NULL);
}

static void
mark (TgFloorClient *self,
      const char    *id,
      const char    *state)
{
  sqlite3_bind_text (self->mark, 1, state, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->mark, 2, id, -1, SQLITE_STATIC);
  run (self, self->mark);
}

/* NULL when nothing is queued. */
static GBytes *
take_batch (TgFloorClient *self,
            guint          batch)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) body = g_string_new ("{\"submissions\":[");

  exec (self, "BEGIN IMMEDIATE");
  sqlite3_bind_int (self->choose, 1, (int) batch);
  while (sqlite3_step (self->choose) == SQLITE_ROW)
    {
      if (ids->len > 0)
        g_string_append_c (body, ',');
      g_ptr_array_add (ids, g_strdup ((const char *) sqlite3_column_text (self->choose, 0)));
      g_string_append_len (body, sqlite3_column_blob (self->choose, 1),
                           sqlite3_column_bytes (self->choose, 1));
    }
  sqlite3_reset (self->choose);
  for (guint i = 0; i < ids->len; i++)
    mark (self, ids->pdata[i], "sending");
  exec (self, "COMMIT");
  g_string_append (body, "]}");
  return ids->len > 0 ? g_string_free_to_bytes (g_steal_pointer (&body)) : NULL;
}

static void
send_batch (TgFloorClient *self,
            GBytes        *body)
{
  g_autoptr (JsonNode) answer = ask (self, "POST", "items", body);
  JsonArray *results = tg_json_get_array (json_node_get_object (answer), "results");

  exec (self, "BEGIN IMMEDIATE");
  for (guint i = 0; i < json_array_get_length (results); i++)
    mark (self, tg_json_get_string (json_array_get_object_element (results, i), "id", ""),
          "received");
  exec (self, "COMMIT");
}

static gint64
read_events (TgFloorClient *self,
             gint64         after)
{
  g_autofree char *path = g_strdup_printf ("events?after=%" G_GINT64_FORMAT, after);
  g_autoptr (JsonNode) answer = ask (self, "GET", path, NULL);
  JsonArray *events = tg_json_get_array (json_node_get_object (answer), "events");

  exec (self, "BEGIN IMMEDIATE");
  for (guint i = 0; i < json_array_get_length (events); i++)
    {
      JsonObject *event = json_array_get_object_element (events, i);
      g_autofree char *data =
        tg_json_object_to_canonical (tg_json_get_object (event, "data"), NULL, NULL);

      sqlite3_bind_text (self->tell, 1, tg_json_get_string (event, "id", ""), -1, SQLITE_STATIC);
      sqlite3_bind_text (self->tell, 2, tg_json_get_string (event, "filing", ""), -1,
                         SQLITE_STATIC);
      sqlite3_bind_text (self->tell, 3, data, -1, SQLITE_STATIC);
      run (self, self->tell);
    }
  exec (self, "COMMIT");
  return tg_json_get_int (json_node_get_object (answer), "cursor", 0);
}

void
tg_floor_client_sync (TgFloorClient *self,
                      guint          batch,
                      guint          n_items)
{
  gint64 after = 0;

  for (;;)
    {
      g_autoptr (GBytes) body = take_batch (self, batch);

      if (body == NULL)
        break;
      send_batch (self, body);
    }
  while (after < n_items)
    after = read_events (self, after);
}

TgFloorClient *
tg_floor_client_new (const char *database,
                     const char *url,
                     GPtrArray  *frozen)
{
  TgFloorClient *self = g_new0 (TgFloorClient, 1);

  if (sqlite3_open (database, &self->db) != SQLITE_OK)
    g_error ("%s: cannot be opened", database);
  self->session = soup_session_new ();
  self->url = g_strdup (url);
  exec (self, schema);
  fill (self, frozen);
  self->choose = prepare (self, "SELECT id, body FROM item WHERE state = 'queued'"
                          " ORDER BY seq LIMIT ?1");
  self->mark = prepare (self, "UPDATE item SET state = ?1 WHERE id = ?2");
  self->tell = prepare (self, "INSERT INTO event (id, filing, data) VALUES (?1, ?2, ?3)");
  return self;
}

void
tg_floor_client_free (TgFloorClient *self)
{
  sqlite3_finalize (self->choose);
  sqlite3_finalize (self->mark);
  sqlite3_finalize (self->tell);
  sqlite3_close (self->db);
  g_object_unref (self->session);
  g_free (self->url);
  g_free (self);
}
