/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "tg-pack-folder.h"
#include "tg-pack-keys.h"

G_BEGIN_DECLS

/* The packs of this computer, beside the workspaces. A pack is put there whole or not at all, and
 * nothing that is there is ever changed or removed. All wait for the disk: not on the main thread
 * of a window. */
typedef struct
{
  char       *root;
  TgPackKeys *keys;         /* after all that is installed */
  GPtrArray  *packs;        /* of TgPack, by date */
} TgPackShelf;

/* For g_mkdtemp(): a folder that is no pack yet. */
#define TG_PACK_STAGE ".new-XXXXXX"

/* With the program's keys. What a crash left half done is removed. */
TgPackShelf *tg_pack_shelf_open    (const char          *root,
                                    GError             **error);
void         tg_pack_shelf_free    (TgPackShelf         *self);
/* A file, if one of the keys signed it. */
TgPack      *tg_pack_shelf_read    (TgPackShelf         *self,
                                    GBytes              *file,
                                    GError             **error);
/* How it stands to what is there of its series. */
typedef enum
{
  TG_PACK_NEWER,       /* or there is none */
  TG_PACK_THERE,
  TG_PACK_OLDER,
} TgPackStanding;

TgPackStanding tg_pack_shelf_compare (TgPackShelf *self,
                                    const TgPack        *pack);
/* Whether it says nothing else of a version of a form that is there. */
gboolean     tg_pack_shelf_agrees  (const TgPack        *pack,
                                    TgCatalogue         *catalogue,
                                    GError             **error);
/* An older one: whether it has a form, a fact or a rule set in a version that is nowhere else, and
 * was made before all newer ones, which then go before it in everything. */
gboolean     tg_pack_shelf_lacks   (TgPackShelf         *self,
                                    const TgPack        *pack,
                                    TgCatalogue         *catalogue);
/* It is installed from now on. */
void         tg_pack_shelf_note    (TgPackShelf         *self,
                                    TgPack              *pack);
/* While it is held, no other process installs. A descriptor to be closed, or -1. */
int          tg_pack_shelf_lock    (const char          *root,
                                    GError             **error);
/* Whether it may be installed: it is newer than what is there of its series, and holds no version
 * of a form that is there and says something else. */
gboolean     tg_pack_shelf_admits  (TgPackShelf         *self,
                                    const TgPack        *pack,
                                    TgCatalogue         *catalogue,
                                    GError             **error);
/* A folder beside the packs with all its files. (transfer full) */
char        *tg_pack_shelf_stage   (TgPackShelf         *self,
                                    const TgPack        *pack,
                                    GBytes              *file,
                                    GError             **error);
/* From then on it is installed. */
gboolean     tg_pack_shelf_commit  (const char          *root,
                                    const TgPack        *pack,
                                    const char          *stage,
                                    GError             **error);
/* A folder with all that is in it; what is not there is no fault. */
void         tg_pack_shelf_remove  (const char          *folder);
/* An installed pack, whoever signed it: it was looked at when it came. */
TgPack      *tg_pack_shelf_load    (const char          *folder,
                                    GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgPackShelf, tg_pack_shelf_free)

G_END_DECLS
