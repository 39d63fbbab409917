/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The packs in a backup, on their way back to a computer: what is to become of each is found out
 * first, then done. All wait for the disk. */
typedef enum
{
  TG_PACK_RETURN_THERE,       /* installed here already */
  TG_PACK_RETURN_NEW,
  TG_PACK_RETURN_BESIDE,      /* older than what is here, but has forms that are nowhere else */
  TG_PACK_RETURN_OLDER,       /* and has nothing that is missing */
  TG_PACK_RETURN_REFUSED,
} TgPackReturnKind;

typedef struct
{
  TgPackReturnKind  kind;
  char             *name;     /* "official 3" */
  char             *reason;   /* why it is refused, else "" */
  char             *path;     /* the folder that it was unpacked to */
} TgPackReturn;

/* `folder`: of the backup's packs, unpacked; it is worked in. Of TgPackReturn, by date. (transfer
 * full) */
GPtrArray *tg_pack_return_plan    (const char  *folder);
/* Puts those that are new or beside on the computer's shelf. Whatever was done is whole. */
gboolean   tg_pack_return_install (GPtrArray   *returns,
                                   GError     **error);

G_END_DECLS
