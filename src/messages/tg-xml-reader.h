/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-xml-map.h"
#include "tg-xml-message.h"
#include "tg-xml-tree.h"

G_BEGIN_DECLS

/* Reads a message as its shape says. Data messages strictly: an element that the shape has not, a
 * wrong order, a value that is not of its kind is TG_ERROR_INVALID with element and line. Answers
 * tolerantly: what lacks is empty, what is more is passed over, what does not fit stays as sent.
 * Lines get the ids "1", "2", …; the documents are frozen. Pure; any thread. */
TgXmlMessage *tg_xml_reader_read      (const TgXmlShape   *shape,
                                       GBytes             *bytes,
                                       const TgXmlContext *context,
                                       GError            **error);
TgXmlMessage *tg_xml_reader_read_tree (const TgXmlShape   *shape,
                                       const TgXmlTree    *root,
                                       const TgXmlContext *context,
                                       GError            **error);

G_END_DECLS
