/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codec.h"

#include "tg-clock.h"
#include "tg-error.h"
#include "tg-wire-json.h"

/* `/.well-known/single-window`. Anything else found there (a captive portal's page) is
 * “offline”. */

static TgDiscovery *
fail (const char  *what,
      GError     **error)
{
  g_set_error (error, TG_ERROR, TG_ERROR_OFFLINE, "There is no single window here: %s", what);
  return NULL;
}

/* The path of version 1: it stays on the same host, so it begins with one slash. */
static const char *
find_base (JsonObject *object)
{
  JsonArray *versions = tg_json_get_array (object, "api");

  for (guint i = 0; versions != NULL && i < json_array_get_length (versions); i++)
    {
      JsonObject *entry = tg_wire_get_element (versions, i);
      const char *base;

      if (entry == NULL || g_strcmp0 (tg_json_get_string (entry, "version", NULL), "1") != 0)
        continue;
      base = tg_json_get_string (entry, "base", "");
      if (base[0] == '/' && base[1] != '/' && strlen (base) <= 200 &&
          strpbrk (base, "?#\\ \r\n") == NULL && strstr (base, "..") == NULL)
        return base;
    }
  return NULL;
}

static gsize
read_size (JsonObject *limits,
           const char *name,
           gint64      fallback)
{
  gint64 size = limits != NULL ? tg_json_get_int (limits, name, fallback) : fallback;

  return (gsize) CLAMP (size, 1, 1 << 30);
}

static void
read_limits (TgDiscovery *self,
             JsonObject  *limits)
{
  gint64 batch = limits != NULL ? tg_json_get_int (limits, "batch", 200) : 200;
  gint64 body = limits != NULL ? tg_json_get_int (limits, "body_bytes", 1 << 20) : 1 << 20;
  gint64 wait = limits != NULL ? tg_json_get_int (limits, "wait_seconds", 30) : 30;

  self->attachment_bytes = read_size (limits, "attachment_bytes", TG_WIRE_ATTACHMENT_BYTES);
  self->chunk_bytes = read_size (limits, "chunk_bytes", TG_WIRE_CHUNK_BYTES);
  self->batch = (guint) CLAMP (batch, 1, TG_WIRE_MAX_ITEMS);
  self->body_bytes = (gsize) CLAMP (body, 1024, 1 << 30);
  self->wait_seconds = (guint) CLAMP (wait, 0, 600);
}

char *
tg_wire_write_discovery (const TgDiscovery *discovery)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *time = tg_time_to_rfc3339 (discovery->time);
  JsonObject *limits = json_object_new ();
  JsonObject *version = json_object_new ();
  JsonArray *versions = json_array_new ();
  JsonArray *grants = json_array_new ();
  JsonArray *signatures = json_array_new ();

  json_object_set_string_member (version, "version", "1");
  json_object_set_string_member (version, "base", discovery->base);
  json_array_add_object_element (versions, version);
  json_object_set_int_member (limits, "batch", discovery->batch);
  json_object_set_int_member (limits, "body_bytes", (gint64) discovery->body_bytes);
  json_object_set_int_member (limits, "wait_seconds", discovery->wait_seconds);
  json_object_set_int_member (limits, "attachment_bytes", (gint64) discovery->attachment_bytes);
  json_object_set_int_member (limits, "chunk_bytes", (gint64) discovery->chunk_bytes);
  json_array_add_string_element (signatures, "none");
  json_array_add_string_element (signatures, "ES256");
  json_array_add_string_element (signatures, "RS256");
  json_array_add_string_element (grants, "client_credentials");

  json_object_set_string_member (object, "service", "single-window");
  json_object_set_string_member (object, "name", discovery->name);
  json_object_set_string_member (object, "environment", discovery->environment);
  json_object_set_string_member (object, "epoch", discovery->epoch);
  if (discovery->history != NULL && *discovery->history != '\0')
    json_object_set_string_member (object, "history", discovery->history);
  json_object_set_array_member (object, "api", versions);
  json_object_set_string_member (object, "time", time);
  json_object_set_object_member (object, "limits", limits);
  json_object_set_array_member (object, "signatures", signatures);
  json_object_set_array_member (object, "grants", grants);
  return tg_wire_object_to_text (object);
}

TgDiscovery *
tg_wire_read_discovery (GBytes  *body,
                        GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = tg_wire_parse (body, &local);
  g_autoptr (TgDiscovery) self = NULL;
  const char *environment, *epoch, *history, *base, *time;
  JsonObject *object;

  if (root == NULL)
    return fail (local->message, error);
  object = json_node_get_object (root);
  if (g_strcmp0 (tg_json_get_string (object, "service", NULL), "single-window") != 0)
    return fail ("the answer does not name the service", error);
  base = find_base (object);
  if (base == NULL)
    return fail ("it does not offer version 1 of the interface", error);
  environment = tg_json_get_string (object, "environment", "");
  if (strcmp (environment, "practice") != 0 && strcmp (environment, "production") != 0)
    return fail ("it names neither practice nor production", error);
  if (!tg_wire_need_bounded (object, "epoch", TG_WIRE_MAX_ID, &epoch, &local))
    return fail (local->message, error);

  history = tg_json_get_string (object, "history", "");
  time = tg_json_get_string (object, "time", "");
  self = g_new0 (TgDiscovery, 1);
  self->name = g_strdup (tg_json_get_string (object, "name", ""));
  self->environment = g_strdup (environment);
  self->epoch = g_strdup (epoch);
  self->history = g_strdup (strcmp (history, "restored") == 0 || strcmp (history, "cleared") == 0
                            ? history : "");
  self->base = g_strdup (base);
  if (!tg_time_from_rfc3339 (time, &self->time, NULL))
    self->time = 0;
  read_limits (self, tg_json_get_object (object, "limits"));
  return g_steal_pointer (&self);
}
