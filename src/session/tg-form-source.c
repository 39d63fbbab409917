/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-form-source.h"

#include <string.h>

/* The kind that the rows come from is the one to choose; else the one that most fields come from.
 * The enterprise is added by itself, goods are found by the number in each row, and a posting of an
 * account stands in no list: such a form is drawn from the fact whose deadline it settles. */

/* "customs.export-list.goods.qty" begins with the kind; the longest that is known counts. */
static const TgForm *
find_kind (TgCatalogue *catalogue,
           const char  *from)
{
  g_autofree char *kind = g_strdup (from);

  for (;;)
    {
      const TgForm *form = tg_catalogue_find (catalogue, kind, 0);
      char *dot = strrchr (kind, '.');

      if (form == NULL)
        form = tg_catalogue_find_fact (catalogue, kind, 0);
      if (form != NULL || dot == NULL)
        return form;
      *dot = '\0';
    }
}

gboolean
tg_form_source_is_same (const TgForm *form,
                        const TgForm *fact)
{
  if (form == NULL || fact == NULL || form->sections->len != fact->sections->len)
    return FALSE;
  for (guint i = 0; i < form->sections->len; i++)
    if (strcmp (((TgSection *) form->sections->pdata[i])->key,
                ((TgSection *) fact->sections->pdata[i])->key) != 0)
      return FALSE;
  return TRUE;
}

static const TgForm *
find_same (TgCatalogue  *catalogue,
           const TgForm *form)
{
  g_autoptr (GPtrArray) facts = tg_catalogue_list_family (catalogue, TG_FAMILY_FACT, NULL);

  for (guint i = 0; form->family != TG_FAMILY_FACT && i < facts->len; i++)
    if (tg_form_source_is_same (form, facts->pdata[i]))
      return facts->pdata[i];
  return NULL;
}

static const TgForm *
find_of_rows (TgCatalogue    *catalogue,
              const TgForm   *form,
              const TgTable **table)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgTable *candidate = ((TgSection *) form->sections->pdata[i])->table;
      const TgForm *kind = candidate != NULL && candidate->from != NULL
                           ? find_kind (catalogue, candidate->from) : NULL;

      if (kind != NULL)
        {
          *table = candidate;
          return kind;
        }
    }
  return NULL;
}

static gboolean
is_header_from (TgCatalogue  *catalogue,
                const TgForm *form,
                const TgForm *kind)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = form->sections->pdata[i];

      for (guint f = 0; f < section->fields->len; f++)
        {
          const TgField *field = section->fields->pdata[f];

          if (field->from != NULL && find_kind (catalogue, field->from) == kind)
            return TRUE;
        }
    }
  return FALSE;
}

/* By the first part of a path, what is no form and no fact too ("posting"). */
static void
count_header (TgCatalogue   *catalogue,
              const TgForm  *form,
              GHashTable    *counts,
              const char   **most)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const TgSection *section = form->sections->pdata[i];

      for (guint f = 0; f < section->fields->len; f++)
        {
          const TgField *field = section->fields->pdata[f];
          const TgForm *kind = field->from != NULL ? find_kind (catalogue, field->from) : NULL;
          const char *name = kind != NULL ? kind->id : "";
          guint count;

          if (field->from == NULL || strcmp (name, "enterprise") == 0)
            continue;
          count = GPOINTER_TO_UINT (g_hash_table_lookup (counts, name)) + 1;
          g_hash_table_insert (counts, (gpointer) name, GUINT_TO_POINTER (count));
          if (*most == NULL ||
              count > GPOINTER_TO_UINT (g_hash_table_lookup (counts, *most)))
            *most = name;
        }
    }
}

static const TgForm *
find_settled (TgCatalogue  *catalogue,
              const TgForm *form)
{
  g_autoptr (GPtrArray) facts = tg_catalogue_list_family (catalogue, TG_FAMILY_FACT, NULL);

  for (guint s = 0; form->settles != NULL && form->settles[s] != NULL; s++)
    for (guint i = 0; i < facts->len; i++)
      {
        const TgForm *fact = facts->pdata[i];

        for (guint d = 0; d < fact->dues->len; d++)
          if (strcmp (((TgDue *) fact->dues->pdata[d])->id, form->settles[s]) == 0)
            return fact;
      }
  return NULL;
}

const char *
tg_form_source_find (TgCatalogue   *catalogue,
                     const TgForm  *form,
                     gboolean      *several)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  const TgForm *kind = find_same (catalogue, form);
  const TgTable *table = NULL;
  const char *most = NULL;

  *several = FALSE;
  if (kind != NULL)
    return kind->id;
  kind = find_of_rows (catalogue, form, &table);
  if (kind != NULL)
    {
      *several = strcmp (table->from, kind->id) == 0 || !is_header_from (catalogue, form, kind);
      return kind->id;
    }
  count_header (catalogue, form, counts, &most);
  if (most == NULL || most[0] != '\0')
    return most;
  kind = find_settled (catalogue, form);
  return kind != NULL ? kind->id : NULL;
}
