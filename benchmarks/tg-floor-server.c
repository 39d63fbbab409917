/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-floor-server.h"

#include <libsoup/soup.h>
#include <sqlite3.h>
#include <stdio.h>

static void
on_post (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  sqlite3 *db = user_data;
  sqlite3_stmt *insert = NULL;
  SoupMessageBody *body = soup_server_message_get_request_body (message);

  sqlite3_prepare_v2 (db, "INSERT INTO item (body) VALUES (?1)", -1, &insert, NULL);
  sqlite3_bind_blob64 (insert, 1, body->data, (sqlite3_uint64) body->length, SQLITE_STATIC);
  soup_server_message_set_status (message, sqlite3_step (insert) == SQLITE_DONE ? 200 : 500, NULL);
  sqlite3_finalize (insert);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, "{}", 2);
}

int
tg_floor_server_run (const char *database)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GSList *uris = NULL;
  sqlite3 *db = NULL;

  if (sqlite3_open (database, &db) != SQLITE_OK ||
      sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    " CREATE TABLE item (body BLOB)", NULL, NULL, NULL) != SQLITE_OK ||
      !soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    return 1;
  soup_server_add_handler (server, "/", on_post, db, NULL);
  uris = soup_server_get_uris (server);
  g_print ("at http://127.0.0.1:%d/\n", g_uri_get_port (uris->data));
  fflush (stdout);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (loop);
  return 0;
}
