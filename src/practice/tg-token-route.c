/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-account-table.h"
#include "tg-assertion.h"
#include "tg-wire-codec.h"

/* OAuth 2.0 client credentials (RFC 6749, 4.4) with client_secret_basic or private_key_jwt. Answers
 * keep that standard's own error form. */

static gboolean
fail (TgRequest  *request,
      guint       status,
      const char *code,
      const char *description)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);

  if (status == 401)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Basic realm=\"single-window\"");
  tg_request_answer (request, status, "application/json",
                     tg_wire_write_token_error (code, description));
  return TRUE;
}

/* Id and secret are form-encoded before they are joined (RFC 6749, 2.3.1). */
static gboolean
read_basic (TgRequest  *request,
            char      **id,
            char      **secret)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (request->message);
  const char *value = soup_message_headers_get_one (headers, "Authorization");
  g_autofree guchar *bytes = NULL;
  g_autofree char *pair = NULL;
  g_auto (GStrv) parts = NULL;
  gsize length;

  if (value == NULL || g_ascii_strncasecmp (value, "Basic ", 6) != 0)
    return FALSE;
  bytes = g_base64_decode (value + 6, &length);
  if (length == 0 || memchr (bytes, '\0', length) != NULL)
    return FALSE;
  pair = g_strndup ((char *) bytes, length);
  g_strdelimit (pair, "+", ' ');
  parts = g_strsplit (pair, ":", 2);
  if (g_strv_length (parts) != 2)
    return FALSE;
  *id = g_uri_unescape_string (parts[0], NULL);
  *secret = g_uri_unescape_string (parts[1], NULL);
  return *id != NULL && *secret != NULL;
}

static GHashTable *
read_form (TgRequest *request)
{
  g_autoptr (GBytes) body = tg_request_get_body (request);
  g_autofree char *text = NULL;

  if (!tg_request_is_type (request, "application/x-www-form-urlencoded"))
    return NULL;
  text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  return soup_form_decode (text);
}

/* NULL without an error: it is nobody that we know. */
static char *
find_account (TgRequest   *request,
              GHashTable  *form,
              GError     **error)
{
  const char *type = g_hash_table_lookup (form, "client_assertion_type");
  const char *assertion = g_hash_table_lookup (form, "client_assertion");
  g_autofree char *id = NULL;
  g_autofree char *secret = NULL;

  if (assertion != NULL)
    return g_strcmp0 (type, TG_ASSERTION_TYPE) == 0
      ? tg_assertion_find_account (request, assertion, error) : NULL;
  if (!read_basic (request, &id, &secret) ||
      !tg_account_table_check_secret (tg_request_get_book (request), id, secret, error))
    return NULL;
  return g_steal_pointer (&id);
}

gboolean
tg_token_route_answer (TgRequest  *request,
                       GError    **error)
{
  TgBook *book = tg_request_get_book (request);
  g_autoptr (GHashTable) form = read_form (request);
  g_autoptr (GError) local = NULL;
  g_autofree char *id = NULL;
  g_autofree char *token = NULL;
  const char *grant = form != NULL ? g_hash_table_lookup (form, "grant_type") : NULL;

  if (grant == NULL)
    return fail (request, 400, "invalid_request", "grant_type is missing");
  if (!g_str_equal (grant, "client_credentials"))
    return fail (request, 400, "unsupported_grant_type", "Only client_credentials is offered");
  id = find_account (request, form, &local);
  if (id == NULL && local == NULL)
    return fail (request, 401, "invalid_client",
                 g_hash_table_contains (form, "client_assertion")
                 ? "The assertion does not hold" : "Unknown account or wrong secret");
  if (local == NULL)
    token = tg_account_table_new_token (book, id, TG_TOKEN_SECONDS, &local);
  if (token == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  tg_request_answer (request, 200, "application/json",
                     tg_wire_write_token (token, TG_TOKEN_SECONDS));
  return TRUE;
}
