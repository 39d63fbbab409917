/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-document-private.h"

#include <string.h>

#include "tg-error.h"

/* TgDocument: header values in one hash, a table of lines for each line table. Columns are
 * numbered in a table, so a cell costs two look-ups and an index. What always holds: a key is a
 * header field or a table, never both; a line's `position` is its index; a frozen document has its
 * caches filled and is never written again, which is what makes it safe on any thread. */

static void
line_free (gpointer data)
{
  TgLine *line = data;

  for (guint i = 0; i < line->n_cells; i++)
    g_clear_pointer (&line->cells[i], g_ref_string_release);
  g_free (line->cells);
  g_free (line->id);
  g_free (line);
}

static void
lines_free (gpointer data)
{
  TgLines *lines = data;

  g_hash_table_unref (lines->by_id);
  g_hash_table_unref (lines->by_key);
  g_ptr_array_unref (lines->lines);
  g_ptr_array_unref (lines->columns);
  g_free (lines->key);
  g_free (lines);
}

static TgLines *
lines_new (const char *key)
{
  TgLines *lines = g_new0 (TgLines, 1);

  lines->key = g_strdup (key);
  lines->columns = g_ptr_array_new_null_terminated (8, g_free, TRUE);
  lines->by_key = g_hash_table_new (g_str_hash, g_str_equal);
  lines->lines = g_ptr_array_new_with_free_func (line_free);
  lines->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return lines;
}

static void
lines_add_column (TgLines    *lines,
                  const char *key)
{
  char *copy = g_strdup (key);

  g_ptr_array_add (lines->columns, copy);
  g_hash_table_insert (lines->by_key, copy, GUINT_TO_POINTER (lines->columns->len));
}

static int
lines_find_column (const TgLines *lines,
                   const char    *key)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (lines->by_key, key)) - 1;
}

static void
lines_renumber (TgLines *lines,
                guint    from)
{
  for (guint i = from; i < lines->lines->len; i++)
    ((TgLine *) g_ptr_array_index (lines->lines, i))->position = i;
}

static TgLines *
lines_copy (const TgLines *from)
{
  TgLines *lines = lines_new (from->key);

  for (guint i = 0; i < from->columns->len; i++)
    lines_add_column (lines, g_ptr_array_index (from->columns, i));
  for (guint i = 0; i < from->lines->len; i++)
    {
      const TgLine *old = g_ptr_array_index (from->lines, i);
      TgLine *line = g_new0 (TgLine, 1);

      line->id = g_strdup (old->id);
      line->position = i;
      line->n_cells = old->n_cells;
      line->cells = g_new0 (char *, old->n_cells);
      for (guint c = 0; c < old->n_cells; c++)
        if (old->cells[c] != NULL)
          line->cells[c] = g_ref_string_acquire (old->cells[c]);
      g_ptr_array_add (lines->lines, line);
      g_hash_table_insert (lines->by_id, line->id, line);
    }
  return lines;
}

/* What a reader sees of a stored value: the text, a scalar's text, nothing of anything else. */
static const char *
value_to_text (const char *value)
{
  if (value == NULL)
    return "";
  if (value[0] != TG_RAW_MARK)
    return value;
  if (strchr ("{[\"n", value[1]) != NULL)
    return "";
  return value + 1;
}

static gboolean
check_open (TgDocument  *self,
            GError     **error)
{
  if (!self->frozen)
    return TRUE;
  g_set_error_literal (error, TG_ERROR, TG_ERROR_READ_ONLY, "this document is frozen");
  return FALSE;
}

static void
drop_caches (TgDocument *self)
{
  g_clear_pointer (&self->keys, g_free);
  g_clear_pointer (&self->table_keys, g_free);
}

static gboolean
check_line_id (const char  *line_id,
               GError     **error)
{
  gsize length = line_id == NULL ? 0 : strlen (line_id);

  if (length > 0 && length <= TG_MAX_LINE_ID && strpbrk (line_id, "/,\"\\") == NULL &&
      tg_document_check_text (line_id, "_line", NULL))
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” cannot be the id of a line",
               line_id == NULL ? "" : line_id);
  return FALSE;
}

static TgLine *
need_line (const TgDocument  *self,
           const char        *table,
           const char        *line_id,
           TgLines          **lines,
           GError           **error)
{
  TgLine *line = NULL;

  *lines = tg_document_find_lines (self, table);
  if (*lines != NULL && line_id != NULL)
    line = g_hash_table_lookup ((*lines)->by_id, line_id);
  if (line == NULL)
    g_set_error (error, TG_ERROR, TG_ERROR_NOT_FOUND, "table “%s” has no line “%s”",
                 table, line_id == NULL ? "" : line_id);
  return line;
}

