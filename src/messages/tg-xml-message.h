/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"
#include "tg-document.h"
#include "tg-envelope.h"

G_BEGIN_DECLS

/* Documents with what stands on them: one message as it is written or was read. Plain structs. */
typedef struct
{
  TgEnvelope *envelope;      /* of this business node */
  TgDocument *document;
} TgXmlItem;

typedef struct
{
  TgEnvelope *envelope;      /* of the whole */
  GPtrArray  *items;         /* of TgXmlItem */
} TgXmlMessage;

/* What reading and writing ask of the world. */
typedef struct
{
  TgCodeLookup *codes;
  const char   *today;       /* YYYY-MM-DD: the day on which codes are looked up */
  GHashTable   *files;       /* (nullable) name → GBytes: attachments that stand in the message */
} TgXmlContext;

TgXmlMessage *tg_xml_message_new  (void);
void          tg_xml_message_free (TgXmlMessage *self);
/* (transfer none) an item with this document, or an empty one; what stands on it is set by the
 * caller */
TgXmlItem    *tg_xml_message_add  (TgXmlMessage *self,
                                   TgDocument   *document);   /* (nullable) */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgXmlMessage, tg_xml_message_free)

G_END_DECLS
