/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-beside-private.h"

#include <string.h>

#include "tg-decimal.h"
#include "tg-fact-table.h"
#include "tg-lookup-table.h"
#include "tg-save.h"

/* The last lines of the same goods in documents of the same kind and enterprise, by row:
* "other.usual/<line>" has them in its table `lines` with the values that the form keeps, and each
* value that most of them have under its own name. What is unlike them the rules of the form say.
* The newest documents come first, by their ids, and a bounded number of them is read. */

#define MOST_LINES 10
#define MOST_DOCUMENTS 30
#define MOST_ROWS 200

typedef struct
{
  TgBeside      *beside;
  const TgUsual *usual;
  GHashTable    *documents;   /* id → TgDocument, NULL for one that does not count */
  GHashTable    *told;        /* "column\nvalue" → TgDocument, NULL where there are no lines */
} Search;

static void
free_document (gpointer data)
{
  if (data != NULL)
    tg_document_unref (data);
}

/* ---- earlier documents ---- */

/* (nullable) (transfer full) */
static TgDocument *
load_fact (TgBeside   *beside,
           const char *id)
{
  g_autoptr (TgFactRecord) fact = tg_fact_table_load (beside->conn, id, NULL);

  if (fact == NULL || !g_str_equal (fact->enterprise, beside->about->enterprise))
    return NULL;
  return tg_document_ref (fact->document);
}

/* (nullable) (transfer full) */
static TgDocument *
load_filing (TgBeside   *beside,
             const char *id)
{
  g_autoptr (TgFilingRecord) record = tg_filing_table_load_record (beside->conn, id, NULL);
  g_autoptr (TgFilingRecord) full = NULL;

  if (record == NULL || record->removed || record->state == TG_FILING_WITHDRAWN ||
      !g_str_equal (record->enterprise, beside->about->enterprise))
    return NULL;
  full = tg_filing_table_load (beside->conn, id, NULL);
  return full != NULL ? tg_document_ref (full->document) : NULL;
}

/* (nullable) (transfer none) */
static const TgDocument *
load (Search     *self,
      const char *id)
{
  TgBeside *beside = self->beside;
  TgDocument *document = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (self->documents, id, NULL, &known))
    return known;
  if (!g_str_equal (id, beside->about->id))
    document = beside->about->form->family == TG_FAMILY_FACT ? load_fact (beside, id)
                                                             : load_filing (beside, id);
  g_hash_table_insert (self->documents, g_strdup (id), document);
  return document;
}

/* ---- their lines ---- */

/* A column of the line, else a field of the header; per another column. (transfer full) */
static char *
dup_value (const Search       *self,
           const TgUsualValue *value,
           const TgDocument   *document,
           guint               row)
{
  const char *table = self->usual->table;
  g_autofree char *column = g_strjoin ("/", table, value->of, NULL);
  gboolean is_column = tg_form_find_field (self->beside->about->form, column) != NULL;
  const char *text = is_column ? tg_document_get_cell (document, table, row, value->of)
                               : tg_document_get (document, value->of);
  TgDecimal of, per, quotient;

  if (value->per == NULL)
    return g_strdup (text);
  if (!tg_decimal_parse (text, &of, NULL) ||
      !tg_decimal_parse (tg_document_get_cell (document, table, row, value->per), &per, NULL) ||
      !tg_decimal_divide (of, per, 6, &quotient, NULL))
    return g_strdup ("");
  return tg_decimal_to_string (quotient);
}

