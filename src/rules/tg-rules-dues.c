/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-rules-private.h"

#include <string.h>

#include "tg-date.h"

/* The deadlines that follow from a document, by the expressions of its form. */

static int
compare_dates (gconstpointer a,
               gconstpointer b)
{
  return strcmp (tg_deadline_get_date (*(TgDeadline * const *) a),
                 tg_deadline_get_date (*(TgDeadline * const *) b));
}

GPtrArray *
tg_rules_list_deadlines (TgRules              *self,
                         const TgDocument     *document,
                         const TgRulesContext *context,
                         const char           *subject)
{
  GPtrArray *deadlines = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *date = NULL;
  TgMachine machine;

  g_return_val_if_fail (self != NULL && document != NULL && context != NULL, deadlines);

  tg_rules_start (self, &machine, document, context, &date);
  for (guint i = 0; i < self->dues->len; i++)
    {
      const TgRuleDue *rule = g_ptr_array_index (self->dues, i);
      g_autofree char *day = tg_value_dup_text (tg_machine_evaluate (&machine, rule->day));

      if (tg_date_is_valid (day))
        g_ptr_array_add (deadlines,
                         tg_deadline_new (rule->due->id, day, subject, rule->due->title));
    }
  tg_machine_clear (&machine);
  g_ptr_array_sort (deadlines, compare_dates);
  return deadlines;
}
