/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db.h"

#include <glib/gstdio.h>

#include "tg-db-private.h"
#include "tg-db-statement.h"
#include "tg-disk.h"

/* Copies by VACUUM INTO: the stepwise backup API begins again whenever another connection commits
 * and may never end. The copy is written under a temporary name and renamed when it is on the
 * disk. */

/* VACUUM INTO takes an empty file, and so our mode instead of the umask's. */
static gboolean
make_empty (const char  *path,
            GError     **error)
{
  TgDiskFile *file = tg_disk_create (path, error);

  if (file == NULL)
    return FALSE;
  tg_disk_drop (file);
  return TRUE;
}

static gboolean
vacuum_into (TgDb        *self,
             const char  *path,
             GError     **error)
{
  g_autoptr (TgDbStatement) st = tg_db_prepare (self, "VACUUM INTO :path", error);

  if (st == NULL)
    return FALSE;
  tg_db_bind_text (st, ":path", path);
  return tg_db_run (st, error);
}

gboolean
tg_db_backup_to (TgDb        *self,
                 const char  *path,
                 GError     **error)
{
  g_autofree char *part = NULL;

  g_return_val_if_fail (path != NULL, FALSE);

  part = g_strconcat (path, ".part", NULL);
  if (!make_empty (part, error))
    return FALSE;
  if (vacuum_into (self, part, error) && tg_disk_sync (part, error) &&
      tg_disk_move (part, path, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}
