/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "tg-fault-vfs.h"

#include <sqlite3.h>

/* Each file of ours is SQLite's own file with a head of ours before it. Calls that a fault can hit
 * are counted over all files; everything else goes straight through. One connection at a time. */
typedef struct
{
  sqlite3_file  base;
  sqlite3_file *real;
} File;

static sqlite3_vfs *below;
static gboolean is_armed;
static TgFault armed_fault;
static guint calls_left;
static gboolean has_struck;

static sqlite3_file *
real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

/* TRUE if this call is to fail. */
static gboolean
strikes (void)
{
  if (!is_armed)
    return FALSE;
  if (has_struck)
    return armed_fault == TG_FAULT_DEATH;
  if (--calls_left > 0)
    return FALSE;
  has_struck = TRUE;
  return TRUE;
}

static int
fault_close (sqlite3_file *file)
{
  int result = real (file)->pMethods->xClose (real (file));

  g_free (real (file));
  return result;
}

static int
fault_read (sqlite3_file  *file,
            void          *buffer,
            int            count,
            sqlite3_int64  offset)
{
  if (is_armed && armed_fault == TG_FAULT_IO_ERROR && strikes ())
    return SQLITE_IOERR_READ;
  return real (file)->pMethods->xRead (real (file), buffer, count, offset);
}

static int
fault_write (sqlite3_file  *file,
             const void    *buffer,
             int            count,
             sqlite3_int64  offset)
{
  if (strikes ())
    return armed_fault == TG_FAULT_NO_SPACE ? SQLITE_FULL : SQLITE_IOERR_WRITE;
  return real (file)->pMethods->xWrite (real (file), buffer, count, offset);
}

static int
fault_truncate (sqlite3_file  *file,
                sqlite3_int64  size)
{
  if (is_armed && armed_fault != TG_FAULT_NO_SPACE && strikes ())
    return SQLITE_IOERR_TRUNCATE;
  return real (file)->pMethods->xTruncate (real (file), size);
}

static int
fault_sync (sqlite3_file *file,
            int           flags)
{
  if (is_armed && armed_fault != TG_FAULT_NO_SPACE && strikes ())
    return SQLITE_IOERR_FSYNC;
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
  self->real = g_malloc0 ((gsize) below->szOsFile);
  result = below->xOpen (below, name, self->real, flags, out_flags);
  if (result == SQLITE_OK)
    self->base.pMethods = &methods;
  else
    g_clear_pointer (&self->real, g_free);
  return result;
}

static int
fault_delete (sqlite3_vfs *vfs,
              const char  *name,
              int          sync_folder)
{
  if (is_armed && armed_fault == TG_FAULT_DEATH && strikes ())
    return SQLITE_IOERR_DELETE;
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
}

void
tg_fault_vfs_arm (TgFault fault,
                  guint   number)
{
  g_assert (number > 0);
  armed_fault = fault;
  calls_left = number;
  has_struck = FALSE;
  is_armed = TRUE;
}

gboolean
tg_fault_vfs_disarm (void)
{
  is_armed = FALSE;
  return has_struck;
}
