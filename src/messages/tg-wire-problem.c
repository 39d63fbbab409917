/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codec.h"

#include "tg-error.h"
#include "tg-wire-json.h"

/* `application/problem+json` (RFC 9457), as a whole body and inside a result. A body of another
 * kind is a proxy's, and nothing is concluded from it. */

#define PREFIX "urn:single-window:problem:"

static void
read_current (TgProblem  *self,
              JsonObject *object)
{
  JsonObject *current = tg_json_get_object (object, "current");

  if (current == NULL)
    return;
  self->current_revision = MAX (tg_json_get_int (current, "revision", 0), 0);
  self->current = tg_wire_read_document (current, "document", NULL);
}

TgProblem *
tg_wire_problem_from (JsonObject  *object,
                      GError     **error)
{
  const char *type = tg_json_get_string (object, "type", "");
  gint64 status = tg_json_get_int (object, "status", 0);
  TgProblem *self;

  if (!g_str_has_prefix (type, PREFIX) || type[strlen (PREFIX)] == '\0' || strlen (type) > 200)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_OFFLINE,
                           "The answer is not the single window's: it is no problem of its kind");
      return NULL;
    }
  self = g_new0 (TgProblem, 1);
  self->code = g_strdup (type + strlen (PREFIX));
  self->title = g_strdup (tg_json_get_string (object, "title", ""));
  self->detail = g_strdup (tg_json_get_string (object, "detail", ""));
  self->status = (guint) CLAMP (status, 0, 999);
  self->faults = tg_wire_read_faults (object);
  read_current (self, object);
  return self;
}

JsonObject *
tg_wire_problem_to (const TgProblem *problem)
{
  JsonObject *object = json_object_new ();
  g_autofree char *type = g_strconcat (PREFIX, problem->code, NULL);

  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "title", problem->title != NULL ? problem->title : "");
  json_object_set_int_member (object, "status", problem->status);
  if (problem->detail != NULL && *problem->detail != '\0')
    json_object_set_string_member (object, "detail", problem->detail);
  tg_wire_set_faults (object, problem->faults);
  if (problem->current != NULL)
    {
      g_autofree char *document = tg_document_to_json (problem->current);
      JsonObject *current = json_object_new ();

      json_object_set_int_member (current, "revision", problem->current_revision);
      tg_wire_set_text (current, "document", document);
      json_object_set_object_member (object, "current", current);
    }
  return object;
}

char *
tg_wire_write_problem (const TgProblem *problem)
{
  g_autoptr (JsonObject) object = tg_wire_problem_to (problem);

  return tg_wire_object_to_text (object);
}

TgProblem *
tg_wire_read_problem (GBytes  *body,
                      GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (JsonNode) root = tg_wire_parse (body, &local);

  if (root != NULL)
    return tg_wire_problem_from (json_node_get_object (root), error);
  g_set_error (error, TG_ERROR, TG_ERROR_OFFLINE,
               "The answer is not the single window's: %s", local->message);
  return NULL;
}
