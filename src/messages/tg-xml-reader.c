/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-xml-reader.h"

#include <string.h>

#include "tg-error.h"
#include "tg-xml-value.h"

/* Goes down shape and tree together. In a strict shape a cursor runs over the children, so that
 * their order is the shape's; in an answer every child is looked for by name. */

typedef struct _Row Row;
struct _Row
{
  const char *table;
  char       *line;
};

typedef struct
{
  const TgXmlShape   *shape;
  const TgXmlContext *context;
  TgXmlMessage       *message;
  TgXmlItem          *item;      /* nullable */
} Reader;

static gboolean read_content (Reader           *self,
                              const GPtrArray  *content,
                              const TgXmlTree  *tree,
                              const Row        *row,
                              GError          **error);

G_GNUC_PRINTF (3, 4)
static gboolean
fail (const TgXmlTree  *tree,
      GError          **error,
      const char       *format,
      ...)
{
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "line %u, %s: %s", tree->line, tree->name, what);
  return FALSE;
}

static gboolean
is_named (const Reader       *self,
          const TgXmlTree    *tree,
          const TgXmlElement *element)
{
  return strcmp (tree->name, element->name) == 0 &&
         ((self->shape->is_answer && *self->shape->space == '\0') ||
          strcmp (tree->space, self->shape->space) == 0);
}

static gboolean
is_skipped (const Reader    *self,
            const TgXmlTree *tree)
{
  return self->shape->skip != NULL &&
         g_strv_contains ((const char * const *) self->shape->skip, tree->name);
}

/* ---- leaves ---- */

static gboolean
set_value (Reader              *self,
           const TgXmlElement  *element,
           const char          *value,
           const Row           *row,
           GError             **error)
{
  TgDocument *document = self->item != NULL ? self->item->document : NULL;
  g_autofree char *path = NULL;

  if (element->source == TG_XML_ENVELOPE)
    {
      tg_envelope_set (self->item != NULL ? self->item->envelope : self->message->envelope,
                       element->fact, value);
      return TRUE;
    }
  if (document == NULL || *value == '\0')
    return TRUE;
  if (element->with != NULL && strlen (value) == strlen ("2026-03-01 09:30:00"))
    {
      g_autofree char *day = g_strndup (value, 10);

      return tg_document_set (document, element->value, day, error) &&
             tg_document_set (document, element->with, value + 11, error);
    }
  path = row != NULL ? tg_path_new (row->table, row->line, element->value)
                     : g_strdup (element->value);
  return tg_document_set (document, path, value, error);
}

static gboolean
read_text (Reader              *self,
           const TgXmlElement  *element,
           const TgXmlTree     *tree,
           const char          *text,
           const Row           *row,
           GError             **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *value = NULL;

  if (element->source == TG_XML_CONSTANT)
    return self->shape->is_answer || strcmp (text, element->value) == 0 ||
           fail (tree, error, "“%s” should be “%s”", text, element->value);
  value = tg_xml_value_from_message (element, text, self->context, &local);
  if (value == NULL && self->shape->is_answer)
    value = g_strdup (text);
  if (value == NULL)
    return fail (tree, error, "%s", local->message);
  if (set_value (self, element, value, row, &local))
    return TRUE;
  return fail (tree, error, "%s", local->message);
}

static gboolean
read_leaf (Reader              *self,
           const TgXmlElement  *element,
           const TgXmlTree     *tree,
           const Row           *row,
           GError             **error)
{
  if (tree->children->len > 0 && !self->shape->is_answer)
    return fail (tree, error, "holds elements, a value was expected");
  /* blanks may be places of a code: `  0` */
  if (tree->raw != NULL && element->format == TG_XML_TEXT && !self->shape->is_answer)
    return read_text (self, element, tree, tree->raw, row, error);
  return read_text (self, element, tree, tree->text, row, error);
}

/* ---- groups ---- */

