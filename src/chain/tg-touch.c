/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-touch.h"

#include <string.h>

/* A change upstream: which values of a document drawn from the fact are no longer the fact's. A
 * link says which header or line came from where, the form says which field came from which. */

void
tg_touched_free (TgTouched *self)
{
  g_free (self->path);
  g_free (self->source_path);
  g_free (self->filed);
  g_free (self->present);
  g_free (self);
}

typedef struct
{
  const TgDocument *target;
  const TgSource   *source;
  const char       *changed;
  GPtrArray        *found;
} Look;

static void
look_at_field (const Look          *look,
               const TgField       *field,
               const TgDerivedLink *link)
{
  g_autofree char *source_path = NULL;
  g_autofree char *path = NULL;
  const char *present;
  const char *filed;
  TgTouched *touched;

  if (field->from == NULL)
    return;
  source_path = tg_derivation_dup_path (look->source, link->source_path, field->from);
  if (source_path == NULL || (look->changed != NULL && strcmp (look->changed, source_path) != 0))
    return;

  path = link->target_path[0] == '\0' ? g_strdup (field->key)
         : g_strjoin ("/", link->target_path, field->key, NULL);
  present = tg_document_get (look->source->document, source_path);
  filed = tg_document_get (look->target, path);
  /* Where the fact had nothing, the form filled in its default: that is no fact's value. */
  if (strcmp (present, filed) == 0 || (present[0] == '\0' && field->initial != NULL))
    return;

  touched = g_new0 (TgTouched, 1);
  touched->path = g_steal_pointer (&path);
  touched->source_path = g_steal_pointer (&source_path);
  touched->filed = g_strdup (filed);
  touched->present = g_strdup (present);
  g_ptr_array_add (look->found, touched);
}

static void
look_at_fields (const Look          *look,
                GPtrArray           *fields,
                const TgDerivedLink *link)
{
  for (guint i = 0; i < fields->len; i++)
    look_at_field (look, g_ptr_array_index (fields, i), link);
}

static gboolean
is_of_table (const TgDerivedLink *link,
             const TgTable       *table)
{
  gsize length = strlen (table->key);

  return strncmp (link->target_path, table->key, length) == 0 && link->target_path[length] == '/';
}

/* A line that was removed since is touched by nothing. */
static gboolean
has_line (const TgDocument    *target,
          const TgDerivedLink *link,
          const TgTable       *table)
{
  return tg_document_find_line (target, table->key,
                                link->target_path + strlen (table->key) + 1) >= 0;
}

static void
look_at_link (const Look          *look,
              const TgForm        *form,
              const TgDerivedLink *link)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (form->sections, i);

      if (link->target_path[0] == '\0')
        look_at_fields (look, section->fields, link);
      else if (section->table != NULL && is_of_table (link, section->table) &&
               has_line (look->target, link, section->table))
        look_at_fields (look, section->table->fields, link);
    }
}

GPtrArray *
tg_touch_find (const TgForm     *form,
               const TgDocument *target,
               GPtrArray        *links,
               const TgSource   *source,
               const char       *changed)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_touched_free);
  Look look = { target, source, changed, found };

  for (guint i = 0; i < links->len; i++)
    {
      const TgDerivedLink *link = g_ptr_array_index (links, i);

      if (strcmp (link->source, source->id) == 0)
        look_at_link (&look, form, link);
    }

  return found;
}
