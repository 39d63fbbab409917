/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-filing-table.h"
#include "tg-surroundings.h"

G_BEGIN_DECLS

/* The filings that a document names, and what is gathered from them: the part of the surroundings
 * for which data/rules/README.md defines the names. On the reader. */

typedef struct
{
  TgStoreConnection  *conn;
  const TgSurrounded *about;
  GPtrArray          *sets;       /* of TgRules: they concern the document */
  GHashTable         *others;     /* "other.list" → TgDocument, added to */
} TgBeside;

/* Whether a rule reads "other.<relation>"; nothing else is looked for. */
gboolean tg_beside_is_read (const TgBeside  *self,
                            const char      *relation);
/* What the document names by one of its fields, or is tied to by a link. */
gboolean tg_beside_add     (TgBeside        *self,
                            GError         **error);
/* The same gathered: many documents in one. */
gboolean tg_beside_gather  (TgBeside        *self,
                            GError         **error);
/* Whether the value at "field" or "table/field" names other documents. */
gboolean tg_beside_names   (const TgForm    *form,
                            const char      *column);

/* The account that the document names ("other.account"), and what its person used of the year's
 * quotas ("other.quota"). */
gboolean tg_beside_add_money (TgBeside     *self,
                              GError      **error);
/* Whether the value at this path decides which account, or which year. */
gboolean tg_beside_moves  (const TgForm    *form,
                           const char      *path);

G_END_DECLS
