/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fault-vfs.h"

#include <errno.h>
#include <sqlite3.h>

#include "tg-disk.h"
#include "tg-power.h"

/* Each file of ours is SQLite's own file with a head of ours before it. Calls that a fault can hit
 * are counted over all files and threads; everything else goes straight through. */
typedef struct
{
  sqlite3_file  base;
  sqlite3_file *real;
  char         *path;     /* NULL for a file without a name, which nobody opens again */
} File;

typedef enum
{
  CALL_READ,
  CALL_WRITE,
  CALL_CHANGE,            /* truncates, flushes, moves, removes */
} Call;

static sqlite3_vfs *below;
static GMutex lock;
static gboolean is_armed;
static TgDiskFault armed_fault;
static guint calls_left;
static guint n_calls;
static gboolean has_struck;

static sqlite3_file *
real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static gboolean
can_hit (Call call)
{
  switch (armed_fault)
    {
    case TG_FAULT_NO_SPACE:
      return call == CALL_WRITE;
    case TG_FAULT_IO_ERROR:
      return TRUE;
    case TG_FAULT_DEATH:
    case TG_FAULT_POWER:
      return call != CALL_READ;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
strikes_locked (Call call)
{
  if (!is_armed || !can_hit (call))
    return FALSE;
  n_calls++;
  if (has_struck)
    return armed_fault == TG_FAULT_DEATH || armed_fault == TG_FAULT_POWER;
  if (--calls_left > 0)
    return FALSE;
  has_struck = TRUE;
  return TRUE;
}

/* TRUE if this call is to fail. */
static gboolean
strikes (Call call)
{
  gboolean result;

  g_mutex_lock (&lock);
  result = strikes_locked (call);
  g_mutex_unlock (&lock);
  return result;
}

static gboolean
is_watched (const char *path)
{
  return is_armed && armed_fault == TG_FAULT_POWER && path != NULL;
}

/* ---- what the program writes by itself ---- */

/* Flushing is told before it is done, but nothing is written in between. */
static int
on_disk_step (TgDiskStep  step,
              const char *path,
              const char *to)
{
  if (strikes (step == TG_DISK_WRITE ? CALL_WRITE : CALL_CHANGE))
    return armed_fault == TG_FAULT_NO_SPACE ? ENOSPC : EIO;
  if (!is_watched (path))
    return 0;
  if (step == TG_DISK_WRITE)
    tg_power_touch (path);
  else if (step == TG_DISK_SYNC)
    tg_power_flush (path);
  else if (step == TG_DISK_MOVE)
    tg_power_move (path, to);
  else
    tg_power_forget (path);
  return 0;
}

/* ---- the file ---- */

static int
fault_close (sqlite3_file *file)
{
  int result = real (file)->pMethods->xClose (real (file));

  g_free (real (file));
  g_free (((File *) file)->path);
  return result;
}

static int
fault_read (sqlite3_file  *file,
            void          *buffer,
            int            count,
            sqlite3_int64  offset)
{
  if (strikes (CALL_READ))
    return SQLITE_IOERR_READ;
  return real (file)->pMethods->xRead (real (file), buffer, count, offset);
}

static int
fault_write (sqlite3_file  *file,
             const void    *buffer,
             int            count,
             sqlite3_int64  offset)
{
  if (strikes (CALL_WRITE))
    return armed_fault == TG_FAULT_NO_SPACE ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  if (is_watched (((File *) file)->path))
    tg_power_touch (((File *) file)->path);
  return real (file)->pMethods->xWrite (real (file), buffer, count, offset);
}

static int
fault_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  if (strikes (CALL_CHANGE))
    return SQLITE_IOERR_TRUNCATE;
  if (is_watched (((File *) file)->path))
    tg_power_touch (((File *) file)->path);
  return real (file)->pMethods->xTruncate (real (file), size);
}

static int
fault_sync (sqlite3_file *file,
            int           flags)
{
  if (strikes (CALL_CHANGE))
    return SQLITE_IOERR_FSYNC;
  if (is_watched (((File *) file)->path))
    tg_power_flush (((File *) file)->path);
  return real (file)->pMethods->xSync (real (file), flags);
}

static int
fault_file_size (sqlite3_file  *file,
                 sqlite3_int64 *size)
{
  return real (file)->pMethods->xFileSize (real (file), size);
}

static int
fault_lock (sqlite3_file *file,
            int           level)
{
  return real (file)->pMethods->xLock (real (file), level);
}

static int
fault_unlock (sqlite3_file *file,
              int           level)
{
  return real (file)->pMethods->xUnlock (real (file), level);
}

static int
fault_check_reserved_lock (sqlite3_file *file,
                           int          *result)
{
  return real (file)->pMethods->xCheckReservedLock (real (file), result);
}

static int
fault_file_control (sqlite3_file *file,
                    int           operation,
                    void         *argument)
{
  return real (file)->pMethods->xFileControl (real (file), operation, argument);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return real (file)->pMethods->xSectorSize (real (file));
}

/* No promises, so that SQLite takes no short cuts on the disk of the test's machine. */
static int
fault_device_characteristics (sqlite3_file *file)
{
  return 0;
}

static int
fault_shm_map (sqlite3_file   *file,
               int             region,
               int             size,
               int             extend,
               void volatile **out)
{
  return real (file)->pMethods->xShmMap (real (file), region, size, extend, out);
}

static int
fault_shm_lock (sqlite3_file *file,
                int           offset,
                int           count,
                int           flags)
{
  return real (file)->pMethods->xShmLock (real (file), offset, count, flags);
}

static void
fault_shm_barrier (sqlite3_file *file)
{
  real (file)->pMethods->xShmBarrier (real (file));
}

static int
fault_shm_unmap (sqlite3_file *file,
                 int           delete_flag)
{
  return real (file)->pMethods->xShmUnmap (real (file), delete_flag);
}

static const sqlite3_io_methods methods = {
  2, fault_close, fault_read, fault_write, fault_truncate, fault_sync, fault_file_size,
  fault_lock, fault_unlock, fault_check_reserved_lock, fault_file_control, fault_sector_size,
  fault_device_characteristics, fault_shm_map, fault_shm_lock, fault_shm_barrier, fault_shm_unmap,
  NULL, NULL,
};

static int
fault_open (sqlite3_vfs  *vfs,
            const char   *name,
            sqlite3_file *file,
            int           flags,
            int          *out_flags)
{
  File *self = (File *) file;
  int result;

  self->base.pMethods = NULL;
  self->path = NULL;
  self->real = g_malloc0 ((gsize) below->szOsFile);
  result = below->xOpen (below, name, self->real, flags, out_flags);
  if (result == SQLITE_OK)
    {
      self->base.pMethods = &methods;
      self->path = g_strdup (name);
    }
  else
    g_clear_pointer (&self->real, g_free);
  return result;
}

static int
fault_delete (sqlite3_vfs *vfs,
              const char  *name,
              int          sync_folder)
{
  if (strikes (CALL_CHANGE))
    return SQLITE_IOERR_DELETE;
  if (is_watched (name))
    tg_power_forget (name);
  return below->xDelete (below, name, sync_folder);
}

void
tg_fault_vfs_register (void)
{
  static sqlite3_vfs vfs;

  if (below != NULL)
    return;
  below = sqlite3_vfs_find (NULL);
  vfs = *below;
  vfs.zName = TG_FAULT_VFS;
  vfs.szOsFile = sizeof (File);
  vfs.xOpen = fault_open;
  vfs.xDelete = fault_delete;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, FALSE), ==, SQLITE_OK);
  tg_disk_set_watch (on_disk_step);
}

void
tg_fault_vfs_arm (TgDiskFault fault,
                  guint   number)
{
  g_assert (number > 0);
  tg_power_begin ();
  g_mutex_lock (&lock);
  armed_fault = fault;
  calls_left = number;
  n_calls = 0;
  has_struck = FALSE;
  is_armed = TRUE;
  g_mutex_unlock (&lock);
}

gboolean
tg_fault_vfs_disarm (TgChance *chance)
{
  gboolean result;

  g_mutex_lock (&lock);
  is_armed = FALSE;
  result = has_struck;
  g_mutex_unlock (&lock);
  if (result && armed_fault == TG_FAULT_POWER)
    tg_power_cut (chance);
  return result;
}

guint
tg_fault_vfs_count (void)
{
  return n_calls;
}
