/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codec.h"

#include "tg-error.h"
#include "tg-wire-json.h"

/* The token endpoint's bodies: RFC 6749, 5.1 and 5.2. */

#define MAX_TOKEN 8192

char *
tg_wire_write_token (const char *token,
                     gint64      seconds)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "access_token", token);
  json_object_set_string_member (object, "token_type", "Bearer");
  json_object_set_int_member (object, "expires_in", seconds);
  return tg_wire_object_to_text (object);
}

/* A token goes into a header as it is, so it may hold only what RFC 6750 allows. */
static gboolean
is_token (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._~+/=", *p) == NULL)
      return FALSE;
  return TRUE;
}

/* Returns: (transfer full): the bearer token. */
char *
tg_wire_read_token (GBytes  *body,
                    gint64  *seconds,
                    GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = tg_wire_parse (body, &local);
  JsonObject *object = root != NULL ? json_node_get_object (root) : NULL;
  const char *token;

  if (object == NULL || !tg_wire_need_bounded (object, "access_token", MAX_TOKEN, &token, &local))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_OFFLINE,
                   "The answer is not the single window's: %s", local->message);
      return NULL;
    }
  if (g_ascii_strcasecmp (tg_json_get_string (object, "token_type", ""), "bearer") != 0 ||
      !is_token (token))
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                           "The single window gave a token of a kind that we do not know");
      return NULL;
    }
  *seconds = CLAMP (tg_json_get_int (object, "expires_in", 0), 0, 365 * 86400);
  return g_strdup (token);
}

char *
tg_wire_write_token_error (const char *code,
                           const char *description)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "error", code);
  json_object_set_string_member (object, "error_description", description);
  return tg_wire_object_to_text (object);
}

char *
tg_wire_read_token_error (GBytes *body)
{
  g_autoptr (JsonNode) root = tg_wire_parse (body, NULL);

  if (root == NULL)
    return NULL;
  return g_strdup (tg_json_get_string (json_node_get_object (root), "error", NULL));
}
