/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* For those who make packs (docs/packs.md). Both wait: for the command line. */

/* Checks a folder with pack.json, forms with their cases and codes, signs it, writes
 * ID-VERSION.tgpack into `target` and gives its path. */
char *tg_pack_maker_make     (const char  *folder,
                              const char  *key_file,
                              const char  *target,
                              GError     **error);
/* A key file, and the public key to be built into the program. (transfer full) */
char *tg_pack_maker_make_key (const char  *key_file,
                              GError     **error);

G_END_DECLS
