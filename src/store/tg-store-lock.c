/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-store-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "tg-error.h"

/* flock on a file beside the store. The system lets it go when the process ends, however it
 * ends. */

#define LOCK_FILE "lock"
#define TRIES 100
#define WAIT_MICROSECONDS (50 * 1000)

struct _TgStoreLock
{
  int      fd;
  gboolean alone;
};

static gboolean
try_lock (TgStoreLock *self,
          int          kind)
{
  return flock (self->fd, kind | LOCK_NB) == 0;
}

/* Somebody may be alone just now: that lasts as long as a migration. */
static gboolean
wait_for_share (TgStoreLock *self)
{
  for (guint i = 0; i < TRIES; i++)
    {
      if (try_lock (self, LOCK_SH))
        return TRUE;
      g_usleep (WAIT_MICROSECONDS);
    }

  return FALSE;
}

TgStoreLock *
tg_store_lock_take (const char  *folder,
                    GError     **error)
{
  g_autoptr (TgStoreLock) self = g_new0 (TgStoreLock, 1);
  g_autofree char *path = g_build_filename (folder, LOCK_FILE, NULL);

  self->fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (self->fd < 0)
    {
      int code = errno;

      g_set_error (error, TG_ERROR, code == ENOSPC ? TG_ERROR_NO_SPACE : TG_ERROR_READ_ONLY,
                   "Cannot open %s: %s", path, g_strerror (code));
      return NULL;
    }

  self->alone = try_lock (self, LOCK_EX);
  if (!self->alone && !wait_for_share (self))
    {
      g_set_error (error, TG_ERROR, TG_ERROR_BUSY,
                   "Another program is migrating or restoring %s", folder);
      return NULL;
    }

  return g_steal_pointer (&self);
}

gboolean
tg_store_lock_is_alone (TgStoreLock *self)
{
  return self->alone;
}

void
tg_store_lock_share (TgStoreLock *self)
{
  if (!self->alone)
    return;

  while (flock (self->fd, LOCK_SH) != 0 && errno == EINTR)
    continue;
  self->alone = FALSE;
}

gboolean
tg_store_lock_try_alone (TgStoreLock *self)
{
  self->alone = self->alone || try_lock (self, LOCK_EX);
  return self->alone;
}

void
tg_store_lock_free (TgStoreLock *self)
{
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
