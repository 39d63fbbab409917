/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-set-check.h"

#include <string.h>

/* A set is checked as a form without fields is: over an empty document, with all that it compares
 * beside it. Two rules are the same if they have one id, or if they lie at one place and the one is
 * a part of the other ("M1" of a form, "M1-list" of a set). */

#define OTHER "other."

typedef struct
{
  TgRules              *rules;
  const TgDocument     *document;
  const TgRulesContext *context;
  const char           *relation;   /* what the document is in the set that is run */
} Running;

static GHashTable *
copy_others (const Running *self)
{
  GHashTable *others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) tg_document_unref);
  GHashTableIter iter;
  gpointer name, other;

  if (self->context->others != NULL)
    {
      g_hash_table_iter_init (&iter, self->context->others);
      while (g_hash_table_iter_next (&iter, &name, &other))
        g_hash_table_insert (others, g_strdup (name), tg_document_ref (other));
    }
  g_hash_table_replace (others, g_strconcat (OTHER, self->relation, NULL),
                        tg_document_ref ((TgDocument *) self->document));
  return others;
}

/* "other.list.goods.qty" is the table of goods where this document is the list. NULL where it is
 * another's, or hidden. (transfer full) */
static char *
dup_place (const Running *self,
           const char    *at)
{
  TgForm *form = tg_rules_get_form (self->rules);
  gsize length = strlen (self->relation);
  g_autofree char *first = NULL;

  if (!g_str_has_prefix (at, OTHER))
    return NULL;
  at += strlen (OTHER);
  if (strncmp (at, self->relation, length) != 0 || at[length] != '.')
    return NULL;
  at += length + 1;
  first = g_strndup (at, strcspn (at, "."));
  if (tg_form_find_table (form, first) != NULL)
    return g_steal_pointer (&first);
  if (tg_form_find_field (form, first) == NULL ||
      !tg_rules_is_visible (self->rules, self->document, self->context, first))
    return NULL;
  return g_steal_pointer (&first);
}

static gboolean
is_part (const char *whole,
         const char *part)
{
  gsize length = strlen (part);

  return strncmp (whole, part, length) == 0 && whole[length] == '-';
}

static gboolean
is_said (GPtrArray  *found,
         guint       n_before,
         const char *id,
         const char *path)
{
  for (guint i = 0; i < n_before; i++)
    {
      TgIssue *issue = found->pdata[i];
      const char *known = tg_issue_get_id (issue);

      if (strcmp (known, id) == 0 ||
          (strcmp (tg_issue_get_path (issue), path) == 0 &&
           (is_part (known, id) || is_part (id, known))))
        return TRUE;
    }
  return FALSE;
}

static void
take_issue (const Running *self,
            TgIssue       *issue,
            GPtrArray     *found,
            guint          n_before)
{
  g_autofree char *place = dup_place (self, tg_issue_get_path (issue));
  const char *path = place != NULL ? place : "";
  TgLevel level = tg_issue_get_level (issue);

  if (is_said (found, n_before, tg_issue_get_id (issue), path))
    return;
  if (place == NULL && level == TG_LEVEL_BLOCKING)
    level = TG_LEVEL_WARNING;
  g_ptr_array_add (found, tg_issue_new (level, tg_issue_get_id (issue), path,
                                        tg_issue_get_text (issue)));
}

void
tg_set_check_run (GPtrArray            *sets,
                  TgRules              *rules,
                  const TgDocument     *document,
                  const TgRulesContext *context,
                  GPtrArray            *found)
{
  g_autoptr (TgDocument) nothing = tg_document_new ();

  g_return_if_fail (rules != NULL && document != NULL && context != NULL && found != NULL);

  for (guint i = 0; sets != NULL && i < sets->len; i++)
    {
      TgForm *set = tg_rules_get_form (sets->pdata[i]);
      Running running = { rules, document, context };
      TgRulesContext beside = *context;
      g_autoptr (GHashTable) others = NULL;
      g_autoptr (GPtrArray) issues = NULL;
      guint n_before = found->len;

      running.relation = tg_form_find_relation (set, tg_rules_get_form (rules)->id);
      if (running.relation == NULL)
        continue;
      others = copy_others (&running);
      beside.others = others;
      issues = tg_rules_check (sets->pdata[i], nothing, &beside);
      for (guint k = 0; k < issues->len; k++)
        take_issue (&running, issues->pdata[k], found, n_before);
    }
}
