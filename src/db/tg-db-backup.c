/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-db.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "tg-db-private.h"
#include "tg-db-statement.h"
#include "tg-error.h"

/* Copies by VACUUM INTO: the stepwise backup API begins again whenever another connection commits
 * and may never end. The copy is written under a temporary name and renamed when it is on the
 * disk. */

static gboolean
fail_file (const char  *path,
           GError     **error)
{
  int number = errno;

  g_set_error (error, TG_ERROR, number == ENOSPC ? TG_ERROR_NO_SPACE : TG_ERROR_READ_ONLY,
               "Cannot write %s: %s", path, g_strerror (number));
  return FALSE;
}

/* VACUUM INTO takes an empty file, and so our mode instead of the umask's. */
static gboolean
make_empty (const char  *path,
            GError     **error)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_file (path, error);
  fchmod (fd, 0600);
  g_close (fd, NULL);
  return TRUE;
}

static gboolean
flush (const char  *path,
       int          flags,
       GError     **error)
{
  int fd = g_open (path, flags | O_CLOEXEC, 0);
  gboolean is_done;

  if (fd < 0)
    return fail_file (path, error);
  is_done = fsync (fd) == 0 || fail_file (path, error);
  g_close (fd, NULL);
  return is_done;
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

static gboolean
put_in_place (const char  *part,
              const char  *path,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!flush (part, O_RDWR, error))
    return FALSE;
  if (g_rename (part, path) != 0)
    return fail_file (path, error);
  return flush (folder, O_RDONLY | O_DIRECTORY, error);
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
  if (vacuum_into (self, part, error) && put_in_place (part, path, error))
    return TRUE;
  g_unlink (part);
  return FALSE;
}
