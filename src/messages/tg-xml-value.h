/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-xml-map.h"
#include "tg-xml-message.h"

G_BEGIN_DECLS

/* One value between the document and the message: its codes and its form. Pure; any thread. */

/* The document's value as the message has it. NULL with an error where it is not of its kind. */
char *tg_xml_value_to_message   (const TgXmlElement *element,
                                 const char         *value,
                                 const TgXmlContext *context,
                                 GError            **error);
/* The message's text as the document has it. */
char *tg_xml_value_from_message (const TgXmlElement *element,
                                 const char         *text,
                                 const TgXmlContext *context,
                                 GError            **error);

G_END_DECLS
