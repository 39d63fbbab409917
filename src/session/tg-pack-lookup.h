/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-code-lookup.h"
#include "tg-pack.h"

G_BEGIN_DECLS

/* The code tables as they would be with a pack: its own tables from a file that was made for the
 * trial, all others as they are. Belongs to the thread that made it. */
#define TG_TYPE_PACK_LOOKUP (tg_pack_lookup_get_type ())
G_DECLARE_FINAL_TYPE (TgPackLookup, tg_pack_lookup, TG, PACK_LOOKUP, GObject)

TgPackLookup *tg_pack_lookup_open (TgPack        *pack,
                                   const char    *path,
                                   TgCodeLookup  *others,
                                   GError       **error);
/* Whether a pack brings rows of the table. */
gboolean      tg_pack_lookup_has  (const TgPack  *pack,
                                   const char    *table);

G_END_DECLS
