/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-pack-folder.h"

G_BEGIN_DECLS

/* The code tables that packs bring, over those of the program: one file beside the packs, made
 * from both and named after both, so that a new program or a new pack makes a new one. Rows are
 * added and brought up to date, none is removed. Wait; not on the main thread of a window. */

/* The file for `base`, made if it is not there; `base` itself where no pack has codes. (transfer
 * full) */
char     *tg_pack_codes_find   (const char    *root,       /* of the packs */
                                const char    *base,
                                GError       **error);
/* A copy of `base` at `path` with the rows of one pack more. */
gboolean  tg_pack_codes_make   (const char    *base,
                                const char    *path,
                                const char    *folder,     /* of the pack */
                                GError       **error);
gboolean  tg_pack_codes_exist  (const char    *folder);
/* Of TgDatedCode: the rows of codes/<table>.csv. */
GPtrArray *tg_pack_codes_read  (const char    *text,
                                GError       **error);

G_END_DECLS
