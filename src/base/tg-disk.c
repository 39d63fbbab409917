/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "tg-error.h"

/* Each change of the disk passes `step`, where tests let it fail. A file belongs to whoever
 * created it, on any one thread. */
struct _TgDiskFile
{
  int   fd;
  char *path;
};

#define CHUNK (256 * 1024)

static TgDiskWatch disk_watch;
static gint64 disk_free = -1;

void
tg_disk_set_watch (TgDiskWatch watch)
{
  disk_watch = watch;
}

static gboolean
fail (const char  *doing,
      const char  *path,
      int          number,
      GError     **error)
{
  int code = number == ENOSPC || number == EDQUOT ? TG_ERROR_NO_SPACE
             : number == EIO ? TG_ERROR_FAILED : TG_ERROR_READ_ONLY;

  g_set_error (error, TG_ERROR, code, "Cannot %s %s: %s", doing, path, g_strerror (number));
  return FALSE;
}

static gboolean
may_step (TgDiskStep   step,
          const char  *doing,
          const char  *path,
          const char  *to,
          GError     **error)
{
  int number = disk_watch != NULL ? disk_watch (step, path, to) : 0;

  return number == 0 || fail (doing, path, number, error);
}

TgDiskFile *
tg_disk_create (const char  *path,
                GError     **error)
{
  g_autoptr (TgDiskFile) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!may_step (TG_DISK_WRITE, "write", path, NULL, error))
    return NULL;
  self = g_new0 (TgDiskFile, 1);
  self->path = g_strdup (path);
  self->fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      fail ("write", path, errno, error);
      return NULL;
    }
  fchmod (self->fd, 0600);
  return g_steal_pointer (&self);
}

gboolean
tg_disk_write (TgDiskFile  *self,
               const void  *data,
               gsize        size,
               GError     **error)
{
  const char *next = data;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!may_step (TG_DISK_WRITE, "write", self->path, NULL, error))
    return FALSE;
  while (size > 0)
    {
      gssize written = write (self->fd, next, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return fail ("write", self->path, written < 0 ? errno : EIO, error);
      next += written;
      size -= (gsize) written;
    }
  return TRUE;
}

/* Some file systems have no way of flushing a folder, and say so by EINVAL: there is nothing to
 * wait for. */
static gboolean
flush (int          fd,
       const char  *path,
       GError     **error)
{
  if (!may_step (TG_DISK_SYNC, "flush", path, NULL, error))
    return FALSE;
  return fsync (fd) == 0 || errno == EINVAL || fail ("flush", path, errno, error);
}

gboolean
tg_disk_close (TgDiskFile  *self,
               GError     **error)
{
  gboolean is_done = flush (self->fd, self->path, error);

  tg_disk_drop (self);
  return is_done;
}

void
tg_disk_drop (TgDiskFile *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->path);
  g_free (self);
}

gboolean
tg_disk_save (const char  *path,
              const char  *text,
              GError     **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (TgDiskFile) file = tg_disk_create (part, error);

  if (file == NULL || !tg_disk_write (file, text, strlen (text), error) ||
      !tg_disk_close (g_steal_pointer (&file), error))
    return FALSE;
  return tg_disk_move (part, path, error);
}

static int
open_to_read (const char  *path,
              GError     **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);

  if (fd < 0)
    g_set_error (error, TG_ERROR, errno == ENOENT ? TG_ERROR_NOT_FOUND : TG_ERROR_FAILED,
                 "Cannot read %s: %s", path, g_strerror (errno));
  return fd;
}

/* Returns: bytes read, 0 at the end, -1 for an error */
static gssize
read_some (int          fd,
           const char  *path,
           char        *buffer,
           GError     **error)
{
  gssize count;

  do
    count = read (fd, buffer, CHUNK);
  while (count < 0 && errno == EINTR);
  if (count < 0)
    fail ("read", path, errno, error);
  return count;
}

gboolean
tg_disk_copy (const char  *from,
              const char  *to,
              GError     **error)
{
  g_autoptr (TgDiskFile) file = NULL;
  g_autofree char *buffer = g_malloc (CHUNK);
  int fd = open_to_read (from, error);
  gssize count = -1;

  if (fd < 0)
    return FALSE;
  file = tg_disk_create (to, error);
  while (file != NULL && (count = read_some (fd, from, buffer, error)) > 0)
    if (!tg_disk_write (file, buffer, (gsize) count, error))
      break;
  close (fd);
  return file != NULL && count == 0 && tg_disk_close (g_steal_pointer (&file), error);
}

gboolean
tg_disk_sync (const char  *path,
              GError     **error)
{
  int fd = open_to_read (path, error);
  gboolean is_done;

  if (fd < 0)
    return FALSE;
  is_done = flush (fd, path, error);
  close (fd);
  return is_done;
}

gboolean
tg_disk_move (const char  *from,
              const char  *to,
              GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!may_step (TG_DISK_MOVE, "move", from, to, error))
    return FALSE;
  if (g_rename (from, to) != 0)
    return fail ("move", from, errno, error);
  return tg_disk_sync (folder, error);
}

gboolean
tg_disk_make_folder (const char  *path,
                     GError     **error)
{
  return g_mkdir_with_parents (path, 0700) == 0 || fail ("make the folder", path, errno, error);
}

static gboolean
remove_contents (const char  *path,
                 GError     **error)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);

      if (!tg_disk_remove (inner, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
tg_disk_remove (const char  *path,
                GError     **error)
{
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR) &&
                       !g_file_test (path, G_FILE_TEST_IS_SYMLINK);

  if (is_folder && !remove_contents (path, error))
    return FALSE;
  if (!may_step (TG_DISK_REMOVE, "remove", path, NULL, error))
    return FALSE;
  if ((is_folder ? g_rmdir (path) : g_unlink (path)) == 0 || errno == ENOENT)
    return TRUE;
  return fail ("remove", path, errno, error);
}

gboolean
tg_disk_digest (const char  *path,
                char       **sha256,
                gint64      *bytes,
                GError     **error)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *buffer = g_malloc (CHUNK);
  gint64 size = 0;
  int fd = open_to_read (path, error);
  gssize count;

  if (fd < 0)
    return FALSE;
  while ((count = read_some (fd, path, buffer, error)) > 0)
    {
      g_checksum_update (sum, (const guchar *) buffer, count);
      size += count;
    }
  close (fd);
  if (count < 0)
    return FALSE;
  if (sha256 != NULL)
    *sha256 = g_strdup (g_checksum_get_string (sum));
  if (bytes != NULL)
    *bytes = size;
  return TRUE;
}

gint64
tg_disk_get_free (const char *path)
{
  struct statvfs info;

  if (disk_free >= 0)
    return disk_free;
  return statvfs (path, &info) == 0 ? (gint64) info.f_bavail * (gint64) info.f_frsize : G_MAXINT64;
}

void
tg_disk_set_free (gint64 bytes)
{
  disk_free = bytes;
}
