/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rules-private.h"

/* What a document moves on accounts, by the expressions of its form. */

static TgMovement *
evaluate (TgMachine        *machine,
          const TgRuleMove *rule)
{
  TgMovement *movement = tg_movement_new (rule->move->id);

  for (guint i = 0; i < TG_N_MOVE_PARTS; i++)
    if (rule->parts[i] != NULL)
      {
        g_free (movement->parts[i]);
        movement->parts[i] = tg_value_dup_text (tg_machine_evaluate (machine, rule->parts[i]));
        tg_machine_reset (machine);
      }
  return movement;
}

GPtrArray *
tg_rules_list_movements (TgRules              *self,
                         const TgDocument     *document,
                         const TgRulesContext *context)
{
  GPtrArray *movements = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_movement_free);
  g_autofree char *date = NULL;
  TgMachine machine;

  g_return_val_if_fail (self != NULL && document != NULL && context != NULL, movements);

  tg_rules_start (self, &machine, document, context, &date);
  for (guint i = 0; i < self->moves->len; i++)
    {
      const TgRuleMove *rule = g_ptr_array_index (self->moves, i);

      if (rule->parts[TG_MOVE_WHEN] == NULL ||
          tg_value_is_true (tg_machine_evaluate (&machine, rule->parts[TG_MOVE_WHEN])))
        g_ptr_array_add (movements, evaluate (&machine, rule));
    }
  tg_machine_clear (&machine);
  return movements;
}
