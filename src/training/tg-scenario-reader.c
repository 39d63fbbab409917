/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-scenario.h"

#include "tg-error.h"
#include "tg-json.h"
#include "tg-scenario-private.h"

/* The strict reader of scenario.json (docs/training.md): what is not understood is an error
 * with file and place, as "first-export/1/scenario.json: turns/2: answers/0: …". Pure but for
 * tg_scenario_load. */

#define SCENARIO_FILE "scenario.json"
#define MAX_BYTES (2 * 1024 * 1024)
#define MAX_SECONDS (366 * 86400)

typedef gboolean (*ReadFunc) (TgScenario  *self,
                              JsonObject  *object,
                              GError     **error);

static gboolean
fail (GError     **error,
      const char  *member,
      const char  *what)
{
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” is not %s", member, what);
  return FALSE;
}

static gboolean
read_string (JsonObject  *object,
             const char  *member,
             char       **out,
             GError     **error)
{
  const char *text;

  if (!tg_json_need_string (object, member, &text, error))
    return FALSE;
  *out = g_strdup (text);
  return TRUE;
}

static gboolean
read_count (JsonObject  *object,
            const char  *member,
            gint64       max,
            gint64      *out,
            GError     **error)
{
  if (!tg_json_need_int (object, member, out, error))
    return FALSE;
  return (*out >= 0 && *out <= max) || fail (error, member, "in its bounds");
}

static gboolean
read_uint (JsonObject  *object,
           const char  *member,
           guint       *out,
           GError     **error)
{
  gint64 value;

  if (!read_count (object, member, 100000, &value, error))
    return FALSE;
  *out = (guint) value;
  return TRUE;
}

static gboolean
read_seconds (JsonObject  *object,
              const char  *member,
              gint64      *out,
              GError     **error)
{
  gint64 value;

  if (!read_count (object, member, MAX_SECONDS, &value, error))
    return FALSE;
  *out = value * G_USEC_PER_SEC;
  return TRUE;
}

static gboolean
read_text (JsonObject  *object,
           const char  *member,
           TgText     **out,
           GError     **error)
{
  static const char * const known[] = { "zh", "en", NULL };
  JsonObject *words;
  const char *zh, *en;

  if (!tg_json_need_object (object, member, &words, error))
    return FALSE;
  if (!tg_json_only_members (words, known, error) ||
      !tg_json_need_string (words, "zh", &zh, error) ||
      !tg_json_need_string (words, "en", &en, error))
    {
      g_prefix_error (error, "%s: ", member);
      return FALSE;
    }
  *out = tg_text_new (zh, en);
  return TRUE;
}

static gboolean
read_document (JsonObject  *object,
               const char  *member,
               TgDocument **out,
               GError     **error)
{
  JsonObject *found;
  g_autofree char *text = NULL;

  if (!tg_json_need_object (object, member, &found, error))
    return FALSE;
  text = tg_json_to_canonical (json_object_get_member (object, member), error);
  *out = text != NULL ? tg_document_new_from_json (text, -1, error) : NULL;
  if (*out == NULL)
    {
      g_prefix_error (error, "%s: ", member);
      return FALSE;
    }
  tg_document_freeze (*out);
  return TRUE;
}

