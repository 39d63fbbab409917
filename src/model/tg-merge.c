/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-merge.h"

#include <string.h>

/* Three-way merge. Header fields and the fields of lines that both have are merged value by value.
 * A line that only one side added stays; one that a side removed goes, unless the other side
 * changed it. The order of lines is mine, unless only the other side moved any. Pure; the
 * arguments are not changed. */

typedef struct
{
  const TgDocument *base;
  const TgDocument *mine;
  const TgDocument *theirs;
  TgMerge          *merge;
} Merging;

static void
add_conflict (Merging    *m,
              const char *path,
              const char *base,
              const char *mine,
              const char *theirs)
{
  TgMergeConflict *conflict = g_new0 (TgMergeConflict, 1);

  conflict->path = g_strdup (path);
  conflict->base = g_strdup (base);
  conflict->mine = g_strdup (mine);
  conflict->theirs = g_strdup (theirs);
  g_ptr_array_add (m->merge->conflicts, conflict);
}

/* The document being merged begins as a copy of mine; only what is theirs is put in. */
static void
merge_value (Merging    *m,
             const char *path)
{
  const char *base = tg_document_get (m->base, path);
  const char *mine = tg_document_get (m->mine, path);
  const char *theirs = tg_document_get (m->theirs, path);

  if (strcmp (mine, theirs) == 0 || strcmp (base, theirs) == 0)
    return;
  if (strcmp (base, mine) == 0)
    tg_document_set (m->merge->document, path, theirs, NULL);
  else
    add_conflict (m, path, base, mine, theirs);
}

static void
add_keys (GHashTable         *keys,
          const char * const *from)
{
  for (guint i = 0; from[i] != NULL; i++)
    g_hash_table_add (keys, (gpointer) from[i]);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static GPtrArray *
sort_set (GHashTable *set)
{
  GPtrArray *sorted = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (sorted, key);
  g_ptr_array_sort (sorted, compare_keys);
  return sorted;
}

static gboolean
line_equal (const TgDocument *a,
            const TgDocument *b,
            const char       *table,
            const char       *line)
{
  g_autofree char *text_a = tg_document_line_to_json (a, table, line);
  g_autofree char *text_b = tg_document_line_to_json (b, table, line);

  return g_strcmp0 (text_a, text_b) == 0;
}

static gboolean
has_line (const TgDocument *document,
          const char       *table,
          const char       *line)
{
  return tg_document_find_line (document, table, line) >= 0;
}

static void
merge_line (Merging    *m,
            const char *table,
            const char *line)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sorted = NULL;

  add_keys (columns, tg_document_get_columns (m->mine, table));
  add_keys (columns, tg_document_get_columns (m->theirs, table));
  sorted = sort_set (columns);
  for (guint i = 0; i < sorted->len; i++)
    {
      g_autofree char *path = tg_path_new (table, line, g_ptr_array_index (sorted, i));

      merge_value (m, path);
    }
}

/* Behind the nearest line before it in `theirs` that the result has too. */
static void
bring_line (Merging    *m,
            const char *table,
            const char *line)
{
  g_autofree char *json = tg_document_line_to_json (m->theirs, table, line);
  int position = tg_document_find_line (m->theirs, table, line);
  int to = 0;

  for (int i = position - 1; i >= 0; i--)
    {
      const char *before = tg_document_get_line_id (m->theirs, table, (guint) i);
      int found = tg_document_find_line (m->merge->document, table, before);

      if (found >= 0)
        {
          to = found + 1;
          break;
        }
    }
  tg_document_put_line_json (m->merge->document, table, to, json, NULL);
}

static void
merge_their_line (Merging    *m,
                  const char *table,
                  const char *line)
{
  g_autofree char *path = NULL;

  if (has_line (m->mine, table, line))
    {
      merge_line (m, table, line);
      return;
    }
  if (!has_line (m->base, table, line))
    {
      bring_line (m, table, line);
      return;
    }
  if (line_equal (m->base, m->theirs, table, line))
    return;
  bring_line (m, table, line);
  path = tg_path_new (table, line, "_line");
  add_conflict (m, path, line, "", line);
}

/* Lines of mine that are not theirs. */
static void
merge_my_line (Merging    *m,
               const char *table,
               const char *line)
{
  g_autofree char *path = NULL;

  if (has_line (m->theirs, table, line) || !has_line (m->base, table, line))
    return;
  if (line_equal (m->base, m->mine, table, line))
    {
      tg_document_remove_line (m->merge->document, table, line, NULL);
      return;
    }
  path = tg_path_new (table, line, "_line");
  add_conflict (m, path, line, line, "");
}

/* Whether the lines that both have stand in the same order. */
static gboolean
same_order (const TgDocument *a,
            const TgDocument *b,
            const char       *table)
{
  guint n = tg_document_get_n_lines (a, table);
  int last = -1;

  for (guint i = 0; i < n; i++)
    {
      int position = tg_document_find_line (b, table, tg_document_get_line_id (a, table, i));

      if (position < 0)
        continue;
      if (position < last)
        return FALSE;
      last = position;
    }
  return TRUE;
}

static void
take_their_order (Merging    *m,
                  const char *table)
{
  guint n = tg_document_get_n_lines (m->theirs, table);
  int to = 0;

  for (guint i = 0; i < n; i++)
    {
      const char *line = tg_document_get_line_id (m->theirs, table, i);

      if (tg_document_move_line (m->merge->document, table, line, to, NULL))
        to++;
    }
}

static void
merge_table (Merging    *m,
             const char *table)
{
  guint n_theirs = tg_document_get_n_lines (m->theirs, table);
  guint n_mine = tg_document_get_n_lines (m->mine, table);

  for (guint i = 0; i < n_theirs; i++)
    merge_their_line (m, table, tg_document_get_line_id (m->theirs, table, i));
  for (guint i = 0; i < n_mine; i++)
    merge_my_line (m, table, tg_document_get_line_id (m->mine, table, i));
  if (same_order (m->base, m->mine, table) && !same_order (m->base, m->theirs, table))
    take_their_order (m, table);
}

TgMerge *
tg_merge_documents (const TgDocument *base,
                    const TgDocument *mine,
                    const TgDocument *theirs)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) tables = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) sorted_keys = NULL;
  g_autoptr (GPtrArray) sorted_tables = NULL;
  Merging m = { base, mine, theirs, g_new0 (TgMerge, 1) };

  g_return_val_if_fail (base != NULL && mine != NULL && theirs != NULL, NULL);

  m.merge->document = tg_document_copy (mine);
  m.merge->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_merge_conflict_free);
  add_keys (keys, tg_document_get_keys (mine));
  add_keys (keys, tg_document_get_keys (theirs));
  add_keys (tables, tg_document_get_tables (mine));
  add_keys (tables, tg_document_get_tables (theirs));
  sorted_keys = sort_set (keys);
  sorted_tables = sort_set (tables);
  for (guint i = 0; i < sorted_keys->len; i++)
    merge_value (&m, g_ptr_array_index (sorted_keys, i));
  for (guint i = 0; i < sorted_tables->len; i++)
    merge_table (&m, g_ptr_array_index (sorted_tables, i));
  return m.merge;
}

void
tg_merge_free (TgMerge *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->document, tg_document_unref);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}

void
tg_merge_conflict_free (TgMergeConflict *self)
{
  if (self == NULL)
    return;
  g_free (self->path);
  g_free (self->base);
  g_free (self->mine);
  g_free (self->theirs);
  g_free (self);
}
