/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-store-connection.h"

G_BEGIN_DECLS

#define TG_ENTERPRISE_SELLER "seller"

/* Whom this workspace files for. Strings are never NULL. */
typedef struct
{
  gint64  rid;
  char   *id;
  char   *kind;       /* "enterprise" or "seller" */
  char   *code;       /* what the window knows it by; public but for a seller's */
  char   *name;
  char   *fact;       /* id of the fact with its master data */
  char   *standing;   /* JSON: what the agencies last said of it, "" for nothing */
} TgEnterprise;

/* Adds it, or changes its kind, code, name and fact. */
gboolean      tg_enterprise_table_put           (TgStoreConnection   *conn,
                                                 const TgEnterprise  *enterprise,
                                                 GError             **error);
/* What was entered before anybody was belongs to the first one; does nothing when there are
 * others. */
gboolean      tg_enterprise_table_adopt         (TgStoreConnection   *conn,
                                                 const char          *id,
                                                 GError             **error);
GPtrArray    *tg_enterprise_table_list          (TgStoreConnection   *conn,
                                                 GError             **error);
TgEnterprise *tg_enterprise_table_load          (TgStoreConnection   *conn,
                                                 const char          *id,
                                                 GError             **error);
/* NULL without an error if there is none. */
TgEnterprise *tg_enterprise_table_find_code     (TgStoreConnection   *conn,
                                                 const char          *code,
                                                 GError             **error);
gboolean      tg_enterprise_table_set_standing  (TgStoreConnection   *conn,
                                                 const char          *id,
                                                 const char          *standing,
                                                 GError             **error);
/* A seller's code as the column holds it. (transfer full) */
char         *tg_enterprise_table_hide_code     (TgStoreConnection   *conn,
                                                 const char          *id,
                                                 const char          *code,
                                                 GError             **error);
void          tg_enterprise_free                (TgEnterprise        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgEnterprise, tg_enterprise_free)

G_END_DECLS
