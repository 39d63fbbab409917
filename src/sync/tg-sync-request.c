/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-sync-request.h"

#include "tg-base64url.h"
#include "tg-json.h"
#include "tg-wire-codec.h"

/* Paths, headers and bodies; what is sent is nothing else than this. */

#define EVENTS_LIMIT  200
#define LISTING_LIMIT 100
#define CLAIM_SECONDS 300
#define POLL_GRACE    15     /* seconds that a long poll may take beyond what was asked */

static TgRequest *
request_new (const char *method,
             const char *path,
             const char *token)
{
  TgRequest *request = tg_request_new (method, path);

  if (token != NULL)
    request->authorization = g_strconcat ("Bearer ", token, NULL);
  return request;
}

static void
append_cursor (GString    *path,
               const char *cursor)
{
  if (*cursor == '\0')
    return;
  g_string_append (path, "&cursor=");
  g_string_append_uri_escaped (path, cursor, NULL, FALSE);
}

TgRequest *
tg_sync_request_discovery (const char *token)
{
  return request_new ("GET", "/.well-known/single-window", token);
}

/* RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
TgRequest *
tg_sync_request_token (const char *client_id,
                       const char *secret)
{
  static const char form[] = "grant_type=client_credentials";
  g_autofree char *id = g_uri_escape_string (client_id, NULL, FALSE);
  g_autofree char *escaped = g_uri_escape_string (secret, NULL, FALSE);
  g_autofree char *pair = g_strconcat (id, ":", escaped, NULL);
  g_autofree char *base64 = g_base64_encode ((const guchar *) pair, strlen (pair));
  TgRequest *request = tg_request_new ("POST", "/oauth/token");

  request->authorization = g_strconcat ("Basic ", base64, NULL);
  request->content_type = g_strdup ("application/x-www-form-urlencoded");
  request->body = g_bytes_new_static (form, strlen (form));
  request->is_idempotent = TRUE;
  return request;
}

GBytes *
tg_sync_request_claims (const char *client_id,
                        const char *audience,
                        gint64      now,
                        TgChance   *chance)
{
  g_autoptr (JsonObject) claims = json_object_new ();
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), claims);
  g_autofree char *token_address = g_strconcat (audience, "/oauth/token", NULL);
  g_autofree char *unique = g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x",
                                             tg_chance_next (chance), tg_chance_next (chance));
  gint64 seconds = now / G_USEC_PER_SEC;
  char *text;

  json_object_set_string_member (claims, "iss", client_id);
  json_object_set_string_member (claims, "sub", client_id);
  json_object_set_string_member (claims, "aud", token_address);
  json_object_set_string_member (claims, "jti", unique);
  json_object_set_int_member (claims, "iat", seconds);
  json_object_set_int_member (claims, "exp", seconds + CLAIM_SECONDS);
  text = json_to_string (root, FALSE);
  return g_bytes_new_take (text, strlen (text));
}

TgRequest *
tg_sync_request_assertion (GBytes     *claims,
                           const char *signature)
{
  g_autofree char *payload = tg_base64url_encode (g_bytes_get_data (claims, NULL),
                                                  g_bytes_get_size (claims));
  const char *gap = strstr (signature, "..");
  g_autofree char *header = gap != NULL ? g_strndup (signature, (gsize) (gap - signature)) : NULL;
  g_autofree char *type =
    g_uri_escape_string ("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", NULL, FALSE);
  TgRequest *request = tg_request_new ("POST", "/oauth/token");
  char *form;

  g_return_val_if_fail (header != NULL, request);

  form = g_strdup_printf ("grant_type=client_credentials&client_assertion_type=%s"
                          "&client_assertion=%s.%s.%s", type, header, payload, gap + 2);
  request->content_type = g_strdup ("application/x-www-form-urlencoded");
  request->body = g_bytes_new_take (form, strlen (form));
  request->is_idempotent = TRUE;
  return request;
}

TgRequest *
tg_sync_request_batch (const char *base,
                       const char *token,
                       GPtrArray  *frozen)
{
  g_autofree char *path = g_strconcat (base, "/submissions", NULL);
  TgRequest *request = request_new ("POST", path, token);

  request->content_type = g_strdup ("application/json");
  request->body = tg_wire_join_batch (frozen);
  request->is_idempotent = TRUE;
  return request;
}

static TgRequest *
file_request_new (const char *method,
                  const char *base,
                  const char *token,
                  const char *sha256)
{
  g_autofree char *path = g_strconcat (base, "/attachments/", sha256, NULL);
  TgRequest *request = request_new (method, path, token);

  request->is_idempotent = TRUE;
  return request;
}

TgRequest *
tg_sync_request_file_state (const char *base,
                            const char *token,
                            const char *sha256)
{
  return file_request_new ("HEAD", base, token, sha256);
}

TgRequest *
tg_sync_request_file (const char         *base,
                      const char         *token,
                      const TgSyncPiece  *piece)
{
  g_autofree char *offset = g_strdup_printf ("%" G_GINT64_FORMAT, piece->offset);
  g_autofree char *length = g_strdup_printf ("%" G_GINT64_FORMAT, piece->whole);
  TgRequest *request = file_request_new ("PUT", base, token, piece->sha256);

  request->content_type = g_strdup ("application/octet-stream");
  request->body = g_bytes_ref (piece->bytes);
  tg_request_set_header (request, "Upload-Offset", offset);
  tg_request_set_header (request, "Upload-Length", length);
  return request;
}

TgRequest *
tg_sync_request_events (const char *base,
                        const char *token,
                        const char *cursor,
                        guint       seconds)
{
  g_autoptr (GString) path = g_string_new (base);
  TgRequest *request;

  g_string_append_printf (path, "/events?limit=%d&wait=%u", EVENTS_LIMIT, seconds);
  append_cursor (path, cursor);
  request = request_new ("GET", path->str, token);
  request->is_poll = seconds > 0;
  if (request->is_poll)
    request->seconds = seconds + POLL_GRACE;
  return request;
}

TgRequest *
tg_sync_request_listing (const char *base,
                         const char *token,
                         const char *cursor)
{
  g_autoptr (GString) path = g_string_new (base);

  g_string_append_printf (path, "/filings?limit=%d", LISTING_LIMIT);
  append_cursor (path, cursor);
  return request_new ("GET", path->str, token);
}
