/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-xml-tree.h"

#include <libxml/parser.h>
#include <string.h>

#include "tg-error.h"
#include "tg-xml-guard.h"

/* TgXmlTree: the only file that knows libxml2. tg_xml_guard_check() has looked at the text before
 * libxml2 sees it, so that nothing is left that could make it slow or large: no DTD, bounded tags
 * and nesting. A tree is owned by its root and is not changed once made. */

#define FLAGS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA)

static gboolean
fail_parse (xmlParserCtxtPtr   context,
            GError           **error)
{
  const xmlError *last = xmlCtxtGetLastError (context);
  g_autofree char *what = g_strdup (last != NULL && last->message != NULL ? last->message
                                    : "not well-formed");

  g_strchomp (what);
  g_set_error (error, TG_ERROR, TG_ERROR_INVALID, "line %d: %s", last != NULL ? last->line : 0,
               what);
  return FALSE;
}

static char *
dup_string (const xmlChar *text)
{
  return g_strdup (text != NULL ? (const char *) text : "");
}

static void
take_attributes (TgXmlTree  *self,
                 xmlNodePtr  node)
{
  for (xmlAttrPtr attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      xmlChar *value = xmlNodeListGetString (node->doc, attribute->children, 1);

      if (self->attributes == NULL)
        self->attributes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_replace (self->attributes, dup_string (attribute->name), dup_string (value));
      xmlFree (value);
    }
}

/* Depth was bounded by the guard. */
static TgXmlTree *
take_node (xmlNodePtr node)
{
  TgXmlTree *self = g_new0 (TgXmlTree, 1);
  g_autoptr (GString) text = g_string_new ("");

  self->name = dup_string (node->name);
  self->space = dup_string (node->ns != NULL ? node->ns->href : NULL);
  self->line = (guint) MAX (xmlGetLineNo (node), 0);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) tg_xml_tree_free);
  take_attributes (self, node);
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE)
        g_ptr_array_add (self->children, take_node (child));
      else if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
        g_string_append (text, child->content != NULL ? (const char *) child->content : "");
    }
  self->text = g_strstrip (g_strdup (text->str));
  if (strcmp (self->text, text->str) != 0)
    self->raw = g_strdup (text->str);
  return self;
}

TgXmlTree *
tg_xml_tree_parse (GBytes  *bytes,
                   GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  xmlParserCtxtPtr context;
  xmlDocPtr document;
  TgXmlTree *self = NULL;

  if (!tg_xml_guard_check (data, size, error))
    return NULL;
  context = xmlNewParserCtxt ();
  document = xmlCtxtReadMemory (context, data, (int) size, NULL, "UTF-8", FLAGS);
  if (document == NULL || xmlDocGetRootElement (document) == NULL || context->nsWellFormed == 0)
    fail_parse (context, error);
  else
    self = take_node (xmlDocGetRootElement (document));
  xmlFreeDoc (document);
  xmlFreeParserCtxt (context);
  return self;
}

void
tg_xml_tree_free (TgXmlTree *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->space);
  g_free (self->text);
  g_free (self->raw);
  g_ptr_array_unref (self->children);
  g_clear_pointer (&self->attributes, g_hash_table_unref);
  g_free (self);
}

const TgXmlTree *
tg_xml_tree_find (const TgXmlTree *self,
                  const char      *name)
{
  for (guint i = 0; self != NULL && i < self->children->len; i++)
    {
      const TgXmlTree *child = self->children->pdata[i];

      if (strcmp (child->name, name) == 0)
        return child;
    }
  return NULL;
}

const char *
tg_xml_tree_get_text (const TgXmlTree *self,
                      const char      *name)
{
  const TgXmlTree *child = tg_xml_tree_find (self, name);

  return child != NULL ? child->text : "";
}

const char *
tg_xml_tree_get_attribute (const TgXmlTree *self,
                           const char      *name)
{
  const char *value = self->attributes != NULL ? g_hash_table_lookup (self->attributes, name)
                                               : NULL;

  return value != NULL ? value : "";
}
