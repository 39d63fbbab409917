/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-assertion.h"

#include "tg-account-key.h"
#include "tg-base64url.h"
#include "tg-json.h"
#include "tg-jws.h"

/* Whose it claims to be is read first, from what is not checked yet, to find the keys; then it is
 * checked, and read again from what was signed. Times are those of the clock, not the
 * classroom's, which a teacher moves. */

#define MAX_SECONDS 600

static JsonNode *
parse (GBytes *bytes)
{
  JsonNode *root;

  if (bytes == NULL)
    return NULL;
  root = tg_json_parse (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL,
                        NULL);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    return root;
  g_clear_pointer (&root, json_node_unref);
  return NULL;
}

static char *
dup_claimed_account (const char *assertion)
{
  g_auto (GStrv) parts = g_strsplit (assertion, ".", 3);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (g_strv_length (parts) != 3)
    return NULL;
  bytes = tg_base64url_decode (parts[1]);
  root = parse (bytes);
  return root != NULL
    ? g_strdup (tg_json_get_string (json_node_get_object (root), "sub", NULL)) : NULL;
}

static gboolean
check_claims (TgRequest  *request,
              JsonObject *claims,
              const char *account)
{
  gint64 now = tg_book_get_clock_time (tg_request_get_book (request)) / G_USEC_PER_SEC;
  gint64 end = tg_json_get_int (claims, "exp", 0);

  return g_strcmp0 (tg_json_get_string (claims, "iss", NULL), account) == 0 &&
         g_strcmp0 (tg_json_get_string (claims, "sub", NULL), account) == 0 &&
         tg_audience_is_meant (request->audience, soup_server_message_get_uri (request->message),
                               tg_json_get_string (claims, "aud", "")) &&
         *tg_json_get_string (claims, "jti", "") != '\0' && end > now && end <= now + MAX_SECONDS;
}

char *
tg_assertion_find_account (TgRequest   *request,
                           const char  *assertion,
                           GError     **error)
{
  g_autofree char *account = dup_claimed_account (assertion);
  g_autofree char *key_id = tg_jws_dup_key_id (assertion);
  g_autoptr (GPtrArray) keys = NULL;
  g_autoptr (GBytes) key = NULL;
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (JsonNode) root = NULL;

  if (account == NULL)
    return NULL;
  keys = tg_account_key_list (tg_request_get_book (request), account, error);
  if (keys == NULL)
    return NULL;
  key = tg_account_key_find (keys, key_id);
  if (key != NULL)
    payload = tg_jws_verify_compact (assertion, key, NULL);
  root = parse (payload);
  if (root == NULL || !check_claims (request, json_node_get_object (root), account))
    return NULL;
  return g_steal_pointer (&account);
}
