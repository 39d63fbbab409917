/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-form.h"
#include "tg-document.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* What the rules of a document may read beside it: the goods of its lines ("fact.goods/<line>"),
 * whom it is for ("fact.enterprise"), the order, payment and waybill that it names
 * ("other.order"). The documents are frozen. On the reader. (transfer full) of TgDocument */
GHashTable *tg_surroundings_load    (TgStoreConnection  *conn,
                                     const TgForm       *form,
                                     const TgDocument   *document,
                                     const char         *enterprise,   /* id; "" for none */
                                     GError            **error);
/* Whether a change of the value at `path` brings other surroundings. */
gboolean    tg_surroundings_follow  (const TgForm       *form,
                                     const char         *path);

G_END_DECLS
