/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-scenario.h"

#include "tg-scenario-private.h"

/* An exercise as a value. It is filled in by the reader and never changed after. */

static void
answer_free (TgScriptAnswer *self)
{
  g_free (self->code);
  g_clear_pointer (&self->message, tg_text_unref);
  g_free (self->number);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  g_free (self);
}

static void
turn_free (TgScriptTurn *self)
{
  g_free (self->form);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_free (self);
}

static void
paper_free (TgScenarioPaper *self)
{
  g_free (self->kind);
  g_clear_pointer (&self->title, tg_text_unref);
  g_clear_pointer (&self->text, tg_text_unref);
  g_free (self);
}

static void
fact_free (TgScenarioFact *self)
{
  g_free (self->type);
  g_free (self->key);
  g_clear_pointer (&self->document, tg_document_unref);
  g_free (self);
}

static void
expected_free (TgExpectedFiling *self)
{
  g_free (self->form);
  g_clear_pointer (&self->document, tg_document_unref);
  g_clear_pointer (&self->weights, g_hash_table_unref);
  g_clear_pointer (&self->tolerances, g_hash_table_unref);
  g_free (self);
}

static void
agreement_free (TgAgreement *self)
{
  g_free (self->left);
  g_free (self->right);
  g_free (self);
}

TgScriptAnswer *
tg_scenario_new_answer (void)
{
  TgScriptAnswer *self = g_new0 (TgScriptAnswer, 1);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_fault_free);
  return self;
}

TgScriptTurn *
tg_scenario_new_turn (void)
{
  TgScriptTurn *self = g_new0 (TgScriptTurn, 1);

  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify) answer_free);
  return self;
}

TgExpectedFiling *
tg_scenario_new_expected (void)
{
  TgExpectedFiling *self = g_new0 (TgExpectedFiling, 1);

  self->weight = 1;
  self->weights = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tolerances = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

TgScenario *
tg_scenario_new (void)
{
  TgScenario *self = g_new0 (TgScenario, 1);

  g_atomic_ref_count_init (&self->refs);
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify) paper_free);
  self->facts = g_ptr_array_new_with_free_func ((GDestroyNotify) fact_free);
  self->expected = g_ptr_array_new_with_free_func ((GDestroyNotify) expected_free);
  self->agreements = g_ptr_array_new_with_free_func ((GDestroyNotify) agreement_free);
  self->turns = g_ptr_array_new_with_free_func ((GDestroyNotify) turn_free);
  return self;
}

TgScenario *
tg_scenario_ref (TgScenario *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_scenario_unref (TgScenario *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->id);
  g_clear_pointer (&self->title, tg_text_unref);
  g_clear_pointer (&self->story, tg_text_unref);
  g_strfreev (self->aids);
  g_ptr_array_unref (self->papers);
  g_ptr_array_unref (self->facts);
  g_ptr_array_unref (self->expected);
  g_ptr_array_unref (self->agreements);
  g_ptr_array_unref (self->turns);
  g_free (self);
}

const TgScriptTurn *
tg_scenario_find_turn (TgScenario *self,
                       const char *form,
                       guint       attempt)
{
  for (guint i = 0; i < self->turns->len; i++)
    {
      const TgScriptTurn *turn = self->turns->pdata[i];

      if (turn->attempt == attempt && g_str_equal (turn->form, form))
        return turn;
    }
  return NULL;
}