/* Cuts "table/line/field" without allocating; FALSE if it is no such path. */
typedef struct
{
  char table[TG_MAX_KEY + 1];
  char line[TG_MAX_LINE_ID + 1];
  const char *field;
} PathParts;

static gboolean
cut_path (const char *path,
          PathParts  *out)
{
  const char *first = strchr (path, '/');
  const char *second = first == NULL ? NULL : strchr (first + 1, '/');

  if (second == NULL || strchr (second + 1, '/') != NULL)
    return FALSE;
  if (first - path > TG_MAX_KEY || second - first - 1 > TG_MAX_LINE_ID)
    return FALSE;
  memcpy (out->table, path, (gsize) (first - path));
  out->table[first - path] = '\0';
  memcpy (out->line, first + 1, (gsize) (second - first - 1));
  out->line[second - first - 1] = '\0';
  out->field = second + 1;
  return TRUE;
}

gboolean
tg_document_check_key (const char  *key,
                       GError     **error)
{
  gsize length = strlen (key);

  if (length > 0 && length <= TG_MAX_KEY && strchr (key, '/') == NULL &&
      tg_document_check_text (key, "", NULL))
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%.120s” cannot be the name of a field", key);
  return FALSE;
}

gboolean
tg_document_check_text (const char  *value,
                        const char  *key,
                        GError     **error)
{
  gsize length = strlen (value);

  if (length > TG_MAX_VALUE)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_TOO_LARGE, "the value of “%s” is too long", key);
      return FALSE;
    }
  if (!g_utf8_validate (value, (gssize) length, NULL))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "the value of “%s” is not UTF-8", key);
      return FALSE;
    }
  for (const char *p = value; *p != '\0'; p++)
    if ((guchar) *p < 0x20 && strchr ("\t\n\r", *p) == NULL)
      {
        g_set_error (error, TG_ERROR, TG_ERROR_INVALID,
                     "the value of “%s” holds a control character", key);
        return FALSE;
      }
  return TRUE;
}

TgLines *
tg_document_find_lines (const TgDocument *self,
                        const char       *table)
{
  return g_hash_table_lookup (self->tables, table);
}

TgLines *
tg_document_make_lines (TgDocument  *self,
                        const char  *table,
                        GError     **error)
{
  TgLines *lines = tg_document_find_lines (self, table);

  if (lines != NULL)
    return lines;
  if (!tg_document_check_key (table, error))
    return NULL;
  if (g_hash_table_contains (self->header, table) ||
      g_hash_table_size (self->tables) >= TG_MAX_TABLES)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” cannot be a table here", table);
      return NULL;
    }
  lines = lines_new (table);
  g_hash_table_insert (self->tables, lines->key, lines);
  drop_caches (self);
  return lines;
}

TgLine *
tg_lines_insert (TgLines     *self,
                 const char  *line_id,
                 int          position,
                 GError     **error)
{
  TgLine *line;

  if (!check_line_id (line_id, error))
    return NULL;
  if (g_hash_table_contains (self->by_id, line_id))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_EXISTS, "line “%s” is already there", line_id);
      return NULL;
    }
  if (self->lines->len >= TG_MAX_LINES)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_TOO_LARGE, "table “%s” is full", self->key);
      return NULL;
    }
  line = g_new0 (TgLine, 1);
  line->id = g_strdup (line_id);
  if (position < 0 || (guint) position >= self->lines->len)
    {
      line->position = self->lines->len;
      g_ptr_array_add (self->lines, line);
    }
  else
    {
      g_ptr_array_insert (self->lines, position, line);
      lines_renumber (self, (guint) position);
    }
  g_hash_table_insert (self->by_id, line->id, line);
  return line;
}

/* `value`: (transfer none), NULL or "" takes it away. */
gboolean
tg_lines_put (TgLines     *self,
              TgLine      *line,
              const char  *key,
              const char  *value,
              GError     **error)
{
  int column = lines_find_column (self, key);
  gboolean empty = value == NULL || value[0] == '\0';

  if (column < 0 && empty)
    return TRUE;
  if (column < 0)
    {
      if (self->columns->len >= TG_MAX_KEYS)
        {
          g_set_error (error, TG_ERROR, TG_ERROR_TOO_LARGE, "table “%s” has too many columns",
                       self->key);
          return FALSE;
        }
      column = (int) self->columns->len;
      lines_add_column (self, key);
    }
  if ((guint) column >= line->n_cells)
    {
      if (empty)
        return TRUE;
      /* All columns known so far, so that filling a line grows it once or twice. */
      line->cells = g_renew (char *, line->cells, self->columns->len);
      memset (line->cells + line->n_cells, 0,
              (self->columns->len - line->n_cells) * sizeof (char *));
      line->n_cells = self->columns->len;
    }
  g_clear_pointer (&line->cells[column], g_ref_string_release);
  if (!empty)
    line->cells[column] = g_ref_string_new (value);
  return TRUE;
}

