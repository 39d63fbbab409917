/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-request.h"

#include "tg-account-table.h"
#include "tg-assertion.h"
#include "tg-door.h"
#include "tg-wire-codec.h"

/* OAuth 2.0 client credentials (RFC 6749, 4.4) with client_secret_basic or private_key_jwt. Answers
 * keep that standard's own error form. Secrets can be guessed, signatures can not: so it is only
 * secrets that are counted, and nobody's wrong ones shut out an account that signs. */

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

/* While a name is shut its secret is not looked at, so that a right one is answered as any. */
static char *
find_by_secret (TgRequest  *request,
                guint      *wait,
                GError    **error)
{
  g_autofree char *id = NULL;
  g_autofree char *secret = NULL;
  g_autoptr (GError) local = NULL;

  if (!read_basic (request, &id, &secret))
    return NULL;
  *wait = tg_secret_guard_get_wait (request->guard, id);
  if (*wait > 0)
    {
      tg_meter_add (request->meter, TG_METER_SHUT, 1);
      return NULL;
    }
  if (tg_account_table_check_secret (tg_request_get_book (request), id, secret, &local))
    {
      tg_secret_guard_note_right (request->guard, id);
      return g_steal_pointer (&id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  tg_secret_guard_note_wrong (request->guard, id);
  tg_meter_add (request->meter, TG_METER_WRONG_SECRET, 1);
  return NULL;
}

/* NULL without an error: it is nobody that we know, or (`wait`) it is not looked at for so many
 * seconds. */
static char *
find_account (TgRequest   *request,
              GHashTable  *form,
              guint       *wait,
              GError     **error)
{
  const char *type = g_hash_table_lookup (form, "client_assertion_type");
  const char *assertion = g_hash_table_lookup (form, "client_assertion");

  if (assertion == NULL)
    return find_by_secret (request, wait, error);
  return g_strcmp0 (type, TG_ASSERTION_TYPE) == 0
    ? tg_assertion_find_account (request, assertion, error) : NULL;
}

static gboolean
refuse (TgRequest  *request,
        GHashTable *form,
        guint       wait)
{
  if (wait > 0)
    {
      tg_door_ask_to_wait (request, wait);
      return fail (request, 429, "invalid_client",
                   "Too many wrong secrets; wait as Retry-After says");
    }
  return fail (request, 401, "invalid_client",
               g_hash_table_contains (form, "client_assertion")
               ? "The assertion does not hold" : "Unknown account or wrong secret");
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
  guint wait = 0;
  const char *grant = form != NULL ? g_hash_table_lookup (form, "grant_type") : NULL;

  if (grant == NULL)
    return fail (request, 400, "invalid_request", "grant_type is missing");
  if (!g_str_equal (grant, "client_credentials"))
    return fail (request, 400, "unsupported_grant_type", "Only client_credentials is offered");
  id = find_account (request, form, &wait, &local);
  if (id == NULL && local == NULL)
    return refuse (request, form, wait);
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
