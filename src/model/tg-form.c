/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form.h"

#include <string.h>

/* TgForm: a form or fact type in one version. The reader in `forms` fills it in and calls
 * tg_form_index; after that nothing changes it, so any thread may read it. `by_path` lends fields
 * that the sections own. */

static const char * const families[] = {
  "registration", "declaration", "refund", "forex", "service", "fact",
};

/* "goods/<line>/qty" → "goods/qty"; (transfer full). */
static char *
to_column_path (const char *path)
{
  const char *first = strchr (path, '/');
  const char *last = strrchr (path, '/');

  if (first == NULL || first == last)
    return g_strdup (path);
  return g_strdup_printf ("%.*s%s", (int) (first - path), path, last);
}

static void
index_fields (TgForm     *self,
              const char *table,
              GPtrArray  *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      TgField *field = g_ptr_array_index (fields, i);
      char *path = table == NULL ? g_strdup (field->key)
                   : g_strconcat (table, "/", field->key, NULL);

      g_hash_table_replace (self->by_path, path, field);
    }
}

TgForm *
tg_form_new (void)
{
  TgForm *self = g_new0 (TgForm, 1);

  g_atomic_ref_count_init (&self->refs);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_section_free);
  self->checks = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_check_free);
  self->dues = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_due_free);
  self->moves = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_move_free);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_part_free);
  self->by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

TgForm *
tg_form_ref (TgForm *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_form_unref (TgForm *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_hash_table_unref (self->by_path);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->dues);
  g_strfreev (self->settles);
  g_strfreev (self->once);
  g_ptr_array_unref (self->checks);
  g_ptr_array_unref (self->sections);
  g_clear_pointer (&self->title, tg_text_unref);
  g_clear_pointer (&self->ended, tg_text_unref);
  g_strfreev (self->aliases);
  g_strfreev (self->subjects);
  g_free (self->id);
  g_free (self->agency);
  g_free (self->valid_from);
  g_free (self->valid_to);
  g_free (self->dated_by);
  g_clear_pointer (&self->usual, tg_usual_free);
  g_free (self->list_number);
  g_free (self->list_summary);
  g_free (self->list_amount);
  g_free (self->list_currency);
  g_free (self->list_date);
  g_free (self);
}

void
tg_form_index (TgForm *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->by_path);
  for (guint i = 0; i < self->sections->len; i++)
    {
      TgSection *section = g_ptr_array_index (self->sections, i);

      index_fields (self, NULL, section->fields);
      if (section->table != NULL)
        index_fields (self, section->table->key, section->table->fields);
    }
}

const TgField *
tg_form_find_field (const TgForm *self,
                    const char   *path)
{
  g_autofree char *column = NULL;

  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  column = to_column_path (path);
  return g_hash_table_lookup (self->by_path, column);
}

const TgTable *
tg_form_find_table (const TgForm *self,
                    const char   *key)
{
  g_return_val_if_fail (self != NULL && key != NULL, NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      TgSection *section = g_ptr_array_index (self->sections, i);

      if (section->table != NULL && strcmp (section->table->key, key) == 0)
        return section->table;
    }
  return NULL;
}

static gboolean
section_holds (const TgSection *section,
               const char      *path)
{
  gsize length;

  if (section->table != NULL)
    {
      length = strlen (section->table->key);
      return strncmp (path, section->table->key, length) == 0 &&
             (path[length] == '/' || path[length] == '\0');
    }
  for (guint i = 0; i < section->fields->len; i++)
    if (strcmp (((TgField *) g_ptr_array_index (section->fields, i))->key, path) == 0)
      return TRUE;
  return FALSE;
}

const TgSection *
tg_form_find_section (const TgForm *self,
                      const char   *path)
{
  g_return_val_if_fail (self != NULL && path != NULL, NULL);

  for (guint i = 0; i < self->sections->len; i++)
    if (section_holds (g_ptr_array_index (self->sections, i), path))
      return g_ptr_array_index (self->sections, i);
  return NULL;
}

const char *
tg_form_get_alias (const TgForm *self)
{
  g_return_val_if_fail (self != NULL, "");

  if (self->aliases != NULL && self->aliases[0] != NULL)
    return self->aliases[0];
  return self->id;
}

gboolean
tg_form_is_in_force (const TgForm *self,
                     const char   *date)
{
  g_return_val_if_fail (self != NULL && date != NULL, FALSE);

  return (self->valid_from[0] == '\0' || strcmp (self->valid_from, date) <= 0) &&
         (self->valid_to[0] == '\0' || strcmp (date, self->valid_to) <= 0);
}

gboolean
tg_form_has_ended (const TgForm *self,
                   const char   *date)
{
  g_return_val_if_fail (self != NULL && date != NULL, FALSE);

  return self->ended != NULL && strcmp (self->valid_to, date) < 0;
}

gboolean
tg_family_parse (const char *name,
                 TgFamily   *out)
{
  g_return_val_if_fail (name != NULL && out != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (strcmp (families[i], name) == 0)
      {
        *out = (TgFamily) i;
        return TRUE;
      }
  return FALSE;
}

const char *
tg_family_to_name (TgFamily family)
{
  g_return_val_if_fail ((guint) family < G_N_ELEMENTS (families), "");

  return families[family];
}

TgTable *
tg_table_new (const char *key)
{
  TgTable *self = g_new0 (TgTable, 1);

  self->key = g_strdup (key);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_field_free);
  return self;
}

void
tg_table_free (TgTable *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->fields);
  g_strfreev (self->totals);
  g_free (self->key);
  g_free (self->from);
  g_free (self->join_fact);
  g_free (self->join_field);
  g_free (self);
}

TgSection *
tg_section_new (const char *key)
{
  TgSection *self = g_new0 (TgSection, 1);

  self->key = g_strdup (key);
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_field_free);
  return self;
}

void
tg_section_free (TgSection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->title, tg_text_unref);
  g_clear_pointer (&self->table, tg_table_free);
  g_ptr_array_unref (self->fields);
  g_strfreev (self->agencies);
  g_strfreev (self->agencies_may);
  g_free (self->key);
  g_free (self->visible);
  g_free (self);
}

TgCheck *
tg_check_new (const char *id)
{
  TgCheck *self = g_new0 (TgCheck, 1);

  self->id = g_strdup (id);
  return self;
}

void
tg_check_free (TgCheck *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->message, tg_text_unref);
  g_strfreev (self->at);
  g_free (self->id);
  g_free (self->scope);
  g_free (self->when);
  g_free (self->assertion);
  g_free (self->source);
  g_free (self);
}

TgDue *
tg_due_new (const char *id)
{
  TgDue *self = g_new0 (TgDue, 1);

  self->id = g_strdup (id);
  return self;
}

void
tg_due_free (TgDue *self)
{
  g_clear_pointer (&self->title, tg_text_unref);
  g_free (self->id);
  g_free (self->due);
  g_free (self->source);
  g_free (self);
}

TgPart *
tg_part_new (const char *relation)
{
  TgPart *self = g_new0 (TgPart, 1);

  self->relation = g_strdup (relation);
  return self;
}

void
tg_part_free (TgPart *self)
{
  g_free (self->relation);
  g_strfreev (self->kinds);
  g_free (self);
}

const char *
tg_form_find_relation (const TgForm *self,
                       const char   *kind)
{
  g_return_val_if_fail (self != NULL && kind != NULL, NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const TgPart *part = g_ptr_array_index (self->parts, i);

      if (g_strv_contains ((const char * const *) part->kinds, kind))
        return part->relation;
    }
  return NULL;
}
