/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Of which document. Borrowed for the call. */
typedef struct
{
  TgCatalogue      *catalogue;
  TgRules          *rules;        /* of its form */
  const TgForm     *form;
  const TgDocument *document;
  const char       *id;           /* "" for one that is not stored yet */
  const char       *enterprise;   /* id; "" for none */
  const char       *today;
} TgSurrounded;

/* What the rules of a document may read beside it: the goods of its lines ("fact.goods/<line>"),
 * whom it is for ("fact.enterprise"), and under the names of data/rules/README.md the facts and
 * filings that it names ("other.order", "other.lists"). Those that neither its own rules nor a rule
 * set that concerns it reads are not looked for. The documents are frozen. On the reader. (transfer
 * full) of TgDocument */
GHashTable *tg_surroundings_load    (TgStoreConnection   *conn,
                                     const TgSurrounded  *about,
                                     GError             **error);
/* Whether a change of the value at `path` brings other surroundings. */
gboolean    tg_surroundings_follow  (const TgForm        *form,
                                     const char          *path);

G_END_DECLS