void
tg_document_put_header (TgDocument *self,
                        const char *key,
                        const char *value)
{
  gboolean known = g_hash_table_contains (self->header, key);

  if (value == NULL || value[0] == '\0')
    {
      if (!known)
        return;
      g_hash_table_remove (self->header, key);
    }
  else
    {
      g_hash_table_insert (self->header, g_strdup (key), g_ref_string_new (value));
      if (known)
        return;
    }
  drop_caches (self);
}

TgDocument *
tg_document_new (void)
{
  TgDocument *self = g_new0 (TgDocument, 1);

  g_atomic_ref_count_init (&self->refs);
  self->header = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ref_string_release);
  self->tables = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, lines_free);
  return self;
}

TgDocument *
tg_document_ref (TgDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
tg_document_unref (TgDocument *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  drop_caches (self);
  g_hash_table_unref (self->header);
  g_hash_table_unref (self->tables);
  g_free (self);
}

/* A copy that can be changed, also of a frozen document. */
TgDocument *
tg_document_copy (const TgDocument *self)
{
  TgDocument *copy = tg_document_new ();
  GHashTableIter iter;
  gpointer key, value;

  g_return_val_if_fail (self != NULL, NULL);

  g_hash_table_iter_init (&iter, self->header);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->header, g_strdup (key), g_ref_string_acquire (value));
  g_hash_table_iter_init (&iter, self->tables);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      TgLines *lines = lines_copy (value);

      g_hash_table_insert (copy->tables, lines->key, lines);
    }
  return copy;
}

/* Returns: (transfer none) the document itself. */
TgDocument *
tg_document_freeze (TgDocument *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (!self->frozen)
    {
      tg_document_get_keys (self);
      tg_document_get_tables (self);
      self->frozen = TRUE;
    }
  return self;
}

gboolean
tg_document_equal (const TgDocument *a,
                   const TgDocument *b)
{
  g_autofree char *text_a = NULL;
  g_autofree char *text_b = NULL;

  if (a == b)
    return TRUE;
  text_a = tg_document_to_json (a);
  text_b = tg_document_to_json (b);
  return strcmp (text_a, text_b) == 0;
}

const char *
tg_document_get (const TgDocument *self,
                 const char       *path)
{
  PathParts parts;
  int position;

  g_return_val_if_fail (self != NULL && path != NULL, "");

  if (strchr (path, '/') == NULL)
    return value_to_text (g_hash_table_lookup (self->header, path));
  if (!cut_path (path, &parts))
    return "";
  position = tg_document_find_line (self, parts.table, parts.line);
  if (position < 0)
    return "";
  return tg_document_get_cell (self, parts.table, (guint) position, parts.field);
}

gboolean
tg_document_set (TgDocument  *self,
                 const char  *path,
                 const char  *value,
                 GError     **error)
{
  PathParts parts;
  TgLines *lines;
  TgLine *line;

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  if (!check_open (self, error) || (value != NULL && !tg_document_check_text (value, path, error)))
    return FALSE;
  if (strchr (path, '/') == NULL)
    {
      if (!tg_document_check_key (path, error))
        return FALSE;
      if (g_hash_table_contains (self->tables, path) || strcmp (path, "_line") == 0 ||
          g_hash_table_size (self->header) >= TG_MAX_KEYS)
        {
          g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” cannot be a field here", path);
          return FALSE;
        }
      tg_document_put_header (self, path, value);
      return TRUE;
    }
  if (!cut_path (path, &parts) || strcmp (parts.field, "_line") == 0)
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%.200s” is not the path of a field", path);
      return FALSE;
    }
  line = need_line (self, parts.table, parts.line, &lines, error);
  if (line == NULL || !tg_document_check_key (parts.field, error))
    return FALSE;
  return tg_lines_put (lines, line, parts.field, value, error);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static char **
sorted_keys (GHashTable *table)
{
  guint n;
  char **keys = (char **) g_hash_table_get_keys_as_array (table, &n);
  guint used = 0;

  for (guint i = 0; i < n; i++)
    if (strchr (keys[i], '/') == NULL)
      keys[used++] = keys[i];
  keys[used] = NULL;
  qsort (keys, used, sizeof (char *), compare_keys);
  return keys;
}

