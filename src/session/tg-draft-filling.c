/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-draft-private.h"

#include <string.h>

/* A line whose number names a fact (a goods record) takes from it what is still empty: one step of
 * its own, marked as drawn, so that one undo takes it back and redrawing knows whose values they
 * are. */

static TgDocument *
find_joined (TgDraft       *self,
             const TgTable *table,
             const char    *line)
{
  g_autofree char *key = g_strdup_printf ("fact.%s/%s", table->join_fact, line);

  return self->others != NULL ? g_hash_table_lookup (self->others, key) : NULL;
}

static const char *
get_offered (const TgTable    *table,
             const TgField    *field,
             const TgDocument *joined)
{
  gsize length = strlen (table->join_fact);

  if (field->from == NULL || field->computed != NULL || field->read_only ||
      strncmp (field->from, table->join_fact, length) != 0 || field->from[length] != '.')
    return "";
  return tg_document_get (joined, field->from + length + 1);
}

void
tg_draft_fill_line (TgDraft    *self,
                    const char *path)
{
  g_autofree char *table_key = NULL;
  g_autofree char *line = NULL;
  const TgTable *table;
  const TgDocument *joined;

  if (!tg_draft_can_edit (self) || !tg_path_split (path, &table_key, &line, NULL) ||
      table_key == NULL)
    return;
  table = tg_form_find_table (self->form, table_key);
  if (table == NULL || table->join_fact == NULL ||
      tg_document_find_line (self->document, table_key, line) < 0)
    return;
  joined = find_joined (self, table, line);
  if (joined == NULL)
    return;
  tg_draft_begin (self);
  for (guint i = 0; i < table->fields->len; i++)
    {
      const TgField *field = table->fields->pdata[i];
      g_autofree char *place = tg_path_new (table_key, line, field->key);
      const char *offered = get_offered (table, field, joined);

      if (offered[0] != '\0' && tg_document_get (self->document, place)[0] == '\0')
        tg_draft_do_set (self, place, offered);
    }
  if (self->open != NULL && self->depth == 1)
    self->open->is_drawn = TRUE;
  tg_draft_end (self);
  tg_draft_refresh_issues (self);
}
