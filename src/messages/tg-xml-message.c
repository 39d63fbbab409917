/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-xml-message.h"

static void
item_free (gpointer data)
{
  TgXmlItem *self = data;

  tg_envelope_free (self->envelope);
  tg_document_unref (self->document);
  g_free (self);
}

TgXmlMessage *
tg_xml_message_new (void)
{
  TgXmlMessage *self = g_new0 (TgXmlMessage, 1);

  self->envelope = tg_envelope_new ();
  self->items = g_ptr_array_new_with_free_func (item_free);
  return self;
}

void
tg_xml_message_free (TgXmlMessage *self)
{
  if (self == NULL)
    return;
  tg_envelope_free (self->envelope);
  g_ptr_array_unref (self->items);
  g_free (self);
}

TgXmlItem *
tg_xml_message_add (TgXmlMessage *self,
                    TgDocument   *document)
{
  TgXmlItem *item = g_new0 (TgXmlItem, 1);

  g_return_val_if_fail (self != NULL, item);

  item->envelope = tg_envelope_new ();
  item->document = document != NULL ? tg_document_ref (document) : tg_document_new ();
  g_ptr_array_add (self->items, item);
  return item;
}
