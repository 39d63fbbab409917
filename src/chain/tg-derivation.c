/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-derivation.h"

#include <string.h>

/* A form's `from` names a fact path, "order.order_no" or "order.goods.qty"; a table's `from` names
 * what its rows come from, "order.goods" or all facts of a type, "goods". A joined fact is found by
 * the value that the new row has in the joining column. So deriving needs no code for any one
 * form. */

TgDerivedLink *
tg_derived_link_new (const char *source,
                     const char *source_kind,
                     const char *source_path,
                     const char *target_path)
{
  TgDerivedLink *self = g_new0 (TgDerivedLink, 1);

  self->source = g_strdup (source);
  self->source_kind = g_strdup (source_kind);
  self->source_path = g_strdup (source_path);
  self->target_path = g_strdup (target_path);
  return self;
}

void
tg_derived_link_free (TgDerivedLink *self)
{
  g_free (self->source);
  g_free (self->source_kind);
  g_free (self->source_path);
  g_free (self->target_path);
  g_free (self);
}

/* A form id has dots in it, a field key has none: "customs.order.order_no" is the form's. */
static const char *
after_type (const char *from,
            const char *type)
{
  gsize length = strlen (type);

  if (strncmp (from, type, length) != 0 || from[length] != '.')
    return NULL;
  return from + length + 1;
}

/* Parts of a line's path, "goods/7", that a cell's path is put together from. */
static char *
line_table (const char *line)
{
  return g_strndup (line, strcspn (line, "/"));
}

char *
tg_derivation_dup_path (const TgSource *source,
                        const char     *line,
                        const char     *from)
{
  const char *rest = after_type (from, source->type);
  const char *dot;
  g_autofree char *table = NULL;

  if (rest == NULL)
    return NULL;

  dot = strchr (rest, '.');
  if (dot == NULL)
    return g_strdup (rest);
  if (line == NULL || line[0] == '\0')
    return NULL;

  table = line_table (line);
  if (strlen (table) != (gsize) (dot - rest) || strncmp (table, rest, (gsize) (dot - rest)) != 0)
    return NULL;
  return g_strjoin ("/", line, dot + 1, NULL);
}

gboolean
tg_derivation_read (const TgSource  *source,
                    const char      *line,
                    const char      *from,
                    const char     **value)
{
  g_autofree char *path = tg_derivation_dup_path (source, line, from);

  if (path == NULL)
    return FALSE;

  *value = tg_document_get (source->document, path);
  return TRUE;
}

