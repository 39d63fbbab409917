/* SPDX-FileCopyrightText: 2026 The Tongguan developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writing and moving files so that a power cut leaves the old or the new, never a half: a file is
 * on the disk when it is closed, a name when it is moved. All of it waits: not on the main thread
 * of a window. Faults are TG_ERROR_NO_SPACE, TG_ERROR_READ_ONLY, of reading
 * TG_ERROR_NOT_FOUND. */
typedef struct _TgDiskFile TgDiskFile;

/* A new file of mode 0600; what bore the name before is overwritten. */
TgDiskFile *tg_disk_create        (const char           *path,
                                   GError              **error);
gboolean    tg_disk_write         (TgDiskFile           *self,
                                   const void           *data,
                                   gsize                 size,
                                   GError              **error);
/* Flushes it to the disk and frees `self`, whatever comes of it. */
gboolean    tg_disk_close         (TgDiskFile           *self,
                                   GError              **error);
/* Closes without flushing: of a file that nobody wants any more. */
void        tg_disk_drop          (TgDiskFile           *self);

gboolean    tg_disk_save          (const char           *path,
                                   const char           *text,
                                   GError              **error);
gboolean    tg_disk_copy          (const char           *from,
                                   const char           *to,
                                   GError              **error);
/* Flushes a file or a folder. */
gboolean    tg_disk_sync          (const char           *path,
                                   GError              **error);
/* Replaces what bears the name `to`. */
gboolean    tg_disk_move          (const char           *from,
                                   const char           *to,
                                   GError              **error);
gboolean    tg_disk_make_folder   (const char           *path,
                                   GError              **error);
/* A file, or a folder with all that is in it; no error if there is none. */
gboolean    tg_disk_remove        (const char           *path,
                                   GError              **error);
/* SHA-256 in hexadecimal and the size; both may be NULL. */
gboolean    tg_disk_digest        (const char           *path,
                                   char                **sha256,
                                   gint64               *bytes,
                                   GError              **error);

/* Bytes that the disk of the path still takes; G_MAXINT64 if it does not say. */
gint64      tg_disk_get_free      (const char           *path);
/* For tests: what it says from now on, -1: as it is. */
void        tg_disk_set_free      (gint64                bytes);

/* For tests: what is asked before each step that changes the disk. Returns: 0, or the errno with
 * which the step is to fail */
typedef enum
{
  TG_DISK_WRITE,
  TG_DISK_SYNC,
  TG_DISK_MOVE,
  TG_DISK_REMOVE,
} TgDiskStep;

typedef int (*TgDiskWatch) (TgDiskStep  step,
                            const char *path,
                            const char *to);    /* of a move, else NULL */

void        tg_disk_set_watch     (TgDiskWatch           watch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TgDiskFile, tg_disk_drop)

G_END_DECLS
