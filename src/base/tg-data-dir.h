/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where the program's own data lie: TONGGUAN_DATA_DIR, else the source tree when the program runs
 * from its build tree, else where it was installed. Any thread. */
const char *tg_data_dir_get   (void);
/* The built code tables. (transfer full) */
char       *tg_data_dir_codes (void);
/* Where this computer's packs are installed, beside the workspaces, each in a folder of its own
 * with the file that it came in. (transfer full) */
char       *tg_data_dir_dup_packs (void);
#define TG_DATA_DIR_PACK_FILE "pack.tgpack"

G_END_DECLS
