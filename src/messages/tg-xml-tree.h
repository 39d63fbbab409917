/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A foreign XML text as a plain tree. The one door through which XML comes in: UTF-8 only, no DTD
 * and so no entities, nothing fetched, size, depth, number of elements and length of a tag are
 * bounded. Comments and processing instructions are dropped. Any thread. */
typedef struct _TgXmlTree TgXmlTree;
struct _TgXmlTree
{
  char       *name;         /* local */
  char       *space;        /* namespace, "" for none */
  char       *text;         /* the element's own text, outer blanks gone; "" */
  char       *raw;          /* (nullable) with its outer blanks, where it has any */
  guint       line;
  GPtrArray  *children;     /* of TgXmlTree */
  GHashTable *attributes;   /* (nullable) local name → value */
};

#define TG_XML_TREE_MAX_BYTES    (16 * 1024 * 1024)
#define TG_XML_TREE_MAX_DEPTH    16
#define TG_XML_TREE_MAX_ELEMENTS 500000
#define TG_XML_TREE_MAX_TAG      4096

TgXmlTree       *tg_xml_tree_parse         (GBytes           *bytes,
                                            GError          **error);
void             tg_xml_tree_free          (TgXmlTree        *self);
/* (nullable) the first of that name, in whatever namespace */
const TgXmlTree *tg_xml_tree_find          (const TgXmlTree  *self,
                                            const char       *name);
/* "" when there is none */
const char      *tg_xml_tree_get_text      (const TgXmlTree  *self,
                                            const char       *name);
const char      *tg_xml_tree_get_attribute (const TgXmlTree  *self,
                                            const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgXmlTree, tg_xml_tree_free)

G_END_DECLS