/* The header is drawn from a fact once, however many fields. */
static gboolean
has_header_link (const TgDerivation *self,
                 const TgSource     *source)
{
  for (guint i = 0; i < self->links->len; i++)
    {
      const TgDerivedLink *link = g_ptr_array_index (self->links, i);

      if (link->target_path[0] == '\0' && strcmp (link->source, source->id) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_link (const TgDerivation *self,
          const TgSource     *source,
          const char         *source_path,
          const char         *target_path)
{
  if (self->links == NULL || (target_path[0] == '\0' && has_header_link (self, source)))
    return;

  g_ptr_array_add (self->links, tg_derived_link_new (source->id, source->type,
                                                     source_path != NULL ? source_path : "",
                                                     target_path));
}

/* The first source that has a value for it. */
static const TgSource *
find_header_source (const TgDerivation  *self,
                    const char          *from,
                    const char         **value)
{
  for (guint i = 0; i < self->n_sources; i++)
    if (tg_derivation_read (&self->sources[i], NULL, from, value) && (*value)[0] != '\0')
      return &self->sources[i];

  return NULL;
}

static gboolean
draw_header (const TgDerivation  *self,
             TgDocument          *document,
             const TgSection     *section,
             GError             **error)
{
  for (guint i = 0; i < section->fields->len; i++)
    {
      const TgField *field = g_ptr_array_index (section->fields, i);
      const TgSource *source;
      const char *value;

      if (field->from == NULL)
        continue;
      source = find_header_source (self, field->from, &value);
      if (source == NULL)
        continue;
      if (!tg_document_set (document, field->key, value, error))
        return FALSE;
      add_link (self, source, "", "");
    }

  return TRUE;
}

static const TgSource *
find_joined (const TgDerivation *self,
             const TgTable      *table,
             const char         *value)
{
  for (guint i = 0; value[0] != '\0' && i < self->n_sources; i++)
    if (g_strcmp0 (self->sources[i].type, table->join_fact) == 0 &&
        strcmp (tg_document_get (self->sources[i].document, table->join_field), value) == 0)
      return &self->sources[i];

  return NULL;
}

/* One row as it is being drawn. */
typedef struct
{
  const TgDerivation *derivation;
  TgDocument         *document;
  const TgTable      *table;
  const char         *row;       /* the new line's id */
} Row;

static gboolean
set_cell (const Row      *row,
          const TgField  *field,
          const char     *value,
          GError        **error)
{
  g_autofree char *path = tg_path_new (row->table->key, row->row, field->key);

  return tg_document_set (row->document, path, value, error);
}

static gboolean
draw_cells (const Row       *row,
            const TgSource  *source,
            const char      *line,
            GError         **error)
{
  for (guint i = 0; i < row->table->fields->len; i++)
    {
      const TgField *field = g_ptr_array_index (row->table->fields, i);
      const char *value;

      if (field->from != NULL && tg_derivation_read (source, line, field->from, &value) &&
          !set_cell (row, field, value, error))
        return FALSE;
    }

  return TRUE;
}

/* Cells that come from neither the row's source nor its join: another fact's header. */
static gboolean
draw_cells_of_others (const Row       *row,
                      const TgSource  *source,
                      GError         **error)
{
  for (guint i = 0; i < row->table->fields->len; i++)
    {
      const TgField *field = g_ptr_array_index (row->table->fields, i);
      const char *value;

      if (field->from == NULL || after_type (field->from, source->type) != NULL ||
          (row->table->join_fact != NULL &&
           after_type (field->from, row->table->join_fact) != NULL))
        continue;
      if (find_header_source (row->derivation, field->from, &value) != NULL &&
          !set_cell (row, field, value, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
draw_joined (const Row  *row,
             const char *path,
             GError    **error)
{
  g_autofree char *cell = NULL;
  const TgSource *joined;

  if (row->table->join_fact == NULL || row->table->join_field == NULL)
    return TRUE;

  cell = tg_path_new (row->table->key, row->row, row->table->join_field);
  joined = find_joined (row->derivation, row->table, tg_document_get (row->document, cell));
  if (joined == NULL)
    return TRUE;
  if (!draw_cells (row, joined, NULL, error))
    return FALSE;

  add_link (row->derivation, joined, "", path);
  return TRUE;
}

char *
tg_derivation_add_row (const TgDerivation  *self,
                       TgDocument          *document,
                       const TgTable       *table,
                       const TgSource      *source,
                       const char          *line,
                       GError             **error)
{
  g_autofree char *id = self->new_line (self->data);
  g_autofree char *path = g_strjoin ("/", table->key, id, NULL);
  Row row = { self, document, table, id };

  if (!tg_document_add_line (document, table->key, id, -1, error) ||
      !draw_cells (&row, source, line, error))
    return NULL;
  add_link (self, source, line, path);
  if (!draw_joined (&row, path, error) || !draw_cells_of_others (&row, source, error))
    return NULL;

  return g_steal_pointer (&id);
}

static gboolean
draw_lines (const TgDerivation  *self,
            TgDocument          *document,
            const TgTable       *table,
            const TgSource      *source,
            GError             **error)
{
  const char *source_table = after_type (table->from, source->type);
  guint n_lines = tg_document_get_n_lines (source->document, source_table);

  for (guint i = 0; i < n_lines; i++)
    {
      g_autofree char *line =
        g_strjoin ("/", source_table, tg_document_get_line_id (source->document, source_table, i),
                   NULL);
      g_autofree char *row = tg_derivation_add_row (self, document, table, source, line, error);

      if (row == NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
draw_table (const TgDerivation  *self,
            TgDocument          *document,
            const TgTable       *table,
            GError             **error)
{
  for (guint i = 0; table->from != NULL && i < self->n_sources; i++)
    {
      const TgSource *source = &self->sources[i];

      if (after_type (table->from, source->type) != NULL)
        {
          if (!draw_lines (self, document, table, source, error))
            return FALSE;
        }
      else if (strcmp (table->from, source->type) == 0)
        {
          g_autofree char *row = tg_derivation_add_row (self, document, table, source, NULL, error);

          if (row == NULL)
            return FALSE;
        }
    }

  return TRUE;
}

TgDocument *
tg_derivation_make (const TgDerivation  *self,
                    GError             **error)
{
  g_autoptr (TgDocument) document = tg_document_new ();

  for (guint i = 0; i < self->form->sections->len; i++)
    {
      const TgSection *section = g_ptr_array_index (self->form->sections, i);

      if (!draw_header (self, document, section, error) ||
          (section->table != NULL && !draw_table (self, document, section->table, error)))
        return NULL;
    }

  return g_steal_pointer (&document);
}
