/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-xml-writer.h"

#include <string.h>

#include "tg-error.h"
#include "tg-xml-value.h"

/* Goes down the shape with the row it is in. No clock, no chance, no tables but those of the
 * context. */

typedef struct _Row Row;
struct _Row
{
  const Row  *outer;       /* nullable */
  const char *table;
  guint       position;
};

typedef struct
{
  const TgXmlShape   *shape;
  const TgXmlMessage *message;
  const TgXmlContext *context;
  const TgXmlItem    *item;      /* nullable */
  GString            *text;
  guint               depth;
} Writer;

static gboolean write_element (Writer              *self,
                               const TgXmlElement  *element,
                               const Row           *row,
                               GError             **error);

static void
append_escaped (GString    *text,
                const char *value,
                gboolean    in_quotes)
{
  for (const char *p = value; *p != '\0'; p++)
    if (*p == '&')
      g_string_append (text, "&amp;");
    else if (*p == '<')
      g_string_append (text, "&lt;");
    else if (*p == '>')
      g_string_append (text, "&gt;");
    else if (*p == '\r')
      g_string_append (text, "&#xD;");
    else if (*p == '"' && in_quotes)
      g_string_append (text, "&quot;");
    else
      g_string_append_c (text, *p);
}

static void
append_name (Writer     *self,
             const char *before,
             const char *name)
{
  g_string_append (self->text, before);
  if (*self->shape->prefix != '\0')
    g_string_append_printf (self->text, "%s:", self->shape->prefix);
  g_string_append (self->text, name);
}

static void
indent (Writer *self)
{
  for (guint i = 0; i < self->depth; i++)
    g_string_append (self->text, "  ");
}

static const char *
get_fact (const Writer   *self,
          TgEnvelopeFact  fact)
{
  const char *value = self->item != NULL ? tg_envelope_get (self->item->envelope, fact) : "";

  return *value != '\0' ? value : tg_envelope_get (self->message->envelope, fact);
}

static const char *
get_value (const Writer       *self,
           const TgXmlElement *element,
           const Row          *row)
{
  if (element->source == TG_XML_CONSTANT)
    return element->value;
  if (element->source == TG_XML_ENVELOPE)
    return get_fact (self, element->fact);
  if (self->item == NULL)
    return "";
  if (row != NULL)
    return tg_document_get_cell (self->item->document, row->table, row->position, element->value);
  return tg_document_get (self->item->document, element->value);
}

/* Day and time of two fields in one element. (transfer full) */
static char *
join_time (const Writer       *self,
           const TgXmlElement *element,
           const Row          *row)
{
  const char *value = get_value (self, element, row);
  const char *time = element->with != NULL && self->item != NULL
                     ? tg_document_get (self->item->document, element->with) : "";

  if (element->with == NULL || *value == '\0')
    return g_strdup (value);
  return g_strdup_printf ("%s %s", value, *time != '\0' ? time : "00:00:00");
}

/* (transfer full) NULL with an error; "" only where the shape allows it. */
static char *
make_value (const Writer        *self,
            const TgXmlElement  *element,
            const Row           *row,
            GError             **error)
{
  g_autofree char *value = join_time (self, element, row);
  char *text = tg_xml_value_to_message (element, value, self->context, error);

  if (text == NULL || *text != '\0')
    return text;
  if (element->empty != NULL)
    {
      g_free (text);
      return g_strdup (element->empty);
    }
  if (element->is_optional || element->source == TG_XML_CONSTANT)
    return text;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "“%s” has no value", element->value);
  g_free (text);
  return NULL;
}

static gboolean
write_leaf (Writer              *self,
            const TgXmlElement  *element,
            const Row           *row,
            GError             **error)
{
  g_autofree char *value = make_value (self, element, row, error);

  if (value == NULL)
    return FALSE;
  if (*value == '\0' && element->empty == NULL && element->source != TG_XML_CONSTANT)
    return TRUE;
  indent (self);
  append_name (self, "<", element->name);
  g_string_append_c (self->text, '>');
  append_escaped (self->text, value, FALSE);
  append_name (self, "</", element->name);
  g_string_append (self->text, ">\n");
  return TRUE;
}

static gboolean
write_content (Writer           *self,
               const GPtrArray  *content,
               const Row        *row,
               GError          **error)
{
  for (guint i = 0; i < content->len; i++)
    if (!write_element (self, content->pdata[i], row, error))
      return FALSE;
  return TRUE;
}

/* A group that may lack is left out when nothing came to stand in it. */
static gboolean
write_group (Writer              *self,
             const TgXmlElement  *element,
             const Row           *row,
             GError             **error)
{
  gsize before = self->text->len;
  gsize opened;

  indent (self);
  append_name (self, "<", element->name);
  g_string_append (self->text, ">\n");
  opened = self->text->len;
  self->depth++;
  if (!write_content (self, element->content, row, error))
    return FALSE;
  self->depth--;
  if (self->text->len == opened && element->is_optional)
    {
      g_string_truncate (self->text, before);
      return TRUE;
    }
  indent (self);
  append_name (self, "</", element->name);
  g_string_append (self->text, ">\n");
  return TRUE;
}

