/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-course-private.h"

#include "tg-error.h"
#include "tg-json.h"

/* The strict reader of data/agencies and of course.json. These are our own files: what is not
 * understood is an error with file and place. Pure. */

#define MAX_BYTES (1024 * 1024)
#define MAX_DEPTH 12
#define MAX_SECONDS (366 * 86400)

static gboolean
fail (GError     **error,
      const char  *member,
      const char  *what)
{
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” is not %s", member, what);
  return FALSE;
}

static gboolean
read_optional (JsonObject  *object,
               const char  *member,
               char       **out,
               GError     **error)
{
  const char *text;

  if (!json_object_has_member (object, member))
    return TRUE;
  if (!tg_json_need_string (object, member, &text, error))
    return FALSE;
  *out = g_strdup (text);
  return TRUE;
}

static gboolean
read_count (JsonObject  *object,
            const char  *member,
            gint64      *out,
            GError     **error)
{
  if (!json_object_has_member (object, member))
    return TRUE;
  return tg_json_need_int (object, member, out, error) &&
         ((*out >= 0 && *out <= MAX_SECONDS) || fail (error, member, "in its bounds"));
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
read_strings (JsonObject  *object,
              const char  *member,
              char      ***out,
              GError     **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!json_object_has_member (object, member))
    return TRUE;
  if (!tg_json_need_array (object, member, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (json_node_get_value_type (node) != G_TYPE_STRING)
        return fail (error, member, "a list of texts");
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  *out = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_states (JsonObject  *object,
             guint       *out,
             GError     **error)
{
  g_auto (GStrv) names = NULL;

  if (!read_strings (object, "in", &names, error))
    return FALSE;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      TgFilingState state;

      if (!tg_filing_state_parse (names[i], &state))
        return fail (error, names[i], "a state");
      *out |= 1u << state;
    }
  return TRUE;
}

/* Acts of the desk; an agency's own stages are none that a course may ask for again. */
static gboolean
parse_act (const char    *name,
           TgAgencyStage *out)
{
  return tg_agency_stage_parse (name, out) &&
         (*out == TG_AGENCY_MERGE || *out == TG_AGENCY_MONEY || *out == TG_AGENCY_ACCOUNT ||
          *out == TG_AGENCY_BOOK);
}

static gboolean
read_act (JsonObject      *object,
          TgCourseAnswer  *answer,
          GError         **error)
{
  static const char * const known[] = { "act", "after", "until", "one_in", NULL };
  const char *name;

  return tg_json_only_members (object, known, error) &&
         tg_json_need_string (object, "act", &name, error) &&
         (parse_act (name, &answer->stage) || fail (error, name, "an act"));
}

static gboolean
read_receipt (JsonObject      *object,
              TgCourseAnswer  *answer,
              GError         **error)
{
  static const char * const known[] = {
    "after", "until", "one_in", "in", "status", "code", "text", "number", NULL
  };
  const char *status, *code;

  answer->is_receipt = TRUE;
  if (!tg_json_only_members (object, known, error) ||
      !tg_json_need_string (object, "status", &status, error) ||
      !tg_json_need_string (object, "code", &code, error) ||
      !read_text (object, "text", &answer->text, error) ||
      !read_states (object, &answer->states, error) ||
      !read_optional (object, "number", &answer->number, error))
    return FALSE;
  answer->code = g_strdup (code);
  if (!tg_filing_state_parse (status, &answer->state) || answer->state == TG_FILING_DRAFT)
    return fail (error, status, "a status of receipts");
  return answer->number == NULL || tg_course_check_number (answer->number, error);
}

static TgCourseAnswer *
read_answer (JsonObject  *object,
             GError     **error)
{
  g_autoptr (TgCourseAnswer) answer = g_new0 (TgCourseAnswer, 1);
  gint64 seconds = 0, one_in = 0;
  gboolean is_act = json_object_has_member (object, "act");

  if (!read_count (object, "after", &seconds, error) ||
      !read_count (object, "one_in", &one_in, error) ||
      !read_optional (object, "until", &answer->until, error) ||
      !(is_act ? read_act (object, answer, error) : read_receipt (object, answer, error)))
    return NULL;
  answer->after = seconds;
  answer->one_in = (guint) one_in;
  return g_steal_pointer (&answer);
}

static gboolean
read_answers (JsonObject  *object,
              const char  *member,
              GPtrArray   *out,
              GError     **error)
{
  JsonArray *array;

  if (!json_object_has_member (object, member))
    return TRUE;
  if (!tg_json_need_array (object, member, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      TgCourseAnswer *answer = JSON_NODE_HOLDS_OBJECT (node)
        ? read_answer (json_node_get_object (node), error)
        : (fail (error, "answer", "an object"), NULL);

      if (answer == NULL)
        {
          g_prefix_error (error, "%s/%u: ", member, i);
          return FALSE;
        }
      g_ptr_array_add (out, answer);
    }
  return TRUE;
}

static gboolean
read_named (JsonObject  *object,
            TgCourse    *course,
            GError     **error)
{
  g_autoptr (GList) names = NULL;
  JsonObject *named;

  if (!json_object_has_member (object, "named"))
    return TRUE;
  if (!tg_json_need_object (object, "named", &named, error))
    return FALSE;
  names = json_object_get_members (named);
  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *member;
      TgCourseAnswer *answer;

      if (!tg_json_need_object (named, l->data, &member, error) ||
          (answer = read_answer (member, error)) == NULL)
        {
          g_prefix_error (error, "named/%s: ", (const char *) l->data);
          return FALSE;
        }
      g_hash_table_insert (course->named, g_strdup (l->data), answer);
    }
  return TRUE;
}

static gboolean
read_rules (JsonObject  *codes,
            TgCourse    *course,
            GError     **error)
{
  g_autoptr (GList) names = NULL;
  JsonObject *rules;

  if (!json_object_has_member (codes, "rules"))
    return TRUE;
  if (!tg_json_need_object (codes, "rules", &rules, error))
    return FALSE;
  names = json_object_get_members (rules);
  for (GList *l = names; l != NULL; l = l->next)
    {
      const char *code;

      if (!tg_json_need_string (rules, l->data, &code, error))
        return FALSE;
      g_hash_table_insert (course->rules, g_strdup (l->data), g_strdup (code));
    }
  return TRUE;
}

static gboolean
read_codes (JsonObject  *object,
            TgCourse    *course,
            GError     **error)
{
  static const char * const known[] = { "format", "business", "rules", NULL };
  JsonObject *codes;

  if (!json_object_has_member (object, "codes"))
    return TRUE;
  if (!tg_json_need_object (object, "codes", &codes, error))
    return FALSE;
  if (tg_json_only_members (codes, known, error) &&
      read_optional (codes, "format", &course->format, error) &&
      read_optional (codes, "business", &course->business, error) &&
      read_rules (codes, course, error))
    return TRUE;
  g_prefix_error (error, "codes: ");
  return FALSE;
}

static gboolean
read_fault (JsonObject     *object,
            const char     *member,
            TgCourseFault  *fault,
            GError        **error)
{
  static const char * const known[] = { "code", "text", NULL };
  JsonObject *found;
  const char *code;

  if (!json_object_has_member (object, member))
    return TRUE;
  if (!tg_json_need_object (object, member, &found, error))
    return FALSE;
  if (!tg_json_only_members (found, known, error) ||
      !tg_json_need_string (found, "code", &code, error) ||
      !read_text (found, "text", &fault->text, error))
    {
      g_prefix_error (error, "%s: ", member);
      return FALSE;
    }
  fault->code = g_strdup (code);
  return TRUE;
}

static gboolean
read_reference (JsonObject  *object,
                TgCourse    *course,
                GError     **error)
{
  static const char * const known[] = { "at", "in", "unknown", "wrong_state", "merged", NULL };
  TgCourseReference *reference = g_new0 (TgCourseReference, 1);
  const char *at;

  g_ptr_array_add (course->references, reference);
  if (!tg_json_only_members (object, known, error) ||
      !tg_json_need_string (object, "at", &at, error) ||
      !read_states (object, &reference->states, error) ||
      !read_fault (object, "unknown", &reference->unknown, error) ||
      !read_fault (object, "wrong_state", &reference->wrong_state, error) ||
      !read_fault (object, "merged", &reference->merged, error))
    return FALSE;
  reference->at = g_strdup (at);
  return TRUE;
}

static gboolean
read_references (JsonObject  *object,
                 TgCourse    *course,
                 GError     **error)
{
  JsonArray *array;

  if (!json_object_has_member (object, "lists"))
    return TRUE;
  if (!tg_json_need_array (object, "lists", &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!(JSON_NODE_HOLDS_OBJECT (node)
            ? read_reference (json_node_get_object (node), course, error)
            : fail (error, "list", "an object")))
        {
          g_prefix_error (error, "lists/%u: ", i);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_one (JsonObject      *object,
          const char      *member,
          TgCourseAnswer **out,
          GError         **error)
{
  JsonObject *found;

  if (!tg_json_need_object (object, member, &found, error))
    return FALSE;
  *out = read_answer (found, error);
  if (*out != NULL && (*out)->is_receipt)
    return TRUE;
  if (*out != NULL)
    fail (error, "act", "a receipt");
  g_prefix_error (error, "%s: ", member);
  return FALSE;
}

/* A withdrawal must never be taken for a filing: the last rule answers in any state. */
static gboolean
is_whole (const TgCourse  *course,
          GError         **error)
{
  const TgCourseAnswer *last = course->withdraw->len > 0
    ? course->withdraw->pdata[course->withdraw->len - 1] : NULL;

  if (last == NULL || last->states != 0)
    return fail (error, "withdraw", "answered in every state");
  return course->entry->len > 0 || fail (error, "entry", "at least one receipt");
}

static gboolean
read_course (JsonObject  *object,
             TgCourse    *course,
             GError     **error)
{
  static const char * const known[] = {
    "forms", "codes", "strict", "lists", "change", "withdraw", "entry", "review", "returned",
    "refused", "answers", "named", NULL
  };
  gint64 seconds = 0;

  if (!tg_json_only_members (object, known, error) ||
      !read_strings (object, "forms", &course->forms, error) ||
      !read_codes (object, course, error) ||
      !read_strings (object, "strict", &course->strict, error) ||
      !read_references (object, course, error) ||
      !read_answers (object, "change", course->change, error) ||
      !read_answers (object, "withdraw", course->withdraw, error) ||
      !read_answers (object, "entry", course->entry, error) ||
      !read_count (object, "review", &seconds, error) ||
      !read_one (object, "returned", &course->returned, error) ||
      (json_object_has_member (object, "refused") &&
       !read_one (object, "refused", &course->refused, error)) ||
      !read_answers (object, "answers", course->answers, error) ||
      !read_named (object, course, error))
    return FALSE;
  course->review = seconds;
  return is_whole (course, error);
}

static gboolean
read_all (JsonObject  *root,
          GPtrArray   *courses,
          GError     **error)
{
  static const char * const known[] = { "agency", "courses", NULL };
  const char *agency;
  JsonArray *array;

  if (!tg_json_only_members (root, known, error) ||
      !tg_json_need_string (root, "agency", &agency, error) ||
      !tg_json_need_array (root, "courses", &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      TgCourse *course = tg_course_new ();

      g_ptr_array_add (courses, course);
      course->agency = g_strdup (agency);
      if (!(JSON_NODE_HOLDS_OBJECT (node)
            ? read_course (json_node_get_object (node), course, error)
            : fail (error, "course", "an object")))
        {
          g_prefix_error (error, "courses/%u: ", i);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
tg_course_read (const char  *text,
                const char  *name,
                GPtrArray   *courses,
                GError     **error)
{
  TgJsonLimits limits = { MAX_BYTES, MAX_DEPTH };
  g_autoptr (JsonNode) node = tg_json_parse (text, -1, &limits, error);

  if (node != NULL && (JSON_NODE_HOLDS_OBJECT (node)
                       ? read_all (json_node_get_object (node), courses, error)
                       : fail (error, name, "an object")))
    return TRUE;
  g_prefix_error (error, "%s: ", name);
  return FALSE;
}