static gboolean
add_line (const Search      *self,
          TgDocument        *told,
          const TgDocument  *document,
          guint              row,
          GError           **error)
{
  g_autofree char *line = g_strdup_printf ("u%u", tg_document_get_n_lines (told, "lines"));

  if (!tg_document_add_line (told, "lines", line, -1, error))
    return FALSE;
  for (guint i = 0; i < self->usual->values->len; i++)
    {
      const TgUsualValue *value = self->usual->values->pdata[i];
      g_autofree char *path = tg_path_new ("lines", line, value->key);
      g_autofree char *text = dup_value (self, value, document, row);

      if (!tg_document_set (told, path, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_lines (const Search      *self,
           TgDocument        *told,
           const TgDocument  *document,
           const char        *column,
           const char        *goods,
           GError           **error)
{
  const char *table = self->usual->table;
  guint n_rows = tg_document_get_n_lines (document, table);

  for (guint i = 0; i < n_rows && tg_document_get_n_lines (told, "lines") < MOST_LINES; i++)
    if (g_str_equal (tg_document_get_cell (document, table, i, column), goods) &&
        !add_line (self, told, document, i, error))
      return FALSE;
  return TRUE;
}

/* What most of the lines have, of as many the newest. */
static const char *
find_most_frequent (const TgDocument *told,
                    const char       *key)
{
  guint n_lines = tg_document_get_n_lines (told, "lines");
  const char *best = "";
  guint most = 0;

  for (guint i = 0; i < n_lines; i++)
    {
      const char *value = tg_document_get_cell (told, "lines", i, key);
      guint count = 0;

      for (guint k = 0; value[0] != '\0' && k < n_lines; k++)
        count += g_str_equal (tg_document_get_cell (told, "lines", k, key), value);
      if (count > most)
        {
          best = value;
          most = count;
        }
    }
  return best;
}

static gboolean
set_heads (const Search  *self,
           TgDocument    *told,
           GError       **error)
{
  for (guint i = 0; i < self->usual->values->len; i++)
    {
      const char *key = ((TgUsualValue *) self->usual->values->pdata[i])->key;
      g_autofree char *value = g_strdup (find_most_frequent (told, key));

      if (!tg_document_set (told, key, value, error))
        return FALSE;
    }
  return TRUE;
}

static TgDocument *
gather (Search      *self,
        const char  *column,
        const char  *goods,
        GError     **error)
{
  g_autofree char *kind = tg_save_dup_usual_kind (self->beside->about->form, column);
  g_autoptr (GPtrArray) ids = tg_lookup_table_find_last (self->beside->conn, kind, goods,
                                                         MOST_DOCUMENTS, error);
  g_autoptr (TgDocument) told = tg_document_new ();

  if (ids == NULL)
    return NULL;
  for (guint i = 0; i < ids->len && tg_document_get_n_lines (told, "lines") < MOST_LINES; i++)
    {
      const TgDocument *document = load (self, ids->pdata[i]);

      if (document != NULL && !add_lines (self, told, document, column, goods, error))
        return NULL;
    }
  return set_heads (self, told, error) ? g_steal_pointer (&told) : NULL;
}

/* ---- rows ---- */

/* Whether there was something to tell. */
static gboolean
tell (Search      *self,
      guint        row,
      const char  *column,
      gboolean    *is_told,
      GError     **error)
{
  const TgDocument *document = self->beside->about->document;
  const char *goods = tg_document_get_cell (document, self->usual->table, row, column);
  g_autofree char *key = g_strjoin ("\n", column, goods, NULL);
  TgDocument *told;

  if (goods[0] == '\0')
    return TRUE;
  told = g_hash_table_lookup (self->told, key);
  if (told == NULL)
    {
      told = gather (self, column, goods, error);
      if (told == NULL)
        return FALSE;
      g_hash_table_insert (self->told, g_steal_pointer (&key), told);
    }
  *is_told = tg_document_get_n_lines (told, "lines") > 0;
  if (*is_told)
    tg_beside_put_row (self->beside, "usual",
                       tg_document_get_line_id (document, self->usual->table, row), told);
  return TRUE;
}

static gboolean
tell_row (Search   *self,
          guint     row,
          GError  **error)
{
  gboolean is_told = FALSE;

  for (guint i = 0; self->usual->same_by[i] != NULL && !is_told; i++)
    if (!tell (self, row, self->usual->same_by[i], &is_told, error))
      return FALSE;
  return TRUE;
}

gboolean
tg_beside_add_usual (TgBeside  *self,
                     GError   **error)
{
  const TgUsual *usual = self->about->form->usual;
  g_autoptr (GHashTable) documents = NULL;
  g_autoptr (GHashTable) told = NULL;
  Search search = { self, usual, NULL, NULL };
  guint n_rows;

  if (usual == NULL || !tg_beside_is_read (self, "usual"))
    return TRUE;
  documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_document);
  told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_document);
  search.documents = documents;
  search.told = told;
  n_rows = MIN (tg_document_get_n_lines (self->about->document, usual->table), MOST_ROWS);
  for (guint i = 0; i < n_rows; i++)
    if (!tell_row (&search, i, error))
      return FALSE;
  return TRUE;
}

gboolean
tg_beside_is_usual_by (const TgForm *form,
                       const char   *column)
{
  const char *slash = strchr (column, '/');

  return form->usual != NULL && slash != NULL &&
         g_str_has_prefix (column, form->usual->table) &&
         g_strv_contains ((const char * const *) form->usual->same_by, slash + 1);
}
