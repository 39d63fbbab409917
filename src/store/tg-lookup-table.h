/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* Exact look-up by values that stand in no plain column (and by numbers that tie documents
 * together). */
typedef struct
{
  char *kind;      /* the field's key */
  char *value;
} TgKey;

TgKey     *tg_key_new                 (const char         *kind,
                                       const char         *value);
void       tg_key_free                (TgKey              *self);

/* `keys` are all that the document now has. */
gboolean   tg_lookup_table_replace    (TgStoreConnection  *conn,
                                       const char         *subject,
                                       GPtrArray          *keys,
                                       GError            **error);
/* Ids of the documents that have this value. */
GPtrArray *tg_lookup_table_find       (TgStoreConnection  *conn,
                                       const char         *kind,
                                       const char         *value,
                                       GError            **error);
/* The newest of them, newest first. */
GPtrArray *tg_lookup_table_find_last  (TgStoreConnection  *conn,
                                       const char         *kind,
                                       const char         *value,
                                       guint               most,
                                       GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgKey, tg_key_free)

G_END_DECLS
