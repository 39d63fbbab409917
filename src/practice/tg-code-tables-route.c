/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-code-table.h"
#include "tg-json.h"
#include "tg-manifest-key.h"

/* `GET /v1/code-tables` and `GET /v1/code-tables/{table}`. The tag is of the tables alone: neither
 * another epoch nor another key makes them others. */

#define PATH "/v1/code-tables"

static JsonNode *
describe_tables (GPtrArray *tables)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < tables->len; i++)
    {
      const TgCodeTable *table = tables->pdata[i];
      JsonObject *entry = json_object_new ();

      json_object_set_string_member (entry, "table", table->name);
      json_object_set_string_member (entry, "version", table->version);
      json_object_set_int_member (entry, "rows", table->rows);
      json_object_set_int_member (entry, "bytes", table->bytes);
      json_object_set_string_member (entry, "sha256", table->sha256);
      json_array_add_object_element (array, entry);
    }
  json_node_take_array (node, array);
  return node;
}

/* `tables` (transfer full) */
static char *
write_list (JsonNode   *tables,
            const char *signature,
            const char *epoch)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *answer = json_object_new ();

  json_node_take_object (node, answer);
  json_object_set_string_member (answer, "api", "1");
  json_object_set_string_member (answer, "epoch", epoch);
  json_object_set_string_member (answer, "signature", signature);
  json_object_set_member (answer, "tables", tables);
  return tg_json_to_canonical (node, NULL);
}

static gboolean
answer_list (TgRequest  *request,
             GError    **error)
{
  TgBook *book = tg_request_get_book (request);
  g_autoptr (GPtrArray) tables = tg_code_table_list (book, error);
  g_autoptr (JsonNode) node = tables != NULL ? describe_tables (tables) : NULL;
  g_autofree char *canonical = node != NULL ? tg_json_to_canonical (node, error) : NULL;
  g_autofree char *signature =
    canonical != NULL ? tg_manifest_key_sign (book, canonical, error) : NULL;
  g_autofree char *hash = NULL;
  g_autofree char *etag = NULL;
  const char *known;

  if (signature == NULL)
    return FALSE;
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  etag = g_strdup_printf ("\"%.32s\"", hash);
  known = soup_message_headers_get_one (soup_server_message_get_request_headers (request->message),
                                        "If-None-Match");
  if (g_strcmp0 (known, etag) == 0)
    tg_request_answer (request, 304, "application/json", g_strdup (""));
  else
    tg_request_answer (request, 200, "application/json",
                       write_list (g_steal_pointer (&node), signature, tg_book_get_epoch (book)));
  soup_message_headers_replace (soup_server_message_get_response_headers (request->message), "ETag",
                                etag);
  return TRUE;
}

static char *
write_head (const TgCodeTable *table,
            const char        *from,
            const char        *epoch)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *head = json_object_new ();

  json_node_take_object (node, head);
  json_object_set_string_member (head, "api", "1");
  json_object_set_string_member (head, "epoch", epoch);
  json_object_set_string_member (head, "table", table->name);
  json_object_set_string_member (head, "version", table->version);
  json_object_set_string_member (head, "sha256", table->sha256);
  if (from != NULL)
    json_object_set_string_member (head, "from", from);
  else
    json_object_set_null_member (head, "from");
  return tg_json_to_canonical (node, NULL);
}

static gboolean
answer_table (TgRequest   *request,
              const char  *name,
              GError     **error)
{
  TgBook *book = tg_request_get_book (request);
  const char *from = tg_request_get_query (request, "from");
  g_autoptr (TgCodeTable) table = NULL;
  g_autofree char *head = NULL;
  gboolean is_delta;
  GString *text;

  if (!tg_code_table_find (book, name, &table, error))
    return FALSE;
  if (table == NULL)
    {
      tg_request_problem (request, 404, "not-found", "There is no such code table");
      return TRUE;
    }
  text = tg_code_table_write_rows (book, table, from, &is_delta, error);
  if (text == NULL)
    return FALSE;
  head = write_head (table, is_delta ? from : NULL, tg_book_get_epoch (book));
  g_string_prepend_c (text, '\n');
  g_string_prepend (text, head);
  tg_request_answer (request, 200, "application/x-ndjson", g_string_free (text, FALSE));
  return TRUE;
}

gboolean
tg_code_tables_route_answer (TgRequest  *request,
                             GError    **error)
{
  const char *rest = request->path + strlen (PATH);

  if (*rest == '/' && rest[1] != '\0')
    return answer_table (request, rest + 1, error);
  return answer_list (request, error);
}
