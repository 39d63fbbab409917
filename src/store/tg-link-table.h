/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

/* A part of a filing (or fact) was drawn from a part of a fact (or filing). A path is "" for the
 * header or "table/line". Strings are never NULL. */
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgLink, tg_link_free)

G_END_DECLS