static gboolean
copy_joined (Reader              *self,
             const TgXmlElement  *element,
             const Row           *inner,
             const Row           *outer,
             GError             **error)
{
  for (guint i = 0; element->join != NULL && outer != NULL && element->join[i] != NULL; i += 2)
    {
      g_autofree char *from = tg_path_new (outer->table, outer->line, element->join[i + 1]);
      g_autofree char *to = tg_path_new (inner->table, inner->line, element->join[i]);
      g_autofree char *value = g_strdup (tg_document_get (self->item->document, from));

      if (*value != '\0' && !tg_document_set (self->item->document, to, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_row (Reader              *self,
          const TgXmlElement  *element,
          const TgXmlTree     *tree,
          const Row           *outer,
          GError             **error)
{
  guint count = tg_document_get_n_lines (self->item->document, element->each);
  g_autofree char *line = g_strdup_printf ("%u", count + 1);
  Row row = { element->each, line };

  return tg_document_add_line (self->item->document, element->each, line, -1, error) &&
         read_content (self, element->content, tree, &row, error) &&
         copy_joined (self, element, &row, outer, error);
}

static gboolean
read_item (Reader              *self,
           const TgXmlElement  *element,
           const TgXmlTree     *tree,
           GError             **error)
{
  gboolean read;

  self->item = tg_xml_message_add (self->message, NULL);
  read = read_content (self, element->content, tree, NULL, error);
  self->item = NULL;
  return read;
}

static gboolean
read_element (Reader              *self,
              const TgXmlElement  *element,
              const TgXmlTree     *tree,
              const Row           *row,
              GError             **error)
{
  if (element->source != TG_XML_CONTENT)
    return read_leaf (self, element, tree, row, error);
  if (*tree->text != '\0' && !self->shape->is_answer)
    return fail (tree, error, "holds text, elements were expected");
  if (element->is_item)
    return read_item (self, element, tree, error);
  if (element->each != NULL && self->item != NULL)
    return read_row (self, element, tree, row, error);
  return read_content (self, element->content, tree, row, error);
}

static gboolean
may_lack (const TgXmlElement *element)
{
  return element->is_optional || element->empty != NULL || element->each != NULL;
}

/* As many of this element as stand at the cursor. */
static gboolean
read_at_cursor (Reader              *self,
                const TgXmlElement  *element,
                const TgXmlTree     *tree,
                const Row           *row,
                guint               *cursor,
                GError             **error)
{
  gboolean repeats = element->is_item || element->each != NULL;
  guint found = 0;

  while (*cursor < tree->children->len && (repeats || found == 0))
    {
      const TgXmlTree *child = tree->children->pdata[*cursor];

      if (!is_named (self, child, element))
        break;
      if (!read_element (self, element, child, row, error))
        return FALSE;
      (*cursor)++;
      if (++found > element->most && element->most > 0)
        return fail (child, error, "more than %u of them", element->most);
    }
  if (found > 0 || may_lack (element))
    return TRUE;
  if (*cursor < tree->children->len)
    return fail (tree->children->pdata[*cursor], error, "“%s” was expected here", element->name);
  return fail (tree, error, "“%s” is missing", element->name);
}

static gboolean
read_in_order (Reader           *self,
               const GPtrArray  *content,
               const TgXmlTree  *tree,
               const Row        *row,
               GError          **error)
{
  guint cursor = 0;

  for (guint i = 0; i < content->len; i++)
    if (!read_at_cursor (self, content->pdata[i], tree, row, &cursor, error))
      return FALSE;
  while (cursor < tree->children->len && content == self->shape->content &&
         is_skipped (self, tree->children->pdata[cursor]))
    cursor++;
  if (cursor == tree->children->len)
    return TRUE;
  return fail (tree->children->pdata[cursor], error, "was not expected here");
}

static gboolean
read_by_name (Reader           *self,
              const GPtrArray  *content,
              const TgXmlTree  *tree,
              const Row        *row,
              GError          **error)
{
  for (guint i = 0; i < content->len; i++)
    for (guint c = 0; c < tree->children->len; c++)
      if (is_named (self, tree->children->pdata[c], content->pdata[i]) &&
          !read_element (self, content->pdata[i], tree->children->pdata[c], row, error))
        return FALSE;
  return TRUE;
}

static gboolean
read_content (Reader           *self,
              const GPtrArray  *content,
              const TgXmlTree  *tree,
              const Row        *row,
              GError          **error)
{
  if (self->shape->is_answer)
    return read_by_name (self, content, tree, row, error);
  return read_in_order (self, content, tree, row, error);
}

/* ---- the whole ---- */

static gboolean
read_attributes (Reader           *self,
                 const TgXmlTree  *root,
                 GError          **error)
{
  for (guint i = 0; i < self->shape->attributes->len; i++)
    {
      const TgXmlElement *attribute = self->shape->attributes->pdata[i];

      if (!read_text (self, attribute, root, tg_xml_tree_get_attribute (root, attribute->name),
                      NULL, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_items (const TgXmlShape *shape)
{
  for (guint i = 0; i < shape->content->len; i++)
    if (((const TgXmlElement *) shape->content->pdata[i])->is_item)
      return TRUE;
  return FALSE;
}

static gboolean
check_root (const Reader     *self,
            const TgXmlTree  *root,
            GError          **error)
{
  const TgXmlShape *shape = self->shape;

  if (strcmp (root->name, shape->message) != 0)
    return fail (root, error, "%s was expected", shape->message);
  if (strcmp (root->space, shape->space) != 0 && !(shape->is_answer && *shape->space == '\0'))
    return fail (root, error, "the namespace “%s” should be “%s”", root->space, shape->space);
  return TRUE;
}

TgXmlMessage *
tg_xml_reader_read_tree (const TgXmlShape   *shape,
                         const TgXmlTree    *root,
                         const TgXmlContext *context,
                         GError            **error)
{
  g_autoptr (TgXmlMessage) message = tg_xml_message_new ();
  Reader self = { .shape = shape, .context = context, .message = message };

  g_return_val_if_fail (shape != NULL && root != NULL && context != NULL, NULL);

  if (!check_root (&self, root, error))
    return NULL;
  if (!has_items (shape))
    self.item = tg_xml_message_add (message, NULL);
  if (!read_attributes (&self, root, error) ||
      !read_content (&self, shape->content, root, NULL, error))
    return NULL;
  for (guint i = 0; i < message->items->len; i++)
    {
      TgXmlItem *item = message->items->pdata[i];

      item->document = tg_document_freeze (item->document);
    }
  return g_steal_pointer (&message);
}

TgXmlMessage *
tg_xml_reader_read (const TgXmlShape   *shape,
                    GBytes             *bytes,
                    const TgXmlContext *context,
                    GError            **error)
{
  g_autoptr (TgXmlTree) root = tg_xml_tree_parse (bytes, error);

  return root != NULL ? tg_xml_reader_read_tree (shape, root, context, error) : NULL;
}