const char * const *
tg_document_get_keys (const TgDocument *self)
{
  TgDocument *cached = (TgDocument *) self;

  g_return_val_if_fail (self != NULL, NULL);

  if (cached->keys == NULL)
    cached->keys = sorted_keys (self->header);
  return (const char * const *) self->keys;
}

const char * const *
tg_document_get_tables (const TgDocument *self)
{
  TgDocument *cached = (TgDocument *) self;

  g_return_val_if_fail (self != NULL, NULL);

  if (cached->table_keys == NULL)
    cached->table_keys = sorted_keys (self->tables);
  return (const char * const *) self->table_keys;
}

const char * const *
tg_document_get_columns (const TgDocument *self,
                         const char       *table)
{
  static const char * const none[] = { NULL };
  TgLines *lines;

  g_return_val_if_fail (self != NULL && table != NULL, none);

  lines = tg_document_find_lines (self, table);
  return lines == NULL ? none : (const char * const *) lines->columns->pdata;
}

guint
tg_document_get_n_lines (const TgDocument *self,
                         const char       *table)
{
  TgLines *lines;

  g_return_val_if_fail (self != NULL && table != NULL, 0);

  lines = tg_document_find_lines (self, table);
  return lines == NULL ? 0 : lines->lines->len;
}

/* Returns: (nullable) NULL past the end. */
const char *
tg_document_get_line_id (const TgDocument *self,
                         const char       *table,
                         guint             position)
{
  TgLines *lines;

  g_return_val_if_fail (self != NULL && table != NULL, NULL);

  lines = tg_document_find_lines (self, table);
  if (lines == NULL || position >= lines->lines->len)
    return NULL;
  return ((TgLine *) g_ptr_array_index (lines->lines, position))->id;
}

int
tg_document_find_line (const TgDocument *self,
                       const char       *table,
                       const char       *line_id)
{
  TgLines *lines;
  TgLine *line;

  g_return_val_if_fail (self != NULL && table != NULL && line_id != NULL, -1);

  lines = tg_document_find_lines (self, table);
  line = lines == NULL ? NULL : g_hash_table_lookup (lines->by_id, line_id);
  return line == NULL ? -1 : (int) line->position;
}

const char *
tg_document_get_cell (const TgDocument *self,
                      const char       *table,
                      guint             position,
                      const char       *field)
{
  TgLines *lines;
  TgLine *line;
  int column;

  g_return_val_if_fail (self != NULL && table != NULL && field != NULL, "");

  lines = tg_document_find_lines (self, table);
  if (lines == NULL || position >= lines->lines->len)
    return "";
  line = g_ptr_array_index (lines->lines, position);
  column = lines_find_column (lines, field);
  if (column < 0)
    return strcmp (field, "_line") == 0 ? line->id : "";
  return (guint) column < line->n_cells ? value_to_text (line->cells[column]) : "";
}

gboolean
tg_document_add_line (TgDocument  *self,
                      const char  *table,
                      const char  *line_id,
                      int          position,
                      GError     **error)
{
  TgLines *lines;

  g_return_val_if_fail (self != NULL && table != NULL, FALSE);

  if (!check_open (self, error) || !check_line_id (line_id, error))
    return FALSE;
  lines = tg_document_make_lines (self, table, error);
  return lines != NULL && tg_lines_insert (lines, line_id, position, error) != NULL;
}

gboolean
tg_document_remove_line (TgDocument  *self,
                         const char  *table,
                         const char  *line_id,
                         GError     **error)
{
  TgLines *lines;
  TgLine *line;
  guint position;

  g_return_val_if_fail (self != NULL && table != NULL, FALSE);

  if (!check_open (self, error))
    return FALSE;
  line = need_line (self, table, line_id, &lines, error);
  if (line == NULL)
    return FALSE;
  position = line->position;
  g_hash_table_remove (lines->by_id, line_id);
  g_ptr_array_remove_index (lines->lines, position);
  lines_renumber (lines, position);
  return TRUE;
}

gboolean
tg_document_move_line (TgDocument  *self,
                       const char  *table,
                       const char  *line_id,
                       int          position,
                       GError     **error)
{
  TgLines *lines;
  TgLine *line;
  guint to;
  guint from;

  g_return_val_if_fail (self != NULL && table != NULL, FALSE);

  if (!check_open (self, error))
    return FALSE;
  line = need_line (self, table, line_id, &lines, error);
  if (line == NULL)
    return FALSE;
  to = position < 0 ? lines->lines->len - 1 : MIN ((guint) position, lines->lines->len - 1);
  from = line->position;
  g_ptr_array_steal_index (lines->lines, from);
  g_ptr_array_insert (lines->lines, (int) to, line);
  lines_renumber (lines, MIN (from, to));
  return TRUE;
}
