/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-pack.h"
#include "tg-store-connection.h"

G_BEGIN_DECLS

/* What a pack touches among the drafts: forms that have a newer version, codes that end or say
 * something else, rules that find more. Nothing is changed by it. On the reader. */
typedef struct
{
  TgPack       *pack;
  TgCatalogue  *before;       /* without the pack */
  TgCatalogue  *after;        /* with it */
  TgCodeLookup *codes;        /* without it */
  const char   *codes_path;   /* its tables; NULL: it has none */
  const char   *today;
} TgPackTouching;

/* Of gint64 rids: what can still be changed, newest first, up to TG_PACK_TOUCHING_MAX. */
#define TG_PACK_TOUCHING_MAX 5000
GArray   *tg_pack_touching_list_drafts (TgStoreConnection     *conn,
                                        GError               **error);
/* Of TgPackTouch, for these drafts. */
gboolean  tg_pack_touching_run         (const TgPackTouching  *self,
                                        TgStoreConnection     *conn,
                                        const gint64          *rids,
                                        guint                  n_rids,
                                        GPtrArray             *touched,
                                        GError               **error);

G_END_DECLS
