/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-receipt.h"
#include "tg-xml-map.h"
#include "tg-xml-message.h"

G_BEGIN_DECLS

/* What customs sends back as XML: receipts of the unified system (304 … 792, 900), answers to a
 * general declaration; bare or in a DxpMsg; the exchange's own answer (DxpRep). The filing is
 * found by the form's key (see tg_customs_answer_matches) since the message does not say ours; of a
 * 900 by that of the message in it. A 900 and a DxpRep have the number of our message in the
 * receipt's `submission`. Plain struct. */
typedef struct
{
  char       *message;        /* name of the root: CEB604Message */
  char       *form;           /* id; "" where the message is of no form */
  TgDocument *document;       /* what it says, by the form's names: the key, the numbers given */
  char      **key;            /* the fields of it that name the filing */
  TgReceipt  *receipt;        /* `filing` is "" */
} TgCustomsAnswer;

/* Of TgCustomsAnswer. `maps`: of TgXmlMap, those of all forms. TG_ERROR_UNSUPPORTED where no map
 * has such an answer. */
GPtrArray *tg_customs_answer_read    (GBytes                 *bytes,
                                      GPtrArray              *maps,
                                      const TgXmlContext     *context,
                                      GError                **error);
/* Whether this document, of that form, is the one that is answered. */
gboolean   tg_customs_answer_matches (const TgCustomsAnswer  *self,
                                      const TgDocument       *document);
void       tg_customs_answer_free    (TgCustomsAnswer        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgCustomsAnswer, tg_customs_answer_free)

G_END_DECLS
