/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-edit.h"

/* What tells two documents apart, as the edits that a person would have made. */

static void
add_value (GPtrArray        *edits,
           const TgDocument *before,
           const TgDocument *after,
           const char       *path)
{
  const char *old = tg_document_get (before, path);
  const char *new = tg_document_get (after, path);

  if (!g_str_equal (old, new))
    g_ptr_array_add (edits, tg_edit_new (TG_EDIT_SET, path, old, new));
}

static void
add_values (GPtrArray          *edits,
            const TgDocument   *before,
            const TgDocument   *after,
            const char * const *paths,
            const char         *prefix,
            GHashTable         *seen)
{
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      char *path = g_strconcat (prefix, paths[i], NULL);

      if (g_hash_table_add (seen, path))
        add_value (edits, before, after, path);
    }
}

static void
add_line (GPtrArray        *edits,
          const TgDocument *has,
          const char       *table,
          guint             position,
          gboolean          is_added)
{
  const char *line = tg_document_get_line_id (has, table, position);
  g_autofree char *path = g_strdup_printf ("%s/%s", table, line);
  g_autofree char *json = tg_document_line_to_json (has, table, line);
  g_autofree char *packed = tg_edit_pack_line (position, json);

  if (is_added)
    g_ptr_array_add (edits, tg_edit_new (TG_EDIT_LINE_ADDED, path, "", packed));
  else
    g_ptr_array_add (edits, tg_edit_new (TG_EDIT_LINE_REMOVED, path, packed, ""));
}

/* From the last one back, so that the places are right when each is removed. */
static void
add_removed_lines (GPtrArray        *edits,
                   const TgDocument *before,
                   const TgDocument *after,
                   const char       *table)
{
  for (guint i = tg_document_get_n_lines (before, table); i > 0; i--)
    if (tg_document_find_line (after, table,
                               tg_document_get_line_id (before, table, i - 1)) < 0)
      add_line (edits, before, table, i - 1, FALSE);
}

static void
add_table (GPtrArray        *edits,
           const TgDocument *before,
           const TgDocument *after,
           const char       *table,
           GHashTable       *seen)
{
  add_removed_lines (edits, before, after, table);
  for (guint i = 0; i < tg_document_get_n_lines (after, table); i++)
    {
      const char *line = tg_document_get_line_id (after, table, i);
      g_autofree char *prefix = g_strdup_printf ("%s/%s/", table, line);

      if (tg_document_find_line (before, table, line) < 0)
        {
          add_line (edits, after, table, i, TRUE);
          continue;
        }
      add_values (edits, before, after, tg_document_get_columns (before, table), prefix, seen);
      add_values (edits, before, after, tg_document_get_columns (after, table), prefix, seen);
    }
}

static void
add_tables (GPtrArray          *edits,
            const TgDocument   *before,
            const TgDocument   *after,
            const char * const *tables,
            GHashTable         *seen)
{
  for (guint i = 0; tables != NULL && tables[i] != NULL; i++)
    {
      char *name = g_strconcat (tables[i], "/", NULL);

      if (g_hash_table_add (seen, name))
        add_table (edits, before, after, tables[i], seen);
    }
}

GPtrArray *
tg_edit_list_between (const TgDocument *before,
                      const TgDocument *after)
{
  GPtrArray *edits = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_edit_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_values (edits, before, after, tg_document_get_keys (before), "", seen);
  add_values (edits, before, after, tg_document_get_keys (after), "", seen);
  add_tables (edits, before, after, tg_document_get_tables (before), seen);
  add_tables (edits, before, after, tg_document_get_tables (after), seen);
  return edits;
}
