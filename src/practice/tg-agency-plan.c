/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-agency-plan.h"

#include "tg-error.h"
#include "tg-json.h"

/* What an agency is going to do: a list of acts with delays. A value without identity; the
 * desk turns each act into a row that waits for its time, so an act can be written as JSON and
 * read back after a restart. */

static const char * const stage_names[] = {
  [TG_AGENCY_SUBMITTED] = "submitted",
  [TG_AGENCY_OWN_COURSE] = "own-course",
  [TG_AGENCY_MATCH] = "match",
  [TG_AGENCY_REVIEW] = "review",
  [TG_AGENCY_DECIDE] = "decide",
  [TG_AGENCY_CLOSE] = "close",
  [TG_AGENCY_CLOSED] = "closed",
  [TG_AGENCY_PARTNERS] = "partners",
  [TG_AGENCY_MERGE] = "merge",
  [TG_AGENCY_MONEY] = "money",
  [TG_AGENCY_ACCOUNT] = "account",
  [TG_AGENCY_BOOK] = "book",
};

const char *
tg_agency_stage_to_name (TgAgencyStage stage)
{
  g_return_val_if_fail (stage < G_N_ELEMENTS (stage_names), "");

  return stage_names[stage];
}

gboolean
tg_agency_stage_parse (const char    *name,
                       TgAgencyStage *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (stage_names); i++)
    {
      if (g_strcmp0 (stage_names[i], name) == 0)
        {
          *out = (TgAgencyStage) i;
          return TRUE;
        }
    }
  return FALSE;
}

TgAgencyPlan *
tg_agency_plan_new (void)
{
  TgAgencyPlan *self = g_new0 (TgAgencyPlan, 1);

  self->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_agency_act_free);
  return self;
}

void
tg_agency_plan_free (TgAgencyPlan *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->acts);
  g_free (self);
}

static TgAgencyAct *
act_new (void)
{
  TgAgencyAct *self = g_new0 (TgAgencyAct, 1);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  self->faults_en = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  self->code = g_strdup ("");
  self->message = g_strdup ("");
  self->message_en = g_strdup ("");
  self->number = g_strdup ("");
  return self;
}

void
tg_agency_act_free (TgAgencyAct *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->message);
  g_free (self->message_en);
  g_free (self->number);
  g_ptr_array_unref (self->faults);
  g_ptr_array_unref (self->faults_en);
  g_free (self);
}

static void
replace_text (char       **place,
              const char  *text)
{
  g_free (*place);
  *place = g_strdup (text != NULL ? text : "");
}

TgAgencyAct *
tg_agency_plan_receipt (TgAgencyPlan  *self,
                        gint64         delay,
                        TgFilingState  state,
                        const char    *code,
                        const TgText  *message)
{
  TgAgencyAct *act = act_new ();

  act->is_receipt = TRUE;
  act->delay = delay;
  act->state = state;
  replace_text (&act->code, code);
  replace_text (&act->message, tg_text_get_in (message, "zh"));
  replace_text (&act->message_en, tg_text_get_in (message, "en"));
  g_ptr_array_add (self->acts, act);
  return act;
}

TgAgencyAct *
tg_agency_plan_stage (TgAgencyPlan  *self,
                      gint64         delay,
                      TgAgencyStage  stage)
{
  TgAgencyAct *act = act_new ();

  act->delay = delay;
  act->stage = stage;
  g_ptr_array_add (self->acts, act);
  return act;
}

void
tg_agency_act_set_number (TgAgencyAct *self,
                          const char  *number)
{
  replace_text (&self->number, number);
}

void
tg_agency_act_add_fault (TgAgencyAct *self,
                         const char  *pointer,
                         const char  *code,
                         const char  *zh,
                         const char  *en)
{
  g_ptr_array_add (self->faults, tg_fault_new (pointer, code, zh));
  g_ptr_array_add (self->faults_en, tg_fault_new (pointer, code, en));
}

static void
set_text (JsonObject *object,
          const char *member,
          const char *text)
{
  if (text[0] != '\0')
    json_object_set_string_member (object, member, text);
}

static JsonArray *
faults_to_json (const TgAgencyAct *self)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < self->faults->len; i++)
    {
      const TgFault *fault = self->faults->pdata[i];
      const TgFault *english = self->faults_en->pdata[i];
      JsonObject *object = json_object_new ();

      json_object_set_string_member (object, "pointer", fault->pointer);
      json_object_set_string_member (object, "code", fault->code);
      json_object_set_string_member (object, "detail", fault->detail);
      json_object_set_string_member (object, "detail_en", english->detail);
      json_array_add_object_element (array, object);
    }
  return array;
}

char *
tg_agency_act_to_json (const TgAgencyAct *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (!self->is_receipt)
    {
      json_object_set_string_member (object, "stage", tg_agency_stage_to_name (self->stage));
      return tg_json_object_to_canonical (object, NULL, NULL);
    }
  json_object_set_string_member (object, "state", tg_filing_state_to_name (self->state));
  set_text (object, "code", self->code);
  set_text (object, "message", self->message);
  set_text (object, "message_en", self->message_en);
  set_text (object, "number", self->number);
  if (self->keeps_state)
    json_object_set_boolean_member (object, "keeps_state", TRUE);
  if (self->faults->len > 0)
    json_object_set_array_member (object, "faults", faults_to_json (self));
  return tg_json_object_to_canonical (object, NULL, NULL);
}

static void
read_faults (TgAgencyAct *act,
             JsonArray   *faults)
{
  for (guint i = 0; faults != NULL && i < json_array_get_length (faults); i++)
    {
      JsonObject *fault = tg_json_get_object_at (faults, i);
      const char *detail = tg_json_get_string (fault, "detail", "");

      tg_agency_act_add_fault (act,
                               tg_json_get_string (fault, "pointer", ""),
                               tg_json_get_string (fault, "code", ""), detail,
                               tg_json_get_string (fault, "detail_en", detail));
    }
}

TgAgencyAct *
tg_agency_act_from_json (const char  *text,
                         GError     **error)
{
  g_autoptr (JsonNode) node = tg_json_parse (text, -1, NULL, error);
  g_autoptr (TgAgencyAct) act = act_new ();
  JsonObject *object;
  const char *stage;

  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  stage = tg_json_get_string (object, "stage", NULL);
  act->is_receipt = stage == NULL;
  if (stage != NULL ? !tg_agency_stage_parse (stage, &act->stage)
                    : !tg_filing_state_parse (tg_json_get_string (object, "state", ""),
                                              &act->state))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_CORRUPT, "Unreadable agency task: %s", text);
      return NULL;
    }
  replace_text (&act->code, tg_json_get_string (object, "code", ""));
  replace_text (&act->message, tg_json_get_string (object, "message", ""));
  replace_text (&act->message_en, tg_json_get_string (object, "message_en", act->message));
  replace_text (&act->number, tg_json_get_string (object, "number", ""));
  act->keeps_state = tg_json_get_boolean (object, "keeps_state", FALSE);
  read_faults (act, tg_json_get_array (object, "faults"));
  return g_steal_pointer (&act);
}