static gboolean
is_joined (const Writer       *self,
           const TgXmlElement *element,
           guint               position,
           const Row          *row)
{
  if (element->join == NULL || row == NULL)
    return TRUE;
  for (guint i = 0; element->join[i] != NULL; i += 2)
    if (strcmp (tg_document_get_cell (self->item->document, element->each, position,
                                      element->join[i]),
                tg_document_get_cell (self->item->document, row->table, row->position,
                                      element->join[i + 1])) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
check_most (const TgXmlElement  *element,
            guint                count,
            GError             **error)
{
  if (element->most == 0 || count <= element->most)
    return TRUE;
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, ": at most %u in a message, not %u",
               element->most, count);
  return FALSE;
}

static gboolean
write_rows (Writer              *self,
            const TgXmlElement  *element,
            const Row           *row,
            GError             **error)
{
  guint count = self->item != NULL ? tg_document_get_n_lines (self->item->document, element->each)
                                   : 0;

  if (!check_most (element, count, error))
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      Row inner = { row, element->each, i };

      if (!is_joined (self, element, i, row))
        continue;
      if (!write_group (self, element, &inner, error))
        {
          g_prefix_error (error, "[%u]/", i + 1);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
write_items (Writer              *self,
             const TgXmlElement  *element,
             GError             **error)
{
  const GPtrArray *items = self->message->items;

  if (!check_most (element, items->len, error))
    return FALSE;
  for (guint i = 0; i < items->len; i++)
    {
      self->item = items->pdata[i];
      if (!write_group (self, element, NULL, error))
        {
          g_prefix_error (error, "[%u]/", i + 1);
          return FALSE;
        }
    }
  self->item = NULL;
  return TRUE;
}

static gboolean
write_element (Writer              *self,
               const TgXmlElement  *element,
               const Row           *row,
               GError             **error)
{
  const char *behind = element->is_item || element->each != NULL ? ""
                       : element->source == TG_XML_CONTENT ? "/" : ": ";
  gboolean written;

  if (element->is_item)
    written = write_items (self, element, error);
  else if (element->each != NULL)
    written = write_rows (self, element, row, error);
  else if (element->source == TG_XML_CONTENT)
    written = write_group (self, element, row, error);
  else
    written = write_leaf (self, element, row, error);
  if (!written)
    g_prefix_error (error, "%s%s", element->name, behind);
  return written;
}

static gboolean
write_attributes (Writer  *self,
                  GError **error)
{
  for (guint i = 0; i < self->shape->attributes->len; i++)
    {
      const TgXmlElement *attribute = self->shape->attributes->pdata[i];
      g_autofree char *value = make_value (self, attribute, NULL, error);

      if (value == NULL)
        {
          g_prefix_error (error, "@%s: ", attribute->name);
          return FALSE;
        }
      g_string_append_printf (self->text, " %s=\"", attribute->name);
      append_escaped (self->text, value, TRUE);
      g_string_append_c (self->text, '"');
    }
  return TRUE;
}

static gboolean
write_root (Writer  *self,
            GError **error)
{
  const TgXmlShape *shape = self->shape;

  g_string_append (self->text, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  append_name (self, "<", shape->message);
  if (*shape->space != '\0')
    {
      g_string_append_printf (self->text, " xmlns%s%s=\"", *shape->prefix != '\0' ? ":" : "",
                              shape->prefix);
      append_escaped (self->text, shape->space, TRUE);
      g_string_append_c (self->text, '"');
    }
  if (!write_attributes (self, error))
    return FALSE;
  g_string_append (self->text, ">\n");
  self->depth = 1;
  if (!write_content (self, shape->content, NULL, error))
    return FALSE;
  append_name (self, "</", shape->message);
  g_string_append (self->text, ">\n");
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

GBytes *
tg_xml_writer_write (const TgXmlShape   *shape,
                     const TgXmlMessage *message,
                     const TgXmlContext *context,
                     GError            **error)
{
  g_autoptr (GString) text = g_string_new ("");
  Writer self = { .shape = shape, .message = message, .context = context, .text = text };

  g_return_val_if_fail (shape != NULL && message != NULL && context != NULL, NULL);

  if (message->items->len == 0 || (message->items->len > 1 && !has_items (shape)))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "%s does not take %u documents",
                   shape->message, message->items->len);
      return NULL;
    }
  if (!has_items (shape))
    self.item = message->items->pdata[0];
  if (!write_root (&self, error))
    {
      g_prefix_error (error, "%s/", shape->message);
      return NULL;
    }
  return g_string_free_to_bytes (g_steal_pointer (&text));
}
