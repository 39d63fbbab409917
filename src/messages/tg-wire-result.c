/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-wire-codec.h"

#include "tg-error.h"
#include "tg-wire-json.h"

/* What the window says of each item of a batch. The answer counts only as a whole: exactly the
 * ids that were sent, in their order. */

static JsonObject *
result_to (const TgResult *result)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", result->id);
  json_object_set_string_member (object, "outcome", result->received ? "received" : "refused");
  json_object_set_boolean_member (object, "duplicate", result->duplicate);
  if (result->received)
    {
      json_object_set_int_member (object, "revision", result->revision);
      json_object_set_string_member (object, "reference",
                                     result->reference != NULL ? result->reference : "");
    }
  if (result->problem != NULL)
    json_object_set_object_member (object, "problem", tg_wire_problem_to (result->problem));
  return object;
}

char *
tg_wire_write_results (GPtrArray  *results,
                       const char *epoch)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < results->len; i++)
    json_array_add_object_element (array, result_to (results->pdata[i]));
  json_object_set_string_member (object, "api", "1");
  json_object_set_string_member (object, "epoch", epoch);
  json_object_set_array_member (object, "results", array);
  return tg_wire_object_to_text (object);
}

static gboolean
read_received (TgResult    *self,
               JsonObject  *object,
               GError     **error)
{
  gint64 revision;

  if (!tg_json_need_int (object, "revision", &revision, error))
    return FALSE;
  if (revision < 1)
    {
      g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, "A revision counts from 1");
      return FALSE;
    }
  self->received = TRUE;
  self->revision = revision;
  g_free (self->reference);
  self->reference = g_strdup (tg_json_get_string (object, "reference", ""));
  return TRUE;
}

static gboolean
read_refused (TgResult    *self,
              JsonObject  *object,
              GError     **error)
{
  g_autoptr (GError) local = NULL;
  JsonObject *problem;

  if (!tg_json_need_object (object, "problem", &problem, error))
    return FALSE;
  self->problem = tg_wire_problem_from (problem, &local);
  if (self->problem != NULL)
    return TRUE;
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID, local->message);
  return FALSE;
}

static TgResult *
result_from (JsonObject  *object,
             const char  *expected,
             GError     **error)
{
  g_autoptr (TgResult) self = g_new0 (TgResult, 1);
  const char *id, *outcome;

  if (!tg_json_need_string (object, "id", &id, error) ||
      !tg_json_need_string (object, "outcome", &outcome, error))
    return NULL;
  if (strcmp (id, expected) != 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "It answers %s, not %s", id, expected);
      return NULL;
    }
  self->id = g_strdup (id);
  self->duplicate = tg_json_get_boolean (object, "duplicate", FALSE);
  self->reference = g_strdup ("");
  if (strcmp (outcome, "received") == 0)
    return read_received (self, object, error) ? g_steal_pointer (&self) : NULL;
  if (strcmp (outcome, "refused") == 0)
    return read_refused (self, object, error) ? g_steal_pointer (&self) : NULL;
  g_set_error_literal (error, TG_ERROR, TG_ERROR_INVALID,
                       "The outcome is neither received nor refused");
  return NULL;
}

GPtrArray *
tg_wire_read_results (GBytes              *body,
                      const char * const  *ids,
                      GError             **error)
{
  g_autoptr (JsonNode) root = tg_wire_parse_answer (body, error);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_result_free);
  JsonArray *array;

  if (root == NULL || !tg_wire_need_list (json_node_get_object (root), "results", &array, error))
    return NULL;
  if (json_array_get_length (array) != g_strv_length ((char **) ids))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "%u results for %u submissions",
                   json_array_get_length (array), g_strv_length ((char **) ids));
      return NULL;
    }
  for (guint i = 0; ids[i] != NULL; i++)
    {
      TgResult *result = result_from (tg_wire_get_element (array, i), ids[i], error);

      if (result == NULL)
        {
          g_prefix_error (error, "results/%u: ", i);
          return NULL;
        }
      g_ptr_array_add (results, result);
    }
  return g_steal_pointer (&results);
}