/* Calls `func` for each object of the array; a missing array has none. */
static gboolean
read_list (TgScenario  *self,
           JsonObject  *object,
           const char  *member,
           ReadFunc     func,
           GError     **error)
{
  JsonArray *array = tg_json_get_array (object, member);

  if (array == NULL && json_object_has_member (object, member))
    return fail (error, member, "a list");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_OBJECT (node) ? !fail (error, member, "a list of objects")
                                         : !func (self, json_node_get_object (node), error))
        {
          g_prefix_error (error, "%s/%u: ", member, i);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_paper (TgScenario  *self,
            JsonObject  *object,
            GError     **error)
{
  static const char * const known[] = { "kind", "title", "text", NULL };
  static const char * const kinds[] = {
    "contract", "invoice", "packing-list", "waybill", "letter", NULL
  };
  TgScenarioPaper *paper = g_new0 (TgScenarioPaper, 1);

  g_ptr_array_add (self->papers, paper);
  return tg_json_only_members (object, known, error) &&
         read_string (object, "kind", &paper->kind, error) &&
         (g_strv_contains (kinds, paper->kind) || fail (error, "kind", "a kind of paper")) &&
         read_text (object, "title", &paper->title, error) &&
         read_text (object, "text", &paper->text, error);
}

static gboolean
read_fact (TgScenario  *self,
           JsonObject  *object,
           GError     **error)
{
  static const char * const known[] = { "type", "key", "document", NULL };
  TgScenarioFact *fact = g_new0 (TgScenarioFact, 1);

  g_ptr_array_add (self->facts, fact);
  return tg_json_only_members (object, known, error) &&
         read_string (object, "type", &fact->type, error) &&
         read_string (object, "key", &fact->key, error) &&
         read_document (object, "document", &fact->document, error);
}

static gboolean
read_weights (TgExpectedFiling  *expected,
              JsonObject        *object,
              GError           **error)
{
  JsonObject *weights = tg_json_get_object (object, "weights");
  JsonObjectIter iter;
  const char *path;

  if (weights == NULL)
    return !json_object_has_member (object, "weights") || fail (error, "weights", "an object");
  json_object_iter_init (&iter, weights);
  while (json_object_iter_next (&iter, &path, NULL))
    {
      guint weight;

      if (!read_uint (weights, path, &weight, error))
        return FALSE;
      g_hash_table_insert (expected->weights, g_strdup (path), GUINT_TO_POINTER (weight));
    }
  return TRUE;
}

static gboolean
read_tolerances (TgExpectedFiling  *expected,
                 JsonObject        *object,
                 GError           **error)
{
  JsonObject *tolerances = tg_json_get_object (object, "tolerances");
  JsonObjectIter iter;
  const char *path;

  if (tolerances == NULL)
    return !json_object_has_member (object, "tolerances") ||
           fail (error, "tolerances", "an object");
  json_object_iter_init (&iter, tolerances);
  while (json_object_iter_next (&iter, &path, NULL))
    {
      const char *text;
      TgDecimal number;

      if (!tg_json_need_string (tolerances, path, &text, error) ||
          !tg_decimal_parse (text, &number, error))
        return FALSE;
      g_hash_table_insert (expected->tolerances, g_strdup (path), g_strdup (text));
    }
  return TRUE;
}

static gboolean
read_expected (TgScenario  *self,
               JsonObject  *object,
               GError     **error)
{
  static const char * const known[] = {
    "form", "document", "weight", "weights", "tolerances", NULL
  };
  TgExpectedFiling *expected = tg_scenario_new_expected ();

  g_ptr_array_add (self->expected, expected);
  return tg_json_only_members (object, known, error) &&
         read_string (object, "form", &expected->form, error) &&
         read_document (object, "document", &expected->document, error) &&
         (!json_object_has_member (object, "weight") ||
          read_uint (object, "weight", &expected->weight, error)) &&
         read_weights (expected, object, error) &&
         read_tolerances (expected, object, error);
}

static gboolean
read_agreement (TgScenario  *self,
                JsonObject  *object,
                GError     **error)
{
  static const char * const known[] = { "left", "right", "weight", NULL };
  TgAgreement *agreement = g_new0 (TgAgreement, 1);

  g_ptr_array_add (self->agreements, agreement);
  if (!tg_json_only_members (object, known, error) ||
      !read_string (object, "left", &agreement->left, error) ||
      !read_string (object, "right", &agreement->right, error) ||
      !read_uint (object, "weight", &agreement->weight, error))
    return FALSE;
  if (strchr (agreement->left, ':') == NULL)
    return fail (error, "left", "a form and a field, “form:field”");
  if (strchr (agreement->right, ':') == NULL)
    return fail (error, "right", "a form and a field, “form:field”");
  return TRUE;
}

static gboolean
read_process (TgScenario  *self,
              JsonObject  *object,
              GError     **error)
{
  static const char * const known[] = {
    "weight", "free_attempts", "attempt_penalty", "aid_penalty", NULL
  };
  JsonObject *process;

  if (!json_object_has_member (object, "process"))
    return TRUE;
  if (!tg_json_need_object (object, "process", &process, error))
    return FALSE;
  if (tg_json_only_members (process, known, error) &&
      read_uint (process, "weight", &self->process_weight, error) &&
      read_uint (process, "free_attempts", &self->free_attempts, error) &&
      read_uint (process, "attempt_penalty", &self->attempt_penalty, error) &&
      read_uint (process, "aid_penalty", &self->aid_penalty, error) &&
      (self->process_weight <= 100 || fail (error, "weight", "a part of 100")))
    return TRUE;
  g_prefix_error (error, "process: ");
  return FALSE;
}

static gboolean
read_fault (TgScenario  *self,
            JsonObject  *object,
            GError     **error)
{
  static const char * const known[] = { "pointer", "code", "detail", NULL };
  TgScriptTurn *turn = self->turns->pdata[self->turns->len - 1];
  TgScriptAnswer *answer = turn->answers->pdata[turn->answers->len - 1];
  g_autoptr (TgText) detail = NULL;
  const char *pointer, *code;

  if (!tg_json_only_members (object, known, error) ||
      !tg_json_need_string (object, "pointer", &pointer, error) ||
      !tg_json_need_string (object, "code", &code, error) ||
      !read_text (object, "detail", &detail, error))
    return FALSE;
  if (*pointer != '\0' && *pointer != '/')
    return fail (error, "pointer", "a pointer (RFC 6901)");
  g_ptr_array_add (answer->faults,
                   tg_fault_new (pointer, code, tg_text_get_in (detail, "zh")));
  return TRUE;
}

static gboolean
read_answer (TgScenario  *self,
             JsonObject  *object,
             GError     **error)
{
  static const char * const known[] = {
    "after", "status", "code", "message", "number", "errors", NULL
  };
  TgScriptTurn *turn = self->turns->pdata[self->turns->len - 1];
  TgScriptAnswer *answer = tg_scenario_new_answer ();
  const char *status;
  const char *number = "";

  g_ptr_array_add (turn->answers, answer);
  if (json_object_has_member (object, "number") &&
      !tg_json_need_string (object, "number", &number, error))
    return FALSE;
  answer->number = g_strdup (number);
  if (!tg_json_only_members (object, known, error) ||
      !read_seconds (object, "after", &answer->after, error) ||
      !tg_json_need_string (object, "status", &status, error) ||
      !read_string (object, "code", &answer->code, error) ||
      !read_text (object, "message", &answer->message, error) ||
      !read_list (self, object, "errors", read_fault, error))
    return FALSE;
  if (!tg_filing_state_parse (status, &answer->state) || answer->state == TG_FILING_DRAFT)
    return fail (error, "status", "a status of the contract");
  return TRUE;
}

/* The second turn for the same submission would never be taken. */
static gboolean
check_turn (TgScenario          *self,
            const TgScriptTurn  *turn,
            GError             **error)
{
  if (turn->attempt == 0)
    return fail (error, "attempt", "counted from 1");
  return tg_scenario_find_turn (self, turn->form, turn->attempt) == turn ||
         fail (error, "attempt", "the only turn for this submission");
}

static gboolean
read_turn (TgScenario  *self,
           JsonObject  *object,
           GError     **error)
{
  static const char * const known[] = {
    "form", "attempt", "silence", "answers", "then", NULL
  };
  TgScriptTurn *turn = tg_scenario_new_turn ();
  const char *then;

  g_ptr_array_add (self->turns, turn);
  if (!tg_json_only_members (object, known, error) ||
      !read_string (object, "form", &turn->form, error) ||
      !read_uint (object, "attempt", &turn->attempt, error) ||
      !read_seconds (object, "silence", &turn->silence, error) ||
      !read_list (self, object, "answers", read_answer, error) ||
      !tg_json_need_string (object, "then", &then, error))
    return FALSE;
  turn->then_agency = g_str_equal (then, "agency");
  if (!turn->then_agency && !g_str_equal (then, "stop"))
    return fail (error, "then", "“stop” or “agency”");
  return check_turn (self, turn, error);
}

static gboolean
read_aids (TgScenario  *self,
           JsonObject  *object,
           GError     **error)
{
  JsonArray *array = tg_json_get_array (object, "aids");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (array == NULL && json_object_has_member (object, "aids"))
    return fail (error, "aids", "a list of names");
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return fail (error, "aids", "a list of names");
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  self->aids = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_scenario (TgScenario  *self,
               JsonObject  *object,
               GError     **error)
{
  static const char * const known[] = {
    "scenario", "version", "title", "story", "time_limit", "aids", "papers", "facts", "expected",
    "agreements", "process", "turns", NULL
  };

  return tg_json_only_members (object, known, error) &&
         read_string (object, "scenario", &self->id, error) &&
         read_uint (object, "version", &self->version, error) &&
         read_text (object, "title", &self->title, error) &&
         read_text (object, "story", &self->story, error) &&
         read_uint (object, "time_limit", &self->time_limit, error) &&
         read_aids (self, object, error) &&
         read_list (self, object, "papers", read_paper, error) &&
         read_list (self, object, "facts", read_fact, error) &&
         read_list (self, object, "expected", read_expected, error) &&
         read_list (self, object, "agreements", read_agreement, error) &&
         read_process (self, object, error) &&
         read_list (self, object, "turns", read_turn, error);
}

TgScenario *
tg_scenario_parse (const char  *text,
                   gssize       length,
                   const char  *name,
                   GError     **error)
{
  const TgJsonLimits limits = { MAX_BYTES, 16 };
  g_autoptr (JsonNode) root = tg_json_parse (text, length, &limits, error);
  g_autoptr (TgScenario) self = tg_scenario_new ();

  if (root != NULL && !JSON_NODE_HOLDS_OBJECT (root))
    fail (error, "scenario", "an object");
  else if (root != NULL && read_scenario (self, json_node_get_object (root), error))
    return g_steal_pointer (&self);
  g_prefix_error (error, "%s: ", name);
  return NULL;
}

/* A scenario.json says itself which folders it lies in; a file of another name may lie anywhere. */
static gboolean
check_folders (const TgScenario  *self,
               const char        *path,
               GError           **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *place = g_strdup_printf ("/%s/%u/" SCENARIO_FILE, self->id, self->version);
  g_autofree char *name = g_path_get_basename (absolute);

  if (!g_str_equal (name, SCENARIO_FILE) || g_str_has_suffix (absolute, place))
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
               "%s: calls itself “%s” version %u; its folders should be called so too", path,
               self->id, self->version);
  return FALSE;
}

static TgScenario *
parse_loaded (const char  *path,
              const char  *text,
              gsize        length,
              GError     **error)
{
  g_autoptr (TgScenario) self = tg_scenario_parse (text, (gssize) length, path, error);

  if (self == NULL || !check_folders (self, path, error))
    return NULL;
  return g_steal_pointer (&self);
}

TgScenario *
tg_scenario_load (const char  *path,
                  GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) local = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, &local))
    return parse_loaded (path, text, length, error);
  g_set_error (error, TG_ERROR,
               g_error_matches (local, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? TG_ERROR_NOT_FOUND
                                                                         : TG_ERROR_FAILED,
               "%s", local->message);
  return NULL;
}
