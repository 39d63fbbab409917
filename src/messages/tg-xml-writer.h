/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-xml-map.h"
#include "tg-xml-message.h"

G_BEGIN_DECLS

/* Writes a message as its shape says: UTF-8 with declaration, LF, two blanks a level, elements in
 * the shape's order. The same message gives the same bytes. The documents are what is to be sent:
 * without hidden fields. Fails with TG_ERROR_INVALID and the element where a value lacks or does
 * not fit. A NUL stands behind the bytes. Pure; any thread. */
GBytes *tg_xml_writer_write (const TgXmlShape   *shape,
                             const TgXmlMessage *message,
                             const TgXmlContext *context,
                             GError            **error);

G_END_DECLS
