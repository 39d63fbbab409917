/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-declaration.h"

/* The summary of 701 as customs computes it: which line of which list goes into which item of which
 * declaration. Pure functions over documents. */

void
tg_merged_list_free (TgMergedList *self)
{
  if (self == NULL)
    return;
  g_free (self->items);
  g_free (self);
}

static char *
make_key (TgDocument *list,
          guint       line)
{
  return g_strjoin ("\n",
                    tg_document_get_cell (list, "goods", line, "g_code"),
                    tg_document_get_cell (list, "goods", line, "g_name"),
                    tg_document_get_cell (list, "goods", line, "unit"),
                    tg_document_get_cell (list, "goods", line, "currency"),
                    tg_document_get_cell (list, "goods", line, "country"),
                    NULL);
}

/* How many items a declaration that has these would gain. */
static guint
count_new (GHashTable *items,
           TgDocument *list)
{
  g_autoptr (GHashTable) fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tg_document_get_n_lines (list, "goods"); i++)
    {
      char *key = make_key (list, i);

      if (g_hash_table_contains (items, key))
        g_free (key);
      else
        g_hash_table_add (fresh, key);
    }
  return g_hash_table_size (fresh);
}

static char *
place_lines (GHashTable *items,
             TgDocument *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tg_document_get_n_lines (list, "goods"); i++)
    {
      char *key = make_key (list, i);
      guint item = GPOINTER_TO_UINT (g_hash_table_lookup (items, key));

      if (item == 0)
        {
          item = g_hash_table_size (items) + 1;
          g_hash_table_insert (items, g_steal_pointer (&key), GUINT_TO_POINTER (item));
        }
      g_free (key);
      g_string_append_printf (text, i == 0 ? "%u" : ",%u", item);
    }
  return g_string_free (text, FALSE);
}

GPtrArray *
tg_declaration_merge (GPtrArray *lists)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_merged_list_free);
  g_autoptr (GHashTable) items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint declaration = 0;

  for (guint i = 0; i < lists->len; i++)
    {
      TgDocument *list = lists->pdata[i];
      TgMergedList *one = g_new0 (TgMergedList, 1);
      guint size = g_hash_table_size (items);

      if (size > 0 && size + count_new (items, list) > TG_DECLARATION_MAX_ITEMS)
        {
          g_hash_table_remove_all (items);
          declaration++;
        }
      one->declaration = declaration;
      one->items = place_lines (items, list);
      g_ptr_array_add (merged, one);
    }
  return merged;
}

char *
tg_declaration_new_number (const char *office,
                           const char *date,
                           gint64      serial)
{
  return g_strdup_printf ("%.4s%.4s0%09" G_GINT64_FORMAT, office, date, serial % 1000000000);
}
