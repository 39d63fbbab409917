/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-catalogue.h"
#include "tg-data-dir.h"
#include "tg-pack.h"

G_BEGIN_DECLS

/* Packs as folders: those that are installed on this computer, each unpacked beside the file that
 * it came in; and the folder that a maker writes. All wait for the disk. */
typedef struct
{
  char  *path;
  char  *date;
  char  *id;
  guint  version;
} TgPackFolder;

/* How the file of code tables is named, with packs' rows among the program's. */
#define TG_PACK_FOLDER_CODES "codes-"

/* The whole file, as it came, beside what was unpacked. */
#define TG_PACK_FOLDER_FILE TG_DATA_DIR_PACK_FILE

/* Of TgPackFolder under `root`, by date, id and version; none where there is no such folder. What
 * is half installed is not among them. */
GPtrArray   *tg_pack_folder_list       (const char          *root);
/* The folder's name once it is installed: "2026-12-01_official_3". (transfer full) */
char        *tg_pack_folder_dup_name   (const TgPack        *pack);
/* Writes all files into `folder`, which is made, down to the disk. */
gboolean     tg_pack_folder_unpack     (const TgPack        *pack,
                                        GBytes              *file,
                                        const char          *folder,
                                        GError             **error);
/* The file that an installed pack came in. */
TgPack      *tg_pack_folder_load       (const char          *folder,
                                        TgPackVerify         verify,
                                        gpointer             user_data,
                                        GError             **error);
/* Whether the file at `path` says what the pack's file says. */
gboolean     tg_pack_folder_has_same   (const char          *path,
                                        const TgPackFile    *file);
/* A file as makers hand it out. */
gboolean     tg_pack_folder_write      (const char          *path,
                                        GBytes              *file,
                                        GError             **error);
/* A folder with pack.json and what it holds → the body that is to be signed. */
GBytes      *tg_pack_folder_collect    (const char          *folder,
                                        GError             **error);
/* The forms that came with the program and those of all installed packs. */
TgCatalogue *tg_pack_folder_catalogue  (const char          *root,
                                        GError             **error);
/* Adds what was installed since. */
gboolean     tg_pack_folder_add_all    (TgCatalogue         *catalogue,
                                        const char          *root,
                                        GError             **error);
/* The code tables with those of all packs, as `session` made them last; NULL: no pack has any.
 * (transfer full) */
char        *tg_pack_folder_dup_codes  (const char          *root);
void         tg_pack_folder_free       (TgPackFolder        *self);

G_END_DECLS
