/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A part of a filing (or fact) was drawn from a part of a fact (or filing). A path is "" for the header
 * or "table/line". Strings are never NULL. */
typedef struct
{
  char *source;
  char *source_kind;     /* fact type or form id */
  char *source_path;
  char *target;
  char *target_path;
} TgLink;

TgLink    *tg_link_new                (const char         *source,
                                       const char         *source_kind,
                                       const char         *source_path,
                                       const char         *target,
                                       const char         *target_path);
void       tg_link_free               (TgLink             *self);

gboolean   tg_link_table_add          (TgStoreConnection  *conn,
                                       const TgLink       *link,
                                       GError            **error);
gboolean   tg_link_table_remove       (TgStoreConnection  *conn,
                                       const char         *target,
                                       const char         *target_path,
                                       GError            **error);
/* What `target` was drawn from. */
GPtrArray *tg_link_table_list_sources (TgStoreConnection  *conn,
                                       const char         *target,
                                       GError            **error);
/* What was drawn from `source`. */
GPtrArray *tg_link_table_list_targets (TgStoreConnection  *conn,
                                       const char         *source,
                                       GError            **error);

/* Exact look-up by values that stand in no plain column (and by numbers that tie documents together). */
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgLink, tg_link_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgKey, tg_key_free)

G_END_DECLS
