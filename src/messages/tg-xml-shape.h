/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-json.h"
#include "tg-xml-map.h"

G_BEGIN_DECLS

/* What the two files of the mapping's reader share. */

/* One message of a mapping; NULL with the place. `is_answer`: names need not be the form's. */
TgXmlShape *tg_xml_shape_read   (const TgXmlMap  *map,
                                 JsonObject      *object,
                                 gboolean         is_answer,
                                 GError         **error);
void        tg_xml_shape_free   (TgXmlShape      *self);
/* Members: absent leaves `out` alone, another type is an error. */
gboolean    tg_xml_shape_read_string  (JsonObject  *object,
                                       const char  *member,
                                       char       **out,
                                       GError     **error);
gboolean    tg_xml_shape_read_strings (JsonObject   *object,
                                       const char   *member,
                                       char       ***out,
                                       GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgXmlShape, tg_xml_shape_free)

G_END_DECLS
