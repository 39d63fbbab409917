/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-floor-server.h"

#include "tg-json.h"

#include <libsoup/soup.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#define EVENTS_A_PAGE 200

static const char schema[] =
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
  " CREATE TABLE body (body BLOB);"
  " CREATE TABLE item (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, filing TEXT NOT NULL,"
  " digest TEXT NOT NULL, item TEXT NOT NULL);"
  " CREATE TABLE event (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, filing TEXT NOT NULL,"
  " data TEXT NOT NULL)";

static sqlite3_stmt *
prepare (sqlite3    *db,
         const char *sql)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (db));
  return statement;
}

static gboolean
run (sqlite3_stmt *statement)
{
  gboolean is_done = sqlite3_step (statement) == SQLITE_DONE;

  sqlite3_reset (statement);
  return is_done;
}

static void
answer (SoupServerMessage *message,
        gboolean           is_ok,
        JsonObject        *object)
{
  char *text = tg_json_object_to_canonical (object, NULL, NULL);

  soup_server_message_set_status (message, is_ok ? 200 : 500, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text,
                                    strlen (text));
}

/* The bytes as they came. */
static void
on_body (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  sqlite3 *db = user_data;
  g_autoptr (JsonObject) nothing = json_object_new ();
  sqlite3_stmt *insert = prepare (db, "INSERT INTO body (body) VALUES (?1)");
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  sqlite3_bind_blob64 (insert, 1, body->data, (sqlite3_uint64) body->length, SQLITE_STATIC);
  answer (message, run (insert), nothing);
  sqlite3_finalize (insert);
}

/* The digest is that of the item, as the contract says. */
static gboolean
store_item (sqlite3_stmt *insert,
            JsonObject   *item)
{
  static const char * const except[] = { "digest", "signature", NULL };
  g_autofree char *text = tg_json_object_to_canonical (item, except, NULL);
  g_autofree char *digest = tg_json_digest (text);

  sqlite3_bind_text (insert, 1, tg_json_get_string (item, "id", ""), -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 2, tg_json_get_string (item, "filing", ""), -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 3, digest, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 4, text, -1, SQLITE_STATIC);
  return g_str_equal (digest, tg_json_get_string (item, "digest", "")) && run (insert);
}

static gboolean
store_event (sqlite3_stmt *tell,
             JsonObject   *item)
{
  g_autofree char *id = g_uuid_string_random ();

  sqlite3_bind_text (tell, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_text (tell, 2, tg_json_get_string (item, "filing", ""), -1, SQLITE_STATIC);
  sqlite3_bind_text (tell, 3, "{\"action\":\"file\",\"revision\":1}", -1, SQLITE_STATIC);
  return run (tell);
}

static void
add_result (JsonArray  *results,
            JsonObject *item)
{
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "id", tg_json_get_string (item, "id", ""));
  json_object_set_string_member (result, "outcome", "received");
  json_object_set_int_member (result, "revision", 1);
  json_object_set_string_member (result, "reference", "PW20261121-00000001");
  json_array_add_object_element (results, result);
}

/* Each item of a batch a row under its id, and an event. */
static void
on_items (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  sqlite3 *db = user_data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (JsonNode) root = tg_json_parse (body->data, body->length, NULL, NULL);
  JsonArray *items = tg_json_get_array (json_node_get_object (root), "submissions");
  g_autoptr (JsonObject) answered = json_object_new ();
  JsonArray *results = json_array_new ();
  sqlite3_stmt *insert = prepare (db, "INSERT INTO item (id, filing, digest, item)"
                                  " VALUES (?1, ?2, ?3, ?4)");
  sqlite3_stmt *tell = prepare (db, "INSERT INTO event (id, filing, data) VALUES (?1, ?2, ?3)");
  gboolean is_ok = TRUE;

  sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonObject *item = json_array_get_object_element (items, i);

      is_ok = is_ok && store_item (insert, item) && store_event (tell, item);
      add_result (results, item);
    }
  is_ok = is_ok && sqlite3_exec (db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
  json_object_set_array_member (answered, "results", results);
  answer (message, is_ok, answered);
  sqlite3_finalize (insert);
  sqlite3_finalize (tell);
}

static JsonObject *
read_event (sqlite3_stmt *list)
{
  JsonObject *event = json_object_new ();

  json_object_set_string_member (event, "id", (const char *) sqlite3_column_text (list, 1));
  json_object_set_string_member (event, "type", "filing");
  json_object_set_string_member (event, "at", "2026-11-21T08:00:00Z");
  json_object_set_string_member (event, "filing", (const char *) sqlite3_column_text (list, 2));
  json_object_set_member (event, "data",
                          tg_json_parse ((const char *) sqlite3_column_text (list, 3), -1, NULL,
                                         NULL));
  return event;
}

static void
on_events (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  const char *after = g_hash_table_lookup (query, "after");
  sqlite3_stmt *list = prepare (user_data, "SELECT seq, id, filing, data FROM event WHERE seq > ?1"
                                " ORDER BY seq LIMIT ?2");
  g_autoptr (JsonObject) page = json_object_new ();
  JsonArray *events = json_array_new ();
  gint64 last = strtoll (after, NULL, 10);

  sqlite3_bind_int64 (list, 1, last);
  sqlite3_bind_int (list, 2, EVENTS_A_PAGE);
  while (sqlite3_step (list) == SQLITE_ROW)
    {
      json_array_add_object_element (events, read_event (list));
      last = sqlite3_column_int64 (list, 0);
    }
  sqlite3_finalize (list);
  json_object_set_array_member (page, "events", events);
  json_object_set_int_member (page, "cursor", last);
  answer (message, TRUE, page);
}

int
tg_floor_server_run (const char *database)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GSList *uris = NULL;
  sqlite3 *db = NULL;

  if (sqlite3_open (database, &db) != SQLITE_OK ||
      sqlite3_exec (db, schema, NULL, NULL, NULL) != SQLITE_OK ||
      !soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    return 1;
  soup_server_add_handler (server, "/", on_body, db, NULL);
  soup_server_add_handler (server, "/items", on_items, db, NULL);
  soup_server_add_handler (server, "/events", on_events, db, NULL);
  uris = soup_server_get_uris (server);
  g_print ("at http://127.0.0.1:%d/\n", g_uri_get_port (uris->data));
  fflush (stdout);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (loop);
  return 0;
}
